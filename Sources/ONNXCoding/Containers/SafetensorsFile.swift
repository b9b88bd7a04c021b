// Reading .safetensors: eight bytes of length, a JSON header, then the elements of all tensors without a gap.

internal import JSON

/// A .safetensors file; its header is read once, its elements never.
package struct SafetensorsFile: WeightContainer {
  private let file: DataFile
  private let tensors: [ContainerTensor]
  private let places: [[UInt8]: Int]

  package var names: [[UInt8]] { tensors.map(\.name) }

  /// Reads and checks the header: sizes fit shapes, and the tensors cover the rest of the file without gap or overlap.
  package init(_ file: DataFile) throws(ContainerError) {
    self.file = file
    let start = try Self.dataStart(file)
    tensors = try Self.tensors(file, dataStart: start)
    var places: [[UInt8]: Int] = [:]
    for (place, tensor) in tensors.enumerated() where places.updateValue(place, forKey: tensor.name) != nil {
      let name = String(decoding: tensor.name, as: UTF8.self)
      throw file.damaged(at: 8, "tensor \"\(name)\" stands twice in the header")
    }
    self.places = places
  }

  package func tensor(named name: [UInt8]) throws(ContainerError) -> ContainerTensor {
    guard let place = places[name] else { throw .missing(name, among: names, path: file.path) }
    return tensors[place]
  }

  // MARK: Header

  private static let headerLimit: UInt64 = 100_000_000

  private static func dataStart(_ file: DataFile) throws(ContainerError) -> Int {
    guard file.size >= 8, let length = try file.bytes(0..<8).littleEndian(UInt64.self, at: 0) else {
      throw file.damaged(at: 0, "\(file.size) bytes, and a safetensors file starts with eight for its header's length")
    }
    guard length <= headerLimit else {
      throw file.damaged(at: 0, "a header of \(length) bytes; safetensors allows \(headerLimit)")
    }
    guard Int(length) <= file.size - 8 else {
      throw file.damaged(at: 0, "a header of \(length) bytes in a file of \(file.size)")
    }
    return Int(length) + 8
  }

  private static func tensors(_ file: DataFile, dataStart: Int) throws(ContainerError) -> [ContainerTensor] {
    let document = try header(file, 8..<dataStart)
    guard let members = document.root.object?.members else {
      throw file.damaged(at: 8, "the header is no JSON object")
    }
    var tensors: [(tensor: ContainerTensor, range: Range<Int>)] = []
    for member in members where member.key != "__metadata__" {
      tensors.append(try tensor(member, file, dataStart: dataStart))
    }
    try checkCoverage(tensors.map(\.range), file, dataStart: dataStart)
    return tensors.map(\.tensor)
  }

  private static func header(_ file: DataFile, _ range: Range<Int>) throws(ContainerError) -> JSONDocument {
    let bytes = try file.bytes(range)
    do {
      return try JSONReader.read(bytes)
    } catch {
      throw file.damaged(at: 8 + error.offset, "the header: \(error.message)")
    }
  }

  private static func tensor(
    _ member: JSONObject.Member, _ file: DataFile, dataStart: Int
  ) throws(ContainerError) -> (tensor: ContainerTensor, range: Range<Int>) {
    func wrong(_ what: String) -> ContainerError { file.damaged(at: 8, "tensor \"\(member.key)\": \(what)") }
    guard let typeName = member.value["dtype"]?.string else { throw wrong("no dtype") }
    guard let type = SafetensorsType.named(typeName) else {
      throw .unsupported(
        path: file.path, what: "tensor \"\(member.key)\" has the type \(typeName), which ONNX has not",
        remedy: "convert it to another type")
    }
    guard let shape = member.value["shape"]?.array else { throw wrong("no shape") }
    let dims = shape.compactMap { $0.int.map(Int64.init) }
    guard dims.count == shape.count, let size = TensorSize.bytes(dims, bitsPerElement: type.bits) else {
      throw wrong("a shape that cannot be")
    }
    let ends = (member.value["data_offsets"]?.array ?? []).compactMap(\.int)
    guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1], ends[1] <= file.size - dataStart else {
      throw wrong("data_offsets that are missing or outside the file of \(file.size) bytes")
    }
    guard ends[1] - ends[0] == size else {
      throw wrong("\(ends[1] - ends[0]) bytes for a shape and type of \(size)")
    }
    let tensor = ContainerTensor(
      name: Array(member.key.utf8), dataType: type.dataType, dims: dims,
      data: .range(offset: dataStart + ends[0], length: size))
    return (tensor, ends[0]..<ends[1])
  }

  private static func checkCoverage(_ ranges: [Range<Int>], _ file: DataFile, dataStart: Int) throws(ContainerError) {
    var end = 0
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      guard range.lowerBound == end else {
        throw file.damaged(at: dataStart + min(end, range.lowerBound), "the tensors overlap or leave a gap")
      }
      end = range.upperBound
    }
    guard dataStart + end == file.size else {
      throw file.damaged(at: dataStart + end, "\(file.size - dataStart - end) bytes that belong to no tensor")
    }
  }
}
