package import Kernels
package import ONNXModel

/// An input that needs a value.
package struct FeedRequest: Sendable {
  package var name: String
  package var type: FeedType
  package var source: FeedSource
  /// What a relative path of a file is relative to.
  package var folder: String

  package init(_ name: String, _ type: FeedType, _ source: FeedSource, folder: String = ".") {
    (self.name, self.type, self.source, self.folder) = (name, type, source, folder)
  }
}

/// The values of several inputs, whose shapes agree.
package struct FeedSet: Sendable {
  /// In the order of the requests.
  package let values: [RuntimeValue]
  package let dimensions: FeedDimensions
  /// What is not as the model declares it: `x: its shape is [2], and 2 dimensions are declared`.
  package let contradictions: [String]

  /// Reads files and literals first: their shapes say how large random inputs are.
  ///
  /// - Parameters:
  ///   - dimensions: sizes of symbolic dimensions that are given.
  ///   - layout: of images; nil: told by the declared shape.
  /// - Throws: `FeedError`.
  package init(
    _ requests: [FeedRequest], dimensions: FeedDimensions = FeedDimensions(), layout: ImageLayout? = nil,
    memory: TensorMemory
  ) throws(FeedError) {
    var dimensions = dimensions
    var values = [RuntimeValue?](repeating: nil, count: requests.count)
    var contradictions: [String] = []
    for stage in Stage.allCases {
      for (place, request) in requests.enumerated() where Stage(request.source) == stage {
        do {
          values[place] = try Self.value(request, &dimensions, layout, memory)
          contradictions += dimensions.takeContradictions().map { "\(request.name): \($0)" }
        } catch { throw FeedError.of(request.name, error) }
      }
    }
    self.values = values.compactMap(\.self)
    self.dimensions = dimensions
    self.contradictions = contradictions
  }

  private enum Stage: CaseIterable {
    case files, literals, made

    init(_ source: FeedSource) {
      switch source {
      case .file: self = .files
      case .literal: self = .literals
      case .random, .zeros: self = .made
      }
    }
  }

  private static func value(
    _ request: FeedRequest, _ dimensions: inout FeedDimensions, _ layout: ImageLayout?, _ memory: TensorMemory
  ) throws -> RuntimeValue {
    switch request.source {
    case .file(let path):
      let full = path.hasPrefix("/") ? path : Paths.join(request.folder, path)
      let reader = FeedFileReader(memory: memory, layout: layout)
      let value = try reader.read(full, request.type, named: request.name)
      return try FeedCheck.conformed(value, to: request.type, &dimensions)
    case .literal(let text):
      return .tensor(try LiteralFeed.tensor(text, request.type, &dimensions, memory))
    case .random(let seed):
      var generator = SplitMix64(seed: seed, name: request.name)
      return try MadeFeed.value(request.type, &dimensions, memory) { try MadeFeed.random($0, $1, &generator, memory) }
    case .zeros:
      return try MadeFeed.value(request.type, &dimensions, memory) { try MadeFeed.zeros($0, $1, memory) }
    }
  }
}

/// Whether a value is what its input declares.
enum FeedCheck {
  /// The value, in the element type that is declared where the file could not say it.
  static func conformed(
    _ value: RuntimeValue, to type: FeedType, _ dimensions: inout FeedDimensions
  ) throws(FeedError) -> RuntimeValue {
    switch (value, type) {
    case (_, .unknown): return value
    case (.tensor(let tensor), .tensor(let element, let shape)),
      (.tensor(let tensor), .sparseTensor(let element, let shape)):
      let typed = retyped(tensor, to: element, &dimensions)
      dimensions.bind(typed.shape, to: shape)
      return .tensor(typed)
    case (.sequence(let values, let elementType), .sequence(let element)):
      var conforming: [RuntimeValue] = []
      // Sizes may differ from element to element.
      for value in values {
        var own = FeedDimensions()
        conforming.append(try conformed(value, to: element, &own))
        dimensions.add(own.takeContradictions())
      }
      return .sequence(conforming, elementType)
    case (.optional(let inner), .optional(let element)):
      guard let inner else { return value }
      return .optional(try conformed(inner, to: element, &dimensions))
    case (_, .optional(let element)):
      return .optional(try conformed(value, to: element, &dimensions))
    case (.map, .map): return value
    default: throw FeedError("it is a \(value.kind), and \(type) is declared", remedy: "give a value of that type")
    }
  }

  private static func retyped(
    _ tensor: DenseTensor, to type: DataType?, _ dimensions: inout FeedDimensions
  ) -> DenseTensor {
    guard let type else { return tensor }
    if let typed = tensor.stored(as: type) { return typed }
    dimensions.noteType("\(tensor.type.name)", declared: "\(type.name)")
    return tensor
  }
}

extension DenseTensor {
  /// The tensor as one of a type that NumPy has not, where its bits came as integers: bfloat16 as uint16, others as one
  /// byte an element. Nil where the type is another one.
  package func stored(as type: DataType) -> DenseTensor? {
    switch (self.type, type) {
    case (type, _): self
    case (.uint16, .bfloat16), (.int8, .int4), (.int8, .int2): retyped(type)
    case (.uint8, _) where type.isTinyFloat || type == .uint4 || type == .uint2: retyped(type)
    default: nil
    }
  }
}
