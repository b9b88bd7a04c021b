internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import SourceText

/// A node reads a value that nothing defines.
///
/// ## What it means
/// The name is no input, no weight and no output of a node, neither of this graph nor of one around it. A function sees
/// only its own inputs, so that the values of the graph that calls it are undefined there.
///
/// ## Why it is bad
/// The model can't run. Mostly a name was changed in one place and not in the other.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   hidden = Relu (x)
///   y = Add (hidden, hiden)  # G002 graph.node[1].input[1]
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) {
///   hidden = Relu (x)
///   y = Add (hidden, hidden)
/// }
/// ```
///
/// ## How to mend it
/// Read an existing value, or define this one: an input, a weight, a node. In a function, add an input and hand the value
/// in.
///
/// ## Fix safety
/// Chosen by a person: the fix takes the most similar name.
///
/// ## What others say
/// onnx.checker: `Nodes in a graph must be topologically sorted, however input 'hiden' of node: ... is not output of any
/// previous nodes.` ONNX Runtime: `Node input 'hiden' is not a graph input, initializer, or output of a previous node.`
enum UndefinedValue: Rule {
  static let info = RuleInfo(
    "G002", "undefined-value", .error, fix: .manual, "a node reads a value that nothing defines")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var found: [(node: NodeID, input: Int, name: [UInt8], scope: Int)] = []
    var numbers: [Key: Int] = [:]
    var more: [Int: Int] = [:]
    for number in index.nodes.indices {
      let id = NodeID(rawValue: Int32(truncatingIfNeeded: number))
      for (input, value) in index.inputs(id).enumerated() where value == .undefined {
        let name = Array(model.strings[index.node(id).inputs[input]])
        let key = Key(name: name, scope: index.nodes[number].scope)
        // One report for a name: the others are the same fault.
        if let known = numbers[key] {
          more[known, default: 0] += 1
        } else {
          numbers[key] = found.count
          found.append((id, input, name, key.scope))
        }
      }
    }
    var visible: [Int: [[UInt8]]] = [:]
    return found.enumerated().map { number, one in
      var names: [[UInt8]] = []
      if number < mostSuggestions {
        names = visible[one.scope] ?? visibleNames(one.scope, index)
        visible[one.scope] = names
      }
      return report(one.node, one.input, one.name, one.scope, more[number] ?? 0, names, model)
    }
  }

  /// So many names are compared with all others; where more are missing, it is not for slips of the pen.
  private static let mostSuggestions = 10

  private struct Key: Hashable {
    var name: [UInt8]
    var scope: Int
  }

  private static func report(
    _ node: NodeID, _ input: Int, _ name: [UInt8], _ scope: Int, _ more: Int, _ names: [[UInt8]],
    _ model: CheckedModel
  ) -> Diagnostic {
    let text = String(decoding: name, as: UTF8.self)
    let nearest = NearestName.find(name, among: names)
    let suggestion = nearest.map { "; did you mean \"\(String(decoding: $0, as: UTF8.self))\"?" } ?? ""
    var notes = more > 0 ? ["\(more) more input\(more == 1 ? " reads" : "s read") it"] : []
    if !names.isEmpty, let elsewhere = otherScope(name, model.index) {
      notes.append("\(model.describe(scope: elsewhere)) has a value of that name, which can't be seen from here")
    }
    let path = model.index.path(of: node).appending("input", input)
    let op = model.index.operation(node).name
    let nodeName = model.text(model.index.node(node).name)
    return model.diagnostic(
      info, "\"\(text)\" is not defined\(suggestion)", at: path, node: node, notes: notes,
      peers: peers(text, nodeName, op, scope, model),
      fixes: nearest.map {
        [.model("read \"\(String(decoding: $0, as: UTF8.self))\"", .unsafe, [.set(path, .string($0))])]
      } ?? [])
  }

  private static func peers(
    _ name: String, _ node: String, _ op: String, _ scope: Int, _ model: CheckedModel
  ) -> [Peer: String] {
    if case .function = model.index.scopes[scope].kind {
      return said(
        checker:
          "Nodes in a function must be topologically sorted, however input '\(name)' of node: Name: \(node) OpType: \(op) is neither output of any previous nodes nor input of the function.",
        runtime: "Invalid model. Node input '\(name)' is not a graph input, initializer, or output of a previous node.")
    }
    if case .training = model.index.scopes[scope].kind { return [:] }
    return said(
      checker:
        "Nodes in a graph must be topologically sorted, however input '\(name)' of node: name: \(node) OpType: \(op) is not output of any previous nodes.",
      runtime: "Invalid model. Node input '\(name)' is not a graph input, initializer, or output of a previous node.")
  }

  /// The names of a graph and those around it.
  private static func visibleNames(_ scope: Int, _ index: ModelIndex) -> [[UInt8]] {
    var scopes: Set<Int> = []
    var current: Int? = scope
    while let one = current {
      scopes.insert(one)
      current = index.scopes[one].parent
    }
    return index.values.filter { scopes.contains($0.scope) && !$0.name.isEmpty }.map { Array(index.strings[$0.name]) }
  }

  private static func otherScope(_ name: [UInt8], _ index: ModelIndex) -> Int? {
    index.values.first { Int($0.name.count) == name.count && index.strings[$0.name].elementsEqual(name) }?.scope
  }
}
