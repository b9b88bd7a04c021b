// Whether what is to be moved has elements in a file: edits bring their bytes along.

package import ONNXModel

extension Message {
  /// Whether a tensor anywhere in the message has its elements elsewhere than in the model's strings.
  package func hasForeignPayload() -> Bool {
    var search = PayloadSearch()
    var copy = self
    // Nothing is thrown, and nothing is changed.
    copy.fields(&search)
    return search.isFound
  }
}

/// Looks for payloads outside of the strings.
private struct PayloadSearch: FieldVisitor {
  typealias Failure = Never

  var isFound = false

  mutating func payload(_ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout) {
    if let value, value.source != Payload.pool { isFound = true }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    value?.fields(&self)
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    var message = value.value
    message?.fields(&self)
  }

  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    for index in value.indices { value[index].fields(&self) }
  }

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {}
  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {}
  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {}
  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {}
  mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {}
  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {}
  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {}
  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {}
}
