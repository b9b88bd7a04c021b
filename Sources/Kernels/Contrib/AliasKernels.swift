internal import ONNXModel

/// Operators of com.microsoft that do what one of ONNX's own does.
enum AliasKernels {
  static let rows: [KernelRow] = [
    KernelRow("QuantizeLinear", domain: "com.microsoft", StandardKernels.alias("QuantizeLinear", 21)),
    KernelRow("DequantizeLinear", domain: "com.microsoft", StandardKernels.alias("DequantizeLinear", 21)),
    KernelRow("Gelu", domain: "com.microsoft", StandardKernels.alias("Gelu", 20)),
    KernelRow("Trilu", domain: "com.microsoft", StandardKernels.alias("Trilu", 14)),
    KernelRow("GatherND", domain: "com.microsoft", StandardKernels.alias("GatherND", 11)),
    KernelRow("Range", domain: "com.microsoft", range),
    KernelRow("Pad", domain: "com.microsoft", pad),
    KernelRow("ExpandDims", domain: "com.microsoft", expandDims),
    KernelRow("Inverse", domain: "com.microsoft", computedInFloat(inverse)),
  ]

  /// com.microsoft.Range-1: ONNX's, whose numbers may be vectors of one and whose step may be left out.
  @Sendable
  static func range(_ call: KernelCall) throws -> [RuntimeValue?] {
    var numbers = try (0..<min(3, call.inputs.count)).compactMap { try call.optionalTensor($0) }
    guard numbers.count >= 2, numbers.allSatisfy({ $0.count == 1 }) else {
      throw KernelError("start, limit and delta are one number each")
    }
    if numbers.count == 2 {
      let one = try call.output([1 as Int64], []).tensor()
      let type = KernelAttributes(["to": .int(Int(numbers[0].type.rawValue))])
      numbers.append(try StandardKernels.tensor("Cast", 13, [one], type, in: call))
    }
    return try StandardKernels.run("Range", 11, numbers.map { $0.reshaped([]) }, in: call)
  }

  /// com.microsoft.Pad-1: ONNX's, whose pads may be a matrix of one row.
  @Sendable
  static func pad(_ call: KernelCall) throws -> [RuntimeValue?] {
    let pads = try call.tensor(1)
    let value = try call.optionalTensor(2)
    guard value.map({ $0.count == 1 }) ?? true else { throw KernelError("the value to pad with is one number") }
    let inputs = [try call.tensor(0), pads.reshaped([pads.count]), value?.reshaped([])]
    return try StandardKernels.run("Pad", 13, inputs, call.attributes, in: call)
  }

  /// com.microsoft.ExpandDims-1: one more axis, of size 1.
  @Sendable
  static func expandDims(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard let axis = try call.tensor(1).integers().first, axis >= -data.rank - 1, axis <= data.rank else {
      throw KernelError("a tensor of rank \(data.rank) has no place for such an axis")
    }
    var shape = data.shape
    shape.insert(1, at: axis < 0 ? axis + data.rank + 1 : axis)
    return [.tensor(data.reshaped(shape))]
  }

  /// com.microsoft.Inverse-1: the inverses of a stack of square matrices.
  @Sendable
  static func inverse(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    guard data.rank >= 2, data.shape[data.rank - 1] == data.shape[data.rank - 2] else {
      throw KernelError("matrices of shape \(data.shape) are not square")
    }
    let size = data.shape[data.rank - 1]
    let values = try data.doubleArray()
    var inverses = values
    if size > 0 {
      for start in stride(from: 0, to: values.count, by: size * size) {
        inverses.replaceSubrange(
          start..<start + size * size, with: inverse(Array(values[start..<start + size * size]), size))
      }
    }
    if data.type == .double { return [try call.output(inverses, data.shape)] }
    return [try call.output(inverses.map { Float($0) }, data.shape)]
  }

  /// By Gauss and Jordan, with the largest pivot of each column; of a singular matrix, not finite.
  private static func inverse(_ values: [Double], _ size: Int) -> [Double] {
    var matrix = values
    var result = [Double](repeating: 0, count: size * size)
    for index in 0..<size { result[index * size + index] = 1 }
    for column in 0..<size {
      let pivot = (column..<size).reduce(column) {
        abs(matrix[$1 * size + column]) > abs(matrix[$0 * size + column]) ? $1 : $0
      }
      if pivot != column {
        for index in 0..<size {
          matrix.swapAt(pivot * size + index, column * size + index)
          result.swapAt(pivot * size + index, column * size + index)
        }
      }
      let divisor = matrix[column * size + column]
      for index in 0..<size {
        matrix[column * size + index] /= divisor
        result[column * size + index] /= divisor
      }
      for row in 0..<size where row != column {
        let factor = matrix[row * size + column]
        for index in 0..<size {
          matrix[row * size + index] -= factor * matrix[column * size + index]
          result[row * size + index] -= factor * result[column * size + index]
        }
      }
    }
    return result
  }
}
