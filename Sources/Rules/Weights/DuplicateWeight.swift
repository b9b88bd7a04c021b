internal import Diagnostics
internal import Inference
internal import ONNXModel

/// Two weights of one graph hold the same numbers.
///
/// ## What it means
/// Type, dimensions and every byte agree; weights below 16 elements are left out.
///
/// ## Why it is bad
/// The file and the memory hold them twice. Exporters write a shared weight once for each use.
///
/// ## Example
/// ```onnxtxt
/// #!onnx-text 1 storage=raw
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[4, 4] x) => (float[4, 4] y) <
///   int8[4, 4] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
///   int8[4, 4] b = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}  # W010 graph.initializer[1]
/// > {
///   c = Cast <to = 1> (a)
///   d = Cast <to = 1> (b)
///   y = Sum (x, c, d)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// #!onnx-text 1 storage=raw
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[4, 4] x) => (float[4, 4] y) <
///   int8[4, 4] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
/// > {
///   c = Cast <to = 1> (a)
///   d = Cast <to = 1> (a)
///   y = Sum (x, c, d)
/// }
/// ```
///
/// ## How to mend it
/// Keep one, and let all nodes read that.
///
/// ## Fix safety
/// Safe: the numbers are the same.
///
/// ## What others say
/// Nobody says anything.
enum DuplicateWeight: Rule {
  static let info = RuleInfo("W010", "duplicate-weight", .info, fix: .safe, "two weights hold the same numbers")

  private static let fewest = 16

  private struct Key: Hashable {
    var scope: Int
    var type: Int32?
    var dims: [Int64]
    var hash: UInt64
  }

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var firsts: [Key: TensorSite] = [:]
    return model.tensors.compactMap { site in
      guard case .initializer(let number) = site.kind, let tensor = index.tensor(at: site), !tensor.isExternal,
        let count = tensor.elementCount, count >= fewest, let payload = tensor.rawData, payload.count > 0
      else { return nil }
      let value = index.scopes[site.scope].initializers[number]
      // An input's default may be replaced by the caller.
      guard case .initializer(number) = index.values[value.offset].origin else { return nil }
      let key = Key(
        scope: site.scope, type: tensor.dataType, dims: tensor.dims, hash: hash(payload, model.model))
      guard let first = firsts[key], case .initializer(let other) = first.kind, let original = index.tensor(at: first),
        isSame(original, tensor, model.model)
      else {
        firsts[key] = firsts[key] ?? site
        return nil
      }
      let kept = index.scopes[site.scope].initializers[other]
      return model.diagnostic(
        info, "\(model.describe(site, tensor)) holds the same as \(model.quoted(kept))", at: index.path(of: site),
        related: [Label(.path(index.path(of: first)), "the same numbers")], fixes: fixes(value, kept, site, model))
    }
  }

  private static func fixes(
    _ value: ValueID, _ kept: ValueID, _ site: TensorSite, _ model: CheckedModel
  ) -> [Fix] {
    guard !model.uses.isOutput(value) else { return [] }
    let name = Array(model.strings[model.index.values[kept.offset].name])
    var edits: [ModelEdit] = [.remove(model.index.path(of: site))]
    for reader in model.uses.readers(of: value) {
      edits.append(.set(model.index.path(of: reader.node).appending("input", reader.input), .string(name)))
    }
    return [.model("read \(model.quoted(kept)) instead", .safe, edits)]
  }

  private static func isSame(_ a: Tensor, _ b: Tensor, _ model: Model) -> Bool {
    guard let first = a.rawData, let second = b.rawData, first.count == second.count,
      let bytes = PayloadBlocks.bytes(first, of: model, atMost: .max)
    else { return false }
    var isSame = true
    let isRead = PayloadBlocks.forEach(second, of: model) { block, offset in
      isSame = isSame && bytes[offset..<offset + block.count].elementsEqual(block)
      return isSame
    }
    return isSame && isRead
  }

  /// Eight bytes at a time; equal hashes are compared byte by byte afterwards.
  private static func hash(_ payload: Payload, _ model: Model) -> UInt64 {
    var hash = UInt64(payload.count) &* 0x9E37_79B9_7F4A_7C15
    PayloadBlocks.forEach(payload, of: model) { block, _ in
      var at = 0
      while at + 8 <= block.count {
        hash = (hash ^ block.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0xA076_1D64_78BD_642F
        hash ^= hash >> 32
        at += 8
      }
      while at < block.count {
        hash = (hash ^ UInt64(block[at])) &* 0xA076_1D64_78BD_642F
        at += 1
      }
      return true
    }
    return hash
  }
}
