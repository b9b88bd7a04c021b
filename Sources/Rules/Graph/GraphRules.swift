extension RuleCatalogue {
  /// Rules about names, order and what is used.
  static let graphRules: [any Rule.Type] = []
}
