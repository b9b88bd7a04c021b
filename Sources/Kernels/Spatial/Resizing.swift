internal import ONNXModel

/// Resize and Upsample (ONNX Operators, Resize-10 to Resize-19, Upsample-1 to Upsample-10).
enum ResizeKernels {
  static let rows: [KernelRow] = [
    KernelRow("Resize", movingStrings(unlessMode: "nearest", resize)),
    KernelRow("Upsample", movingStrings(unlessMode: "nearest", upsample)),
  ]

  @Sendable static func resize(_ call: KernelCall) throws -> [RuntimeValue?] {
    let shape = try call.tensor(0).shape
    guard call.version < 11 else { return [try resized(call, ResizePlan(call, shape))] }
    let scales = try Array(call.tensor(1).elements(Float.self))
    return [try resized(call, ResizePlan(shape, scales: scales, mode: mode(call)))]
  }

  @Sendable static func upsample(_ call: KernelCall) throws -> [RuntimeValue?] {
    let shape = try call.tensor(0).shape
    return [try resized(call, ResizePlan(shape, scales: scales(call), mode: mode(call)))]
  }

  private static func mode(_ call: KernelCall) -> String { call.attributes.string("mode", default: "nearest") }

  /// Of Upsample: an input from version 9 on, an attribute in version 7, and two for height and width before.
  private static func scales(_ call: KernelCall) throws -> [Float] {
    if let scales = try call.optionalTensor(1) { return Array(try scales.elements(Float.self)) }
    if let scales = call.attributes.floats("scales") { return scales }
    guard let height = call.attributes.float("height_scale"), let width = call.attributes.float("width_scale") else {
      throw KernelError("the scales are missing")
    }
    return [1, 1, height, width]
  }

  private static func resized(_ call: KernelCall, _ plan: ResizePlan) throws -> RuntimeValue {
    let x = try call.tensor(0)
    guard plan.mode != .nearest else { return try NearestResize(plan).run(call, x) }
    switch x.type {
    case .float: return .tensor(try WeightedResize<Float>(plan, call).run(x))
    case .double: return .tensor(try WeightedResize<Double>(plan, call).run(x))
    case .float16, .bfloat16:
      let wide = try converted(x, to: .float, call.context.memory)
      let result = try withExtendedLifetime(wide) { try WeightedResize<Float>(plan, call).run(wide) }
      return .tensor(try converted(result, to: x.type, call.context.memory))
    case .int8: return try integers(call, plan, Int8.self)
    case .uint8: return try integers(call, plan, UInt8.self)
    case .int16: return try integers(call, plan, Int16.self)
    case .uint16: return try integers(call, plan, UInt16.self)
    case .int32: return try integers(call, plan, Int32.self)
    case .uint32: return try integers(call, plan, UInt32.self)
    case .int64: return try integers(call, plan, Int64.self)
    case .uint64: return try integers(call, plan, UInt64.self)
    default: throw KernelError("tensor(\(x.type.name)) is resized by mode \"nearest\" only")
    }
  }

  /// Integers are weighed as floats; the result is cut, or rounded after an antialiasing filter, as ONNX Runtime does.
  private static func integers<I: Element & FixedWidthInteger>(
    _ call: KernelCall, _ plan: ResizePlan, _: I.Type
  ) throws -> RuntimeValue {
    let x = try call.tensor(0)
    let elements = try x.elements(I.self)
    if I.bitWidth <= 16 {
      let wide = try call.output(Float.self, x.shape)
      for index in 0..<elements.count { wide[index] = Float(elements[index]) }
      return try narrowed(call, WeightedResize<Float>(plan, call).run(wide.tensor), plan, Float.self, I.self)
    }
    let wide = try call.output(Double.self, x.shape)
    for index in 0..<elements.count { wide[index] = Double(elements[index]) }
    return try narrowed(call, WeightedResize<Double>(plan, call).run(wide.tensor), plan, Double.self, I.self)
  }

  private static func narrowed<R: RealNumber, I: Element & FixedWidthInteger>(
    _ call: KernelCall, _ wide: DenseTensor, _ plan: ResizePlan, _: R.Type, _: I.Type
  ) throws -> RuntimeValue {
    let output = try call.output(I.self, wide.shape)
    let numbers = try wide.elements(R.self)
    withExtendedLifetime(wide) {
      for index in 0..<numbers.count {
        let number = plan.hasAntialias ? numbers[index].rounded() : numbers[index]
        output[index] = I(exactly: number.rounded(.towardZero)) ?? (number > 0 ? .max : number < 0 ? .min : 0)
      }
    }
    return output.value
  }
}
