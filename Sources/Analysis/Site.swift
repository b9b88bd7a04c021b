// What stands at a place of a text: the question that most features begin with.

package import Inference
package import ONNXModel

/// A part of the model that a text says at some place.
package struct Site: Sendable {
  /// What the part is for a person.
  package enum Subject: Sendable, Hashable {
    /// A name of a value, where it is made, declared or used.
    case value(ValueID)
    /// A name of a value that nothing makes.
    case undefined(name: String)
    /// A node's operator, with its domain and overload.
    case operation(NodeID)
    /// A node's own name, or a place of the node that says nothing else.
    case node(NodeID)
    /// An attribute, by its number: its name or a part of its value.
    case attribute(NodeID, Int)
    /// `@name` as an attribute's value: the attribute of the function around it.
    case attributeReference(NodeID, Int)
    /// The name of a model-local function where it is defined.
    case function(Int)
    /// A parameter of a function that is an attribute, by the function and the name.
    case parameter(function: Int, name: String)
    /// The name of a symbolic dimension.
    case dimension(String)
    /// A domain in a list of imports, by the function whose list it is; nil is the model's.
    case opset(function: Int?, number: Int)
    /// An entry of some metadata.
    case metadata
    case other
  }

  package var subject: Subject
  package var path: ModelPath
  /// The part's place in the text.
  package var range: Range<Int>
  /// The graph or function body that it is in.
  package var scope: Int?
}

extension ModelAnalysis {
  /// What stands at a place of the text; a place right behind a name is that name's where nothing else begins.
  package func site(at offset: Int) -> Site {
    let path = places.path(at: offset)
    let location = ModelLocation(path, in: index)
    return Site(
      subject: subject(path, location), path: path, range: places.range(of: path) ?? offset..<offset,
      scope: location.scope)
  }

  private func subject(_ path: ModelPath, _ location: ModelLocation) -> Site.Subject {
    let rest = location.rest
    guard let first = rest.first else { return location.node.map(Site.Subject.node) ?? .other }
    if rest.contains(where: { $0.field == "metadata_props" }) { return .metadata }
    if rest.last?.field == "dim_param" { return .dimension(text(path)) }
    if let node = location.node { return subject(ofNode: node, rest) }
    switch first.field {
    case "opset_import": return .opset(function: location.function, number: first.index ?? 0)
    case "input", "output", "initializer", "sparse_initializer", "value_info":
      guard let scope = location.scope, rest.count == 1 || rest.last?.field == "name" else { return .other }
      return value(first, in: scope)
    case "name": return location.function.map(Site.Subject.function) ?? .other
    case "attribute", "attribute_proto":
      guard let function = location.function else { return .other }
      return .parameter(function: function, name: parameterName(function, first))
    default: return .other
    }
  }

  private func subject(ofNode node: NodeID, _ rest: ArraySlice<ModelPath.Step>) -> Site.Subject {
    guard let first = rest.first else { return .node(node) }
    let number = first.index ?? 0
    switch first.field {
    case "op_type", "domain", "overload": return .operation(node)
    case "input": return value(index.inputs(node), number, index.node(node).inputs)
    case "output": return value(index.outputs(node), number, index.node(node).outputs)
    case "attribute":
      return rest.last?.field == "ref_attr_name" ? .attributeReference(node, number) : .attribute(node, number)
    default: return .node(node)
    }
  }

  private func value(_ ids: ArraySlice<ValueID>, _ number: Int, _ names: [Text]) -> Site.Subject {
    guard number < ids.count else { return .other }
    let id = ids[ids.startIndex + number]
    if id.exists { return .value(id) }
    return id == .undefined ? .undefined(name: index.strings.string(names[number])) : .other
  }

  private func value(_ step: ModelPath.Step, in scope: Int) -> Site.Subject {
    let record = index.scopes[scope]
    let number = step.index ?? 0
    let lists: [String: [ValueID]] = [
      "input": record.inputs, "output": record.outputs, "initializer": record.initializers,
      "sparse_initializer": record.sparseInitializers,
    ]
    if let list = lists[step.field] {
      guard list.indices.contains(number) else { return .other }
      return list[number].exists ? .value(list[number]) : .other
    }
    guard record.graph.values.indices.contains(number), let name = record.graph.values[number].name else {
      return .other
    }
    return index.ownValue(named: name, in: scope).map(Site.Subject.value) ?? .other
  }

  private func parameterName(_ function: Int, _ step: ModelPath.Step) -> String {
    let (function, number) = (model.functions[function], step.index ?? 0)
    if step.field == "attribute" {
      return function.attributes.indices.contains(number) ? model.strings.string(function.attributes[number]) : ""
    }
    let defaults = function.attributeDefaults
    return defaults.indices.contains(number) ? defaults[number].name.map { model.strings.string($0) } ?? "" : ""
  }

  /// The name that the text has at a path, without quotes.
  private func text(_ path: ModelPath) -> String {
    guard let range = places.range(of: path) else { return "" }
    let text = withExtendedLifetime(places.tree.source) {
      String(decoding: places.tree.source.bytes[range.clamped(to: 0..<places.tree.source.count)], as: UTF8.self)
    }
    return text.hasPrefix("\"") && text.count > 1 ? String(text.dropFirst().dropLast()) : text
  }
}

/// What a path leads to, as far as an index numbers it.
package struct ModelLocation: Sendable {
  /// The graph or function body.
  package var scope: Int?
  package var function: Int?
  /// The innermost node along the path.
  package var node: NodeID?
  /// The steps inside of the node, or of the scope where no node is on the path.
  package var rest: ArraySlice<ModelPath.Step>

  package init(_ path: ModelPath, in index: ModelIndex) {
    rest = path.steps[...]
    guard let first = rest.first else { return }
    if first.field == "graph" {
      scope = index.mainScope
    } else if first.field == "functions", let number = first.index, index.functionScopes.indices.contains(number) {
      (function, scope) = (number, index.functionScopes[number])
    } else {
      return
    }
    rest = rest.dropFirst()
    while let current = scope, let step = rest.first, step.field == "node", let number = step.index,
      index.scopes[current].nodes.indices.contains(index.scopes[current].nodes.lowerBound + number)
    {
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: index.scopes[current].nodes.lowerBound + number))
      node = id
      rest = rest.dropFirst()
      guard let inner = Self.subscope(of: id, rest, index) else { return }
      (scope, node) = (inner.scope, nil)
      rest = rest.dropFirst(2)
    }
  }

  private static func subscope(
    of node: NodeID, _ rest: ArraySlice<ModelPath.Step>, _ index: ModelIndex
  ) -> Subscope? {
    guard rest.count >= 2, let attribute = rest.first, attribute.field == "attribute" else { return nil }
    let graph = rest[rest.startIndex + 1]
    guard graph.field == "g" || graph.field == "graphs" else { return nil }
    return index.subscopes(node).first { $0.attribute == attribute.index && $0.element == graph.index }
  }
}
