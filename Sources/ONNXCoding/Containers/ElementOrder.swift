// Putting elements into the order that ONNX wants: little-endian bytes, the last dimension running fastest.

enum ElementOrder {
  /// Reverses the bytes of every word of `wordSize` bytes; bytes that fill no word stay.
  static func swapBytes(_ bytes: inout [UInt8], wordSize: Int) {
    bytes.withUnsafeMutableBytes { bytes in
      switch wordSize {
      case 2: swap(bytes, UInt16.self)
      case 4: swap(bytes, UInt32.self)
      case 8: swap(bytes, UInt64.self)
      default: break
      }
    }
  }

  /// The elements of an array whose first dimension runs fastest, with the last running fastest.
  ///
  /// `bytes` holds exactly as many elements of `elementSize` (1, 2, 4, 8 or 16) bytes as `dims` says.
  static func rowMajor(_ bytes: [UInt8], dims: [Int], elementSize: Int) -> [UInt8] {
    let dims = dims.filter { $0 != 1 }
    guard dims.count > 1, !bytes.isEmpty else { return bytes }
    return [UInt8](unsafeUninitializedCapacity: bytes.count) { target, count in
      bytes.withUnsafeBytes { source in
        let target = UnsafeMutableRawBufferPointer(target)
        switch elementSize {
        case 1: transpose(source, target, dims, UInt8.self)
        case 2: transpose(source, target, dims, UInt16.self)
        case 4: transpose(source, target, dims, UInt32.self)
        case 8: transpose(source, target, dims, UInt64.self)
        default: transpose(source, target, dims, SIMD2<UInt64>.self)
        }
      }
      count = bytes.count
    }
  }

  private static func swap<Word: FixedWidthInteger>(_ bytes: UnsafeMutableRawBufferPointer, _ type: Word.Type) {
    let size = MemoryLayout<Word>.size
    for offset in stride(from: 0, to: bytes.count - bytes.count % size, by: size) {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: Word.self)
      bytes.storeBytes(of: word.byteSwapped, toByteOffset: offset, as: Word.self)
    }
  }

  /// Goes through the first and the last dimension in tiles, so that both the reads and the writes of a tile share
  /// cache lines, and through the dimensions between them one by one.
  private static func transpose<Element: BitwiseCopyable>(
    _ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, _ dims: [Int], _ type: Element.Type
  ) {
    let size = MemoryLayout<Element>.size
    let rows = dims[0]
    let columns = dims[dims.count - 1]
    let middle = dims.dropFirst().dropLast()
    let planes = middle.reduce(1, *)
    let tile = 32
    for plane in 0..<planes {
      let sourcePlane = reversedDigits(plane, middle) * rows
      for rowStart in stride(from: 0, to: rows, by: tile) {
        for columnStart in stride(from: 0, to: columns, by: tile) {
          for row in rowStart..<min(rowStart + tile, rows) {
            for column in columnStart..<min(columnStart + tile, columns) {
              let from = row &+ sourcePlane &+ column &* rows &* planes
              let to = (row &* planes &+ plane) &* columns &+ column
              let element = source.loadUnaligned(fromByteOffset: from &* size, as: type)
              target.storeBytes(of: element, toByteOffset: to &* size, as: type)
            }
          }
        }
      }
    }
  }

  /// The number of an index that is counted with the last dimension fastest, when the first is the fastest.
  private static func reversedDigits(_ index: Int, _ dims: ArraySlice<Int>) -> Int {
    var rest = index
    var stride = dims.reduce(1, *)
    var result = 0
    for dim in dims.reversed() {
      stride /= dim
      result += rest % dim * stride
      rest /= dim
    }
    return result
  }
}
