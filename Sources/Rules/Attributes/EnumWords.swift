// The words that attributes take (ONNX Operators), for guesses at the one that was meant.

internal import SourceText

package enum EnumWords {
  /// The words of an attribute; empty where they are not known.
  package static func words(of attribute: String, operation: String) -> [String] {
    table["\(operation).\(attribute)"] ?? table[attribute] ?? []
  }

  /// The word that was meant; nil where none is near.
  static func nearest(_ word: String, _ words: [String]) -> String? {
    if let known = misnomers[word], words.contains(known) { return known }
    let lower = word.lowercased()
    if let same = words.first(where: { $0.lowercased() == lower }) { return same }
    // A word that was cut short, or that has one of them inside.
    let cut = words.filter { $0.hasPrefix(lower) && lower.count >= 4 }
    if cut.count == 1 { return cut[0] }
    if let near = NearestName.find(lower, among: words) { return near }
    return words.filter { lower.contains($0) }.max { $0.count < $1.count }
  }

  /// Names that other libraries have for the same.
  private static let misnomers = ["bicubic": "cubic", "bilinear": "linear", "zeros": "constant", "replicate": "edge"]

  private static let table: [String: [String]] = [
    "auto_pad": ["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"],
    "direction": ["forward", "reverse", "bidirectional"],
    "BitShift.direction": ["RIGHT", "LEFT"],
    "Resize.mode": ["nearest", "linear", "cubic"],
    "Upsample.mode": ["nearest", "linear"],
    "coordinate_transformation_mode": [
      "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric",
      "tf_half_pixel_for_nn", "tf_crop_and_resize", "output_half_pixel",
    ],
    "nearest_mode": ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"],
    "keep_aspect_ratio_policy": ["stretch", "not_larger", "not_smaller"],
    "Pad.mode": ["constant", "reflect", "edge", "wrap"],
    "approximate": ["none", "tanh"],
    "reduction": ["none", "add", "mul", "max", "min"],
    "NegativeLogLikelihoodLoss.reduction": ["none", "sum", "mean"],
    "SoftmaxCrossEntropyLoss.reduction": ["none", "sum", "mean"],
    "DepthToSpace.mode": ["DCR", "CRD"],
    "RoiAlign.mode": ["avg", "max"],
    "RoiAlign.coordinate_transformation_mode": ["half_pixel", "output_half_pixel"],
    "GridSample.mode": ["linear", "nearest", "cubic"],
    "padding_mode": ["zeros", "border", "reflection"],
    "case_change_action": ["NONE", "LOWER", "UPPER"],
  ]
}
