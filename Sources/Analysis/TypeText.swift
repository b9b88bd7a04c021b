// Types as the text format writes them, which is not quite how reports do.

internal import Inference
internal import Lowering
internal import ONNXModel
internal import Syntax

extension InferredType {
  /// `float[N, 3]`; a rank of 0 shows no brackets, a shape that is not known empty ones. Sizes that are computed stand as
  /// expressions; `?` is what is not known.
  package var textForm: String {
    switch self {
    case .tensor(let info): info.textForm
    case .sparseTensor(let info): "sparse_tensor(\(info.textForm))"
    case .sequence(let element): "seq(\(element?.textForm ?? "?"))"
    case .optional(let element): "optional(\(element?.textForm ?? "?"))"
    case .map(let key, let value): "map(\(key.map { "\($0.name)" } ?? "?"), \(value?.textForm ?? "?"))"
    case .opaque(let domain, let name): domain.isEmpty ? "opaque(\(name))" : "opaque(\(domain), \(name))"
    }
  }
}

extension TensorInfo {
  fileprivate var textForm: String {
    let element = elementType.map { "\($0.name)" } ?? "?"
    guard let shape else { return element + "[]" }
    return shape.isEmpty ? element : element + "[" + shape.map(\.textForm).joined(separator: ", ") + "]"
  }
}

extension Size {
  /// `64`, `N`, `"batch.size"`, `2*N + 1`, `?`.
  package var textForm: String {
    guard let name = expression?.symbol else { return description }
    return String(decoding: FragmentPrinter(pragma: Pragma()).name(Array(name.utf8)), as: UTF8.self)
  }
}

extension KnownTensor {
  /// The elements as a list, a scalar without brackets: `[1, 64]`, `0.5`; nil where something is not known or there are
  /// more than `most`.
  package func textForm(most: Int) -> String? {
    guard elements.count <= most, elements.allSatisfy(\.isKnown) else { return nil }
    let texts = elements.map { $0.textForm(elementType) }
    return isScalar ? texts.first : "[" + texts.joined(separator: ", ") + "]"
  }
}

extension Element {
  fileprivate func textForm(_ type: DataType) -> String {
    let printer = FragmentPrinter(pragma: Pragma())
    switch self {
    case .size(let size):
      // A float that is a whole number.
      if let number = size.number, !type.isInteger { return "\(number).0" }
      return size.textForm
    case .real(let value):
      return type == .double ? "\(value)" : String(decoding: printer.float(Float(value)), as: UTF8.self)
    case .fraction(let expression, let divisor): return "(\(expression)) / \(divisor)"
    case .text(let bytes):
      return String(decoding: printer.string(Array(bytes.prefix(40))), as: UTF8.self)
    }
  }
}

extension DataType {
  fileprivate var isInteger: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .bool, .int4, .uint4, .int2, .uint2: true
    default: false
    }
  }
}
