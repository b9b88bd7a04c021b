internal import Glibc
package import ONNXModel
internal import SourceText
internal import Synchronization

/// The files that `@data(...)` refers to, each opened and read once.
package final class WeightStore: Sendable {
  /// Elements found in a file.
  package struct Found: Sendable {
    package enum Content: Sendable {
      case raw(any ByteSource, offset: Int, count: Int)
      case typed(any ByteSource, offset: Int, count: Int)
      case strings([[UInt8]])
    }

    package var content: Content
    package var hasStorage: Bool
    package var sourceKey: String
    package var dataType: Int32?
    package var dims: [Int64]?
  }

  private let base: String
  private let files = Mutex<[String: OpenFile]>([:])

  /// - Parameter base: The folder that paths are relative to and may not leave.
  package init(base: String) {
    self.base = base.isEmpty ? "." : base
  }

  private struct OpenFile: Sendable {
    var file: DataFile
    var kind: ContainerKind
    var model: DecodedModelIndex?
    var container: (any WeightContainer)?
  }

  /// A model with its main graph's initializers by name.
  private final class DecodedModelIndex: Sendable {
    let model: Model
    let byName: [[UInt8]: Int]

    init(_ model: Model) {
      self.model = model
      var byName: [[UInt8]: Int] = [:]
      for (index, tensor) in (model.graph?.initializers ?? []).enumerated() {
        guard let name = tensor.name else { continue }
        let key = Array(model.strings[name])
        if byName[key] == nil { byName[key] = index }
      }
      self.byName = byName
    }
  }

  /// A tensor of a file, by name or, where it starts with `#`, by field path.
  package func tensor(named name: [UInt8], in path: [UInt8]) throws(WeightError) -> Found {
    let open = try file(path)
    if let index = open.model { return try tensor(named: name, in: index, open.file.path) }
    guard let container = open.container else {
      throw WeightError("\(open.file.path) has no named tensors: give the offset and the length in bytes")
    }
    let found: ContainerTensor
    do { found = try container.tensor(named: name) } catch { throw WeightError("\(error)") }
    let content: Found.Content
    switch found.data {
    case .range(let offset, let length): content = .raw(FileSource(open.file), offset: offset, count: length)
    case .bytes(let bytes): content = .raw(MemorySource(bytes), offset: 0, count: bytes.count)
    }
    let isConverted = if case .bytes = found.data { true } else { false }
    let key = isConverted ? "\(open.file.path)#\(String(decoding: name, as: UTF8.self))" : open.file.path
    return Found(content: content, hasStorage: false, sourceKey: key, dataType: found.dataType, dims: found.dims)
  }

  /// A range of a file.
  package func range(offset: Int, count: Int, in path: [UInt8]) throws(WeightError) -> Found {
    let open = try file(path)
    guard offset >= 0, count >= 0, offset <= open.file.size, count <= open.file.size - offset else {
      throw WeightError("\(open.file.path) has \(open.file.size) bytes: there are no \(count) at \(offset)")
    }
    return Found(
      content: .raw(FileSource(open.file), offset: offset, count: count), hasStorage: false,
      sourceKey: open.file.path, dataType: nil, dims: nil)
  }

  private func tensor(named name: [UInt8], in index: DecodedModelIndex, _ path: String) throws(WeightError) -> Found {
    let tensor: Tensor
    if name.first == UInt8(ascii: "#") {
      let place = String(decoding: name.dropFirst(), as: UTF8.self)
      guard let found = ModelPath(place).flatMap(index.model.tensor(at:)) else {
        throw WeightError("\(path) has no tensor at \(place)")
      }
      tensor = found
    } else if let position = index.byName[name], let found = index.model.graph?.initializers[position] {
      tensor = found
    } else {
      var message = "\(path) has no initializer named \"\(String(decoding: name, as: UTF8.self))\""
      if let nearest = NearestName.find(name, among: Array(index.byName.keys)) {
        message += "; did you mean \"\(String(decoding: nearest, as: UTF8.self))\"?"
      }
      throw WeightError(message)
    }
    // Small payloads were read with the structure and are in memory, one source for all of them.
    let payload = tensor.rawData ?? tensor.knownType.flatMap { tensor[$0.typedField] }
    return Found(
      content: try content(of: tensor, index.model, path), hasStorage: true,
      sourceKey: payload?.source == Payload.pool ? path + "#" : path, dataType: tensor.dataType, dims: tensor.dims)
  }

  private func content(of tensor: Tensor, _ model: Model, _ path: String) throws(WeightError) -> Found.Content {
    if !tensor.stringData.isEmpty { return .strings(tensor.stringData.map { Array(model.strings[$0]) }) }
    if let payload = tensor.rawData {
      return .raw(source(of: payload, model), offset: payload.offset, count: payload.count)
    }
    if let field = tensor.knownType?.typedField, let payload = tensor[field] {
      return .typed(source(of: payload, model), offset: payload.offset, count: payload.count)
    }
    if tensor.dataLocation == 1 {
      throw WeightError("the tensor's elements are not in \(path): it keeps them in another file")
    }
    return .raw(MemorySource([]), offset: 0, count: 0)
  }

  private func source(of payload: Payload, _ model: Model) -> any ByteSource {
    payload.source == Payload.pool ? MemorySource(model.strings.bytes) : model.sources[Int(payload.source)]
  }

  // MARK: Files

  private func file(_ path: [UInt8]) throws(WeightError) -> OpenFile {
    let name = try checkedPath(path)
    if let known = files.withLock({ $0[name] }) { return known }
    let opened = try open(name)
    files.withLock { $0[name] = opened }
    return opened
  }

  private func open(_ path: String) throws(WeightError) -> OpenFile {
    do {
      let file = try DataFile.open(path)
      let kind = try ContainerKind.of(file)
      var opened = OpenFile(file: file, kind: kind)
      opened.container = try file.container()
      if opened.container == nil, case .model = try FileKind.of(file) {
        // A file that is no model either is raw: it can still be referred to by offset.
        if let decoded = try? ModelDecoder.decode(FileSource(file)) { opened.model = DecodedModelIndex(decoded.model) }
      }
      return opened
    } catch { throw WeightError("\(error)") }
  }

  /// The path below the base folder; refuses what leaves it.
  private func checkedPath(_ path: [UInt8]) throws(WeightError) -> String {
    let name = String(decoding: path, as: UTF8.self)
    guard !path.contains(0), !path.isEmpty else { throw WeightError("\"\(name)\" is no path", escapes: true) }
    guard path.first != UInt8(ascii: "/") else {
      throw WeightError("\"\(name)\" is absolute: paths are relative to the text's folder", escapes: true)
    }
    guard !name.split(separator: "/").contains("..") else {
      throw WeightError("\"\(name)\" leaves the text's folder", escapes: true)
    }
    let full = base == "." ? name : base + "/" + name
    guard let target = Self.realPath(full), let folder = Self.realPath(base) else {
      // A missing file is reported when it is opened.
      return full
    }
    guard folder == "/" || target.hasPrefix(folder + "/") else {
      throw WeightError("\"\(name)\" leaves the text's folder through a link", escapes: true)
    }
    return full
  }

  /// The path without links, if it exists.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// Why a reference to another file can't be followed, as a message.
package struct WeightError: Error, Sendable, CustomStringConvertible {
  package var description: String
  /// Whether the path leaves the folder (K004) rather than missing something (K003).
  package var escapes: Bool

  init(_ description: String, escapes: Bool = false) {
    self.description = description
    self.escapes = escapes
  }
}
