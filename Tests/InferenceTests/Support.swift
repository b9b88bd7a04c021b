import Inference
import Lowering
import ONNXModel
import Operators
import SourceText
import Testing

/// A model's text with what is inferred of it; tests state what its values are and what is refused.
struct InferredModel {
  let inference: Inference

  init(_ text: String) throws {
    let (tree, lowered) = ModelLowerer.read(SourceBytes(Array(text.utf8)))
    #expect(tree.errors.map(\.message) == [])
    #expect(lowered.errors.map(\.message) == [])
    inference = Inference(ModelIndex(lowered.model, catalog: OperatorCatalog()))
  }

  /// A main graph of these nodes at a version of the default operator set.
  ///
  /// - Parameters:
  ///   - inputs: `float[N, 3] x, int64[2] k`.
  ///   - weights: `int64[2] axes = {0, 1}`.
  ///   - nodes: `y = Relu (x)`.
  init(opset: Int, _ inputs: String, weights: String = "", _ nodes: String) throws {
    try self.init(
      "<ir_version: 10, opset_import: [\"\" : \(opset)]>\ng (\(inputs)) => () <\(weights)> {\n\(nodes)\n}\n")
  }

  /// The type of the first value of the name: `float[N, 3]`; `-` where nothing is known.
  func type(_ name: String) -> String {
    value(name).flatMap(inference.type(of:))?.description ?? "-"
  }

  /// The elements of a value as far as known: `4, 2*N, ?`; `-` where none are followed.
  func elements(_ name: String) -> String {
    guard let elements = value(name).flatMap({ inference.known[$0] })?.elements else { return "-" }
    return elements.map(Self.describe).joined(separator: ", ")
  }

  /// The problems: `S002 node`, `S012 attribute axis`, `S017 input 1`, node by node.
  var problems: [String] {
    inference.problems.sorted { $0.key < $1.key }.flatMap(\.value).map { "\($0.code) \(Self.describe($0.site))" }
  }

  private func value(_ name: String) -> ValueID? {
    inference.index.values.indices.lazy.map { ValueID(rawValue: Int32($0)) }
      .first { inference.index.name(of: $0) == name }
  }

  private static func describe(_ element: Element) -> String {
    switch element {
    case .size(let size): size.description
    case .real(let value): "\(value)"
    case .fraction(let expression, let divisor): "(\(expression))/\(divisor)"
    case .text(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
    }
  }

  private static func describe(_ site: InferenceProblem.Site) -> String {
    switch site {
    case .node: "node"
    case .input(let number): "input \(number)"
    case .output(let number): "output \(number)"
    case .attribute(let name): "attribute \(name)"
    }
  }
}
