internal import ONNXModel

// Floats of 16 and fewer bits are computed as `Float`: wider on the way in, rounded once on the way out.

/// A kernel that takes float16, bfloat16 and the shorter floats too, for one that takes float.
///
/// Inputs of the two types reach the kernel as float, and its float outputs become the type of the first such input.
func computedInFloat(_ kernel: @escaping Kernel) -> Kernel {
  { call in
    guard let type = call.shortFloat else { return try kernel(call) }
    let memory = call.context.memory
    let wide = call.with(inputs: try call.inputs.map { try $0?.widened(memory) })
    return try withExtendedLifetime(wide) {
      try kernel(wide).map { try $0?.narrowed(to: type, memory) }
    }
  }
}

/// A tensor of floats as another type of float: float, double, or a shorter one; those of up to 8 bits saturate.
///
/// Rounds to the nearest, ties to even. The same tensor where it is of that type already.
///
/// - Throws: `KernelError` for other types.
func converted(_ tensor: DenseTensor, to type: DataType, _ memory: TensorMemory) throws -> DenseTensor {
  switch (tensor.type, type) {
  case (type, _): return tensor
  case (.float16, .float): return try mapped(tensor, memory) { (half: Float16) in floatOfHalf(half.bitPattern) }
  case (.bfloat16, .float): return try mapped(tensor, memory) { (short: BFloat16) in short.float }
  case (.double, .float): return try mapped(tensor, memory) { (long: Double) in Float(long) }
  case (.float, .float16): return try mapped(tensor, memory) { (x: Float) in Float16(bitPattern: halfOfFloat(x)) }
  case (.float, .bfloat16): return try mapped(tensor, memory) { (x: Float) in BFloat16(x) }
  case (.float, .double): return try mapped(tensor, memory) { (x: Float) in Double(x) }
  case (.double, .float16): return try mapped(tensor, memory) { (long: Double) in Float16(long) }
  case (.float16, _), (.bfloat16, _), (.double, _):
    let float = try converted(tensor, to: .float, memory)
    return try converted(float, to: type, memory)
  case (_, .float) where tensor.type.isTinyFloat:
    let values = TinyFloat(tensor.type)?.values ?? []
    return try mapped(tensor, memory) { (bits: UInt8) in values[Int(bits)] }
  case (_, _) where tensor.type.isTinyFloat:
    return try converted(converted(tensor, to: .float, memory), to: type, memory)
  case (.float, _):
    guard let tiny = TinyFloat(type) else { fallthrough }
    let bytes = try mapped(tensor, memory) { (x: Float) in tiny.bits(of: Double(x), saturates: true) }
    return bytes.retyped(type)
  default: throw KernelError("tensor(\(tensor.type.name)) is not turned into tensor(\(type.name))")
  }
}

/// A tensor of the same shape with the function of each element.
@inline(__always)
private func mapped<Source: Element, Target: Element>(
  _ tensor: DenseTensor, _ memory: TensorMemory, _ function: (Source) -> Target
) throws -> DenseTensor {
  let source = try tensor.elements(Source.self)
  let new = try memory.tensor(Target.self, tensor.shape)
  withExtendedLifetime(tensor) {
    for index in 0..<source.count { new[index] = function(source[index]) }
  }
  return new.tensor
}

extension KernelCall {
  /// Of the first input that has one.
  fileprivate var shortFloat: DataType? {
    for input in inputs { if let type = input?.shortFloat { return type } }
    return nil
  }
}

extension RuntimeValue {
  /// The short float type of a tensor, or of the first tensor inside; nil where there is none.
  fileprivate var shortFloat: DataType? {
    switch self {
    case .tensor(let tensor): tensor.isShort ? tensor.type : nil
    case .sequence(let values, _): values.lazy.compactMap(\.shortFloat).first
    case .optional(let value): value?.shortFloat
    case .map: nil
    }
  }

  /// With float for short floats.
  fileprivate func widened(_ memory: TensorMemory) throws -> RuntimeValue {
    shortFloat == nil ? self : try mapTensors { $0.isShort ? try converted($0, to: .float, memory) : $0 }
  }

  /// With a short float type for float.
  fileprivate func narrowed(to type: DataType, _ memory: TensorMemory) throws -> RuntimeValue {
    try mapTensors { $0.type == .float ? try converted($0, to: type, memory) : $0 }
  }

  private func mapTensors(_ change: (DenseTensor) throws -> DenseTensor) rethrows -> RuntimeValue {
    switch self {
    case .tensor(let tensor):
      return .tensor(try change(tensor))
    case .sequence(let values, let type):
      let changed = try values.map { try $0.mapTensors(change) }
      guard case .tensor(let first)? = changed.first else { return .sequence(changed, type) }
      return .sequence(changed, .tensor(first.type))
    case .optional(let value):
      return .optional(try value?.mapTensors(change))
    case .map:
      return self
    }
  }
}

extension DenseTensor {
  fileprivate var isShort: Bool { type == .float16 || type == .bfloat16 || type.isTinyFloat }
}

/// A float16 as float, exactly; without branches, so that loops vectorise where the machine has no such instruction.
@inline(__always)
func floatOfHalf(_ half: UInt16) -> Float {
  let magnitude = UInt32(half & 0x7FFF) << 13
  // The product moves the exponent, and makes subnormals normal.
  let scaled = (Float(bitPattern: magnitude) * 0x1p112).bitPattern
  let special: UInt32 = magnitude >= 0x0F80_0000 ? 0x7F80_0000 : 0
  return Float(bitPattern: scaled | special | UInt32(half & 0x8000) << 16)
}

/// A float as float16: the nearest, ties to even; infinite where it is too large.
@inline(__always)
func halfOfFloat(_ value: Float) -> UInt16 {
  let bits = value.bitPattern
  let magnitude = bits & 0x7FFF_FFFF
  // Of a normal half, add just less than half a unit, or half of one where the last bit is odd.
  let normal = (magnitude &+ 0xC800_0FFF &+ ((magnitude >> 13) & 1)) >> 13
  // Adding 0.5 lets the addition round a subnormal half into the lowest bits.
  let subnormal = (Float(bitPattern: magnitude) + 0.5).bitPattern &- 0x3F00_0000
  let special: UInt32 = magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00
  let finite = magnitude < 0x3880_0000 ? subnormal : normal
  let result = magnitude >= 0x4780_0000 ? special : finite
  return UInt16(truncatingIfNeeded: result | (bits >> 16) & 0x8000)
}
