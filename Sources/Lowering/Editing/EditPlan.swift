internal import ONNXModel
internal import Syntax

/// How an edit of a model is said in a text.
enum EditPlan {
  case insert([UInt8], at: Int, TextPatch.Rank = .part)
  case replace(Range<Int>, [UInt8])
  case delete([Range<Int>])
  /// Something that says two parts of the model at once.
  case shared(Range<Int>, [UInt8])
  case list(CommaList, [ListChange.Action])
  case line(TreeScope, NodeLines.Action)
  /// An entry that a header gets, or an element of it where the entry is a list.
  case header(HeaderList, key: String, [UInt8], isElement: Bool)
  /// With the other edits of the same node's operator.
  case nodeOperator
  /// With all that is around it, printed anew.
  case unit
  /// Another edit does it.
  case nothing
}

/// Finds the smallest way to say an edit.
struct EditPlanner {
  let index: TreeIndex
  let fragments: FragmentPrinter
  /// Paths of what is removed.
  let removed: Set<ModelPath>
  /// Paths of nodes that get an attribute with a graph.
  private let withGraph: Set<ModelPath>
  private var declarations: [Int: DeclarationLists] = [:]

  init(_ index: TreeIndex, _ fragments: FragmentPrinter, _ edits: [ModelEdit]) {
    self.index = index
    self.fragments = fragments
    removed = Set(edits.compactMap { if case .remove(let path) = $0 { path } else { nil } })
    withGraph = Set(edits.compactMap { $0.insertsGraph ? ModelPath(Array($0.path.steps.dropLast())) : nil })
  }

  struct Refusal: Error {
    var reason: EditError.Reason
  }

  mutating func plan(_ edit: ModelEdit) throws(Refusal) -> EditPlan {
    var parentPath = edit.path
    guard let step = parentPath.steps.popLast() else { throw Refusal(reason: .model(.nothingThere)) }
    // What the text leaves out may still be a part of the model: the unit around it knows.
    guard let parent = index.place(of: parentPath) else { return .unit }
    switch edit {
    case .set(_, let value):
      if let place = index.child(of: parent, step) { return try set(place, parent, step, value) }
      return try add(parent, step, value)
    case .remove:
      guard let place = index.child(of: parent, step) else { return .unit }
      return try remove(place, parent, step, parentPath)
    case .insert(_, let value): return try insert(parent, step, value, parentPath)
    }
  }

  // MARK: Setting

  private mutating func set(
    _ place: TreePlace, _ parent: TreePlace, _ step: ModelPath.Step, _ value: EditValue
  ) throws(Refusal) -> EditPlan {
    guard let range = index.range(of: place) else { throw Refusal(reason: .model(.nothingThere)) }
    switch place.form {
    case .operatorPart: return .nodeOperator
    case .other, .model, .scope, .innerGraph, .type, .shape: return .unit
    default: break
    }
    if isZero(value), case .attribute = parent.form, fragments.pragma.unset.contains(.zero), step.index == nil {
      return .unit
    }
    if case .string(let bytes) = value, case .opset = parent.form, bytes.isEmpty,
      fragments.pragma.unset.contains(.opset)
    {
      return .unit
    }
    guard let bytes = try spell(value, place, range) else {
      if place.form.isMessage { return .unit }
      throw Refusal(reason: .model(.wrongValue))
    }
    if place.isShared { return .shared(range, bytes) }
    if let stepIndex = step.index, case .node = parent.form, step.field == "input" || step.field == "output",
      let (list, item) = index.list(of: parent, step.field, stepIndex)
    {
      return .list(list, [.replace(item, bytes)])
    }
    return .replace(range, bytes)
  }

  private func isZero(_ value: EditValue) -> Bool {
    switch value {
    case .int(let value): value == 0
    case .float(let value): value.bitPattern == 0
    case .string(let bytes): bytes.isEmpty
    default: false
    }
  }

  /// How a value is written in a place; nil if it can't stand there.
  private func spell(_ value: EditValue, _ place: TreePlace, _ range: Range<Int>) throws(Refusal) -> [UInt8]? {
    switch (value, place.form) {
    case (.string(let bytes), .name), (.string(let bytes), .missingName): return fragments.name(bytes)
    case (.string(let bytes), .freeName): return fragments.name(bytes, isFree: true)
    case (.string(let bytes), .emptyName): return [UInt8(ascii: "[")] + fragments.name(bytes) + [UInt8(ascii: "]")]
    case (.string(let bytes), .string): return fragments.string(bytes)
    case (.int(let number), .int), (.int(let number), .number): return Array("\(number)".utf8)
    case (.float(let number), .float), (.float(let number), .number): return fragments.float(number)
    case (.int(let number), .primitive):
      guard let type = Int32(exactly: number).flatMap(DataType.init(rawValue:)) else { return nil }
      return Array(type.name.description.utf8)
    default: return place.unit.map { $0.accepts(value) } ?? false ? try print(value, place.unit, range.lowerBound) : nil
    }
  }

  /// Prints a message as it stands behind the indentation at a place.
  private func print(_ value: EditValue, _ unit: TreePlace.Unit?, _ offset: Int) throws(Refusal) -> [UInt8]? {
    let indent = TextPatch(index.tree).indentation(at: offset).count
    return try print(value, unit, indentation: indent)
  }

  func print(_ value: EditValue, _ unit: TreePlace.Unit?, indentation: Int) throws(Refusal) -> [UInt8]? {
    do {
      return try fragments.print(value, indent: (indentation + 1) / 2, showsType: unit == .parameter)
    } catch { throw Refusal(reason: .model(.foreignPayload)) }
  }

  // MARK: Adding what is not there

  private func add(_ parent: TreePlace, _ step: ModelPath.Step, _ value: EditValue) throws(Refusal) -> EditPlan {
    guard step.index == nil else { return .unit }
    if let header = index.header(of: parent), header.position(of: step.field) != nil {
      switch value {
      case .int(let number) where step.field == "ir_version" || step.field == "model_version":
        return .header(header, key: step.field, Array("\(number)".utf8), isElement: false)
      case .string(let bytes) where step.field != "_unknown":
        return .header(header, key: step.field, fragments.string(bytes), isElement: false)
      default: throw Refusal(reason: .model(.wrongValue))
      }
    }
    let view = index.view(parent)
    switch (parent.form, step.field, value) {
    case (.scope, "name", .string(let bytes)), (.innerGraph, "name", .string(let bytes)):
      guard let scope = index.scope(of: parent), let signature = scope.signature else { return .unit }
      let start = StatementView(index.tree, signature.statement).range(of: signature.part).lowerBound
      return .insert(fragments.name(bytes, isFree: scope.kind == .graph) + [0x20], at: start)
    case (.node, "name", .string(let bytes)):
      let name = [UInt8(ascii: "[")] + fragments.name(bytes) + Array("] ".utf8)
      return .insert(name, at: view.range(of: parent.part).lowerBound)
    case (.node, "op_type", _), (.node, "domain", _), (.node, "overload", _): return .nodeOperator
    case (_, "doc_string", .string(let bytes)): return addDoc(parent, view, bytes)
    case (.tensor, "name", .string(let bytes)):
      guard let type = view.child(parent.part, .type) else { return .unit }
      return .insert([0x20] + fragments.name(bytes), at: view.range(of: type).upperBound)
    default: return .unit
    }
  }

  /// A doc string comes before all other notes.
  private func addDoc(_ parent: TreePlace, _ view: StatementView, _ bytes: [UInt8]) -> EditPlan {
    let owner: Int
    var ownLine = false
    switch parent.form {
    case .node: (owner, ownLine) = (parent.part, true)
    case .attribute: owner = parent.part
    case .value where !parent.isShared, .tensor where parent.unit != nil: owner = parent.part
    case .inputTensor: owner = parent.payload ?? parent.part
    default: return .unit
    }
    let notes: [SyntaxKind] = [.docNote, .metaNote, .deviceNote, .unknownNote]
    let first = view.children(owner).first { notes.contains(view.kind($0)) }
    let end = view.range((first.map { view.firstToken($0) } ?? view.endToken(owner)) - 1).upperBound
    let note = index.noteGap(view, owner, ownLine: ownLine) + Array("@doc ".utf8) + fragments.string(bytes)
    return .insert(note, at: end, ownLine ? .doc : .elementDoc)
  }

  // MARK: Inserting

  private mutating func insert(
    _ parent: TreePlace, _ step: ModelPath.Step, _ value: EditValue, _ parentPath: ModelPath
  ) throws(Refusal) -> EditPlan {
    guard let at = step.index, at >= 0 else { throw Refusal(reason: .model(.nothingThere)) }
    if step.field == "node", case .node = value, let scope = index.scope(of: parent), scope.object == nil {
      guard at <= scope.nodes.count, scope.bodyOpen != nil else { throw Refusal(reason: .model(.nothingThere)) }
      let indentation = NodeLines.indentation(index.tree, scope, at).count
      guard let bytes = try print(value, .node, indentation: indentation) else { return .unit }
      return .line(scope, .insert(at, bytes))
    }
    if step.field == "functions", case .function = value, case .model = parent.form {
      return try insertFunction(at, value)
    }
    guard let found = list(parent, step.field, at) else { return try insertIntoHeader(parent, step.field, at, value) }
    var list = found.list
    let form = ElementForm(parent, step.field, list, found.index)
    guard let bytes = try element(value, form, list.start) else { throw Refusal(reason: .model(.wrongValue)) }
    if form.changesType { return .unit }
    if step.field == "attribute", list.items.isEmpty, withGraph.contains(parentPath) {
      moveBehindInputs(&list, parent)
    }
    return .list(list, [.insert(found.index, bytes)])
  }

  /// A function behind the last one of a text, or behind its graph; elsewhere it would have to be told from comments whose
  /// they are.
  private func insertFunction(_ at: Int, _ value: EditValue) throws(Refusal) -> EditPlan {
    guard at == index.file.functions.count, index.file.object == nil, index.file.graph != nil,
      let last = index.file.scopes.last?.ends?.last
    else { throw Refusal(reason: .unsupported) }
    guard let bytes = try print(value, nil, indentation: 0) else { throw Refusal(reason: .model(.wrongValue)) }
    let end = StatementView(index.tree, last.statement).range(of: last.part).upperBound
    let patch = TextPatch(index.tree)
    // A comment behind the last brace stays there.
    return .insert([0x0a, 0x0a] + bytes, at: patch.endOfLineWithoutTokens(end) ?? end, .line)
  }

  /// A list, from the cache where it is one of many declarations.
  private mutating func list(_ parent: TreePlace, _ field: String, _ at: Int) -> (list: CommaList, index: Int)? {
    guard case .scope(let number) = parent.form, ["initializer", "sparse_initializer", "value_info"].contains(field)
    else {
      return index.list(of: parent, field, at)
    }
    if declarations[number] == nil {
      declarations[number] = index.scope(of: parent).flatMap { index.declarations(of: $0) }
    }
    return declarations[number]?.list(field, at)
  }

  /// Attributes with a graph stand behind the inputs, one a line.
  private func moveBehindInputs(_ list: inout CommaList, _ parent: TreePlace) {
    let view = index.view(parent)
    guard let inputs = view.child(parent.part, .inputs) else { return }
    list.start = view.range(view.endToken(inputs)).upperBound
    let newline = TextPatch(index.tree).newline(at: view.range(of: parent.part).lowerBound)
    list.separator = newline + [0x20, 0x20]
    (list.prefix, list.suffix) = (Array(" <".utf8) + list.separator, newline + Array(">".utf8))
  }

  private func element(_ value: EditValue, _ form: ElementForm, _ offset: Int) throws(Refusal) -> [UInt8]? {
    switch (form.kind, value) {
    case (.name, .string(let bytes)): return fragments.name(bytes)
    case (.freeName, .string(let bytes)): return fragments.name(bytes, isFree: true)
    case (.string, .string(let bytes)): return fragments.string(bytes)
    case (.int, .int(let number)): return Array("\(number)".utf8)
    case (.float, .float(let number)): return fragments.float(number)
    case (.message(let unit), _) where unit.accepts(value):
      let isDeclared = unit == .value || unit == .tensor
      let indent = TextPatch(index.tree).indentation(at: offset).count + (isDeclared || unit == .attribute ? 2 : 0)
      return try print(value, unit, indentation: indent)
    default: return nil
    }
  }

  /// The first element of a list that stands in a header.
  private func insertIntoHeader(
    _ parent: TreePlace, _ field: String, _ at: Int, _ value: EditValue
  ) throws(Refusal) -> EditPlan {
    guard let header = index.header(of: parent), header.position(of: field) != nil else { return .unit }
    guard at == 0, header.positions(of: field).isEmpty else { throw Refusal(reason: .model(.nothingThere)) }
    switch (field, value) {
    case ("opset_import", .opset), ("metadata_props", .entry):
      guard let bytes = try print(value, nil, indentation: 0) else { return .unit }
      return .header(header, key: field, bytes, isElement: true)
    default: throw Refusal(reason: .model(.wrongValue))
    }
  }

  // MARK: Removing

  private mutating func remove(
    _ place: TreePlace, _ parent: TreePlace, _ step: ModelPath.Step, _ parentPath: ModelPath
  ) throws(Refusal) -> EditPlan {
    if let at = step.index { return try removeElement(place, parent, step.field, at, parentPath) }
    if let header = index.header(of: parent) {
      let entries = header.positions(of: step.field)
      if !entries.isEmpty { return .list(header.list, entries.map { .remove($0) }) }
    }
    let view = index.view(parent)
    switch (parent.form, step.field) {
    case (.scope, "name"), (.innerGraph, "name"):
      // A function without a name may need a header.
      guard index.scope(of: parent)?.kind == .graph else { return .unit }
      return .delete([withSpace(index.view(place), place.tokens)])
    case (.node, "name"):
      guard let name = view.child(parent.part, .nodeName) else { return .unit }
      return .delete([withSpace(view, view.tokens(name))])
    case (.node, "op_type"), (.node, "domain"), (.node, "overload"): return .nodeOperator
    case (.node, "doc_string"), (.attribute, "doc_string"), (.value, "doc_string"), (.tensor, "doc_string"),
      (.inputTensor, "doc_string"):
      let docs = view.children(parent.payload.flatMap { parent.form.isTensor ? $0 : nil } ?? parent.part)
      return .delete(docs.filter { view.kind($0) == .docNote }.map { index.withGap(view, view.tokens($0)) })
    default: return .unit
    }
  }

  /// Some tokens with the white space behind them.
  private func withSpace(_ view: StatementView, _ tokens: Range<Int>) -> Range<Int> {
    let range = view.range(tokens)
    return range.lowerBound..<TextPatch(index.tree).skipSpaces(range.upperBound)
  }

  private mutating func removeElement(
    _ place: TreePlace, _ parent: TreePlace, _ field: String, _ at: Int, _ parentPath: ModelPath
  ) throws(Refusal) -> EditPlan {
    if field == "node", let scope = index.scope(of: parent), scope.object == nil { return .line(scope, .remove(at)) }
    if field == "functions", let range = index.range(of: place) {
      return .delete([range])
    }
    if case .inputTensor = place.form { return try removePayload(place, parent, parentPath) }
    if place.isShared { throw Refusal(reason: .shared) }
    if place.payload != nil, !removed.contains(parentPath.appending("initializer", initializer(of: place, parent))) {
      throw Refusal(reason: .shared)
    }
    guard let (list, item) = list(parent, field, at) else { return .unit }
    if ElementForm(parent, field, list, item).changesTypeWhenRemoved { return .unit }
    return .list(list, [.remove(item)])
  }

  /// The initializer of an input goes with its input, or leaves it.
  private func removePayload(
    _ place: TreePlace, _ parent: TreePlace, _ parentPath: ModelPath
  ) throws(Refusal) -> EditPlan {
    let inputs = index.children(of: parent).filter { $0.step.field == "input" }
    guard let payload = place.payload, let input = inputs.first(where: { $0.place.payload == payload }) else {
      return .unit
    }
    if removed.contains(parentPath.appending("input", input.step.index)) { return .nothing }
    let view = index.view(place)
    return .delete([index.withGap(view, view.tokens(payload))])
  }

  private func initializer(of input: TreePlace, _ parent: TreePlace) -> Int? {
    index.children(of: parent).first { $0.step.field == "initializer" && $0.place.payload == input.payload }?.step.index
  }
}

extension ModelEdit {
  fileprivate var insertsGraph: Bool {
    guard case .insert(_, .attribute(let attribute, _)) = self else { return false }
    return attribute.g.isPresent || !attribute.graphs.isEmpty
  }
}

extension TreePlace.Form {
  fileprivate var isMessage: Bool {
    switch self {
    case .object, .node, .attribute, .value, .tensor, .sparse, .opset, .entry, .inputTensor: true
    default: false
    }
  }
}

extension TreePlace.Unit {
  /// Whether a value is a message of this kind.
  func accepts(_ value: EditValue) -> Bool {
    switch (self, value) {
    case (.node, .node), (.attribute, .attribute), (.parameter, .attribute), (.value, .value), (.tensor, .tensor),
      (.opset, .opset), (.entry, .entry):
      true
    default: false
    }
  }
}
