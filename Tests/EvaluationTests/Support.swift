import DiskAccess
import Evaluation
import Inference
import Kernels
import Lowering
import ONNXModel
import Operators
import SourceText
import Testing

/// The values of a text's main graph, as people read them: all outputs, or those that are named.
func evaluated(_ text: String, _ names: String...) throws -> [String] {
  try EvaluatedModel(text).values(names).map { "\($0.typeText) \(elements($0))" }
}

private func elements(_ value: RuntimeValue) -> String {
  switch value {
  case .tensor(let tensor): tensor.listText(most: 100)
  case .sequence(let values, _): "(\(values.map(elements).joined(separator: "; ")))"
  default: ""
  }
}

/// A model out of a text, ready to run.
struct EvaluatedModel {
  let index: ModelIndex
  let runner: ModelRunner

  init(_ text: String, memory: TensorMemory = TensorMemory()) throws {
    let (tree, lowered) = ModelLowerer.read(SourceBytes(Array(text.utf8)))
    #expect(tree.errors.map(\.message) == [])
    #expect(lowered.errors.map(\.message) == [])
    index = ModelIndex(lowered.model, catalog: OperatorCatalog())
    runner = ModelRunner(
      index, weights: DiskWeights(folder: "."),
      context: KernelContext(memory: memory, threads: ThreadPool(threadCount: 2)))
  }

  func values(_ names: [String]) throws -> [RuntimeValue] {
    let scope = try #require(index.mainScope)
    let wanted =
      try names.isEmpty
      ? index.scopes[scope].outputs : names.map { try #require(index.ownValue(named: Array($0.utf8), in: scope)) }
    return try runner.run(wanted, feeds: [:])
  }

  /// What goes wrong, with the place.
  func failure(_ names: String...) throws -> String {
    do {
      _ = try values(names)
      return "nothing"
    } catch let error as EvaluationError { return "\(error.path.map { "\($0): " } ?? "")\(error.message)" }
  }
}
