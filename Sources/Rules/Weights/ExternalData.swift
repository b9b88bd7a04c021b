// Where a tensor's data are outside of the model, as its entries say.

internal import ONNXModel

/// The entries of `external_data` (onnx.proto, TensorProto.external_data).
struct ExternalData: Sendable {
  var location: String?
  var offset: Int? = 0
  /// Nil where the entry is absent.
  var length: Int??

  init(_ tensor: Tensor, _ strings: StringPool) {
    for entry in tensor.externalData {
      guard let key = entry.key else { continue }
      let value = entry.value.map { strings.string($0) } ?? ""
      if strings.equals(key, "location") { location = value }
      if strings.equals(key, "offset") { offset = Int(value) }
      if strings.equals(key, "length") { length = .some(Int(value)) }
    }
  }

  /// Whether the path leads out of the model's folder by itself: it is absolute, or climbs.
  var isEscaping: Bool {
    guard let location else { return false }
    if location.hasPrefix("/") || location.hasPrefix("\\") { return true }
    if location.utf8.dropFirst().first == UInt8(ascii: ":") { return true }
    var depth = 0
    for part in location.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      depth += part == ".." ? -1 : part == "." ? 0 : 1
      if depth < 0 { return true }
    }
    return false
  }
}

extension CheckedModel {
  /// The tensors whose data are outside of the model.
  var externalTensors: [(site: TensorSite, tensor: Tensor, data: ExternalData)] {
    tensors.compactMap { site in
      guard let tensor = index.tensor(at: site), tensor.isExternal else { return nil }
      return (site, tensor, ExternalData(tensor, strings))
    }
  }
}
