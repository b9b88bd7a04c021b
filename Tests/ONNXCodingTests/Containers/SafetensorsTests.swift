import Testing

@testable import ONNXCoding

struct SafetensorsTests {
  let folder = TemporaryFolder()

  private func open(header: String, data: [UInt8] = []) throws -> SafetensorsFile {
    let length = header.utf8.count
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + data
    return try SafetensorsFile(DataFile.open(folder.file("a.safetensors", bytes)))
  }

  private func message(_ header: String, data: [UInt8] = []) -> String? {
    do {
      _ = try open(header: header, data: data)
      return nil
    } catch {
      return "\(error)".split(separator: "a.safetensors: ").last.map(String.init)
    }
  }

  @Test func tensorsStayWhereTheyAre() throws {
    let file = try open(
      header: #"{"__metadata__":{"format":"pt"},"w":{"dtype":"F16","shape":[2,1],"data_offsets":[0,4]},"#
        + #""é":{"dtype":"BOOL","shape":[],"data_offsets":[4,5]},"#
        + #""e":{"dtype":"I64","shape":[0,3],"data_offsets":[5,5]}}  "#,
      data: [1, 2, 3, 4, 5])
    #expect(file.names == ["w", "é", "e"].map { Array($0.utf8) })
    let w = try file.tensor(named: Array("w".utf8))
    #expect(w.dataType == 10 && w.dims == [2, 1])
    guard case .range(let offset, 4) = w.data else { Issue.record("no range"); return }
    #expect(try folder.bytes("a.safetensors")[offset..<offset + 4] == [1, 2, 3, 4])
    #expect(try file.tensor(named: Array("é".utf8)).dataType == 9)
    #expect(try file.tensor(named: Array("e".utf8)).dims == [0, 3])
  }

  @Test func namesAreBytesAndNotCharacters() throws {
    let file = try open(
      header: "{\"\u{e9}\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
        + "\"e\u{301}\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", data: [1, 2])
    #expect(file.names == [[0xc3, 0xa9], [0x65, 0xcc, 0x81]])
  }

  @Test func aMissingNameComesWithTheNearest() throws {
    let file = try open(header: #"{"fc.weight":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#, data: [1])
    let error = #expect(throws: ContainerError.self) { try file.tensor(named: Array("fc.wieght".utf8)) }
    #expect(error?.description.hasSuffix(#"has no tensor "fc.wieght"; the nearest name is "fc.weight""#) == true)
  }

  @Test(arguments: [
    (#"{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "4 bytes for a shape and type of 8"),
    (#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#, "outside the file"),
    (#"{"w":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}"#, "overlap or leave a gap"),
    (#"{"w":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}"#, "1 bytes that belong to no tensor"),
    (#"{"w":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}"#, "a shape that cannot be"),
    (#"{"w":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#, "a shape that cannot be"),
    (#"{"w":{"dtype":"F4","shape":[9],"data_offsets":[0,4]}}"#, "a shape that cannot be"),
    (#"{"w":{"dtype":"Q8","shape":[4],"data_offsets":[0,4]}}"#, "the type Q8, which ONNX has not"),
    (#"{"w":{"shape":[4],"data_offsets":[0,4]}}"#, "no dtype"),
    (#"{"w":{"dtype":"U8","shape":4,"data_offsets":[0,4]}}"#, "no shape"),
    (#"{"w":{"dtype":"U8","shape":[4],"data_offsets":[0]}}"#, "data_offsets that are missing"),
    (#"{"w":1}"#, "no dtype"), ("[]", "no JSON object"), (#"{"w":"#, "the header:"),
  ])
  func damageIsNamed(header: String, expected: String) {
    #expect(message(header, data: [1, 2, 3, 4])?.contains(expected) == true)
  }

  @Test func aHeaderThatIsNotThereIsDamage() throws {
    for bytes: [UInt8] in [
      [], [1, 2], [255, 255, 255, 255, 255, 255, 255, 255], [9, 0, 0, 0, 0, 0, 0, 0, 0x7b],
      [0, 0, 0, 0, 0, 0, 0, 0x80],
    ] {
      let file = try DataFile.open(folder.file("a", bytes))
      #expect(throws: ContainerError.self) { try SafetensorsFile(file) }
    }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let source = try DataFile.open(folder.file("source", Array(0..<100)))
    var writer = SafetensorsWriter()
    #expect(writer.add(name: Array("b".utf8), dataType: 1, dims: [2], payload: .range(source, 10..<18)) == nil)
    #expect(writer.add(name: Array("a\"\n".utf8), dataType: 2, dims: [], payload: .bytes([7])) == nil)
    #expect(writer.add(name: [], dataType: 16, dims: [0], payload: .bytes([])) == nil)
    try writer.write(to: folder.path + "/out")
    try writer.write(to: folder.path + "/again")
    let bytes = try folder.bytes("out")
    #expect(try folder.bytes("again") == bytes)
    #expect((bytes[0] + 8) % 8 == 0)
    let file = try SafetensorsFile(DataFile.open(folder.path + "/out"))
    #expect(file.names == [Array("b".utf8), Array("a\"\n".utf8), []])
    guard case .range(let offset, 8) = try file.tensor(named: [0x62]).data else { Issue.record("no range"); return }
    #expect(bytes[offset..<offset + 8] == [10, 11, 12, 13, 14, 15, 16, 17])
    #expect(bytes.last == 7)
  }

  @Test func whatSafetensorsCannotHoldIsRefused() {
    var writer = SafetensorsWriter()
    let name = Array("w".utf8)
    for dataType: Int32 in [0, 8, 14, 15, 21, 22, 23, 25, 26, 27, 28, 99, -1] {
      #expect(safetensorsType(for: dataType) == nil)
      #expect(writer.add(name: name, dataType: dataType, dims: [0], payload: .bytes([])) == .type)
    }
    #expect(writer.add(name: [0xff], dataType: 1, dims: [0], payload: .bytes([])) == .name)
    #expect(writer.add(name: Array("__metadata__".utf8), dataType: 1, dims: [0], payload: .bytes([])) == .name)
    #expect(writer.add(name: name, dataType: 1, dims: [1], payload: .bytes([1])) == .size)
    #expect(writer.isEmpty)
    #expect(writer.add(name: name, dataType: 1, dims: [0], payload: .bytes([])) == nil)
    #expect(writer.add(name: name, dataType: 1, dims: [0], payload: .bytes([])) == .repeatedName)
    #expect(safetensorsType(for: 16) == "BF16" && safetensorsType(for: 17) == "F8_E4M3")
  }
}
