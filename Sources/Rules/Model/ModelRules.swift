extension RuleCatalogue {
  /// Rules about imports, operators and functions.
  static let modelRules: [any Rule.Type] = [
    NoOpsetImport.self, DomainNotImported.self, OpsetTooNew.self, UnknownOp.self, OpNewerThanOpset.self,
    DeprecatedOp.self, UnusedImport.self, DuplicateImport.self, RecursiveFunction.self, FunctionWithoutImport.self,
    FunctionOpsetConflict.self, DuplicateFunction.self, DuplicateMetadataKey.self,
  ]
}
