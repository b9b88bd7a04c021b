internal import ONNXModel

/// DequantizeLinear (ONNX Operators, DequantizeLinear-28 and before): `(x - zero point) * scale`.
enum DequantizeKernels {
  static let rows: [KernelRow] = [KernelRow("DequantizeLinear", 10...Int.max, dequantizeLinear)]

  private static func dequantizeLinear(_ call: KernelCall) throws -> [RuntimeValue?] {
    let x = try call.tensor(0)
    let rows = try QuantizationRows(call, x.shape, scale: call.tensor(1).shape)
    let real = try dequantized(x, rows, try call.quantizationScales(1), call)
    return [.tensor(try converted(real, to: outputType(call), call.context.memory))]
  }

  /// `output_dtype`, else the scale's type.
  private static func outputType(_ call: KernelCall) throws -> DataType {
    if call.attributes.int("output_dtype", default: 0) != 0, let type = try call.attributes.dataType("output_dtype") {
      return type
    }
    let scale = try call.tensor(1).type
    return scale.isTinyFloat ? .float : scale
  }

  private static func dequantized(
    _ x: DenseTensor, _ rows: QuantizationRows, _ scales: [Float], _ call: KernelCall
  ) throws -> DenseTensor {
    if let code = TinyFloat(x.type) { return try tinyFloats(code, x, rows, scales, call) }
    let zeros = try call.zeroPoints(2, count: scales.count)
    switch x.type {
    case .uint8, .uint4, .uint2: return try integers(UInt8.self, x, rows, scales, zeros, call)
    case .int8, .int4, .int2: return try integers(Int8.self, x, rows, scales, zeros, call)
    case .uint16: return try integers(UInt16.self, x, rows, scales, zeros, call)
    case .int16: return try integers(Int16.self, x, rows, scales, zeros, call)
    case .int32: return try integers(Int32.self, x, rows, scales, zeros, call)
    default: throw KernelError("tensor(\(x.type.name)) is not quantized")
    }
  }

  private static func integers<S: Element & FixedWidthInteger>(
    _: S.Type, _ x: DenseTensor, _ rows: QuantizationRows, _ scales: [Float], _ zeros: [Int32], _ call: KernelCall
  ) throws -> DenseTensor {
    let output = try call.output(Float.self, x.shape)
    guard let source = try x.elements(S.self).baseAddress, let target = output.elements.baseAddress else {
      return output.tensor
    }
    call.context.threads.forRanges(rows.count, grain: rows.grain(of: x.count)) { part in
      for number in part {
        let row = rows[number]
        let (from, to) = (source + row.elements.lowerBound, target + row.elements.lowerBound)
        if rows.scaleStep == 0 {
          let (scale, zero) = (scales[row.scale], zeros[row.scale])
          for index in 0..<row.elements.count {
            to[index] = Float(Int32(truncatingIfNeeded: from[index]) &- zero) * scale
          }
        } else {
          for index in 0..<row.elements.count {
            let difference = Int32(truncatingIfNeeded: from[index]) &- zeros[row.scale + index]
            to[index] = Float(difference) * scales[row.scale + index]
          }
        }
      }
    }
    return output.tensor
  }

  private static func tinyFloats(
    _ code: TinyFloat, _ x: DenseTensor, _ rows: QuantizationRows, _ scales: [Float], _ call: KernelCall
  ) throws -> DenseTensor {
    let zeros = try call.floatZeroPoints(2, count: scales.count, code)
    let source = try x.elements(UInt8.self)
    let output = try call.output(Float.self, x.shape)
    for number in 0..<rows.count {
      let row = rows[number]
      for (place, index) in row.elements.enumerated() {
        let scale = row.scale + place * rows.scaleStep
        output[index] = (code.values[Int(source[index])] - zeros[scale]) * scales[scale]
      }
    }
    return output.tensor
  }
}
