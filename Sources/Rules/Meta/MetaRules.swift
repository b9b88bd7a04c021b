extension RuleCatalogue {
  /// Rules about a project's meta fields, and about ignore comments.
  static let metaRules: [any Rule.Type] = [
    MetaKeyUnknown.self, MetaValue.self, MetaRequired.self, IgnoreUnused.self,
  ]
}
