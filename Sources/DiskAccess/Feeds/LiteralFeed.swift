internal import Evaluation
internal import Kernels
internal import Lowering
internal import ONNXModel
internal import SourceText

/// Inputs that are written as a text writes elements: `{1, 2}`, `0.5`.
enum LiteralFeed {
  /// - Throws: `FeedError`.
  static func tensor(
    _ literal: String, _ type: FeedType, _ dimensions: inout FeedDimensions, _ memory: TensorMemory
  ) throws -> DenseTensor {
    let (element, declared) = try tensorType(type)
    let fills = !literal.hasPrefix("{")
    let elements = try fills ? [literal] : pieces(literal)
    let known = element ?? guess(elements)
    guard fills else {
      let count = known == .complex64 || known == .complex128 ? elements.count / 2 : elements.count
      let shape = try shape(of: declared, count: count, &dimensions)
      return try read(elements, known, shape, memory)
    }
    let one = try read(elements, known, [], memory)
    return try repeated(one, dimensions.shape(declared), memory)
  }

  private static func tensorType(_ type: FeedType) throws(FeedError) -> (DataType?, [FeedType.Size]?) {
    switch type {
    case .tensor(let element, let shape): return (element, shape)
    case .optional(let inner): return try tensorType(inner)
    case .unknown: return (nil, nil)
    default: throw FeedError("a literal is a tensor, and \(type) is declared", remedy: "give a file: NAME=FILE.pb")
    }
  }

  private static func guess(_ elements: [String]) -> DataType {
    if elements.contains(where: { $0.hasPrefix("\"") }) { return .string }
    return elements.allSatisfy { Int64($0) != nil } ? .int64 : .float
  }

  // MARK: Elements

  /// The elements of `{1, 2}`.
  private static func pieces(_ literal: String) throws(FeedError) -> [String] {
    guard literal.hasSuffix("}"), literal.count >= 2 else {
      throw FeedError("\(literal) has no closing brace", remedy: "write {1, 2}")
    }
    var pieces: [String] = []
    var (piece, isQuoted, isEscaped) = ("", false, false)
    for character in literal.dropFirst().dropLast() {
      if character == ",", !isQuoted {
        pieces.append(piece)
        piece = ""
        continue
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && !isEscaped && character == "\\"
      piece.append(character)
    }
    let trimmed = (pieces + [piece]).map { text in
      String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    return trimmed == [""] ? [] : trimmed
  }

  /// Reads elements as the text format does, as an initializer of a model that has nothing else.
  private static func read(
    _ elements: [String], _ type: DataType, _ shape: [Int], _ memory: TensorMemory
  ) throws -> DenseTensor {
    let words = type == .bool ? elements.map { $0 == "true" ? "1" : $0 == "false" ? "0" : $0 } : elements
    let content = words.joined(separator: ", ")
    let sizes = shape.isEmpty ? "" : "[\(shape.map { "\($0)" }.joined(separator: ", "))]"
    let text = """
      <ir_version: 10, opset_import: ["" : 21]>
      feed () => ()
      <\(type.name)\(sizes) feed = {\(content)}>
      {
      }

      """
    let (tree, lowered) = ModelLowerer.read(SourceBytes(Array(text.utf8)))
    if let message = tree.errors.first?.message ?? lowered.errors.first?.message {
      throw FeedError(
        "{\(content)} is no \(type.name)\(shape): \(message)", remedy: "write it as a text has it: {1, 2}")
    }
    guard let tensor = lowered.model.graph?.initializers.first else {
      throw FeedError("{\(content)} has no elements", remedy: "write it as a text has it: {1, 2}")
    }
    return try TensorLoader(DiskWeights(folder: "."), memory).load(tensor, of: lowered.model)
  }

  // MARK: Shape

  /// The declared shape, with the count in the place of a size that nobody says; a list's where no rank is declared.
  private static func shape(
    of declared: [FeedType.Size]?, count: Int, _ dimensions: inout FeedDimensions
  ) throws(FeedError) -> [Int] {
    guard let declared else { return [count] }
    let open = declared.indices.filter { dimensions.size(declared[$0]) == nil }
    var shape = declared.map { dimensions.size($0) ?? 1 }
    let others = shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    // A name that stands twice is one size, and the count does not say which.
    if open.count == 1, others > 0, count.isMultiple(of: others) { shape[open[0]] = count / others }
    guard shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) == count else {
      throw FeedError(
        "\(count) elements do not fill the shape \(shape)",
        remedy: open.count > 1 ? "give the sizes of its dimensions: --dim N=4" : "give as many as it has")
    }
    try dimensions.bind(shape, to: declared)
    return shape
  }

  private static func repeated(_ one: DenseTensor, _ shape: [Int], _ memory: TensorMemory) throws -> DenseTensor {
    let count = try shape.elementCount()
    if one.type == .string {
      return DenseTensor(shape, strings: [String](repeating: one.strings.first ?? "", count: count))
    }
    let (storage, bytes) = try MadeFeed.room(one.type, shape, memory)
    withExtendedLifetime(one) {
      let element = one.bytes
      for start in stride(from: 0, to: bytes.count, by: element.count) {
        UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + element.count]).copyMemory(from: element)
      }
    }
    return DenseTensor(one.type, shape, storage)
  }
}
