internal import ArgumentParser
internal import Inference
internal import ONNXModel
internal import Surgery

/// Renames values or nodes.
struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Rename values or nodes, wherever they are read and declared.",
    discussion: """
      Names may change places: "a=b" "b=a". With --regex the left side is a pattern that whole names have to match, and \
      the right side may refer to its groups: '(.*)_old=$1'.

      Examples:
        graven rename model.onnx input.1=image 3925=scores -o renamed.onnx
        graven rename model.onnxtxt --nodes Conv_0=stem --in-place
        graven rename model.onnx --regex 'onnx::(.*)=w_$1' --in-place
      """)

  @Argument(help: "The model, in either form.")
  var model: String

  @Argument(help: ArgumentHelp("What to rename, and to what.", valueName: "old=new"))
  var names: [String]

  @Flag(help: "Rename nodes, not values.")
  var nodes = false

  @Flag(help: "Take the left sides as patterns.")
  var regex = false

  @OptionGroup var change: ChangeOptions

  func run() throws {
    guard !names.isEmpty else { throw ValidationError("nothing to rename: give old=new") }
    let pairs = try names.map { text in
      guard let sign = text.lastIndex(of: "=") else { throw ValidationError("\(text) is not of the form old=new") }
      return (old: String(text[..<sign]), new: String(text[text.index(after: sign)...]))
    }
    let changed = try ChangedModel(model, change)
    let index = changed.inference.index
    let wanted = regex ? try matches(pairs, index) : pairs
    try changed.write(nodes ? Rename.nodes(index, wanted) : Rename.values(index, wanted))
  }

  /// The names of the main graph that the patterns match, the first that does.
  private func matches(_ pairs: [(old: String, new: String)], _ index: ModelIndex) throws -> [(
    old: String, new: String
  )] {
    let patterns = try pairs.map { pair in
      do { return (try Regex(pair.old), pair.new) } catch {
        throw ValidationError("\(pair.old) is no pattern: \(error)")
      }
    }
    let found = own(index).compactMap { name -> (old: String, new: String)? in
      for (pattern, replacement) in patterns {
        guard let match = try? pattern.wholeMatch(in: name) else { continue }
        var new = replacement
        for group in match.output.indices.reversed() {
          new = replaced(new, "$\(group)", by: match.output[group].substring.map(String.init) ?? "")
        }
        return new == name ? nil : (old: name, new: new)
      }
      return nil
    }
    guard !found.isEmpty else { throw Failure("no name matches: \(pairs.map(\.old).joined(separator: ", "))") }
    return found
  }

  private func replaced(_ text: String, _ part: String, by new: String) -> String {
    text.split(separator: part, omittingEmptySubsequences: false).joined(separator: new)
  }

  private func own(_ index: ModelIndex) -> [String] {
    guard let scope = index.mainScope else { return [] }
    if nodes { return index.nodeIDs(scope).compactMap { index.node($0).name.map { index.strings.string($0) } } }
    return index.values.filter { $0.scope == scope }.map { index.strings.string($0.name) }
  }
}
