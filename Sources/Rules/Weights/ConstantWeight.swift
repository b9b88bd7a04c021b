internal import Diagnostics
internal import Inference
internal import ONNXModel

/// All elements of a weight are the same.
///
/// ## What it means
/// A weight of 64 elements or more holds one number throughout. Shapes, scales and zero points are left out.
///
/// ## Why it is bad
/// A trained weight hardly ever looks so: it may have stayed at its initial value, or a conversion lost it. Where it is
/// meant, one element that broadcasts does the same.
///
/// ## Example
/// ```onnxtxt
/// #!onnx-text 1 storage=raw
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[8, 8] x) => (float[8, 8] y) <
///   int8[64] k = b64"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="  # W009
/// > {
///   f = Cast <to = 1> (k)
///   s = Shape (x)
///   r = Reshape (f, s)
///   y = Add (x, r)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[8, 8] x) => (float[8, 8] y) <
///   float[1] k = {0.0}
/// > {
///   y = Add (x, k)
/// }
/// ```
///
/// ## How to mend it
/// Check the training or the conversion, or write one element.
///
/// ## Fix safety
/// No fix: whether it is meant can't be seen.
///
/// ## What others say
/// Nobody says anything.
enum ConstantWeight: Rule {
  static let info = RuleInfo("W009", "constant-weight", .info, "all elements of a weight are the same")

  private static let fewest = 64

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    return model.tensors.compactMap { site in
      guard case .initializer(let number) = site.kind, let tensor = index.tensor(at: site), !tensor.isExternal,
        let count = tensor.elementCount, count >= fewest, let type = tensor.knownType, isWeight(type),
        let payload = tensor.rawData ?? (type == .float ? tensor.floatData : nil), let width = type.bitWidth,
        payload.count == type.rawSize(elements: count), isConstant(payload, width / 8, model.model)
      else { return nil }
      let value = index.scopes[site.scope].initializers[number]
      guard !isParameter(value, model) else { return nil }
      return model.diagnostic(
        info, "\(model.describe(site, tensor)): all \(count) elements are the same", at: index.path(of: site))
    }
  }

  private static func isWeight(_ type: DataType) -> Bool {
    switch type {
    case .float, .double, .float16, .bfloat16, .int8, .uint8: true
    default: false
    }
  }

  /// Whether a reader takes it for a scale, a zero point or a shape.
  private static func isParameter(_ value: ValueID, _ model: CheckedModel) -> Bool {
    model.uses.readers(of: value).contains { reader in
      let name = model.index.operation(reader.node).schema?.formalInput(reader.input)?.name.lowercased() ?? ""
      return name.contains("scale") || name.contains("zero_point") || name == "shape"
    }
  }

  private static func isConstant(_ payload: Payload, _ width: Int, _ model: Model) -> Bool {
    var first: [UInt8] = []
    var isSame = true
    PayloadBlocks.forEach(payload, of: model) { block, _ in
      if first.isEmpty { first = Array(block.prefix(width)) }
      // The block against itself one element later: one comparison of memory.
      isSame =
        isSame && block.prefix(width).elementsEqual(first)
        && (block.count <= width || block.dropFirst(width).elementsEqual(block.dropLast(width)))
      return isSame
    }
    return isSame
  }
}
