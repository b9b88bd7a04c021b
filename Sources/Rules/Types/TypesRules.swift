extension RuleCatalogue {
  /// Rules about element types.
  static let typesRules: [any Rule.Type] = [
    TypeConstraint.self, TypeMismatch.self, Int32WhereInt64.self, FloatIndices.self, DeclaredTypeWrong.self,
    Float64Leak.self, CastToInvalid.self, QDQZeroPoint.self, BoolArithmetic.self, BranchTypesDiffer.self,
    LoopStateType.self,
  ]
}
