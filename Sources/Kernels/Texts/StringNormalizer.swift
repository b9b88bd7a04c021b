internal import ONNXModel

/// StringNormalizer (ONNX Operators, version 10): takes stop words out of a list, and changes the case of the others.
enum StringNormalizerKernels {
  static let rows: [KernelRow] = [KernelRow("StringNormalizer", 10...Int.max) { try normalize($0) }]

  private enum CaseChange: String {
    case none = "NONE"
    case lower = "LOWER"
    case upper = "UPPER"

    /// By Unicode's mappings, whatever the `locale`.
    func apply(_ text: String) -> String {
      switch self {
      case .none: text
      case .lower: text.lowercased()
      case .upper: text.uppercased()
      }
    }
  }

  private static func normalize(_ call: KernelCall) throws -> [RuntimeValue?] {
    let input = try call.strings(0)
    guard input.rank == 1 || (input.rank == 2 && input.shape[0] == 1) else {
      throw KernelError("strings of shape [C] or [1, C] are needed, not \(input.shape)")
    }
    let name = call.attributes.string("case_change_action", default: "NONE")
    guard let change = CaseChange(rawValue: name) else {
      throw KernelError("case_change_action \(name) is none of NONE, LOWER and UPPER")
    }
    let isCaseSensitive = call.attributes.flag("is_case_sensitive")
    let compared = { (text: String) in Array((isCaseSensitive ? text : text.lowercased()).utf8) }
    let stopWords = Set((call.attributes.strings("stopwords") ?? []).map(compared))
    let kept = input.strings.filter { stopWords.isEmpty || !stopWords.contains(compared($0)) }.map(change.apply)
    let output = kept.isEmpty ? [""] : kept
    return [.tensor(DenseTensor(input.rank == 1 ? [output.count] : [1, output.count], strings: output))]
  }
}
