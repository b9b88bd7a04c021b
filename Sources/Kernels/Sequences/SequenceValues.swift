internal import ONNXModel

/// Sequences as values (ONNX Operators, SequenceConstruct-11 to SequenceLength-11).
enum SequenceKernels {
  static let rows: [KernelRow] = [
    KernelRow("SequenceConstruct", 11...Int.max) { try construct($0) },
    KernelRow("SequenceEmpty", 11...Int.max) { try empty($0) },
    KernelRow("SequenceAt", 11...Int.max) { try at($0) },
    KernelRow("SequenceInsert", 11...Int.max) { try insert($0) },
    KernelRow("SequenceErase", 11...Int.max) { try erase($0) },
    KernelRow("SequenceLength", 11...Int.max) { try length($0) },
  ]

  private static func construct(_ call: KernelCall) throws -> [RuntimeValue?] {
    let values = call.inputs.compactMap { $0 }
    guard let first = values.first else { throw KernelError("a sequence is constructed of one value or more") }
    let type = elementType(of: first)
    guard values.allSatisfy({ elementType(of: $0) == type }) else {
      throw KernelError("the values of a sequence are of one type")
    }
    return [.sequence(values, type)]
  }

  private static func empty(_ call: KernelCall) throws -> [RuntimeValue?] {
    [.sequence([], .tensor(try call.attributes.dataType("dtype") ?? .float))]
  }

  private static func at(_ call: KernelCall) throws -> [RuntimeValue?] {
    let (values, _) = try call.sequence(0)
    return [values[try position(call, 1, in: 0..<values.count, of: values.count)]]
  }

  private static func insert(_ call: KernelCall) throws -> [RuntimeValue?] {
    var (values, type) = try call.sequence(0)
    guard let new = call.optionalInput(1) else { throw KernelError("input 1 is missing") }
    let newType = elementType(of: new)
    guard newType == type || type == .other || values.isEmpty else {
      throw KernelError("the values of a sequence are of one type")
    }
    let place =
      call.optionalInput(2) == nil ? values.count : try position(call, 2, in: 0..<values.count + 1, of: values.count)
    values.insert(new, at: place)
    return [.sequence(values, newType)]
  }

  private static func erase(_ call: KernelCall) throws -> [RuntimeValue?] {
    var (values, type) = try call.sequence(0)
    guard !values.isEmpty else { throw KernelError("an empty sequence has nothing to erase") }
    let place =
      call.optionalInput(1) == nil ? values.count - 1 : try position(call, 1, in: 0..<values.count, of: values.count)
    values.remove(at: place)
    return [.sequence(values, type)]
  }

  private static func length(_ call: KernelCall) throws -> [RuntimeValue?] {
    [try call.output([Int64(try call.sequence(0).values.count)], [])]
  }

  /// The position that an input says; from the back where it is negative.
  private static func position(_ call: KernelCall, _ input: Int, in range: Range<Int>, of count: Int) throws -> Int {
    guard let position = try call.tensor(input).integers().first else { throw KernelError("position has no element") }
    let place = position < 0 ? position &+ count : position
    guard range.contains(place) else {
      throw KernelError("position \(position) is not in a sequence of \(count) values")
    }
    return place
  }

  private static func elementType(of value: RuntimeValue) -> RuntimeValue.ElementType {
    if case .tensor(let tensor) = value { .tensor(tensor.type) } else { .other }
  }
}

extension KernelCall {
  /// The sequence at a place.
  ///
  /// - Throws: `KernelError` where there is none.
  func sequence(_ index: Int) throws -> (values: [RuntimeValue], type: RuntimeValue.ElementType) {
    switch optionalInput(index) {
    case .sequence(let values, let type), .optional(.sequence(let values, let type)?): return (values, type)
    case let value?: throw KernelError("a sequence is needed, and this is a \(value.kind)")
    case nil: throw KernelError("input \(index) is missing")
    }
  }
}
