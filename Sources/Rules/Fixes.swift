// Fixes out of rewrites.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Rewriting

extension Fix {
  init(_ rewrite: Rewrite, _ safety: Safety) {
    self.init(
      title: rewrite.title, safety: safety,
      edits: rewrite.edits.map { FixEdit(at: $0.path, change: .model($0), preview: EditPreview.text($0)) })
  }
}

/// What stands at a place after an edit, in a line of text.
enum EditPreview {
  static func text(_ edit: ModelEdit) -> String? {
    switch edit {
    case .remove: ""
    case .set(_, let value), .insert(_, let value): text(value)
    }
  }

  private static func text(_ value: EditValue) -> String? {
    switch value {
    case .int(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let bytes): quoted(bytes)
    case .node(let node, let strings): text(node, strings)
    case .attribute(let attribute, let strings): text(attribute, strings)
    case .value(let value, let strings): text(value, strings)
    case .tensor(let tensor, let strings): text(tensor, strings)
    case .function(let function, let strings): function.name.map { quoted(Array(strings[$0])) }
    case .entry(let key, let value): "\(quoted(key)): \(quoted(value))"
    case .opset(let domain, let version): "\(quoted(domain ?? [])): \(version)"
    }
  }

  private static func quoted(_ bytes: [UInt8]) -> String { "\"\(String(decoding: bytes, as: UTF8.self))\"" }

  private static func text(_ node: Node, _ strings: StringPool) -> String {
    let names = { (list: [Text]) in list.map { quoted(Array(strings[$0])) }.joined(separator: ", ") }
    let attributes = node.attributes.map { text($0, strings) }.joined(separator: ", ")
    let operation = node.opType.map { strings.string($0) } ?? ""
    return
      "\(names(node.outputs)) = \(operation)\(attributes.isEmpty ? "" : " <\(attributes)>") (\(names(node.inputs)))"
  }

  private static func text(_ attribute: Attribute, _ strings: StringPool) -> String {
    let value: String =
      if let number = attribute.i {
        "\(number)"
      } else if let number = attribute.f {
        "\(number)"
      } else if let text = attribute.s {
        quoted(Array(strings[text]))
      } else if !attribute.floats.isEmpty {
        "\(attribute.floats)"
      } else if attribute.t.isPresent {
        "tensor"
      } else {
        "\(attribute.ints)"
      }
    return "\(attribute.name.map { strings.string($0) } ?? "") = \(value)"
  }

  private static func text(_ value: Value, _ strings: StringPool) -> String {
    let tensor = value.type?.tensor
    let element = tensor?.elementType.flatMap(DataType.init(rawValue:)).map { "\($0.name)" } ?? "undefined"
    let shape = tensor?.shape.map { shape in
      shape.dims.map { $0.value.map { "\($0)" } ?? $0.param.map { strings.string($0) } ?? "" }.joined(separator: ", ")
    }
    return "\(element)\(shape.map { "[\($0)]" } ?? "") \(value.name.map { quoted(Array(strings[$0])) } ?? "")"
  }

  private static func text(_ tensor: Tensor, _ strings: StringPool) -> String {
    let element = tensor.knownType.map { "\($0.name)" } ?? "undefined"
    let dims = tensor.dims.map { "\($0)" }.joined(separator: ", ")
    return "\(element)[\(dims)] \(tensor.name.map { quoted(Array(strings[$0])) } ?? "")"
  }
}
