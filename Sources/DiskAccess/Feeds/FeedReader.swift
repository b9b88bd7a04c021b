package import Inference
package import Kernels
internal import ONNXModel

/// Gives the inputs of a model their values.
package struct FeedReader: Sendable {
  private let index: ModelIndex
  private let memory: TensorMemory
  private let folder: String
  private let dimensions: FeedDimensions
  private let layout: ImageLayout?

  /// - Parameters:
  ///   - folder: what paths are relative to.
  ///   - dims: sizes of symbolic dimensions.
  ///   - layout: of images; nil: told by the declared shape.
  package init(
    index: ModelIndex, memory: TensorMemory, folder: String = ".", dims: [String: Int] = [:],
    layout: ImageLayout? = nil
  ) {
    (self.index, self.memory, self.folder, self.layout) = (index, memory, folder, layout)
    dimensions = FeedDimensions(dims)
  }

  /// One value; several inputs are better read together, so that their sizes agree.
  ///
  /// - Throws: `FeedError`.
  package func value(
    of input: ValueID, from source: FeedSource
  ) throws(FeedError) -> (value: RuntimeValue, dimensions: FeedDimensions) {
    let set = try values([request(for: input, from: source)])
    return (set.values[0], set.dimensions)
  }

  /// Several values.
  ///
  /// - Throws: `FeedError`.
  package func values(_ requests: [FeedRequest]) throws(FeedError) -> FeedSet {
    try FeedSet(requests, dimensions: dimensions, layout: layout, memory: memory)
  }

  /// What a value needs, by the type that the main graph declares for it.
  ///
  /// - Parameter folder: what paths are relative to, where it is not the reader's own.
  package func request(for input: ValueID, from source: FeedSource, folder: String? = nil) -> FeedRequest {
    FeedRequest(index.name(of: input), type(of: input), source, folder: folder ?? self.folder)
  }

  /// The type that the main graph declares for a value.
  package func type(of value: ValueID) -> FeedType {
    guard let scope = index.mainScope else { return .unknown }
    let graph = index.scopes[scope].graph
    if case .input(let number) = index.values[value.offset].origin, graph.inputs.indices.contains(number) {
      return FeedType(graph.inputs[number].type, index.strings)
    }
    let name = index.values[value.offset].name
    let declared = (graph.outputs + graph.values).first { one in
      one.name.map { index.strings.same($0, name) } ?? false
    }
    return FeedType(declared?.type, index.strings)
  }
}
