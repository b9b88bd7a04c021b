// Types that a model declares, and how they go together with those that are inferred.

package import ONNXModel

/// A declared type that contradicts what was inferred.
package struct DeclarationConflict: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Another kind of value, or another element type.
    case type
    case rank
    case dimension(Int)
  }

  package var value: ValueID
  /// Where the type is declared.
  package var declaration: Declaration
  package var kind: Kind
  package var inferred: InferredType
  package var declared: InferredType
}

/// Conflicts in the order in which they were found, one for each declaration of a value.
struct ConflictList {
  private struct Key: Hashable {
    var value: ValueID
    var declaration: Declaration
  }

  private(set) var list: [DeclarationConflict] = []
  private var noted: Set<Key> = []

  mutating func note(_ conflict: DeclarationConflict) {
    if noted.insert(Key(value: conflict.value, declaration: conflict.declaration)).inserted { list.append(conflict) }
  }
}

/// A place that declares a value's type.
package struct Declaration: Sendable, Hashable {
  package enum List: Sendable, Hashable { case input, output, valueInfo }

  package var scope: Int
  package var list: List
  package var number: Int

  package init(scope: Int, list: List, number: Int) {
    self.scope = scope
    self.list = list
    self.number = number
  }
}

extension ModelIndex {
  /// The path of a declaration.
  package func path(of declaration: Declaration) -> ModelPath {
    let field =
      switch declaration.list {
      case .input: "input"
      case .output: "output"
      case .valueInfo: "value_info"
      }
    return path(ofScope: declaration.scope).appending(field, declaration.number)
  }
}

/// The declarations of a model by value.
package struct Declarations: Sendable {
  private let strings: StringPool
  /// By value: a place in `list`, or -1. Of several the first; the others follow by `next`.
  private var first: [Int32]
  private var list: [(declaration: Declaration, type: InferredType, next: Int32)] = []

  package init(_ index: ModelIndex) {
    strings = index.strings
    first = Array(repeating: -1, count: index.values.count)
    for (scope, record) in index.scopes.enumerated() {
      for (number, id) in record.outputs.enumerated() where number < record.graph.outputs.count {
        add(Declaration(scope: scope, list: .output, number: number), record.graph.outputs[number].type, id)
      }
      for (number, value) in record.graph.values.enumerated() {
        guard let name = value.name, let id = index.ownValue(named: name, in: scope) else { continue }
        add(Declaration(scope: scope, list: .valueInfo, number: number), value.type, id)
      }
    }
  }

  private mutating func add(_ declaration: Declaration, _ type: ValueType?, _ id: ValueID) {
    guard id.exists, let type = type.flatMap(self.type) else { return }
    list.append((declaration, type, first[id.offset]))
    first[id.offset] = Int32(truncatingIfNeeded: list.count - 1)
  }

  /// The types that are declared for a value, besides that of a graph's input; none for most.
  package func all(of id: ValueID) -> [(declaration: Declaration, type: InferredType)] {
    var result: [(Declaration, InferredType)] = []
    var place = first[id.offset]
    while place >= 0 {
      let one = list[Int(place)]
      result.append((one.declaration, one.type))
      place = one.next
    }
    return result
  }

  /// The first of them.
  package func first(of id: ValueID) -> InferredType? {
    let place = first[id.offset]
    return place >= 0 ? list[Int(place)].type : nil
  }

  func hasDeclaration(_ id: ValueID) -> Bool { first[id.offset] >= 0 }

  /// A declared type as inference writes it; nil for a type that says nothing.
  package func type(_ type: ValueType) -> InferredType? {
    if let tensor = type.tensor { return .tensor(info(tensor)) }
    if let sparse = type.sparseTensor.value { return .sparseTensor(info(sparse)) }
    if let sequence = type.sequence.value { return .sequence(sequence.type.value.flatMap(self.type)) }
    if let optional = type.optional.value { return .optional(optional.type.value.flatMap(self.type)) }
    if let map = type.map.value {
      return .map(key: map.keyType.flatMap(DataType.init(rawValue:)), value: map.valueType.value.flatMap(self.type))
    }
    if let opaque = type.opaque.value {
      let text = { (text: Text?) in text.map { strings.string($0) } ?? "" }
      return .opaque(domain: text(opaque.domain), name: text(opaque.name))
    }
    return nil
  }

  private func info(_ type: TensorType) -> TensorInfo {
    TensorInfo(type.elementType.flatMap(DataType.init(rawValue:)), type.shape.map { $0.dims.map(size) })
  }

  private func size(_ dimension: Dimension) -> Size {
    // A negative size is no size (S010): exporters write -1 for what they don't know.
    if let value = dimension.value { return value >= 0 ? .known(value) : .unknown }
    guard let name = dimension.param, !name.isEmpty else { return .unknown }
    return .symbol(strings.string(name))
  }
}

extension InferenceRun {
  /// An inferred type together with all that is declared of the value; contradictions are noted and the inferred stays.
  func merged(_ inferred: InferredType?, _ id: ValueID) -> InferredType? {
    guard declarations.hasDeclaration(id) else { return inferred }
    var result = inferred
    for (declaration, declared) in declarations.all(of: id) {
      guard let known = result else {
        result = declared
        continue
      }
      if let kind = known.conflict(with: declared) {
        note(
          DeclarationConflict(
            value: id, declaration: declaration, kind: kind, inferred: known, declared: declared))
      } else {
        result = known.refined(by: declared)
      }
    }
    return result
  }

  func note(_ conflict: DeclarationConflict) { conflicts.note(conflict) }

  /// Checks the declarations of outputs that no node of the scope makes: inputs and weights handed through.
  func mergeOutputs(_ scope: Int) {
    let record = index.scopes[scope]
    for id in record.outputs where id.exists && index.values[id.offset].scope == scope {
      if case .output = index.values[id.offset].origin { continue }
      types[id.offset] = merged(types[id.offset], id)
    }
  }
}

extension InferredType {
  /// What contradicts; nil where both can be true.
  package func conflict(with other: InferredType) -> DeclarationConflict.Kind? {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)), (.sparseTensor(let a), .sparseTensor(let b)): a.conflict(with: b)
    case (.sequence(let a), .sequence(let b)), (.optional(let a), .optional(let b)):
      a.flatMap { a in b.flatMap { a.conflict(with: $0) } }
    case (.map(let k, let a), .map(let l, let b)):
      if let k, let l, k != l { .type } else { a.flatMap { a in b.flatMap { a.conflict(with: $0) } } }
    case (.opaque, .opaque): self == other ? nil : .type
    default: .type
    }
  }

  /// This type with what only the other one knows.
  package func refined(by other: InferredType) -> InferredType {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)): .tensor(a.refined(by: b))
    case (.sparseTensor(let a), .sparseTensor(let b)): .sparseTensor(a.refined(by: b))
    case (.sequence(let a), .sequence(let b)): .sequence(a.map { a in b.map { a.refined(by: $0) } ?? a } ?? b)
    case (.optional(let a), .optional(let b)): .optional(a.map { a in b.map { a.refined(by: $0) } ?? a } ?? b)
    case (.map(let k, let a), .map(let l, let b)):
      .map(key: k ?? l, value: a.map { a in b.map { a.refined(by: $0) } ?? a } ?? b)
    default: self
    }
  }
}

extension TensorInfo {
  func conflict(with other: TensorInfo) -> DeclarationConflict.Kind? {
    if let a = elementType, let b = other.elementType, a != b { return .type }
    guard let a = shape, let b = other.shape else { return nil }
    guard a.count == b.count else { return .rank }
    return zip(a, b).enumerated().first { !OperatorCall.mayEqual($1.0, $1.1) }.map { .dimension($0.offset) }
  }

  func refined(by other: TensorInfo) -> TensorInfo {
    var shape = self.shape ?? other.shape
    if let a = self.shape, let b = other.shape, a.count == b.count { shape = zip(a, b).map(OperatorCall.unified) }
    return TensorInfo(elementType ?? other.elementType, shape)
  }
}
