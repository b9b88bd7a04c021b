/// Moving messages from one model to another: their strings go from pool to pool.
extension StringPool {
  /// A message whose strings, and payloads in strings, are here; they were in `other`.
  mutating func adopt<M: Message>(_ message: M, from other: StringPool) throws(EditProblem) -> M {
    var adoption = StringAdoption(other: other)
    swap(&adoption.strings, &self)
    defer { swap(&adoption.strings, &self) }
    var message = message
    try adoption.visit(&message)
    return message
  }
}

private struct StringAdoption: FieldVisitor {
  typealias Failure = EditProblem

  var strings = StringPool()
  let other: StringPool

  init(other: StringPool) {
    self.other = other
  }

  mutating func visit<M: Message>(_ message: inout M) throws(EditProblem) {
    try message.fields(&self)
    if let unknown = message.unknown { message.unknown = copy(unknown) }
  }

  private mutating func copy(_ text: Text) -> Text {
    guard text.range.upperBound <= other.bytes.count else { return .empty }
    return other.bytes.withUnsafeBufferPointer { strings.add(UnsafeBufferPointer(rebasing: $0[text.range])) }
  }

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {
    if let text = value { value = copy(text) }
  }

  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    for index in value.indices { value[index] = copy(value[index]) }
  }

  mutating func payload(
    _ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout
  ) throws(EditProblem) {
    guard let payload = value else { return }
    guard payload.source == Payload.pool, let offset = UInt32(exactly: payload.offset),
      let count = UInt32(exactly: payload.count)
    else { throw EditProblem(.foreignPayload) }
    value = Payload(copy(Text(offset: offset, count: count)))
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) throws(EditProblem) {
    guard var message = value else { return }
    try visit(&message)
    value = message
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(EditProblem) {
    guard var message = value.value else { return }
    try visit(&message)
    value.value = message
  }

  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) throws(EditProblem) {
    for index in value.indices { try visit(&value[index]) }
  }

  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {}
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {}
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {}
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {}
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {}
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {}
}
