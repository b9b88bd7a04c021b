import Analysis
import Operators

extension MarkedSnapshot {
  /// The surroundings of a text without a configuration.
  static let project = Project.plain(OperatorCatalog())
}
