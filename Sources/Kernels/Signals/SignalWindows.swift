internal import Glibc
internal import ONNXModel

/// HannWindow, HammingWindow, BlackmanWindow and MelWeightMatrix (ONNX Operators, version 17).
enum SignalWindowKernels {
  static let rows: [KernelRow] = [
    KernelRow("HannWindow", 17...Int.max) { try window($0, [0.5, -0.5]) },
    KernelRow("HammingWindow", 17...Int.max) { try window($0, [25.0 / 46, -21.0 / 46]) },
    KernelRow("BlackmanWindow", 17...Int.max) { try window($0, [0.42, -0.5, 0.08]) },
    KernelRow("MelWeightMatrix", 17...Int.max) { try melWeights($0) },
  ]

  /// A sum of cosines: of none, one, two... periods in the window's length.
  private static func window(_ call: KernelCall, _ amplitudes: [Double]) throws -> [RuntimeValue?] {
    guard let size = try call.tensor(0).integers().first else { throw KernelError("the size has no element") }
    // One that is not periodic ends as it begins.
    let period = call.attributes.flag("periodic", default: true) ? size : size &- 1
    return [
      try numbers(call, [size]) { index in
        let angle = 2 * Double.pi * Double(index) / Double(max(1, period))
        // The smallest first: at the peak they sum to exactly 1.
        return amplitudes.indices.reversed().reduce(0) { $0 + amplitudes[$1] * cos(angle * Double($1)) }
      }
    ]
  }

  /// Triangles that overlap, at equal distances on the mel scale: of shape [dft_length / 2 + 1, num_mel_bins].
  private static func melWeights(_ call: KernelCall) throws -> [RuntimeValue?] {
    guard let bands = try call.tensor(0).integers().first, let length = try call.tensor(1).integers().first,
      let rate = try call.tensor(2).integers().first, bands >= 0, length >= 0, rate > 0
    else { throw KernelError("numbers of bands and samples, and the sample rate, are positive") }
    let shape = [length / 2 + 1, bands]
    let corners = try melCorners(
      count: bands, length: length, rate: rate, from: mel(try real(call, 3)), to: mel(try real(call, 4)))
    return [
      try numbers(call, shape) { index in
        let (bin, band) = (index / bands, index % bands)
        let (low, center, high) = (corners[band], corners[band + 1], corners[band + 2])
        if bin >= center && bin < high { return Double(high - bin) / Double(high - center) }
        if bin == center { return 1 }
        return bin >= low && bin < center ? Double(bin - low) / Double(center - low) : 0
      }
    ]
  }

  /// The bins at which triangles begin, peak and end.
  private static func melCorners(count: Int, length: Int, rate: Int, from low: Double, to high: Double) throws -> [Int]
  {
    guard count <= 1 << 24 else { throw KernelError("\(count) bands are too many") }
    let step = (high - low) / Double(count + 2)
    return try (0..<count + 2).map { index in
      let hertz = 700 * expm1((Double(index) * step + low) / 2595 * log(10))
      guard let bin = Int(exactly: ((Double(length) + 1) * hertz / Double(rate)).rounded(.down)),
        bin.magnitude < 1 << 53
      else {
        throw KernelError("the edges in hertz are no frequencies")
      }
      return bin
    }
  }

  private static func mel(_ hertz: Double) -> Double { 2595 * log1p(hertz / 700) / log(10) }

  private static func real(_ call: KernelCall, _ index: Int) throws -> Double {
    let wide = try converted(call.tensor(index), to: .double, call.context.memory)
    return try withExtendedLifetime(wide) {
      guard let first = try wide.elements(Double.self).first else { throw KernelError("input \(index) has no element") }
      return first
    }
  }

  /// A tensor of numbers by index, of the type that `output_datatype` says; integers are cut off after the point.
  private static func numbers(_ call: KernelCall, _ shape: [Int], _ number: (Int) -> Double) throws -> RuntimeValue {
    func integers<E: Element & FixedWidthInteger>(_: E.Type, _ type: DataType = E.dataType) throws -> RuntimeValue {
      let output = try call.output(E.self, shape, type: type)
      for index in 0..<output.count {
        let value = number(index).rounded(.towardZero)
        output[index] = E(exactly: value) ?? (value < 0 ? .min : value > 0 ? .max : 0)
      }
      return output.value
    }
    switch try call.attributes.dataType("output_datatype") ?? .float {
    case .int8: return try integers(Int8.self)
    case .int16: return try integers(Int16.self)
    case .int32: return try integers(Int32.self)
    case .int64: return try integers(Int64.self)
    case .uint8: return try integers(UInt8.self)
    case .uint16: return try integers(UInt16.self)
    case .uint32: return try integers(UInt32.self)
    case .uint64: return try integers(UInt64.self)
    case let type:
      let output = try call.output(Double.self, shape)
      for index in 0..<output.count { output[index] = number(index) }
      return .tensor(try converted(output.tensor, to: type, call.context.memory))
    }
  }
}
