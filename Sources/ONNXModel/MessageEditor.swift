/// Makes edits in messages, by the field names of their paths.
struct MessageEditor: FieldVisitor {
  typealias Failure = EditProblem

  var strings = StringPool()
  private var edit = ModelEdit.remove(ModelPath())
  private var steps: [ModelPath.Step] = []
  private var depth = 0
  /// The number of the field that was found in the message at this depth.
  private var found: Int?

  mutating func make<M: Message>(_ edit: ModelEdit, in message: inout M) throws(EditProblem) {
    (self.edit, steps, depth) = (edit, edit.path.steps, 0)
    try change(&message)
    if strings.bytes.count > StringPool.capacity { throw EditProblem(.tooLarge) }
  }

  private mutating func change<M: Message>(_ message: inout M) throws(EditProblem) {
    guard depth < steps.count else { throw EditProblem(.nothingThere) }
    found = nil
    try message.fields(&self)
    guard let number = found else { throw EditProblem(.nothingThere) }
    // Of a oneof, what is set last stays.
    if case .set = edit, depth == steps.count - 1, M.oneof >> UInt64(number) & 1 != 0 { message.keep(oneof: number) }
  }

  // MARK: Finding

  /// Whether the path goes through a field.
  private func isNext(_ name: StaticString) -> Bool {
    let field = steps[depth].field
    return found == nil && field.utf8.count == name.utf8CodeUnitCount
      && name.withUTF8Buffer { $0.elementsEqual(field.utf8) }
  }

  private var isLast: Bool { depth == steps.count - 1 }

  /// Changes a field of one value.
  private mutating func single<Value>(
    _ number: Int, _ name: StaticString, _ field: inout Value?,
    _ convert: (inout MessageEditor, EditValue) throws(EditProblem) -> Value?
  ) throws(EditProblem) {
    guard isNext(name) else { return }
    guard isLast, steps[depth].index == nil else { throw EditProblem(.nothingThere) }
    switch edit {
    case .set(_, let value):
      guard let converted = try convert(&self, value) else { throw EditProblem(.wrongValue) }
      field = converted
    case .remove:
      guard field != nil else { throw EditProblem(.nothingThere) }
      field = nil
    case .insert: throw EditProblem(.nothingThere)
    }
    found = number
  }

  /// Changes an element of a field of several values.
  private mutating func element<Value>(
    _ number: Int, _ name: StaticString, _ field: inout [Value],
    _ convert: (inout MessageEditor, EditValue) throws(EditProblem) -> Value?
  ) throws(EditProblem) {
    guard isNext(name) else { return }
    guard isLast, let index = steps[depth].index else { throw EditProblem(.nothingThere) }
    switch edit {
    case .set(_, let value):
      guard field.indices.contains(index) else { throw EditProblem(.nothingThere) }
      guard let converted = try convert(&self, value) else { throw EditProblem(.wrongValue) }
      field[index] = converted
    case .remove:
      guard field.indices.contains(index) else { throw EditProblem(.nothingThere) }
      field.remove(at: index)
    case .insert(_, let value):
      guard index >= 0, index <= field.count else { throw EditProblem(.nothingThere) }
      guard let converted = try convert(&self, value) else { throw EditProblem(.wrongValue) }
      field.insert(converted, at: index)
    }
    found = number
  }

  private mutating func inside<M: Message>(_ number: Int, _ message: inout M) throws(EditProblem) {
    depth += 1
    try change(&message)
    depth -= 1
    found = number
  }

  // MARK: FieldVisitor

  mutating func string(_ number: Int, _ name: StaticString, _ value: inout Text?) throws(EditProblem) {
    try single(number, name, &value) { (editor, value) in editor.text(value) }
  }

  mutating func strings(_ number: Int, _ name: StaticString, _ value: inout [Text]) throws(EditProblem) {
    try element(number, name, &value) { (editor, value) in editor.text(value) }
  }

  mutating func int64(_ number: Int, _ name: StaticString, _ value: inout Int64?) throws(EditProblem) {
    try single(number, name, &value) { (_, value) in value.int }
  }

  mutating func int32(_ number: Int, _ name: StaticString, _ value: inout Int32?) throws(EditProblem) {
    try single(number, name, &value) { (_, value) in value.int.flatMap(Int32.init(exactly:)) }
  }

  mutating func enumeration(
    _ number: Int, _ name: StaticString, _ value: inout Int32?, _ kind: EnumKind
  ) throws(EditProblem) {
    try single(number, name, &value) { (_, value) in
      value.int.flatMap(Int32.init(exactly:)).flatMap { kind.contains($0) ? $0 : nil }
    }
  }

  mutating func float(_ number: Int, _ name: StaticString, _ value: inout Float?) throws(EditProblem) {
    try single(number, name, &value) { (_, value) in value.float }
  }

  mutating func int64s(_ number: Int, _ name: StaticString, _ value: inout [Int64]) throws(EditProblem) {
    try element(number, name, &value) { (_, value) in value.int }
  }

  mutating func floats(_ number: Int, _ name: StaticString, _ value: inout [Float]) throws(EditProblem) {
    try element(number, name, &value) { (_, value) in value.float }
  }

  mutating func payload(
    _ number: Int, _ name: StaticString, _ value: inout Payload?, _ layout: PayloadLayout
  ) throws(EditProblem) {
    try single(number, name, &value) { (editor, value) in layout == .raw ? editor.text(value).map(Payload.init) : nil }
  }

  mutating func message<M: Message>(_ number: Int, _ name: StaticString, _ value: inout M?) throws(EditProblem) {
    guard isNext(name) else { return }
    if isLast {
      return try single(number, name, &value) { (editor, value) throws(EditProblem) in try editor.message(value) }
    }
    guard steps[depth].index == nil, var message = value.take() else { throw EditProblem(.nothingThere) }
    try inside(number, &message)
    value = message
  }

  mutating func message<M: Message>(
    _ number: Int, _ name: StaticString, _ value: inout Indirect<M>
  ) throws(EditProblem) {
    guard isNext(name) else { return }
    var message = value.value
    value.value = nil
    try self.message(number, name, &message)
    value.value = message
  }

  mutating func messages<M: Message>(_ number: Int, _ name: StaticString, _ value: inout [M]) throws(EditProblem) {
    guard isNext(name) else { return }
    if isLast {
      return try element(number, name, &value) { (editor, value) throws(EditProblem) in try editor.message(value) }
    }
    guard let index = steps[depth].index, value.indices.contains(index) else { throw EditProblem(.nothingThere) }
    try inside(number, &value[index])
  }

  // MARK: Values

  private mutating func text(_ value: EditValue) -> Text? {
    if case .string(let bytes) = value { strings.add(bytes) } else { nil }
  }

  /// The message that a value is, with its strings in the pool here; nil if it is another one.
  private mutating func message<M: Message>(_ value: EditValue) throws(EditProblem) -> M? {
    switch value {
    case .node(let node, let pool): try strings.adopt(node, from: pool) as? M
    case .attribute(let attribute, let pool): try strings.adopt(attribute, from: pool) as? M
    case .value(let value, let pool): try strings.adopt(value, from: pool) as? M
    case .tensor(let tensor, let pool): try strings.adopt(tensor, from: pool) as? M
    case .function(let function, let pool): try strings.adopt(function, from: pool) as? M
    case .entry(let key, let value): Entry(key: strings.add(key), value: strings.add(value)) as? M
    case .opset(let domain, let version):
      OperatorSetID(domain: domain.map { strings.add($0) }, version: version) as? M
    case .int, .float, .string: nil
    }
  }
}

/// Why an edit can't be made, without which one it is.
struct EditProblem: Error {
  var reason: ModelEditError.Reason

  init(_ reason: ModelEditError.Reason) {
    self.reason = reason
  }
}

extension EditValue {
  fileprivate var int: Int64? { if case .int(let value) = self { value } else { nil } }
  fileprivate var float: Float? { if case .float(let value) = self { value } else { nil } }
}

extension OperatorSetID {
  fileprivate init(domain: Text?, version: Int64) {
    self.init()
    self.domain = domain
    self.version = version
  }
}
