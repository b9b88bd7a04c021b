// What many rules share: fixes of model edits, peers' sayings, words for places.

internal import Diagnostics
internal import Inference
internal import ONNXModel

extension Fix {
  /// A fix of model edits.
  static func model(
    _ title: String, _ safety: Safety, _ edits: [ModelEdit], preview: String? = nil
  ) -> Fix {
    Fix(
      title: title, safety: safety,
      edits: edits.map { edit in
        FixEdit(at: edit.path, change: .model(edit), preview: preview ?? edit.preview)
      })
  }
}

extension ModelEdit {
  /// What stands at the path afterwards, where that is a number or a word.
  fileprivate var preview: String? {
    guard case .set(_, let value) = self else { return nil }
    switch value {
    case .int(let value): return "\(value)"
    case .float(let value): return "\(value)"
    case .string(let bytes): return "\"\(String(decoding: bytes, as: UTF8.self))\""
    case .opset(let domain, let version):
      return "\"\(domain.map { String(decoding: $0, as: UTF8.self) } ?? "")\" : \(version)"
    default: return nil
    }
  }
}

/// What the peers say; the full check of ONNX's checker begins with the plain one and says the same.
func said(checker: String? = nil, full: String? = nil, runtime: String? = nil) -> [Peer: String] {
  var peers: [Peer: String] = [:]
  peers[.checker] = checker
  peers[.fullCheck] = full ?? checker
  peers[.runtime] = runtime
  return peers
}

extension CheckedModel {
  /// `the graph`, `function "Relu6"`, `a subgraph of If "check"`.
  func describe(scope: Int) -> String {
    switch index.scopes[scope].kind {
    case .graph: "the graph"
    case .function(let number): "function \(describe(function: number))"
    case .training: "a training graph"
    case .subgraph(let node, _, _): "a subgraph of \(describe(node))"
    }
  }

  /// `"local::Attend"`.
  func describe(function number: Int) -> String {
    let function = model.functions[number]
    let text = { (text: Text?) in text.map { strings.string($0) } ?? "" }
    let domain = text(function.domain)
    let overload = text(function.overload)
    return "\"" + (domain.isEmpty ? "" : domain + "::") + text(function.name)
      + (overload.isEmpty ? "" : ":" + overload) + "\""
  }

  /// The nodes that call an operation, by its place in the index's operations.
  func nodes(of operation: Int) -> [NodeID] {
    index.nodes.indices.filter { index.nodes[$0].operation == operation }
      .map { NodeID(rawValue: Int32(truncatingIfNeeded: $0)) }
  }

  /// The nodes whose operation is wanted, in order; each operation is asked once, each node looked at once.
  func nodes(where isWanted: (Operation) -> Bool) -> [NodeID] {
    let wanted = index.operations.map(isWanted)
    guard wanted.contains(true) else { return [] }
    return index.nodes.indices.filter { wanted[index.nodes[$0].operation] }
      .map { NodeID(rawValue: Int32(truncatingIfNeeded: $0)) }
  }

  func text(_ text: Text?) -> String { text.map { strings.string($0) } ?? "" }

  /// A name in quotes.
  func quoted(_ value: ValueID) -> String { "\"\(index.name(of: value))\"" }

  /// The word for what defines a value: `input`, `weight`, `output of Relu "r"`.
  func describe(origin: ValueRecord.Origin) -> String {
    switch origin {
    case .input: "an input"
    case .initializer: "a weight"
    case .sparseInitializer: "a sparse weight"
    case .output(let node, _): "an output of \(describe(node))"
    }
  }
}

extension CheckedModel {
  /// The problems of a code, with what ONNX's inference says of them, which the full check and ONNX Runtime pass on.
  ///
  /// - Parameter late: operators of ONNX that find it only when they run.
  func inferenceProblems(_ info: RuleInfo, saying: String = "", exceptFor late: Set<String>) -> [Diagnostic] {
    let words = "[ShapeInferenceError]" + (saying.isEmpty ? "" : " \(saying)")
    return problems(info) { diagnostic, node, _ in
      let operation = opType(node)
      guard !late.contains(operation), index.operation(node).domain.isEmpty else { return }
      diagnostic.peers = [.fullCheck: words, .runtime: "Node (\(nodeName(node))) Op (\(operation)) \(words)"]
    }
  }
}
