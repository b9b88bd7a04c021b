internal import Numbers

extension OperatorCatalog {
  /// The function that defines an operator, as a serialized FunctionProto; nil if the specification has none, or only
  /// one that depends on the node.
  ///
  /// - Parameter opset: Which operator set the body is written in; the newest body not after it is taken, by default
  ///   the one of the schema's own version.
  package func functionBody(of schema: OperatorSchema, opset: Int? = nil) -> [UInt8]? {
    guard schema.hasFunctionBody else { return nil }
    let file = BlockFile.functions
    let block = file.blocks(domain: schema.domain, name: schema.name)
      .first { SchemaReading.version(of: $0, in: file) == schema.sinceVersion }
    guard let block else { return nil }
    var reader = file.lines(block)
    _ = reader.next()
    var body: UnsafeBufferPointer<UInt8>?
    while let line = reader.next() {
      let fields = line.fields
      guard line.mark == UInt8(ascii: "f"), fields.count == 2, let version = fields[0].integer else { continue }
      if body == nil || version <= opset ?? schema.sinceVersion { body = fields[1] }
    }
    return body.flatMap(Self.decoded)
  }

  private static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: Base64.maximumDecodedBytes(textCount: text.count)) { room, count in
      guard let base = room.baseAddress, case .success(let decoded) = Base64.decode(text, to: base) else { return }
      count = decoded
    }
    return bytes.isEmpty ? nil : bytes
  }
}
