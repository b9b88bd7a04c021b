package import ONNXModel

/// A type as schemas name it: ONNX's types without a shape.
///
/// In one byte: 0 is no type; `tensor(x)` is x's number in TensorProto.DataType; sequences are 32 more, optionals 64,
/// optional sequences 96, sparse tensors 128; from 160 maps, and from 192 sequences of maps.
package struct SchemaType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// No type, or one that no schema names.
  package static let unknown = SchemaType(rawValue: 0)

  /// How a type is put together.
  package enum Kind: Sendable, Hashable {
    case unknown
    case tensor(DataType)
    case sequence(DataType)
    case optional(DataType)
    case optionalSequence(DataType)
    case sparseTensor(DataType)
    case map(key: DataType, value: DataType)
    case sequenceOfMap(key: DataType, value: DataType)
  }

  package static func tensor(_ element: DataType) -> SchemaType { make(0, element) }
  package static func sequence(_ element: DataType) -> SchemaType { make(32, element) }
  package static func optional(_ element: DataType) -> SchemaType { make(64, element) }
  package static func optionalSequence(_ element: DataType) -> SchemaType { make(96, element) }
  package static func sparseTensor(_ element: DataType) -> SchemaType { make(128, element) }

  /// A map to tensors or numbers; nil for keys that no schema has (they are int64 and string).
  package static func map(key: DataType, value: DataType) -> SchemaType? { make(160, key, value) }

  /// A sequence of such maps.
  package static func sequenceOfMap(key: DataType, value: DataType) -> SchemaType? { make(192, key, value) }

  private static func make(_ base: UInt8, _ element: DataType) -> SchemaType {
    SchemaType(rawValue: base &+ UInt8(truncatingIfNeeded: element.rawValue))
  }

  private static func make(_ base: UInt8, _ key: DataType, _ value: DataType) -> SchemaType? {
    guard key == .int64 || key == .string, value.rawValue <= 16 else { return nil }
    let half: UInt8 = key == .string ? 16 : 0
    return SchemaType(rawValue: base &+ half &+ UInt8(truncatingIfNeeded: value.rawValue - 1))
  }

  /// How the type is put together.
  package var kind: Kind {
    let low = Int32(rawValue & 31)
    if rawValue >= 160 {
      let key: DataType = low >= 16 ? .string : .int64
      guard rawValue < 224, let value = DataType(rawValue: low % 16 + 1) else { return .unknown }
      return rawValue < 192 ? .map(key: key, value: value) : .sequenceOfMap(key: key, value: value)
    }
    guard let element = DataType(rawValue: low) else { return .unknown }
    switch rawValue >> 5 {
    case 0: return .tensor(element)
    case 1: return .sequence(element)
    case 2: return .optional(element)
    case 3: return .optionalSequence(element)
    default: return .sparseTensor(element)
    }
  }

  /// The element type of a tensor, dense or sparse, of a sequence or of an optional.
  package var element: DataType? {
    rawValue < 160 ? DataType(rawValue: Int32(rawValue & 31)) : nil
  }

  /// Whether this is `tensor(x)`.
  package var isTensor: Bool { rawValue > 0 && rawValue < 32 }

  /// The type that ONNX writes so, such as `seq(tensor(float))`.
  package init?(_ name: String) {
    var inner = Substring(name)
    var base: [UInt8] = []
    for (prefix, offset) in [("optional(", 64), ("seq(", 32)] as [(String, UInt8)] where inner.hasPrefix(prefix) {
      guard inner.hasSuffix(")") else { return nil }
      inner = inner.dropFirst(prefix.utf8.count).dropLast()
      base.append(offset)
    }
    let offset = base.reduce(0, &+)
    guard let open = inner.firstIndex(of: "("), inner.hasSuffix(")") else { return nil }
    let arguments = inner[inner.index(after: open)...].dropLast()
    switch inner[..<open] {
    case "tensor":
      guard let element = DataType(named: arguments) else { return nil }
      self = SchemaType.make(offset, element)
    case "sparse_tensor":
      guard offset == 0, let element = DataType(named: arguments) else { return nil }
      self = .sparseTensor(element)
    case "map":
      let parts = arguments.split(separator: ",", maxSplits: 1)
      guard parts.count == 2, offset == 0 || offset == 32, let key = DataType(named: parts[0]) else { return nil }
      var value = parts[1].drop { $0 == " " }
      if value.hasPrefix("tensor("), value.hasSuffix(")") { value = value.dropFirst(7).dropLast() }
      guard let element = DataType(named: value), let type = SchemaType.make(160 + offset, key, element) else {
        return nil
      }
      self = type
    default: return nil
    }
  }
}

extension SchemaType: CustomStringConvertible {
  /// ONNX's name of the type, such as `seq(tensor(float))`.
  package var description: String {
    switch kind {
    case .unknown: "unknown"
    case .tensor(let element): "tensor(\(element.name))"
    case .sequence(let element): "seq(tensor(\(element.name)))"
    case .optional(let element): "optional(tensor(\(element.name)))"
    case .optionalSequence(let element): "optional(seq(tensor(\(element.name))))"
    case .sparseTensor(let element): "sparse_tensor(\(element.name))"
    case .map(let key, let value): "map(\(key.name), \(value.name))"
    case .sequenceOfMap(let key, let value): "seq(map(\(key.name), \(value.name)))"
    }
  }
}

extension DataType {
  /// The type of this name, in lower case.
  init?(named name: Substring) {
    var name = name
    guard let type = name.withUTF8({ DataType(name: $0) }) else { return nil }
    self = type
  }
}
