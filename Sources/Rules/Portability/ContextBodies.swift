// Operators whose defining function depends on the node: what these functions are made of (ONNX Operators).

internal import Inference
internal import ONNXModel
internal import Operators

enum ContextBodies {
  struct Missing: CustomStringConvertible {
    var name: String
    var version: Int
    var description: String { name }
  }

  /// The first operator of a function's body that has no kernel for the type of the node's first input.
  static func missing(for node: NodeID, _ inference: Inference) -> Missing? {
    let index = inference.index
    let operation = index.operation(node)
    let inputs = Array(index.inputs(node))
    // Casts come around what has no float16 kernel.
    let computed = { (type: DataType?) in type == .float16 ? .float : type }
    guard let first = inputs.first, let type = computed(inference.type(of: first)?.elementType) else { return nil }
    let output = index.outputs(node).first.flatMap { computed(inference.type(of: $0)?.elementType) }
    for name in parts[operation.name] ?? [] {
      let version = operation.importedVersion ?? 0
      guard let schema = index.catalog.schema(name, domain: "", version: version) else { continue }
      let kernels = index.catalog.kernels(of: name, domain: "").filter { KernelPlan.holds($0, schema.sinceVersion) }
      let isKnown = kernels.contains { kernel in
        kernel.constraints.allSatisfy { constraint in
          switch constraint.typeName {
          case "T", "T1": name == "RandomUniformLike" || constraint.allowed.contains(.tensor(type))
          case "T2" where name == "Cast": output.map { constraint.allowed.contains(.tensor($0)) } ?? true
          default: true
          }
        }
      }
      if !isKnown { return Missing(name: name, version: schema.sinceVersion) }
    }
    return nil
  }

  private static let parts: [String: [String]] = [
    "Attention": ["Add", "Mul", "MatMul", "Softmax", "Expand", "Where"],
    "Bernoulli": ["RandomUniformLike"],
    "CastLike": ["Cast"],
    "Celu": ["Div", "Elu", "Mul"],
    "CenterCropPad": ["Pad", "Slice"],
    "Clip": ["Where", "Less"],
    "DepthToSpace": ["Reshape", "Transpose"],
    "SpaceToDepth": ["Reshape", "Transpose"],
    "Gelu": ["Mul", "Sum"],
    "NegativeLogLikelihoodLoss": ["GatherElements", "Neg", "Slice"],
    "RotaryEmbedding": ["Add", "Concat", "Mul", "Slice", "Sub"],
    "LogSoftmax": ["Exp", "Log", "ReduceMax", "Sub"],
    "Softmax": ["Exp", "ReduceMax", "Sub", "Div"],
  ]
}
