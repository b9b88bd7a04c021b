// Gives something another name wherever the text says it, or says why not.

internal import Inference
internal import Lowering
internal import ONNXModel
package import SourceText
internal import Syntax

/// Why a name stays as it is, for people.
package struct RenameRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }
}

/// A name that can be changed.
package struct RenamePlace: Sendable, Hashable {
  /// Its place, with its quotes.
  package var range: Range<Int>
  /// The name without quotes.
  package var name: String
}

extension Snapshot {
  /// The name at a place, if it can be changed.
  package func renamePlace(at offset: Int) throws(RenameRefusal) -> RenamePlace {
    let (analysis, place) = try renamed(at: offset)
    return RenamePlace(range: place.range, name: String(decoding: analysis.name(of: place.symbol), as: UTF8.self))
  }

  /// The edits that give what is named at a place another name everywhere, in the order of the text.
  ///
  /// - Parameter name: With or without quotes. The text gets them where the grammar asks for them.
  package func rename(at offset: Int, to name: String) throws(RenameRefusal) -> [TextEdit] {
    let (analysis, place) = try renamed(at: offset)
    let new = Self.unquoted(Array(name.utf8))
    if new.isEmpty { throw RenameRefusal("a name can't be empty") }
    let old = analysis.name(of: place.symbol)
    if old == new { return [] }
    if let reason = collision(of: place.symbol, with: new, analysis) { throw RenameRefusal(reason) }
    let fragments = FragmentPrinter(pragma: tree.pragma ?? Pragma())
    var edits = occurrences(of: place.symbol).map { occurrence in
      occurrence.path.flatMap { analysis.places.renaming($0, to: new) }
        ?? TextEdit(
          range: occurrence.range,
          replacement: occurrence.isInObject ? fragments.string(new) : fragments.name(new, isFree: true))
    }
    if case .value(let value) = place.symbol {
      edits += try dataKeys(of: value, old, analysis, fragments)
    }
    return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func renamed(at offset: Int) throws(RenameRefusal) -> (ModelAnalysis, SymbolPlace) {
    guard let analysis, let place = symbol(at: offset) else {
      throw RenameRefusal("nothing at this place has a name of its own")
    }
    switch place.symbol {
    case .operation(let number):
      let operation = analysis.index.operations[number]
      throw RenameRefusal("\(operation.name) is an operator that the model does not define")
    case .domain(let name) where project.catalog.domains.contains(ModelIndex.normalized(name)):
      throw RenameRefusal("\"\(name)\" is a domain of operators that the model does not define")
    default: return (analysis, place)
    }
  }

  /// Keys for `@data(...)` that finds a tensor by its own name, which changes.
  private func dataKeys(
    of value: ValueID, _ old: [UInt8], _ analysis: ModelAnalysis, _ fragments: FragmentPrinter
  ) throws(RenameRefusal) -> [TextEdit] {
    let places = analysis.tensorPaths(of: value).compactMap { analysis.places.placeOfMissingKey(inTensor: $0) }
    if !places.isEmpty, old.first == UInt8(ascii: "#") {
      throw RenameRefusal("its @data(...) finds the tensor by this name, and a key can't begin with '#'")
    }
    return places.map { TextEdit(range: $0..<$0, replacement: Array(", ".utf8) + fragments.string(old)) }
  }

  /// A name as typed: someone may have written the quotes that the text shows.
  private static func unquoted(_ name: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    return name.count >= 2 && name.first == quote && name.last == quote ? Array(name.dropFirst().dropLast()) : name
  }
}

extension ModelAnalysis {
  /// The name of a symbol, without quotes.
  func name(of symbol: Symbol) -> [UInt8] {
    switch symbol {
    case .value(let value): Array(model.strings[index.values[value.offset].name])
    case .undefined(let name, _): name
    case .node(let node): index.node(node).name.map { Array(model.strings[$0]) } ?? []
    case .operation(let number): Array(index.operations[number].name.utf8)
    case .function(let number): model.functions[number].name.map { Array(model.strings[$0]) } ?? []
    case .parameter(_, let name), .domain(let name): Array(name.utf8)
    case .dimension(let dimension): dimension.name
    }
  }
}
