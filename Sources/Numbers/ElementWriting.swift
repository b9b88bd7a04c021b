// Whole tensors as text.

extension ElementKind {
  /// The bytes that `write` may touch for so many elements.
  package func maximumTextBytes(count: Int, layout: ElementLayout) -> Int {
    let lines = layout.perLine == 0 ? 0 : count / layout.perLine
    return count &* (maximumElementBytes &+ 2) &+ lines &* layout.indent &+ FloatFormat.maximumTextBytes
  }

  /// The longest text of an element.
  private var maximumElementBytes: Int {
    switch self {
    case .float(let format): format.width <= 32 ? 20 : 26
    case .signed, .unsigned: 20
    case .bool: 1
    }
  }

  /// Writes elements separated by commas and returns the length.
  ///
  /// - Parameters:
  ///   - raw: The elements, little-endian, `byteCount` bytes each; bytes after the last whole one are left out.
  ///   - out: Must have room for `maximumTextBytes(count:layout:)`.
  package func write(
    _ raw: UnsafeRawBufferPointer, layout: ElementLayout, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard let base = raw.baseAddress else { return 0 }
    let count = raw.count / byteCount
    switch self {
    case .float(let format) where format == .float32:
      return Self.run(count, layout, out) { index, end in
        let bits = UInt32(littleEndian: (base + index &* 4).loadUnaligned(as: UInt32.self))
        return FloatFormat.float32.writeInline(bits: UInt64(bits), isWide: false, to: end)
      }
    case .float(let format):
      return Self.run(count, layout, out) { index, end in format.write(bits: load(base, index), to: end) }
    case .signed(let width):
      let unused = UInt64(truncatingIfNeeded: 64 &- width)
      return Self.run(count, layout, out) { index, end in
        let value = Int64(truncatingIfNeeded: load(base, index) &<< unused)
        return IntegerLiteral.writeInline(value &>> Int64(truncatingIfNeeded: unused), to: end)
      }
    case .unsigned(let width):
      let unused = UInt64(truncatingIfNeeded: 64 &- width)
      return Self.run(count, layout, out) { index, end in
        IntegerLiteral.writeInline((load(base, index) &<< unused) &>> unused, to: end)
      }
    case .bool:
      return Self.run(count, layout, out) { index, end in
        end.pointee = UInt8(ascii: "0") &+ (load(base, index) == 0 ? 0 : 1)
        return 1
      }
    }
  }

  /// Lays out `count` texts, each written by `element(index, place)`, which returns its length.
  @inline(__always)
  private static func run(
    _ count: Int, _ layout: ElementLayout, _ out: UnsafeMutablePointer<UInt8>,
    element: (Int, UnsafeMutablePointer<UInt8>) -> Int
  ) -> Int {
    var end = out
    var left = layout.perLine
    for index in 0..<count {
      end += element(index, end)
      if index &+ 1 == count { break }
      end[0] = UInt8(ascii: ",")
      left &-= 1
      if left == 0 {
        left = layout.perLine
        end[1] = UInt8(ascii: "\n")
        (end + 2).update(repeating: UInt8(ascii: " "), count: layout.indent)
        end += layout.indent &+ 2
      } else {
        end[1] = UInt8(ascii: " ")
        end += 2
      }
    }
    return end - out
  }

  @inline(__always)
  private func load(_ base: UnsafeRawPointer, _ index: Int) -> UInt64 {
    switch byteCount {
    case 1: UInt64((base + index).load(as: UInt8.self))
    case 2: UInt64(UInt16(littleEndian: (base + index &* 2).loadUnaligned(as: UInt16.self)))
    case 4: UInt64(UInt32(littleEndian: (base + index &* 4).loadUnaligned(as: UInt32.self)))
    default: UInt64(littleEndian: (base + index &* 8).loadUnaligned(as: UInt64.self))
    }
  }
}
