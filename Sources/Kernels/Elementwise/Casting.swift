internal import ONNXModel

/// `Cast` and `CastLike` between all types but complex ones (ONNX Operators, Cast-1 to Cast-28).
enum CastKernels {
  static let rows: [KernelRow] = [
    KernelRow("Cast") { call in
      [.tensor(try call.cast(call.tensor(0), to: targetType(call), CastRules(call.attributes)))]
    },
    KernelRow("CastLike") { call in
      [.tensor(try call.cast(call.tensor(0), to: call.tensor(1).type, CastRules(call.attributes)))]
    },
  ]

  /// Cast-1 names the type in capitals.
  private static func targetType(_ call: KernelCall) throws -> DataType {
    if let name = call.attributes.string("to") {
      guard let type = DataType.allCases.first(where: { "\($0.name)" == name.lowercased() }) else {
        throw KernelError("to = \"\(name)\" is no element type")
      }
      return type
    }
    guard let type = try call.attributes.dataType("to") else { throw KernelError("the attribute to is missing") }
    return type
  }
}

/// How numbers become floats of 8 and fewer bits.
struct CastRules: Sendable {
  var saturates = true
  var scaleRounding = TinyFloat.ScaleRounding.up

  init() {}

  init(_ attributes: KernelAttributes) throws {
    saturates = attributes.flag("saturate", default: true)
    guard let mode = attributes.string("round_mode") else { return }
    guard let rounding = TinyFloat.ScaleRounding(rawValue: mode) else {
      throw KernelError("round_mode = \"\(mode)\" is neither up, down nor nearest")
    }
    scaleRounding = rounding
  }
}

extension KernelCall {
  /// A tensor of the same shape and another type; the same one where it is of the type already.
  ///
  /// - Throws: `KernelError` for complex types, and where a string is no number.
  func cast(_ tensor: DenseTensor, to type: DataType, _ rules: CastRules = CastRules()) throws -> DenseTensor {
    if tensor.type == type { return tensor }
    switch tensor.type {
    case .string: return try castStrings(tensor, type, rules)
    case .float, .float16, .bfloat16: return try carry(tensor, Float.self, type, rules)
    case .double: return try carry(tensor, Double.self, type, rules)
    case .uint64: return try carry(tensor, UInt64.self, type, rules)
    case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .int4, .uint4, .int2, .uint2:
      return try carry(tensor, Int64.self, type, rules)
    default:
      guard tensor.type.isTinyFloat else { throw unsupported(self, tensor.type) }
      return try carry(tensor, Float.self, type, rules)
    }
  }

  private func castStrings(_ tensor: DenseTensor, _ type: DataType, _ rules: CastRules) throws -> DenseTensor {
    let numbers: RuntimeValue
    if type == .float {
      numbers = try output(tensor.strings.map { try number($0) { Float($0) } }, tensor.shape)
    } else if type.isInteger || [.int4, .uint4, .int2, .uint2].contains(type) {
      numbers = try output(tensor.strings.map(integer), tensor.shape)
    } else {
      numbers = try output(tensor.strings.map { try number($0) { Double($0) } }, tensor.shape)
    }
    return try cast(numbers.tensor(), to: type, rules)
  }

  /// Block by block, so that the carrying elements stay in the nearest cache.
  private func carry<C: CastCarrier>(
    _ tensor: DenseTensor, _: C.Type, _ type: DataType, _ rules: CastRules
  ) throws -> DenseTensor {
    let source = CastSource(tensor)
    if type == .string { return DenseTensor(tensor.shape, strings: texts(source, tensor.count, C.self)) }
    let writer = try castWriter(to: type, rules, C.self)
    let blockSize = 1024
    let width = type.memoryWidth
    let new = try output(UInt8.self, tensor.shape + [width])
    guard let results = UnsafeMutableRawPointer(new.elements.baseAddress) else { throw unsupported(self, type) }
    withExtendedLifetime(tensor) {
      context.threads.forRanges(tensor.count, grain: ElementCost.cheap.rawValue) { range in
        withUnsafeTemporaryAllocation(of: C.self, capacity: blockSize) { space in
          for start in stride(from: range.lowerBound, to: range.upperBound, by: blockSize) {
            let count = min(blockSize, range.upperBound - start)
            let block = UnsafeMutableBufferPointer(rebasing: space[0..<count])
            C.read(source, from: start, into: block)
            writer(CastBlock(numbers: UnsafeBufferPointer(block), result: results + start * width))
          }
        }
      }
    }
    return DenseTensor(type, tensor.shape, new.storage)
  }

  private func texts<C: CastCarrier>(_ source: CastSource, _ count: Int, _: C.Type) -> [String] {
    withUnsafeTemporaryAllocation(of: C.self, capacity: 1) { block in
      (0..<count).map { index in
        C.read(source, from: index, into: block)
        return block[0].text
      }
    }
  }

  /// What writes a block as elements of a type.
  private func castWriter<C: CastCarrier>(
    to type: DataType, _ rules: CastRules, _: C.Type
  ) throws -> (CastBlock<C>) -> Void {
    switch type {
    case .float: return { $0.write { $0.asFloat } }
    case .double: return { $0.write { $0.asDouble } }
    case .float16: return { $0.write { $0.asHalf } }
    case .bfloat16: return { $0.write { BFloat16($0.asFloat) } }
    case .bool: return { $0.write { $0.isTrue } }
    case .int8: return { $0.write { Int8(truncatingIfNeeded: $0.asInt64) } }
    case .uint8: return { $0.write { UInt8(truncatingIfNeeded: $0.asInt64) } }
    case .int16: return { $0.write { Int16(truncatingIfNeeded: $0.asInt64) } }
    case .uint16: return { $0.write { UInt16(truncatingIfNeeded: $0.asInt64) } }
    case .int32: return { $0.write { $0.asInt32 } }
    case .uint32: return { $0.write { UInt32(truncatingIfNeeded: $0.asInt64) } }
    case .int64: return { $0.write { $0.asInt64 } }
    case .uint64: return { $0.write { $0.asUInt64 } }
    case .int4: return { $0.write { Int8(truncatingIfNeeded: $0.asInt64 &<< 4) &>> 4 } }
    case .uint4: return { $0.write { UInt8(truncatingIfNeeded: $0.asInt64 & 0xF) } }
    case .int2: return { $0.write { Int8(truncatingIfNeeded: $0.asInt64 &<< 6) &>> 6 } }
    case .uint2: return { $0.write { UInt8(truncatingIfNeeded: $0.asInt64 & 3) } }
    case .float8e8m0:
      return {
        $0.write { TinyFloat.scaleBits(of: $0.asDouble, saturates: rules.saturates, rules.scaleRounding) }
      }
    default:
      guard let tiny = TinyFloat(type) else { throw unsupported(self, type) }
      return { $0.write { tiny.bits(of: $0.asDouble, saturates: rules.saturates) } }
    }
  }
}

/// Some carried numbers, and where they go.
private struct CastBlock<C: CastCarrier> {
  let numbers: UnsafeBufferPointer<C>
  let result: UnsafeMutableRawPointer

  @inline(__always)
  func write<T: Element>(_ convert: (C) -> T) {
    let result = result.assumingMemoryBound(to: T.self)
    for index in 0..<numbers.count { result[index] = convert(numbers[index]) }
  }
}

/// The number that a string is, blanks around it allowed.
private func number<N>(_ text: String, _ parse: (Substring) -> N?) throws -> N {
  let blanks: Set<Character> = [" ", "\t", "\n", "\r\n", "\r"]
  let start = text.firstIndex { !blanks.contains($0) } ?? text.endIndex
  let end = text.lastIndex { !blanks.contains($0) }.map(text.index(after:)) ?? start
  guard let number = parse(text[start..<end]) else { throw KernelError("\"\(text)\" is no number") }
  return number
}

/// The integer that a string is; what is behind a point is cut off.
private func integer(_ text: String) throws -> Int64 {
  try number(text) { word in
    Int64(word) ?? UInt64(word).map { Int64(bitPattern: $0) } ?? Double(word)?.asInt64
  }
}
