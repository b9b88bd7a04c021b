internal import ONNXModel

/// StringConcat, StringSplit and RegexFullMatch (ONNX Operators, version 20).
enum StringKernels {
  static let rows: [KernelRow] = [
    KernelRow("StringConcat", 20...Int.max) { try concatenate($0) },
    KernelRow("StringSplit", 20...Int.max) { try split($0) },
    KernelRow("RegexFullMatch", 20...Int.max) { try fullMatch($0) },
  ]

  private static func concatenate(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (first, second) = (try call.strings(0), try call.strings(1))
    let broadcast = try Broadcast([first.shape, second.shape])
    try call.checkStrings(broadcast.shape)
    if first.shape == second.shape {
      return [.tensor(DenseTensor(first.shape, strings: zip(first.strings, second.strings).map { $0 + $1 }))]
    }
    let walk = RowWalk(broadcast.shape, [broadcast.strides(of: first.shape), broadcast.strides(of: second.shape)])
    var strings: [String] = []
    walk.forEachRow(0..<walk.rowCount) { _, offsets in
      for index in 0..<walk.rowLength {
        let left = first.strings[offsets[0] + index * walk.rowStrides[0]]
        strings.append(left + second.strings[offsets[1] + index * walk.rowStrides[1]])
      }
    }
    return [.tensor(DenseTensor(broadcast.shape, strings: strings))]
  }

  /// The pieces of each string along a new axis, filled up with empty strings; and how many there are.
  private static func split(_ call: KernelCall) throws -> [RuntimeValue?] {
    let input = try call.strings(0)
    let most = call.attributes.int("maxsplit").flatMap { $0 < 0 ? nil : $0 } ?? Int.max
    let delimiter = Array(call.attributes.string("delimiter", default: "").utf8)
    let pieces = input.strings.map { text in
      delimiter.isEmpty ? words(of: text, most) : split(text, at: delimiter, most)
    }
    let longest = pieces.reduce(0) { max($0, $1.count) }
    let shape = input.shape + [longest]
    try call.checkStrings(shape)
    let filled = pieces.flatMap { $0 + [String](repeating: "", count: longest - $0.count) }
    let counts = try call.output(pieces.map { Int64($0.count) }, input.shape)
    return [.tensor(DenseTensor(shape, strings: filled)), counts]
  }

  /// The pieces between delimiters, found from the left.
  private static func split(_ text: String, at delimiter: [UInt8], _ most: Int) -> [String] {
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var (start, place) = (0, 0)
    while pieces.count < most, place + delimiter.count <= bytes.count {
      if bytes[place..<place + delimiter.count].elementsEqual(delimiter) {
        pieces.append(String(decoding: bytes[start..<place], as: UTF8.self))
        place += delimiter.count
        start = place
      } else {
        place += 1
      }
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// The pieces between white space; none are empty. What is left after the last split loses the space around it.
  private static func words(of text: String, _ most: Int) -> [String] {
    var rest = Substring(text).unicodeScalars
    var pieces: [String] = []
    rest = rest.drop { $0.properties.isWhitespace }
    while !rest.isEmpty {
      if pieces.count == most {
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        pieces.append(String(rest))
        break
      }
      let word = rest.prefix { !$0.properties.isWhitespace }
      pieces.append(String(word))
      rest = rest[word.endIndex...].drop { $0.properties.isWhitespace }
    }
    return pieces
  }

  private static func fullMatch(_ call: KernelCall) throws -> [RuntimeValue?] {
    let input = try call.strings(0)
    guard let pattern = call.attributes.string("pattern") else { throw KernelError("attribute pattern is missing") }
    let expression = try RegularExpression(pattern)
    var matcher = RegularExpressionMatcher(expression)
    return [try call.output(input.strings.map { matcher.matchesAll(of: $0) }, input.shape)]
  }
}

extension KernelCall {
  /// Strings are not in the evaluation's memory, but may not outgrow it either.
  ///
  /// - Throws: `KernelError` where a tensor of this shape would.
  fileprivate func checkStrings(_ shape: [Int]) throws {
    let count = try shape.elementCount()
    guard count <= context.memory.ceiling / MemoryLayout<String>.stride else {
      throw KernelError("\(count) strings do not fit into memory")
    }
  }

  /// The tensor of strings at a place.
  ///
  /// - Throws: `KernelError` where there is none.
  func strings(_ index: Int) throws -> DenseTensor {
    let tensor = try tensor(index)
    guard tensor.type == .string else {
      throw KernelError("a tensor of strings is needed, and this is tensor(\(tensor.type.name))")
    }
    return tensor
  }
}
