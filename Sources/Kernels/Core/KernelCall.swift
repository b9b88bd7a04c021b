package import ONNXModel

/// One run of a node, as its kernel sees it.
package struct KernelCall: Sendable {
  /// The operator's name, for kernels that several operators share.
  package let name: String
  /// The version of the operator's domain that the model imports.
  package let version: Int
  package var attributes: KernelAttributes
  /// Nil for inputs that are omitted in the middle; those omitted at the end are not there.
  package var inputs: [RuntimeValue?]
  /// How many outputs the node names, with omitted ones in the middle.
  package let outputCount: Int
  package let context: KernelContext

  package init(
    name: String, version: Int, attributes: KernelAttributes = KernelAttributes(), inputs: [RuntimeValue?],
    outputCount: Int = 1, context: KernelContext
  ) {
    self.name = name
    self.version = version
    self.attributes = attributes
    self.inputs = inputs
    self.outputCount = outputCount
    self.context = context
  }

  /// The input at a place; nil where it is omitted.
  package func optionalInput(_ index: Int) -> RuntimeValue? { index < inputs.count ? inputs[index] : nil }

  /// The tensor at a place; nil where it is omitted.
  ///
  /// - Throws: `KernelError` where it is no tensor.
  package func optionalTensor(_ index: Int) throws -> DenseTensor? { try optionalInput(index)?.tensor() }

  /// The tensor at a place.
  ///
  /// - Throws: `KernelError` where there is none.
  package func tensor(_ index: Int) throws -> DenseTensor {
    guard let tensor = try optionalTensor(index) else { throw KernelError("input \(index) is missing") }
    return tensor
  }

  /// A new tensor to fill.
  ///
  /// - Throws: `KernelError` where there is no memory for it.
  package func output<E: Element>(_: E.Type = E.self, _ shape: [Int], type: DataType = E.dataType) throws -> NewTensor<
    E
  > {
    try context.memory.tensor(E.self, shape, type: type)
  }

  /// A new tensor with these elements.
  package func output<E: Element>(_ elements: [E], _ shape: [Int], type: DataType = E.dataType) throws -> RuntimeValue {
    let new = try output(E.self, shape, type: type)
    guard new.count == elements.count else {
      throw KernelError("\(elements.count) elements are no tensor of shape \(shape)")
    }
    _ = new.elements.update(from: elements)
    return new.value
  }

  /// The same call as another version sees it.
  package func with(version: Int) -> KernelCall {
    KernelCall(
      name: name, version: version, attributes: attributes, inputs: inputs, outputCount: outputCount, context: context)
  }

  /// The same call with other inputs.
  package func with(inputs: [RuntimeValue?]) -> KernelCall {
    var call = self
    call.inputs = inputs
    return call
  }
}

/// What all kernels of an evaluation share.
package struct KernelContext: Sendable {
  package let memory: TensorMemory
  package let threads: ThreadPool
  /// Of operators that draw numbers without a seed of their own.
  package let seed: UInt64

  package init(memory: TensorMemory, threads: ThreadPool, seed: UInt64 = 0) {
    (self.memory, self.threads, self.seed) = (memory, threads, seed)
  }
}

/// Computes a node's outputs, in order; nil for those that nobody named.
package typealias Kernel = @Sendable (KernelCall) throws -> [RuntimeValue?]
