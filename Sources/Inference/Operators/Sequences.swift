// Operators on sequences: an element's type is what all elements have in common; known sequences are followed exactly.

package import ONNXModel

/// Shape functions of operators that make, change and read sequences.
enum SequenceOperators {
  static let rows: [OperatorInference] = [
    OperatorInference("SequenceEmpty", infer: empty),
    OperatorInference("SequenceConstruct", infer: construct),
    OperatorInference("SequenceInsert", infer: insert),
    OperatorInference("SequenceErase", infer: erase),
    OperatorInference("SequenceAt", infer: at),
    OperatorInference("SequenceLength", infer: length),
    OperatorInference("ConcatFromSequence", infer: concat),
  ]

  /// An empty sequence of tensors of `dtype`, float by default (ONNX Operators, SequenceEmpty-11).
  static func empty(_ call: OperatorCall) throws(InferenceProblem) {
    let number = call.int("dtype", default: Int64(DataType.float.rawValue))
    let type = Int32(exactly: number).flatMap(DataType.init(rawValue:))
    guard let type else {
      throw InferenceProblem("A013", "dtype \(number) is no element type", at: .attribute("dtype"))
    }
    call.setFacts(0, ValueFacts(.sequence(.tensor(type, nil)), contents: []))
  }

  /// A sequence of the inputs in order (ONNX Operators, SequenceConstruct-11).
  static func construct(_ call: OperatorCall) throws(InferenceProblem) {
    guard call.inputCount > 0 else { return }
    let items = (0..<call.inputCount).map(call.facts)
    call.setFacts(0, ValueFacts(.sequence(ValueFacts.common(items)), contents: items))
  }

  /// The sequence with one more element (ONNX Operators, SequenceInsert-11).
  static func insert(_ call: OperatorCall) throws(InferenceProblem) {
    let (sequence, item) = (call.facts(0), call.facts(1))
    let element = sequence.type?.sequenceElement
    if let a = element, let b = item.type, a.conflict(with: b) == .type {
      throw InferenceProblem(
        "T002", "SequenceInsert: the sequence holds \(a), tensor is \(b): they must be of one element type",
        at: .input(1), related: [(0, "\(sequence.type ?? a)"), (1, "\(b)")])
    }
    if var contents = sequence.contents {
      let place = try position(call, 2, count: contents.count, isInsertion: true)
      let type = ValueFacts.common(contents + [item]) ?? element?.withoutShape
      if let place {
        contents.insert(item, at: place)
        return call.setFacts(0, ValueFacts(.sequence(type), contents: contents))
      }
      return call.setType(0, .sequence(type))
    }
    // An element type may be known by the tensor alone.
    let type = element.flatMap { a in item.type.flatMap { a.generalized(with: $0) } }
    call.setType(0, .sequence(type ?? item.type?.withoutShape ?? element?.withoutShape))
  }

  /// The sequence without one element, the last by default (ONNX Operators, SequenceErase-11).
  static func erase(_ call: OperatorCall) throws(InferenceProblem) {
    let sequence = call.facts(0)
    call.setType(0, sequence.type)
    guard var contents = sequence.contents, let place = try position(call, 1, count: contents.count) else { return }
    contents.remove(at: place)
    let type = ValueFacts.common(contents) ?? sequence.type?.sequenceElement?.withoutShape
    call.setFacts(0, ValueFacts(.sequence(type), contents: contents))
  }

  /// One element (ONNX Operators, SequenceAt-11).
  static func at(_ call: OperatorCall) throws(InferenceProblem) {
    let sequence = call.facts(0)
    call.setType(0, sequence.type?.sequenceElement)
    guard let contents = sequence.contents, call.value(1) != nil,
      let place = try position(call, 1, count: contents.count)
    else { return }
    call.setFacts(0, contents[place])
  }

  /// A scalar (ONNX Operators, SequenceLength-11).
  static func length(_ call: OperatorCall) throws(InferenceProblem) {
    call.setTensor(0, .int64, [])
    if let contents = call.facts(0).contents {
      call.setValue(0, KnownTensor(scalar: .size(.known(Int64(contents.count))), .int64))
    }
  }

  /// The place that an input names, which counts from the end where negative; the last one, or behind it, by default.
  ///
  /// - Throws: S019 for a place that the sequence has not.
  private static func position(
    _ call: OperatorCall, _ input: Int, count: Int, isInsertion: Bool = false
  ) throws(InferenceProblem) -> Int? {
    let last = isInsertion ? count : count - 1
    guard call.hasInput(input) else {
      if last >= 0 { return last }
      throw InferenceProblem("S019", "\(call.operation.name): the sequence is empty", at: .input(0))
    }
    guard let number = call.integer(input) else { return nil }
    let place = number < 0 ? number + Int64(count) : number
    guard place >= 0, place <= Int64(last) else {
      throw InferenceProblem(
        "S019", "\(call.operation.name): position \(number) is out of range; the sequence has \(count) elements",
        at: .input(input))
    }
    return Int(place)
  }

  // MARK: ConcatFromSequence

  /// The elements put together along an axis of theirs, or along a new one (ONNX Operators, ConcatFromSequence-11).
  static func concat(_ call: OperatorCall) throws(InferenceProblem) {
    let sequence = call.facts(0)
    let element = sequence.type?.sequenceElement
    call.setElementType(0, element?.elementType)
    let isNew = call.int("new_axis", default: 0)
    guard isNew == 0 || isNew == 1 else {
      throw InferenceProblem("A013", "new_axis is 0 or 1, not \(isNew)", at: .attribute("new_axis"))
    }
    let items = sequence.contents ?? []
    guard let axis = call.int("axis"), let first = element?.shape ?? items.first?.type?.shape else { return }
    let place = try call.axis(axis, rank: first.count + Int(isNew), at: .attribute("axis"))
    var shape = first
    var length: Size = isNew == 1 && sequence.contents != nil ? .known(Int64(items.count)) : .unknown
    // What all elements share holds even where they don't fit together.
    var common = element?.shape ?? Array(repeating: .unknown, count: first.count)
    if isNew == 1 { common.insert(.unknown, at: place) } else { common[place] = .unknown }
    call.setTensor(0, element?.elementType, common)
    if !items.isEmpty { length = try joined(call, items, place, isNew == 1, &shape) }
    if isNew == 1 { shape.insert(length, at: place) } else { shape[place] = length }
    call.setTensor(0, element?.elementType, shape)
    if place == 0, !items.isEmpty { call.setValue(0, values(items, isNew == 1)) }
  }

  /// Joins the shapes of known elements; returns the size of the axis.
  private static func joined(
    _ call: OperatorCall, _ items: [ValueFacts], _ axis: Int, _ isNew: Bool, _ shape: inout [Size]
  ) throws(InferenceProblem) -> Size {
    var length: Size = isNew ? .known(Int64(items.count)) : 0
    for item in items {
      guard let next = item.type?.shape else {
        if !isNew { length = .unknown }
        continue
      }
      let fits =
        next.count == shape.count
        && zip(next, shape).enumerated().allSatisfy {
          (!isNew && $0.offset == axis) || OperatorCall.mayEqual($0.element.0, $0.element.1)
        }
      guard fits else {
        throw call.incompatible(
          "ConcatFromSequence: elements \(items.map { $0.type?.description ?? "?" }.joined(separator: ", ")) differ "
            + (isNew ? "in shape" : "besides axis \(axis)"), inputs: [0], at: .input(0))
      }
      if !isNew { length = length + next[axis] }
      shape = zip(shape, next).map(OperatorCall.unified)
    }
    return length
  }

  /// The elements of tensors along a first axis.
  private static func values(_ items: [ValueFacts], _ isNew: Bool) -> KnownTensor? {
    guard !isNew else { return KnownTensor.stacked(items.map(\.value)) }
    var result: KnownTensor?
    for item in items {
      guard let value = item.value, let rows = value.dims.first else { return nil }
      guard let before = result else {
        result = value
        continue
      }
      guard before.dims.dropFirst() == value.dims.dropFirst(), before.elementType == value.elementType,
        before.elements.count + value.elements.count <= KnownTensor.mostElements
      else { return nil }
      result?.dims[0] += rows
      result?.elements += value.elements
    }
    return result
  }
}
