internal import ONNXModel

/// Reads schemas from their blocks (Generated/generate.py says how they are written).
enum SchemaReading {
  /// The version of a block: the third field of its first line.
  static func version(of block: Range<Int>, in file: BlockFile) -> Int? {
    var reader = file.lines(block)
    guard let fields = reader.next()?.fields, fields.count > 2 else { return nil }
    return fields[2].integer
  }

  /// The schema of a block; nil if it is none.
  static func schema(_ block: Range<Int>, in file: BlockFile) -> OperatorSchema? {
    var reader = file.lines(block)
    guard let head = reader.next()?.fields, head.count > 4, let version = head[2].integer else { return nil }
    var parts = OperatorSchema.Parts()
    (parts.domain, parts.name, parts.sinceVersion) = (head[0].string, head[1].string, version)
    parts.flags = Array(head[3])
    let arity = head[4].split(separator: UInt8(ascii: " "))
      .map { UnsafeBufferPointer(rebasing: $0).integer ?? 0 }
    guard arity.count == 4 else { return nil }
    parts.inputArity = (arity[0], arity[1])
    parts.outputArity = (arity[2], arity[3])
    var parameters: [(isInput: Bool, fields: [UnsafeBufferPointer<UInt8>])] = []
    while let line = reader.next() {
      switch line.mark {
      case UInt8(ascii: "i"): parameters.append((true, line.fields))
      case UInt8(ascii: "o"): parameters.append((false, line.fields))
      case UInt8(ascii: "a"):
        if let attribute = attribute(line.fields) { parts.attributes.append(attribute) }
      case UInt8(ascii: "t"):
        let fields = line.fields
        let allowed = fields.count > 1 ? types(fields[1]) : TypeSet()
        parts.typeParameters.append(TypeParameter(name: fields[0].string, allowed: allowed))
      default: break
      }
    }
    // The type parameters that these name come last in a block.
    for parameter in parameters {
      guard let formal = formal(parameter.fields, parts.typeParameters) else { return nil }
      if parameter.isInput { parts.inputs.append(formal) } else { parts.outputs.append(formal) }
    }
    return OperatorSchema(parts)
  }

  /// `name type [? | *least | ~least]`.
  private static func formal(
    _ fields: [UnsafeBufferPointer<UInt8>], _ typeParameters: [TypeParameter]
  ) -> FormalParameter? {
    guard fields.count > 1 else { return nil }
    let typeName = fields[1].string
    let index = typeParameters.firstIndex { $0.name == typeName }
    let flag = fields.count > 2 ? fields[2].first : nil
    let isVariadic = flag == UInt8(ascii: "*") || flag == UInt8(ascii: "~")
    let least = isVariadic ? UnsafeBufferPointer(rebasing: fields[2].dropFirst()).integer : nil
    return FormalParameter(
      name: fields[0].string, typeName: typeName, typeParameter: index,
      allowed: index.map { typeParameters[$0].allowed } ?? SchemaType(typeName).map { TypeSet([$0]) } ?? TypeSet(),
      option: flag == UInt8(ascii: "?") ? .optional : isVariadic ? .variadic : .single,
      isHomogeneous: flag != UInt8(ascii: "~"), minimumArity: least ?? (flag == nil ? 1 : 0))
  }

  /// `name type [! | =default]`.
  private static func attribute(_ fields: [UnsafeBufferPointer<UInt8>]) -> AttributeSchema? {
    guard fields.count > 1, let type = AttributeType(name: fields[1]) else { return nil }
    let rest = fields.count > 2 ? fields[2] : nil
    let value = rest?.first == UInt8(ascii: "=") ? rest?.dropFirst() : nil
    return AttributeSchema(
      name: fields[0].string, type: type, isRequired: rest?.first == UInt8(ascii: "!"),
      defaultValue: value.flatMap { attributeDefault(UnsafeBufferPointer(rebasing: $0), type) })
  }

  private static func attributeDefault(
    _ field: UnsafeBufferPointer<UInt8>, _ type: AttributeType
  ) -> AttributeDefault? {
    let items = field.split(separator: UInt8(ascii: ",")).map { UnsafeBufferPointer(rebasing: $0) }
    switch type {
    case .int: return Int64(field.string).map { .int($0) }
    case .float: return Float(field.string).map { .float($0) }
    case .string: return .string(field.unescaped)
    case .ints: return .ints(items.compactMap { Int64($0.string) })
    case .floats: return .floats(items.compactMap { Float($0.string) })
    case .strings: return .strings(items.map(\.unescaped))
    default: return nil
    }
  }

  /// The types of a field such as `tensor:float,double map:int64/float`.
  static func types(_ field: UnsafeBufferPointer<UInt8>) -> TypeSet {
    var result = TypeSet()
    for group in field.split(separator: UInt8(ascii: " ")) {
      guard let colon = group.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let kind = UnsafeBufferPointer(rebasing: group[..<colon]).string
      for item in group[(colon + 1)...].split(separator: UInt8(ascii: ",")) {
        if let type = type(kind, UnsafeBufferPointer(rebasing: item)) { result.insert(type) }
      }
    }
    return result
  }

  private static func type(_ kind: String, _ item: UnsafeBufferPointer<UInt8>) -> SchemaType? {
    if let slash = item.firstIndex(of: UInt8(ascii: "/")) {
      guard let key = DataType(name: UnsafeBufferPointer(rebasing: item[..<slash])),
        let value = DataType(name: UnsafeBufferPointer(rebasing: item[(slash + 1)...]))
      else { return nil }
      return kind == "map" ? .map(key: key, value: value) : .sequenceOfMap(key: key, value: value)
    }
    guard let element = DataType(name: item) else { return nil }
    switch kind {
    case "tensor": return .tensor(element)
    case "seq": return .sequence(element)
    case "optional": return .optional(element)
    case "optional_seq": return .optionalSequence(element)
    case "sparse": return .sparseTensor(element)
    default: return nil
    }
  }
}
