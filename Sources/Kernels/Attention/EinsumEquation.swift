/// An equation of Einsum, applied to operands of certain shapes (ONNX Operators, Einsum-12).
///
/// Indices are numbers: those of letters first, then those of the axes that ellipses stand for.
struct EinsumEquation {
  /// For each operand the index of each of its axes.
  let operands: [[Int]]
  let output: [Int]
  /// Of each index.
  let sizes: [Int]

  /// - Throws: `KernelError` where the equation is none, or does not fit the shapes.
  init(_ text: String, _ shapes: [[Int]]) throws {
    let sides = Self.sides(Array(text.utf8.filter { $0 != UInt8(ascii: " ") }))
    let terms = try sides.left.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Term.init)
    guard terms.count == shapes.count else {
      throw KernelError("the equation \(text) is for \(terms.count) operands, not \(shapes.count)")
    }
    let letters = Set(terms.joinedLetters).sorted()
    let hidden = try zip(terms, shapes).map { try $0.hiddenAxes(of: $1) }
    let ellipsis = Array(letters.count..<letters.count + (hidden.max() ?? 0))
    var numbers: [UInt8: Int] = [:]
    for (number, letter) in letters.enumerated() { numbers[letter] = number }
    operands = zip(terms, hidden).map { $0.indices(numbers, ellipsis: Array(ellipsis.suffix($1))) }
    if let right = sides.right {
      let term = try Term(right)
      guard term.letters.allSatisfy({ numbers[$0] != nil }), Set(term.letters).count == term.letters.count else {
        throw KernelError("the output of \(text) repeats an index or has one that no operand has")
      }
      output = term.indices(numbers, ellipsis: ellipsis)
    } else {
      let all = terms.joinedLetters
      output = ellipsis + letters.indices.filter { index in all.lazy.filter { $0 == letters[index] }.count == 1 }
    }
    sizes = try Self.sizes(operands, shapes, count: letters.count + ellipsis.count)
  }

  private static func sides(_ text: [UInt8]) -> (left: ArraySlice<UInt8>, right: ArraySlice<UInt8>?) {
    guard let dash = text.firstIndex(of: UInt8(ascii: "-")), text.dropFirst(dash + 1).first == UInt8(ascii: ">") else {
      return (text[...], nil)
    }
    return (text[..<dash], text[(dash + 2)...])
  }

  /// An axis of size 1 is repeated where another operand has more.
  private static func sizes(_ operands: [[Int]], _ shapes: [[Int]], count: Int) throws -> [Int] {
    var sizes = [Int](repeating: 1, count: count)
    for (index, size) in zip(operands, shapes).flatMap({ zip($0, $1) }) where size != 1 {
      guard sizes[index] == 1 || sizes[index] == size else {
        throw KernelError("an index of the equation has sizes \(sizes[index]) and \(size)")
      }
      sizes[index] = size
    }
    return sizes
  }

  /// The indices of one operand or of the output.
  fileprivate struct Term {
    private(set) var letters: [UInt8] = []
    /// How many letters are before the ellipsis; nil where there is none.
    private var ellipsis: Int?

    init(_ text: ArraySlice<UInt8>) throws {
      var rest = text
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte)
        case UInt8(ascii: ".") where rest.prefix(2).elementsEqual([byte, byte]) && ellipsis == nil:
          rest.removeFirst(2)
          ellipsis = letters.count
        default: throw KernelError("the equation has a term that is no list of letters")
        }
      }
    }

    /// How many axes the ellipsis stands for.
    func hiddenAxes(of shape: [Int]) throws -> Int {
      let hidden = shape.count - letters.count
      guard hidden == 0 || hidden > 0 && ellipsis != nil else {
        throw KernelError("an operand of shape \(shape) has other axes than its term in the equation")
      }
      return hidden
    }

    func indices(_ numbers: [UInt8: Int], ellipsis hidden: [Int]) -> [Int] {
      let known = letters.compactMap { numbers[$0] }
      guard let ellipsis else { return known }
      return known[..<ellipsis] + hidden + known[ellipsis...]
    }
  }
}

extension [EinsumEquation.Term] {
  fileprivate var joinedLetters: [UInt8] { flatMap(\.letters) }
}
