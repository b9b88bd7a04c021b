// Reading NumPy's .npz: a zip file of .npy files, stored or deflated.

/// A .npz file. Arrays that are stored stay where they are; deflated ones are inflated when asked for.
package struct NpzFile: WeightContainer {
  private let file: DataFile
  private let entries: [ZipEntry]
  private let places: [[UInt8]: Int]

  /// The names of the arrays, without the `.npy` of their entries.
  package let names: [[UInt8]]

  package init(_ file: DataFile) throws(ContainerError) {
    self.file = file
    let suffix = Array(".npy".utf8)
    entries = try ZipDirectory(file).entries.filter { $0.name.suffix(4).elementsEqual(suffix) }
    names = entries.map { Array($0.name.dropLast(4)) }
    var places: [[UInt8]: Int] = [:]
    for (place, name) in names.enumerated() { places[name] = place }
    self.places = places
  }

  /// The array of this name, with or without `.npy`; of equal names the last, as NumPy has it.
  package func tensor(named name: [UInt8]) throws(ContainerError) -> ContainerTensor {
    let bare = name.suffix(4).elementsEqual(".npy".utf8) ? Array(name.dropLast(4)) : name
    guard let place = places[name] ?? places[bare] else { throw .missing(name, among: names, path: file.path) }
    let entry = entries[place]
    let what = "array \"\(String(decoding: names[place], as: UTF8.self))\""
    if entry.isEncrypted {
      throw .unsupported(path: file.path, what: "\(what) is encrypted", remedy: "save it without a password")
    }
    let range = try ZipDirectory.range(of: entry, in: file)
    do {
      switch entry.method {
      case 0: return try stored(entry, range, named: names[place])
      case 8: return try inflated(entry, range, named: names[place])
      default: break
      }
    } catch .unsupported(let path, let why, let remedy) {
      throw .unsupported(path: path, what: "\(what): \(why)", remedy: remedy)
    } catch {
      throw error
    }
    throw .unsupported(
      path: file.path, what: "\(what) is packed with zip method \(entry.method)",
      remedy: "save it with numpy.savez or numpy.savez_compressed")
  }

  private func stored(_ entry: ZipEntry, _ range: Range<Int>, named name: [UInt8]) throws(ContainerError)
    -> ContainerTensor
  {
    guard entry.size == entry.compressedSize else {
      throw file.damaged(at: entry.headerOffset, "a stored zip entry with two sizes")
    }
    return try NpyArray(in: file, range).tensor(named: name, in: file)
  }

  private func inflated(_ entry: ZipEntry, _ range: Range<Int>, named name: [UInt8]) throws(ContainerError)
    -> ContainerTensor
  {
    var inflater = try Inflater(file, range)
    do {
      let prefix = try inflater.read(NpyHeader.prefixLength)
      let (start, length) = try Self.header(file, range) { () throws(NpyHeader.Failure) in
        try NpyHeader.length(prefix)
      }
      let more = try inflater.read(max(0, start + length - prefix.count))
      let dictionary = Array((prefix + more)[start..<start + length])
      let header = try Self.header(file, range) { () throws(NpyHeader.Failure) in
        try NpyHeader(dictionary: dictionary)
      }
      guard let size = header.byteCount, size == entry.size - start - length else {
        throw file.damaged(at: range.lowerBound, "an array whose shape does not fit its \(entry.size) bytes")
      }
      let bytes = try inflater.read(size)
      guard try inflater.isAtEnd(), inflater.crc == entry.checksum else {
        throw file.damaged(at: range.lowerBound, "a zip entry whose checksum is wrong")
      }
      return header.tensor(named: name, data: .bytes(header.ordered(bytes)))
    }
  }

  private static func header<Value>(
    _ file: DataFile, _ range: Range<Int>, _ body: () throws(NpyHeader.Failure) -> Value
  ) throws(ContainerError) -> Value {
    do { return try body() } catch { throw error.located(in: file, at: range.lowerBound) }
  }
}
