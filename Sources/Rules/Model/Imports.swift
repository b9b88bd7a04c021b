// The operator sets that a model and its functions import, and where they stand.

internal import Inference
internal import ONNXModel
internal import Operators

extension CheckedModel {
  /// Imports by the index's numbering: 0 is the model, `n + 1` its function `n`.
  func imports(_ number: Int) -> [OperatorSetID] {
    number == 0 ? model.opsetImports : model.functions[number - 1].opsetImports
  }

  var importCount: Int { model.functions.count + 1 }

  /// The path of what imports: the model, or a function.
  func importerPath(_ number: Int) -> ModelPath {
    number == 0 ? ModelPath() : ModelPath([.init("functions", number - 1)])
  }

  func importPath(_ number: Int, _ place: Int) -> ModelPath { importerPath(number).appending("opset_import", place) }

  func describe(importer number: Int) -> String {
    number == 0 ? "the model" : "function \(describe(function: number - 1))"
  }

  /// The domain of an import as the index looks it up: `ai.onnx` is "".
  func domain(of one: OperatorSetID) -> String { ModelIndex.normalized(text(one.domain)) }

  /// Where a domain is imported; of several the one that holds.
  func importPlace(of domain: String, _ number: Int) -> Int? {
    imports(number).lastIndex { self.domain(of: $0) == domain }
  }

  /// The imports that hold for an operation, by its first node.
  func imports(of node: NodeID) -> Int { index.scopes[index.nodes[node.offset].scope].imports }

  /// Inserts an import behind the others.
  func importing(_ domain: String, _ version: Int, _ number: Int) -> ModelEdit {
    .insert(
      importPath(number, imports(number).count), .opset(domain: Array(domain.utf8), version: Int64(version)))
  }

  /// Whether a function of the model is in a domain.
  func hasFunction(in domain: String) -> Bool {
    model.functions.contains { ModelIndex.normalized(text($0.domain)) == domain }
  }
}

/// `ai.onnx` for the default domain.
func domainTitle(_ domain: String) -> String { domain.isEmpty ? "ai.onnx" : domain }
