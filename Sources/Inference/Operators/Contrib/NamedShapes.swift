// Operators of ONNX Runtime whose shapes are told by naming the dimensions of inputs and outputs.

import ONNXModel

/// Shapes of inputs and outputs by the names of their dimensions, as ONNX Runtime's documentation writes them.
///
/// A number is a size, a name is one size wherever it stands, `_` is any size, and unknown in an output.
struct NamedShapes: Sendable {
  var name: String
  var inputs: [(Int, String)]
  var outputs: [String]
  /// Names that an attribute gives a size.
  var attributes: [String]

  init(_ name: String, _ inputs: [(Int, String)], _ outputs: [String], attributes: [String] = []) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.attributes = attributes
  }

  private static func names(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  func infer(_ call: OperatorCall) throws(InferenceProblem) {
    // GridSample's output has a type parameter of its own, which is that of its input.
    if call.outputType(0)?.elementType == nil { call.setElementType(0, call.elementType(0)) }
    var sizes = SharedSizes()
    defer {
      for (number, text) in outputs.enumerated() where text != "-" {
        let shape = Self.names(text).map { name in
          Int64(name).map(Size.known) ?? (name == "_" ? .unknown : sizes[name])
        }
        call.setShape(number, shape)
      }
    }
    for attribute in attributes {
      let value = call.node.attributes.first { $0.name.map { call.run.strings.string($0) } == attribute }?.i
      if let value, value > 0 { try sizes.set(attribute, .known(value), from: attribute, at: .attribute(attribute)) }
    }
    for (number, text) in inputs { try sizes.match(call, number, names: Self.names(text)) }
  }

  /// The operators; facts from ONNX Runtime's docs/ContribOperators.md and onnxruntime/core/graph/contrib_ops.
  static let all: [NamedShapes] = [
    NamedShapes("CDist", [(0, "M K"), (1, "N K")], ["M N"]),
    NamedShapes("DynamicTimeWarping", [], ["2 _"]),
    NamedShapes(
      "EmbedLayerNormalization",
      [(0, "B S"), (1, "B S"), (2, "words H"), (3, "positions H"), (4, "segments H"), (5, "H"), (6, "H")],
      ["B S H", "B", "B S H"]),
    NamedShapes(
      "QEmbedLayerNormalization",
      [(0, "B S"), (1, "B S"), (2, "words H"), (3, "positions H"), (4, "segments H"), (5, "H"), (6, "H")],
      ["B S H", "B"]),
    NamedShapes("GridSample", [(0, "N C H W"), (1, "N Ho Wo 2")], ["N C Ho Wo"]),
    NamedShapes("LongformerAttention", [(0, "B S H")], ["B S H"]),
    NamedShapes("QOrderedLongformerAttention", [(0, "B S H")], ["B S H"]),
    NamedShapes(
      "DecoderAttention", [(0, "S B H"), (6, "B heads _ head"), (7, "B heads _ head")],
      ["S B H", "B num_heads _ head", "B num_heads _ head"], attributes: ["num_heads"]),
    NamedShapes("RestorePadding", [(0, "tokens H"), (1, "B S")], ["B S H"]),
    NamedShapes("GatedRelativePositionBias", [(0, "B S H")], ["B num_heads S S"], attributes: ["num_heads"]),
    NamedShapes("SparseToDenseMatMul", [], ["_ _"]),
    NamedShapes("Unique", [(0, "N")], ["_", "N", "_"]),
  ]

  static let rows: [OperatorInference] =
    all.map { shapes in
      OperatorInference(shapes.name, domain: ContribOperators.microsoft) { call throws(InferenceProblem) in
        try shapes.infer(call)
      }
    }
}
