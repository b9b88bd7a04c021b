// Elements of small tensors as `raw_data`, and from one element type to another where nothing is lost.

package import Inference
package import ONNXModel

package enum ElementEncoding {
  /// The elements in little-endian order (onnx.proto, TensorProto.raw_data); nil where one does not fit exactly.
  package static func raw(_ tensor: KnownTensor) -> [UInt8]? {
    guard let width = tensor.elementType.bitWidth, width >= 8, width <= 64 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(tensor.elements.count * width / 8)
    for element in tensor.elements {
      guard let bits = bits(element, tensor.elementType) else { return nil }
      for byte in 0..<width / 8 { result.append(UInt8(truncatingIfNeeded: bits >> UInt64(byte * 8))) }
    }
    return result
  }

  /// The tensor with another element type; nil where an element would change.
  package static func converted(_ tensor: KnownTensor, to type: DataType) -> KnownTensor? {
    guard tensor.elements.allSatisfy({ bits($0, type) != nil }) else { return nil }
    let isFloat = isFloat(type)
    let elements = tensor.elements.map { element -> Element in
      switch element {
      case .size(.known(let value)): isFloat ? .real(Double(value)) : element
      case .real(let value): isFloat ? element : Int64(exactly: value).map { .size(.known($0)) } ?? element
      default: element
      }
    }
    return KnownTensor(type, dims: tensor.dims, elements)
  }

  package static func isFloat(_ type: DataType) -> Bool {
    switch type {
    case .float, .double, .float16, .bfloat16: true
    default: false
    }
  }

  /// The bits of a number in a type; nil where the type has no such number.
  private static func bits(_ element: Element, _ type: DataType) -> UInt64? {
    if isFloat(type) {
      guard let number = element.number, element.integer.map({ Int64(exactly: Double($0)) == $0 }) ?? true else {
        return nil
      }
      return floatBits(number, type)
    }
    let whole: Int64? =
      switch element {
      case .size(.known(let value)): value
      case .real(let value): Int64(exactly: value)
      default: nil
      }
    guard let whole else { return nil }
    let fits =
      switch type {
      case .int64: true
      case .int32: Int32(exactly: whole) != nil
      case .int16: Int16(exactly: whole) != nil
      case .int8: Int8(exactly: whole) != nil
      case .uint64: whole >= 0
      case .uint32: UInt32(exactly: whole) != nil
      case .uint16: UInt16(exactly: whole) != nil
      case .uint8: UInt8(exactly: whole) != nil
      case .bool: whole == 0 || whole == 1
      default: false
      }
    return fits ? UInt64(bitPattern: whole) : nil
  }

  private static func floatBits(_ number: Double, _ type: DataType) -> UInt64? {
    switch type {
    case .double: return number.bitPattern
    case .float:
      let value = Float(number)
      return Double(value) == number || number.isNaN ? UInt64(value.bitPattern) : nil
    case .float16:
      let value = Float16(number)
      return Double(value) == number || number.isNaN ? UInt64(value.bitPattern) : nil
    case .bfloat16:
      let value = Float(number)
      return Double(value) == number && value.bitPattern & 0xFFFF == 0 ? UInt64(value.bitPattern >> 16) : nil
    default: return nil
    }
  }
}
