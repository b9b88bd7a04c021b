internal import ArgumentParser
internal import Inference
internal import JSON
internal import ONNXModel
internal import Surgery

/// Cuts a model down to what some values need.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Cut a model down to what computes some values, with typed inputs and outputs.",
    discussion: """
      Only what is needed stays: nodes, those in subgraphs included, weights, functions, declarations, notes. What is \
      written is checked before.

      Examples:
        graven extract model.onnx --to features -o backbone.onnx
        graven extract model.onnx --from boxes scores --to selected -o head.onnx
        graven extract detector.onnx --to boxes scores -o cut.onnx --interface cut.json
      """)

  @Argument(help: "The model, in either form.")
  var model: String

  @Option(parsing: .upToNextOption, help: "The values that the new model computes: its outputs, in this order.")
  var to: [String]

  @Option(
    parsing: .upToNextOption, help: "Values that the new model is given: inputs beside those that it still needs.")
  var from: [String] = []

  @Option(help: "Write names and types of inputs and outputs, and the nodes that were cut off, to this JSON file.")
  var interface: String?

  @OptionGroup var change: ChangeOptions

  func run() throws {
    let changed = try ChangedModel(model, change)
    let result = try Extract.run(changed.inference, to: to, from: from)
    try changed.write(result.edits)
    if let interface {
      let json = describe(result, changed.inference.index)
      try Output.write(to: interface) { sink in try json.withUnsafeBytes(sink) }
    }
  }

  private func describe(_ result: Extract.Result, _ index: ModelIndex) -> [UInt8] {
    var json = JSONWriter(layout: .indented)
    json.object { json in
      json.member("version", 1)
      json.member("path", model)
      for (name, ports) in [("inputs", result.inputs), ("outputs", result.outputs)] {
        json.member(name, each: ports) { json, port in
          json.object { json in
            json.member("name", port.name)
            json.member("type", "\(port.type)")
          }
        }
      }
      json.member("cut_off", each: result.removed) { json, node in
        let record = index.node(node)
        json.object { json in
          json.member("at", "\(index.path(of: node))")
          json.member("operator", index.operation(node).title)
          json.member("inputs", each: record.inputs) { $0.write(index.strings.string($1)) }
          json.member("outputs", each: record.outputs) { $0.write(index.strings.string($1)) }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}
