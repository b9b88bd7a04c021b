// A tensor's elements in words: how many, where they are, and their statistics where that costs nothing.

internal import ONNXModel

extension Snapshot {
  /// Size, storage and statistics of an initializer.
  func describe(_ tensor: Tensor, _ analysis: ModelAnalysis, into markup: inout Markup) {
    let model = analysis.model
    if let count = tensor.elementCount {
      let bytes = tensor.knownType?.rawSize(elements: count).map { ", \(Self.size($0))" } ?? ""
      markup.item((count == 1 ? "1 element" : "\(count) elements") + bytes)
    }
    markup.item(Self.storage(tensor, model))
    guard let statistics = TensorStatistics(tensor, of: model), statistics.count > 1 else { return }
    markup.item(statistics.description)
  }

  /// `1.5 MiB`.
  static func size(_ bytes: Int) -> String {
    let units = ["KiB", "MiB", "GiB"]
    guard bytes >= 1024 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    var (value, unit) = (Double(bytes) / 1024, 0)
    while value >= 1024, unit + 1 < units.count { (value, unit) = (value / 1024, unit + 1) }
    return "\((value * 10).rounded() / 10) \(units[unit])"
  }

  private static func storage(_ tensor: Tensor, _ model: Model) -> String {
    if tensor.dataLocation == 1 {
      let entries = tensor.externalData.map { "\(model.text($0.key)) \(Markup.span(model.text($0.value)))" }
      return "external: " + entries.joined(separator: ", ")
    }
    let payloads = [
      ("raw_data", tensor.rawData), ("float_data", tensor.floatData), ("int32_data", tensor.int32Data),
      ("int64_data", tensor.int64Data), ("double_data", tensor.doubleData), ("uint64_data", tensor.uint64Data),
    ]
    guard let (field, payload) = payloads.first(where: { $0.1 != nil }), let payload else {
      return tensor.stringData.isEmpty ? "no elements are stored" : "stored in string_data"
    }
    guard payload.source != Payload.pool, model.sources.indices.contains(Int(payload.source)),
      let path = model.sources[Int(payload.source)].path
    else { return "stored in \(field)" }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return "stored in \(field), from \(Markup.span(file)) at byte \(payload.offset)"
  }
}
