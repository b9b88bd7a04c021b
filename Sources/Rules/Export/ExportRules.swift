extension RuleCatalogue {
  /// Rules about what exporters leave behind.
  static let exportRules: [any Rule.Type] = [
    DropoutTraining.self, BatchNormTraining.self, NoOpNode.self, ResizeDefaultMode.self,
    ConstantCondition.self, HardwareSpecific.self, OutputIndependent.self, TrainingOp.self,
  ]
}
