// Which data fields of a tensor hold something.

internal import ONNXModel

/// One data field that is not empty.
struct TensorField: Sendable {
  /// The field's name in onnx.proto.
  var name: String
  /// Nil for `raw_data`.
  var field: TypedField?
  var payload: Payload?
}

extension Tensor {
  /// The data fields that hold something, in order of their names in onnx.proto.
  var filledFields: [TensorField] {
    var fields: [TensorField] = []
    for (field, name) in Self.typedFields {
      guard let payload = self[field], payload.count > 0 else { continue }
      fields.append(TensorField(name: name, field: field, payload: payload))
    }
    if !stringData.isEmpty { fields.append(TensorField(name: "string_data", field: .string, payload: nil)) }
    if let rawData, rawData.count > 0 { fields.append(TensorField(name: "raw_data", field: nil, payload: rawData)) }
    return fields
  }

  static let typedFields: [(TypedField, String)] = [
    (.float, "float_data"), (.int32, "int32_data"), (.int64, "int64_data"), (.double, "double_data"),
    (.uint64, "uint64_data"),
  ]

  var isExternal: Bool { dataLocation == 1 }

  /// Whether the elements can be where they are: raw, or in the field of the type.
  func isRight(_ field: TensorField, _ type: DataType) -> Bool {
    field.field.map { $0 == type.typedField } ?? (type != .string)
  }
}

extension TypedField {
  var name: String { Tensor.typedFields.first { $0.0 == self }?.1 ?? "string_data" }
}
