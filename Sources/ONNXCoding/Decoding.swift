internal import ONNXModel

/// Decodes one message field by field: tries the fields in the order of their numbers, which is how files have them.
struct FieldDecoder: FieldVisitor {
  var reader: WireReader
  /// The tag of the next field, 0 at the end of the message.
  var next: UInt32 = 0
  /// Where that tag begins in the structure, and whether all numbers before it were written in as few bytes as possible.
  var nextStart = 0
  var wasMinimal = true
  /// The end of the message in the file.
  var limit: Int
  var depth = 0
  /// How often the fields of this message have been tried before; more than once means out of order.
  var pass = 0
  /// Whether this pass found a field.
  var progress = false
  /// The last field of a oneof that was found.
  var member: UInt32 = 0
  var oneof: UInt64 = 0
  var facts = WireFacts()
  /// The file that the payloads are ranges of.
  let source: any ByteSource
  /// Bytes that the model's pool has behind the structure: what stands in several pieces in the file, in one.
  var extra: [UInt8] = []
  /// How far what ends at a place of `extra` can grow there; see `grow`.
  var rooms: [Int: Int] = [:]

  init(reader: WireReader, source: any ByteSource) {
    self.reader = reader
    self.source = source
    limit = source.count
  }

  // MARK: Messages

  /// Reads the fields of `message` up to `limit`.
  @inline(__always)
  mutating func decode<M: Message>(_ message: inout M) throws(WireError) {
    oneof = M.oneof
    member = 0
    pass = 0
    try readTag()
    try message.fields(&self)
    if next != 0 { try decodeRest(&message) }
    if oneof != 0, member != 0 { message.keep(oneof: Int(member)) }
  }

  /// Reads what a pass in order left over: fields out of order and unknown ones.
  private mutating func decodeRest<M: Message>(_ message: inout M) throws(WireError) {
    var unknown: [Range<Int>] = []
    while next != 0 {
      pass = 1
      progress = false
      // A member of a oneof unsets the others, also one that comes back behind it.
      if oneof != 0, member != 0 { message.keep(oneof: Int(member)) }
      try message.fields(&self)
      if progress {
        facts.isCanonical = false
        continue
      }
      let start = nextStart
      try reader.skip(tag: next, limit: limit, depth: depth)
      // Unknown fields come back as they stand, however their numbers are written.
      reader.isMinimal = wasMinimal
      if let last = unknown.last, last.upperBound == start {
        unknown[unknown.count - 1] = last.lowerBound..<reader.position
      } else {
        unknown.append(start..<reader.position)
      }
      try readTag()
    }
    guard let first = unknown.first else { return }
    var range = message.unknown?.range ?? first
    let rest = message.unknown == nil ? unknown.dropFirst() : unknown[...]
    if !rest.isEmpty { facts.isCanonical = false }
    for piece in rest { range = grow(range, by: piece) }
    guard let end = UInt32(exactly: range.upperBound) else { throw WireError(.tooLarge, at: reader.filePosition) }
    message.unknown = Text(offset: end - UInt32(range.count), count: UInt32(range.count))
  }

  /// Reads one nested message whose tag was read.
  @inline(__always)
  private mutating func nested<M: Message>(_ message: inout M) throws(WireError) {
    let length: Int
    do { length = try reader.length(limit: limit) } catch { throw innermost(error, in: &message) }
    guard depth < WireError.deepest else { throw WireError(.tooDeep, at: reader.filePosition) }
    let (outerLimit, outerPass, outerMember, outerOneof, tag) = (limit, pass, member, oneof, next)
    limit = reader.filePosition &+ length
    depth &+= 1
    try decode(&message)
    depth &-= 1
    limit = outerLimit
    pass = outerPass
    member = outerMember
    oneof = outerOneof
    next = tag
  }

  /// Of a message that ends before its length says, the damage inside of it: that is where a file was cut.
  @inline(never)
  private mutating func innermost<M: Message>(_ error: WireError, in message: inout M) -> WireError {
    guard case .pastEnd = error.reason, depth < WireError.deepest else { return error }
    depth &+= 1
    do { try decode(&message) } catch { if error.isTruncation { return error } }
    return error
  }

  @inline(__always)
  private mutating func advance() throws(WireError) {
    if oneof != 0 { noteMember() }
    if pass != 0 { progress = true }
    try readTag()
  }

  @inline(__always)
  private mutating func readTag() throws(WireError) {
    nextStart = reader.position
    wasMinimal = reader.isMinimal
    next = try reader.tag(limit: limit)
  }

  private mutating func noteMember() {
    let number = next >> 3
    guard number < 64, oneof >> UInt64(number) & 1 == 1 else { return }
    if member != 0, member != number { facts.isCanonical = false }
    member = number
  }

  /// The number of bytes of a varint.
  static func varintLength(_ value: UInt64) -> Int {
    max(1, (64 - value.leadingZeroBitCount + 6) / 7)
  }

  // MARK: FieldVisitor

  @inline(__always)
  private mutating func text() throws(WireError) -> Text {
    let length = try reader.length(limit: limit)
    guard reader.count &- reader.position >= length else { throw WireError(.truncated, at: reader.filePosition) }
    let text = Text(
      offset: UInt32(truncatingIfNeeded: reader.position), count: UInt32(truncatingIfNeeded: length))
    reader.position &+= length
    return text
  }

  @inline(__always)
  private func tag(_ number: Int, _ wireType: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: number) &<< 3 | wireType
  }

  @inline(__always)
  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) throws(WireError) {
    while next == tag(number, 2) {
      if value != nil { facts.isCanonical = false }
      do { value = try text() } catch { throw error.inside(name) }
      try advance()
    }
  }

  @inline(__always)
  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) throws(WireError) {
    guard next == tag(number, 2) else { return }
    if value.isEmpty { value.reserveCapacity(reader.countFields(like: next, limit: limit)) }
    while next == tag(number, 2) {
      do { value.append(try text()) } catch { throw error.inside(name, value.count) }
      try advance()
    }
  }

  @inline(__always)
  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) throws(WireError) {
    while next == tag(number, 0) {
      if value != nil { facts.isCanonical = false }
      do { value = Int64(bitPattern: try reader.varint(limit: limit)) } catch { throw error.inside(name) }
      try advance()
    }
  }

  @inline(__always)
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) throws(WireError) {
    while next == tag(number, 0) {
      if value != nil { facts.isCanonical = false }
      do {
        let bits = Int64(bitPattern: try reader.varint(limit: limit))
        value = Int32(truncatingIfNeeded: bits)
        if Int64(value ?? 0) != bits { facts.isCanonical = false }
      } catch { throw error.inside(name) }
      try advance()
    }
  }

  mutating func enumeration(
    _ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind
  ) throws(WireError) {
    while next == tag(number, 0) {
      var ahead = reader
      do {
        let bits = Int64(bitPattern: try ahead.varint(limit: limit))
        let number = Int32(truncatingIfNeeded: bits)
        // protobuf moves numbers that it does not know to the unknown fields, behind all others.
        if pass != 0, !kind.contains(number) { return }
        if value != nil || Int64(number) != bits { facts.isCanonical = false }
        value = number
      } catch { throw error.inside(name) }
      reader = ahead
      try advance()
    }
  }

  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) throws(WireError) {
    while next == tag(number, 5) {
      if value != nil { facts.isCanonical = false }
      do { value = Float(bitPattern: try reader.fixed(UInt32.self, limit: limit)) } catch { throw error.inside(name) }
      try advance()
    }
  }

  @inline(__always)
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) throws(WireError) {
    guard next &>> 3 == UInt32(truncatingIfNeeded: number) else { return }
    if next & 7 == 0, value.isEmpty { value.reserveCapacity(reader.countFields(like: next, limit: limit)) }
    do {
      while true {
        if next == tag(number, 0) {
          facts.hasUnpacked = true
          value.append(Int64(bitPattern: try reader.varint(limit: limit)))
        } else if next == tag(number, 2) {
          let end = try packedEnd(isFirst: value.isEmpty)
          while reader.filePosition < end { value.append(Int64(bitPattern: try reader.varint(limit: end))) }
        } else {
          return
        }
        try advance()
      }
    } catch { throw error.inside(name, value.count) }
  }

  @inline(__always)
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) throws(WireError) {
    do {
      while true {
        if next == tag(number, 5) {
          facts.hasUnpacked = true
          value.append(Float(bitPattern: try reader.fixed(UInt32.self, limit: limit)))
        } else if next == tag(number, 2) {
          let end = try packedEnd(isFirst: value.isEmpty)
          while reader.filePosition < end {
            value.append(Float(bitPattern: try reader.fixed(UInt32.self, limit: end)))
          }
        } else {
          return
        }
        try advance()
      }
    } catch { throw error.inside(name, value.count) }
  }

  private mutating func packedEnd(isFirst: Bool) throws(WireError) -> Int {
    facts.hasPacked = true
    let length = try reader.length(limit: limit)
    if length == 0 || !isFirst { facts.isCanonical = false }
    return reader.filePosition &+ length
  }

  mutating func payload(
    _ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout
  ) throws(WireError) {
    do {
      while true {
        if next == tag(number, 2) {
          let payload = try packedPayload()
          if layout == .varint, payload.source == Payload.pool { try checkVarints(payload, isInt32: number == 5) }
          if layout == .raw {
            if value != nil { facts.isCanonical = false }
            value = payload
          } else {
            if payload.count == 0 { facts.isCanonical = false }
            try append(payload, layout, to: &value)
          }
        } else if let element = try unpackedElement(number, layout) {
          facts.isCanonical = false
          try append(element, layout, to: &value)
        } else {
          return
        }
        try advance()
      }
    } catch { throw error.inside(name) }
  }

  private mutating func packedPayload() throws(WireError) -> Payload {
    let length = try reader.length(limit: limit)
    if reader.passedHoles < reader.holes.count {
      let hole = reader.holes[reader.passedHoles]
      if hole.position == reader.position, length > 0 {
        reader.passedHoles += 1
        reader.missing += hole.count
        return Payload(source: 0, offset: hole.fileOffset, count: hole.count)
      }
    }
    guard reader.count - reader.position >= length else { throw WireError(.truncated, at: reader.filePosition) }
    defer { reader.position += length }
    return Payload(source: Payload.pool, offset: reader.position, count: length)
  }

  /// Checks that a payload in memory is varints, and whether they are written as protobuf writes them; large payloads stay
  /// unread.
  private mutating func checkVarints(_ payload: Payload, isInt32: Bool) throws(WireError) {
    var elements = reader
    elements.position = payload.offset
    let limit = elements.filePosition + payload.count
    while elements.filePosition < limit {
      let value = Int64(bitPattern: try elements.varint(limit: limit))
      if isInt32, Int64(Int32(truncatingIfNeeded: value)) != value { facts.isCanonical = false }
    }
    reader.isMinimal = elements.isMinimal
  }

  /// One element of a payload field that is written without packing.
  private mutating func unpackedElement(_ number: Int, _ layout: PayloadLayout) throws(WireError) -> Payload? {
    let start = reader.position
    switch (layout, next) {
    case (.varint, tag(number, 0)): _ = try reader.varint(limit: limit)
    case (.float32, tag(number, 5)): _ = try reader.fixed(UInt32.self, limit: limit)
    case (.float64, tag(number, 1)): _ = try reader.fixed(UInt64.self, limit: limit)
    default: return nil
    }
    return Payload(source: Payload.pool, offset: start, count: reader.position - start)
  }

  /// Joins the parts of a payload field that stands in several pieces; also checks what a packed field has to hold.
  private mutating func append(_ part: Payload, _ layout: PayloadLayout, to value: inout Payload?) throws(WireError) {
    let size = layout == .float32 ? 4 : layout == .float64 ? 8 : 1
    guard part.count % size == 0 else { throw WireError(.truncated, at: reader.filePosition) }
    guard let first = value, first.count > 0 else {
      value = part
      return
    }
    facts.isCanonical = false
    let range = grow(try inPool(first), by: try inPool(part))
    value = Payload(source: Payload.pool, offset: range.lowerBound, count: range.count)
  }

  @inline(__always)
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) throws(WireError) {
    while next == tag(number, 2) {
      if value != nil { facts.isCanonical = false }
      var message = value.take() ?? M()
      do { try nested(&message) } catch { throw error.inside(name) }
      value = message
      try advance()
    }
  }

  @inline(__always)
  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(WireError) {
    while next == tag(number, 2) {
      if value.isPresent { facts.isCanonical = false }
      do {
        try value.update(default: M()) { (message) throws(WireError) in try nested(&message) }
      } catch { throw error.inside(name) }
      try advance()
    }
  }

  @inline(__always)
  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) throws(WireError) {
    guard next == tag(number, 2) else { return }
    if value.isEmpty { value.reserveCapacity(reader.countFields(like: next, limit: limit)) }
    while next == tag(number, 2) {
      let index = value.count
      value.append(M())
      do { try nested(&value[index]) } catch { throw error.inside(name, index) }
      try advance()
    }
  }
}

/// What decoding learns about how a file is written.
struct WireFacts {
  /// Whether encoding the model gives the same bytes: fields in the order of their numbers, unknown ones last, each
  /// singular one once, numbers in their shortest form.
  var isCanonical = true
  var hasPacked = false
  var hasUnpacked = false
}
