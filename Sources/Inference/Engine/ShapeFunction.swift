// The table of shape functions: an operator family is a file with rows of its own.

/// Infers the outputs of one node.
package typealias ShapeFunction = @Sendable (OperatorCall) throws(InferenceProblem) -> Void

/// The operators that a shape function infers, in all their versions.
package struct OperatorInference: Sendable {
  package var domain: String
  package var names: [String]
  package var infer: ShapeFunction

  package init(_ names: String..., domain: String = "", infer: @escaping ShapeFunction) {
    self.domain = domain
    self.names = names
    self.infer = infer
  }
}

/// Every operator that has a shape function, by domain and name.
package struct ShapeFunctions: Sendable {
  /// Each family's rows; adding an operator is adding a row in its family's file.
  static let families: [[OperatorInference]] = [
    AttentionOperators.rows,
    BatchNormalizationOperator.rows,
    BinaryOperators.rows,
    BlockedChannelsOperators.rows,
    CastOperators.rows,
    ChannelsLastOperators.rows,
    ClassifierOperators.rows,
    ConcatOperators.rows,
    ConditionalOperator.rows,
    ConstantOperators.rows,
    ContribAttentionOperators.rows,
    ContribMatMulOperators.rows,
    ContribOperators.rows,
    ConvTransposeOperator.rows,
    ConvolutionOperators.rows,
    EinsumOperator.rows,
    ExpandOperators.rows,
    FeatureOperators.rows,
    FurtherContribOperators.rows,
    GatherOperators.rows,
    LabelEncoderOperators.rows,
    LinearAttentionOperators.rows,
    LoopOperator.rows,
    LossOperators.rows,
    MatrixOperators.rows,
    NamedShapes.rows,
    NormalizationOperators.rows,
    OneHotOperators.rows,
    OptionalOperators.rows,
    PadOperators.rows,
    PoolOperators.rows,
    QuantizationOperators.rows,
    QuantizedMatMulOperators.rows,
    RandomOperators.rows,
    RecurrentOperators.rows,
    ReductionOperators.rows,
    RegionOperators.rows,
    ReshapeOperators.rows,
    ResizeOperators.rows,
    ScanOperator.rows,
    ScatterOperators.rows,
    SelectionOperators.rows,
    SequenceMapOperator.rows,
    SequenceOperators.rows,
    ShapeOperators.rows,
    SignalOperators.rows,
    SkipNormalizationOperators.rows,
    SliceOperators.rows,
    SoftmaxOperators.rows,
    SpatialOperators.rows,
    SplitToSequenceOperator.rows,
    TextOperators.rows,
    TrainingOperators.rows,
    TreeEnsembleOperator.rows,
    UnaryOperators.rows,
    VariadicOperators.rows,
  ]

  package static let all = ShapeFunctions(families)

  private var table: [String: [String: ShapeFunction]] = [:]

  init(_ families: [[OperatorInference]]) {
    for family in families {
      for row in family { for name in row.names { table[row.domain, default: [:]][name] = row.infer } }
    }
  }

  package func find(_ name: String, domain: String) -> ShapeFunction? { table[domain]?[name] }
}
