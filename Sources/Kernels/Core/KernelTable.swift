/// Which kernel computes an operator.
package struct KernelRow: Sendable {
  package let domain: String
  package let name: String
  /// The versions of the domain for which this row is.
  package let versions: ClosedRange<Int>
  package let kernel: Kernel

  /// - Parameter versions: of the domain, as models import it.
  init(_ name: String, _ versions: ClosedRange<Int>, domain: String = "", _ kernel: @escaping Kernel) {
    (self.domain, self.name, self.versions, self.kernel) = (domain, name, versions, kernel)
  }

  /// For all versions.
  init(_ name: String, domain: String = "", _ kernel: @escaping Kernel) {
    self.init(name, 1...Int.max, domain: domain, kernel)
  }
}

/// All kernels, by operator. Adding one is adding a row to its family's list.
package struct KernelTable: Sendable {
  private let rows: [String: [KernelRow]]

  package init() {
    rows = Dictionary(grouping: Self.families.joined(), by: \.name)
  }

  /// The kernel of an operator; nil where there is none.
  ///
  /// - Parameter version: the version of the domain that the model imports.
  package func kernel(_ name: String, domain: String, version: Int) -> Kernel? {
    rows[name]?.first { $0.domain == (domain == "ai.onnx" ? "" : domain) && $0.versions.contains(version) }?.kernel
  }
}
