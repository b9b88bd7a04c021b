internal import CImageCodecs
internal import Glibc
internal import ONNXModel

/// ImageDecoder (ONNX Operators, ImageDecoder-20): an encoded image as `[height, width, channels]` of uint8.
enum ImageDecodingKernels {
  static let rows = [KernelRow("ImageDecoder", decode)]

  @Sendable private static func decode(_ call: KernelCall) throws -> [RuntimeValue?] {
    let encoded = try call.tensor(0).elements(UInt8.self)
    var image = graven_image()
    if let wrong = graven_image_decode(encoded.baseAddress, encoded.count, &image) {
      throw KernelError(String(cString: wrong))
    }
    defer { free(image.pixels) }
    let (height, width) = (Int(image.height), Int(image.width))
    let pixels = UnsafeBufferPointer(start: image.pixels, count: 3 * height * width)
    switch call.attributes.string("pixel_format", default: "RGB") {
    case "RGB": return [try call.output(Array(pixels), [height, width, 3])]
    case "BGR":
      let turned = pixels.indices.map { pixels[$0 + 2 - 2 * ($0 % 3)] }
      return [try call.output(turned, [height, width, 3])]
    case "Grayscale":
      return [try call.output((0..<height * width).map { luma(pixels, 3 * $0) }, [height, width, 1])]
    case let format: throw KernelError("pixel_format = \"\(format)\" is neither RGB, BGR nor Grayscale")
    }
  }

  /// The weights of ITU-R BT.601, as 16-bit fractions.
  private static func luma(_ pixels: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt8 {
    let sum = Int(pixels[start]) * 19595 + Int(pixels[start + 1]) * 38470 + Int(pixels[start + 2]) * 7471
    return UInt8((sum + 0x8000) >> 16)
  }
}
