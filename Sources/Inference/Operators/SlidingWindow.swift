// How convolutions and pools move a window over the spatial dimensions: kernel, strides, dilations, padding.

import ONNXModel

/// The window of a convolution or a pool, for each spatial axis.
struct SlidingWindow {
  /// What `auto_pad` asks for.
  enum Padding { case explicit, valid, same }

  /// Sizes of the kernel as it lies on the input: with the gaps of dilations.
  var extent: [Size]
  var strides: [Int64]
  var dilations: [Int64]
  /// Before the first element and behind the last one, each axis.
  var padsBefore: [Int64]
  var padsAfter: [Int64]
  var padding: Padding

  /// Reads and checks the attributes of a node whose input has `rank` spatial dimensions.
  ///
  /// - Parameter kernel: sizes of the kernel, without dilation.
  /// - Throws: S016 for lists of another length, A013 for numbers that no window has.
  init(_ call: OperatorCall, rank: Int, kernel: [Size]) throws(InferenceProblem) {
    let ones = [Int64](repeating: 1, count: rank)
    let hasDilations = call.hasAttributeInSchema("dilations")
    dilations = hasDilations ? try call.ints("dilations", count: rank, atLeast: 1) ?? ones : ones
    strides = try call.ints("strides", count: rank, atLeast: 1) ?? ones
    let pads = try call.ints("pads", count: 2 * rank, atLeast: 0)
    let zeros = [Int64](repeating: 0, count: rank)
    padsBefore = pads.map { Array($0[..<rank]) } ?? zeros
    padsAfter = pads.map { Array($0[rank...]) } ?? zeros
    padding =
      switch call.string("auto_pad") {
      case "SAME_UPPER", "SAME_LOWER": .same
      case "VALID": .valid
      default: .explicit
      }
    extent = zip(kernel, dilations).map { ($0 - 1) * .known($1) + 1 }
    for (axis, size) in extent.enumerated() where OperatorCall.overflows(size, kernel[axis]) {
      throw InferenceProblem(
        "A013",
        "\(call.operation.name): a kernel of \(kernel[axis]) with a dilation of \(dilations[axis]) spans more "
          + "than 64 bits can count", at: .attribute("dilations"))
    }
    // ONNX takes pads first, ONNX Runtime auto_pad; where they say different things nobody knows the size.
    if padding != .explicit, let pads {
      let agrees = padding == .valid && pads.allSatisfy { $0 == 0 }
      if !agrees { extent = extent.map { _ in .unknown } }
      padding = .explicit
    }
  }

  /// How many places the window has along an axis: `floor((size + pads - extent) / stride) + 1`.
  ///
  /// - Throws: S020 when the window does not fit into the padded input once.
  func positions(_ call: OperatorCall, axis: Int, in size: Size) throws(InferenceProblem) -> Size {
    guard padding != .same else { return size.dividedRoundingUp(by: .known(strides[axis])) }
    return (try slack(call, axis: axis, in: size)) / .known(strides[axis]) + 1
  }

  /// As `positions`, rounded up, without windows that would start behind the input.
  ///
  /// - Parameter ignoresTail: false where the operator's version does not say that those are left out, though ONNX
  ///   Runtime leaves them out in all versions: the size is unknown where that makes a difference.
  func positionsRoundingUp(
    _ call: OperatorCall, axis: Int, in size: Size, ignoresTail: Bool
  ) throws(InferenceProblem) -> Size {
    let stride = Size.known(strides[axis])
    guard padding != .same else { return size.dividedRoundingUp(by: stride) }
    let slack = try slack(call, axis: axis, in: size, short: strides[axis] - 1)
    let all = slack.dividedRoundingUp(by: stride) + 1
    let inside = (size + .known(padsBefore[axis])).dividedRoundingUp(by: stride)
    // A window can start behind the input only if the padding there is long enough for the kernel's last stride.
    guard let extent = extent[axis].number else { return .unknown }
    let (gap, overflow) = padsAfter[axis].addingReportingOverflow(strides[axis])
    if overflow { return .unknown }
    if gap <= extent { return all }
    guard padsAfter[axis] < extent else {
      // One window at most is left out; with so much padding there might be more.
      guard let count = all.number, let most = inside.number else { return .unknown }
      return !ignoresTail && count > most ? .unknown : count > most ? .known(count - 1) : all
    }
    if ignoresTail { return inside }
    return all == inside ? all : .unknown
  }

  /// What is left of the padded input beside one window.
  ///
  /// - Parameter short: how much may be missing.
  private func slack(
    _ call: OperatorCall, axis: Int, in size: Size, short: Int64 = 0
  ) throws(InferenceProblem) -> Size {
    let padded = size + .known(padsBefore[axis]) + .known(padsAfter[axis])
    if OperatorCall.overflows(padded, size) {
      throw InferenceProblem(
        "S016",
        "\(call.operation.name): pads \(padsBefore[axis]) and \(padsAfter[axis]) make spatial axis \(axis) larger "
          + "than 64 bits can count", at: .attribute("pads"))
    }
    if let room = padded.number, let window = extent[axis].number, room < window, window - room > short {
      throw InferenceProblem(
        "S020", "\(call.operation.name): kernel \(Self.list(extent)), padded input \(room) along spatial axis \(axis)",
        related: [(0, call.type(0)?.description ?? "")],
        notes: ["size \(size), pads \(padsBefore[axis]) and \(padsAfter[axis]), dilation \(dilations[axis])"])
    }
    return padded - extent[axis]
  }

  private static func list(_ sizes: [Size]) -> String { sizes.map(\.description).joined(separator: "x") }
}
