internal import CZlib
internal import ONNXCoding

/// Reads .png images (W3C, "Portable Network Graphics", third edition) that are not interlaced; of 16 bits a sample the
/// higher 8.
enum PNGReader {
  static func read(_ file: DataFile) throws -> Pixels {
    var reader = ChunkReader(file: file)
    while try reader.next() {}
    guard let header = reader.header else { throw damaged(file, "it has no header") }
    let rows = try inflated(reader.data, count: header.byteCount, file)
    var image = try unfiltered(rows, header, file)
    if header.depth < 8 { image = spread(image, header) }
    if header.depth == 16 { image = stride(from: 0, to: image.count, by: 2).map { image[$0] } }
    guard header.color == 3 else {
      return Pixels(
        width: header.width, height: header.height, channels: header.samples, bytes: image, path: file.path)
    }
    let colors = reader.palette
    let bytes = image.flatMap { index -> [UInt8] in
      let start = Int(index) * 3
      return start + 3 <= colors.count ? Array(colors[start..<start + 3]) : [0, 0, 0]
    }
    return Pixels(width: header.width, height: header.height, channels: 3, bytes: bytes, path: file.path)
  }

  fileprivate static func damaged(_ file: DataFile, _ what: String) -> FeedError {
    FeedError("\(file.path) is no sound image: \(what)", remedy: "save it again")
  }

  // MARK: Chunks

  fileprivate struct Header {
    var width: Int
    var height: Int
    var depth: Int
    var color: Int

    /// Samples of a pixel.
    var samples: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][color] ?? 0 }
    /// Bytes of a row, without its filter.
    var rowBytes: Int { (width * samples * depth + 7) / 8 }
    /// Bytes of all rows with their filters.
    var byteCount: Int { height * (rowBytes + 1) }
    /// How far the byte is away that a filter calls the left one.
    var distance: Int { max(1, samples * depth / 8) }
  }

  fileprivate struct ChunkReader {
    let file: DataFile
    var header: Header?
    var palette: [UInt8] = []
    var data: [UInt8] = []
    private var place = 8

    init(file: DataFile) { self.file = file }

    /// Reads a chunk; false at the last one.
    mutating func next() throws -> Bool {
      guard file.size - place >= 12 else { throw PNGReader.damaged(file, "it ends before its last chunk") }
      let head = try file.read(place..<place + 8)
      let length = number(head)
      guard length <= file.size - place - 12 else { throw PNGReader.damaged(file, "a chunk reaches past its end") }
      let content = place + 8..<place + 8 + length
      place = content.upperBound + 4
      switch String(decoding: head[4...], as: UTF8.self) {
      case "IHDR": header = try header(try file.read(content))
      case "PLTE": palette = try file.read(content)
      case "IDAT": data += try file.read(content)
      case "IEND": return false
      default: break
      }
      return true
    }

    private func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } }

    private func header(_ bytes: [UInt8]) throws -> Header {
      guard bytes.count == 13 else { throw PNGReader.damaged(file, "its header is too short") }
      let header = Header(
        width: number(bytes), height: number(bytes[4...]), depth: Int(bytes[8]), color: Int(bytes[9]))
      guard [1, 2, 4, 8, 16].contains(header.depth), header.samples > 0, header.width > 0, header.height > 0,
        header.width <= Pixels.limit / header.height / header.samples / 2
      else { throw PNGReader.damaged(file, "its header has no size or type") }
      guard bytes[12] == 0 else {
        throw FeedError("\(file.path) is interlaced", remedy: "save it without that")
      }
      return header
    }
  }

  // MARK: Rows

  private static func inflated(_ data: [UInt8], count: Int, _ file: DataFile) throws -> [UInt8] {
    // What is deflated has at least a thousandth of its size: a small file can't ask for all memory.
    guard count / 1100 <= data.count else { throw damaged(file, "it has too few bytes for its size") }
    var length = uLongf(count)
    var status = Z_OK
    let rows = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      status = uncompress(buffer.baseAddress, &length, data, uLong(data.count))
      initialized = status == Z_OK ? Int(length) : 0
    }
    guard status == Z_OK, rows.count == count else { throw damaged(file, "its rows can't be inflated") }
    return rows
  }

  /// Takes the filters off the rows.
  private static func unfiltered(_ rows: [UInt8], _ header: Header, _ file: DataFile) throws -> [UInt8] {
    let (width, distance) = (header.rowBytes, header.distance)
    var image = [UInt8](repeating: 0, count: header.height * width)
    for row in 0..<header.height {
      let (source, target) = (row * (width + 1), row * width)
      let filter = rows[source]
      guard filter < 5 else { throw damaged(file, "row \(row) has the unknown filter \(filter)") }
      for column in 0..<width {
        let left = column >= distance ? image[target + column - distance] : 0
        let above = row > 0 ? image[target + column - width] : 0
        let corner = row > 0 && column >= distance ? image[target + column - width - distance] : 0
        let prediction: UInt8 =
          switch filter {
          case 1: left
          case 2: above
          case 3: UInt8((Int(left) + Int(above)) / 2)
          case 4: paeth(left, above, corner)
          default: 0
          }
        image[target + column] = rows[source + 1 + column] &+ prediction
      }
    }
    return image
  }

  private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let estimate = Int(left) + Int(above) - Int(corner)
    let (a, b, c) = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
    return a <= b && a <= c ? left : b <= c ? above : corner
  }

  /// Samples of less than a byte as one each; grey ones from 0 to 255.
  private static func spread(_ image: [UInt8], _ header: Header) -> [UInt8] {
    let most = 1 << header.depth - 1
    let scale = header.color == 3 ? 1 : 255 / most
    var result: [UInt8] = []
    result.reserveCapacity(header.width * header.height)
    for row in 0..<header.height {
      for column in 0..<header.width {
        let bit = column * header.depth
        let byte = Int(image[row * header.rowBytes + bit / 8])
        result.append(UInt8(byte >> (8 - header.depth - bit % 8) & most) &* UInt8(scale))
      }
    }
    return result
  }
}
