internal import ONNXModel

/// InstanceNormalization and GroupNormalization (ONNX Operators, InstanceNormalization-22, GroupNormalization-21):
/// every sample's channels are normalised, one by one or a group of them together.
enum GroupNormalizationKernels {
  static let rows = [
    KernelRow("InstanceNormalization", 1...Int.max, inReals { try normalize($0, groups: nil) }),
    KernelRow(
      "GroupNormalization", 1...Int.max,
      inReals { call in
        guard let groups = call.attributes.int("num_groups") else { throw KernelError("num_groups is missing") }
        return try normalize(call, groups: groups)
      }),
  ]

  /// - Parameter groups: of channels; nil for as many as there are channels.
  private static func normalize(_ call: KernelCall, groups: Int?) throws -> [RuntimeValue?] {
    try call.tensor(0).type == .double
      ? normalize(call, groups, Double.self) : normalize(call, groups, Float.self)
  }

  private static func normalize<E: RealNumber>(
    _ call: KernelCall, _ groups: Int?, _: E.Type
  ) throws -> [RuntimeValue?] {
    let input = try call.tensor(0)
    guard input.rank >= 2 else {
      throw KernelError("\(call.name) needs samples and channels, not shape \(input.shape)")
    }
    let channels = input.shape[1]
    let groups = groups ?? channels
    guard channels == 0 || groups > 0 && channels % groups == 0 else {
      throw KernelError("\(channels) channels are not \(groups) equal groups")
    }
    let (scale, bias) = (try call.tensor(1), try call.tensor(2))
    // Until version 21 GroupNormalization had one scale and bias for each group.
    let parameters = call.name == "GroupNormalization" && call.version < 21 ? groups : channels
    guard scale.count == parameters, bias.count == parameters else {
      throw KernelError("scale and bias have \(scale.count) and \(bias.count) elements, not \(parameters)")
    }
    let y = try call.output(E.self, input.shape)
    guard input.count > 0, let from = try input.elements(E.self).baseAddress, let to = y.elements.baseAddress else {
      return [y.value]
    }
    let plane = input.shape.dropFirst(2).reduce(1, *)
    let (scales, biases) = (try scale.elements(E.self), try bias.elements(E.self))
    let epsilon = E(call.attributes.float("epsilon", default: 1e-5))
    let inGroup = channels / groups
    let channelsPerParameter = channels / parameters
    call.context.threads.forRanges(input.shape[0] * groups, grain: max(1, 16_384 / (plane * inGroup))) { range in
      for group in range {
        let first = group * inGroup
        let moments = Moments(from + first * plane, plane * inGroup)
        let inverse = 1 / (moments.variance + epsilon).squareRoot()
        for row in first..<first + inGroup {
          let parameter = row % channels / channelsPerParameter
          let (factor, offset) = (inverse * scales[parameter], biases[parameter])
          for i in row * plane..<(row + 1) * plane { to[i] = (from[i] - moments.mean) * factor + offset }
        }
      }
    }
    return [y.value]
  }
}
