extension RuleCatalogue {
  /// Rules about imports, operators and functions.
  static let modelRules: [any Rule.Type] = []
}
