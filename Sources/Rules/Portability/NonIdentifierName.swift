// P012 non-identifier-name.

package import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

/// ## What it means
///
/// A value's name has characters besides letters, digits and underscores. That is legal: ONNX asks nothing of
/// names.
///
/// ## Why it is bad
///
/// Generators of code, and tools that write names into expressions or file names, have to quote them.
///
/// ## Example
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   "h/1" = Neg (x)  # P012 graph.node[0].output[0]
///   y = Relu ("h/1")
/// }
/// ```
///
/// Better:
///
/// ```onnxtxt
/// <ir_version: 10, opset_import: ["" : 17]>
/// main (float[N] x) => (float[N] y) {
///   h_1 = Neg (x)
///   y = Relu (h_1)
/// }
/// ```
///
/// ## How to mend it
///
/// Rename the value; inputs and outputs of the model keep their names for callers.
///
/// ## Fix safety
///
/// A person chooses the name.
///
/// ## What others say
///
/// Nobody.
package enum NonIdentifierName: Rule {
  package static let info = RuleInfo(
    "P012", "non-identifier-name", .info, fix: .manual, "a name that is no identifier")

  package static func check(_ model: CheckedModel) -> [Diagnostic] {
    var names = FreshNames(model.index)
    var found: [Diagnostic] = []
    model.strings.bytes.withUnsafeBufferPointer { pool in
      for (offset, record) in model.index.values.enumerated() where !isIdentifier(pool[record.name.range]) {
        let value = ValueID(rawValue: Int32(truncatingIfNeeded: offset))
        found.append(report(model, value, &names))
      }
    }
    return found
  }

  private static func report(_ model: CheckedModel, _ value: ValueID, _ names: inout FreshNames) -> Diagnostic {
    let name = model.index.name(of: value)
    var fixes: [Fix] = []
    if case .output = model.index.values[value.offset].origin, !model.uses.isOutput(value) {
      let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
      let fresh = names.make((plain.first?.isNumber ?? true ? "_" : "") + String(plain))
      fixes = [
        Fix(Rewrite("rename it \(fresh)", RenameValue.edits(value, to: fresh, model.index, model.uses)), .unsafe)
      ]
    }
    return model.diagnostic(
      info, "\"\(name)\" is no identifier", at: model.index.path(of: value), node: model.index.producer(of: value),
      fixes: fixes)
  }

  /// Letters, digits and underscores; names that are numbers have a code of their own (G018), and none has none.
  private static func isIdentifier(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var hasLetter = name.isEmpty
    for byte in name {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      guard isDigit || isLetter || byte == UInt8(ascii: "_") else { return false }
      if !isDigit { hasLetter = true }
    }
    guard hasLetter, let first = name.first else { return true }
    return first < UInt8(ascii: "0") || first > UInt8(ascii: "9")
  }
}
