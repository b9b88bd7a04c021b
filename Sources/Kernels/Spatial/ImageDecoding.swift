internal import CImageCodecs
internal import Glibc
internal import ONNXModel

/// ImageDecoder (ONNX Operators, ImageDecoder-20): an encoded image as `[height, width, channels]` of uint8.
enum ImageDecodingKernels {
  static let rows = [KernelRow("ImageDecoder", decode)]

  @Sendable private static func decode(_ call: KernelCall) throws -> [RuntimeValue?] {
    let format = call.attributes.string("pixel_format", default: "RGB")
    guard ["RGB", "BGR", "Grayscale"].contains(format) else {
      throw KernelError("pixel_format = \"\(format)\" is neither RGB, BGR nor Grayscale")
    }
    let encoded = try call.tensor(0).elements(UInt8.self)
    var image = graven_image()
    // The ceiling goes along, because the codecs' memory is not the tensors'.
    if let wrong = graven_image_decode(encoded.baseAddress, encoded.count, call.context.memory.ceiling / 3, &image) {
      throw KernelError(String(cString: wrong))
    }
    defer { free(image.pixels) }
    let (height, width) = (Int(image.height), Int(image.width))
    let pixels = UnsafeBufferPointer(start: image.pixels, count: 3 * height * width)
    let output = try call.output(UInt8.self, [height, width, format == "Grayscale" ? 1 : 3])
    switch format {
    case "Grayscale":
      for pixel in 0..<height * width { output[pixel] = luma(pixels, 3 * pixel) }
    case "BGR":
      for index in pixels.indices { output[index] = pixels[index + 2 - 2 * (index % 3)] }
    default:
      _ = output.elements.update(from: pixels)
    }
    return [output.value]
  }

  /// The weights of ITU-R BT.601 as 16-bit fractions, which are Pillow's.
  private static func luma(_ pixels: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt8 {
    let sum = Int(pixels[start]) * 19595 + Int(pixels[start + 1]) * 38470 + Int(pixels[start + 2]) * 7471
    return UInt8((sum + 0x8000) >> 16)
  }
}
