// What a shape function sees of a node: types and known elements of its inputs, its attributes; and what it says of outputs.

package import ONNXModel
package import Operators

/// One node while its outputs are inferred.
///
/// Shape functions read `shape(0)`, `int("axis")`, and write `setShape(0, ...)`; element types that the schema's type
/// parameters give are there already. They throw an `InferenceProblem` when the node can't be right; what was written
/// before stays.
package final class OperatorCall {
  let run: InferenceRun
  package let id: NodeID
  package let node: Node
  package let operation: Operation
  package let inputIDs: ArraySlice<ValueID>
  package let outputIDs: ArraySlice<ValueID>
  /// The attributes of the function call that this node is inside of.
  let bindings: [String: Attribute]?
  package internal(set) var outputs: [InferredType?]
  var outputValues: [KnownTensor?]
  /// What outputs that are sequences or optionals hold, where that is known exactly.
  var outputContents: [Int: [ValueFacts]] = [:]
  /// Why an output stays unknown, if that is not a matter of unknown inputs: `data-dependent`.
  package var unknownReason: String?

  init(_ id: NodeID, in run: InferenceRun, bindings: [String: Attribute]?) {
    self.run = run
    self.id = id
    self.bindings = bindings
    node = run.index.node(id)
    operation = run.index.operation(id)
    inputIDs = run.index.inputs(id)
    outputIDs = run.index.outputs(id)
    outputs = Array(repeating: nil, count: outputIDs.count)
    outputValues = []
  }

  /// The version that defined the operator as the model sees it: 11 in `Clip-11`.
  package var version: Int { operation.schema?.sinceVersion ?? operation.importedVersion ?? 0 }

  /// `Clip-11`.
  package var title: String { operation.title }

  // MARK: Inputs

  package var inputCount: Int { inputIDs.count }

  package func inputID(_ number: Int) -> ValueID {
    number >= 0 && number < inputIDs.count ? inputIDs[inputIDs.startIndex + number] : .omitted
  }

  /// Whether an optional input is given.
  package func hasInput(_ number: Int) -> Bool {
    let id = inputID(number)
    return id != .omitted && !run.isAbsent(id)
  }

  package func type(_ number: Int) -> InferredType? {
    let id = inputID(number)
    return id.exists ? run.types[id.offset] : nil
  }

  package func elementType(_ number: Int) -> DataType? { type(number)?.elementType }

  /// The shape of a tensor input; nil when omitted, no tensor, or of unknown rank.
  package func shape(_ number: Int) -> [Size]? { type(number)?.shape }

  package func rank(_ number: Int) -> Int? { shape(number)?.count }

  /// The elements of a small input, as far as known; nil when none are, or the tensor is large.
  package func value(_ number: Int) -> KnownTensor? { run.value(of: inputID(number)) }

  /// The elements of an integer input as sizes; some may be unknown.
  package func sizes(_ number: Int) -> [Size]? { value(number)?.sizes }

  /// The elements of an integer input, if all are plain numbers.
  package func integers(_ number: Int) -> [Int64]? { value(number)?.integers }

  /// The elements of an input, if all are plain numbers.
  package func numbers(_ number: Int) -> [Double]? { value(number)?.numbers }

  /// The only element of an integer input, if it is a plain number.
  package func integer(_ number: Int) -> Int64? {
    guard let value = value(number), value.elements.count == 1 else { return nil }
    return value.elements[0].integer
  }

  /// All that is known of an input.
  package func facts(_ number: Int) -> ValueFacts { run.facts(of: inputID(number)) }

  // MARK: Attributes

  /// The attribute, or what a reference to one of the function's attributes stands for.
  package func attribute(_ name: StaticString) -> Attribute? {
    let strings = run.strings
    for attribute in node.attributes {
      guard let own = attribute.name, strings.equals(own, name) else { continue }
      guard let reference = attribute.refAttrName else { return attribute }
      return bindings?[strings.string(reference)]
    }
    return nil
  }

  package func has(_ name: StaticString) -> Bool { attribute(name) != nil }
  package func int(_ name: StaticString) -> Int64? { attribute(name).flatMap(Self.int) }
  package func int(_ name: StaticString, default value: Int64) -> Int64 { int(name) ?? value }
  package func float(_ name: StaticString) -> Float? { attribute(name).flatMap(Self.float) }
  package func string(_ name: StaticString) -> String? { attribute(name)?.s.map { run.strings.string($0) } }

  /// A number that a file leaves out is 0 (Protocol Buffers: the default value of a field), as some writers leave it.
  private static func int(_ attribute: Attribute) -> Int64? {
    attribute.i ?? (attribute.type == AttributeType.int.rawValue ? 0 : nil)
  }

  private static func float(_ attribute: Attribute) -> Float? {
    attribute.f ?? (attribute.type == AttributeType.float.rawValue ? 0 : nil)
  }

  /// Nil where the attribute is absent; an empty list stays an empty list.
  package func ints(_ name: StaticString) -> [Int64]? { attribute(name)?.ints }
  package func floats(_ name: StaticString) -> [Float]? { attribute(name)?.floats }
  package func strings(_ name: StaticString) -> [String]? {
    attribute(name)?.strings.map { run.strings.string($0) }
  }
  package func tensor(_ name: StaticString) -> Tensor? { attribute(name)?.t.value }

  /// The elements of a tensor attribute, if it is small.
  package func knownTensor(_ name: StaticString) -> KnownTensor? { tensor(name).flatMap(run.elements) }

  /// The subgraph in an attribute.
  package func subgraph(_ name: StaticString) -> Int? {
    run.index.subscopes(id).first {
      node.attributes[$0.attribute].name.map { run.strings.equals($0, name) } ?? false
    }?.scope
  }

  // MARK: Outputs

  package var outputCount: Int { outputs.count }

  /// Whether an output is wanted.
  package func hasOutput(_ number: Int) -> Bool {
    number >= 0 && number < outputIDs.count && outputIDs[outputIDs.startIndex + number] != .omitted
  }

  /// The type of an output so far: after binding the schema's type parameters, its element type.
  package func outputType(_ number: Int) -> InferredType? { outputs.indices.contains(number) ? outputs[number] : nil }

  package func setType(_ number: Int, _ type: InferredType?) {
    guard outputs.indices.contains(number), let type else { return }
    outputs[number] = type
  }

  /// Sets the shape of a tensor output and keeps its element type.
  package func setShape(_ number: Int, _ shape: [Size]?) {
    guard outputs.indices.contains(number), let shape else { return }
    switch outputs[number] {
    case .sparseTensor(let info): outputs[number] = .sparseTensor(TensorInfo(info.elementType, shape))
    case let type: outputs[number] = .tensor(type?.elementType, shape)
    }
  }

  /// Sets the element type of a tensor output and keeps its shape.
  package func setElementType(_ number: Int, _ elementType: DataType?) {
    guard outputs.indices.contains(number), let elementType else { return }
    outputs[number] = .tensor(elementType, outputs[number]?.shape)
  }

  package func setTensor(_ number: Int, _ elementType: DataType?, _ shape: [Size]?) {
    setElementType(number, elementType)
    setShape(number, shape)
  }

  /// Says what the elements of an output are; the type follows from them.
  package func setValue(_ number: Int, _ value: KnownTensor?) {
    guard let value, outputs.indices.contains(number), value.elements.count <= KnownTensor.mostElements else { return }
    while outputValues.count < outputs.count { outputValues.append(nil) }
    outputValues[number] = value
    setTensor(number, value.elementType, value.dims.map { .known(Int64($0)) })
  }

  /// Says all that is known of an output.
  package func setFacts(_ number: Int, _ facts: ValueFacts) {
    guard outputs.indices.contains(number) else { return }
    setType(number, facts.type)
    outputContents[number] = facts.contents
    guard let value = facts.value else { return }
    while outputValues.count < outputs.count { outputValues.append(nil) }
    outputValues[number] = value
  }

  /// Reports a problem and goes on.
  package func report(_ problem: InferenceProblem) { run.report(problem, at: id) }
}
