internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

/// A value's name is a number.
///
/// ## What it means
/// Exporters that lose a program's names count: `"3925"`. It is legal.
///
/// ## Why it is bad
/// Messages, diffs and profiles say nothing to a reader, and the numbers change with the next export.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   "17" = Relu (x)  # G018 graph.node[0].output[0]
///   y = Neg ("17")
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   relu_0 = Relu (x)
///   y = Neg (relu_0)
/// }
/// ```
///
/// ## How to mend it
/// Rename the value; the fix takes the operator and the node's number.
///
/// ## Fix safety
/// Chosen by a person: a graph's own inputs and outputs are known to callers by their names.
///
/// ## What others say
/// Nobody says anything.
enum NumericName: Rule {
  static let info = RuleInfo("G018", "numeric-name", .info, fix: .manual, "a value's name is a number")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var names = FreshNames(index)
    return index.values.enumerated().compactMap { number, record in
      guard isNumber(record.name, model.strings) else { return nil }
      let value = ValueID(rawValue: Int32(truncatingIfNeeded: number))
      let alias = names.make(alias(record, index))
      return model.diagnostic(
        info, "\(model.quoted(value)) is no name for people; \"\(alias)\" would be", at: index.path(of: value),
        node: index.producer(of: value),
        fixes: [.model("rename it to \"\(alias)\"", .unsafe, RenameValue.edits(value, to: alias, index, model.uses))])
    }
  }

  static func isNumber(_ name: Text, _ strings: StringPool) -> Bool {
    !name.isEmpty && strings[name].allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  private static func alias(_ record: ValueRecord, _ index: ModelIndex) -> String {
    switch record.origin {
    case .input(let number): return "input_\(number)"
    case .initializer(let number), .sparseInitializer(let number): return "weight_\(number)"
    case .output(let node, let output):
      let base = "\(index.operation(node).name.lowercased())_\(index.nodes[node.offset].number)"
      return output == 0 ? base : "\(base)_\(output)"
    }
  }
}
