internal import Glibc
internal import ONNXModel

/// Elementwise operators on numbers of 8 bits (com.microsoft): of one operand by a table of all bytes.
enum QuantizedElementwiseKernels {
  static let rows: [KernelRow] = [
    KernelRow("QLinearAdd", domain: "com.microsoft") { call in
      try pairs(call) { a, b, c in
        let (left, right) = (a.scale / c.scale, b.scale / c.scale)
        return { c.byte($0 * left + $1 * right, shiftsFirst: true) }
      }
    },
    KernelRow("QLinearMul", domain: "com.microsoft") { call in
      try pairs(call) { a, b, c in
        let factor = a.scale * b.scale / c.scale
        return { c.byte($0 * $1 * factor, shiftsFirst: true) }
      }
    },
    KernelRow("QLinearSigmoid", domain: "com.microsoft") { call in try single(call) { 1 / (1 + expf(-$0)) } },
    KernelRow("QLinearLeakyRelu", domain: "com.microsoft") { call in
      let alpha = call.attributes.float("alpha", default: 0.01)
      return try single(call) { $0 < 0 ? alpha * $0 : $0 }
    },
  ]

  private typealias Meeting = (Float, Float) -> UInt8

  /// A, its scale and zero point, B with its own, and the result's (com.microsoft.QLinearAdd-1).
  @inline(__always)
  private static func pairs(
    _ call: KernelCall, _ function: (ByteQuantization, ByteQuantization, ByteQuantization) -> Meeting
  ) throws -> [RuntimeValue?] {
    let (first, second) = (try call.tensor(0), try call.tensor(3))
    let a = try ByteQuantization(call.tensor(1), call.optionalTensor(2), of: first.type)
    let b = try ByteQuantization(call.tensor(4), call.optionalTensor(5), of: first.type)
    let c = try ByteQuantization(call.tensor(6), call.optionalTensor(7), of: first.type)
    let meeting = function(a, b, c)
    let (left, right) = ((0..<256).map { a.centred($0) }, (0..<256).map { b.centred($0) })
    let (firsts, seconds) = (try first.byteElements(a.type), try second.byteElements(a.type))
    let broadcast = try Broadcast([first.shape, second.shape])
    let new = try call.output(UInt8.self, broadcast.shape)
    let walk = RowWalk(broadcast.shape, [broadcast.strides(of: first.shape), broadcast.strides(of: second.shape)])
    let (length, step, otherStep) = (walk.rowLength, walk.rowStrides[0], walk.rowStrides[1])
    // Rows of equal shapes are one row, so that threads share pieces of rows.
    let pieces = max(1, length / 16_384)
    call.context.threads.forRanges(walk.rowCount * pieces, grain: max(1, 32_768 * pieces / max(1, length))) { range in
      for number in range {
        let (row, piece) = number.quotientAndRemainder(dividingBy: pieces)
        walk.forEachRow(row..<row + 1) { _, offsets in
          for place in length * piece / pieces..<length * (piece + 1) / pieces {
            let x = left[Int(firsts[offsets[0] + place * step])]
            new[row * length + place] = meeting(x, right[Int(seconds[offsets[1] + place * otherStep])])
          }
        }
      }
    }
    return [.tensor(new.tensor.retyped(a.type))]
  }

  /// X, its scale and zero point, and the result's (com.microsoft.QLinearSigmoid-1).
  private static func single(_ call: KernelCall, _ function: (Float) -> Float) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let x = try ByteQuantization(call.tensor(1), call.optionalTensor(2), of: data.type)
    let y = try ByteQuantization(call.tensor(3), call.optionalTensor(4), of: data.type)
    return [.tensor(try mapped(data, x.table(to: y, function), to: y.type, call))]
  }

  /// The entry of a table of 256 for each byte.
  static func mapped(
    _ tensor: DenseTensor, _ table: [UInt8], to type: DataType, _ call: KernelCall
  ) throws -> DenseTensor {
    let result: DenseTensor = try table.withUnsafeBufferPointer { table in
      try call.map(tensor.retyped(.uint8)) { (byte: UInt8) in table[Int(byte)] }
    }
    return result.retyped(type)
  }
}

/// Operators on numbers of 8 bits that compute in floats (com.microsoft).
enum QuantizedLayerKernels {
  static let rows: [KernelRow] = [
    KernelRow("QLinearAveragePool", domain: "com.microsoft") { try pool($0, "AveragePool") },
    KernelRow("QLinearGlobalAveragePool", domain: "com.microsoft") { try pool($0, "GlobalAveragePool") },
    KernelRow("QLinearSoftmax", domain: "com.microsoft", softmax),
    KernelRow("QLinearConcat", domain: "com.microsoft", concat),
  ]

  /// com.microsoft.QLinearAveragePool-1 and QLinearGlobalAveragePool-1; `channels_last` puts the channels at the end.
  private static func pool(_ call: KernelCall, _ name: String) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let x = try ByteQuantization(call.tensor(1), call.optionalTensor(2), of: data.type)
    let y = try ByteQuantization(call.tensor(3), call.optionalTensor(4), of: data.type)
    let isLast = call.attributes.flag("channels_last")
    let rank = data.rank
    guard rank >= 3 else { throw KernelError("a tensor of rank \(rank) has no spatial axes") }
    var floats = try x.floats(data, call)
    if isLast { floats = try call.transposed(floats, [0, rank - 1] + Array(1..<rank - 1)) }
    var result = try StandardKernels.tensor(name, name == "AveragePool" ? 11 : 1, [floats], call.attributes, in: call)
    if isLast { result = try call.transposed(result, [0] + Array(2..<rank) + [1]) }
    return [.tensor(try y.quantized(result, call, shiftsFirst: true))]
  }

  /// com.microsoft.QLinearSoftmax-1, over one axis or, as before version 13 of Softmax, all from it on.
  @Sendable
  static func softmax(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let x = try ByteQuantization(call.tensor(1), call.optionalTensor(2), of: data.type)
    let y = try ByteQuantization(call.tensor(3), call.optionalTensor(4), of: data.type)
    let axis = KernelAttributes(["axis": .int(call.attributes.int("axis", default: -1))])
    let version = call.attributes.int("opset", default: 13)
    let result = try StandardKernels.tensor("Softmax", max(1, version), [x.floats(data, call)], axis, in: call)
    return [.tensor(try y.quantized(result, call))]
  }

  /// com.microsoft.QLinearConcat-1: the result's scale and zero point, then each tensor with its own.
  @Sendable
  static func concat(_ call: KernelCall) throws -> [RuntimeValue?] {
    let y = try ByteQuantization(call.tensor(0), call.tensor(1))
    var parts: [DenseTensor] = []
    for index in stride(from: 2, to: call.inputs.count, by: 3) {
      let part = try call.tensor(index)
      let x = try ByteQuantization(call.tensor(index + 1), call.tensor(index + 2), of: part.type)
      let isSame = x.scale == y.scale && x.zeroPoint == y.zeroPoint && x.isSigned == y.isSigned
      parts.append(isSame ? part : try QuantizedElementwiseKernels.mapped(part, x.table(to: y), to: y.type, call))
    }
    let axis = KernelAttributes(["axis": .int(call.attributes.int("axis", default: 0))])
    return try StandardKernels.run("Concat", 13, parts, axis, in: call)
  }
}
