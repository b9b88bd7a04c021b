internal import ONNXModel
internal import Syntax

/// Declared values and types.
extension ModelPrinter {
  /// `[ type ] name { note } | "value" object`
  mutating func printValue(_ value: borrowing Value) throws {
    guard let name = value.name ?? (options.isPeer ? .empty : nil) else {
      extend()
      out.append("value ")
      return printObject(copy value)
    }
    if let type = value.type {
      if printType(type) { out.append(UInt8(ascii: " ")) }
      printName(name)
    } else {
      printName(name, avoidingWords: true)
    }
    if value.docString != nil { printDoc(value.docString) }
    if !value.metadata.isEmpty { printMeta(value.metadata) }
    if value.unknown != nil { printUnknown(value.unknown) }
  }

  /// Prints a type; false if there is nothing that the reference could read.
  @discardableResult
  mutating func printType(_ type: ValueType) -> Bool {
    guard canSay(type) else {
      if loses(nil, "a type that is incomplete or of a later ONNX") { return false }
      out.append("type ")
      printObject(type)
      return true
    }
    if let tensor = type.tensor {
      printTensorType(tensor)
    } else if let element = type.sequence.value?.type.value {
      out.append("seq(")
      printType(element)
      out.append(UInt8(ascii: ")"))
    } else if let element = type.optional.value?.type.value {
      out.append("optional(")
      printType(element)
      out.append(UInt8(ascii: ")"))
    } else if let map = type.map.value, let value = map.valueType.value {
      out.append("map(")
      printPrimitive(map.keyType)
      out.append(", ")
      printType(value)
      out.append(UInt8(ascii: ")"))
    } else if let sparse = type.sparseTensor.value {
      out.append("sparse_tensor(")
      printTensorType(sparse)
      out.append(UInt8(ascii: ")"))
    } else if let opaque = type.opaque.value {
      printOpaque(opaque)
    }
    if let denotation = type.denotation { printDenotation(denotation) }
    return true
  }

  private mutating func printDenotation(_ denotation: Text) {
    if loses(nil, "a denotation") { return }
    out.append(" @denote ")
    printString(denotation)
  }

  @inline(__always)
  private mutating func printPrimitive(_ number: Int32?) {
    guard let type = number.flatMap(DataType.init(rawValue:)) else { return }
    if type == .float { out.append("float") } else { out.append(type.name) }
  }

  private mutating func printTensorType(_ type: TensorType) {
    printPrimitive(type.elementType)
    guard let shape = type.shape else { return out.append("[]") }
    if shape.dims.isEmpty { return }
    out.append(UInt8(ascii: "["))
    for index in shape.dims.indices {
      if index > 0 { out.append(", ") }
      printDimension(shape.dims[index])
    }
    out.append(UInt8(ascii: "]"))
  }

  @inline(__always)
  private mutating func printDimension(_ dim: Dimension) {
    if let value = dim.value {
      printInt(value)
    } else if let param = dim.param {
      printName(param)
    } else {
      out.append(UInt8(ascii: "?"))
    }
    if let denotation = dim.denotation { printDenotation(denotation) }
  }

  private mutating func printOpaque(_ opaque: OpaqueType) {
    out.append("opaque(")
    if let domain = opaque.domain {
      printDotted(domain, isAlone: false)
      out.append(", ")
      if let name = opaque.name { printOpaqueName(name) }
    } else if let name = opaque.name {
      printDotted(name, isAlone: true)
    }
    out.append(UInt8(ascii: ")"))
  }

  private mutating func printOpaqueName(_ name: Text) {
    if Self.spelling(bytes(name)) != .bare { extend() }
    printName(name)
  }

  /// Prints names joined by dots as they are, others quoted.
  private mutating func printDotted(_ text: Text, isAlone: Bool) {
    let bytes = bytes(text)
    if Self.isDotted(bytes) { return out.append(bytes) }
    extend()
    printName(text)
  }

  /// Whether a string is `name { "." name }`.
  static func isDotted(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !bytes.isEmpty
      && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
        spelling(UnsafeBufferPointer(rebasing: $0)) == .bare
      }
  }

  // MARK: What the syntax can say

  @inline(__always)
  func canSay(_ type: ValueType) -> Bool {
    guard type.unknown == nil else { return false }
    if let tensor = type.tensor {
      return canSay(tensor) && !type.sequence.isPresent && !type.map.isPresent && !type.optional.isPresent
        && !type.sparseTensor.isPresent && !type.opaque.isPresent
    }
    return canSayOther(type)
  }

  private func canSayOther(_ type: ValueType) -> Bool {
    let members = [
      type.sequence.isPresent, type.map.isPresent, type.optional.isPresent, type.sparseTensor.isPresent,
      type.opaque.isPresent,
    ]
    guard members.filter({ $0 }).count == 1 else { return false }
    if let element = type.sequence.value ?? type.optional.value {
      return element.type.isPresent && element.unknown == nil
    }
    if let map = type.map.value {
      return map.keyType.flatMap(DataType.init(rawValue:)) != nil && map.valueType.isPresent && map.unknown == nil
    }
    if let sparse = type.sparseTensor.value { return canSay(sparse) }
    if let opaque = type.opaque.value { return opaque.unknown == nil && (opaque.domain == nil || opaque.name != nil) }
    return false
  }

  @inline(__always)
  private func canSay(_ type: TensorType) -> Bool {
    guard type.unknown == nil, let number = type.elementType, DataType(rawValue: number) != nil else { return false }
    guard let shape = type.shape else { return true }
    guard shape.unknown == nil else { return false }
    for index in shape.dims.indices where shape.dims[index].unknown != nil { return false }
    return true
  }
}
