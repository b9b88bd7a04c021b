internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting
internal import SourceText

/// A graph's output is made by nothing.
///
/// ## What it means
/// The name of an output of a graph, subgraph or function is no value of it.
///
/// ## Why it is bad
/// The model can't run. Usually an output was renamed, and the node that makes it was not.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (
///   float[2] scores  # G005 graph.output[0]
/// ) {
///   y = Relu (x)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] scores) {
///   scores = Relu (x)
/// }
/// ```
///
/// ## How to mend it
/// Rename the node's output to the name of the graph's output; callers know that one.
///
/// ## Fix safety
/// Chosen by a person: offered where one value is left that nothing reads, or one has a similar name.
///
/// ## What others say
/// onnx.checker: `Graph output 'scores' is not an output of any node in graph.` ONNX Runtime: `This is an invalid model.
/// Graph output (scores) does not exist in the graph.` Of functions only ONNX Runtime says so.
enum OutputNotProduced: Rule {
  static let info = RuleInfo("G005", "output-not-produced", .error, fix: .manual, "a graph's output is made by nothing")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return index.scopes.indices.flatMap { scope in
      index.scopes[scope].outputs.enumerated().filter { $0.element == .undefined }
        .map { report($0.offset, scope, model) }
    }
  }

  private static func report(_ number: Int, _ scope: Int, _ model: CheckedModel) -> Diagnostic {
    let index = model.index
    let name = Array(model.strings[outputName(number, scope, model)])
    let text = String(decoding: name, as: UTF8.self)
    let candidate = candidate(name, scope, model)
    let suggestion = candidate.map { "; did you mean \(model.quoted($0))?" } ?? ""
    let isFunction = if case .function = index.scopes[scope].kind { true } else { false }
    return model.diagnostic(
      info, "output \"\(text)\" is made by no node of \(model.describe(scope: scope))\(suggestion)",
      at: index.path(ofScope: scope).appending("output", number),
      peers: said(
        checker: isFunction ? nil : "Graph output '\(text)' is not an output of any node in graph.",
        runtime: runtimeSaying(text, scope, model)),
      fixes: candidate.map {
        [
          .model(
            "rename \(model.quoted($0)) to \"\(text)\"", .unsafe,
            RenameValue.edits($0, to: text, index, model.uses))
        ]
      } ?? [])
  }

  private static func runtimeSaying(_ name: String, _ scope: Int, _ model: CheckedModel) -> String {
    if case .function(let number) = model.index.scopes[scope].kind {
      let function = model.text(model.model.functions[number].name)
      return "ONNX Schema \(function): failed validating the check: !(it.GetName().empty())"
    }
    return "This is an invalid model. Graph output (\(name)) does not exist in the graph."
  }

  private static func outputName(_ number: Int, _ scope: Int, _ model: CheckedModel) -> Text {
    if case .function(let function) = model.index.scopes[scope].kind {
      return model.model.functions[function].outputs[number]
    }
    return model.index.scopes[scope].graph.outputs[number].name ?? .empty
  }

  /// The one value that nothing reads, or the one with the most similar name, if no graph hands it out already.
  private static func candidate(_ name: [UInt8], _ scope: Int, _ model: CheckedModel) -> ValueID? {
    let index = model.index
    let made = index.nodeIDs(scope).flatMap { node in
      index.outputs(node).filter { $0.exists && index.producer(of: $0) == node && !model.uses.isOutput($0) }
    }
    let unread = made.filter { model.uses.readerCount($0) == 0 }
    if unread.count == 1 { return unread.first }
    let names = made.map { Array(model.strings[index.values[$0.offset].name]) }
    guard let nearest = NearestName.find(name, among: names), let place = names.firstIndex(of: nearest) else {
      return nil
    }
    return made[place]
  }
}
