extension RuleCatalogue {
  /// Rules about what runtimes take, and what could be simpler.
  static let portabilityRules: [any Rule.Type] = [
    Int64OnTarget.self, NoKernel.self, UnsupportedByTarget.self, DataDependentForTarget.self, CastChain.self,
    TransposePair.self, ReshapeChain.self, SqueezeUnsqueezePair.self, ConvBatchNorm.self,
    ConstantFoldable.self, LayoutSandwich.self, NonIdentifierName.self,
  ]
}
