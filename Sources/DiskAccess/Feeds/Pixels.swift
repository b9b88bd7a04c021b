internal import Kernels
internal import ONNXCoding
internal import ONNXModel

/// How an image becomes a tensor: planes of a channel each, or channels beside each other.
package enum ImageLayout: String, Sendable, CaseIterable {
  case nchw, nhwc
}

/// An image: 8 bits a channel, channels side by side, rows from the top.
struct Pixels {
  var width: Int
  var height: Int
  /// 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha.
  var channels: Int
  var bytes: [UInt8]
  /// For messages.
  var path: String

  /// Reads a .png, .ppm or .pgm file, told by its content; nil where it is none.
  init?(_ file: DataFile) throws {
    let head = try file.read(0..<min(8, file.size))
    if head.elementsEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = try PNGReader.read(file)
    } else if head.count > 2, head.starts(with: "P6".utf8) || head.starts(with: "P5".utf8), head[2] <= 0x20 {
      self = try PixmapReader.read(file)
    } else {
      return nil
    }
  }

  init(width: Int, height: Int, channels: Int, bytes: [UInt8], path: String) {
    (self.width, self.height, self.channels) = (width, height, channels)
    (self.bytes, self.path) = (bytes, path)
  }

  /// The largest image, in bytes.
  static let limit = 1 << 30

  // MARK: As a tensor

  /// The image as uint8, or as a float with 0 to 1 for 0 to 255; alpha is left out where the input takes no such channel,
  /// and grey becomes colour. Nothing is resized.
  ///
  /// - Throws: `FeedError` where the input takes no such image.
  func tensor(
    _ type: DataType?, _ declared: [FeedType.Size]?, _ layout: ImageLayout?, _ memory: TensorMemory
  ) throws -> DenseTensor {
    let type = type ?? .float
    let rank = declared?.count ?? 4
    guard rank == 3 || rank == 4 else {
      throw FeedError("\(path) is an image, and the input has \(rank) dimensions", remedy: "an image takes 3 or 4")
    }
    let layout = try layout ?? Self.layout(declared)
    let axis = layout == .nchw ? rank - 3 : rank - 1
    let wanted: Int? = if case .known(let size)? = declared?[axis] { size } else { nil }
    let image = try converted(toChannels: wanted ?? channels)
    let inner = layout == .nchw ? [image.channels, height, width] : [height, width, image.channels]
    let shape = rank == 4 ? [1] + inner : inner
    switch type {
    case .uint8: return try image.filled(layout, memory.tensor(UInt8.self, shape)) { $0 }
    case .float: return try image.filled(layout, memory.tensor(Float.self, shape)) { Float($0) / 255 }
    case .double: return try image.filled(layout, memory.tensor(Double.self, shape)) { Double($0) / 255 }
    case .float16: return try image.filled(layout, memory.tensor(Float16.self, shape)) { Float16(Float($0) / 255) }
    case .bfloat16: return try image.filled(layout, memory.tensor(BFloat16.self, shape)) { BFloat16(Float($0) / 255) }
    default:
      throw FeedError("\(path) is an image, and \(type.name) is declared", remedy: "give it as .npy of that type")
    }
  }

  /// Told by the dimension that has the size of channels.
  private static func layout(_ declared: [FeedType.Size]?) throws(FeedError) -> ImageLayout {
    let axes = declared?.suffix(3) ?? []
    let counts: [FeedType.Size] = [.known(1), .known(3), .known(4)]
    let (first, last) = (axes.first.map(counts.contains) ?? false, axes.last.map(counts.contains) ?? false)
    guard first != last else {
      throw FeedError("the declared shape does not say where its channels are", remedy: "give --layout nchw or nhwc")
    }
    return first ? .nchw : .nhwc
  }

  private func converted(toChannels wanted: Int) throws(FeedError) -> Pixels {
    if wanted == channels { return self }
    let sources: [Int]
    switch (channels, wanted) {
    case (1, 3), (2, 3): sources = [0, 0, 0]
    case (2, 1): sources = [0]
    case (4, 3): sources = [0, 1, 2]
    default:
      throw FeedError("\(path) has \(channels) channels, and \(wanted) are declared", remedy: "convert the image")
    }
    var result = self
    result.channels = wanted
    result.bytes = (0..<width * height).flatMap { pixel in sources.map { bytes[pixel * channels + $0] } }
    return result
  }

  private func filled<E: Element>(
    _ layout: ImageLayout, _ new: NewTensor<E>, _ element: (UInt8) -> E
  ) -> DenseTensor {
    let pixels = width * height
    for pixel in 0..<pixels {
      for channel in 0..<channels {
        let value = element(bytes[pixel * channels + channel])
        new[layout == .nchw ? channel * pixels + pixel : pixel * channels + channel] = value
      }
    }
    return new.tensor
  }
}
