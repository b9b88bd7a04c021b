// The sizes that a Split gives along its axis.

/// The parts of a Split, and what is wrong with them.
struct SplitParts {
  private(set) var sizes: [Size]
  private(set) var problem: InferenceProblem?

  init(_ call: OperatorCall, whole: Size, list: OperatorCall.SizeList?) {
    let count = call.outputCount
    sizes = Array(repeating: .unknown, count: count)
    if let list {
      if let given = list.sizes { given.count == count ? use(given, call, whole) : miscounted(call, given.count) }
    } else if call.version >= 18 {
      number(call, whole)
    } else if let whole = whole.number {
      if count > 0, whole % Int64(count) == 0 {
        sizes = Array(repeating: .known(whole / Int64(count)), count: count)
      } else {
        note("S014", "Split of \(whole) in \(count) equal parts: \(call.describeInput(0))")
      }
    } else if count > 0 {
      sizes = Array(repeating: whole.dividedExactly(by: .known(Int64(count))), count: count)
    }
  }

  private mutating func use(_ given: [Size], _ call: OperatorCall, _ whole: Size) {
    sizes = given
    let unknown = given.indices.filter { given[$0].isUnknown }
    if unknown.count == 1 { sizes[unknown[0]] = whole - .sum(given.filter { !$0.isUnknown }) }
    if let negative = sizes.first(where: { $0.number ?? 0 < 0 }) {
      note("S014", "Split of \(whole) with a part of \(negative)")
    } else if unknown.isEmpty, let rest = (whole - .sum(given)).number, rest != 0 {
      note("S014", "Split of \(whole) in \(OperatorCall.describe(given)), which is \(Size.sum(given)) together")
    }
    if problem != nil { sizes = sizes.map { $0.number ?? 0 < 0 ? .unknown : $0 } }
  }

  /// `num_outputs` parts, the last one smaller where they are not even (ONNX Operators, Split-18).
  private mutating func number(_ call: OperatorCall, _ whole: Size) {
    guard let parts = call.int("num_outputs") else { return }
    guard parts >= 1 else { return note("A013", "Split in \(parts) parts", at: .attribute("num_outputs")) }
    guard parts >= Int64(sizes.count) else {
      return note("S014", "Split in \(parts) parts has \(sizes.count) outputs", at: .attribute("num_outputs"))
    }
    let chunk = whole.dividedRoundingUp(by: .known(parts))
    let last = whole - chunk * .known(parts - 1)
    if let last = last.number, last < 0 {
      return note("S014", "Split of \(whole) in \(parts) parts of \(chunk) leaves nothing for the last")
    }
    for index in sizes.indices { sizes[index] = Int64(index) == parts - 1 ? last : chunk }
  }

  private mutating func miscounted(_ call: OperatorCall, _ given: Int) {
    note("S014", "Split in \(given) parts has \(sizes.count) outputs")
  }

  private mutating func note(_ code: String, _ message: String, at site: InferenceProblem.Site = .node) {
    problem = problem ?? InferenceProblem(code, message, at: site, related: [(0, "made here")])
  }
}
