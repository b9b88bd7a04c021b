// Element types that a version of an operator lacks: through a wider type and back, where no result can change.

internal import ONNXModel
internal import Operators
internal import Rewriting

enum ExactCasts {
  /// Operators that move elements, or compare them: their results are the same in every type that holds all elements.
  private static let moving: Set<String> = [
    "Identity", "Reshape", "Transpose", "Concat", "Split", "Slice", "Gather", "GatherElements", "GatherND", "Squeeze",
    "Unsqueeze", "Expand", "Tile", "Pad", "Flatten", "DepthToSpace", "SpaceToDepth", "Where", "ScatterElements",
    "Scatter", "ScatterND", "Compress", "OneHot", "ReverseSequence", "Unique", "NonZero", "Max", "Min", "Equal", "Less",
    "Greater", "LessOrEqual", "GreaterOrEqual", "ReduceMax", "ReduceMin", "MaxPool", "TopK", "ArgMax", "ArgMin", "Clip",
    "Relu", "Sign", "Shape", "Size",
  ]

  /// The types that hold every element of a type, the narrowest first.
  private static func wider(_ type: DataType) -> [DataType] {
    switch type {
    case .bool, .int8, .uint8, .int16, .uint16: [.int32, .int64, .float, .double]
    case .int32, .uint32: [.int64, .double]
    case .float16, .bfloat16: [.float, .double]
    case .float: [.double]
    default: []
    }
  }

  /// Puts casts around a node so that the new version takes its types.
  static func widen(_ draft: inout NodeDraft, _ step: VersionStep, _ names: inout FreshNames) throws(RewriteRefusal) {
    for number in draft.inputs.indices where draft.hasInput(number) {
      guard let formal = step.new.formalInput(number), case .tensor(let type) = draft.inputs[number].type.kind,
        !formal.allowed.contains(.tensor(type))
      else { continue }
      let reductions = draft.string("reduction") ?? "none"
      guard moving.contains(draft.opType), reductions == "none" else {
        throw RewriteRefusal("\(step.new) does not compute with \(type.name)")
      }
      guard let target = wider(type).first(where: { formal.allowed.contains(.tensor($0)) }) else {
        throw RewriteRefusal("\(step.new) has no type that holds all of \(type.name)")
      }
      guard let schema = draft.inference.index.catalog.schema("Cast", domain: "", version: draft.target),
        schema.inputs[0].allowed.contains(.tensor(type)), schema.outputs[0].allowed.contains(.tensor(type))
      else { throw RewriteRefusal("\(step.new) has no \(type.name), and no Cast knows it in version \(draft.target)") }
      try cast(&draft, step, parameter: formal.typeParameter, only: number, from: type, to: target, &names)
    }
  }

  private static func cast(
    _ draft: inout NodeDraft, _ step: VersionStep, parameter: Int?, only number: Int, from type: DataType,
    to target: DataType, _ names: inout FreshNames
  ) throws(RewriteRefusal) {
    func isMeant(_ formal: FormalParameter?, _ place: Int) -> Bool {
      formal?.typeParameter != nil && formal?.typeParameter == parameter
    }
    for place in draft.inputs.indices
    where draft.hasInput(place) && (place == number || isMeant(step.new.formalInput(place), place)) {
      let operand = draft.inputs[place]
      guard operand.type == .tensor(type) else { continue }
      draft.setInput(
        place,
        draft.prepend(
          "Cast", [operand], [("to", .int(Int64(target.rawValue)))], as: "as_\(target.name)", type: .tensor(target),
          &names))
    }
    for place in draft.outputs.indices
    where draft.hasOutput(place) && isMeant(step.new.formalOutput(place), place) {
      draft.append(
        "Cast", output: place, [], [("to", .int(Int64(type.rawValue)))], as: "of_\(target.name)", &names)
      draft.outputTypes[place] = .tensor(target)
    }
    draft.note("\(type.name) goes through \(target.name)")
  }
}
