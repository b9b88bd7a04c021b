package import Operators

/// Which runtimes have one version of an operator, in a line each.
package struct OperatorSupport {
  /// The runtime and what it has.
  package let lines: [(runtime: String, text: String)]

  package init(_ schema: OperatorSchema, _ catalog: OperatorCatalog) {
    var lines = [(OperatorCatalog.onnxRuntime + " (CPU)", Self.kernels(of: schema, catalog))]
    for runtime in catalog.runtimes {
      guard let support = catalog.support(of: schema.name, domain: schema.domain, in: runtime.name) else { continue }
      lines.append((runtime.name, Self.describe(support)))
    }
    self.lines = lines
  }

  private static func kernels(of schema: OperatorSchema, _ catalog: OperatorCatalog) -> String {
    let kernels = catalog.kernels(of: schema.name, domain: schema.domain)
      .filter { $0.versions.contains(schema.sinceVersion) }
    guard !kernels.isEmpty else {
      return schema.hasFunctionBody || schema.hasContextDependentBody ? "no kernel; runs as its function" : "no kernel"
    }
    // One kernel a type or one for many: what they take together.
    var names: [String] = []
    var types: [String: TypeSet] = [:]
    for constraint in kernels.flatMap(\.constraints) {
      if types[constraint.typeName] == nil { names.append(constraint.typeName) }
      types[constraint.typeName, default: TypeSet()].formUnion(constraint.allowed)
    }
    let parts = names.compactMap { name in types[name].map { "\(name) \($0)" } }
    return parts.isEmpty ? "supported" : parts.joined(separator: "; ")
  }

  private static func describe(_ support: RuntimeSupport) -> String {
    var parts: [String] = []
    switch support.level {
    case .supported: parts.append("supported")
    case .partly: parts.append("partly")
    case .unsupported: parts.append("not supported")
    }
    if !support.opsets.isEmpty { parts.append("versions " + support.opsets.map(describe).joined(separator: ", ")) }
    if !support.types.isEmpty { parts.append(support.types.joined(separator: ", ")) }
    if !support.limits.isEmpty { parts.append(support.limits) }
    return parts.joined(separator: "; ")
  }

  private static func describe(_ range: ClosedRange<Int>) -> String {
    range.upperBound == Int.max
      ? "\(range.lowerBound) on"
      : range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
