internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A graph has no name.
///
/// ## What it means
/// The `name` of a graph or subgraph is absent or empty.
///
/// ## Why it is bad
/// The specification demands a name, and ONNX's checker refuses the model. ONNX Runtime does so for subgraphs.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// "" (float[2] x) => (float[2] y) {  # G010 graph
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// main_graph (float[2] x) => (float[2] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Name it; any name does.
///
/// ## Fix safety
/// Safe: nothing refers to graphs by their names.
///
/// ## What others say
/// onnx.checker: `Field 'name' of 'graph' is required to be non-empty.`
enum EmptyGraphName: Rule {
  static let info = RuleInfo("G010", "empty-graph-name", .warning, fix: .safe, "a graph has no name")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return index.scopes.enumerated().compactMap { number, scope in
      guard scope.graph.name?.isEmpty ?? true else { return nil }
      if case .function = scope.kind { return nil }
      let saying = "Field 'name' of 'graph' is required to be non-empty."
      var peers = said(checker: saying)
      var name = "main_graph"
      switch scope.kind {
      case .subgraph(let node, let attribute, _):
        peers[.runtime] = saying
        name = model.text(index.node(node).attributes[attribute].name)
        if name.isEmpty { name = "subgraph" }
      case .training: peers = [:]
      default: break
      }
      let path = index.path(ofScope: number)
      return model.diagnostic(
        info, "\(model.describe(scope: number)) has no name", at: path, peers: peers,
        fixes: [.model("name it \"\(name)\"", .safe, [.set(path.appending("name"), .string(Array(name.utf8)))])])
    }
  }
}
