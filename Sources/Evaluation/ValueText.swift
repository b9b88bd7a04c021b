// Values as people read them.

package import Kernels
internal import ONNXModel

extension RuntimeValue {
  /// The type as the text format writes it: `float[1, 64]`, `seq(float[2])`.
  package var typeText: String {
    switch self {
    case .tensor(let tensor): tensor.typeText
    case .sequence(let values, let element): "seq(\(values.first?.typeText ?? element.text)), \(values.count) elements"
    case .optional(let value): "optional(\(value?.typeText ?? "nothing"))"
    case .map(let keys, let values): "map(\(keys.type.name), \(values.type.name)), \(keys.count) entries"
    }
  }
}

extension RuntimeValue.ElementType {
  fileprivate var text: String {
    if case .tensor(let type) = self { "\(type.name)" } else { "?" }
  }
}

extension DenseTensor {
  package var typeText: String {
    shape.isEmpty ? "\(type.name)" : "\(type.name)[\(shape.map(String.init).joined(separator: ", "))]"
  }

  /// The first elements in brackets: `[1, 64, ...]`.
  package func listText(most: Int) -> String {
    let words = (0..<min(most, count)).map(elementText)
    return "[\(words.joined(separator: ", "))\(count > most ? ", ..." : "")]"
  }

  /// The first elements in brackets, one line for each last dimension.
  package func rowsText(most: Int) -> String {
    let width = max(1, shape.last ?? 1)
    var text = "["
    for index in 0..<min(most, count) {
      if index > 0 { text += index.isMultiple(of: width) ? ",\n " : ", " }
      text += elementText(index)
    }
    return text + (count > most ? ", ...]" : "]")
  }

  /// One element: the shortest digits that give it back, `true`, `"a"`, `1.0+2.0i`.
  package func elementText(_ index: Int) -> String {
    switch type {
    case .string: return quoted(strings[index])
    case .bool: return loaded(index, UInt8.self) == 0 ? "false" : "true"
    case .double: return "\(loaded(index, Double.self))"
    case .int64: return "\(loaded(index, Int64.self))"
    case .uint64: return "\(loaded(index, UInt64.self))"
    case .complex64:
      let value = loaded(index, SIMD2<Float>.self)
      return "\(value.x)\(value.y.sign == .minus ? "" : "+")\(value.y)i"
    case .complex128:
      let value = loaded(index, SIMD2<Double>.self)
      return "\(value.x)\(value.y.sign == .minus ? "" : "+")\(value.y)i"
    default:
      guard let numbers = TensorNumbers(self) else { return "?" }
      return numbers.isWhole ? "\(Int64(numbers[index]))" : "\(Float(numbers[index]))"
    }
  }

  private func loaded<Stored: BitwiseCopyable>(_ index: Int, _: Stored.Type) -> Stored {
    bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Stored>.stride, as: Stored.self)
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }
}
