extension RuleCatalogue {
  /// Rules about shapes.
  static let shapesRules: [any Rule.Type] = [
    OutputShapeWrong.self, IncompatibleDimensions.self, ConvChannels.self, Permutation.self,
    ReshapeCount.self, ReshapeTwoMinusOne.self, BakedBatch.self, BakedSize.self, NumericDimName.self,
    NegativeDimension.self, DimensionNameConflict.self, AxisRange.self, StaleValueInfo.self, UnevenSplit.self,
    ShapeUnknownFromHere.self, PadsOrStridesLength.self, WrongRank.self, SqueezeNotOne.self, IndexRange.self,
    WindowLargerThanInput.self,
  ]
}
