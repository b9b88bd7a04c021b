internal import Numbers
package import ONNXModel
internal import Syntax

/// The object form of messages that have no syntax of their own, or more than it can say.
extension ModelPrinter: FieldVisitor {
  package typealias Failure = Never

  /// Prints a message as `{field: value, ...}` by the names of onnx.proto.
  mutating func printObject<M: Message>(_ message: M) {
    extend()
    let outer = isFirstField
    isFirstField = true
    out.append(UInt8(ascii: "{"))
    var copy = message
    copy.fields(&self)
    if let unknown = message.unknown {
      printField("_unknown")
      printHex(unknown)
    }
    out.append(UInt8(ascii: "}"))
    isFirstField = outer
  }

  private mutating func printField(_ name: StaticString) {
    if !isFirstField { out.append(", ") }
    isFirstField = false
    out.append(name)
    out.append(": ")
  }

  /// Prints what may fail; the first failure ends the printing of the model.
  private mutating func attempt(_ body: (inout ModelPrinter) throws -> Void) {
    do { try body(&self) } catch { if failure == nil { failure = error } }
  }

  // MARK: FieldVisitor

  package mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) {
    guard let value else { return }
    printField(name)
    printString(value)
  }

  package mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) {
    guard !value.isEmpty else { return }
    printField(name)
    list(value) { (printer, text) in printer.printString(text) }
  }

  package mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) {
    guard let value else { return }
    printField(name)
    printInt(value)
  }

  package mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) {
    guard let value else { return }
    printField(name)
    printInt(Int64(value))
  }

  package mutating func enumeration(_ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind) {
    int32(number, name, &value)
  }

  package mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) {
    guard let value else { return }
    printField(name)
    printFloat(value)
  }

  package mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) {
    guard !value.isEmpty else { return }
    printField(name)
    list(value) { (printer, number) in printer.printInt(number) }
  }

  package mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) {
    guard !value.isEmpty else { return }
    printField(name)
    list(value) { (printer, number) in printer.printFloat(number) }
  }

  package mutating func payload(
    _ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout
  ) {
    guard let payload = value else { return }
    printField(name)
    let model = self.model
    attempt { (printer) throws in
      switch layout {
      case .raw: try printer.printRawField(payload)
      case .float32, .float64:
        try model.withBytes(of: payload) { bytes in
          printer.printNumbers(bytes, layout == .float32 ? .float32 : .float64)
        }
      case .varint:
        let kind: ElementKind =
          switch number {
          case 5: .signed(width: 32)  // int32_data
          case 7: .signed(width: 64)  // int64_data
          default: .unsigned(width: 64)
          }
        try model.withBytes(of: payload) { bytes in
          let values = Varints.decode(bytes) ?? []
          if kind.byteCount == 4 {
            values.map { UInt32(truncatingIfNeeded: $0) }.withUnsafeBytes { printer.printNumbers($0, kind) }
          } else {
            values.withUnsafeBytes { printer.printNumbers($0, kind) }
          }
        }
      }
    }
  }

  /// Prints `[1, 2, ...]`.
  private mutating func printNumbers(_ bytes: UnsafeRawBufferPointer, _ kind: ElementKind) {
    out.append(UInt8(ascii: "["))
    let layout = ElementLayout(perLine: 0, indent: 0)
    let room = kind.maximumTextBytes(count: bytes.count / kind.byteCount, layout: layout)
    out.advance(kind.write(bytes, layout: layout, to: out.reserve(room)))
    out.append(UInt8(ascii: "]"))
  }

  private mutating func printRawField(_ payload: Payload) throws {
    let isLarge = payload.count > 4 * options.inlineLimit
    if isLarge, case .reference(let file) = options.weights {
      return try printReference(file, "#" + currentPath.description, payload)
    }
    if isLarge, case .places(let places) = options.weights, let place = places[currentPath] {
      return try printReference(place.file, place.name.map { String(decoding: $0, as: UTF8.self) }, payload)
    }
    try printBytes(payload, indented: false)
  }

  package mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) {
    guard let value else { return }
    nested(name, -1) { (printer) in
      printer.printField(name)
      printer.printNested(value)
    }
  }

  package mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout Indirect<M>) {
    guard let value = value.value else { return }
    nested(name, -1) { (printer) in
      printer.printField(name)
      printer.printNested(value)
    }
  }

  package mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) {
    guard !value.isEmpty else { return }
    printField(name)
    out.append(UInt8(ascii: "["))
    for index in value.indices {
      if index > 0 { out.append(", ") }
      nested(name, index) { (printer) in printer.printNested(value[index]) }
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func list<Element>(_ values: [Element], _ body: (inout ModelPrinter, Element) -> Void) {
    out.append(UInt8(ascii: "["))
    for index in values.indices {
      if index > 0 { out.append(", ") }
      body(&self, values[index])
    }
    out.append(UInt8(ascii: "]"))
  }

  private mutating func nested(_ name: StaticString, _ index: Int, _ body: (inout ModelPrinter) -> Void) {
    path.append(PathStep(field: name, index: index))
    body(&self)
    path.removeLast()
  }

  /// A message inside an object: graphs, nodes, types and tensors in their own syntax behind a keyword.
  private mutating func printNested<M: Message>(_ message: M) {
    switch message {
    case let graph as Graph:
      out.append("graph ")
      attempt { (printer) throws in try printer.printGraph(graph, isOutermost: false) }
    case let type as ValueType where canSay(type):
      out.append("type ")
      printType(type)
    case let tensor as Tensor where showsItself(tensor):
      out.append("tensor ")
      attempt { (printer) throws in try printer.printTensor(tensor) }
    default: printObject(message)
    }
  }

  var currentPath: ModelPath {
    ModelPath(path.map { ModelPath.Step($0.field.description, $0.index < 0 ? nil : $0.index) })
  }
}
