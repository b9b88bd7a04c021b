// What operators that move data share: where an axis or a list is given, elements of inputs even where none is known.

package import ONNXModel

extension OperatorCall {
  /// The attribute where it is written; the node where its default is at fault.
  package func site(_ attribute: StaticString) -> InferenceProblem.Site {
    has(attribute) ? .attribute("\(attribute)") : .node
  }

  /// An axis that is an attribute.
  ///
  /// - Throws: S012 when it is out of range.
  package func axisAttribute(_ name: StaticString = "axis", default value: Int64, rank: Int) throws(InferenceProblem)
    -> Int
  {
    try axis(int(name, default: value), rank: rank, at: site(name))
  }

  /// A list that older versions have as an attribute and newer ones as an input.
  package struct SizeList {
    /// Nil when not even the number of elements is known.
    package var sizes: [Size]?
    package var site: InferenceProblem.Site

    /// The elements if all are plain numbers.
    package var integers: [Int64]? {
      var result: [Int64] = []
      for size in sizes ?? [.unknown] {
        guard let number = size.number else { return nil }
        result.append(number)
      }
      return result
    }
  }

  /// The list; nil when neither the attribute nor the input is given.
  package func list(attribute name: StaticString? = nil, input number: Int? = nil) -> SizeList? {
    if let name, let attribute = attribute(name) {
      // A list of another type is another rule's matter.
      guard attribute.i == nil, attribute.f == nil, attribute.s == nil else { return nil }
      return SizeList(sizes: attribute.ints.map(Size.known), site: .attribute("\(name)"))
    }
    guard let number, hasInput(number) else { return nil }
    return SizeList(sizes: sizesOrUnknown(number), site: .input(number))
  }

  /// The elements of an input as sizes, all unknown where only their number is known.
  package func sizesOrUnknown(_ number: Int) -> [Size]? {
    if let sizes = sizes(number) { return sizes }
    guard let shape = shape(number), shape.count <= 1, let count = shape.isEmpty ? 1 : shape[0].number, count >= 0,
      count <= KnownTensor.mostElements
    else { return nil }
    return Array(repeating: .unknown, count: Int(count))
  }

  /// The elements of an input, as far as known; nil also where its type says another rank, so axes fit both.
  package func followed(_ number: Int) -> KnownTensor? {
    guard let value = value(number), value.dims.count == rank(number) else { return nil }
    return value
  }

  /// The elements of an input, all unknown where only its shape is known; nil when it is large or not that well known.
  package func valueOrUnknown(_ number: Int) -> KnownTensor? {
    if let value = followed(number) { return value }
    guard let type = elementType(number), let dims = KnownTensor.dims(shape(number)) else { return nil }
    return KnownTensor(type, dims: dims, repeating: .unknown)
  }

  /// Sets what is known of an output's elements, if anything is.
  package func setKnown(_ number: Int, _ value: KnownTensor?) {
    if let value, value.saysAnything || value.elements.isEmpty { setValue(number, value) }
  }

  /// - Throws: A009 when a string attribute is none of the words.
  package func requireWord(_ name: StaticString, _ words: [String]) throws(InferenceProblem) {
    guard let word = string(name), !words.contains(word) else { return }
    throw InferenceProblem(
      "A009", "\(title).\(name) is \"\(word)\"; it can be \(words.joined(separator: ", "))", at: .attribute("\(name)"))
  }

  /// S002: two inputs that must agree in a size.
  package func requireEqual(_ a: Size, _ b: Size, _ message: @autoclosure () -> String, inputs: [Int], at number: Int)
    throws(InferenceProblem)
  {
    if !Self.mayEqual(a, b) { throw incompatible(message(), inputs: inputs, at: .input(number)) }
  }

  /// S016: a list that has not as many elements as it must.
  package func wrongLength(_ name: String, _ count: Int, needed: Int, at site: InferenceProblem.Site)
    -> InferenceProblem
  {
    InferenceProblem("S016", "\(title).\(name) has \(count) elements; \(needed) are needed", at: site)
  }

  /// The name of a value in messages: `"x"`.
  package func nameOfInput(_ number: Int) -> String {
    let id = inputID(number)
    return id.exists ? "\"\(run.index.name(of: id))\"" : "input \(number)"
  }

  /// A shape in messages: `[N, 3]`.
  package static func describe(_ shape: [Size]) -> String {
    "[" + shape.map(\.description).joined(separator: ", ") + "]"
  }
}
