extension KernelTable {
  /// The rows of each family, one file each.
  static let families: [[KernelRow]] = [
    ShapeKernels.rows, TransposeKernels.rows, JoinKernels.rows, SliceKernels.rows, GatherKernels.rows,
    ScatterKernels.rows, PadKernels.rows, ConstantKernels.rows, PlaceKernels.rows, TopKKernels.rows, UniqueKernels.rows,
    CumulativeKernels.rows, Col2ImKernels.rows,
    MatMulKernels.rows, GemmKernels.rows, ConvolutionKernels.rows, ConvTransposeKernels.rows,
    QuantizedProductKernels.rows, FusedProductKernels.rows,
    MathsFunctionKernels.rows, ActivationKernels.rows, ArithmeticKernels.rows, PowerKernels.rows, ComparisonKernels.rows,
    LogicKernels.rows, SelectionKernels.rows, VariadicKernels.rows, CastKernels.rows, BitCastKernels.rows,
    ReductionKernels.rows, ArgExtremumKernels.rows, QuantizeKernels.rows, DequantizeKernels.rows, LossKernels.rows,
    RandomKernels.rows, DropoutKernels.rows, SequenceKernels.rows, SequenceTensorKernels.rows, OptionalKernels.rows,
    StringKernels.rows, StringNormalizerKernels.rows, TfIdfKernels.rows, FourierKernels.rows, SignalWindowKernels.rows,
    OptimizerKernels.rows,
    FeatureScalingKernels.rows, FeatureSelectionKernels.rows, CategoryKernels.rows, FeatureMapKernels.rows,
    LinearModelKernels.rows, SupportVectorKernels.rows, TreeEnsembleKernels.rows,
    AliasKernels.rows, GeluKernels.rows, QuantizedElementwiseKernels.rows, QuantizedLayerKernels.rows,
    QuantizedMatrixKernels.rows, BlockQuantizedMatMulKernels.rows, SkipNormalizationKernels.rows, DistanceKernels.rows,
    ContribRotaryKernels.rows, MergedAttentionKernels.rows, GroupQueryAttentionKernels.rows, TokenizerKernels.rows,
    SoftmaxKernels.rows, LayerNormalizationKernels.rows, BatchNormalizationKernels.rows, GroupNormalizationKernels.rows,
    LpNormalizationKernels.rows, MeanVarianceNormalizationKernels.rows, RecurrentKernels.rows, EinsumKernels.rows,
    AttentionKernels.rows, RotaryEmbeddingKernels.rows, LinearAttentionKernels.rows, CausalConvWithStateKernels.rows,
    PoolingKernels.rows, GlobalPoolingKernels.rows, MaxUnpoolKernels.rows, LocalResponseKernels.rows, DeterminantKernels.rows,
    ResizeKernels.rows, GridSamplingKernels.rows, DeformableConvolutionKernels.rows, RoiAlignKernels.rows,
    RegionPoolingKernels.rows, SuppressionKernels.rows, Im2ColKernels.rows,
    ImageDecodingKernels.rows,
  ]
}
