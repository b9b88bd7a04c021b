// A fast look at a model's strings: most have nothing but ASCII, and need no further one.

internal import ONNXModel

/// Whether the bytes of all strings are ASCII; stops at the first that is not.
struct StringLook: FieldVisitor {
  typealias Failure = Never

  private(set) var isPlain = true
  private let strings: StringPool

  init(_ model: Model) {
    strings = model.strings
    look(model)
  }

  private mutating func look<M: Message>(_ message: M) {
    guard isPlain else { return }
    var copy = message
    copy.fields(&self)
  }

  private mutating func look(_ text: Text) {
    strings.bytes.withUnsafeBytes { bytes in
      let range = text.range
      guard range.upperBound <= bytes.count else { return }
      var at = range.lowerBound
      var all: UInt64 = 0
      while at + 8 <= range.upperBound {
        all |= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        at += 8
      }
      while at < range.upperBound {
        all |= UInt64(bytes[at])
        at += 1
      }
      if all & 0x8080_8080_8080_8080 != 0 { isPlain = false }
    }
  }

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) { if let value { look(value) } }

  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) { for text in value { look(text) } }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    if let value { look(value) }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    if let value = value.value { look(value) }
  }

  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    for message in value { look(message) }
  }

  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {}
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {}
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {}
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {}
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {}
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {}
  mutating func payload(_ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) {}
}
