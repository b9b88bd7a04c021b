internal import Analysis
internal import Inference
internal import Lowering
internal import ONNXModel
internal import Operators

/// Computes what inference knows: constants, shapes, and what is computed from them.
struct KnownValues: Evaluator {
  let catalog = OperatorCatalog()

  /// How many elements a line beside a node shows, and a document.
  private static let firstCount = 16
  private static let mostElements = 100_000

  func evaluate(
    _ request: EvaluationRequest, report: (ModelPath) -> Void
  ) throws(EvaluationFailure) -> [EvaluatedValue] {
    var model = request.model
    StatedSizes.apply(request.dims, to: &model)
    let index = ModelIndex(model, catalog: catalog)
    let inference = Inference(index)
    var values: [EvaluatedValue] = []
    for wanted in request.wanted {
      guard let value = Self.value(at: wanted.path, index) else {
        throw EvaluationFailure(at: wanted.path, "\(wanted.name) is not there")
      }
      if let node = index.producer(of: value) { report(index.path(of: node)) }
      values.append(try evaluate(value, wanted, inference, request))
    }
    return values
  }

  private static func value(at path: ModelPath, _ index: ModelIndex) -> ValueID? {
    let location = ModelLocation(path, in: index)
    guard let step = location.rest.first, let number = step.index else { return nil }
    if let node = location.node {
      let outputs = index.outputs(node)
      return number < outputs.count ? outputs[outputs.startIndex + number] : nil
    }
    guard let scope = location.scope else { return nil }
    let record = index.scopes[scope]
    let lists = [
      "input": record.inputs, "initializer": record.initializers, "sparse_initializer": record.sparseInitializers,
    ]
    guard let list = lists[step.field], list.indices.contains(number), list[number].exists else { return nil }
    return list[number]
  }

  private func evaluate(
    _ value: ValueID, _ wanted: EvaluationRequest.Wanted, _ inference: Inference, _ request: EvaluationRequest
  ) throws(EvaluationFailure) -> EvaluatedValue {
    var result = EvaluatedValue(name: wanted.name, type: inference.type(of: value)?.textForm)
    if let known = inference.known[value] ?? inference.index.constant(value), known.elements.allSatisfy(\.isKnown) {
      fill(&result, known, request)
    } else if let tensor = constant(value, inference.index) {
      do {
        guard let numbers = try TensorNumbers(tensor, of: inference.index.model, folder: request.folder) else {
          result.reason = "not evaluated: its elements are no numbers"
          return result
        }
        fill(&result, numbers, request)
      } catch { throw EvaluationFailure(at: wanted.path, "the elements of \(wanted.name) can't be read: \(error)") }
    } else {
      result.reason = "not evaluated: \(reason(value, inference))"
    }
    return result
  }

  /// The tensor that a value is, as an initializer or as a Constant.
  private func constant(_ value: ValueID, _ index: ModelIndex) -> Tensor? {
    if case .initializer = index.values[value.offset].origin { return index.initializer(of: value) }
    guard let node = index.producer(of: value), index.operation(node).name == "Constant" else { return nil }
    return index.node(node).attributes.first?.t.value
  }

  private func reason(_ value: ValueID, _ inference: Inference) -> String {
    guard let node = inference.index.producer(of: value) else { return "it is an input" }
    return "the evaluator does not compute \(inference.index.operation(node).name) yet"
  }

  // MARK: Words

  private func fill(_ result: inout EvaluatedValue, _ known: KnownTensor, _ request: EvaluationRequest) {
    let first = known.prefix(Self.firstCount).textForm(most: Self.firstCount) ?? ""
    let shown = known.elements.count > Self.firstCount ? first.dropLast() + ", ...]" : first
    var summary = ValueSummary()
    if let numbers = known.numbers {
      summary = ValueSummary(numbers, isWhole: known.integers != nil, first: shown)
    } else {
      (summary.count, summary.first) = (known.elements.count, shown)
    }
    result.summary = summary
    if request.wantsElements { result.elements = known.textForm(most: KnownTensor.mostElements) }
  }

  private func fill(_ result: inout EvaluatedValue, _ tensor: TensorNumbers, _ request: EvaluationRequest) {
    let first = Self.text(tensor, Self.firstCount)
    result.summary = ValueSummary(tensor.numbers, isWhole: tensor.isWhole, first: first)
    guard request.wantsElements else { return }
    result.elements = Self.text(tensor, Self.mostElements, rows: true)
  }

  /// The first elements; in rows, one line for each last dimension.
  private static func text(_ tensor: TensorNumbers, _ most: Int, rows: Bool = false) -> String {
    let width = rows ? max(1, tensor.dims.last ?? 1) : Int.max
    var text = "["
    for (number, value) in tensor.numbers.prefix(most).enumerated() {
      if number > 0 { text += number.isMultiple(of: width) ? ",\n " : ", " }
      text += tensor.isWhole ? "\(Int64(exactly: value) ?? 0)" : tensor.type == .double ? "\(value)" : "\(Float(value))"
    }
    return text + (tensor.numbers.count > most ? ", ...]" : "]")
  }
}

extension TensorNumbers {
  fileprivate var isWhole: Bool {
    switch type {
    case .float, .double, .float16, .bfloat16: false
    default: true
    }
  }
}

extension KnownTensor {
  /// The first elements as a list, or the tensor itself where it has no more.
  fileprivate func prefix(_ count: Int) -> KnownTensor {
    guard elements.count > count else { return self }
    return KnownTensor(elementType, dims: [count], Array(elements.prefix(count)))
  }
}

/// Sizes that a person states for symbolic dimensions.
private enum StatedSizes {
  static func apply(_ sizes: [String: Int], to model: inout Model) {
    guard !sizes.isEmpty, var graph = model.graph else { return }
    for list in [\Graph.inputs, \Graph.outputs, \Graph.values] {
      for index in graph[keyPath: list].indices {
        guard var shape = graph[keyPath: list][index].type?.tensor?.shape else { continue }
        for axis in shape.dims.indices {
          guard let name = shape.dims[axis].param, let size = sizes[model.strings.string(name)] else { continue }
          shape.dims[axis].param = nil
          shape.dims[axis].value = Int64(size)
        }
        graph[keyPath: list][index].type?.tensor?.shape = shape
      }
    }
    model.graph = graph
  }
}
