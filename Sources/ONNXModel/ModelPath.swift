/// A place in a model by the field names of onnx.proto, such as `graph.node[3].attribute[0].t`; empty is the model.
public struct ModelPath: Sendable, Hashable, CustomStringConvertible {
  /// A field, and which of its elements where it is repeated.
  public struct Step: Sendable, Hashable {
    public var field: String
    public var index: Int?

    public init(_ field: String, _ index: Int? = nil) {
      self.field = field
      self.index = index
    }
  }

  public var steps: [Step]

  public init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// Reads `graph.node[3].input[0]`; nil if the text is no path.
  public init?(_ text: String) {
    steps = []
    guard !text.isEmpty else { return }
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let open = part.firstIndex(of: "[") else {
        guard !part.isEmpty else { return nil }
        steps.append(Step(String(part)))
        continue
      }
      guard open != part.startIndex, part.last == "]",
        let index = Int(part[part.index(after: open)...].dropLast()), index >= 0
      else { return nil }
      steps.append(Step(String(part[..<open]), index))
    }
  }

  public var description: String {
    steps.map { step in step.index.map { "\(step.field)[\($0)]" } ?? step.field }.joined(separator: ".")
  }

  /// The path of a field of the message at this path.
  public func appending(_ field: String, _ index: Int? = nil) -> ModelPath {
    ModelPath(steps + [Step(field, index)])
  }
}
