// What a person wants to be evaluated, as a request with the way back into the document.

internal import Inference
package import ONNXModel

/// A request for values, and what they are in the document.
package struct EvaluationTask: Sendable {
  package var request: EvaluationRequest
  /// Of the wanted values, in order.
  package var addresses: [ValueAddress]
  /// What is evaluated: `Conv-11`, `the graph`.
  package var title: String
  /// The path of the node or graph.
  package var path: ModelPath
  /// By the number of a node of the request's graph, its number in the document.
  private let numbers: [Int]

  init(_ request: EvaluationRequest, _ addresses: [ValueAddress], _ title: String, _ path: ModelPath, numbers: [Int]) {
    self.request = request
    self.addresses = addresses
    self.title = title
    self.path = path
    self.numbers = numbers
  }

  /// A place of the request's model in the document.
  package func documentPath(of path: ModelPath?) -> ModelPath {
    guard var path, path.steps.count > 1 else { return self.path }
    guard path.steps[0].field == "graph", path.steps[1].field == "node" else { return path }
    guard let number = path.steps[1].index, numbers.indices.contains(number) else { return self.path }
    path.steps[1].index = numbers[number]
    return path
  }
}

extension Snapshot {
  /// The values of the node, the outputs of the function or graph at a place; nil where there is none.
  package func evaluationTask(at offset: Int) -> EvaluationTask? {
    guard isAnalyzed, let analysis else { return nil }
    let location = ModelLocation(analysis.places.path(at: offset), in: analysis.index)
    if let node = location.node {
      let outputs = analysis.index.outputs(node).filter(\.exists)
      return task(outputs, analysis.index.operation(node).title, analysis.index.path(of: node), analysis)
    }
    return location.scope.flatMap { task(outputsOf: $0, analysis) }
  }

  /// One value, where the document still has it.
  package func evaluationTask(of address: ValueAddress) -> EvaluationTask? {
    guard isAnalyzed, let analysis, let value = address.find(in: analysis.index) else { return nil }
    return task([value], analysis.index.name(of: value), analysis.index.path(of: value), analysis)
  }

  /// The outputs of the main graph.
  package func evaluationTaskOfAll() -> EvaluationTask? {
    guard isAnalyzed, let analysis, let scope = analysis.index.mainScope else { return nil }
    return task(outputsOf: scope, analysis)
  }

  private func task(outputsOf scope: Int, _ analysis: ModelAnalysis) -> EvaluationTask? {
    let record = analysis.index.scopes[scope]
    let title: String
    switch record.kind {
    case .graph: title = "the graph"
    case .function(let number): title = analysis.model.text(analysis.model.functions[number].name)
    case .subgraph(let node, _, _): title = "a subgraph of \(analysis.index.operation(node).title)"
    case .training: return nil
    }
    return task(record.outputs.filter(\.exists), title, analysis.index.path(ofScope: scope), analysis)
  }

  private func task(
    _ values: [ValueID], _ title: String, _ path: ModelPath, _ analysis: ModelAnalysis
  ) -> EvaluationTask? {
    var cone = EvaluationCone(analysis.index)
    let wanted = values.compactMap { value in ValueAddress(value, in: analysis.index).map { (value, $0) } }
    guard !wanted.isEmpty else { return nil }
    for (value, _) in wanted { cone.add(value) }
    let (model, numbers) = cone.model()
    let request = EvaluationRequest(
      model: model,
      wanted: wanted.map {
        EvaluationRequest.Wanted(path: cone.path(of: $0.0, numbers), name: analysis.index.name(of: $0.0))
      },
      dims: project.evaluation.dims, inputs: project.evaluation.inputs)
    return EvaluationTask(request, wanted.map(\.1), title, path, numbers: numbers)
  }
}
