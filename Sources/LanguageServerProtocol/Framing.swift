// Cuts a stream of bytes into the messages of LSP's base protocol, and puts messages into such a stream.

/// What the stream held.
package enum FramingEvent: Sendable, Hashable {
  /// The content of a message.
  case message([UInt8])
  /// A header that can't be used; what follows it up to the next `Content-Length:` is passed over.
  case malformed(FramingProblem)
}

/// What is wrong with a header.
package enum FramingProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// A line that is not `Name: value`.
  case notAHeader
  /// A line that ends in a line feed without a carriage return.
  case lineFeedAlone
  /// A header that goes on and on; the limit in bytes.
  case headerTooLong(Int)
  case missingLength
  case repeatedLength
  /// `Content-Length` is not a number.
  case badLength(String)
  /// A content of more bytes than the limit; it was passed over.
  case tooLarge(length: Int, limit: Int)
  /// A `Content-Type` in another encoding than UTF-8; the content was passed over.
  case unknownCharset(String)
  /// The stream ends inside a message.
  case cut

  package var description: String {
    switch self {
    case .notAHeader: "expected a header field: a name, a colon and a value"
    case .lineFeedAlone: "a header line must end in \\r\\n, not \\n alone"
    case .headerTooLong(let limit): "header longer than \(limit) bytes"
    case .missingLength: "header without Content-Length"
    case .repeatedLength: "Content-Length given twice"
    case .badLength(let text): "Content-Length is not a number of bytes: \(text)"
    case .tooLarge(let length, let limit): "content of \(length) bytes; the limit is \(limit)"
    case .unknownCharset(let name): "content in \(name); only utf-8 is read"
    case .cut: "the input ends inside a message"
    }
  }
}

/// Reads messages out of bytes as they arrive, and goes on after what is none.
///
/// ```swift
/// var framing = MessageFraming()
/// for event in framing.feed(bytes) { ... }
/// ```
package struct MessageFraming: Sendable {
  /// How long a content may be, in bytes.
  package static let contentLimit = 256 << 20
  /// Beyond this, in bytes, a length is taken for garbage: no content of that size will come.
  private static let lengthLimit = 4 << 30
  /// How long a header may be, in bytes.
  package static let headerLimit = 8192

  private enum State: Sendable {
    case header(HeaderScan)
    case content(length: Int)
    /// Bytes of a content that nobody wants.
    case skipping(Int)
    /// Past garbage, with how much of `Content-Length:` was seen.
    case searching(matched: Int)
  }

  private var state = State.header(HeaderScan())
  private var content: [UInt8] = []
  private let limit: Int

  package init(contentLimit: Int = MessageFraming.contentLimit) {
    limit = contentLimit
  }

  /// Takes the next bytes of the stream.
  package mutating func feed(_ bytes: [UInt8]) -> [FramingEvent] {
    bytes.withUnsafeBytes { feed($0) }
  }

  /// Takes the next bytes of the stream.
  package mutating func feed(_ bytes: UnsafeRawBufferPointer) -> [FramingEvent] {
    var events: [FramingEvent] = []
    var rest = bytes[...]
    while !rest.isEmpty { step(&rest, &events) }
    return events
  }

  /// What the end of the stream cuts off, if anything.
  package func end() -> FramingProblem? {
    switch state {
    case .header(let scan): scan.isEmpty ? nil : .cut
    case .content, .skipping: .cut
    case .searching: nil
    }
  }

  /// A message with its header.
  package static func frame(_ body: [UInt8]) -> [UInt8] {
    let header = header(length: body.count)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(header.count + body.count)
    bytes += header
    bytes += body
    return bytes
  }

  /// What comes before a content of so many bytes.
  package static func header(length: Int) -> [UInt8] { Array("Content-Length: \(length)\r\n\r\n".utf8) }

  // MARK: Steps

  private mutating func step(_ rest: inout Slice<UnsafeRawBufferPointer>, _ events: inout [FramingEvent]) {
    switch state {
    case .header(var scan):
      state = .searching(matched: 0)
      readHeader(&scan, &rest, &events)
    case .content(let length):
      let taken = rest.prefix(length - content.count)
      content.append(contentsOf: UnsafeRawBufferPointer(rebasing: taken))
      rest = rest.dropFirst(taken.count)
      if content.count == length { endContent(&events) }
    case .skipping(let length):
      let skipped = min(length, rest.count)
      rest = rest.dropFirst(skipped)
      state = skipped == length ? .header(HeaderScan()) : .skipping(length - skipped)
    case .searching(var matched):
      search(&matched, &rest)
    }
  }

  private mutating func readHeader(
    _ scan: inout HeaderScan, _ rest: inout Slice<UnsafeRawBufferPointer>, _ events: inout [FramingEvent]
  ) {
    while let byte = rest.popFirst() {
      do throws(FramingProblem) {
        guard let header = try scan.take(byte, limit: Self.headerLimit) else { continue }
        begin(header, &events)
        return
      } catch {
        events.append(.malformed(error))
        recover(from: scan.bytes, &events)
        return
      }
    }
    state = .header(scan)
  }

  /// What comes after a header that is all there.
  private mutating func begin(_ header: HeaderScan.Header, _ events: inout [FramingEvent]) {
    if header.length > limit {
      events.append(.malformed(.tooLarge(length: header.length, limit: limit)))
      state = header.length > Self.lengthLimit ? .searching(matched: 0) : .skipping(header.length)
    } else if let charset = header.unknownCharset {
      events.append(.malformed(.unknownCharset(charset)))
      state = header.length == 0 ? .header(HeaderScan()) : .skipping(header.length)
    } else {
      content.reserveCapacity(header.length)
      state = .content(length: header.length)
      if header.length == 0 { endContent(&events) }
    }
  }

  private mutating func endContent(_ events: inout [FramingEvent]) {
    events.append(.message(content))
    content = []
    state = .header(HeaderScan())
  }

  // MARK: After an error

  /// Looks for a header in what was taken for another one: its last `Content-Length:`, unless it begins with it.
  private mutating func recover(from bytes: [UInt8], _ events: inout [FramingEvent]) {
    var matched = 0
    var start: Int?
    for (index, byte) in bytes.enumerated().dropFirst() where HeaderScan.match(byte, &matched) {
      start = index + 1
      matched = 0
    }
    guard let start else {
      state = .searching(matched: matched)
      return
    }
    var scan = HeaderScan.afterLengthName
    for byte in bytes[start...] {
      do throws(FramingProblem) {
        guard let header = try scan.take(byte, limit: Self.headerLimit) else { continue }
        begin(header, &events)
        return
      } catch {
        state = .searching(matched: 0)
        return
      }
    }
    state = .header(scan)
  }

  private mutating func search(_ matched: inout Int, _ rest: inout Slice<UnsafeRawBufferPointer>) {
    while true {
      if matched == 0 { rest = rest.drop { $0 | 0x20 != UInt8(ascii: "c") } }
      guard let byte = rest.popFirst() else { break }
      if HeaderScan.match(byte, &matched) {
        state = .header(.afterLengthName)
        return
      }
    }
    state = .searching(matched: matched)
  }
}
