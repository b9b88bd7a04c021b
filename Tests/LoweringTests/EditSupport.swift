import ONNXCoding
import ONNXModel
import SourceText
import Syntax
import Testing

@testable import Lowering

/// A text without errors.
func parsed(_ text: [UInt8]) throws -> SyntaxTree {
  let tree = Parser.parse(SourceBytes(text))
  try #require(tree.errors.isEmpty, "\(tree.errors): \(String(decoding: text, as: UTF8.self))")
  return tree
}

/// The model that a text says.
func model(_ tree: SyntaxTree) throws -> Model {
  let lowered = ModelLowerer.lower(tree)
  try #require(
    lowered.errors.isEmpty, "\(lowered.errors): \(String(decoding: tree.source.bytes, as: UTF8.self))")
  return lowered.model
}

/// A model's binary form.
func encoded(_ model: Model) throws -> [UInt8] {
  let encoded = ModelEncoder.encode(model)
  let splices = encoded.splices
  let structure = encoded.structure.withBytes { Array($0) }
  var result: [UInt8] = []
  var position = 0
  for splice in splices {
    result += structure[position..<splice.position]
    result += try model.bytes(of: splice.payload)
    position = splice.position
  }
  return result + structure[position...]
}

/// A model's text, with its pragma.
func printed(_ model: Model) throws -> [UInt8] {
  let text = try ModelPrinter.print(model, options: PrintOptions())
  var bytes = Array((Pragma(for: model, options: PrintOptions()).description + "\n").utf8)
  try TextWriter.write(text, of: model) { bytes.append(contentsOf: $0) }
  return bytes
}

/// The text after edits of its model, which is checked to say the edited model.
func edited(_ text: String, _ edits: ModelEdit...) throws -> String {
  try edited(text, edits)
}

func edited(_ text: String, _ edits: [ModelEdit]) throws -> String {
  let tree = try parsed(Array(text.utf8))
  let result = try TextEdit.apply(try EditLowering.lower(edits, in: tree), to: Array(text.utf8))
  var expected = try model(tree)
  try expected.apply(edits)
  #expect(try encoded(model(parsed(result))) == encoded(expected), "\(String(decoding: result, as: UTF8.self))")
  return String(decoding: result, as: UTF8.self)
}

extension ModelEdit {
  static func set(_ path: String, _ value: EditValue) throws -> ModelEdit { .set(try at(path), value) }
  static func insert(_ path: String, _ value: EditValue) throws -> ModelEdit { .insert(try at(path), value) }
  static func remove(_ path: String) throws -> ModelEdit { .remove(try at(path)) }

  private static func at(_ path: String) throws -> ModelPath { try #require(ModelPath(path)) }
}

extension EditValue {
  static func text(_ string: String) -> EditValue { .string(Array(string.utf8)) }

  /// The node that a text says.
  static func node(_ text: String) throws -> EditValue {
    let model = try model(parsed(Array("g () => () { \(text) }".utf8)))
    return .node(try #require(model.graph?.nodes.first), model.strings)
  }

  static func attribute(_ text: String) throws -> EditValue {
    let model = try model(parsed(Array("g () => () { = Op <\(text)> () }".utf8)))
    return .attribute(try #require(model.graph?.nodes.first?.attributes.first), model.strings)
  }

  static func value(_ text: String) throws -> EditValue {
    let model = try model(parsed(Array("g (\(text)) => () {}".utf8)))
    return .value(try #require(model.graph?.inputs.first), model.strings)
  }

  static func tensor(_ text: String) throws -> EditValue {
    let model = try model(parsed(Array("g () => () <\(text)> {}".utf8)))
    return .tensor(try #require(model.graph?.initializers.first), model.strings)
  }
}
