internal import ONNXModel

/// What the `reduction` of Scatter operators does.
enum Reduction: String {
  case add, mul, max, min
}

/// An element that is added, multiplied and compared as an operator does it: integers wrap, bools are or and and,
/// 16-bit floats are rounded at each step.
protocol Reducible: Element {
  static var zero: Self { get }
  static var one: Self { get }
  func plus(_ other: Self) -> Self
  func times(_ other: Self) -> Self
  func larger(_ other: Self) -> Self
  func smaller(_ other: Self) -> Self
}

/// Work for elements of whichever type.
protocol ReduciblePass {
  func run<E: Reducible>(_: E.Type)
}

/// Runs the work for the elements of a type.
///
/// - Throws: `KernelError` for types that are not added.
func withReducible(_ type: DataType, _ pass: some ReduciblePass) throws {
  switch type {
  case .float: pass.run(Float.self)
  case .double: pass.run(Double.self)
  case .float16: pass.run(Float16.self)
  case .bfloat16: pass.run(BFloat16.self)
  case .int8: pass.run(Int8.self)
  case .int16: pass.run(Int16.self)
  case .int32: pass.run(Int32.self)
  case .int64: pass.run(Int64.self)
  case .uint8: pass.run(UInt8.self)
  case .uint16: pass.run(UInt16.self)
  case .uint32: pass.run(UInt32.self)
  case .uint64: pass.run(UInt64.self)
  case .bool: pass.run(Bool.self)
  default: throw KernelError("tensor(\(type.name)) has no arithmetic here")
  }
}

extension Reducible where Self: FixedWidthInteger {
  static var one: Self { 1 }
  @inline(__always) func plus(_ other: Self) -> Self { self &+ other }
  @inline(__always) func times(_ other: Self) -> Self { self &* other }
  @inline(__always) func larger(_ other: Self) -> Self { self < other ? other : self }
  @inline(__always) func smaller(_ other: Self) -> Self { other < self ? other : self }
}

extension Reducible where Self: BinaryFloatingPoint {
  static var one: Self { 1 }
  @inline(__always) func plus(_ other: Self) -> Self { self + other }
  @inline(__always) func times(_ other: Self) -> Self { self * other }
  // NaN is passed on, from either side.
  @inline(__always) func larger(_ other: Self) -> Self { self < other || other.isNaN ? other : self }
  @inline(__always) func smaller(_ other: Self) -> Self { other < self || other.isNaN ? other : self }
}

extension Float: Reducible {}
extension Double: Reducible {}
extension Float16: Reducible {}
extension Int8: Reducible {}
extension Int16: Reducible {}
extension Int32: Reducible {}
extension Int64: Reducible {}
extension UInt8: Reducible {}
extension UInt16: Reducible {}
extension UInt32: Reducible {}
extension UInt64: Reducible {}

extension BFloat16: Reducible {
  static var zero: BFloat16 { BFloat16(0) }
  static var one: BFloat16 { BFloat16(1) }
  @inline(__always) func plus(_ other: BFloat16) -> BFloat16 { BFloat16(float + other.float) }
  @inline(__always) func times(_ other: BFloat16) -> BFloat16 { BFloat16(float * other.float) }
  @inline(__always) func larger(_ other: BFloat16) -> BFloat16 { BFloat16(float.larger(other.float)) }
  @inline(__always) func smaller(_ other: BFloat16) -> BFloat16 { BFloat16(float.smaller(other.float)) }
}

extension Bool: Reducible {
  static var zero: Bool { false }
  static var one: Bool { true }
  @inline(__always) func plus(_ other: Bool) -> Bool { self || other }
  @inline(__always) func times(_ other: Bool) -> Bool { self && other }
  @inline(__always) func larger(_ other: Bool) -> Bool { self || other }
  @inline(__always) func smaller(_ other: Bool) -> Bool { self && other }
}
