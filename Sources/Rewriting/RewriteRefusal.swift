// Why a rewrite that a person asked for can't be made.

package import ONNXModel

/// The reason, for the person: `the body of a function has no initializers`.
package struct RewriteRefusal: Error, Sendable, Equatable {
  package var reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension Tensor {
  /// Whether the elements are a range of a file.
  package func isInFile(_ model: Model) -> Bool {
    [rawData, floatData, int32Data, int64Data, doubleData, uint64Data].contains { payload in
      guard let payload, model.sources.indices.contains(Int(payload.source)) else { return false }
      return model.sources[Int(payload.source)].path != nil
    }
  }
}
