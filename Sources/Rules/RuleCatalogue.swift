// All rules: adding one is adding a file and a row in its group's list.

package import Diagnostics

package enum RuleCatalogue {
  /// Every rule, by group.
  package static let all: [any Rule.Type] =
    fileRules
    + modelRules
    + graphRules
    + weightsRules
    + textRules
    + metaRules
    + attributesRules
    + typesRules
    + shapesRules
    + exportRules
    + portabilityRules

  /// The row of a code.
  package static func info(_ code: String) -> RuleInfo? { all.first { $0.info.code.code == code }?.info }

  /// Runs every rule whose code `isWanted`; sorted by place.
  package static func check(_ model: CheckedModel, isWanted: (RuleInfo) -> Bool = { _ in true }) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for rule in all where isWanted(rule.info) { found += rule.check(model) }
    return found
  }
}
