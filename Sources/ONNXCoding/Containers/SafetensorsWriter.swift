// Writing .safetensors: the same tensors always give the same bytes.

internal import JSON

/// Gathers tensors and writes them to one .safetensors file, in the order in which they were added.
///
/// ```swift
/// var writer = SafetensorsWriter()
/// writer.add(name: name, dataType: 1, dims: [2, 3], payload: .range(model, 4096..<4120))
/// try writer.write(to: "model.safetensors")
/// ```
package struct SafetensorsWriter: Sendable {
  /// Where a tensor's elements are, little-endian and in C order as `raw_data` lays them out.
  package enum Payload: Sendable {
    case bytes([UInt8])
    case range(DataFile, Range<Int>)

    package var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .range(_, let range): range.count
      }
    }
  }

  /// Why a tensor can't be in the file.
  package enum Refusal: Sendable, Equatable {
    /// safetensors has no such element type.
    case type
    /// A name that is not UTF-8, or that safetensors keeps for itself.
    case name
    /// A tensor of this name was added before.
    case repeatedName
    /// The payload has not as many bytes as type and shape ask for.
    case size
  }

  private struct Entry: Sendable {
    var name: String
    var type: SafetensorsType
    var dims: [Int64]
    var payload: Payload
  }

  private var entries: [Entry] = []
  private var names: Set<[UInt8]> = []

  package init() {}

  package var isEmpty: Bool { entries.isEmpty }

  /// Adds a tensor; nil, or why the file can't hold it, in which case nothing is added.
  package mutating func add(name: [UInt8], dataType: Int32, dims: [Int64], payload: Payload) -> Refusal? {
    guard let type = SafetensorsType.all.first(where: { $0.dataType == dataType && $0.isWritten }) else { return .type }
    guard let text = String(validating: name, as: UTF8.self), text != "__metadata__" else { return .name }
    guard TensorSize.bytes(dims, bitsPerElement: type.bits) == payload.count else { return .size }
    guard names.insert(name).inserted else { return .repeatedName }
    entries.append(Entry(name: text, type: type, dims: dims, payload: payload))
    return nil
  }

  /// Replaces the file at `path`.
  package func write(to path: String) throws(FileError) {
    var file = try AtomicFile.create(path)
    try write(to: &file)
    try file.commit()
  }

  /// Writes everything and leaves the commit to the caller.
  package func write(to file: inout AtomicFile) throws(FileError) {
    let header = header
    try file.reserve(8 + header.count + entries.reduce(0) { $0 + $1.payload.count })
    try file.write((0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) })
    try file.write(header)
    for entry in entries {
      switch entry.payload {
      case .bytes(let bytes): try file.write(bytes)
      case .range(let source, let range): try file.copy(from: source, range)
      }
    }
  }

  /// The JSON header, filled up with spaces to a multiple of eight bytes.
  private var header: [UInt8] {
    var json = JSONWriter(layout: .compact)
    json.object { json in
      var offset = 0
      for entry in entries {
        let end = offset + entry.payload.count
        json.key(entry.name)
        json.object { json in
          json.member("dtype", entry.type.name)
          json.key("shape")
          json.array { json in entry.dims.forEach { json.write($0) } }
          json.key("data_offsets")
          json.array { json in [offset, end].forEach { json.write($0) } }
        }
        offset = end
      }
    }
    let filled = (json.bytes.count + 7) / 8 * 8
    return json.bytes + [UInt8](repeating: 0x20, count: filled - json.bytes.count)
  }
}
