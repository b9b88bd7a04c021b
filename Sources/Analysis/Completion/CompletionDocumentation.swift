// What a proposal's documentation says, made when a person looks at it.

internal import Inference
internal import Operators

extension Snapshot {
  /// The documentation of a proposal; nil where there is none.
  ///
  /// - Parameter topic: the proposal's `topic`.
  package func documentation(of topic: [String]) -> Markup? {
    switch topic.first {
    case "operator" where topic.count == 4: return documentation(operatorOf: topic)
    case "attribute" where topic.count == 5:
      return schema(topic).flatMap { schema in
        schema.attribute(named: topic[4]).map { AttributeText.describe($0, of: schema, project.catalog) }
      }
    case "function" where topic.count == 2:
      return Int(topic[1]).flatMap { analysis?.describe(function: $0, in: self) }
    case "value" where topic.count == 3: return documentation(ofValue: topic)
    case "type" where topic.count == 2: return TypeWords.describe(topic[1])
    case "header" where topic.count == 2: return HeaderWords.describe(topic[1])
    case "dimension" where topic.count == 2: return analysis.map { $0.describe(dimension: topic[1]) }
    case "domain" where topic.count == 2: return describe(domain: topic[1], version: nil)
    case "meta" where topic.count == 2:
      return project.meta.first { $0.key == topic[1] }.map(MetaWords.describe)
    default: return nil
    }
  }

  private func schema(_ topic: [String]) -> OperatorSchema? {
    Int(topic[3]).flatMap { project.catalog.schema(topic[2], domain: topic[1], version: $0) }
  }

  private func documentation(operatorOf topic: [String]) -> Markup? {
    guard let schema = schema(topic) else { return nil }
    var markup = Markup()
    let words = OperatorWords(schema, project.catalog)
    markup.paragraph(words.title)
    words.describe(into: &markup, room: 1200)
    words.list(into: &markup)
    return markup
  }

  /// The value by its number, unless the model has changed: then by its name.
  private func documentation(ofValue topic: [String]) -> Markup? {
    guard let analysis else { return nil }
    let index = analysis.index
    if let number = Int32(topic[1]), index.values.indices.contains(Int(number)),
      index.name(of: ValueID(rawValue: number)) == topic[2]
    {
      return describe(value: ValueID(rawValue: number), analysis)
    }
    return index.mainScope.flatMap { index.value(named: Array(topic[2].utf8), in: $0) }
      .map { describe(value: $0, analysis) }
  }
}
