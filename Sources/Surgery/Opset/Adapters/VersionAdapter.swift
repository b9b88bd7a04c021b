// How nodes take a step between versions that is more than a label.

internal import Inference
internal import Operators
internal import Rewriting

/// One row: an operator, a version of it, and how a node gets over the step to it, or back.
struct VersionAdapter: Sendable {
  enum Direction: Sendable { case up, down }

  typealias Change =
    @Sendable (inout NodeDraft, VersionStep, inout FreshNames) throws(RewriteRefusal) -> Void

  let names: [String]
  let version: Int
  let direction: Direction
  /// Whether it is for nodes that could be relabelled, too: what the signatures do not tell.
  let isQuiet: Bool
  let change: Change

  init(
    _ names: String..., at version: Int, _ direction: Direction, quietly isQuiet: Bool = false,
    _ change: @escaping Change
  ) {
    self.init(names, at: version, direction, quietly: isQuiet, change)
  }

  init(
    _ names: [String], at version: Int, _ direction: Direction, quietly isQuiet: Bool = false,
    _ change: @escaping Change
  ) {
    self.isQuiet = isQuiet
    self.names = names
    self.version = version
    self.direction = direction
    self.change = change
  }

  /// All of them, by family.
  static let all: [VersionAdapter] =
    SoftmaxAdapters.all + ResizeAdapters.all + ClipAdapters.all + SplitAdapters.all + ModeAdapters.all
    + LegacyAdapters.all + NormalizationAdapters.all + AxisAdapters.all + ShapeAdapters.all
    + MaskAdapters.all + GatherAdapters.all
}
