internal import ONNXModel

/// Reads a model's structure from a file: everything but payloads of more than 1 KiB, which stay behind as ranges.
struct StructureLoader {
  /// The largest payload that is read with the structure, in bytes.
  static let payloadLimit = 1024

  private let source: any ByteSource
  private(set) var bytes: [UInt8] = []
  private(set) var holes: [PayloadHole] = []
  private var cursor = 0
  /// Where the next byte to read stands in the file.
  private var filePosition = 0
  private var chunk = [UInt8]()
  private var chunkSize = 4096
  private static let largestChunk = 1 << 18

  /// Loads the structure of a model.
  ///
  /// Damage is not reported here: the decoder meets it at the same place and knows the field.
  init(_ source: any ByteSource) throws(WireError) {
    self.source = source
    bytes.reserveCapacity(min(source.count, 1 << 23))
    if try walk(.model, end: source.count, depth: 0) { return }
    // Enough behind the damage for the decoder to see it.
    try load(64)
  }

  /// How far the file's places are ahead of the structure's at the cursor.
  private var missing: Int { filePosition - bytes.count }

  /// Whether the message that ends at `end` in the file could be walked.
  private mutating func walk(_ kind: Container, end: Int, depth: Int) throws(WireError) -> Bool {
    guard depth <= WireError.deepest else { return false }
    while cursor + missing < end {
      try load(20)
      guard let tag = varint(), tag >> 3 != 0, tag <= UInt64(UInt32.max) else { return false }
      guard tag & 7 == 2 else {
        guard try skip(tag, end: end, depth: depth) else { return false }
        continue
      }
      let field = kind.field(Int(tag >> 3))
      guard let announced = varint() else { return false }
      guard announced <= UInt64(max(0, end - cursor - missing)) else {
        try loadRest(of: field, end: end, depth: depth)
        return false
      }
      let length = Int(announced)
      if length <= Self.payloadLimit || field == .other {
        guard try skip(length) else { return false }
      } else if field == .payload {
        try leaveOut(length)
      } else if !(try walk(field, end: cursor + missing + length, depth: depth + 1)) {
        return false
      }
    }
    return true
  }

  /// Loads what there is of a message that ends before its length says, for the decoder to see where.
  private mutating func loadRest(of field: Container, end: Int, depth: Int) throws(WireError) {
    switch field {
    case .payload: break
    case .other: _ = try skip(min(max(0, end - cursor - missing), 1 << 16))
    default: _ = try walk(field, end: end, depth: depth + 1)
    }
  }

  /// Whether the content of a field, which holds no payload, could be walked; a group's goes to its end tag.
  private mutating func skip(_ tag: UInt64, end: Int, depth: Int) throws(WireError) -> Bool {
    switch tag & 7 {
    case 0: return varint() != nil
    case 1: return try skip(8)
    case 2:
      guard let length = length(end: end) else { return false }
      return try skip(length)
    case 3:
      guard depth <= WireError.deepest else { return false }
      while cursor + missing < end {
        try load(20)
        guard let inner = varint(), inner >> 3 != 0, inner <= UInt64(UInt32.max) else { return false }
        if inner & 7 == 4 { return inner >> 3 == tag >> 3 }
        guard try skip(inner, end: end, depth: depth + 1) else { return false }
      }
      return false
    case 5: return try skip(4)
    default: return false
    }
  }

  /// Whether there are so many bytes, which become part of the structure.
  private mutating func skip(_ count: Int) throws(WireError) -> Bool {
    cursor += count
    if cursor > bytes.count { try load(cursor - bytes.count, fromEnd: true) }
    return cursor <= bytes.count
  }

  private mutating func length(end: Int) -> Int? {
    guard let length = varint(), length <= UInt64(max(0, end - cursor - missing)) else { return nil }
    return Int(length)
  }

  private mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while cursor < bytes.count, shift < 70 {
      let byte = bytes[cursor]
      cursor += 1
      value |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// Leaves out a payload that begins at the cursor.
  private mutating func leaveOut(_ length: Int) throws(WireError) {
    let offset = cursor + missing
    holes.append(PayloadHole(position: cursor, fileOffset: offset, count: length))
    bytes.removeLast(bytes.count - cursor)
    filePosition = offset + length
    chunkSize = 4096
  }

  /// Makes sure that `count` bytes from the cursor (or from the end) are there, as far as the file has them.
  private mutating func load(_ count: Int, fromEnd: Bool = false) throws(WireError) {
    var needed = fromEnd ? count : cursor + count - bytes.count
    while needed > 0, filePosition < source.count {
      let size = min(max(chunkSize, min(needed, Self.largestChunk)), source.count - filePosition)
      chunkSize = min(chunkSize * 4, Self.largestChunk)
      guard bytes.count + size <= StringPool.capacity else { throw WireError(.tooLarge, at: filePosition) }
      if chunk.count < size { chunk = [UInt8](repeating: 0, count: size) }
      let (source, position) = (source, filePosition)
      do {
        try chunk.withUnsafeMutableBytes { buffer in
          try source.read(at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<size]))
        }
      } catch { throw WireError(.io("\(error)"), at: filePosition) }
      chunk.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[..<size])) }
      filePosition += size
      needed -= size
    }
  }
}

/// The messages that can hold payloads, and through which fields (onnx.proto).
private enum Container {
  case model, graph, training, function, node, attribute, sparse, tensor
  case payload, other

  func field(_ number: Int) -> Container {
    switch (self, number) {
    case (.model, 7): .graph
    case (.model, 20): .training
    case (.model, 25): .function
    case (.graph, 1): .node
    case (.graph, 5): .tensor
    case (.graph, 15): .sparse
    case (.training, 1), (.training, 2): .graph
    case (.function, 7): .node
    case (.function, 11): .attribute
    case (.node, 5): .attribute
    case (.attribute, 5), (.attribute, 10): .tensor
    case (.attribute, 6), (.attribute, 11): .graph
    case (.attribute, 22), (.attribute, 23): .sparse
    case (.sparse, 1), (.sparse, 2): .tensor
    case (.tensor, 4), (.tensor, 5), (.tensor, 7), (.tensor, 9), (.tensor, 10), (.tensor, 11): .payload
    default: .other
    }
  }
}
