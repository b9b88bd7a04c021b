// Einsum: an equation says which dimensions of the inputs are the same and which ones the output has.

internal import ONNXModel

/// One side of a comma in an equation: letters, and what an ellipsis stands between.
struct EinsumTerm {
  /// The dimensions before the ellipsis, or all.
  var head: [UInt8] = []
  /// The dimensions after the ellipsis; nil without one.
  var tail: [UInt8]?

  /// How many dimensions are named.
  var count: Int { head.count + (tail?.count ?? 0) }
  var letters: [UInt8] { head + (tail ?? []) }

  /// Nil for anything else than letters and one ellipsis; spaces are skipped.
  init?(_ text: some Sequence<UInt8>) {
    var dots = 0
    for byte in text where byte != UInt8(ascii: " ") {
      if byte == UInt8(ascii: ".") {
        guard dots < 3 else { return nil }
        dots += 1
        if dots == 3 { tail = [] }
        continue
      }
      guard dots == 0 || dots == 3, (byte | 0x20) >= UInt8(ascii: "a"), (byte | 0x20) <= UInt8(ascii: "z") else {
        return nil
      }
      if tail == nil { head.append(byte) } else { tail?.append(byte) }
    }
    guard dots == 0 || dots == 3 else { return nil }
  }
}

/// `ij,jk->ik`, read in one pass.
struct EinsumEquation {
  var inputs: [EinsumTerm]
  /// Nil where the equation has no arrow.
  var output: EinsumTerm?

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let arrow = bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: "-") && bytes[$0 + 1] == UInt8(ascii: ">") }
    inputs = []
    for part in bytes[..<(arrow ?? bytes.count)].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard let term = EinsumTerm(part) else { return nil }
      inputs.append(term)
    }
    if let arrow {
      guard let term = EinsumTerm(bytes[(arrow + 2)...]) else { return nil }
      output = term
    }
  }

  /// The letters of an output that is not written: those that occur once, capitals first (ONNX Operators, Einsum-12).
  var lettersOnce: [UInt8] {
    var counts: [UInt8: Int] = [:]
    for term in inputs { for letter in term.letters { counts[letter, default: 0] += 1 } }
    return counts.filter { $0.value == 1 }.keys.sorted()
  }
}

enum EinsumOperator {
  static let rows: [OperatorInference] = [OperatorInference("Einsum", infer: infer)]

  private static func infer(_ call: OperatorCall) throws(InferenceProblem) {
    guard let text = call.string("equation"), !text.isEmpty else { return }
    guard let equation = EinsumEquation(text) else {
      throw fault("\"\(text.prefix(80))\" is no equation: letters, commas, one ellipsis in each term, one arrow")
    }
    guard equation.inputs.count == call.inputCount else {
      throw fault("the equation has \(equation.inputs.count) terms; Einsum has \(call.inputCount) inputs")
    }
    var sizes: [UInt8: Size] = [:]
    var ellipsis: [Size]?
    var isWhole = true
    for (number, term) in equation.inputs.enumerated() {
      guard let shape = call.shape(number) else {
        isWhole = isWhole && term.tail == nil
        continue
      }
      try gather(call, number, term, shape, &sizes, &ellipsis)
    }
    try setShape(call, equation, sizes, isWhole ? ellipsis ?? [] : ellipsis)
  }

  /// Takes over the sizes of one input; sizes of a letter may differ only by 1, which broadcasts.
  private static func gather(
    _ call: OperatorCall, _ number: Int, _ term: EinsumTerm, _ shape: [Size], _ sizes: inout [UInt8: Size],
    _ ellipsis: inout [Size]?
  ) throws(InferenceProblem) {
    let hidden = shape.count - term.count
    guard hidden == 0 || (hidden > 0 && term.tail != nil) else {
      throw call.wrongRank(number, "\(term.count) dimensions in the equation")
    }
    for (letter, size) in zip(term.letters, shape[..<term.head.count] + shape[(term.head.count + hidden)...]) {
      guard let known = sizes[letter] else {
        sizes[letter] = size
        continue
      }
      guard let together = OperatorCall.broadcast(known, size) else {
        throw call.incompatible(
          "Einsum: \(Character(UnicodeScalar(letter))) is \(known) and \(size); \(call.describeInput(number))",
          inputs: Array(0..<call.inputCount))
      }
      sizes[letter] = together
    }
    guard term.tail != nil else { return }
    let own = Array(shape[term.head.count..<(term.head.count + hidden)])
    guard let before = ellipsis else {
      ellipsis = own
      return
    }
    guard before.count == own.count, let together = OperatorCall.broadcast(before, own) else {
      throw call.incompatible(
        "Einsum: the ellipsis is \(OperatorCall.describe(before)) and \(OperatorCall.describe(own))",
        inputs: Array(0..<call.inputCount))
    }
    ellipsis = together
  }

  private static func setShape(
    _ call: OperatorCall, _ equation: EinsumEquation, _ sizes: [UInt8: Size], _ ellipsis: [Size]?
  ) throws(InferenceProblem) {
    guard let output = equation.output else {
      let letters = equation.lettersOnce.map { sizes[$0] ?? .unknown }
      if let ellipsis { call.setShape(0, ellipsis + letters) }
      return
    }
    let letters = Set(equation.inputs.lazy.flatMap(\.letters))
    var seen: Set<UInt8> = []
    for letter in output.letters {
      let name = Character(UnicodeScalar(letter))
      guard letters.contains(letter) else { throw fault("the output has \(name), which no input has") }
      guard seen.insert(letter).inserted else { throw fault("the output has \(name) twice") }
    }
    let named = { (letters: [UInt8]) in letters.map { sizes[$0] ?? .unknown } }
    guard let tail = output.tail else { return call.setShape(0, named(output.head)) }
    if let ellipsis { call.setShape(0, named(output.head) + ellipsis + named(tail)) }
  }

  private static func fault(_ message: String) -> InferenceProblem {
    InferenceProblem("A013", "Einsum: \(message)", at: .attribute("equation"))
  }
}
