/// Values that may be missing (ONNX Operators, Optional-28, OptionalHasElement-28, OptionalGetElement-28 and before).
enum OptionalKernels {
  static let rows: [KernelRow] = [
    KernelRow("Optional", 15...Int.max) { [.optional($0.optionalInput(0))] },
    KernelRow("OptionalHasElement", 15...Int.max) { [try $0.output([hasElement($0.optionalInput(0))], [])] },
    KernelRow("OptionalGetElement", 15...Int.max) { [try element(of: $0.optionalInput(0))] },
  ]

  /// False for an empty optional and for no input; tensors and sequences are their own elements.
  private static func hasElement(_ value: RuntimeValue?) -> Bool {
    switch value {
    case nil, .optional(nil)?: false
    default: true
    }
  }

  private static func element(of value: RuntimeValue?) throws -> RuntimeValue {
    switch value {
    case nil, .optional(nil)?: throw KernelError("the optional is empty")
    case .optional(let element?)?: element
    case let value?: value
    }
  }
}
