internal import ONNXModel

/// Matrix products with weights of few bits (com.microsoft).
enum BlockQuantizedMatMulKernels {
  static let rows: [KernelRow] = [KernelRow("MatMulNBits", domain: "com.microsoft", computedInFloat(matMul))]

  /// com.microsoft.MatMulNBits-1: A `[..., K]` times weights `[N, blocks, bytes]`, whose blocks along K have a scale
  /// and a zero point each.
  @Sendable
  static func matMul(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let weights = try BlockQuantizedWeights(call)
    guard data.shape.last == weights.depth else {
      throw KernelError("\(data.shape) has no rows of \(weights.depth) numbers")
    }
    let shape = Array(data.shape.dropLast()) + [weights.columns]
    let rows = try Array(data.shape.dropLast()).elementCount()
    let new = try call.output(Float.self, shape)
    let bias = try call.optionalTensor(5)
    guard bias.map({ $0.count == weights.columns }) ?? true else { throw KernelError("the bias is not [N]") }
    let terms = try bias?.elements(Float.self).baseAddress
    let source = try data.elements(Float.self)
    if try call.tensor(1).count == 0 {
      for index in 0..<new.count { new[index] = terms?[index % weights.columns] ?? 0 }
      return [new.value]
    }
    let floats = try weights.floats(call)
    guard let a = source.baseAddress, let b = floats.elements.baseAddress, let c = new.elements.baseAddress,
      new.count > 0
    else { return [new.value] }
    var product = MatrixProduct(
      Matrix(a, rows: rows, columns: weights.depth),
      Matrix(b, rows: weights.columns, columns: weights.depth).transposed, into: c)
    if let terms {
      var addend = Matrix(terms, rows: rows, columns: weights.columns)
      addend.rowStride = 0
      product.addend = addend
    }
    try withExtendedLifetime(floats) { try Float.multiply(product, call.context.memory, call.context.threads) }
    return [new.value]
  }
}

/// Weights `[N, K]` of 2, 4 or 8 bits, packed from the lowest bits of a byte up.
private struct BlockQuantizedWeights {
  let columns: Int
  let depth: Int
  private let bits: Int
  private let blockSize: Int
  private let blocks: Int
  /// The bytes of a block.
  private let blockBytes: Int

  init(_ call: KernelCall) throws {
    columns = call.attributes.int("N", default: 0)
    depth = call.attributes.int("K", default: 0)
    bits = call.attributes.int("bits", default: 4)
    blockSize = call.attributes.int("block_size", default: 0)
    guard columns > 0, depth > 0, [2, 4, 8].contains(bits), blockSize > 0, blockSize < 1 << 31,
      blockSize * bits % 8 == 0
    else { throw KernelError("K, N, bits or block_size is missing or not supported") }
    guard call.attributes.int("weight_prepacked", default: 0) == 0 else {
      throw KernelError("weights that are packed for a device have no layout of their own")
    }
    _ = try [columns, depth].elementCount()
    blocks = (depth - 1) / blockSize + 1
    blockBytes = blockSize * bits / 8
  }

  /// All weights as floats, `[N, K]`.
  func floats(_ call: KernelCall) throws -> NewTensor<Float> {
    let packed = try call.tensor(1).byteElements(.uint8)
    guard packed.count == (try [columns, blocks, blockBytes].elementCount()) else {
      throw KernelError("B of shape \(try call.tensor(1).shape) is not [\(columns), \(blocks), \(blockBytes)]")
    }
    let scales = try call.tensor(2).elements(Float.self)
    guard scales.count == columns * blocks else { throw KernelError("the scales are not [\(columns), \(blocks)]") }
    let zeroPoints = try self.zeroPoints(call.optionalTensor(3))
    let groups = try call.optionalTensor(4)?.integers()
    if let groups, groups.count < depth || groups.contains(where: { $0 < 0 || $0 >= blocks }) {
      throw KernelError("g_idx does not name a block for each of \(depth) rows")
    }
    let new = try call.output(Float.self, [columns, depth])
    let (mask, perByte) = ((1 << bits) - 1, 8 / bits)
    call.context.threads.forRanges(columns, grain: max(1, 65_536 / depth)) { range in
      for column in range {
        for row in 0..<depth {
          let block = groups?[row] ?? row / blockSize
          let place = column * blocks * blockBytes + row / perByte
          let number = Int(packed[place]) >> (row % perByte * bits) & mask
          let group = column * blocks + block
          new[column * depth + row] = (Float(number) - zeroPoints[group]) * scales[group]
        }
      }
    }
    return new
  }

  /// The zero point of each block, packed as the weights are or as numbers.
  private func zeroPoints(_ tensor: DenseTensor?) throws -> [Float] {
    guard let tensor else { return Array(repeating: Float(1 << (bits - 1)), count: columns * blocks) }
    guard tensor.type == .uint8 else {
      let numbers = try tensor.floatArray()
      guard numbers.count == columns * blocks else { throw KernelError("zero_points are not [\(columns), \(blocks)]") }
      return numbers
    }
    let rowBytes = (blocks * bits + 7) / 8
    let packed = try tensor.byteElements(.uint8)
    guard packed.count == columns * rowBytes else { throw KernelError("zero_points are not [\(columns), \(rowBytes)]") }
    let (mask, perByte) = ((1 << bits) - 1, 8 / bits)
    return (0..<columns).flatMap { column in
      (0..<blocks).map { block in
        Float(Int(packed[column * rowBytes + block / perByte]) >> (block % perByte * bits) & mask)
      }
    }
  }
}
