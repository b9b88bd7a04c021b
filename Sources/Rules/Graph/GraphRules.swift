extension RuleCatalogue {
  /// Rules about names, order and what is used.
  static let graphRules: [any Rule.Type] = [
    SSADuplicate.self, UndefinedValue.self, NotSorted.self, Cycle.self, OutputNotProduced.self,
    DuplicateNodeName.self, UnnamedNode.self, Shadowing.self, OuterAsSubgraphOutput.self, EmptyGraphName.self,
    DeadNode.self, UnusedInput.self, UnusedInitializer.self, DuplicateInitializer.self, InitializerInInputs.self,
    OutputWithoutType.self, NoOutputs.self, NumericName.self, InputWithoutType.self, EmptyValueName.self,
  ]
}
