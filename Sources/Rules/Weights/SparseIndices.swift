internal import Diagnostics
internal import Inference
internal import ONNXModel

/// The indices of a sparse tensor are out of range, out of order, or another number than its values.
///
/// ## What it means
/// `indices` says for each value where it stands in the dense tensor: one number in row-major order, or one for each
/// dimension; ascending, without repetition (onnx.proto, SparseTensorProto).
///
/// ## Why it is bad
/// Values have no place, or two readers put them to different ones.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[4] x) => (float[4] y) <
///   sparse_tensor(float[4]) w = {values: float[2] {1.0, 2.0}, indices: int64[2] {3, 1}}  # W012 graph.sparse_initializer[0]
/// > {
///   y = Add (x, w)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17]>
/// g (float[4] x) => (float[4] y) <
///   sparse_tensor(float[4]) w = {values: float[2] {2.0, 1.0}, indices: int64[2] {1, 3}}
/// > {
///   y = Add (x, w)
/// }
/// ```
///
/// ## How to mend it
/// Sort the indices together with their values; export the weight again where places are wrong.
///
/// ## Fix safety
/// Chosen by a person, and not offered yet.
///
/// ## What others say
/// onnx.checker: `Sparse tensor (w) index value at position [1] not in sorted order.` ONNX Runtime refuses places out of
/// range, and does not look at the order.
enum SparseIndices: Rule {
  static let info = RuleInfo(
    "W012", "sparse-indices", .error, fix: .manual, "a sparse tensor's indices are out of range or out of order")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    let index = model.index
    var found: [Diagnostic] = []
    for (number, scope) in index.scopes.enumerated() {
      for (position, sparse) in scope.graph.sparseInitializers.enumerated() {
        if let (message, saying) = problem(sparse, model) {
          found.append(
            model.diagnostic(
              info, "sparse weight \"\(model.text(sparse.values?.name))\": \(message)",
              at: index.path(ofScope: number).appending("sparse_initializer", position), peers: said(checker: saying)))
        }
      }
    }
    for site in Set(model.tensors.compactMap(attribute)) {
      guard case .sparseAttribute(let node, let number, let element, _) = site.kind else { continue }
      let attribute = index.node(node).attributes[number]
      guard let sparse = element.map({ attribute.sparseTensors[$0] }) ?? attribute.sparseTensor.value,
        let (message, saying) = problem(sparse, model)
      else { continue }
      let path = index.path(of: node).appending("attribute", number)
      found.append(
        model.diagnostic(
          info, "attribute \"\(model.text(attribute.name))\" of \(model.describe(node)): \(message)",
          at: element.map { path.appending("sparse_tensors", $0) } ?? path.appending("sparse_tensor"), node: node,
          peers: said(checker: saying)))
    }
    return found
  }

  /// A sparse attribute once, whichever of its halves are there.
  private static func attribute(_ site: TensorSite) -> TensorSite? {
    guard case .sparseAttribute(let node, let number, let element, _) = site.kind else { return nil }
    return TensorSite(scope: site.scope, kind: .sparseAttribute(node, number, element: element, isIndices: false))
  }

  /// What is wrong, and what ONNX's checker says.
  private static func problem(_ sparse: SparseTensor, _ model: CheckedModel) -> (String, String)? {
    let name = model.text(sparse.values?.name)
    guard let values = sparse.values else {
      return ("it has no values", "Field 'values' of 'sparse_tensor_proto' is required but missing.")
    }
    guard values.dims.count == 1, let count = Int(exactly: values.dims[0]) else {
      return ("its values have rank \(values.dims.count), not 1", "Sparse tensor values (\(name)) must have rank 1.")
    }
    guard !sparse.dims.isEmpty else {
      return ("it has no dimensions", "Sparse tensor (\(name)) must have a dense-rank > 0")
    }
    if sparse.dims.contains(where: { $0 <= 0 }) {
      return ("a dimension is not positive", "Sparse tensor (\(name)) dimensions are not positive.")
    }
    guard let indices = sparse.indices else {
      return count == 0
        ? nil : ("it has \(count) values and no indices", "Sparse tensor (\(name)) has no index values.")
    }
    return problem(indices, count, sparse.dims, model)
  }

  private static func problem(
    _ indices: Tensor, _ count: Int, _ dims: [Int64], _ model: CheckedModel
  ) -> (String, String)? {
    let name = model.text(indices.name)
    guard indices.knownType == .int64 else {
      return (
        "its indices are \(indices.knownType.map { "\($0.name)" } ?? "of no type"), not int64",
        "Sparse tensor indices (\(name)) must have INT64 type."
      )
    }
    let rank = dims.count
    switch indices.dims.count {
    case 1:
      if indices.dims[0] != Int64(count) {
        return (
          "\(count) values and \(indices.dims[0]) indices",
          "Sparse tensor indices (\(name)) has \(indices.dims[0]) values, but NNZ is \(count)"
        )
      }
    case 2:
      if indices.dims[0] != Int64(count) {
        return (
          "\(count) values and \(indices.dims[0]) indices",
          "Sparse tensor indices (\(name)) first dimension size does not equal NNZ."
        )
      }
      if indices.dims[1] != Int64(rank) {
        return (
          "an index has \(indices.dims[1]) numbers for \(rank) dimensions",
          "Sparse tensor indices (\(name)) second dimension size does not match rank of tensor."
        )
      }
    default:
      return (
        "its indices have rank \(indices.dims.count), not 1 or 2",
        "Sparse tensor indices (\(name)) must have rank 1 or 2."
      )
    }
    guard let numbers = integers(indices, model), let needed = indices.elementCount, numbers.count == needed else {
      // Another number of bytes is W001's.
      return nil
    }
    return order(numbers, isLinear: indices.dims.count == 1, count, dims, name)
  }

  private static func order(
    _ numbers: [Int64], isLinear: Bool, _ count: Int, _ dims: [Int64], _ name: String
  ) -> (String, String)? {
    let limits = isLinear ? [dims.reduce(1) { $0.multipliedReportingOverflow(by: $1).overflow ? .max : $0 * $1 }] : dims
    var before: ArraySlice<Int64> = []
    for position in 0..<count {
      let place = numbers[position * limits.count..<(position + 1) * limits.count]
      for (axis, (number, limit)) in zip(place, limits).enumerated() where number < 0 || number >= limit {
        let saying =
          isLinear
          ? "Sparse tensor (\(name)) index value at position [\(position)] out of range [0, \(limit - 1)]"
          : "Sparse tensor (\(name)) index value at position [\(position),\(axis)] out of range."
        return (
          "index \(number) at \(position), \(isLinear ? "the tensor has" : "dimension \(axis) is") \(limit)", saying
        )
      }
      if position > 0, !before.lexicographicallyPrecedes(place) {
        let word = isLinear ? "sorted" : "lexicographic sorted"
        return (
          "its indices are not ascending at \(position)",
          "Sparse tensor (\(name)) index value at position [\(position)] not in \(word) order."
        )
      }
      before = place
    }
    return nil
  }

  private static func integers(_ tensor: Tensor, _ model: CheckedModel) -> [Int64]? {
    guard !tensor.isExternal else { return nil }
    if let raw = tensor.rawData {
      guard let bytes = PayloadBlocks.bytes(raw, of: model.model), bytes.count % 8 == 0 else { return nil }
      return bytes.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: 8).map { bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self) }
      }
    }
    guard let payload = tensor.int64Data, let bytes = PayloadBlocks.bytes(payload, of: model.model) else { return nil }
    return TensorElements.varints(bytes)?.map { Int64(bitPattern: $0) }
  }
}
