// How inputs of a wrong type are mended.

internal import Diagnostics
internal import Inference
internal import ONNXModel
internal import Operators
internal import Rewriting

extension CheckedModel {
  /// What ONNX Runtime says of an input whose type the operator does not take.
  func invalidTypeSaying(_ id: NodeID, _ number: Int) -> String {
    "Type '\(inputType(number, of: id)?.onnxName ?? "")' of input parameter (\(inputName(number, of: id))) of operator "
      + "(\(opType(id))) in node (\(nodeName(id))) is invalid."
  }

  /// What the full check says of it.
  func unsupportedTypeSaying(_ id: NodeID, _ number: Int) -> String {
    let formal = index.operation(id).schema?.formalInput(number)
    return "(op_type:\(opType(id)), node name: \(nodeName(id))): \(formal?.name ?? "") typestr: "
      + "\(formal?.typeName ?? ""), has unsupported type: \(inputType(number, of: id)?.onnxName ?? "")"
  }

  func inconsistentTypeSaying(_ id: NodeID, _ number: Int) -> String {
    let formal = index.operation(id).schema?.formalInput(number)
    return "(op_type:\(opType(id)), node name: \(nodeName(id))): \(formal?.name ?? "") has inconsistent type "
      + "\(inputType(number, of: id)?.onnxName ?? "")"
  }

  func differentTypesSaying(_ id: NodeID, _ first: Int, _ number: Int) -> String {
    let formal = index.operation(id).schema?.formalInput(number)
    return "Type parameter (\(formal?.typeName ?? "T")) of Optype (\(opType(id))) bound to different types "
      + "(\(inputType(first, of: id)?.onnxName ?? "") and \(inputType(number, of: id)?.onnxName ?? "") "
      + "in node (\(nodeName(id)))."
  }

  func sayings(ofInvalidInput number: Int, _ id: NodeID) -> [Peer: String] {
    [.fullCheck: unsupportedTypeSaying(id, number), .runtime: invalidTypeSaying(id, number)]
  }

  /// Another type for a constant input, safe, if that is exact; else a Cast, which a person chooses.
  func conversions(
    _ id: NodeID, _ number: Int, to type: DataType, safety: Fix.Safety = .safe
  ) -> [Fix] {
    var fixes: [Fix] = []
    if let rewrite = ConvertConstant.rewrite(index, uses, id, input: number, to: type) {
      fixes.append(Fix(rewrite, safety))
    }
    if let rewrite = InsertCast.rewrite(index, id, input: number, to: type) { fixes.append(Fix(rewrite, .unsafe)) }
    return fixes
  }

  /// Casts around a node so that it works in a type that it takes.
  func castAround(_ id: NodeID, _ number: Int) -> [Fix] {
    guard let schema = index.operation(id).schema, let formal = schema.formalInput(number),
      let given = inputType(number, of: id)?.elementType,
      let type = Self.preferred.first(where: { formal.allowed.contains(.tensor($0)) })
    else { return [] }
    guard let parameter = formal.typeParameter else {
      return InsertCast.rewrite(index, id, input: number, to: type).map { [Fix($0, .unsafe)] } ?? []
    }
    let inputs = index.inputs(id).indices.map { $0 - index.inputs(id).startIndex }.filter {
      input($0, of: id).exists && schema.formalInput($0)?.typeParameter == parameter
        && inputType($0, of: id)?.elementType == given
    }
    let outputs = index.outputs(id).indices.map { $0 - index.outputs(id).startIndex }.filter {
      output($0, of: id).exists && schema.formalOutput($0)?.typeParameter == parameter
    }
    return InsertCast.around(index, id, inputs: inputs, outputs: outputs, to: type, back: given)
      .map { [Fix($0, .unsafe)] } ?? []
  }

  /// Types that casts go to, the most useful first.
  private static let preferred: [DataType] = [.float, .int64, .double, .int32, .float16, .uint8, .int8, .bool]

  /// The import of a version in which the node's inputs are all of types that it takes.
  func importingTypes(_ id: NodeID) -> [Fix] {
    let types = index.inputs(id).map { inference.type(of: $0).map { SchemaType($0) } ?? .unknown }
    let rewrite = ImportOpset.raising(inference, for: id) { schema in
      types.enumerated().allSatisfy { number, type in
        type == .unknown || schema.formalInput(number)?.allowed.contains(type) ?? false
      }
    }
    return rewrite.map { [Fix($0, .safe)] } ?? []
  }

  /// `; int64 since opset 12; this model imports ai.onnx 11`.
  func laterVersions(_ id: NodeID, _ number: Int) -> String {
    let operation = index.operation(id)
    guard let schema = operation.schema, let type = inputType(number, of: id), let element = type.elementType else {
      return ""
    }
    let later = catalog.versions(of: schema.name, domain: schema.domain).first { version in
      version > schema.sinceVersion
        && catalog.schema(schema.name, domain: schema.domain, version: version)?.formalInput(number)?.allowed
          .contains(SchemaType(type)) ?? false
    }
    let imported = operation.importedVersion ?? schema.sinceVersion
    let domain = schema.domain.isEmpty ? "ai.onnx" : schema.domain
    guard let later else { return "" }
    return "; \(element.name) since opset \(later); this model imports \(domain) \(imported)"
  }
}

extension InferenceProblem {
  /// The input that it is about.
  var input: Int? { if case .input(let number) = site { number } else { nil } }
}
