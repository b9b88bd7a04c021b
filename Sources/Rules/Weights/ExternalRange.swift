internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A weight's data are not where its offset and length say.
///
/// ## What it means
/// The range ends behind the file's end, is shorter or longer than the tensor, is no range of numbers, or the file can't
/// be read. Ranges of two weights that overlap without being the same are a warning, an offset that is no multiple of
/// 4096 bytes is worth knowing: mapped files want that (onnx.proto, TensorProto.external_data).
///
/// ## Why it is bad
/// The weight can't be read; or it is read with another one's bytes.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = ["location": "weights.bin", "offset": "0", "length": "4"]  # W006 graph.initializer[0]
/// > {
///   y = Add (x, k)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[2] x) => (float[2] y) <
///   float[2] k = ["location": "weights.bin", "offset": "0", "length": "8"]
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Fetch the whole file, or export the model again.
///
/// ## Fix safety
/// No fix: the right range can't be seen.
///
/// ## What others say
/// onnx.checker does not look. ONNX Runtime says so when it needs the weight: `External initializer: k offset: 0 size to
/// read: 8 given file_length: 4 are out of bounds or can not be read in full.`
enum ExternalRange: Rule {
  static let info = RuleInfo(
    "W006", "external-range", .error, "a weight's data are not where its offset and length say")

  /// Mapped files begin at pages.
  private static let alignment = 4096

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var ranges: [String: [(range: Range<Int>, site: TensorSite)]] = [:]
    for (site, tensor, data) in model.externalTensors where !data.isEscaping {
      guard let location = data.location else { continue }
      let file = model.folder?.lookUp(location)
      switch file {
      case .missing, .escapes: continue
      default: break
      }
      let title = model.describe(site, tensor)
      if let (problem, saying) = problem(tensor, data, file, model) {
        found.append(
          model.diagnostic(
            info, "\(title): \(problem)", at: model.index.path(of: site), node: site.node, peers: said(runtime: saying))
        )
        continue
      }
      guard let offset = data.offset, let length = size(tensor), length > 0 else { continue }
      ranges[location, default: []].append((offset..<offset + length, site))
      if offset % alignment != 0 {
        found.append(
          model.diagnostic(
            info, "\(title): offset \(offset) is no multiple of \(alignment)", at: model.index.path(of: site),
            severity: .info, node: site.node))
      }
    }
    for (location, list) in ranges { found += overlaps(location, list, model) }
    return found
  }

  private static func size(_ tensor: Tensor) -> Int? {
    tensor.elementCount.flatMap { count in tensor.knownType?.rawSize(elements: count) }
  }

  private static func problem(
    _ tensor: Tensor, _ data: ExternalData, _ file: FolderEntry?, _ model: CheckedModel
  ) -> (String, String?)? {
    guard let offset = data.offset, offset >= 0 else { return ("its offset is no number of bytes", nil) }
    if case .some(nil) = data.length { return ("its length is no number of bytes", nil) }
    if case .unreadable(let reason) = file { return ("\"\(data.location ?? "")\" can't be read: \(reason)", nil) }
    let needed = size(tensor)
    let length = data.length ?? nil
    if let length, length < 0 { return ("its length is no number of bytes", nil) }
    if let length, let needed, length != needed { return ("\(length) bytes, \(needed) needed", nil) }
    guard case .file(let size) = file, let wanted = length ?? needed else { return nil }
    let (end, overflow) = offset.addingReportingOverflow(wanted)
    guard overflow || end > size else { return nil }
    let saying =
      "External initializer: \(model.text(tensor.name)) offset: \(offset) size to read: \(wanted) given file_length: \(size) are out of bounds or can not be read in full."
    return ("bytes \(offset)..<\(overflow ? Int.max : end) of \"\(data.location ?? "")\", which has \(size)", saying)
  }

  /// The same range twice is sharing, and meant.
  private static func overlaps(
    _ location: String, _ list: [(range: Range<Int>, site: TensorSite)], _ model: CheckedModel
  ) -> [Diagnostic] {
    let sorted = list.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var found: [Diagnostic] = []
    var last: (range: Range<Int>, site: TensorSite)?
    for one in sorted {
      if let before = last, before.range != one.range, before.range.overlaps(one.range),
        let tensor = model.index.tensor(at: one.site), let other = model.index.tensor(at: before.site)
      {
        found.append(
          model.diagnostic(
            info,
            "\(model.describe(one.site, tensor)): its bytes in \"\(location)\" overlap those of \(model.describe(before.site, other))",
            at: model.index.path(of: one.site), severity: .warning, node: one.site.node,
            related: [Label(.path(model.index.path(of: before.site)), "bytes \(before.range)")]))
      }
      if last.map({ one.range.upperBound > $0.range.upperBound }) ?? true { last = one }
    }
    return found
  }
}
