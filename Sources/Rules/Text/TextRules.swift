extension RuleCatalogue {
  /// Rules about texts, which are found while a text is read.
  static let textRules: [any Rule.Type] = [
    SyntaxFault.self, ExtensionWithoutPragma.self, DataReferenceFault.self, DataEscapes.self,
  ]
}
