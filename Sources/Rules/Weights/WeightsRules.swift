extension RuleCatalogue {
  /// Rules about weights and other constant tensors.
  static let weightsRules: [any Rule.Type] = [
    SizeMismatch.self, WrongDataField.self, UndefinedType.self, ExternalMissing.self, ExternalEscapes.self,
    ExternalRange.self, NaNOrInf.self, FP16Overflow.self, ConstantWeight.self, DuplicateWeight.self,
    LargeConstantNode.self, SparseIndices.self,
  ]
}
