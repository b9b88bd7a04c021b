// Attributes that ONNX Runtime's CPU kernels refuse when they are made, although the operator has them.

internal import Inference
internal import ONNXModel

enum RuntimeLimits {
  /// Why the kernel refuses the node; nil where it does not.
  static func refusal(_ index: ModelIndex, _ node: NodeID, _ operation: Operation) -> String? {
    guard operation.domain.isEmpty else { return nil }
    let attribute = { (name: StaticString) in
      index.node(node).attributes.first { $0.name.map { index.strings.equals($0, name) } ?? false }
    }
    if let padding = attribute("auto_pad")?.s.map({ index.strings.string($0) }), !paddings.contains(padding) {
      return "auto_pad \"\(padding)\" is none of its words"
    }
    switch operation.name {
    case "GRU", "LSTM", "RNN":
      if operation.name != "LSTM", attribute("layout")?.i ?? 0 != 0 {
        return "\(operation.name) with layout 1 is not supported"
      }
      if let clip = attribute("clip")?.f, clip <= 0 { return "\(operation.name) wants a clip above 0" }
      return nil
    case "GridSample":
      let mode = attribute("mode")?.s.map { index.strings.string($0) }
      return (mode == "cubic" || mode == "linear") && operation.schema?.sinceVersion ?? 0 < 20
        ? "GridSample-16 calls its modes bilinear, nearest and bicubic; this is \(mode ?? "")" : nil
    case "LpNormalization":
      let p = attribute("p")?.i ?? 2
      return p == 1 || p == 2 ? nil : "LpNormalization with p = \(p) is not supported"
    default: return nil
    }
  }

  private static let paddings: Set<String> = ["", "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"]
}
