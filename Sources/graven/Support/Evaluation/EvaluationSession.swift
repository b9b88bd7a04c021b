internal import Configuration
internal import Diagnostics
internal import DiskAccess
internal import Evaluation
internal import Inference
internal import Kernels
internal import ONNXModel

/// One evaluation from inputs to compared values.
struct EvaluationSession {
  /// What is asked.
  struct Request {
    var wanted: [WantedValue]
    /// `NAME=SOURCE`.
    var inputs: [String] = []
    var data: DataSet?
    var dims: [String: Int] = [:]
    var layout: ImageLayout?
    /// `NAME=FILE`.
    var expected: [String] = []
    var tolerance = Tolerance()
    /// How often to run after the first time.
    var times: Int?
    var isProfiled = false
    /// Whether inputs that no value needs get one too.
    var feedsAll = false
    /// Whether values that were there before an error are shown.
    var keepsPartial = false

    init(wanted: [WantedValue]) { self.wanted = wanted }
  }

  private let index: ModelIndex
  private let source: EvaluatedModel
  private let configuration: Configuration
  private let context: KernelContext
  private let runner: ModelRunner

  /// - Parameter repeats: whether the model will run more than once.
  init(
    index: ModelIndex, source: EvaluatedModel, configuration: Configuration, threads: Int, memory: MemorySize,
    repeats: Bool
  ) {
    (self.index, self.source, self.configuration) = (index, source, configuration)
    context = KernelContext(
      memory: TensorMemory(ceiling: memory.bytes), threads: ThreadPool(threadCount: threads))
    runner = ModelRunner(
      index, weights: DiskWeights(folder: source.input.folder), context: context, keepsConstants: repeats)
  }

  /// - Throws: what is wrong with inputs or expected values; an evaluation that fails is a diagnostic of the report.
  func evaluate(_ request: Request) throws -> EvaluationReport {
    var report = EvaluationReport(path: source.input.path, threads: context.threads.threadCount)
    let feeds = try feed(request, &report)
    let expected = try expectations(request)
    var came: [ValueID: RuntimeValue] = [:]
    do {
      let found = try run(request, feeds, &came, &report)
      report.values = zip(request.wanted, found).map { EvaluationReport.Value(wanted: $0, value: $1) }
    } catch let error as EvaluationError {
      if error.isCancelled { Interruption.shared.die() }
      report.diagnostics = source.diagnostic(error, index)
      report.values = request.wanted.compactMap { wanted in
        came[wanted.id].map { EvaluationReport.Value(wanted: wanted, value: $0) }
      }
    }
    for place in report.values.indices {
      let value = report.values[place]
      guard let (other, name) = expected[value.wanted.id] else { continue }
      report.values[place].expected = Comparison(value.value, other, request.tolerance, source: name)
    }
    return report
  }

  // MARK: Inputs

  private func feed(_ request: Request, _ report: inout EvaluationReport) throws -> [ValueID: RuntimeValue] {
    var needed = runner.neededInputs(for: request.wanted.map(\.id))
    if request.feedsAll, let scope = index.mainScope {
      needed = index.scopes[scope].inputs.filter { index.initializer(of: $0) == nil }
    }
    let plan = try FeedPlan(index, needed: needed, given: request.inputs, data: request.data, configuration)
    let reader = FeedReader(index: index, memory: context.memory, dims: request.dims, layout: request.layout)
    let set = try reader.values(plan.feeds.map { reader.request(for: $0.id, from: $0.source, folder: $0.folder) })
    note(plan, set)
    report.dims = set.dimensions.sizes
    report.inputs = zip(plan.feeds, set.values).map { feed, value in
      EvaluationReport.Input(id: feed.id, name: index.name(of: feed.id), source: feed.label, value: value)
    }
    return Dictionary(uniqueKeysWithValues: zip(plan.feeds.map(\.id), set.values))
  }

  /// Says what nobody gave.
  private func note(_ plan: FeedPlan, _ set: FeedSet) {
    let name = source.input.name
    if !plan.made.isEmpty {
      let inputs = plan.made.count == 1 ? "input" : "inputs"
      Console.error("\(name): note: \(inputs) \(plan.made.joined(separator: ", ")): random:0, as nothing is given")
    }
    for contradiction in set.contradictions {
      Console.error("\(name): warning: input \(contradiction); it is used as it is")
    }
    if !set.dimensions.assumed.isEmpty {
      let sizes = set.dimensions.assumed.map { "\($0)=1" }.joined(separator: " ")
      Console.error("\(name): note: \(sizes), as nothing says how large: --dim does")
    }
  }

  // MARK: Running

  private func run(
    _ request: Request, _ feeds: [ValueID: RuntimeValue], _ came: inout [ValueID: RuntimeValue],
    _ report: inout EvaluationReport
  ) throws -> [RuntimeValue] {
    let wanted = request.wanted.map(\.id)
    let watch = RunWatch(index, keeps: request.keepsPartial ? Set(wanted) : [])
    defer { came = watch.came }
    let profile = request.isProfiled ? RunProfile() : nil
    // The first run pays for memory: where times are asked for, it is not counted.
    watch.profile = request.times == nil ? profile : nil
    var found = try runner.run(wanted, feeds: feeds, observer: watch.observer)
    watch.profile = profile
    if let times = request.times {
      var seconds: [Double] = []
      for _ in 0..<times {
        let start = RunProfile.now
        found = try runner.run(wanted, feeds: feeds, observer: watch.observer)
        seconds.append(RunProfile.now - start)
      }
      report.timing = Self.timing(seconds)
    }
    report.profile = profile
    return found
  }

  private static func timing(_ seconds: [Double]) -> EvaluationReport.Timing {
    let sorted = seconds.sorted()
    let middle = sorted.count / 2
    let median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    return EvaluationReport.Timing(median: median, best: sorted[0], runs: sorted.count)
  }

  // MARK: Expected values

  /// What values have to be like, with where that is from: `--expect`, and the outputs of a data set.
  private func expectations(_ request: Request) throws -> [ValueID: (RuntimeValue, String)] {
    guard let scope = index.mainScope else { return [:] }
    var files: [ValueID: String] = [:]
    for (id, file) in zip(index.scopes[scope].outputs, request.data?.outputs ?? []) where id.exists { files[id] = file }
    for text in request.expected {
      let (id, file) = try FeedPlan.assignment(text, scope, index, option: "--expect")
      guard request.wanted.contains(where: { $0.id == id }) else {
        throw Failure("--expect \(text): \(index.name(of: id)) is not among the values that are asked for")
      }
      files[id] = file
    }
    let reader = FeedReader(index: index, memory: context.memory)
    var expected: [ValueID: (RuntimeValue, String)] = [:]
    for wanted in request.wanted {
      guard let file = files[wanted.id], expected[wanted.id] == nil else { continue }
      let request = FeedRequest(wanted.name, reader.type(of: wanted.id).open, try FeedSource(file))
      let set: FeedSet
      do { set = try reader.values([request]) } catch { throw Failure("expected value \(wanted.name): \(error)") }
      expected[wanted.id] = (set.values[0], file)
    }
    return expected
  }
}

/// Watches runs: stops them when someone wants that, keeps values, takes times.
private final class RunWatch {
  private let index: ModelIndex
  private let kept: Set<ValueID>
  var profile: RunProfile?
  private(set) var came: [ValueID: RuntimeValue] = [:]

  init(_ index: ModelIndex, keeps kept: Set<ValueID>) {
    (self.index, self.kept) = (index, kept)
  }

  var observer: ModelRunner.Observer {
    ModelRunner.Observer(
      shouldGoOn: { node in
        if Interruption.shared.isRequested { return false }
        self.profile?.began(node)
        return true
      },
      finished: { node, outputs in
        self.profile?.ended(node)
        if self.kept.isEmpty { return }
        for (id, value) in zip(self.index.outputs(node), outputs) where self.kept.contains(id) { self.came[id] = value }
      })
  }
}
