internal import Analysis
internal import DiskAccess
internal import Evaluation
internal import Inference
internal import Kernels
internal import ONNXModel
internal import Operators

/// Computes what is asked for by running the nodes that it comes from.
struct ModelEvaluator: Evaluator {
  private let catalog = OperatorCatalog()
  private let table = KernelTable()
  private let context: KernelContext
  private let cache = ValueCache(capacity: 512 << 20)

  /// How many elements a line beside a node shows, and a document.
  private static let firstCount = 16
  private static let mostElements = 100_000

  /// The most address space that the process may take; nil where it may take all.
  private let ceiling: Int?

  /// - Parameters:
  ///   - threadCount: how many threads compute.
  ///   - ceiling: the most address space that the process may take, in bytes.
  init(threadCount: Int, ceiling: Int? = nil) {
    self.ceiling = ceiling
    context = KernelContext(memory: TensorMemory(), threads: ThreadPool(threadCount: threadCount))
  }

  func evaluate(
    _ request: EvaluationRequest, report: (ModelPath) -> Void
  ) throws(EvaluationFailure) -> [EvaluatedValue] {
    var model = request.model
    StatedSizes.apply(request.dims, to: &model)
    let index = ModelIndex(model, catalog: catalog)
    var wanted: [ValueID] = []
    for one in request.wanted {
      guard let value = Self.value(at: one.path, index) else {
        throw EvaluationFailure(at: one.path, "\(one.name) is not there")
      }
      wanted.append(value)
    }
    let weights = DiskWeights(folder: request.folder, allowsAbsolutePaths: true)
    let runner = ModelRunner(index, weights: weights, table: table, context: context, cache: cache)
    do {
      let feeds = try feeds(runner, wanted, request)
      let found = try withoutActuallyEscaping(report) { report in
        let observer = ModelRunner.Observer(shouldGoOn: { node in
          report(index.path(of: node))
          return true
        })
        return try runner.run(wanted, feeds: feeds, observer: observer)
      }
      return try zip(request.wanted, found).map { try describe($0.name, $1, request) }
    } catch let error as EvaluationError {
      guard error.isOutOfMemory, let ceiling else { throw EvaluationFailure(at: error.path, error.message) }
      throw EvaluationFailure(at: error.path, EvaluationService.overCeiling(ceiling))
    } catch { throw EvaluationFailure(at: request.wanted.first?.path, "\(error)") }
  }

  /// The inputs: those that the request names a source for, else random ones of the declared types.
  private func feeds(
    _ runner: ModelRunner, _ wanted: [ValueID], _ request: EvaluationRequest
  ) throws -> [ValueID: RuntimeValue] {
    let reader = FeedReader(index: runner.index, memory: context.memory, folder: request.folder, dims: request.dims)
    let inputs = runner.neededInputs(for: wanted)
    let requests = try inputs.map { input in
      let source = request.inputs[runner.index.name(of: input)] ?? "random:\(request.seed)"
      return reader.request(for: input, from: try FeedSource(source))
    }
    let set = try reader.values(requests)
    return Dictionary(zip(inputs, set.values)) { first, _ in first }
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

  // MARK: Words

  private func describe(
    _ name: String, _ value: RuntimeValue, _ request: EvaluationRequest
  ) throws -> EvaluatedValue {
    var result = EvaluatedValue(name: name, type: value.typeText)
    guard case .tensor(let tensor) = value else {
      result.summary = ValueSummary(count: 1, first: value.typeText)
      return result
    }
    let first = tensor.listText(most: Self.firstCount)
    if let numbers = TensorNumbers(tensor) {
      result.summary = ValueSummary(numbers, isWhole: numbers.isWhole, first: first)
    } else {
      result.summary = ValueSummary(count: tensor.count, first: first)
    }
    if request.wantsElements { result.elements = tensor.rowsText(most: Self.mostElements) }
    return result
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
