// What the elements of a tensor are like, in few words.

/// Counts, extremes and the first elements of a tensor.
package struct ValueSummary: Sendable, Equatable {
  package var count = 0
  package var nans = 0
  package var zeros = 0
  package var infinities = 0
  /// Of the finite elements; nil where there are none, and for elements that are no numbers.
  package var minimum: Double?
  package var maximum: Double?
  package var mean: Double?
  /// How many finite elements each of equal parts from the least to the greatest has.
  package var histogram: [Int] = []
  /// The first elements, as the text format writes them: `[1, 64, ...]`.
  package var first = ""
  /// Whether the numbers are integers.
  package var isWhole = false

  private static let partCount = 10
  /// Fewer elements are read at a glance.
  private static let fewest = 20

  package init() {}

  /// Of elements that are no numbers.
  package init(count: Int, first: String) {
    (self.count, self.first) = (count, first)
  }

  /// - Parameters:
  ///   - numbers: all elements.
  ///   - first: the first ones as text.
  package init(_ numbers: some Collection<Double>, isWhole: Bool, first: String) {
    self.isWhole = isWhole
    self.first = first
    count = numbers.count
    var sum = 0.0
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for number in numbers {
      if number == 0 { zeros += 1 }
      if number.isNaN { nans += 1 } else if number.isInfinite { infinities += 1 }
      guard number.isFinite else { continue }
      least = min(least, number)
      greatest = max(greatest, number)
      sum += number
    }
    let finite = count - nans - infinities
    guard finite > 0 else { return }
    (minimum, maximum, mean) = (least, greatest, sum / Double(finite))
    histogram = Self.histogram(numbers, least, greatest)
  }

  private static func histogram(_ numbers: some Collection<Double>, _ least: Double, _ greatest: Double) -> [Int] {
    let width = greatest - least
    guard width > 0, width.isFinite, numbers.count >= fewest else { return [] }
    var parts = [Int](repeating: 0, count: partCount)
    for number in numbers where number.isFinite {
      parts[min(partCount - 1, Int((number - least) / width * Double(partCount)))] += 1
    }
    return parts
  }

  // MARK: Words

  /// `min -1.2, max 3.4, mean 0.1, 2 zero, 1 NaN`.
  package var statistics: String {
    var parts: [String] = []
    if let minimum, let maximum, count > 1 { parts.append("min \(shown(minimum)), max \(shown(maximum))") }
    if let mean, count > 1 { parts.append("mean \(Float(mean))") }
    if zeros > 0, count > 1 { parts.append("\(zeros) zero") }
    if nans > 0 { parts.append("\(nans) NaN") }
    if infinities > 0 { parts.append("\(infinities) infinite") }
    return parts.joined(separator: ", ")
  }

  private func shown(_ number: Double) -> String {
    isWhole ? Int64(exactly: number).map { "\($0)" } ?? "\(number)" : "\(Float(number))"
  }

  /// A line for each part of the histogram: where it begins, a bar, how many.
  package var histogramLines: [String] {
    guard let minimum, let maximum, let most = histogram.max(), most > 0 else { return [] }
    let width = (maximum - minimum) / Double(histogram.count)
    let starts = histogram.indices.map { "\(Float(minimum + Double($0) * width))" }
    let longest = starts.map(\.count).max() ?? 0
    return zip(starts, histogram).map { start, count in
      let bar = String(repeating: "#", count: (count * 40 + most - 1) / most)
      return String(repeating: " ", count: longest - start.count) + "\(start) | \(bar)\(bar.isEmpty ? "" : " ")\(count)"
    }
  }
}

extension EvaluatedValue {
  /// One line for beside the node: `= [1, 64]`, `min -1.2, max 3.4, mean 0.1`, or why there is nothing.
  package var line: String {
    guard let summary else { return reason ?? "not evaluated" }
    if summary.count <= 8 || summary.statistics.isEmpty { return "= \(summary.first)" }
    return summary.statistics
  }

  /// Several lines for a person who wants to know more.
  package var lines: [String] {
    var lines = ["\(type ?? "?") \(name)"]
    if let reason { lines.append(reason) }
    guard let summary else { return lines }
    if !summary.statistics.isEmpty { lines.append(summary.statistics) }
    if !summary.histogramLines.isEmpty { lines += [""] + summary.histogramLines }
    return lines + ["", elements ?? summary.first]
  }
}
