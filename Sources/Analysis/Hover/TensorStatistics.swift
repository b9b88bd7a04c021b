// The least, the greatest and the mean of a tensor's elements, read where they are if they are in memory and few.

internal import Inference
package import ONNXModel

/// Statistics of the elements of a tensor.
package struct TensorStatistics: Sendable, CustomStringConvertible {
  package private(set) var count = 0
  package private(set) var nans = 0
  package private(set) var infinities = 0
  package private(set) var zeros = 0
  package private(set) var minimum = Double.infinity
  package private(set) var maximum = -Double.infinity
  private var sum = 0.0
  private let isWhole: Bool

  /// More bytes than this are not read: a person waits for them.
  private static let mostBytes = 1 << 20

  /// Nil for elements that are not in memory, too many, damaged, or no numbers.
  package init?(_ tensor: Tensor, of model: Model) {
    guard let type = tensor.knownType, let count = tensor.elementCount, count > 0, tensor.dataLocation ?? 0 == 0
    else { return nil }
    isWhole = type.typedField != .float && type.typedField != .double && type != .float16 && type != .bfloat16
    var isRead = false
    if let payload = tensor.rawData {
      guard payload.count == type.rawSize(elements: count) else { return nil }
      Self.withMemory(payload, of: model) { isRead = read($0, type) }
    } else if let payload = tensor[type.typedField] {
      Self.withMemory(payload, of: model) { isRead = read(typed: $0, type) }
    }
    guard isRead, self.count == count else { return nil }
  }

  /// The mean of the finite elements; nil if there are none.
  package var mean: Double? {
    let finite = count - nans - infinities
    return finite > 0 ? sum / Double(finite) : nil
  }

  package var description: String {
    var parts: [String] = []
    if minimum <= maximum { parts.append("min \(shown(minimum)), max \(shown(maximum))") }
    if let mean { parts.append("mean \(Self.short(mean))") }
    if zeros > 0 { parts.append("\(zeros) zero") }
    if nans > 0 { parts.append("**\(nans) NaN**") }
    if infinities > 0 { parts.append("**\(infinities) infinite**") }
    return parts.joined(separator: ", ")
  }

  private func shown(_ value: Double) -> String {
    isWhole ? Int64(exactly: value).map { "\($0)" } ?? "\(value)" : Self.short(value)
  }

  /// About six digits.
  private static func short(_ value: Double) -> String { "\(Float(value))" }

  // MARK: Reading

  private static func withMemory(_ payload: Payload, of model: Model, _ body: (UnsafeRawBufferPointer) -> Void) {
    guard payload.count <= mostBytes, payload.offset >= 0, payload.count >= 0 else { return }
    let end = payload.offset + payload.count
    if payload.source == Payload.pool {
      model.strings.bytes.withUnsafeBytes {
        if end <= $0.count { body(UnsafeRawBufferPointer(rebasing: $0[payload.range])) }
      }
    } else if model.sources.indices.contains(Int(payload.source)) {
      model.sources[Int(payload.source)].withMemory {
        if end <= $0.count { body(UnsafeRawBufferPointer(rebasing: $0[payload.range])) }
      }
    }
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> Bool {
    switch type {
    case .float: each(bytes, UInt32.self) { Double(Float(bitPattern: $0)) }
    case .double: each(bytes, UInt64.self) { Double(bitPattern: $0) }
    case .float16: each(bytes, UInt16.self) { Double(Float16(bitPattern: $0)) }
    case .bfloat16: each(bytes, UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
    case .int64: each(bytes, Int64.self) { Double($0) }
    case .int32: each(bytes, Int32.self) { Double($0) }
    case .int16: each(bytes, Int16.self) { Double($0) }
    case .int8: each(bytes, Int8.self) { Double($0) }
    case .uint64: each(bytes, UInt64.self) { Double($0) }
    case .uint32: each(bytes, UInt32.self) { Double($0) }
    case .uint16: each(bytes, UInt16.self) { Double($0) }
    case .uint8, .bool: each(bytes, UInt8.self) { Double($0) }
    default: return false
    }
    return true
  }

  private mutating func each<Bits: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _: Bits.Type, _ value: (Bits) -> Double
  ) {
    let size = MemoryLayout<Bits>.size
    for index in 0..<bytes.count / size {
      add(value(Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self))))
    }
  }

  /// Elements as the typed fields have them: floats as they are, integers as varints.
  private mutating func read(typed bytes: UnsafeRawBufferPointer, _ type: DataType) -> Bool {
    switch type.typedField {
    case .float, .double: return type == .float || type == .double ? read(bytes, type) : false
    case .string: return false
    case .int32, .int64, .uint64:
      guard !type.isPacked, isWhole || type == .float16 || type == .bfloat16,
        bytes.count <= Self.mostBytes / 4, let values = TensorElements.varints(Array(bytes))
      else { return false }
      for bits in values {
        switch type {
        case .float16: add(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits))))
        case .bfloat16: add(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16)))
        case .uint64, .uint32: add(Double(bits))
        default: add(Double(Int64(bitPattern: bits)))
        }
      }
      return true
    }
  }

  private mutating func add(_ value: Double) {
    count += 1
    if value.isNaN { return nans += 1 }
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    if value == 0 { zeros += 1 }
    if value.isInfinite { infinities += 1 } else { sum += value }
  }
}
