internal import Numbers
internal import ONNXModel
internal import Syntax

/// Tensors: their type, and their elements, bytes, or where they are.
extension ModelPrinter {
  /// Literals of more elements than this are made only when they are written.
  static let largeLiteral = 4096

  /// `tensor-type name "=" payload { note } | "tensor" object`
  mutating func printInitializer(_ tensor: Tensor) throws {
    guard let name = tensor.name ?? (options.isPeer ? .empty : nil), let content = try content(of: tensor) else {
      return try printTensorObject(tensor)
    }
    printTensorType(tensor)
    out.append(UInt8(ascii: " "))
    printName(name)
    out.append(" =")
    try printContent(content, of: tensor, separated: true)
    printTensorNotes(tensor)
  }

  /// `tensor-type [ name ] { note } [ "=" ] payload | "tensor" object`, as a value.
  mutating func printTensor(_ tensor: Tensor, leavesNameUnset: Bool = false) throws {
    let unsets = pragma.unset.contains(.tensorName) || leavesNameUnset
    guard tensor.name != nil || unsets || options.isPeer, let content = try content(of: tensor) else {
      return try printTensorObject(tensor)
    }
    printTensorType(tensor)
    var isNamed = false
    if let name = tensor.name {
      if unsets || !name.isEmpty {
        if options.isPeer, Self.spelling(bytes(name)) != .bare {
          _ = loses("name", "a tensor's name that is no name")
        } else {
          if Self.spelling(bytes(name)) != .bare { extend() }
          out.append(UInt8(ascii: " "))
          printName(name)
          isNamed = true
        }
      }
    }
    let hasNotes = tensor.docString != nil || !tensor.metadata.isEmpty || tensor.unknown != nil
    printTensorNotes(tensor)
    if hasNotes || content.needsEquals(isNamed: isNamed) { out.append(" =") }
    try printContent(content, of: tensor, separated: true)
  }

  /// Whether a tensor can stand behind the keyword `tensor` of an object.
  func showsItself(_ tensor: Tensor) -> Bool {
    (tensor.name != nil || pragma.unset.contains(.tensorName)) && hasContent(tensor)
  }

  /// Whether the syntax can say a tensor's elements.
  func hasContent(_ tensor: Tensor) -> Bool {
    ((try? content(of: tensor)) ?? nil) != nil
  }

  private mutating func printTensorObject(_ tensor: Tensor) throws {
    extend()
    out.append("tensor ")
    printObject(tensor)
  }

  private mutating func printTensorNotes(_ tensor: Tensor) {
    if tensor.docString != nil { printDoc(tensor.docString) }
    if !tensor.metadata.isEmpty { printMeta(tensor.metadata) }
    if tensor.unknown != nil { printUnknown(tensor.unknown) }
  }

  private mutating func printTensorType(_ tensor: Tensor) {
    if let type = tensor.knownType { out.append(type.name) }
    printDims(tensor.dims)
  }

  private mutating func printDims(_ dims: [Int64]) {
    guard !dims.isEmpty else { return }
    out.append(UInt8(ascii: "["))
    for (index, dim) in dims.enumerated() {
      if index > 0 { out.append(", ") }
      printInt(dim)
    }
    out.append(UInt8(ascii: "]"))
  }

  // MARK: Sparse tensors

  /// `sparse-type [ name ] "=" sparse-body`, as a value without the name and `=`.
  mutating func printSparse(_ sparse: SparseTensor, isInitializer: Bool) throws {
    guard sparse.unknown == nil, let values = sparse.values, let indices = sparse.indices,
      let type = values.knownType, try content(of: values) != nil, try content(of: indices) != nil
    else {
      extend()
      out.append("sparse ")
      return printObject(sparse)
    }
    extend()
    out.append("sparse_tensor(")
    out.append(type.name)
    printDims(sparse.dims)
    out.append(UInt8(ascii: ")"))
    var body = values
    if isInitializer {
      if let name = values.name {
        out.append(UInt8(ascii: " "))
        printName(name)
      }
      body.name = nil
      out.append(" =")
    }
    out.append(" {values: ")
    path.append(PathStep(field: "values", index: -1))
    try printTensor(body, leavesNameUnset: true)
    path[path.count - 1].field = "indices"
    out.append(", indices: ")
    try printTensor(indices, leavesNameUnset: true)
    path.removeLast()
    out.append(UInt8(ascii: "}"))
  }

  // MARK: Content

  /// How a tensor's elements can be written.
  enum Content {
    case none
    case external([Entry])
    case strings([Text])
    case literal(TensorLiteral)
    case reference(Payload?)

    /// Whether the syntax asks for `=` before it.
    func needsEquals(isNamed: Bool) -> Bool {
      switch self {
      case .none, .external: !isNamed
      default: false
      }
    }
  }

  /// How the elements of a tensor can be written, or nil if the syntax can't say it.
  func content(of tensor: Tensor) throws -> Content? {
    guard let type = tensor.knownType, !tensor.segment.isPresent else { return nil }
    let typed = [tensor.floatData, tensor.int32Data, tensor.int64Data, tensor.doubleData, tensor.uint64Data]
      .filter { $0 != nil }.count
    let kinds = typed + (tensor.stringData.isEmpty ? 0 : 1) + (tensor.rawData == nil ? 0 : 1)
    if let location = tensor.dataLocation {
      return location == 1 && kinds == 0 && (!options.isPeer || !tensor.externalData.isEmpty)
        ? .external(tensor.externalData) : nil
    }
    guard tensor.externalData.isEmpty, kinds <= 1 else { return nil }
    if kinds == 0 { return Content.none }
    if !tensor.stringData.isEmpty {
      guard type == .string else { return nil }
      return isReferred(tensor) ? .reference(nil) : .strings(tensor.stringData)
    }
    if let raw = tensor.rawData {
      if isReferred(tensor) { return .reference(raw) }
      return .literal(try TensorLiteral(raw: raw, of: tensor, type, in: model, isPeer: options.isPeer))
    }
    guard let payload = tensor[type.typedField] else { return nil }
    if isReferred(tensor) { return .reference(payload) }
    return try TensorLiteral(typed: payload, of: tensor, type, in: model, isPeer: options.isPeer).map(Content.literal)
  }

  /// Whether the elements are written as a reference to another file.
  private func isReferred(_ tensor: Tensor) -> Bool {
    guard !options.isInline(tensor) else { return false }
    switch options.weights {
    case .inline: return false
    case .reference: return true
    case .places(let places): return places[currentPath] != nil
    }
  }

  private mutating func printContent(_ content: Content, of tensor: Tensor, separated: Bool) throws {
    switch content {
    case .none:
      if pragma.storesRaw {
        extend()
        out.append(" @typed {}")
      } else {
        out.append(" {}")
      }
    case .external(let entries):
      out.append(UInt8(ascii: " "))
      if entries.isEmpty { extend() }
      printEntries(entries)
    case .strings(let strings):
      out.append(" {")
      for (index, text) in strings.enumerated() {
        if index > 0 { out.append(", ") }
        printString(text)
      }
      out.append(UInt8(ascii: "}"))
    case .literal(let literal): try printLiteral(literal, of: tensor)
    case .reference(let payload):
      out.append(UInt8(ascii: " "))
      try printReference(to: tensor, payload)
    }
  }

  private mutating func printLiteral(_ literal: TensorLiteral, of tensor: Tensor) throws {
    out.append(UInt8(ascii: " "))
    if literal.isRaw, options.isPeer { _ = loses("raw_data", "that the elements are in raw_data") }
    if !options.isPeer, literal.isRaw != pragma.storesRaw || literal.needsStorage {
      extend()
      out.append(literal.isRaw ? "@raw " : "@typed ")
    } else if literal.isRaw {
      extend()
    }
    if literal.hasValues, !options.isPeer { extend() }
    let last = tensor.dims.last.flatMap { Int(exactly: $0) } ?? 0
    let isBase64 = literal.isOpaque || (literal.count > 64 && !options.isDecimal && !options.isPeer && literal.hasBytes)
    if isBase64 {
      extend()
      return try printBytes(literal.rawBytes, indented: true)
    }
    let perLine = literal.count <= 16 || options.isPeer ? 0 : literal.numbersPerElement * (1...16 ~= last ? last : 16)
    try printElements(literal, perLine: perLine)
  }

  private mutating func printElements(_ literal: TensorLiteral, perLine: Int) throws {
    out.append(UInt8(ascii: "{"))
    let layout = ElementLayout(perLine: perLine, indent: (indent + 1) * 2)
    if perLine > 0 {
      indent += 1
      newline()
      indent -= 1
    }
    switch literal.elements {
    case .payload(let payload, let kind) where literal.count > Self.largeLiteral:
      literals.append(LargeLiteral(position: out.count, payload: payload, form: .elements(kind, layout)))
    case .payload(let payload, let kind):
      let model = self.model
      try model.withBytes(of: payload) { bytes in write(bytes, kind, layout) }
    case .bytes(let bytes, let kind): bytes.withUnsafeBytes { write($0, kind, layout) }
    case .patterns(let values, let format): printPatterns(values, format, layout)
    }
    if perLine > 0 { newline() }
    out.append(UInt8(ascii: "}"))
  }

  private mutating func write(_ bytes: UnsafeRawBufferPointer, _ kind: ElementKind, _ layout: ElementLayout) {
    let room = kind.maximumTextBytes(count: bytes.count / kind.byteCount, layout: layout)
    out.advance(kind.write(bytes, layout: layout, to: out.reserve(room)))
  }

  /// Integers that are bit patterns of a narrow float: its values, or the integers themselves where they are too large.
  private mutating func printPatterns(_ values: [Int32], _ format: FloatFormat, _ layout: ElementLayout) {
    for (index, value) in values.enumerated() {
      if index > 0 {
        out.append(UInt8(ascii: ","))
        if layout.perLine > 0, index % layout.perLine == 0 {
          out.append(UInt8(ascii: "\n"))
          out.append(repeating: UInt8(ascii: " "), count: layout.indent)
        } else {
          out.append(UInt8(ascii: " "))
        }
      }
      if !options.isPeer, value >= 0, value >> Int32(format.width) == 0 {
        let bits = UInt64(value)
        out.advance(format.write(bits: bits, to: out.reserve(FloatFormat.maximumTextBytes)))
      } else {
        printInt(Int64(value))
      }
    }
  }

  /// Prints bytes: a few as `x"..."`, more as `b64"..."` over several lines.
  mutating func printBytes(_ payload: Payload, indented: Bool) throws {
    extend()
    let model = self.model
    guard payload.count > 48 else {
      out.append("x\"")
      try model.withBytes(of: payload) { bytes in
        out.advance(Hex.encode(bytes, to: out.reserve(bytes.count * 2 + 1)))
      }
      return out.append(UInt8(ascii: "\""))
    }
    out.append("b64\"")
    let perLine = 96
    indent += 1
    newline()
    literals.append(
      LargeLiteral(position: out.count, payload: payload, form: .base64(perLine: perLine, indent: indent * 2)))
    indent -= 1
    newline()
    out.append(UInt8(ascii: "\""))
  }

  /// Prints the bytes of elements that were converted.
  private mutating func printBytes(_ bytes: TensorLiteral.RawBytes, indented: Bool) throws {
    switch bytes {
    case .payload(let payload): try printBytes(payload, indented: indented)
    case .bytes(let bytes):
      extend()
      out.append("b64\"")
      indent += 1
      let perLine = 96 / 4 * 3
      var start = 0
      while start < bytes.count {
        newline()
        let end = min(start + perLine, bytes.count)
        bytes[start..<end].withUnsafeBytes { piece in
          out.advance(Base64.encode(piece, to: out.reserve(Base64.encodedBytes(count: piece.count) + 4)))
        }
        start = end
      }
      indent -= 1
      newline()
      out.append(UInt8(ascii: "\""))
    }
  }

  // MARK: References

  private mutating func printReference(to tensor: Tensor, _ payload: Payload?) throws {
    switch options.weights {
    case .inline: return
    case .reference(let file):
      try printReference(file, mainName(of: tensor) ? nil : "#" + currentPath.description, payload)
    case .places(let places):
      guard let place = places[currentPath] else { return }
      // What the tensor there is stored in, if anything, need not be this one's field.
      if (tensor.rawData != nil) != pragma.storesRaw { out.append(tensor.rawData != nil ? "@raw " : "@typed ") }
      try printReference(place.file, place.name.map { String(decoding: $0, as: UTF8.self) }, payload)
    }
  }

  /// Whether `@data` finds a tensor by its own name: it is the first initializer of the main graph with it.
  private mutating func mainName(of tensor: Tensor) -> Bool {
    guard path.count == 2, path[1].field.utf8CodeUnitCount == 11, let name = tensor.name,
      !bytes(name).starts(with: "#".utf8)
    else { return false }
    if mainTensors == nil {
      var first: [ArraySlice<UInt8>: Int] = [:]
      for (index, tensor) in (model.graph?.initializers ?? []).enumerated() {
        guard let name = tensor.name else { continue }
        first[model.strings[name], default: index] = first[model.strings[name]] ?? index
      }
      mainTensors = first
    }
    return mainTensors?[model.strings[name]] == path[1].index
  }

  mutating func printReference(_ file: [UInt8], _ key: String?, _ payload: Payload?) throws {
    extend()
    out.append("@data(")
    file.withUnsafeBufferPointer { printLiteralString($0) }
    if let key {
      out.append(", ")
      var key = key
      key.withUTF8 { printLiteralString($0) }
    }
    if options.pins, let payload, let digest = options.digest {
      out.append(", sha256: \"")
      out.append(try digest(payload, model))
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: ")"))
  }

  /// Prints bytes that are no text of the model as a string.
  private mutating func printLiteralString(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch Self.spelling(bytes) {
    case .bare, .plain:
      out.append(UInt8(ascii: "\""))
      out.append(bytes)
      out.append(UInt8(ascii: "\""))
    case .escaped: printEscaped(bytes)
    case .control: printControl(bytes)
    }
  }
}
