// Changes of the model that a person may want at a place.

internal import Inference
internal import ONNXModel
internal import Rewriting
internal import SourceText

extension Snapshot {
  func refactorings(in range: Range<Int>, _ analysis: ModelAnalysis) -> [CodeActionText] {
    let site = analysis.site(at: range.lowerBound)
    var actions = declarations(site, analysis)
    actions += constants(site, analysis)
    if let node = ModelLocation(site.path, in: analysis.index).node {
      if analysis.index.operation(node).function != nil {
        actions.append(
          CodeActionText(
            "inline \(analysis.index.operation(node).name)", .inline
          ) { () throws(RewriteRefusal) in try InlineFunction.rewrite(analysis.index, node) })
      }
      if let rewrite = NewerOperator.rewrite(analysis.index, node) {
        actions.append(CodeActionText(rewrite.title, .rewrite, .model(rewrite.edits)))
      }
    }
    if let action = extraction(of: range, analysis) { actions.append(action) }
    return actions
  }

  // MARK: Types

  /// The declared type of the value at a place, or of what the node there makes; and all of them.
  private func declarations(_ site: Site, _ analysis: ModelAnalysis) -> [CodeActionText] {
    let values: [ValueID]
    switch site.subject {
    case .value(let value): values = [value]
    case .node(let node), .operation(let node): values = analysis.index.outputs(node).filter(\.exists)
    default: return []
    }
    var actions = values.compactMap { value in
      DeclareValues.rewrite(analysis.inference, value).map { rewrite in
        let type = analysis.inference.sureType(of: value)?.textForm ?? "?"
        let name = values.count == 1 ? "" : "\(analysis.index.name(of: value)): "
        let title = "\(name)\(rewrite.title) \(type)"
        return CodeActionText(title, .rewrite, .model(rewrite.edits))
      }
    }
    actions.append(CodeActionText("declare the types of all values", .rewrite, .declareAll))
    return actions
  }

  func declareAllEdits(_ analysis: ModelAnalysis) -> [TextEdit]? {
    DeclareValues.rewriteAll(analysis.inference).flatMap { edits($0.edits, analysis) } ?? []
  }

  // MARK: Constants

  private func constants(_ site: Site, _ analysis: ModelAnalysis) -> [CodeActionText] {
    let index = analysis.index
    var constant = ModelLocation(site.path, in: index).node
    if case .value(let value) = site.subject {
      if let producer = index.producer(of: value) { constant = producer }
      switch index.values[value.offset].origin {
      case .initializer:
        return [
          CodeActionText("make it a Constant node", .inline) { () throws(RewriteRefusal) in
            try ConstantStorage.node(index, analysis.uses, value)
          }
        ]
      default: break
      }
    }
    guard let constant, index.operation(constant).name == "Constant", index.operation(constant).domain.isEmpty else {
      return []
    }
    return [
      CodeActionText("make it an initializer", .extract) { () throws(RewriteRefusal) in
        try ConstantStorage.initializer(analysis.inference, constant)
      }
    ]
  }

  // MARK: Functions

  /// The nodes of a selection as a function; nil where none are selected.
  private func extraction(of range: Range<Int>, _ analysis: ModelAnalysis) -> CodeActionText? {
    let range = withoutBlanks(range)
    guard !range.isEmpty, let (scope, nodes) = analysis.nodes(in: range) else { return nil }
    return CodeActionText("extract to a function", .extract) { () throws(RewriteRefusal) in
      try ExtractFunction.rewrite(analysis.index, analysis.uses, scope: scope, nodes: nodes)
    }
  }

  private func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
    withBytes { text in
      let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
      var range = range.clamped(to: 0..<text.count)
      while let first = range.first, isBlank(text[first]) { range = first + 1..<range.upperBound }
      while let last = range.last, isBlank(text[last]) { range = range.lowerBound..<last }
      return range
    }
  }
}

extension CodeActionText {
  /// An action whose rewrite may be refused; then it is shown with the reason.
  fileprivate init(_ title: String, _ kind: Kind, _ rewrite: () throws(RewriteRefusal) -> Rewrite) {
    do throws(RewriteRefusal) {
      let made = try rewrite()
      self.init(made.title, kind, .model(made.edits))
    } catch {
      self.init(title, kind, .model([]))
      refusal = error.reason
    }
  }
}

extension ModelAnalysis {
  /// The nodes of the innermost graph or function around some bytes that the bytes touch; nil where there are none.
  fileprivate func nodes(in range: Range<Int>) -> (scope: Int, nodes: Range<Int>)? {
    let first = ModelLocation(places.path(at: range.lowerBound), in: index).scope
    let last = ModelLocation(places.path(at: range.upperBound - 1), in: index).scope
    guard let first, let last, let scope = commonScope(first, last) else { return nil }
    let nodes = index.scopes[scope].nodes
    let start = firstNode(of: scope) { $0.upperBound > range.lowerBound }
    let end = firstNode(of: scope) { $0.lowerBound >= range.upperBound }
    return start < end && end <= nodes.count ? (scope, start..<end) : nil
  }

  /// The number of the first node for whose place something holds that holds for all behind it.
  private func firstNode(of scope: Int, _ holds: (Range<Int>) -> Bool) -> Int {
    var (low, high) = (0, index.scopes[scope].nodes.count)
    while low < high {
      let middle = (low + high) / 2
      let place = places.range(of: index.path(ofScope: scope).appending("node", middle)) ?? 0..<0
      if holds(place) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func commonScope(_ a: Int, _ b: Int) -> Int? {
    var around: Set<Int> = [a]
    var current = a
    while let parent = index.scopes[current].parent {
      around.insert(parent)
      current = parent
    }
    var other: Int? = b
    while let scope = other, !around.contains(scope) { other = index.scopes[scope].parent }
    return other
  }
}
