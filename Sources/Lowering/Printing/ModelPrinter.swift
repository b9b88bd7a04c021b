package import ONNXModel
internal import SourceText
package import Syntax

/// Prints a model as text.
package struct ModelPrinter: ~Copyable {
  let model: Model
  let strings: UnsafeBufferPointer<UInt8>
  let options: PrintOptions
  let pragma: Pragma
  var out = ByteWriter(capacity: 1 << 16)
  var literals: [LargeLiteral] = []
  var losses: [Loss] = []
  var usesExtensions = false
  /// Levels of indentation, of two spaces each.
  var indent = 0
  /// The field path of what is being printed.
  var path: [PathStep] = []
  /// The main graph's first tensor of each name, made when it is first needed.
  var mainTensors: [ArraySlice<UInt8>: Int]?
  /// Whether the object that is being printed has no field yet.
  var isFirstField = true
  /// The first thing that failed inside an object.
  var failure: (any Error)?

  struct PathStep {
    var field: StaticString
    var index: Int
  }

  /// Prints a model.
  ///
  /// - Throws: what reading a tensor's elements throws.
  package static func print(_ model: Model, options: PrintOptions) throws -> PrintedText {
    let pragma = options.isPeer ? Pragma() : options.pragma ?? Pragma(for: model, options: options)
    let pool = model.strings.bytes
    return try withPool(pool) { strings in
      var printer = ModelPrinter(model: model, strings: strings, options: options, pragma: pragma)
      try printer.printModel()
      if let failure = printer.failure { throw failure }
      return printer.finish()
    }
  }

  private static func withPool(
    _ pool: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws -> PrintedText
  ) throws -> PrintedText {
    var printed: PrintedText?
    try pool.withUnsafeBufferPointer { printed = try body($0) }
    guard let result = printed.take() else { throw PayloadOutOfBounds() }
    return result
  }

  init(model: Model, strings: UnsafeBufferPointer<UInt8>, options: PrintOptions, pragma: Pragma) {
    self.model = model
    self.strings = strings
    self.options = options
    self.pragma = pragma
  }

  consuming func finish() -> PrintedText {
    let needsPragma = !options.isPeer && (usesExtensions || pragma != Pragma() || options.pragma != nil)
    let line = needsPragma ? Array((pragma.description + "\n").utf8) : []
    return PrintedText(bytes: out, literals: literals, usesExtensions: usesExtensions, losses: losses, pragma: line)
  }

  // MARK: Lines

  @inline(__always)
  mutating func newline() {
    out.append(UInt8(ascii: "\n"))
    out.append(repeating: UInt8(ascii: " "), count: indent &* 2)
  }

  /// Notes that the text uses what the reference does not read.
  mutating func extend() { usesExtensions = true }

  /// Whether to leave something out that the reference can't say; notes the loss.
  mutating func loses(_ field: StaticString? = nil, _ what: @autoclosure () -> String) -> Bool {
    guard options.isPeer else {
      extend()
      return false
    }
    let place = field.map { currentPath.appending($0.description) } ?? currentPath
    losses.append(Loss(path: place, what: what()))
    return true
  }

  /// As `loses`, for an element that is left out of its list, so that the whole list differs.
  mutating func losesElement(_ what: @autoclosure () -> String) -> Bool {
    guard options.isPeer else {
      extend()
      return false
    }
    var list = currentPath
    if !list.steps.isEmpty { list.steps[list.steps.count - 1].index = nil }
    losses.append(Loss(path: list, what: what()))
    return true
  }

  // MARK: Model

  private mutating func printModel() throws {
    printModelHeader()
    if let graph = model.graph {
      path.append(PathStep(field: "graph", index: -1))
      try printGraph(graph, isOutermost: true)
      path.removeLast()
      out.append(UInt8(ascii: "\n"))
    }
    for (index, function) in model.functions.enumerated() {
      if index > 0 || model.graph != nil { out.append(UInt8(ascii: "\n")) }
      path.append(PathStep(field: "functions", index: index))
      try printFunction(function)
      path.removeLast()
      out.append(UInt8(ascii: "\n"))
    }
  }

  private mutating func printModelHeader() {
    var header = HeaderWriter(perLine: true)
    header.int("ir_version", model.irVersion, &self)
    header.string("producer_name", model.producerName, &self)
    header.string("producer_version", model.producerVersion, &self)
    header.string("domain", model.domain, &self)
    header.int("model_version", model.modelVersion, &self)
    header.string("doc_string", model.docString, &self)
    header.opsets(model.opsetImports, &self)
    header.entries(model.metadata, isExtension: false, &self)
    header.objects("configuration", model.configuration, &self)
    header.objects("training_info", model.trainingInfo, &self)
    header.unknown(model.unknown, &self)
    // The first `<` of a file is the model's header, so a graph's own header makes an empty one necessary.
    var needsOne = false
    if let graph = model.graph { needsOne = needsHeader(graph) }
    header.close(always: needsOne, &self)
  }

  // MARK: Graphs

  func needsHeader(_ graph: Graph) -> Bool {
    !options.isPeer
      && (graph.docString != nil || !graph.metadata.isEmpty || !graph.quantizationAnnotations.isEmpty
        || graph.unknown != nil)
  }

  private mutating func printGraphHeader(_ graph: Graph, isOutermost: Bool) {
    var header = HeaderWriter(perLine: false)
    if let doc = graph.docString, !loses("doc_string", "the graph's doc string") {
      header.string("doc_string", doc, &self)
    }
    if !graph.metadata.isEmpty, !loses("metadata_props", "the graph's metadata") {
      header.entries(graph.metadata, isExtension: true, &self)
    }
    header.objects("quantization_annotation", graph.quantizationAnnotations, &self)
    header.unknown(graph.unknown, &self)
    header.close(always: false, endsLine: isOutermost, &self)
  }

  /// Prints a graph without the newline behind it.
  mutating func printGraph(_ graph: Graph, isOutermost: Bool) throws {
    printGraphHeader(graph, isOutermost: isOutermost)
    printGraphName(graph.name, isOutermost: isOutermost)
    try printValues(graph.inputs, "input")
    out.append(" => ")
    try printValues(graph.outputs, "output")
    try printDeclarations(graph)
    try printBody(graph.nodes)
  }

  private mutating func printGraphName(_ name: Text?, isOutermost: Bool) {
    // The reference reads a graph in an attribute only by a bare name.
    let isBare = name.map { Self.spelling(bytes($0)) == .bare && !Self.isReserved(bytes($0)) } ?? false
    if options.isPeer, name == nil || !(isOutermost || isBare) {
      _ = loses("name", "a graph's name that is none")
      return out.append(isOutermost ? "\"\" " : "_ ")
    }
    guard let name else { return extend() }
    printName(name, avoidingWords: true)
    out.append(UInt8(ascii: " "))
  }

  private mutating func printValues(_ values: [Value], _ field: StaticString) throws {
    out.append(UInt8(ascii: "("))
    for (index, value) in values.enumerated() {
      if index > 0 { out.append(", ") }
      path.append(PathStep(field: field, index: index))
      try printValue(value)
      path.removeLast()
    }
    out.append(UInt8(ascii: ")"))
  }

  private mutating func printDeclarations(_ graph: Graph) throws {
    let count = graph.initializers.count + graph.sparseInitializers.count + graph.values.count
    guard count > 0 else { return }
    var list = DeclarationList()
    for (index, tensor) in graph.initializers.enumerated() {
      path.append(PathStep(field: "initializer", index: index))
      if hasContent(tensor) || !losesElement("a tensor that is incomplete or of a later ONNX") {
        try list.add(&self) { (printer) throws in try printer.printInitializer(tensor) }
      }
      path.removeLast()
    }
    for (index, sparse) in graph.sparseInitializers.enumerated() {
      path.append(PathStep(field: "sparse_initializer", index: index))
      if !losesElement("a sparse initializer") {
        try list.add(&self) { (printer) throws in try printer.printSparse(sparse, isInitializer: true) }
      }
      path.removeLast()
    }
    path.append(PathStep(field: "value_info", index: 0))
    try graph.values.withUnsafeBufferPointer { values in
      for index in values.indices {
        path[path.count &- 1].index = index
        list.begin(&self)
        try printValue(values[index])
      }
    }
    path.removeLast()
    list.close(&self)
  }

  /// The `<...>` of declarations, one a line; it begins with its first.
  struct DeclarationList {
    var isEmpty = true

    @inline(__always)
    mutating func begin(_ printer: inout ModelPrinter) {
      if isEmpty {
        printer.out.append(" <")
        printer.indent += 1
        isEmpty = false
      } else {
        printer.out.append(UInt8(ascii: ","))
      }
      printer.newline()
    }

    mutating func add(_ printer: inout ModelPrinter, _ body: (inout ModelPrinter) throws -> Void) throws {
      begin(&printer)
      try body(&printer)
    }

    func close(_ printer: inout ModelPrinter) {
      guard !isEmpty else { return }
      printer.indent -= 1
      printer.newline()
      printer.out.append(UInt8(ascii: ">"))
    }
  }

  private mutating func printBody(_ nodes: [Node]) throws {
    out.append(" {")
    indent += 1
    path.append(PathStep(field: "node", index: 0))
    // Through pointers, here and below: taking a node out of its array would count references to all of its lists.
    try nodes.withUnsafeBufferPointer { nodes in
      for index in nodes.indices {
        newline()
        path[path.count &- 1].index = index
        try printNode(nodes[index])
      }
    }
    path.removeLast()
    indent -= 1
    newline()
    out.append(UInt8(ascii: "}"))
  }

  // MARK: Functions

  mutating func printFunction(_ function: Function) throws {
    if model.graph == nil, !options.isPeer {
      extend()
      out.append("function ")
      return printObject(function)
    }
    var header = HeaderWriter(perLine: false)
    header.string("domain", function.domain, &self)
    header.string("overload", function.overload, &self)
    header.opsets(function.opsetImports, &self)
    header.string("doc_string", function.docString, &self)
    if !function.metadata.isEmpty, !loses("metadata_props", "the function's metadata") {
      header.entries(function.metadata, isExtension: true, &self)
    }
    header.unknown(function.unknown, &self)
    let hasParameters = !function.attributes.isEmpty || !function.attributeDefaults.isEmpty
    header.close(always: function.name == nil && hasParameters, endsLine: true, &self)
    if let name = function.name {
      printName(name)
      out.append(UInt8(ascii: " "))
    } else {
      extend()
    }
    if hasParameters { try printParameters(function) }
    printParameterNames(function.inputs)
    out.append(" => ")
    printParameterNames(function.outputs)
    var list = DeclarationList()
    for (index, value) in function.values.enumerated() {
      path.append(PathStep(field: "value_info", index: index))
      list.begin(&self)
      try printValue(value)
      path.removeLast()
    }
    list.close(&self)
    try printBody(function.nodes)
  }

  private mutating func printParameters(_ function: Function) throws {
    let start = out.count
    out.append(UInt8(ascii: "<"))
    var isFirst = true
    for name in function.attributes {
      if !isFirst { out.append(", ") }
      isFirst = false
      printName(name)
    }
    for (index, attribute) in function.attributeDefaults.enumerated() {
      path.append(PathStep(field: "attribute_proto", index: index))
      defer { path.removeLast() }
      if options.isPeer, losesAttribute(attribute) { continue }
      if !isFirst { out.append(", ") }
      isFirst = false
      try printAttribute(attribute, showsType: true)
    }
    // What the reference can't say may have been all.
    if isFirst { return out.truncate(to: start) }
    out.append("> ")
  }

  private mutating func printParameterNames(_ names: [Text]) {
    out.append(UInt8(ascii: "("))
    for (index, name) in names.enumerated() {
      if index > 0 { out.append(", ") }
      printName(name, avoidingWords: true)
    }
    out.append(UInt8(ascii: ")"))
  }
}
