// What there is to know of what stands at a place.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Syntax

/// A text beside a place.
package struct HoverText: Sendable {
  /// What it is about, in bytes of the text.
  package var range: Range<Int>
  package var markup: Markup
}

extension Snapshot {
  /// What to show at a place: findings first, then what the thing is.
  package func hover(at offset: Int) -> HoverText? {
    let word = self.word(at: offset)
    var about = subject(at: offset, word)
    var found = Markup()
    for diagnostic in findings(at: offset) {
      found.append(describe(diagnostic))
      about = about ?? diagnostic.place.range.map { ($0, Markup()) }
    }
    guard var (range, markup) = about else { return nil }
    if !found.isEmpty {
      found.append(markup)
      markup = found
    }
    return markup.isEmpty ? nil : HoverText(range: range, markup: markup)
  }

  /// What stands at a place, with its range.
  private func subject(at offset: Int, _ word: Range<Int>?) -> (Range<Int>, Markup)? {
    if let word, let markup = self.word(word) { return (word, markup) }
    guard let analysis, isAnalyzed else { return nil }
    let site = analysis.site(at: offset)
    if let markup = markup(site, analysis), let range = range(of: site, word, analysis) { return (range, markup) }
    return word.flatMap { word in broken(word, analysis).map { (word, $0) } }
  }

  private func markup(_ site: Site, _ analysis: ModelAnalysis) -> Markup? {
    switch site.subject {
    case .value(let value): return describe(value: value, analysis)
    case .undefined(let name):
      var markup = Markup()
      markup.paragraph("\(Markup.span(name)): nothing makes a value of this name")
      return markup
    case .operation(let node), .node(let node): return describe(call: node, analysis)
    case .attribute(let node, let number): return describe(attribute: number, of: node, analysis)
    case .attributeReference(let node, let number): return describe(reference: number, of: node, analysis)
    case .function(let number): return analysis.describe(function: number, in: self)
    case .parameter(let function, let name): return analysis.describe(parameter: name, of: function)
    case .dimension(let name): return analysis.describe(dimension: name)
    case .opset(let function, let number): return describe(opset: number, of: function, analysis)
    case .metadata: return describe(metadataAt: site.path, analysis)
    case .other: return nil
    }
  }

  /// The name that is hovered, or the part that the site is.
  private func range(of site: Site, _ word: Range<Int>?, _ analysis: ModelAnalysis) -> Range<Int>? {
    if case .node = site.subject {
      // White space inside of a node is not worth a window.
      return word
    }
    return word ?? (site.range.count < 200 ? site.range : nil)
  }

  // MARK: Words

  /// The name, number or `@word` at a place.
  func word(at offset: Int) -> Range<Int>? {
    let number = statement(before: offset + 1)
    guard tree.statements.indices.contains(number) else { return nil }
    let statement = tree.statements[number]
    var touching: Range<Int>?
    let end = tokenIndex(at: offset + 1, in: statement)
    for token in tree.tokens[statement.firstToken + max(0, end - 2)..<statement.firstToken + end] {
      let range = statement.start + token.range.lowerBound..<statement.start + token.range.upperBound
      guard range.upperBound >= offset, token.kind.isWord else { continue }
      if range.contains(offset) { return range }
      touching = range
    }
    return touching ?? wordBehind(offset, number)
  }

  /// A statement's last word ends where the next statement starts.
  private func wordBehind(_ offset: Int, _ number: Int) -> Range<Int>? {
    guard number > 0, tree.statements[number].start == offset else { return nil }
    let before = tree.statements[number - 1]
    guard before.tokenCount > 0 else { return nil }
    let token = tree.tokens[before.firstToken + before.tokenCount - 1]
    let range = before.start + token.range.lowerBound..<before.start + token.range.upperBound
    return token.kind.isWord && range.upperBound == offset ? range : nil
  }

  /// Words of the language: header keys and types.
  private func word(_ range: Range<Int>) -> Markup? {
    let role = typingPlace(at: range.upperBound).role
    switch role {
    case .headerKey: return HeaderWords.describe(text(range))
    case .valueType, .elementType, .attributeValue: return TypeWords.describe(text(range))
    default: return nil
    }
  }

  /// What a name means in a statement that is no part of the model.
  private func broken(_ range: Range<Int>, _ analysis: ModelAnalysis) -> Markup? {
    let place = typingPlace(at: range.upperBound - (text(range).hasSuffix("\"") ? 1 : 0))
    let surroundings = surroundings(at: place.call?.start ?? range.lowerBound)
    switch place.role {
    case .operation:
      var call = place.call ?? CallText()
      call.words.append(range)
      switch target(of: call, in: surroundings) {
      case .schema(let schema):
        return documentation(of: ["operator", schema.domain, schema.name, "\(schema.sinceVersion)"])
      case .function(let number): return analysis.describe(function: number, in: self)
      case nil: return nil
      }
    case .attributeName:
      guard let call = place.call, case .schema(let schema)? = target(of: call, in: surroundings),
        let attribute = schema.attribute(named: name(range))
      else { return nil }
      return AttributeText.describe(attribute, of: schema, project.catalog)
    case .input, .output, .valueName:
      guard let scope = surroundings.scope ?? analysis.index.mainScope,
        let value = analysis.index.value(named: Array(name(range).utf8), in: scope)
      else { return nil }
      return describe(value: value, analysis)
    default: return nil
    }
  }
}

extension TokenKind {
  /// Whether the token can be asked about.
  fileprivate var isWord: Bool {
    switch self {
    case .identifier, .string, .byteString, .textBlock, .int, .float, .atDoc, .atMeta, .atData: true
    default: false
    }
  }
}
