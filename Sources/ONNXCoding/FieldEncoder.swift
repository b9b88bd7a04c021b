package import ONNXModel
internal import SourceText

/// Encodes messages field by field, in the order of the field numbers.
///
/// A nested message's length is known when its content has been written: one byte is kept free for it, and the content
/// moves in the rarer case that the length needs more. Large payloads are not copied but noted as splices.
struct FieldEncoder: FieldVisitor, ~Copyable {
  var output: ByteWriter
  var splices: [PayloadSplice] = []
  /// The bytes of all splices so far.
  var spliced = 0
  /// The model's string pool, while encoding.
  var strings = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  let packs: Bool

  init(wire: WireStyle) {
    packs = wire == .proto3
    output = ByteWriter(capacity: 1 << 16)
  }

  @inline(__always)
  mutating func varint(_ value: UInt64) {
    if value < 0x80 { return output.append(UInt8(truncatingIfNeeded: value)) }
    let pointer = output.reserve(10)
    output.advance(Self.write(value, to: pointer))
  }

  /// Writes a varint; returns the number of its bytes.
  @inline(__always)
  static func write(_ value: UInt64, to pointer: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = value
    var count = 0
    while rest >= 0x80 {
      pointer[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest &>>= 7
      count &+= 1
    }
    pointer[count] = UInt8(truncatingIfNeeded: rest)
    return count &+ 1
  }

  @inline(__always)
  private mutating func tag(_ number: Int, _ wireType: Int) {
    varint(UInt64(truncatingIfNeeded: number &<< 3 | wireType))
  }

  @inline(__always)
  private mutating func text(_ text: Text) {
    varint(UInt64(text.count))
    append(Int(text.offset), Int(text.count))
  }

  @inline(__always)
  private mutating func append(_ offset: Int, _ count: Int) {
    precondition(offset &+ count <= strings.count, "a text of another model")
    if count > 0, let base = strings.baseAddress { output.append(base + offset, count: count) }
  }

  /// Writes a length-delimited field with what `body` writes.
  @inline(__always)
  private mutating func delimited(_ number: Int, _ body: (inout FieldEncoder) -> Void) {
    tag(number, 2)
    let start = output.count
    let (splicesBefore, splicedBefore) = (splices.count, spliced)
    output.append(0)
    body(&self)
    let written = output.count &- start &- 1
    let length = UInt64(written &+ spliced &- splicedBefore)
    if length < 0x80 {
      patch(start, UInt8(truncatingIfNeeded: length))
    } else {
      insertLength(length, at: start, written: written, firstSplice: splicesBefore)
    }
  }

  private mutating func patch(_ position: Int, _ byte: UInt8) {
    let end = output.reserve(0)
    (end - (output.count - position)).pointee = byte
  }

  private mutating func insertLength(_ length: UInt64, at start: Int, written: Int, firstSplice: Int) {
    let more = FieldDecoder.varintLength(length) - 1
    let end = output.reserve(more)
    let content = end - written
    (content + more).update(from: content, count: written)
    _ = Self.write(length, to: content - 1)
    output.advance(more)
    for index in firstSplice..<splices.count { splices[index].position += more }
  }

  /// Writes the fields of a message.
  @inline(__always)
  mutating func encode<M: Message>(_ message: inout M) {
    message.fields(&self)
    if let unknown = message.unknown { append(Int(unknown.offset), Int(unknown.count)) }
  }

  // MARK: FieldVisitor

  typealias Failure = Never

  @inline(__always)
  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {
    guard let value else { return }
    tag(number, 2)
    text(value)
  }

  @inline(__always)
  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    for text in value {
      tag(number, 2)
      self.text(text)
    }
  }

  @inline(__always)
  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {
    guard let value else { return }
    tag(number, 0)
    varint(UInt64(bitPattern: value))
  }

  @inline(__always)
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {
    guard let value else { return }
    tag(number, 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {
    int32(number, name, &value)
  }

  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {
    guard let value else { return }
    tag(number, 5)
    fixed(value.bitPattern)
  }

  private mutating func fixed(_ bits: UInt32) {
    UnsafeMutableRawPointer(output.reserve(4)).storeBytes(of: bits.littleEndian, as: UInt32.self)
    output.advance(4)
  }

  @inline(__always)
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {
    if packs, !value.isEmpty {
      let values = value
      delimited(number) { encoder in for element in values { encoder.varint(UInt64(bitPattern: element)) } }
    } else {
      for element in value {
        tag(number, 0)
        varint(UInt64(bitPattern: element))
      }
    }
  }

  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {
    if packs, !value.isEmpty {
      let values = value
      delimited(number) { encoder in for element in values { encoder.fixed(element.bitPattern) } }
    } else {
      for element in value {
        tag(number, 5)
        fixed(element.bitPattern)
      }
    }
  }

  mutating func payload(_ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) {
    guard let value, layout == .raw || value.count > 0 else { return }
    tag(number, 2)
    varint(UInt64(value.count))
    if value.source == Payload.pool {
      append(value.offset, value.count)
    } else {
      splices.append(PayloadSplice(position: output.count, payload: value))
      spliced += value.count
    }
  }

  @inline(__always)
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    guard var message = value.take() else { return }
    delimited(number) { encoder in encoder.encode(&message) }
    value = message
  }

  @inline(__always)
  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    guard value.isPresent else { return }
    delimited(number) { encoder in value.update(default: M()) { (message) in encoder.encode(&message) } }
  }

  @inline(__always)
  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    for index in value.indices {
      delimited(number) { encoder in encoder.encode(&value[index]) }
    }
  }
}

/// A payload that belongs into the encoded bytes at a position.
package struct PayloadSplice: Sendable {
  package var position: Int
  package var payload: Payload
}
