// Dimensions, imports and metadata in words.

internal import Inference
internal import ONNXModel
internal import Operators
internal import Rules

extension ModelAnalysis {
  /// More values are not looked at for a dimension.
  private static let mostValues = 50_000

  /// A symbolic dimension: how many values have it, and which inputs give it.
  func describe(dimension name: String) -> Markup {
    var markup = Markup()
    markup.paragraph("\(Markup.span(name)): a symbolic dimension")
    var (whole, part) = (0, 0)
    for type in inference.types.prefix(Self.mostValues) {
      guard let shape = type?.shape else { continue }
      var (isWhole, isPart) = (false, false)
      for case .expression(let expression) in shape {
        if expression.symbol == name { isWhole = true } else if expression.symbols.contains(name) { isPart = true }
      }
      whole += isWhole ? 1 : 0
      part += isPart && !isWhole ? 1 : 0
    }
    let more = inference.types.count > Self.mostValues ? " or more" : ""
    markup.item("a size of \(whole)\(more) \(whole == 1 && more.isEmpty ? "value" : "values")")
    if part > 0 {
      markup.item("sizes of \(part)\(more) more \(part == 1 && more.isEmpty ? "value" : "values") are computed of it")
    }
    for item in sources(of: name) { markup.item(item) }
    return markup
  }

  /// `dimension 0 of input x`.
  private func sources(of name: String) -> [String] {
    guard let main = index.mainScope else { return [] }
    var found: [String] = []
    for (label, values) in [("input", index.scopes[main].graph.inputs), ("output", index.scopes[main].graph.outputs)] {
      for value in values {
        for (number, dim) in (value.type?.tensor?.shape?.dims ?? []).enumerated()
        where dim.param.map({ model.strings.string($0) }) == name {
          found.append("dimension \(number) of \(label) \(Markup.span(model.text(value.name)))")
        }
      }
    }
    return Array(found.prefix(8))
  }
}

extension Snapshot {
  /// An import: the domain, and how the version stands to the newest.
  func describe(opset number: Int, of function: Int?, _ analysis: ModelAnalysis) -> Markup? {
    let model = analysis.model
    let imports = function.map { model.functions[$0].opsetImports } ?? model.opsetImports
    guard imports.indices.contains(number) else { return nil }
    return describe(domain: model.text(imports[number].domain), version: imports[number].version)
  }

  func describe(domain: String, version: Int64?) -> Markup {
    var markup = Markup()
    let words = HeaderWords.domain(domain)
    let title = domain.isEmpty ? "ai.onnx" : domain
    markup.paragraph(version.map { "\(Markup.span(title)) version \($0)" } ?? Markup.span(title))
    if !words.isEmpty { markup.item(words) }
    if let latest = project.catalog.latestVersion(of: domain) {
      markup.item(version == Int64(latest) ? "the newest version" : "the newest version is \(latest)")
    } else {
      markup.item("no operators are known of this domain")
    }
    guard let analysis, version != nil else { return markup }
    let operations = analysis.index.operations.map { $0.domain == domain }
    let nodes = analysis.index.nodes.count { operations[$0.operation] }
    markup.item(nodes == 1 ? "1 node uses it" : "\(nodes) nodes use it")
    return markup
  }

  /// An entry of metadata: what the project's schema says of its key.
  func describe(metadataAt path: ModelPath, _ analysis: ModelAnalysis) -> Markup? {
    guard let place = path.steps.lastIndex(where: { $0.field == "metadata_props" }) else { return nil }
    let entry = ModelPath(Array(path.steps[...place]))
    guard let range = analysis.places.range(of: entry) else { return nil }
    let typing = typingPlace(at: range.lowerBound + 1)
    guard typing.isQuoted else { return nil }
    let key = name(typing.word)
    if let field = project.meta.first(where: { $0.key == key }) { return MetaWords.describe(field) }
    var markup = Markup()
    markup.paragraph(
      "\(Markup.span(key)): metadata" + (project.meta.isEmpty ? "" : ", which the project's `[[meta]]` schema has not"))
    return markup
  }
}
