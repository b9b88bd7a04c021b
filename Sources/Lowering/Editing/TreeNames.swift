package import ONNXModel
package import SourceText
internal import Syntax

/// Names in a text, one by one: edits that do not need the rest of the text to be sound.
extension TreeIndex {
  /// The edit that writes another name in the place of the one that a path names: bare where the grammar allows it,
  /// quoted where it does not; nil where the text has no name.
  package func renaming(_ path: ModelPath, to name: [UInt8]) -> TextEdit? {
    guard let place = place(of: path), let range = range(of: place), !range.isEmpty else { return nil }
    return TextEdit(
      range: range, replacement: spelling(of: name, at: place, isDomain: path.steps.last?.field == "domain"))
  }

  private func spelling(of name: [UInt8], at place: TreePlace, isDomain: Bool) -> [UInt8] {
    let fragments = FragmentPrinter(pragma: tree.pragma ?? Pragma())
    switch place.form {
    case .name: return fragments.name(name)
    case .operatorPart:
      // The parts of a domain have dots between them: each can be bare.
      let parts = isDomain ? name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) : [name[...]]
      let isBare = parts.allSatisfy { fragments.name(Array($0)).elementsEqual($0) }
      return isBare ? name : fragments.string(name)
    case .other:
      // `@name`, of which `@doc` and the like are one token.
      let isOneToken = !view(place).isName(place.tokens.lowerBound)
      return (isOneToken ? [UInt8(ascii: "@")] : []) + fragments.name(name)
    case .string: return fragments.string(name)
    default: return fragments.name(name, isFree: true)
    }
  }

  /// Where a key would stand in the `@data("file")` of a tensor that has none, so that the tensor's own name is the key.
  package func placeOfMissingKey(inTensor path: ModelPath) -> Int? {
    guard let place = place(of: path) else { return nil }
    switch place.form {
    case .tensor, .inputTensor: break
    default: return nil
    }
    let view = view(place)
    guard let payload = view.child(place.payload ?? place.part, .payload), let data = view.child(payload, .data) else {
      return nil
    }
    // `@data` `(` `"file"` and then `)`, or `,` and a key, an offset or `sha256`.
    let file = view.firstToken(data) + 2
    let hasNext = view.token(file + 1) == .comma && view.token(file + 2) != .identifier
    return view.isName(file) && !hasNext ? view.range(file).upperBound : nil
  }
}
