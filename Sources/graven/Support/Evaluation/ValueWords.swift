internal import Evaluation
internal import Inference
internal import Kernels
internal import ONNXModel

/// Values as people read them: small ones whole, in rows; of larger ones what they are like.
enum ValueWords {
  /// The most elements of a tensor that is shown whole.
  private static let mostWhole = 128
  private static let firstCount = 8

  /// Several lines, the first with name and type.
  static func text(_ value: EvaluationReport.Value) -> String {
    var lines = ["\(value.wanted.name): \(value.value.typeText)"]
    lines += content(value.value).map { "  " + $0 }
    if let expected = value.expected { lines.append("  " + text(expected)) }
    return lines.joined(separator: "\n") + "\n"
  }

  static func text(_ comparison: Comparison) -> String {
    let bounds = comparison.bounds.map { "rtol \($0.relative), atol \($0.absolute)" } ?? ""
    if comparison.isEqual {
      guard let absolute = comparison.absolute, absolute > 0 else { return "as \(comparison.source)" }
      return "as \(comparison.source) within \(bounds): at most \(Float(absolute)) apart"
    }
    let place = comparison.worst.map { "at \($0): " } ?? ""
    let distance = comparison.absolute.map { " (\(Float($0)) apart, \(bounds))" } ?? ""
    return "differs from \(comparison.source): \(place)\(comparison.reason ?? "")\(distance)"
  }

  private static func content(_ value: RuntimeValue) -> [String] {
    switch value {
    case .tensor(let tensor): return content(tensor)
    case .sequence(let values, _):
      return values.prefix(firstCount).enumerated().flatMap { number, value in
        ["[\(number)]: \(value.typeText)"] + content(value).map { "  " + $0 }
      } + (values.count > firstCount ? ["..."] : [])
    case .optional(let inner): return inner.map(content) ?? ["nothing"]
    case .map(let keys, let values):
      let shown = (0..<min(keys.count, firstCount)).map { "\(keys.elementText($0)): \(values.elementText($0))" }
      return shown + (keys.count > firstCount ? ["..."] : [])
    }
  }

  private static func content(_ tensor: DenseTensor) -> [String] {
    if tensor.count <= mostWhole, tensor.count > 0 { return rows(tensor, 0, 0..<tensor.count) }
    if tensor.count == 0 { return ["no elements"] }
    return [statistics(tensor), "first \(tensor.listText(most: firstCount))"].filter { !$0.isEmpty }
  }

  /// Nested rows in brackets, each row of the last dimension on a line.
  private static func rows(_ tensor: DenseTensor, _ axis: Int, _ range: Range<Int>) -> [String] {
    guard axis < tensor.rank else { return [tensor.elementText(range.lowerBound)] }
    let step = range.count / max(1, tensor.shape[axis])
    if axis == tensor.rank - 1 { return ["[" + range.map(tensor.elementText).joined(separator: ", ") + "]"] }
    var lines: [String] = []
    for start in stride(from: range.lowerBound, to: range.upperBound, by: max(1, step)) {
      let inner = rows(tensor, axis + 1, start..<start + step)
      lines += inner.enumerated().map { number, line in (lines.isEmpty && number == 0 ? "[" : " ") + line }
      if start + step < range.upperBound { lines[lines.count - 1] += "," }
    }
    if !lines.isEmpty { lines[lines.count - 1] += "]" }
    return lines
  }

  /// `min -1.5, max 2.0, mean 0.1, 3 zero, 1 NaN`; empty for what has no order.
  static func statistics(_ tensor: DenseTensor) -> String {
    guard let found = TensorStatistics(tensor) else { return "" }
    var parts: [String] = []
    if let (least, greatest) = found.extremes {
      parts.append("min \(tensor.elementText(least)), max \(tensor.elementText(greatest))")
    }
    if let mean = found.mean { parts.append("mean \(Float(mean))") }
    for (count, word) in [(found.zeros, "zero"), (found.nan, "NaN"), (found.infinite, "infinite")] where count > 0 {
      parts.append("\(count) \(word)")
    }
    return parts.joined(separator: ", ")
  }

  // MARK: Tables

  /// A line for each value: name, type, what it is like, who makes it.
  static func table(_ values: [EvaluationReport.Value], _ index: ModelIndex) -> String {
    TextTable.text(
      values.map { value in
        let maker = index.producer(of: value.wanted.id).map { index.operation($0).title } ?? ""
        return [value.wanted.name, value.value.typeText, maker, short(value.value)]
      })
  }

  private static func short(_ value: RuntimeValue) -> String {
    guard case .tensor(let tensor) = value else { return "" }
    return tensor.count <= firstCount ? tensor.listText(most: firstCount) : statistics(tensor)
  }
}
