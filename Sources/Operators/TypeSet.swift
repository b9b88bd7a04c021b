internal import ONNXModel

/// A set of types, one bit each.
package struct TypeSet: Sendable, Hashable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  package init() {}

  package init(_ types: some Sequence<SchemaType>) {
    for type in types { insert(type) }
  }

  package var isEmpty: Bool { words.0 | words.1 | words.2 | words.3 == 0 }

  package var count: Int {
    words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount + words.3.nonzeroBitCount
  }

  package func contains(_ type: SchemaType) -> Bool {
    word(Int(type.rawValue >> 6)) &>> UInt64(type.rawValue & 63) & 1 == 1
  }

  package mutating func insert(_ type: SchemaType) {
    guard type != .unknown else { return }
    let bit = UInt64(1) &<< UInt64(type.rawValue & 63)
    switch type.rawValue >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  package mutating func formUnion(_ other: TypeSet) {
    words = (
      words.0 | other.words.0, words.1 | other.words.1, words.2 | other.words.2, words.3 | other.words.3
    )
  }

  package mutating func formIntersection(_ other: TypeSet) {
    words = (
      words.0 & other.words.0, words.1 & other.words.1, words.2 & other.words.2, words.3 & other.words.3
    )
  }

  package mutating func subtract(_ other: TypeSet) {
    words = (
      words.0 & ~other.words.0, words.1 & ~other.words.1, words.2 & ~other.words.2, words.3 & ~other.words.3
    )
  }

  package func union(_ other: TypeSet) -> TypeSet {
    var result = self
    result.formUnion(other)
    return result
  }

  package func intersection(_ other: TypeSet) -> TypeSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  package func subtracting(_ other: TypeSet) -> TypeSet {
    var result = self
    result.subtract(other)
    return result
  }

  package func isSubset(of other: TypeSet) -> Bool { subtracting(other).isEmpty }

  /// The types by their numbers.
  package var types: [SchemaType] {
    var result: [SchemaType] = []
    result.reserveCapacity(count)
    for index in 0..<4 {
      var bits = word(index)
      while bits != 0 {
        result.append(SchemaType(rawValue: UInt8(truncatingIfNeeded: index &<< 6 &+ bits.trailingZeroBitCount)))
        bits &= bits &- 1
      }
    }
    return result
  }

  private func word(_ index: Int) -> UInt64 {
    switch index {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  package static func == (a: TypeSet, b: TypeSet) -> Bool { a.words == b.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension TypeSet: CustomStringConvertible {
  /// Element types where all are tensors (`float16, float, double`), else ONNX's names; common types first.
  package var description: String {
    let types = types.sorted { Self.rank($0) < Self.rank($1) }
    if types.allSatisfy(\.isTensor) {
      return types.compactMap { type in type.element.map { "\($0.name)" } }.joined(separator: ", ")
    }
    return types.map(\.description).joined(separator: ", ")
  }

  /// Where a type stands in a list for people.
  private static func rank(_ type: SchemaType) -> Int {
    guard let element = type.element, let place = order.firstIndex(of: element) else { return Int(type.rawValue) * 32 }
    return Int(type.rawValue >> 5) * 1024 + place
  }

  private static let order: [DataType] = [
    .float16, .bfloat16, .float, .double, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .bool,
    .string, .complex64, .complex128, .int4, .uint4, .int2, .uint2, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2,
    .float8e5m2fnuz, .float8e8m0, .float6e2m3, .float6e3m2, .float4e2m1,
  ]
}
