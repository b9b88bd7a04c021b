internal import Kernels
internal import ONNXModel

/// What the elements of a tensor are like.
struct TensorStatistics {
  /// Where the least and the greatest finite elements are; nil where there is none.
  var extremes: (least: Int, greatest: Int)?
  /// Of the finite elements.
  var mean: Double?
  var nan = 0
  var infinite = 0
  var zeros = 0

  /// Nil for strings and complex numbers.
  init?(_ tensor: DenseTensor) {
    switch tensor.type {
    // Doubles do not tell all 64-bit integers apart.
    case .int64: summarize(try? tensor.elements(Int64.self)) { Double($0) }
    case .uint64: summarize(try? tensor.elements(UInt64.self)) { Double($0) }
    case .float: summarize(try? tensor.elements(Float.self)) { Double($0) }
    default:
      guard let numbers = TensorNumbers(tensor) else { return nil }
      summarize(numbers) { $0 }
    }
    withExtendedLifetime(tensor) {}
  }

  @inline(__always)
  private mutating func summarize<Numbers: RandomAccessCollection>(
    _ numbers: Numbers?, _ double: (Numbers.Element) -> Double
  ) where Numbers.Element: Comparable, Numbers.Index == Int {
    guard let numbers else { return }
    var (least, greatest): (Int?, Int?)
    var (sum, finite) = (0.0, 0)
    for index in numbers.indices {
      let number = numbers[index]
      let value = double(number)
      if value == 0 { zeros += 1 }
      guard value.isFinite else {
        if value.isNaN { nan += 1 } else { infinite += 1 }
        continue
      }
      finite += 1
      sum += value
      if least.map({ number < numbers[$0] }) ?? true { least = index }
      if greatest.map({ numbers[$0] < number }) ?? true { greatest = index }
    }
    guard let least, let greatest else { return }
    extremes = (least, greatest)
    mean = sum / Double(finite)
  }
}
