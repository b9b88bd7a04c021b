internal import ONNXModel

/// An element with a place in an order, as an unsigned number: that of equal elements is equal.
protocol Ordered: Element {
  var order: UInt64 { get }
}

/// Work for elements of whichever type that has an order.
protocol OrderedPass {
  associatedtype Result
  func run<E: Ordered>(_: E.Type) throws -> Result
}

/// Runs the work for the elements of a type.
///
/// - Throws: `KernelError` for strings, complex numbers and floats of 8 or fewer bits.
func withOrdered<Pass: OrderedPass>(_ type: DataType, _ pass: Pass) throws -> Pass.Result {
  switch type {
  case .float: try pass.run(Float.self)
  case .double: try pass.run(Double.self)
  case .float16: try pass.run(Float16.self)
  case .bfloat16: try pass.run(BFloat16.self)
  case .int8, .int4, .int2: try pass.run(Int8.self)
  case .int16: try pass.run(Int16.self)
  case .int32: try pass.run(Int32.self)
  case .int64: try pass.run(Int64.self)
  case .uint8, .uint4, .uint2: try pass.run(UInt8.self)
  case .uint16: try pass.run(UInt16.self)
  case .uint32: try pass.run(UInt32.self)
  case .uint64: try pass.run(UInt64.self)
  case .bool: try pass.run(Bool.self)
  default: throw KernelError("elements of tensor(\(type.name)) have no order")
  }
}

extension Ordered where Self: FixedWidthInteger {
  @inline(__always) var order: UInt64 { UInt64(bitPattern: Int64(truncatingIfNeeded: self)) ^ (1 << 63) }
}

extension Int8: Ordered {}
extension Int16: Ordered {}
extension Int32: Ordered {}
extension Int64: Ordered {}
extension UInt8: Ordered {}
extension UInt16: Ordered {}
extension UInt32: Ordered {}

extension UInt64: Ordered {
  var order: UInt64 { self }
}

extension Bool: Ordered {
  var order: UInt64 { self ? 1 : 0 }
}

// Floats: both zeros are equal, and so are all NaNs, which are greater than all others.

extension Double: Ordered {
  @inline(__always) var order: UInt64 {
    guard !isNaN else { return .max }
    let bits = (self + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}

extension Float: Ordered {
  @inline(__always) var order: UInt64 {
    guard !isNaN else { return .max }
    let bits = (self + 0).bitPattern
    return UInt64(bits >> 31 == 1 ? ~bits : bits | 1 << 31)
  }
}

extension Float16: Ordered {
  var order: UInt64 { floatOfHalf(bitPattern).order }
}

extension BFloat16: Ordered {
  var order: UInt64 { float.order }
}
