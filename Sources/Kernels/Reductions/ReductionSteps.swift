internal import Glibc

/// How a reduction takes one element more into a result, and joins two results.
protocol ReductionStep {
  associatedtype Value: Element
  /// The result of no elements.
  static var identity: Value { get }
  static func add(_ total: Value, _ element: Value) -> Value
  static func join(_ first: Value, _ second: Value) -> Value
}

/// A number whose sum and product wrap around instead of trapping.
protocol WrappingNumber: Element, Numeric, Comparable {
  static func wrappingSum(_ first: Self, _ second: Self) -> Self
  static func wrappingProduct(_ first: Self, _ second: Self) -> Self
  var wrappingMagnitude: Self { get }
  /// Neither more nor less than any other: minus and plus infinity where there are any.
  static var lowest: Self { get }
  static var highest: Self { get }
}

extension WrappingNumber where Self: FixedWidthInteger {
  @inline(__always) static func wrappingSum(_ first: Self, _ second: Self) -> Self { first &+ second }
  @inline(__always) static func wrappingProduct(_ first: Self, _ second: Self) -> Self { first &* second }
  @inline(__always) var wrappingMagnitude: Self { self < 0 ? 0 &- self : self }
  static var lowest: Self { min }
  static var highest: Self { max }
}

extension WrappingNumber where Self: BinaryFloatingPoint {
  @inline(__always) static func wrappingSum(_ first: Self, _ second: Self) -> Self { first + second }
  @inline(__always) static func wrappingProduct(_ first: Self, _ second: Self) -> Self { first * second }
  @inline(__always) var wrappingMagnitude: Self { magnitude }
  static var lowest: Self { -.infinity }
  static var highest: Self { .infinity }
}

extension Float: WrappingNumber {}
extension Double: WrappingNumber {}
extension Int8: WrappingNumber {}
extension Int16: WrappingNumber {}
extension Int32: WrappingNumber {}
extension Int64: WrappingNumber {}
extension UInt8: WrappingNumber {}
extension UInt16: WrappingNumber {}
extension UInt32: WrappingNumber {}
extension UInt64: WrappingNumber {}

enum SumStep<Value: WrappingNumber>: ReductionStep {
  static var identity: Value { 0 }
  @inline(__always) static func add(_ total: Value, _ element: Value) -> Value { .wrappingSum(total, element) }
  @inline(__always) static func join(_ first: Value, _ second: Value) -> Value { .wrappingSum(first, second) }
}

enum AbsoluteSumStep<Value: WrappingNumber>: ReductionStep {
  static var identity: Value { 0 }
  @inline(__always) static func add(_ total: Value, _ element: Value) -> Value {
    .wrappingSum(total, element.wrappingMagnitude)
  }
  @inline(__always) static func join(_ first: Value, _ second: Value) -> Value { .wrappingSum(first, second) }
}

enum SquareSumStep<Value: WrappingNumber>: ReductionStep {
  static var identity: Value { 0 }
  @inline(__always) static func add(_ total: Value, _ element: Value) -> Value {
    .wrappingSum(total, .wrappingProduct(element, element))
  }
  @inline(__always) static func join(_ first: Value, _ second: Value) -> Value { .wrappingSum(first, second) }
}

enum ProductStep<Value: WrappingNumber>: ReductionStep {
  static var identity: Value { 1 }
  @inline(__always) static func add(_ total: Value, _ element: Value) -> Value { .wrappingProduct(total, element) }
  @inline(__always) static func join(_ first: Value, _ second: Value) -> Value { .wrappingProduct(first, second) }
}

/// The largest; a NaN wins over every number.
enum MaximumStep<Value: WrappingNumber>: ReductionStep {
  static var identity: Value { .lowest }
  @inline(__always) static func add(_ total: Value, _ element: Value) -> Value {
    element > total || element != element ? element : total
  }
  @inline(__always) static func join(_ first: Value, _ second: Value) -> Value { add(first, second) }
}

/// The smallest; a NaN wins over every number.
enum MinimumStep<Value: WrappingNumber>: ReductionStep {
  static var identity: Value { .highest }
  @inline(__always) static func add(_ total: Value, _ element: Value) -> Value {
    element < total || element != element ? element : total
  }
  @inline(__always) static func join(_ first: Value, _ second: Value) -> Value { add(first, second) }
}

extension ReductionStep {
  /// The result of elements at equal distances: in parts of 1024, so that rounding errors of long sums stay small.
  @inline(__always)
  static func fold(_ elements: UnsafePointer<Value>, _ count: Int, stride: Int) -> Value {
    var total = identity
    var start = 0
    while start < count {
      let part = min(1024, count &- start)
      total = join(total, foldPart(elements + start &* stride, part, stride))
      start &+= part
    }
    return total
  }

  /// Eight partial results, which do not wait for each other.
  @inline(__always)
  private static func foldPart(_ elements: UnsafePointer<Value>, _ count: Int, _ stride: Int) -> Value {
    var (r0, r1, r2, r3) = (identity, identity, identity, identity)
    var (r4, r5, r6, r7) = (identity, identity, identity, identity)
    var next = elements
    var rest = count
    while rest >= 8 {
      r0 = add(r0, next[0])
      r1 = add(r1, next[stride])
      r2 = add(r2, next[2 &* stride])
      r3 = add(r3, next[3 &* stride])
      r4 = add(r4, next[4 &* stride])
      r5 = add(r5, next[5 &* stride])
      r6 = add(r6, next[6 &* stride])
      r7 = add(r7, next[7 &* stride])
      next += 8 &* stride
      rest &-= 8
    }
    while rest > 0 {
      r0 = add(r0, next[0])
      next += stride
      rest &-= 1
    }
    return join(join(join(r0, r4), join(r2, r6)), join(join(r1, r5), join(r3, r7)))
  }
}
