// T005 declared-type-wrong.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A graph output or a `value_info` is declared with one element type and computed with another one.
///
/// ## Why it is bad
///
/// ONNX Runtime refuses the model; a caller that trusts the declaration reads the bytes wrongly.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (int64[N] y) {  # T005 graph.output[0]
///   y = Relu (x)
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Relu (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Declare what is computed; or Cast, if the declaration is what was wanted.
///
/// ## Fix safety
///
/// Safe: nodes compute what they did, and the declaration was false.
///
/// ## What others say
///
/// The full check: `Inferred elem type differs from existing elem type: (FLOAT) vs (INT64)`; ONNX Runtime: `Type
/// (tensor(int64)) of output arg (y) of node (Relu_0) does not match expected type (tensor(float)).`
package enum DeclaredTypeWrong: Rule {
  package static let info = RuleInfo(
    "T005", "declared-type-wrong", .error, fix: .safe, "a declared element type is not the one that nodes make")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.inference.conflicts.compactMap { conflict in
      guard conflict.kind == .type else { return nil }
      let path = model.index.path(of: conflict.declaration)
      let maker = model.index.producer(of: conflict.value)
      // ONNX Runtime makes initializers of constants before it looks.
      let isConstant = maker.map { model.opType($0) == "Constant" } ?? false
      let saying =
        "Type (\(conflict.declared.onnxName)) of output arg (\(model.index.name(of: conflict.value))) of node "
        + "(\(maker.map(model.nodeName) ?? "")) does not match expected type (\(conflict.inferred.onnxName))."
      return model.diagnostic(
        info,
        "\"\(model.index.name(of: conflict.value))\" is declared \(conflict.declared) and is \(conflict.inferred)",
        at: path, node: maker,
        related: [
          Label(.path(model.index.path(of: conflict.value)), "\(conflict.inferred), made here")
        ],
        peers: [
          .fullCheck: "Inferred elem type differs from existing elem type: "
            + "(\(upper(conflict.inferred))) vs (\(upper(conflict.declared)))", .runtime: saying,
        ].filter { $0.key != .runtime || !isConstant },
        fixes: DeclareInferred.rewrite(model.inference, conflict).map {
          // Another type of an input is another interface.
          [Fix($0, conflict.declaration.list == .input ? .unsafe : .safe)]
        } ?? [])
    }
  }

  private static func upper(_ type: InferredType) -> String {
    type.elementType.map { "\($0.name)".uppercased() } ?? type.description
  }
}
