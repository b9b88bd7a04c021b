// Telling files apart by their first bytes.
//
// An ONNX model must never be taken for something else: each signature here is either no protobuf at all (a field
// number 0, a wire type 6 or 7) or protobuf that a model can't start with. What is left is a model or text.

extension FileKind {
  /// Told by the first `headLength` bytes of a file of `size` bytes.
  package static func of(head: [UInt8], size: Int) -> FileKind {
    if head.isEmpty { return .empty }
    if head.allSatisfy({ $0 == 0 }) { return .zeros }
    if let kind = bySignature(head, size: size) ?? byTensorFlow(head, size: size) { return kind }
    guard let text = TextHead(head, isWhole: head.count >= size) else {
      // A model's text may hold any bytes in its strings; it begins with a word or a bracket, as no protobuf does.
      return startsLikeText(head) && ModelHead.judge(head, size: size) == .foreign ? .modelText : .model
    }
    // Text whose letters are also the tags of a model's fields, to the end of the head, is a model.
    return ModelHead.judge(head, size: size) == .model ? .model : text.kind
  }

  private static func startsLikeText(_ head: [UInt8]) -> Bool {
    guard let first = head.first(where: { $0 > 0x20 }) else { return false }
    return first < 0x7f
  }

  package static func of(_ file: DataFile) throws(FileError) -> FileKind {
    of(head: try file.read(0..<min(headLength, file.size)), size: file.size)
  }

  private static func bySignature(_ head: [UInt8], size: Int) -> FileKind? {
    func starts(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
    if starts([0x1f, 0x8b]) { return .gzip }
    if starts([0x50, 0x4b, 3, 4]) || starts([0x50, 0x4b, 5, 6]) { return isPyTorch(head) ? .pyTorch : .zip }
    if starts(NpyHeader.magic) { return .numpy }
    if starts([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]) { return .hdf5 }
    if starts(Array("GGUF".utf8)) { return .gguf }
    if starts([0xff, 0xfe]) || starts([0xfe, 0xff]) { return .utf16Text }
    if let kind = flatBuffer(head, size: size) { return kind }
    if isSafetensors(head, size: size) { return .safetensors }
    // Protocol 2 with the magic number of torch.save before 1.6.
    if starts([0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20]) { return .pyTorch }
    return isPickle(head, size: size) ? .pickle : nil
  }

  /// A checkpoint of torch.save is a zip file whose first entry is `NAME/data.pkl`.
  private static func isPyTorch(_ head: [UInt8]) -> Bool {
    guard let length = head.littleEndian(UInt16.self, at: 26), 30 + Int(length) <= head.count else { return false }
    return head[30..<30 + Int(length)].suffix(9).elementsEqual("/data.pkl".utf8)
  }

  /// FlatBuffers: the offset of the root table, then four letters. The third byte of the offset is zero, and a model
  /// that has a zero there (a tag, or the length of an empty field) has no multiple of four before it.
  private static func flatBuffer(_ head: [UInt8], size: Int) -> FileKind? {
    guard let root = head.littleEndian(UInt32.self, at: 0), root >= 8, root % 4 == 0, root < 4096, Int(root) < size
    else { return nil }
    if head.dropFirst(4).starts(with: "TFL3".utf8) { return .tfLite }
    return head.dropFirst(4).starts(with: "ORTM".utf8) ? .ortFormat : nil
  }

  private static func isSafetensors(_ head: [UInt8], size: Int) -> Bool {
    guard let length = head.littleEndian(UInt64.self, at: 0), length >= 2, head.count >= 10, size >= 10,
      length <= UInt64(size - 8), length <= 100_000_000, head[8] == UInt8(ascii: "{")
    else { return false }
    // The header's JSON: a key or the end comes next.
    let next = head[9...].first { $0 != 0x20 && !(0x09...0x0d).contains($0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  /// Protocol 4 and 5 start with a frame and its length. The older ones only look like something when they start as
  /// real pickles do: an empty container, a mark or a global.
  private static func isPickle(_ head: [UInt8], size: Int) -> Bool {
    guard head.count > 3, head[0] == 0x80 else { return false }
    if head[1] == 4 || head[1] == 5 {
      guard head[2] == 0x95, let frame = head.littleEndian(UInt64.self, at: 3) else { return false }
      return frame <= UInt64(max(0, size - 11)) && ModelHead.judge(head, size: size) == .foreign
    }
    guard head[1] == 2 || head[1] == 3 else { return false }
    return "}](cX".utf8.contains(head[2]) && ModelHead.judge(head, size: size) == .foreign
  }

  /// TensorFlow's GraphDef starts with a node, whose field number 1 is no message in a model. Its SavedModel starts
  /// with version 1, as a model of IR version 1 does, and then a message where a model has the producer's name.
  private static func byTensorFlow(_ head: [UInt8], size: Int) -> FileKind? {
    var place = 0
    if head.starts(with: [8, 1, 0x12]) {
      place = 3
      guard let length = ModelHead.varint(head, &place), length >= 128, length <= UInt64(size - place),
        place < head.count, head[place] == 0x0a
      else { return nil }
      place += 1
      let info = ModelHead.varint(head, &place)
      let inner = place < head.count && [0x0a, 0x12, 0x22, 0x2a].contains(head[place])
      return inner && (info.map { $0 < length } ?? false) ? .tensorFlowSavedModel : nil
    }
    guard head[0] == 0x0a else { return nil }
    place = 1
    guard let length = ModelHead.varint(head, &place), length >= 4, length <= UInt64(size - place), place < head.count,
      head[place] == 0x0a
    else { return nil }
    place += 1
    guard let name = ModelHead.varint(head, &place), name > 0, name <= 256, place + Int(name) + 2 < head.count else {
      return nil
    }
    // The node's name, then its operator, such as `Placeholder`.
    let end = place + Int(name)
    let isName = head[place..<end].allSatisfy { (0x21...0x7e).contains($0) }
    return isName && head[end] == 0x12 && (0x41...0x5a).contains(head[end + 2]) ? .tensorFlowGraph : nil
  }
}
