// Which version of the format a model needs, and why.

internal import Inference
internal import ONNXModel
internal import Operators

/// Something in a model that a version of the format brought.
struct IRNeed: Sendable {
  var version: Int64
  /// `weight "scale" is no graph input`.
  var reason: String
  /// Whether it is a weight that no input lists, which checkers refuse.
  var isWeight = false
}

enum IRNeeds {
  /// What a model needs beyond `version`, the highest first.
  static func all(_ model: CheckedModel, above version: Int64) -> [IRNeed] {
    var needs: [IRNeed] = []
    let add = { (need: Int64, reason: @autoclosure () -> String, isWeight: Bool) in
      if need > version { needs.append(IRNeed(version: need, reason: reason(), isWeight: isWeight)) }
    }
    if version < 4, let main = model.index.mainScope, let weight = looseWeight(main, model) {
      add(4, "weight \"\(weight)\" is no graph input", true)
    }
    if let main = model.index.mainScope {
      let graph = model.index.scopes[main].graph
      if !graph.quantizationAnnotations.isEmpty { add(5, "quantization_annotation", false) }
      if !graph.sparseInitializers.isEmpty { add(6, "sparse weights", false) }
    }
    if !model.model.trainingInfo.isEmpty { add(7, "training_info", false) }
    if !model.model.functions.isEmpty { add(8, "functions of the model's own", false) }
    if model.model.functions.contains(where: { !$0.attributeDefaults.isEmpty }) {
      add(9, "defaults of a function's attributes", false)
    }
    if model.model.functions.contains(where: { !($0.overload?.isEmpty ?? true) }) {
      add(10, "overloads of functions", false)
    }
    if !model.model.configuration.isEmpty { add(11, "device configurations", false) }
    if version < IRVersions.newest, let type = newestType(model) {
      add(IRVersions.version(of: type), "element type \(type.name)", false)
    }
    return needs.sorted { $0.version > $1.version }
  }

  /// The version for a model that says none: that of its operator set, or what it needs.
  static func suited(_ model: CheckedModel) -> Int64 {
    let opset = model.index.imports[0][""].map { IRVersions.version(ofOpset: $0) } ?? 3
    return max(opset, all(model, above: 3).first?.version ?? 3)
  }

  private static func looseWeight(_ main: Int, _ model: CheckedModel) -> String? {
    let index = model.index
    return index.scopes[main].initializers.first {
      if case .initializer = index.values[$0.offset].origin { !index.values[$0.offset].name.isEmpty } else { false }
    }.map(index.name(of:))
  }

  /// Of the types of weights, inputs and outputs the one that came last.
  private static func newestType(_ model: CheckedModel) -> DataType? {
    var seen: Set<Int32> = []
    for site in model.tensors { if let type = model.index.tensor(at: site)?.dataType { seen.insert(type) } }
    for scope in model.index.scopes {
      for value in scope.graph.inputs + scope.graph.outputs {
        if let type = value.type?.tensor?.elementType { seen.insert(type) }
      }
    }
    return seen.compactMap(DataType.init(rawValue:)).max { IRVersions.version(of: $0) < IRVersions.version(of: $1) }
  }
}
