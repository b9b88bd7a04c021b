internal import ONNXModel

/// One axis of a resized tensor.
///
/// Everything is computed in single precision, as ONNX Runtime does, so that both agree where a coordinate lies just
/// between two elements.
struct ResizedAxis: Sendable, Equatable {
  /// The sizes before and after.
  var input: Int
  var output: Int
  var scale: Float = 1
  /// The size after as the scale gives it, before it is made a whole number.
  var length: Float
  /// The region of interest, as parts of the axis.
  var start: Float = 0
  var end: Float = 1

  init(_ size: Int) { (input, output, length) = (size, size, Float(size)) }

  /// Resized by a factor.
  ///
  /// - Throws: `KernelError` where the factor is none.
  mutating func resize(by scale: Float) throws {
    guard scale.isFinite, scale > 0, scale * Float(input) < 0x1p62 else {
      throw KernelError("an axis of \(input) cannot be resized by \(scale)")
    }
    self.scale = scale
    length = scale * Float(input)
    output = Int(length)
  }

  /// Resized to a size.
  ///
  /// - Throws: `KernelError` where there is no such size, or nothing to make it of.
  mutating func resize(to size: Int) throws {
    guard size >= 0, size == 0 || input > 0 else {
      throw KernelError("an axis of \(input) cannot become one of \(size)")
    }
    output = size
    length = Float(size)
    scale = input == 0 || size == 0 ? 1 : Float(size) / Float(input)
  }
}

/// How a place in the resized tensor becomes a coordinate in the original (ONNX Operators, Resize-19,
/// `coordinate_transformation_mode`).
enum CoordinateTransformation: String, Sendable {
  case halfPixel = "half_pixel"
  case halfPixelSymmetric = "half_pixel_symmetric"
  case pytorchHalfPixel = "pytorch_half_pixel"
  case alignCorners = "align_corners"
  case asymmetric
  case cropAndResize = "tf_crop_and_resize"
  case halfPixelForNearest = "tf_half_pixel_for_nn"

  func coordinate(_ place: Int, _ axis: ResizedAxis) -> Float {
    let x = Float(place)
    let last = Float(axis.input - 1)
    switch self {
    case .halfPixel:
      return (x + 0.5) / axis.scale - 0.5
    case .halfPixelSymmetric:
      let adjustment = Float(axis.output) / axis.length
      return Float(axis.input) / 2 * (1 - adjustment) + (x + 0.5) / axis.scale - 0.5
    case .pytorchHalfPixel:
      return axis.output > 1 ? (x + 0.5) / axis.scale - 0.5 : 0
    case .alignCorners:
      return axis.length == 1 ? 0 : x * last / (axis.length - 1)
    case .asymmetric:
      return x / axis.scale
    case .cropAndResize:
      guard axis.output > 1 else { return 0.5 * (axis.start + axis.end) * last }
      return axis.start * last + x * (axis.end - axis.start) * last / (axis.length - 1)
    case .halfPixelForNearest:
      return (x + 0.5) / axis.scale
    }
  }

  /// Whether all coordinates of an axis are their places.
  func isIdentity(_ axis: ResizedAxis) -> Bool {
    axis.scale == 1 && axis.input == axis.output
      && (self != .cropAndResize || axis.start == 0 && axis.end == 1)
  }
}

/// The sizes, and all attributes, of one resizing.
struct ResizePlan: Sendable {
  enum Mode: Sendable { case nearest, linear, cubic }

  var axes: [ResizedAxis]
  var mode = Mode.nearest
  var transformation = CoordinateTransformation.asymmetric
  /// Nil for the rule before version 11: down, or up where the axis shrinks.
  var nearestMode: NearestMode?
  var cubicCoefficient: Float = -0.75
  var excludesOutside = false
  var hasAntialias = false
  var extrapolationValue: Float = 0

  var outputShape: [Int] { axes.map(\.output) }

  /// By factors, as Upsample and version 10 of Resize do.
  init(_ shape: [Int], scales: [Float], mode: String) throws {
    axes = shape.map { ResizedAxis($0) }
    guard scales.count == shape.count else {
      throw KernelError("\(scales.count) scales do not fit a tensor of rank \(shape.count)")
    }
    for axis in shape.indices { try axes[axis].resize(by: scales[axis]) }
    self.mode = try Self.mode(mode)
  }

  /// As the inputs and attributes of Resize say, from version 11 on.
  init(_ call: KernelCall, _ shape: [Int]) throws {
    let attributes = call.attributes
    axes = shape.map { ResizedAxis($0) }
    mode = try Self.mode(attributes.string("mode", default: "nearest"))
    let name = attributes.string("coordinate_transformation_mode", default: "half_pixel")
    guard let known = CoordinateTransformation(rawValue: name) else {
      throw KernelError("coordinate_transformation_mode = \"\(name)\" is not known")
    }
    transformation = known
    let rounding = attributes.string("nearest_mode", default: "round_prefer_floor")
    nearestMode = NearestMode(rawValue: rounding)
    guard nearestMode != nil else { throw KernelError("nearest_mode = \"\(rounding)\" is not known") }
    cubicCoefficient = attributes.float("cubic_coeff_a", default: -0.75)
    excludesOutside = attributes.flag("exclude_outside")
    hasAntialias = attributes.flag("antialias")
    extrapolationValue = attributes.float("extrapolation_value", default: 0)

    let chosen = try attributes.ints("axes").map { try $0.map { try shape.axis($0) } } ?? Array(shape.indices)
    if transformation == .cropAndResize { try setRegion(call, chosen) }
    if let scales = try call.optionalTensor(2), scales.count > 0 {
      guard scales.count == chosen.count else { throw KernelError("\(scales.count) scales for \(chosen.count) axes") }
      for (axis, scale) in zip(chosen, try scales.elements(Float.self)) { try axes[axis].resize(by: scale) }
    } else if let sizes = try call.optionalTensor(3)?.integers(), !sizes.isEmpty {
      try setSizes(sizes, chosen, policy: attributes.string("keep_aspect_ratio_policy", default: "stretch"))
    } else if !chosen.isEmpty {
      throw KernelError("neither scales nor sizes are given")
    }
  }

  private mutating func setRegion(_ call: KernelCall, _ chosen: [Int]) throws {
    guard let region = try call.optionalTensor(1), region.count == 2 * chosen.count else {
      throw KernelError("tf_crop_and_resize needs a roi of \(2 * chosen.count) numbers")
    }
    let floats = try converted(region, to: .float, call.context.memory)
    try withExtendedLifetime(floats) {
      let numbers = try floats.elements(Float.self)
      for (index, axis) in chosen.enumerated() {
        (axes[axis].start, axes[axis].end) = (numbers[index], numbers[chosen.count + index])
      }
    }
  }

  private mutating func setSizes(_ sizes: [Int], _ chosen: [Int], policy: String) throws {
    guard sizes.count == chosen.count else { throw KernelError("\(sizes.count) sizes for \(chosen.count) axes") }
    for (axis, size) in zip(chosen, sizes) { try axes[axis].resize(to: size) }
    let scales = chosen.map { axes[$0].scale }
    guard policy != "stretch", let least = scales.min(), let most = scales.max() else { return }
    guard policy == "not_larger" || policy == "not_smaller" else {
      throw KernelError("keep_aspect_ratio_policy = \"\(policy)\" is not known")
    }
    for axis in chosen {
      try axes[axis].resize(by: policy == "not_larger" ? least : most)
      axes[axis].output = Int(axes[axis].length + 0.5)
    }
  }

  /// Upsample-1 has `bilinear`.
  private static func mode(_ name: String) throws -> Mode {
    switch name {
    case "nearest": return .nearest
    case "linear", "bilinear": return .linear
    case "cubic": return .cubic
    default: throw KernelError("mode = \"\(name)\" is not known")
    }
  }

  /// Whether an axis stays as it is.
  func isIdentity(_ axis: ResizedAxis) -> Bool { transformation.isIdentity(axis) }

  /// Whether a coordinate is one that `extrapolation_value` stands for.
  func isOutside(_ coordinate: Float, _ axis: ResizedAxis) -> Bool {
    transformation == .cropAndResize && !(coordinate >= 0 && coordinate <= Float(axis.input - 1))
  }
}
