// T007 cast-to-invalid.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// An attribute names an element type by a number of `TensorProto.DataType`, and there is none of that number, or
/// the operator can't make it.
///
/// ## Why it is bad
///
/// The output has no type; ONNX Runtime refuses the model.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Cast <to = 99> (x)  # T007 graph.node[0].attribute[0]
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   y = Cast <to = 1> (x)
/// }
/// ```
///
/// ## How to mend it
///
/// Write the number of the type: 1 is float, 7 int64, 10 float16, 11 double, 9 bool.
///
/// ## Fix safety
///
/// A person chooses the type.
///
/// ## What others say
///
/// The full check (`strict_mode` with type checks) and ONNX Runtime: `Attribute to does not specify a valid type
/// in .`
package enum CastToInvalid: Rule {
  package static let info = RuleInfo(
    "T007", "cast-to-invalid", .error, fix: .manual, "an element type that does not exist, or that a Cast can not make")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.problems(info) { diagnostic, node, problem in
      let saying = "[TypeInferenceError] Attribute to does not specify a valid type in ."
      diagnostic.peers = [
        .fullCheck: saying, .runtime: "Node (\(model.nodeName(node))) Op (\(model.opType(node))) \(saying)",
      ]
      guard model.opType(node) == "Cast", let to = model.attribute("to", of: node) else { return }
      let path = model.index.path(of: node).appending("attribute", to.number).appending("i")
      // The type that the output is declared with, if it is.
      let declared = model.inference.type(of: model.output(0, of: node))?.elementType
      diagnostic.fixes = (declared.map { [$0] } ?? [.float, .int64]).map { type in
        Fix(Rewrite("cast to \(type.name)", [.set(path, .int(Int64(type.rawValue)))]), .unsafe)
      }
    }
  }
}
