package import ONNXModel
package import SourceText
package import Syntax

/// A text's model, with what is wrong in it.
package struct LoweredModel: Sendable {
  package var model: Model
  package var errors: [LoweringError]

  package init(model: Model, errors: [LoweringError]) {
    self.model = model
    self.errors = errors
  }
}

/// Makes a model of a text's tree.
package struct ModelLowerer {
  var model = Model()
  var errors: [LoweringError] = []
  let pragma: Pragma
  let provider: (any DataProvider)?
  /// The sources of the model by their keys.
  var sourceIndices: [String: Int32] = [:]
  /// The object that is being read.
  var object = ObjectContext()
  static let mostErrors = 1000

  init(pragma: Pragma, provider: (any DataProvider)?) {
    self.pragma = pragma
    self.provider = provider
    model.wire = pragma.isProto3 ? .proto3 : .proto2
  }

  /// Makes the model of a whole text, whose tree has no errors.
  package static func lower(_ tree: SyntaxTree, provider: (any DataProvider)? = nil) -> LoweredModel {
    var lowerer = ModelLowerer(pragma: tree.pragma ?? Pragma(), provider: provider)
    lowerer.model.strings.bytes.reserveCapacity(min(tree.source.count, 1 << 22))
    var file = FileState()
    lowerer.lower(tree, &file)
    file.finish(&lowerer.model)
    return LoweredModel(model: lowerer.model, errors: lowerer.errors)
  }

  /// Makes the nodes of some statements anew, in the place of others of the main graph.
  ///
  /// - Returns: what is wrong in them.
  package static func replaceNodes(
    _ change: NodeChange, of model: inout Model, in places: TreeIndex, provider: (any DataProvider)? = nil
  ) -> [LoweringError] {
    var lowerer = ModelLowerer(pragma: places.tree.pragma ?? Pragma(), provider: provider)
    swap(&lowerer.model, &model)
    let nodes = places.mainNodeStatements(change.old.lowerBound..<change.old.lowerBound + change.count).map { number in
      places.tree.withReader(of: number) { lowerer.lowerNode($0, 0) }
    }
    lowerer.model.graph?.nodes.replaceSubrange(change.old, with: nodes)
    swap(&lowerer.model, &model)
    return lowerer.errors
  }

  /// Reads a text and makes its model at the same time, a batch of statements after the other; the tree has the text's
  /// errors and its last statements.
  package static func read(
    _ source: SourceBytes, provider: (any DataProvider)? = nil
  ) -> (tree: SyntaxTree, lowered: LoweredModel) {
    var lowerer: ModelLowerer?
    var file = FileState()
    let tree = Parser.parse(source) { batch in
      // What follows an error is not worth a model.
      guard batch.errors.isEmpty else { return }
      if lowerer == nil {
        lowerer = ModelLowerer(pragma: batch.pragma ?? Pragma(), provider: provider)
        lowerer?.model.strings.bytes.reserveCapacity(min(source.count, 1 << 22))
      }
      lowerer?.lower(batch, &file)
    }
    guard var lowerer = lowerer.take(), tree.errors.isEmpty else {
      return (tree, LoweredModel(model: Model(), errors: []))
    }
    file.finish(&lowerer.model)
    return (tree, LoweredModel(model: lowerer.model, errors: lowerer.errors))
  }

  private mutating func lower(_ tree: SyntaxTree, _ file: inout FileState) {
    tree.forEachStatement { (statement, reader) in lower(statement, reader, &file) }
  }

  /// What has been read of a file.
  private struct FileState {
    var graph: Graph?
    var function: Function?
    /// Whether the one that was begun has its signature.
    var isSigned = false

    mutating func finish(_ model: inout Model) {
      if let graph = graph.take() { model.graph = graph }
      if let function = function.take() { model.functions.append(function) }
      isSigned = false
    }

    /// Begins what a signature belongs to: a header right before it, or something new.
    mutating func sign(_ statement: Statement, _ model: inout Model) {
      if isSigned || statement.isInFunction && graph != nil { finish(&model) }
      begin(statement)
      isSigned = true
    }

    /// Begins what a statement is a part of, unless it has begun: the signature may be what is broken.
    mutating func begin(_ statement: Statement) {
      if statement.isInFunction {
        if function == nil { function = Function() }
      } else if graph == nil {
        graph = Graph()
      }
    }
  }

  private mutating func lower(_ statement: Statement, _ reader: StatementReader, _ file: inout FileState) {
    switch statement.kind {
    case .object: lowerObjectStatement(reader, &file)
    case .header where statement.isBeforeContents: lowerModelHeader(reader)
    case .header:
      file.finish(&model)
      file.begin(statement)
      if statement.isInFunction { lowerHeader(reader, 0, &file.function) } else { lowerHeader(reader, 0, &file.graph) }
    case .signature:
      file.sign(statement, &model)
      var graph = file.graph.take() ?? Graph()
      lowerSignature(reader, 0, &graph)
      file.graph = graph
    case .functionSignature:
      file.sign(statement, &model)
      var function = file.function.take() ?? Function()
      lowerFunctionSignature(reader, &function)
      file.function = function
    case .declaration:
      file.begin(statement)
      if !statement.isInFunction {
        lowerDeclaration(reader, 0, &file.graph)
      } else if let value = child(reader, 0, .value) {
        file.function?.values.append(lowerValue(reader, value))
      }
    case .node:
      file.begin(statement)
      let node = lowerNode(reader, 0)
      if statement.isInFunction { file.function?.nodes.append(node) } else { file.graph?.nodes.append(node) }
    case .bodyOpen, .declarationsOpen: file.begin(statement)
    case .bodyClose: file.finish(&model)
    default: break
    }
  }

  private mutating func lowerObjectStatement(_ reader: StatementReader, _ file: inout FileState) {
    guard let object = child(reader, 0, .object) else { return }
    if reader.bytes(0).elementsEqual("model".utf8) {
      var message = model
      lowerObject(reader, object, &message)
      // What the object's strings and payloads are in was collected meanwhile.
      (message.strings, message.sources) = (model.strings, model.sources)
      model = message
    } else if reader.bytes(0).elementsEqual("graph".utf8) {
      var graph = Graph()
      lowerObject(reader, object, &graph)
      model.graph = graph
    } else {
      var function = Function()
      lowerObject(reader, object, &function)
      model.functions.append(function)
    }
  }

  // MARK: Trees

  /// The first part of some kind.
  func child(_ reader: StatementReader, _ node: Int, _ kind: SyntaxKind) -> Int? {
    var part = node + 1
    while part < reader.end(node) {
      if reader.kind(part) == kind { return part }
      part = reader.end(part)
    }
    return nil
  }

  mutating func report(
    _ range: Range<Int>, _ message: String, note: String? = nil, kind: LoweringError.Kind = .syntax
  ) {
    guard errors.count < Self.mostErrors else { return }
    errors.append(LoweringError(kind: kind, range: range, message: message, note: note))
  }

  // MARK: Headers

  private mutating func lowerModelHeader(_ reader: StatementReader) {
    forEachEntry(reader, 0) { (lowerer, key, entry, value) in
      switch key {
      case "ir_version": lowerer.model.irVersion = lowerer.lowerInt(reader, value)
      case "model_version": lowerer.model.modelVersion = lowerer.lowerInt(reader, value)
      case "producer_name": lowerer.model.producerName = lowerer.lowerText(reader, value)
      case "producer_version": lowerer.model.producerVersion = lowerer.lowerText(reader, value)
      case "domain": lowerer.model.domain = lowerer.lowerText(reader, value)
      case "doc_string": lowerer.model.docString = lowerer.lowerText(reader, value)
      case "opset_import": lowerer.model.opsetImports += lowerer.lowerOpsets(reader, entry)
      case "metadata_props": lowerer.model.metadata += lowerer.lowerEntries(reader, entry)
      case "configuration": lowerer.model.configuration += lowerer.lowerObjects(reader, entry)
      case "training_info": lowerer.model.trainingInfo += lowerer.lowerObjects(reader, entry)
      default: lowerer.model.unknown = lowerer.lowerBytes(reader, value)
      }
    }
  }

  private mutating func lowerHeader(_ reader: StatementReader, _ node: Int, _ graph: inout Graph?) {
    guard var header = graph.take() else { return }
    lowerGraphHeader(reader, node, &header)
    graph = header
  }

  mutating func lowerGraphHeader(_ reader: StatementReader, _ node: Int, _ graph: inout Graph) {
    forEachEntry(reader, node) { (lowerer, key, entry, value) in
      switch key {
      case "doc_string": graph.docString = lowerer.lowerText(reader, value)
      case "metadata_props": graph.metadata += lowerer.lowerEntries(reader, entry)
      case "quantization_annotation": graph.quantizationAnnotations += lowerer.lowerObjects(reader, entry)
      default: graph.unknown = lowerer.lowerBytes(reader, value)
      }
    }
  }

  private mutating func lowerHeader(_ reader: StatementReader, _ node: Int, _ function: inout Function?) {
    guard var header = function.take() else { return }
    forEachEntry(reader, node) { (lowerer, key, entry, value) in
      switch key {
      case "domain": header.domain = lowerer.lowerText(reader, value)
      case "overload": header.overload = lowerer.lowerText(reader, value)
      case "doc_string": header.docString = lowerer.lowerText(reader, value)
      case "opset_import": header.opsetImports += lowerer.lowerOpsets(reader, entry)
      case "metadata_props": header.metadata += lowerer.lowerEntries(reader, entry)
      default: header.unknown = lowerer.lowerBytes(reader, value)
      }
    }
    function = header
  }

  /// Calls back with the key of each entry of a header, the entry, and its value's first token.
  private mutating func forEachEntry(
    _ reader: StatementReader, _ header: Int, _ body: (inout ModelLowerer, String, Int, Int) -> Void
  ) {
    var entry = header + 1
    while entry < reader.end(header) {
      if reader.kind(entry) == .entry {
        let first = reader.firstToken(entry)
        body(&self, String(decoding: reader.bytes(first), as: UTF8.self), entry, first + 2)
      }
      entry = reader.end(entry)
    }
  }

  private mutating func lowerOpsets(_ reader: StatementReader, _ entry: Int) -> [OperatorSetID] {
    guard let list = child(reader, entry, .opsets) else { return [] }
    var opsets: [OperatorSetID] = []
    var opset = list + 1
    while opset < reader.end(list) {
      opsets.append(lowerOpset(reader, opset))
      opset = reader.end(opset)
    }
    return opsets
  }

  /// `[ string ] ":" int | object`
  mutating func lowerOpset(_ reader: StatementReader, _ opset: Int) -> OperatorSetID {
    var id = OperatorSetID()
    if let object = child(reader, opset, .object) {
      lowerObject(reader, object, &id)
      return id
    }
    var token = reader.firstToken(opset)
    if reader.tokens[token].kind != .colon {
      id.domain = lowerText(reader, token)
      if pragma.unset.contains(.opset), id.domain?.isEmpty ?? false { id.domain = nil }
      token += 1
    }
    id.version = lowerInt(reader, token + 1)
    return id
  }

  /// `string ":" string | object`
  mutating func lowerEntry(_ reader: StatementReader, _ part: Int) -> Entry {
    var entry = Entry()
    if let object = child(reader, part, .object) {
      lowerObject(reader, object, &entry)
    } else {
      let token = reader.firstToken(part)
      entry.key = lowerText(reader, token)
      entry.value = lowerText(reader, token + 2)
    }
    return entry
  }

  /// The entries of the list that is a part of `node`.
  mutating func lowerEntries(_ reader: StatementReader, _ node: Int) -> [Entry] {
    guard let list = child(reader, node, .entries) else { return [] }
    var entries: [Entry] = []
    var part = list + 1
    while part < reader.end(list) {
      entries.append(lowerEntry(reader, part))
      part = reader.end(part)
    }
    return entries
  }

  /// The messages of the list of objects that is a part of `node`.
  mutating func lowerObjects<M: Message>(_ reader: StatementReader, _ node: Int) -> [M] {
    guard let list = child(reader, node, .objects) else { return [] }
    var messages: [M] = []
    var object = list + 1
    while object < reader.end(list) {
      var message = M()
      lowerObject(reader, object, &message)
      messages.append(message)
      object = reader.end(object)
    }
    return messages
  }
}
