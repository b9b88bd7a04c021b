internal import ArgumentParser
internal import Inference
internal import ONNXModel
internal import Surgery

/// Takes nodes out of a model.
struct DeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Take nodes out of a model; who read what they made reads what they were given.",
    discussion: """
      A node is named by its name, by a value that it makes, or by #NUMBER, from 0. Where its output is used, the first \
      input of the same type and shape takes the output's place; where there is none, nothing is written.

      Examples:
        graven delete model.onnx Dropout_12 -o smaller.onnx
        graven delete model.onnxtxt '#3' --dry-run
      """)

  @Argument(help: "The model, in either form.")
  var model: String

  @Argument(help: "The nodes.")
  var nodes: [String]

  @OptionGroup var change: ChangeOptions

  func run() throws {
    guard !nodes.isEmpty else { throw ValidationError("no node is named") }
    var changed = try ChangedModel(model, change)
    // The numbers are those of the model as it is: from the last to the first.
    let order =
      nodes.filter { !$0.hasPrefix("#") } + nodes.filter { $0.hasPrefix("#") }.sorted { number($0) > number($1) }
    for node in order { try changed.apply(try Delete.run(changed.inference, node)) }
    try changed.write()
  }

  private func number(_ name: String) -> Int { Int(name.dropFirst()) ?? 0 }
}
