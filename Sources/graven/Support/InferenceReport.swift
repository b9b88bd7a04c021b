internal import Inference
internal import JSON
internal import ONNXModel

/// The values of a model with their types, in the order in which `infer` shows them: scope by scope, inputs, weights, nodes.
struct InferenceReport {
  let inference: Inference
  private let declarations: Declarations
  private let outputs: Set<ValueID>

  /// Elements of known values that are printed.
  private static let mostElements = 64

  init(_ inference: Inference) {
    self.inference = inference
    declarations = inference.declarations
    var outputs: Set<ValueID> = []
    for scope in inference.index.scopes { outputs.formUnion(scope.outputs) }
    self.outputs = outputs
  }

  private var index: ModelIndex { inference.index }

  /// One value to show.
  struct Row {
    var scope: Int
    var value: ValueID
    var role: String
  }

  /// The values of a scope, in order.
  func rows(of scope: Int) -> [Row] {
    let record = index.scopes[scope]
    var rows = record.inputs.map { Row(scope: scope, value: $0, role: "input") }
    for value in record.initializers + record.sparseInitializers {
      if case .input = index.values[value.offset].origin { continue }
      rows.append(Row(scope: scope, value: value, role: "initializer"))
    }
    for node in index.nodeIDs(scope) {
      for (number, value) in index.outputs(node).enumerated() where value.exists {
        guard index.values[value.offset].origin == .output(node, number) else { continue }
        rows.append(Row(scope: scope, value: value, role: "node"))
      }
    }
    return rows
  }

  /// The scopes that are shown: all but those of training.
  var scopes: [Int] {
    index.scopes.indices.filter { if case .training = index.scopes[$0].kind { false } else { true } }
  }

  func isOutput(_ value: ValueID) -> Bool { outputs.contains(value) }

  /// The type that the file declares for a value.
  func declared(_ row: Row) -> InferredType? {
    if case .input(let number) = index.values[row.value.offset].origin {
      let inputs = index.scopes[row.scope].graph.inputs
      return number < inputs.count ? inputs[number].type.flatMap(declarations.type) : nil
    }
    return declarations.first(of: row.value)
  }

  // MARK: JSON

  /// Writes `"values": [...], "unknown_from": [...]`; `sink` gets what is long enough meanwhile.
  ///
  /// Large models have tens of thousands of rows, so that names that never change are written as they are.
  func write(into json: inout JSONWriter, _ sink: (UnsafeRawBufferPointer) -> Void) {
    let titles = index.operations.map { Array($0.title.utf8) }
    json.key("values")
    json.beginArray()
    for scope in scopes {
      let path = Array(index.path(ofScope: scope).description.utf8)
      for row in rows(of: scope) {
        write(row, path, titles, into: &json)
        json.drain(sink)
      }
    }
    json.endArray()
    json.member("unknown_from", each: inference.unknownFrom) { json, stop in
      json.object { json in
        json.member("at", index.path(of: stop.node).description)
        json.member("reason", stop.reason)
      }
    }
  }

  private func write(_ row: Row, _ graph: [UInt8], _ titles: [[UInt8]], into json: inout JSONWriter) {
    let record = index.values[row.value.offset]
    json.beginObject()
    json.key(plain: "graph")
    json.write(plain: .bytes(graph))
    json.key(plain: "name")
    json.writeText(Array(index.strings[record.name]))
    json.key(plain: "at")
    writePlace(record.origin, graph, into: &json)
    json.key(plain: "role")
    json.write(row.role)
    json.key(plain: "output")
    json.write(isOutput(row.value))
    let type = inference.type(of: row.value)
    write(type, into: &json)
    json.key(plain: "declared")
    if let declared = declared(row) { json.write(declared.description) } else { json.writeNull() }
    json.key(plain: "value")
    if let known = inference.known[row.value], known.elements.count <= Self.mostElements {
      json.beginArray()
      for element in known.elements { Self.write(element, into: &json) }
      json.endArray()
    } else {
      json.writeNull()
    }
    json.key(plain: "because")
    json.beginArray()
    if let type, case .output(let node, _) = record.origin {
      json.beginObject()
      json.key(plain: "what")
      json.write(type.shape == nil ? "type" : "type, shape")
      json.key(plain: "rule")
      json.writeText(titles[index.nodes[node.offset].operation])
      json.key(plain: "at")
      json.write(plain: .bytes(graph), .text(".node["), .number(index.nodes[node.offset].number), .text("]"))
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  /// Writes a value's path, made of its graph's.
  private func writePlace(_ origin: ValueRecord.Origin, _ graph: [UInt8], into json: inout JSONWriter) {
    switch origin {
    case .input(let number): json.write(plain: .bytes(graph), .text(".input["), .number(number), .text("]"))
    case .initializer(let number):
      json.write(plain: .bytes(graph), .text(".initializer["), .number(number), .text("]"))
    case .sparseInitializer(let number):
      json.write(plain: .bytes(graph), .text(".sparse_initializer["), .number(number), .text("]"))
    case .output(let node, let number):
      json.write(
        plain: .bytes(graph), .text(".node["), .number(index.nodes[node.offset].number), .text("].output["),
        .number(number), .text("]"))
    }
  }

  /// Writes the members from `kind` to `element`.
  private func write(_ type: InferredType?, into json: inout JSONWriter) {
    json.key(plain: "kind")
    if let type { json.write(plain: .text(Self.kind(type))) } else { json.writeNull() }
    json.key(plain: "element_type")
    if let element = type?.elementType { json.write(plain: .text(element.name)) } else { json.writeNull() }
    json.key(plain: "shape")
    if let shape = type?.shape {
      json.beginArray()
      for size in shape {
        switch size {
        case .known(let value): json.write(value)
        case .expression(let expression): json.write(expression.description)
        case .unknown: json.writeNull()
        }
      }
      json.endArray()
    } else {
      json.writeNull()
    }
    switch type {
    case .sequence(let element), .optional(let element):
      json.key("element")
      write(element: element, into: &json)
    case .map(let key, let value):
      json.member("key_type", key.map { "\($0.name)" })
      json.key("element")
      write(element: value, into: &json)
    default: break
    }
  }

  private func write(element: InferredType?, into json: inout JSONWriter) {
    guard let element else { return json.writeNull() }
    json.object { json in write(element, into: &json) }
  }

  private static func kind(_ type: InferredType) -> StaticString {
    switch type {
    case .tensor: "tensor"
    case .sparseTensor: "sparse_tensor"
    case .sequence: "sequence"
    case .optional: "optional"
    case .map: "map"
    case .opaque: "opaque"
    }
  }

  private static func write(_ element: Element, into json: inout JSONWriter) {
    switch element {
    case .size(.known(let value)): json.writeExact(value)
    case .size(.expression(let expression)): json.write(expression.description)
    case .size(.unknown): json.writeNull()
    case .real(let value): json.write(value)
    case .fraction(let expression, let divisor): json.write("(\(expression)) / \(divisor)")
    case .text(let bytes): json.writeText(bytes)
    }
  }

  // MARK: Table

  /// A table for people: name, type, known elements, where it comes from.
  func table() -> String {
    var lines: [(name: String, type: String, origin: String)] = []
    for scope in scopes {
      let rows = rows(of: scope)
      if rows.isEmpty { continue }
      if scope != index.mainScope { lines.append(("", "", "in \(index.path(ofScope: scope)):")) }
      for row in rows {
        let type = inference.type(of: row.value)?.description ?? "?"
        let value = inference.known[row.value].flatMap(Self.elements).map { " = \($0)" } ?? ""
        let origin = index.producer(of: row.value).map { index.operation($0).title } ?? row.role
        lines.append((index.name(of: row.value), type + value, isOutput(row.value) ? "\(origin), output" : origin))
      }
    }
    let width = min(lines.map(\.name.count).max() ?? 0, 48)
    let typeWidth = min(lines.map(\.type.count).max() ?? 0, 48)
    var text = ""
    for line in lines {
      if line.name.isEmpty {
        text += "\(line.origin)\n"
        continue
      }
      text += "\(Self.padded(line.name, width))  \(Self.padded(line.type, typeWidth))  \(line.origin)\n"
    }
    for stop in inference.unknownFrom {
      text += "unknown from \(index.path(of: stop.node)) (\(index.operation(stop.node).name)): \(stop.reason)\n"
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// `{1, N}`, if there are few.
  private static func elements(_ value: KnownTensor) -> String? {
    guard value.elements.count <= 8 else { return nil }
    let texts = value.elements.map { element -> String in
      switch element {
      case .size(let size): size.description
      case .real(let value): "\(value)"
      case .fraction(let expression, let divisor): "(\(expression)) / \(divisor)"
      case .text(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
      }
    }
    return value.isScalar ? texts[0] : "{\(texts.joined(separator: ", "))}"
  }
}
