// Where something comes from: what makes a value, what a call calls, which file holds a tensor.

package import Inference
package import ONNXModel

/// A version of an operator, which has a page of its own.
package struct OperatorReference: Sendable, Hashable {
  /// "" for ai.onnx.
  package var domain: String
  package var name: String
  /// The version since which it is as the model means it.
  package var version: Int

  package init(domain: String, name: String, version: Int) {
    self.domain = domain
    self.name = name
    self.version = version
  }
}

/// Where a name leads to.
package struct Definition: Sendable, Hashable {
  package enum Target: Sendable, Hashable {
    /// The name of the thing, and all of it.
    case place(name: Range<Int>, whole: Range<Int>)
    /// A file, by its path as the text has it.
    case file(String)
    case operatorPage(OperatorReference)
  }

  /// The place that was asked about.
  package var origin: Range<Int>
  package var targets: [Target]
}

extension Snapshot {
  /// What makes or defines what is named at a place; nil where nothing is named.
  package func definition(at offset: Int) -> Definition? {
    if let file = fileReference(at: offset) { return Definition(origin: file.range, targets: [.file(file.path)]) }
    guard let analysis else { return nil }
    if let place = symbol(at: offset) { return answer(place.range, definitions(of: place.symbol, analysis)) }
    // The name of an attribute leads to its operator's page.
    let site = analysis.site(at: offset)
    guard case .attribute(let node, _) = site.subject, site.path.steps.last?.field == "name" else { return nil }
    return answer(site.range, page(analysis.index.nodes[node.offset].operation, analysis))
  }

  /// What declares the type of the value at a place: its `value_info`, or its entry among a graph's outputs; where there
  /// is neither, what makes it.
  package func declaration(at offset: Int) -> Definition? {
    guard let analysis, let place = symbol(at: offset), case .value(let value) = place.symbol,
      let path = analysis.declarationPath(of: value)
    else { return definition(at: offset) }
    return answer(place.range, target(path.appending("name"), whole: path, analysis).map { [$0] } ?? [])
  }

  /// Where the type of the value at a place is written, or where a symbolic dimension is first named; where no type is
  /// written, what makes the value.
  package func typeDefinition(at offset: Int) -> Definition? {
    guard let analysis, let place = symbol(at: offset), case .value(let value) = place.symbol else {
      return definition(at: offset)
    }
    for path in analysis.typedPaths(of: value) {
      for field in ["type", "data_type", "dims"] {
        if let found = target(path.appending(field), whole: path, analysis) { return answer(place.range, [found]) }
      }
    }
    return definition(at: offset)
  }

  // MARK: Targets

  private func answer(_ origin: Range<Int>, _ targets: [Definition.Target]) -> Definition? {
    targets.isEmpty ? nil : Definition(origin: origin, targets: targets)
  }

  private func definitions(of symbol: Symbol, _ analysis: ModelAnalysis) -> [Definition.Target] {
    switch symbol {
    case .operation(let number): return page(number, analysis)
    case .dimension(let dimension):
      var first: Definition.Target?
      tree.forEachUse(of: dimension) { range, _ in
        first = .place(name: range, whole: range)
        return .stop
      }
      return first.map { [$0] } ?? []
    case .domain:
      let places = occurrences(of: symbol)
      let isFunction = places.contains { $0.kind == .definition }
      return places.filter { $0.kind == (isFunction ? .definition : .declaration) }.map {
        .place(name: $0.range, whole: $0.range)
      }
    case .value(let value) where tree.errors.isEmpty: return makers(of: value, analysis)
    case .value(let value):
      let made = makers(of: value, analysis)
      return made.isEmpty ? brokenMakers(of: symbol) : made
    case .undefined: return brokenMakers(of: symbol)
    case .function, .parameter, .node:
      return analysis.paths(of: symbol).filter { $0.kind == .definition }.compactMap {
        target($0.path, whole: $0.path.steps.last?.field == "name" ? $0.path.parent : $0.path, analysis)
      }
    }
  }

  /// What defines a value; more than one thing where the model is wrong.
  private func makers(of value: ValueID, _ analysis: ModelAnalysis) -> [Definition.Target] {
    let paths = analysis.makerPaths(of: value)
    return paths.compactMap { target($0, whole: $0.messagePath, analysis) }
  }

  private func brokenMakers(of symbol: Symbol) -> [Definition.Target] {
    occurrences(of: symbol).filter { $0.kind == .definition }.map { .place(name: $0.range, whole: $0.range) }
  }

  private func target(_ name: ModelPath, whole: ModelPath, _ analysis: ModelAnalysis) -> Definition.Target? {
    guard let range = analysis.places.range(of: name), !range.isEmpty else { return nil }
    let around = analysis.places.range(of: whole) ?? range
    return .place(name: range, whole: around.contains(range.lowerBound) ? around : range)
  }

  private func page(_ operation: Int, _ analysis: ModelAnalysis) -> [Definition.Target] {
    guard let schema = analysis.index.operations[operation].schema else { return [] }
    return [
      .operatorPage(OperatorReference(domain: schema.domain, name: schema.name, version: schema.sinceVersion))
    ]
  }
}

extension ModelPath {
  var parent: ModelPath { ModelPath(Array(steps.dropLast())) }

  /// The node or the declaration that a name belongs to.
  fileprivate var messagePath: ModelPath {
    guard let last = steps.last, last.field == "name" || last.field == "output" else { return self }
    // The name of a sparse tensor is that of its values.
    return parent.steps.last?.field == "values" ? parent.parent : parent
  }
}
