internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A tensor holds more or fewer bytes than its type and dimensions ask for.
///
/// ## What it means
/// `raw_data` has the width of the element type for each element, the typed fields have one entry each. Here the number
/// is another one, there is nothing at all, or a dimension is negative. Of 6-bit elements, bits
/// that belong to none are zero; here they are not.
///
/// ## Why it is bad
/// Elements are missing or left over: the weight is not what was meant. It often comes from files that were edited or
/// sliced by hand.
///
/// ## Example
/// ```onnxtxt
/// #!onnx-text 1 storage=raw
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[5] x) => (float[5] y) <
///   float[5] k = {0.0, 1.0, 2.0, 3.0}  # W001 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// #!onnx-text 1 storage=raw
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[5] x) => (float[5] y) <
///   float[5] k = {0.0, 1.0, 2.0, 3.0, 4.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Export the weight again, or correct its dimensions.
///
/// ## Fix safety
/// No fix: which of the two is right can't be seen.
///
/// ## What others say
/// onnx.checker: `TensorProto (tensor name: k) raw_data size (16 bytes) is too small for the declared shape and type (20
/// bytes required).` It accepts more than that. ONNX Runtime refuses it when something reads the weight.
enum SizeMismatch: Rule {
  static let info = RuleInfo("W001", "size-mismatch", .error, "a tensor's data are not as long as its type asks for")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    model.tensors.compactMap { site in
      guard let tensor = model.index.tensor(at: site), let type = tensor.knownType, !tensor.isExternal else {
        return nil
      }
      guard let (message, saying) = problem(tensor, type, model) else { return nil }
      return model.diagnostic(
        info, "\(model.describe(site, tensor)), \(title(tensor, type)): \(message)", at: model.index.path(of: site),
        node: site.node, peers: said(checker: saying))
    }
  }

  private static func title(_ tensor: Tensor, _ type: DataType) -> String {
    "\(type.name)[\(tensor.dims.map { "\($0)" }.joined(separator: ", "))]"
  }

  /// What is wrong, and what ONNX's checker says.
  private static func problem(_ tensor: Tensor, _ type: DataType, _ model: CheckedModel) -> (String, String?)? {
    let name = model.text(tensor.name)
    guard let count = tensor.elementCount else {
      return ("no tensor has such dimensions", nil)
    }
    let fields = tensor.filledFields
    if fields.isEmpty {
      guard count > 0 else { return nil }
      let needed = type.rawSize(elements: count).map { "\($0) bytes" } ?? "\(count) strings"
      return (
        "no data, \(needed) needed", "TensorProto (tensor name: \(name)) should contain one and only one value field."
      )
    }
    // Where the data are in the wrong place, that is the fault (W002).
    guard fields.count == 1, tensor.isRight(fields[0], type) else { return nil }
    if count == 0 {
      return (
        "\(fields[0].name) holds data, 0 elements have none",
        "TensorProto (tensor name: \(name)) is 0-element but contains data!"
      )
    }
    guard let payload = fields[0].payload else {
      return tensor.stringData.count == count ? nil : ("\(tensor.stringData.count) strings, \(count) needed", nil)
    }
    if fields[0].field == nil {
      guard let needed = type.rawSize(elements: count) else { return ("no tensor has so many elements", nil) }
      if payload.count == needed { return leftoverBits(payload, count, type, name, model) }
      let saying =
        "TensorProto (tensor name: \(name)) raw_data size (\(payload.count) bytes) is too small for the declared shape and type (\(needed) bytes required)."
      return ("\(payload.count) bytes, \(needed) needed", payload.count < needed ? saying : nil)
    }
    return entries(fields[0], payload, count, type, name, model)
  }

  /// 6-bit elements are packed bit by bit, from the lowest; onnx.proto wants zeros behind the last one.
  private static func leftoverBits(
    _ payload: Payload, _ count: Int, _ type: DataType, _ name: String, _ model: CheckedModel
  ) -> (String, String?)? {
    guard type.bitWidth == 6, payload.count > 0, case let used = count % 4 * 6 % 8, used > 0 else { return nil }
    var last = payload
    last.offset += payload.count - 1
    last.count = 1
    guard let byte = PayloadBlocks.bytes(last, of: model.model)?.first, byte >> UInt8(used) != 0 else { return nil }
    return (
      "the \(8 - used) bits after the last element are not zero",
      "TensorProto (tensor name: \(name)) has non-zero padding bits in its packed FLOAT6 raw_data."
    )
  }

  /// An entry of a typed field holds one 6-bit element: a number from 0 to 63.
  private static func beyondSixBits(_ payload: Payload, _ name: String, _ model: CheckedModel) -> (String, String?)? {
    guard let bytes = PayloadBlocks.bytes(payload, of: model.model),
      let wrong = StoredNumbers.read(bytes, .int32)?.first(where: { $0 < 0 || $0 > 63 })
    else { return nil }
    return (
      "int32_data holds \(Int(wrong)), which is no 6-bit element",
      "TensorProto (tensor name: \(name)) FLOAT6 int32_data values must use only bits 0-5."
    )
  }

  private static func entries(
    _ field: TensorField, _ payload: Payload, _ count: Int, _ type: DataType, _ name: String, _ model: CheckedModel
  ) -> (String, String?)? {
    let isComplex = type == .complex64 || type == .complex128
    var (needed, overflow) = count.multipliedReportingOverflow(by: isComplex ? 2 : 1)
    guard !overflow else { return ("no tensor has so many elements", nil) }
    let given: Int
    switch field.field {
    case .float: given = payload.count / 4
    case .double: given = payload.count / 8
    default:
      // A varint has one byte at least and ten at most.
      guard let number = PayloadBlocks.varintCount(payload, of: model.model) else { return nil }
      given = number
    }
    if type.isPacked {
      // Writers put one byte of packed elements into an entry, or four: both are read.
      let width = type.bitWidth ?? 4
      needed = (count - 1) / (32 / width) + 1
      if given >= needed { return nil }
    } else if given == needed {
      return type.bitWidth == 6 ? beyondSixBits(payload, name, model) : nil
    }
    let word = field.name.replacing("_data", with: "")
    let saying =
      "TensorProto (tensor name: \(name)) \(field.name) size (\(given)) is too small for the declared shape (\(needed) \(word) values required)."
    return ("\(given) entries of \(field.name), \(needed) needed", given < needed ? saying : nil)
  }
}
