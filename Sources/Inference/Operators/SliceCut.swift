// One axis of a Slice: which positions it takes, and how many, for numbers and for sizes that depend on dimensions.

/// From a start up to an end, by a step.
struct SliceCut {
  var start: Size
  var end: Size
  var step: Size

  /// Exporters write numbers like these for "to the end" and "from the end".
  private static let far = Int64(Int32.max)

  /// The positions along an axis of a known size; nil when a bound is not known.
  func positions(in size: Int) -> [Int]? {
    guard size > 0 else { return [] }
    guard let step = step.number, step != 0, let bounds = bounds(in: Int64(size), step: step) else { return nil }
    var positions: [Int] = []
    var place = bounds.start
    while step > 0 ? place < bounds.end : place > bounds.end {
      positions.append(Int(place))
      let (next, overflow) = place.addingReportingOverflow(step)
      if overflow { break }
      place = next
    }
    return positions
  }

  /// Start and end after counting from the end and clamping.
  private func bounds(in size: Int64, step: Int64) -> (start: Int64, end: Int64)? {
    guard let start = start.number, let end = end.number else { return nil }
    let from = start < 0 ? start + size : start
    let to = end < 0 ? end + size : end
    return step > 0
      ? (min(max(from, 0), size), min(max(to, 0), size)) : (min(max(from, 0), size - 1), min(max(to, -1), size - 1))
  }

  /// How many positions are taken.
  func length(of size: Size) -> Size {
    if size == 0 { return 0 }
    guard let step = step.number, step != 0, step != .min else { return .unknown }
    if let size = size.number, let bounds = bounds(in: size, step: step) {
      return .maximum((.known(bounds.end) - .known(bounds.start)).dividedRoundingUp(by: .known(step)), 0)
    }
    let span = step > 0 ? forward(size) : backward(size)
    return span.dividedRoundingUp(by: .known(abs(step)))
  }

  // MARK: Sizes that depend on dimensions

  private func forward(_ size: Size) -> Size {
    if let start = start.number, start >= Self.far { return 0 }
    if let end = end.number, end <= -Self.far { return 0 }
    let start = start.number.map { $0 <= -Self.far ? 0 : self.start } ?? start
    if let start = start.number, let end = end.number, (start < 0) == (end < 0), end <= start { return 0 }
    let end = end.number.map { $0 >= Self.far ? size : self.end } ?? end
    if start == 0, end == size { return size }
    // A size below its own negative counts from the end: [-4:] of N.
    if let start = start.number, start < 0 {
      if end == size { return .minimum(.known(start) * -1, size) }
      if let end = end.number, end < 0 { return backFromEnd(size, start, end) }
      return .unknown
    }
    guard start.isNonNegative else { return .unknown }
    if end == size { return .maximum(size - start, 0) }
    if end.isNonNegative { return .maximum(.minimum(end, size) - start, 0) }
    // [:-1] of N, or [:N - 1] of N, which counts from the end only where N is 0.
    if let number = end.number, number < 0 { return .maximum(size + end - start, 0) }
    return end + 1 == size ? .maximum(size - 1 - start, 0) : .unknown
  }

  /// `[start:end]` with both counted from the end: the start clamps at 0.
  private func backFromEnd(_ size: Size, _ start: Int64, _ end: Int64) -> Size {
    .maximum(.minimum(.known(end) - .known(start), size + .known(end)), 0)
  }

  private func backward(_ size: Size) -> Size {
    guard let start = start.number else { return .unknown }
    let fromLast = start == -1 || start >= Self.far
    guard let end = end.number else { return .unknown }
    if end <= -Self.far {
      if fromLast { return size }
      return start >= 0 ? .minimum(.known(start) + 1, size) : .unknown
    }
    guard fromLast else { return .unknown }
    return end >= 0 ? .maximum(size - 1 - .known(end), 0) : .minimum(-1 - .known(end), size)
  }
}
