extension RuleCatalogue {
  /// Rules about attributes and numbers of inputs.
  static let attributesRules: [any Rule.Type] = [
    UnknownAttribute.self, InputWasAttribute.self, MissingRequiredAttribute.self, WrongAttributeType.self,
    AttributeTypeUnset.self, DuplicateAttribute.self, Arity.self, RequiredEmpty.self, EnumValue.self,
    SubgraphArity.self, ExactlyOneOf.self, AttributeReference.self, AttributeValue.self,
  ]
}
