package import ONNXModel
package import Syntax

/// Prints parts of a model by themselves, as the printer writes them in a text with some pragma.
package struct FragmentPrinter: Sendable {
  package let pragma: Pragma

  package init(pragma: Pragma) {
    self.pragma = pragma
  }

  /// Prints what an edit puts in place; nil for numbers and strings, whose place says how they are written.
  ///
  /// - Parameters:
  ///   - indent: Levels of indentation of the lines behind the first.
  ///   - showsType: Whether an attribute is a function's, whose type is always written.
  /// - Throws: what reading a tensor's elements throws.
  package func print(_ value: EditValue, indent: Int = 0, showsType: Bool = false) throws -> [UInt8]? {
    var model = Model()
    switch value {
    case .int, .float, .string: return nil
    case .node(let node, let pool):
      model.strings = pool
      return try print(model, indent) { (printer) throws in try printer.printNode(node) }
    case .attribute(let attribute, let pool):
      model.strings = pool
      return try print(model, indent) { (printer) throws in
        try printer.printAttribute(attribute, showsType: showsType && attribute.refAttrName == nil)
      }
    case .value(let value, let pool):
      model.strings = pool
      return try print(model, indent) { (printer) throws in try printer.printValue(value) }
    case .tensor(let tensor, let pool):
      model.strings = pool
      return try print(model, indent) { (printer) throws in try printer.printInitializer(tensor) }
    case .function(let function, let pool):
      model.strings = pool
      // A file without a graph has its functions in another form.
      model.graph = Graph()
      return try print(model, indent) { (printer) throws in try printer.printFunction(function) }
    case .entry(let key, let value):
      let entry = Entry(key: model.strings.add(key), value: model.strings.add(value))
      return try print(entry, model)
    case .opset(let domain, let version):
      var opset = OperatorSetID()
      (opset.domain, opset.version) = (domain.map { model.strings.add($0) }, version)
      return try print(model, indent) { (printer) in printer.printOpset(opset) }
    }
  }

  func print(_ entry: Entry, _ model: Model) throws -> [UInt8] {
    // Without the brackets of the list.
    Array(try print(model, 0) { (printer) in printer.printEntries([entry]) }.dropFirst().dropLast())
  }

  /// A name, bare where it can be; quoted where a word of the language must not stand (`isFree`).
  package func name(_ bytes: [UInt8], isFree: Bool = false) -> [UInt8] {
    write(bytes) { (printer, text) in printer.printName(text, avoidingWords: isFree) }
  }

  package func string(_ bytes: [UInt8]) -> [UInt8] {
    write(bytes) { (printer, text) in printer.printString(text) }
  }

  package func float(_ value: Float) -> [UInt8] {
    write([]) { (printer, _) in printer.printFloat(value) }
  }

  private func write(_ bytes: [UInt8], _ body: (inout ModelPrinter, Text) -> Void) -> [UInt8] {
    var model = Model()
    let text = model.strings.add(bytes)
    // Strings and numbers have no elements elsewhere, so nothing fails.
    return (try? print(model, 0) { (printer) in body(&printer, text) }) ?? []
  }

  func print(_ model: Model, _ indent: Int, _ body: (inout ModelPrinter) throws -> Void) throws -> [UInt8] {
    try model.strings.bytes.withUnsafeBufferPointer { (strings) throws in
      var printer = ModelPrinter(model: model, strings: strings, options: PrintOptions(), pragma: pragma)
      printer.indent = indent
      try body(&printer)
      if let failure = printer.failure { throw failure }
      let text = printer.finish()
      var bytes: [UInt8] = []
      try TextWriter.write(text, of: model) { bytes.append(contentsOf: $0) }
      return bytes
    }
  }
}
