/// A CPU kernel of ONNX Runtime, as its registry lists it.
package struct RuntimeKernel: Sendable {
  /// The versions of the operator that it computes, `Int.max` where it ends with none.
  package let versions: ClosedRange<Int>
  /// The types it takes: for each type parameter, or name of an input, those allowed. What is not named is free.
  package let constraints: [(typeName: String, allowed: TypeSet)]
}

extension OperatorCatalog {
  /// ONNX Runtime's CPU kernels of an operator, by version; empty if it has none.
  ///
  /// A kernel computes a node when its versions hold the node's schema version (`sinceVersion`) and each constraint
  /// holds the type bound to it; an operator has one kernel a type or one for many.
  package func kernels(of name: String, domain: String) -> [RuntimeKernel] {
    let file = BlockFile.kernels
    var kernels: [RuntimeKernel] = []
    for block in file.blocks(domain: Self.domain(domain), name: name) {
      var reader = file.lines(block)
      _ = reader.next()
      while let line = reader.next() {
        if let kernel = Self.kernel(line.fields) { kernels.append(kernel) }
      }
    }
    return kernels
  }

  /// `first last`, then `name=types` fields.
  private static func kernel(_ fields: [UnsafeBufferPointer<UInt8>]) -> RuntimeKernel? {
    let versions = fields.first?.split(separator: UInt8(ascii: " "))
      .compactMap { UnsafeBufferPointer(rebasing: $0).integer }
    guard let versions, versions.count == 2, versions[0] <= versions[1] else { return nil }
    return RuntimeKernel(
      versions: versions[0]...versions[1],
      constraints: fields.dropFirst().compactMap { field in
        guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        return (
          UnsafeBufferPointer(rebasing: field[..<equals]).string,
          SchemaReading.types(UnsafeBufferPointer(rebasing: field[(equals + 1)...]))
        )
      })
  }
}
