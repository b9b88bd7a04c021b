// The weights of a Conv that do what a BatchNormalization behind it does.

package import Inference
package import ONNXModel

package enum FoldBatchNorm {
  /// Kernels times `scale / sqrt(var + epsilon)`, bias `(bias - mean) * that + B` (ONNX Operators,
  /// BatchNormalization-9); nil for other types than float and for weights that others read.
  package static func rewrite(_ index: ModelIndex, _ uses: ValueUses, conv: NodeID, norm: NodeID) -> Rewrite? {
    let (inputs, parameters) = (Array(index.inputs(conv)), Array(index.inputs(norm)))
    guard inputs.count >= 2, parameters.count == 5, let output = index.outputs(norm).first, output.exists,
      uses.readerCount(inputs[1]) == 1, !uses.isOutput(inputs[1]), let kernel = index.initializer(of: inputs[1]),
      var weights = floats(inputs[1], index), let channels = kernel.dims.first.map({ Int(clamping: $0) }), channels > 0,
      weights.count % channels == 0, let scale = floats(parameters[1], index),
      let shift = floats(parameters[2], index), let mean = floats(parameters[3], index),
      let variance = floats(parameters[4], index)
    else { return nil }
    let hasBias = inputs.count > 2 && inputs[2].exists
    guard var bias = hasBias ? floats(inputs[2], index) : [Float](repeating: 0, count: channels),
      [scale, shift, mean, variance, bias].allSatisfy({ $0.count == channels })
    else { return nil }
    let epsilon =
      index.node(norm).attributes.first { $0.name.map { index.strings.equals($0, "epsilon") } ?? false }?.f ?? 1e-5
    let size = weights.count / channels
    for channel in 0..<channels {
      let factor = Double(scale[channel]) / (Double(variance[channel]) + Double(epsilon)).squareRoot()
      for place in channel * size..<(channel + 1) * size { weights[place] = Float(Double(weights[place]) * factor) }
      bias[channel] = Float((Double(bias[channel]) - Double(mean[channel])) * factor + Double(shift[channel]))
    }
    return edits(index, conv, norm, inputs, output, (kernel, weights), bias)
  }

  private static func edits(
    _ index: ModelIndex, _ conv: NodeID, _ norm: NodeID, _ inputs: [ValueID], _ output: ValueID,
    _ kernel: (tensor: Tensor, weights: [Float]), _ bias: [Float]
  ) -> Rewrite? {
    let biasValue = KnownTensor(.float, dims: [bias.count], bias.map { .real(Double($0)) })
    guard let (name, making) = ConstantMaking.make(biasValue, named: "bias", for: conv, index) else { return nil }
    var edits: [ModelEdit] = making
    edits.append(
      .set(index.path(of: inputs[1]), tensor(index.nameBytes(inputs[1]), kernel.tensor.dims, kernel.weights)))
    let place = index.path(conv, "input", 2)
    edits.append(inputs.count > 2 ? .set(place, .string(name)) : .insert(place, .string(name)))
    edits.append(.set(index.path(conv, "output", 0), .string(index.nameBytes(output))))
    edits.append(.remove(index.path(of: norm)))
    if let between = index.outputs(conv).first, between.exists { edits += index.withdrawnDeclarations(of: between) }
    return Rewrite("put it into the weights", edits)
  }

  private static func tensor(_ name: [UInt8], _ dims: [Int64], _ elements: [Float]) -> EditValue {
    var (tensor, strings, bytes) = (Tensor(), StringPool(), [UInt8]())
    bytes.reserveCapacity(elements.count * 4)
    for element in elements { withUnsafeBytes(of: element.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    tensor.name = strings.add(name)
    tensor.dims = dims
    tensor.dataType = DataType.float.rawValue
    tensor.rawData = Payload(strings.add(bytes))
    return .tensor(tensor, strings)
  }

  /// The elements of a float initializer, which may be large.
  private static func floats(_ value: ValueID, _ index: ModelIndex) -> [Float]? {
    guard value.exists, case .initializer = index.values[value.offset].origin,
      let tensor = index.initializer(of: value), tensor.knownType == .float, let count = tensor.elementCount,
      tensor.dataLocation ?? 0 == 0, let payload = tensor.rawData ?? tensor.floatData, payload.count == count * 4,
      let embedded = EmbeddedTensor(tensor, of: index.model),
      let moved = embedded.tensor.rawData ?? embedded.tensor.floatData
    else { return nil }
    return embedded.strings.bytes.withUnsafeBytes { bytes in
      (0..<count).map { place in
        let bits = bytes.loadUnaligned(fromByteOffset: moved.offset + place * 4, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: bits))
      }
    }
  }
}
