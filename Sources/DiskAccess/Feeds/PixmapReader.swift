internal import ONNXCoding

/// Reads .ppm and .pgm images with binary samples (Netpbm, "ppm", "pgm": P6 and P5) of up to 255.
enum PixmapReader {
  static func read(_ file: DataFile) throws -> Pixels {
    let head = try file.read(0..<min(file.size, 1 << 12))
    let channels = head[1] == UInt8(ascii: "6") ? 3 : 1
    var place = 2
    var numbers: [Int] = []
    while numbers.count < 3, let number = next(head, &place) { numbers.append(number) }
    guard numbers.count == 3, place < head.count else { throw damaged(file, "its header has no size") }
    let (width, height, most) = (numbers[0], numbers[1], numbers[2])
    guard most > 0, most < 256 else {
      throw FeedError("\(file.path) has samples of up to \(most)", remedy: "save it with 8 bits a sample")
    }
    guard width > 0, height > 0, width <= Pixels.limit / height / channels else {
      throw damaged(file, "its size is none")
    }
    let (start, count) = (place + 1, width * height * channels)
    guard count <= file.size - start else { throw damaged(file, "it ends before its last row") }
    var bytes = try file.read(start..<start + count)
    if most < 255 { for index in bytes.indices { bytes[index] = UInt8(min(Int(bytes[index]) * 255 / most, 255)) } }
    return Pixels(width: width, height: height, channels: channels, bytes: bytes, path: file.path)
  }

  private static func damaged(_ file: DataFile, _ what: String) -> FeedError {
    FeedError("\(file.path) is no sound image: \(what)", remedy: "save it again")
  }

  /// The next number behind white space and comments.
  private static func next(_ bytes: [UInt8], _ place: inout Int) -> Int? {
    while place < bytes.count, bytes[place] <= 0x20 || bytes[place] == UInt8(ascii: "#") {
      if bytes[place] == UInt8(ascii: "#") {
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
      } else {
        place += 1
      }
    }
    let digits = bytes[place...].prefix(9).prefix { $0 &- UInt8(ascii: "0") < 10 }
    place += digits.count
    return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
