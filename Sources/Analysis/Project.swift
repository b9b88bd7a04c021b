// What analysis takes from outside of a text: settings and the files beside it, through protocols, so that it opens none.

package import Configuration
package import Diagnostics
package import Lowering
package import Operators
package import Rules

/// The surroundings of a model.
package struct Project: Sendable {
  package var catalog: OperatorCatalog
  /// Which diagnostics are reported.
  package var selection: RuleSelection
  /// The runtime that models are meant for.
  package var target: String?
  /// The fields that `@meta` may carry; none: any.
  package var meta: [MetaFieldSchema]
  /// What evaluation takes for inputs and symbolic dimensions.
  package var evaluation = EvalSettings()
  /// Follows `@data(...)`.
  package var weights: (any DataProvider)?
  /// The folder of the model, for external data.
  package var folder: (any ModelFolder)?

  package init(
    catalog: OperatorCatalog, selection: RuleSelection, target: String? = nil, meta: [MetaFieldSchema] = [],
    weights: (any DataProvider)? = nil, folder: (any ModelFolder)? = nil
  ) {
    self.catalog = catalog
    self.selection = selection
    self.target = target
    self.meta = meta
    self.weights = weights
    self.folder = folder
  }

  /// The project of a text without a configuration.
  package static func plain(_ catalog: OperatorCatalog) -> Project {
    Project(catalog: catalog, selection: .standard)
  }
}
