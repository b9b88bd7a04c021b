internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A tensor's elements are in a field of another type, in two fields, or inside although they are external.
///
/// ## What it means
/// Each element type has one typed field (floats `float_data`, integers of 32 bits or fewer and narrow floats
/// `int32_data`, ...); `raw_data` takes all but strings. Exactly one of them holds the elements, and none where
/// `data_location` says that they are external.
///
/// ## Why it is bad
/// Readers take one of two, or nothing, and don't agree on which.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   tensor {dims: [2], data_type: 1, int32_data: [1, 2], name: "k"}  # W002 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = {1.0, 2.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Move the elements to the field of their type, or to `raw_data`.
///
/// ## Fix safety
/// Safe where the numbers are the same in the tensor's own type, and where only one of two fields can be meant.
///
/// ## What others say
/// onnx.checker: `values of data_type '1' should be stored in field 'float_data' instead of 'int32_data'`, and of two
/// fields `TensorProto (tensor name: k) should contain one and only one value field.` ONNX Runtime says so later, if ever.
enum WrongDataField: Rule {
  static let info = RuleInfo(
    "W002", "wrong-data-field", .error, fix: .safe, "a tensor's elements are in the wrong field")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.tensors.compactMap { site in
      guard let tensor = model.index.tensor(at: site), let type = tensor.knownType else { return nil }
      let fields = tensor.filledFields
      if tensor.isExternal {
        guard let field = fields.first else { return nil }
        return report(
          "its data are external, and \(field.name) holds data, too",
          "Data of TensorProto ( tensor name: \(model.text(tensor.name))) is stored externally and should not have data field.\(field.name)",
          [], site, tensor, model)
      }
      if fields.count > 1 {
        return report(
          "\(fields.map(\.name).joined(separator: " and ")) hold data",
          "TensorProto (tensor name: \(model.text(tensor.name))) should contain one and only one value field.",
          [only(fields, site, tensor, type, model)].compactMap { $0 }, site, tensor, model)
      }
      guard let field = fields.first, !tensor.isRight(field, type), tensor.elementCount ?? 0 > 0 else { return nil }
      let saying =
        field.field == nil
        ? "STRING data (tensor name: \(model.text(tensor.name))) should not be stored in raw_data field"
        : "values of data_type '\(type.rawValue)' should be stored in field '\(type.typedField.name)' instead of '\(field.name)'"
      return report(
        "elements of \(type.name) are in \(field.name), and not in \(type.typedField.name) or raw_data", saying,
        [converted(field, site, tensor, type, model)].compactMap { $0 }, site, tensor, model)
    }
  }

  private static func report(
    _ message: String, _ saying: String, _ fixes: [Fix], _ site: TensorSite, _ tensor: Tensor, _ model: CheckedModel
  ) -> Diagnostic {
    model.diagnostic(
      info, "\(model.describe(site, tensor)): \(message)", at: model.index.path(of: site), node: site.node,
      peers: said(checker: saying), fixes: fixes)
  }

  /// Keeps the one field that can hold the elements.
  private static func only(
    _ fields: [TensorField], _ site: TensorSite, _ tensor: Tensor, _ type: DataType, _ model: CheckedModel
  ) -> Fix? {
    let right = fields.filter { field in
      guard tensor.isRight(field, type) else { return false }
      guard field.field == nil, let count = tensor.elementCount else { return true }
      return field.payload?.count == type.rawSize(elements: count)
    }
    guard right.count == 1, let kept = right.first else { return nil }
    let path = model.index.path(of: site)
    return .model(
      "keep \(kept.name)", .safe,
      fields.filter { $0.name != kept.name && $0.field != .string }.map { .remove(path.appending($0.name)) })
  }

  private static let mostElements = 1 << 16

  /// The same numbers in `raw_data`.
  private static func converted(
    _ field: TensorField, _ site: TensorSite, _ tensor: Tensor, _ type: DataType, _ model: CheckedModel
  ) -> Fix? {
    guard let count = tensor.elementCount, count <= mostElements, let payload = field.payload, let kind = field.field,
      let bytes = PayloadBlocks.bytes(payload, of: model.model), let numbers = StoredNumbers.read(bytes, kind),
      numbers.count == count, let raw = StoredNumbers.raw(numbers, type)
    else { return nil }
    var strings = StringPool()
    var mended = Tensor()
    mended.dims = tensor.dims
    mended.dataType = tensor.dataType
    mended.name = tensor.name.map { strings.add(Array(model.strings[$0])) }
    mended.docString = tensor.docString.map { strings.add(Array(model.strings[$0])) }
    mended.metadata = tensor.metadata.map {
      Entry(
        key: strings.add(Array(model.strings[$0.key ?? .empty])),
        value: strings.add(Array(model.strings[$0.value ?? .empty])))
    }
    mended.rawData = Payload(strings.add(raw))
    return .model("move the numbers to raw_data", .safe, [.set(model.index.path(of: site), .tensor(mended, strings))])
  }
}
