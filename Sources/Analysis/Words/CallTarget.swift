// What a call means: an operator of the version that is imported where it stands, or a function of the model.

internal import Inference
internal import ONNXModel
internal import Operators

/// What a node calls.
enum CallTarget {
  case schema(OperatorSchema)
  /// By its number in the model.
  case function(Int)
}

/// The names that a place can call and use.
struct Surroundings {
  let catalog: OperatorCatalog
  let analysis: ModelAnalysis?
  /// The graph or function body; nil where the model has none there.
  let scope: Int?
  /// The function around the place.
  let function: Int?

  /// Versions by domain; the newest of ONNX where nothing is imported yet.
  var imports: [String: Int] {
    if let analysis {
      let index = analysis.index
      let number = scope.map { index.scopes[$0].imports } ?? 0
      if index.imports.indices.contains(number), !index.imports[number].isEmpty { return index.imports[number] }
    }
    return ["": catalog.latestVersion(of: "") ?? 1]
  }

  var functions: [Function] { analysis?.model.functions ?? [] }

  func text(_ text: Text?) -> String { text.flatMap { analysis?.model.strings.string($0) } ?? "" }

  /// What a name in a domain means.
  func target(domain: String, name: String, overload: String = "") -> CallTarget? {
    guard !name.isEmpty else { return nil }
    let number = functions.firstIndex {
      text($0.name) == name && text($0.domain) == domain && (overload.isEmpty || text($0.overload) == overload)
    }
    if let number { return .function(number) }
    return imports[domain].flatMap { catalog.schema(name, domain: domain, version: $0) }.map(CallTarget.schema)
  }
}

extension Snapshot {
  /// What can be called and used at a place.
  func surroundings(at offset: Int) -> Surroundings {
    guard let analysis else {
      return Surroundings(catalog: project.catalog, analysis: nil, scope: nil, function: nil)
    }
    let location = ModelLocation(analysis.places.path(at: offset), in: analysis.index)
    let scope = location.scope ?? analysis.lastScope(before: offset)
    var function = location.function
    if let scope, case .function(let number) = analysis.index.scopes[scope].kind { function = number }
    return Surroundings(catalog: project.catalog, analysis: analysis, scope: scope, function: function)
  }

  func target(of call: CallText, in surroundings: Surroundings) -> CallTarget? {
    let (domain, name, overload) = operatorName(call)
    return surroundings.target(domain: domain, name: name, overload: overload)
  }
}

extension ModelAnalysis {
  /// The graph or function that begins last before a place: one whose end is missing has no place of its own.
  fileprivate func lastScope(before offset: Int) -> Int? {
    let candidates = (index.mainScope.map { [$0] } ?? []) + index.functionScopes
    return candidates.last { scope in
      places.range(of: index.path(ofScope: scope)).map { $0.lowerBound <= offset } ?? false
    }
  }
}
