package import ONNXModel

/// What a part of a model says, in 128 bits: equal parts have equal hashes, within one process.
package struct ContentHash: Hashable, Sendable {
  private var first: Int
  private var second: Int

  fileprivate init(_ first: Int, _ second: Int) { (self.first, self.second) = (first, second) }
}

/// Collects what goes into a hash.
struct ContentHasher {
  private var first = Hasher()
  private var second: Hasher

  init() {
    second = Hasher()
    // Two hashes of the same bytes that know nothing of each other.
    second.combine(0x9E37_79B9)
  }

  mutating func combine(_ value: some Hashable) {
    first.combine(value)
    second.combine(value)
  }

  mutating func combine(bytes: UnsafeRawBufferPointer) {
    first.combine(bytes.count)
    second.combine(bytes.count)
    first.combine(bytes: bytes)
    second.combine(bytes: bytes)
  }

  func finished() -> ContentHash { ContentHash(first.finalize(), second.finalize()) }
}

/// Puts all fields of a message into a hash; names and notes with them.
struct MessageHasher: FieldVisitor {
  let model: Model
  let weights: any WeightReader
  var hasher: ContentHasher

  mutating func visit<M: Message>(_ message: M) {
    var message = message
    message.fields(&self)
  }

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {
    guard let value else { return }
    hasher.combine(number)
    model.strings[value].withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    hasher.combine(value.count)
    for one in value {
      var text: Text? = one
      string(number, name, &text)
    }
  }

  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) { combine(number, value) }
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) { combine(number, value) }
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {
    combine(number, value)
  }
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) { combine(number, value?.bitPattern) }
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) { combine(number, value) }
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {
    combine(number, value.map(\.bitPattern))
  }

  mutating func payload(_ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) {
    guard let value else { return }
    hasher.combine(number)
    // A weight is the file that it is in, as long as nobody has written that: reading it would cost more than computing.
    if value.source >= 0, model.sources.indices.contains(Int(value.source)) {
      let source = model.sources[Int(value.source)]
      if source.withMemory({ hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[value.range])) }) != nil {
        return
      }
      hasher.combine(weights.stamp(ofFile: source.path ?? ""))
      hasher.combine(value.range)
    } else {
      model.strings.bytes.withUnsafeBytes {
        hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[value.range.clamped(to: 0..<$0.count)]))
      }
    }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    guard let value else { return }
    hasher.combine(number)
    visit(value)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    guard let value = value.value else { return }
    hasher.combine(number)
    visit(value)
  }

  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    guard !value.isEmpty else { return }
    hasher.combine(number)
    hasher.combine(value.count)
    for one in value { visit(one) }
  }

  private mutating func combine(_ number: Int, _ value: (some Hashable)?) {
    guard let value else { return }
    hasher.combine(number)
    hasher.combine(value)
  }
}
