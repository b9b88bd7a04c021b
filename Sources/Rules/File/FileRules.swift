extension RuleCatalogue {
  /// Rules about the file itself.
  static let fileRules: [any Rule.Type] = [
    LFSPointer.self, NotONNX.self, Truncated.self, InvalidUTF8.self, UnknownFields.self, Over2GB.self, IRMissing.self,
    IRTooNew.self, IRTooOld.self,
  ]
}
