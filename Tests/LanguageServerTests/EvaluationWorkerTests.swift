import Analysis
import Glibc
import ONNXModel
import Operators
import Synchronization
import Testing

@testable import LanguageServer

/// The worker over a socket, and what becomes of requests when it dies.
@Suite struct EvaluationWorkerTests {
  private let text = """
    <ir_version: 10, opset_import: ["" : 17]>
    main (float[N, 3] x) => (float[N, 3] y) <
      int64[2] axes = {4, -1},
      float[4] table = {1.0, 2.0, 3.0, nan}
    > {
      shape = Add (axes, axes)
      y = Relu (x)
      t = Identity (table)
    }
    """

  private func task(_ name: String) throws -> EvaluationTask {
    let snapshot = Snapshot.analyzed(Array(text.utf8), .plain(OperatorCatalog()))
    let place = try #require(text.utf8.firstRange(of: "  \(name) = ".utf8))
    let offset = text.utf8.distance(from: text.utf8.startIndex, to: place.lowerBound) + 2
    return try #require(snapshot.evaluationTask(at: offset))
  }

  /// What a worker on a thread answers.
  private func answers(_ requests: [EvaluationRequest]) throws -> [WorkerReport] {
    var ends: [Int32] = [-1, -1]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    let other = ends[1]
    BackgroundThread.run { _ = EvaluationWorker.run(memory: nil, descriptor: other) }
    let channel = WorkerChannel(descriptor: ends[0])
    var reports: [WorkerReport] = []
    for request in requests {
      #expect(channel.send(EvaluationHead(request).json, try ConeCoding.encode(request.model)))
      while let (json, _) = channel.receive(), let report = WorkerReport(json: json) {
        reports.append(report)
        if case .node = report { continue }
        break
      }
    }
    close(ends[0])
    return reports
  }

  private func values(_ reports: [WorkerReport]) -> [EvaluatedValue] {
    reports.flatMap { report -> [EvaluatedValue] in
      if case .values(let values) = report { values } else { [] }
    }
  }

  @Test func answersWithWhatNodesCompute() throws {
    let found = values(try answers([task("shape").request, task("y").request, task("t").request]))
    #expect(found.map(\.name) == ["shape", "y", "t"])
    #expect(found.map(\.type) == ["int64[2]", "float[1, 3]", "float[4]"])
    #expect(found[0].line == "= [8, -2]")
    #expect(found[0].summary?.minimum == -2)
    #expect(found[1].summary?.count == 3)
    #expect((found[1].summary?.minimum ?? -1) >= 0)
    #expect(found[2].summary?.nans == 1)
    #expect(found[2].summary?.mean == 2)
  }

  @Test func statedSizesTakeThePlaceOfNames() throws {
    var request = try task("y").request
    request.dims = ["N": 5]
    #expect(values(try answers([request])).first?.type == "float[5, 3]")
  }

  // MARK: Death

  private func outcome(_ command: [String], cancelled: Bool = false) throws -> EvaluationService.Outcome? {
    let service = EvaluationService { _ in command }
    let results = EventQueue<EvaluationService.Outcome>()
    let cancellation = Cancellation()
    service.evaluate(try task("y").request, memory: 1 << 30, cancellation, report: { _ in }, done: { results.put($0) })
    if cancelled {
      usleep(50_000)
      cancellation.cancel()
    }
    return results.takeAll(waiting: 10_000).first
  }

  @Test func aCrashIsAFailure() throws {
    guard case .failure(let failure) = try outcome(["/bin/sh", "-c", "echo no kernel >&2; kill -SEGV $$"]) else {
      Issue.record("the crash went unseen")
      return
    }
    #expect(failure.message == "the evaluator ended unexpectedly (Segmentation fault): no kernel")
  }

  @Test func tooLittleMemoryIsAFailure() throws {
    guard case .failure(let failure) = try outcome(["/bin/sh", "-c", "kill -KILL $$"]) else {
      Issue.record("the end went unseen")
      return
    }
    #expect(failure.message == "evaluation needs more memory than its ceiling of 1.0 GiB")
  }

  @Test func cancellingKills() throws {
    guard case .cancelled = try outcome(["/bin/sleep", "60"], cancelled: true) else {
      Issue.record("it was not cancelled")
      return
    }
  }

  @Test func histogramsAreLines() {
    let summary = ValueSummary(Array(repeating: 0, count: 18) + [5, 10, .nan], isWhole: false, first: "")
    #expect(summary.statistics == "min 0.0, max 10.0, mean 0.75, 18 zero, 1 NaN")
    #expect(summary.histogramLines.count == 10)
    #expect(summary.histogramLines.first == "0.0 | \(String(repeating: "#", count: 40)) 18")
  }
}
