/// The sizes of symbolic dimensions: those that are given, those that the inputs' own shapes say, and those that had to be
/// taken as 1.
package struct FeedDimensions: Sendable, Equatable {
  /// By name.
  package private(set) var sizes: [String: Int]
  /// Names of those that nobody said, sorted.
  package private(set) var assumed: [String] = []
  /// Where a shape is another one than the model declares.
  private(set) var contradictions: [String] = []

  package init(_ given: [String: Int] = [:]) { sizes = given }

  /// Notes the shape that an input has. One that contradicts the declared shape, or what was said before, is noted too:
  /// values are what they are, and a model may well compute with them.
  mutating func bind(_ shape: [Int], to declared: [FeedType.Size]?) {
    guard let declared else { return }
    guard shape.count == declared.count else {
      contradictions.append("its shape is \(shape), and \(declared.count) dimensions are declared")
      return
    }
    for (axis, size) in declared.enumerated() {
      switch size {
      case .unknown: break
      case .known(let wanted):
        guard wanted != shape[axis] else { break }
        contradictions.append("its shape is \(shape), and dimension \(axis) is declared as \(wanted)")
      case .named(let name):
        let known = sizes[name] ?? shape[axis]
        if known != shape[axis] {
          contradictions.append("its shape is \(shape), and dimension \(axis), \(name), is \(known) elsewhere")
        }
        sizes[name] = known
      }
    }
  }

  /// Notes elements of another type than the model declares.
  mutating func noteType(_ type: String, declared: String) {
    contradictions.append("its elements are \(type), and \(declared) is declared")
  }

  mutating func add(_ more: [String]) { contradictions += more }

  /// The contradictions since the last call.
  mutating func takeContradictions() -> [String] {
    defer { contradictions = [] }
    return contradictions
  }

  /// The shape of a declared type, with 1 for what nobody says; a scalar's where not even the rank is known.
  mutating func shape(_ declared: [FeedType.Size]?) -> [Int] {
    (declared ?? []).map { size in
      switch size {
      case .known(let value): return value
      case .unknown: return 1
      case .named(let name):
        if let known = sizes[name] { return known }
        sizes[name] = 1
        assumed = (assumed + [name]).sorted()
        return 1
      }
    }
  }

  /// The size of one declared dimension, where it is known.
  func size(_ declared: FeedType.Size) -> Int? {
    switch declared {
    case .known(let value): value
    case .named(let name): sizes[name]
    case .unknown: nil
    }
  }
}
