package import ONNXModel

/// A cursor over protobuf's wire format (source: protobuf's "Encoding" guide).
///
/// The bytes are a model's structure: a file without its large payloads. Lengths on the wire count the payloads too, so
/// the cursor keeps count of what is missing and compares ends in the coordinates of the file.
struct WireReader {
  let base: UnsafePointer<UInt8>
  let count: Int
  /// Where the cursor is in the structure.
  var position = 0
  /// How many bytes of payloads lie before the cursor in the file and not in the structure.
  var missing = 0
  /// The payloads that are left out, in order, and how many of them are behind the cursor.
  let holes: [PayloadHole]
  var passedHoles = 0
  /// Whether every number so far was written in as few bytes as possible.
  var isMinimal = true

  init(_ bytes: UnsafeBufferPointer<UInt8>, holes: [PayloadHole]) {
    // An empty array may have no address; nothing is read through it then.
    base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    count = bytes.count
    self.holes = holes
  }

  /// The cursor's place in the file.
  @inline(__always) var filePosition: Int { position &+ missing }

  /// Reads a base-128 varint.
  @inline(__always)
  mutating func varint(limit: Int) throws(WireError) -> UInt64 {
    if filePosition < limit, position < count {
      let byte = base[position]
      if byte < 0x80 {
        position &+= 1
        return UInt64(byte)
      }
    }
    return try longVarint(limit: limit)
  }

  private mutating func longVarint(limit: Int) throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    let start = filePosition
    while true {
      guard filePosition < limit, position < count else { throw WireError(.truncated, at: start) }
      let byte = base[position]
      position &+= 1
      if shift == 63 {
        guard byte <= 1 else { throw WireError(.longVarint, at: start) }
      }
      value |= UInt64(byte & 0x7f) &<< shift
      if byte < 0x80 {
        if byte == 0 { isMinimal = false }
        return value
      }
      shift &+= 7
      guard shift < 70 else { throw WireError(.longVarint, at: start) }
    }
  }

  /// Reads a little-endian number.
  @inline(__always)
  mutating func fixed<Number: FixedWidthInteger>(_ type: Number.Type, limit: Int) throws(WireError) -> Number {
    let size = MemoryLayout<Number>.size
    guard limit &- filePosition >= size, count &- position >= size else {
      throw WireError(.truncated, at: filePosition)
    }
    let value = UnsafeRawPointer(base + position).loadUnaligned(as: Number.self)
    position &+= size
    return Number(littleEndian: value)
  }

  /// Reads the length of a field's content.
  @inline(__always)
  mutating func length(limit: Int) throws(WireError) -> Int {
    let start = filePosition
    let length = try varint(limit: limit)
    guard length <= UInt64(limit &- filePosition) else {
      throw WireError(.pastEnd(length, end: limit), at: start)
    }
    return Int(length)
  }

  /// Reads the tag of the next field; 0 is the end.
  @inline(__always)
  mutating func tag(limit: Int) throws(WireError) -> UInt32 {
    guard filePosition < limit else { return 0 }
    let start = filePosition
    let tag = try varint(limit: limit)
    guard tag >> 3 >= 1, tag <= UInt64(UInt32.max) else { throw WireError(.badTag, at: start) }
    return UInt32(truncatingIfNeeded: tag)
  }

  /// How many fields with a tag follow each other, the one whose tag was read included, so that a list can be given its
  /// room at once. Tags of two bytes and long contents are not looked through: then it is 1.
  @inline(__always)
  func countFields(like tag: UInt32, limit: Int) -> Int {
    guard tag < 0x80 else { return 1 }
    // Fields of messages around this one can have the same tag.
    let count = min(count, limit &- missing)
    let byte = UInt8(truncatingIfNeeded: tag)
    var found = 1
    var place = position
    while place < count {
      if tag & 7 == 2 {
        var length = Int(base[place])
        place &+= 1
        if length >= 0x80 {
          guard place < count, base[place] < 0x80 else { return found }
          length = length & 0x7f | Int(base[place]) &<< 7
          place &+= 1
        }
        place &+= length
      } else {
        while place < count, base[place] >= 0x80 { place &+= 1 }
        place &+= 1
      }
      guard place < count, base[place] == byte else { return found }
      place &+= 1
      found &+= 1
    }
    return found
  }

  /// Moves behind a field's content whose tag was read.
  mutating func skip(tag: UInt32, limit: Int, depth: Int) throws(WireError) {
    switch tag & 7 {
    case 0: _ = try varint(limit: limit)
    case 1: _ = try fixed(UInt64.self, limit: limit)
    case 2:
      let length = try length(limit: limit)
      guard count &- position >= length else { throw WireError(.truncated, at: filePosition) }
      position &+= length
    case 5: _ = try fixed(UInt32.self, limit: limit)
    case 3:
      guard depth < WireError.deepest else { throw WireError(.tooDeep, at: filePosition) }
      while true {
        let start = filePosition
        let inner = try self.tag(limit: limit)
        if inner == 0 { throw WireError(.truncated, at: start) }
        if inner & 7 == 4 {
          guard inner >> 3 == tag >> 3 else { throw WireError(.badTag, at: start) }
          return
        }
        try skip(tag: inner, limit: limit, depth: depth + 1)
      }
    default: throw WireError(.badTag, at: filePosition)
    }
  }
}

/// A payload that the structure leaves out.
package struct PayloadHole: Sendable {
  /// Where it would stand in the structure.
  package var position: Int
  package var fileOffset: Int
  package var count: Int
}

/// What is wrong with a file's bytes, and where.
package struct WireError: Error {
  package enum Reason: Sendable {
    case truncated
    case pastEnd(UInt64, end: Int)
    case longVarint
    case badTag
    case tooDeep
    case tooLarge
    case io(String)
  }

  /// Messages may nest this deep below the model, as in protobuf.
  package static let deepest = 100

  package var reason: Reason
  /// The place in the file, in bytes.
  package var offset: Int
  /// The field path of the message that was being read, outermost first.
  package var path: [ModelPath.Step] = []

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// Whether there are fewer bytes than announced.
  package var isTruncation: Bool {
    switch reason {
    case .truncated, .pastEnd: true
    default: false
    }
  }

  /// The error as seen from the message around it.
  func inside(_ field: StaticString, _ index: Int? = nil) -> WireError {
    var error = self
    error.path.insert(ModelPath.Step(field.description, index), at: 0)
    return error
  }
}
