// Looks at every field of a model: for strings that are no UTF-8, and for fields that onnx.proto has not.

internal import ONNXModel

/// A walk over all messages. Paths are made only for what is found.
struct FieldScan: FieldVisitor {
  typealias Failure = Never

  let strings: StringPool
  private(set) var invalid: [(path: ModelPath, text: Text)] = []
  private(set) var unknown: [(path: ModelPath, bytes: Int)] = []
  private var steps: [(name: StaticString, index: Int)] = []
  private var isAttribute = false

  init(_ model: Model) {
    strings = model.strings
    visit(model)
  }

  private mutating func visit<M: Message>(_ message: M) {
    if let text = message.unknown, !text.isEmpty { unknown.append((path, Int(text.count))) }
    let outer = isAttribute
    isAttribute = M.self == Attribute.self
    var copy = message
    copy.fields(&self)
    isAttribute = outer
  }

  private var path: ModelPath {
    ModelPath(steps.map { ModelPath.Step("\($0.name)", $0.index >= 0 ? $0.index : nil) })
  }

  private mutating func check(_ text: Text, _ name: StaticString, _ index: Int) {
    guard !text.isEmpty, !UTF8Check.isValid(text, strings) else { return }
    steps.append((name, index))
    invalid.append((path, text))
    steps.removeLast()
  }

  private mutating func enter<M: Message>(_ message: M, _ name: StaticString, _ index: Int) {
    steps.append((name, index))
    visit(message)
    steps.removeLast()
  }

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {
    // An attribute's own string is bytes (onnx.proto, AttributeProto.s).
    if let value, !(isAttribute && number == 4) { check(value, name, -1) }
  }

  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    // So are an attribute's strings and a tensor's: fields 9 and 6, `strings` and `string_data`.
    if value.isEmpty || (isAttribute && number == 9) || number == 6 && name.utf8CodeUnitCount == 11 { return }
    for (index, text) in value.enumerated() { check(text, name, index) }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    if let value { enter(value, name, -1) }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    if let value = value.value { enter(value, name, -1) }
  }

  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    for (index, message) in value.enumerated() { enter(message, name, index) }
  }

  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {}
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {}
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {}
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {}
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {}
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {}
  mutating func payload(_ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) {}
}

enum UTF8Check {
  /// ASCII eight bytes at a time; anything else by the decoder.
  static func isValid(_ text: Text, _ strings: StringPool) -> Bool {
    strings.bytes.withUnsafeBytes { bytes in
      let range = text.range
      guard range.upperBound <= bytes.count else { return true }
      var at = range.lowerBound
      while at + 8 <= range.upperBound {
        if bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
        at += 8
      }
      while at < range.upperBound, bytes[at] < 0x80 { at += 1 }
      return at == range.upperBound
        || String(validating: UnsafeRawBufferPointer(rebasing: bytes[at..<range.upperBound]), as: UTF8.self) != nil
    }
  }
}
