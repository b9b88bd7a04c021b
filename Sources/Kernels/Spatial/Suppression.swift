internal import ONNXModel

/// NonMaxSuppression (ONNX Operators, NonMaxSuppression-11).
enum SuppressionKernels {
  static let rows: [KernelRow] = [KernelRow("NonMaxSuppression", suppress)]

  @Sendable static func suppress(_ call: KernelCall) throws -> [RuntimeValue?] {
    let boxes = try call.tensor(0)
    let scores = try call.tensor(1)
    guard boxes.rank == 3, scores.rank == 3, boxes.shape[2] == 4, boxes.shape[0] == scores.shape[0],
      boxes.shape[1] == scores.shape[2]
    else {
      throw KernelError("boxes of shape \(boxes.shape) and scores of \(scores.shape) do not fit each other")
    }
    let limit = try call.optionalTensor(2).flatMap { try $0.elements(Int64.self).first } ?? 0
    let overlap = try call.optionalTensor(3).flatMap { try $0.elements(Float.self).first } ?? 0
    let threshold = try call.optionalTensor(4).flatMap { try $0.elements(Float.self).first }
    let (batches, classes, count) = (scores.shape[0], scores.shape[1], boxes.shape[1])
    guard limit > 0, scores.count > 0 else { return [try call.output([Int64](), [0, 3])] }

    let format: Box.Format = call.attributes.flag("center_point_box") ? .centerAndSize : .corners
    let numbers = try boxes.elements(Float.self)
    let allBoxes = (0..<batches * count).map {
      Box(UnsafeBufferPointer(rebasing: numbers[4 * $0..<4 * $0 + 4]), format)
    }
    let allScores = try scores.elements(Float.self)
    var selected = [[Int]](repeating: [], count: batches * classes)
    selected.withUnsafeMutableBufferPointer { selected in
      // Each thread writes other elements.
      nonisolated(unsafe) let selected = selected
      call.context.threads.forEach(batches * classes) { index in
        let first = index / classes * count
        selected[index] = Self.select(
          allBoxes[first..<first + count],
          UnsafeBufferPointer(rebasing: allScores[index * count..<(index + 1) * count]), limit: Int(limit),
          overlap: overlap, threshold: threshold)
      }
    }
    let rows = selected.enumerated().flatMap { index, boxes in
      boxes.flatMap { [Int64(index / classes), Int64(index % classes), Int64($0)] }
    }
    return [try call.output(rows, [rows.count / 3, 3])]
  }

  /// The boxes of one class that are kept, the best first.
  private static func select(
    _ boxes: ArraySlice<Box>, _ scores: UnsafeBufferPointer<Float>, limit: Int, overlap: Float, threshold: Float?
  ) -> [Int] {
    var candidates = [Int]()
    for index in 0..<scores.count where threshold.map({ scores[index] > $0 }) ?? true { candidates.append(index) }
    candidates.sort { scores[$0] > scores[$1] || scores[$0] == scores[$1] && $0 < $1 }
    var kept: [Int] = []
    var keptBoxes: [Box] = []
    for candidate in candidates {
      guard kept.count < limit else { break }
      let box = boxes[boxes.startIndex + candidate]
      if keptBoxes.contains(where: { $0.overlaps(box, above: overlap) }) { continue }
      kept.append(candidate)
      keptBoxes.append(box)
    }
    return kept
  }
}

/// A box by its borders.
private struct Box {
  enum Format { case corners, centerAndSize }

  let left: Float
  let right: Float
  let top: Float
  let bottom: Float
  let area: Float

  /// - Parameter numbers: two opposite corners, each y then x; or x, y, width and height.
  init(_ numbers: UnsafeBufferPointer<Float>, _ format: Format) {
    switch format {
    case .corners:
      (left, right) = (min(numbers[1], numbers[3]), max(numbers[1], numbers[3]))
      (top, bottom) = (min(numbers[0], numbers[2]), max(numbers[0], numbers[2]))
    case .centerAndSize:
      (left, right) = (numbers[0] - numbers[2] / 2, numbers[0] + numbers[2] / 2)
      (top, bottom) = (numbers[1] - numbers[3] / 2, numbers[1] + numbers[3] / 2)
    }
    area = (right - left) * (bottom - top)
  }

  /// Whether intersection over union is above a threshold.
  @inline(__always)
  func overlaps(_ other: Box, above threshold: Float) -> Bool {
    let width = min(right, other.right) - max(left, other.left)
    let height = min(bottom, other.bottom) - max(top, other.top)
    guard width > 0, height > 0, area > 0, other.area > 0 else { return false }
    let intersection = width * height
    let union = area + other.area - intersection
    return intersection > 0 && union > 0 && intersection / union > threshold
  }
}
