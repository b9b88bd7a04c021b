package import ONNXModel

/// The attributes of a node, ready for its kernel.
package struct KernelAttributes: Sendable {
  package enum Value: Sendable {
    case int(Int)
    case float(Float)
    case string(String)
    case tensor(DenseTensor)
    case ints([Int])
    case floats([Float])
    case strings([String])
    case tensors([DenseTensor])
    case sparseTensor(values: DenseTensor, indices: DenseTensor, shape: [Int])
    /// The type of an optional or a sequence.
    case type(RuntimeValue.ElementType, isSequence: Bool)
  }

  private var values: [String: Value]

  package init(_ values: [String: Value] = [:]) { self.values = values }

  package subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  package func contains(_ name: String) -> Bool { values[name] != nil }

  package func int(_ name: String) -> Int? {
    if case .int(let value)? = values[name] { value } else { nil }
  }

  package func int(_ name: String, default value: Int) -> Int { int(name) ?? value }

  package func flag(_ name: String, default value: Bool = false) -> Bool { int(name).map { $0 != 0 } ?? value }

  package func float(_ name: String) -> Float? {
    if case .float(let value)? = values[name] { value } else { nil }
  }

  package func float(_ name: String, default value: Float) -> Float { float(name) ?? value }

  package func string(_ name: String) -> String? {
    if case .string(let value)? = values[name] { value } else { nil }
  }

  package func string(_ name: String, default value: String) -> String { string(name) ?? value }

  package func tensor(_ name: String) -> DenseTensor? {
    if case .tensor(let value)? = values[name] { value } else { nil }
  }

  package func ints(_ name: String) -> [Int]? {
    if case .ints(let value)? = values[name] { value } else { nil }
  }

  package func floats(_ name: String) -> [Float]? {
    if case .floats(let value)? = values[name] { value } else { nil }
  }

  package func strings(_ name: String) -> [String]? {
    if case .strings(let value)? = values[name] { value } else { nil }
  }

  /// The type that a `to` or `dtype` attribute names.
  ///
  /// - Throws: `KernelError` where the number is no type.
  package func dataType(_ name: String) throws -> DataType? {
    guard let number = int(name) else { return nil }
    guard let type = Int32(exactly: number).flatMap(DataType.init(rawValue:)) else {
      throw KernelError("\(name) = \(number) is no element type")
    }
    return type
  }
}
