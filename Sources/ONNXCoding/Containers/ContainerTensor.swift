// What every container of weights yields: a tensor's type and shape, and where its bytes are.

/// A tensor of a file that is no ONNX model.
package struct ContainerTensor: Sendable, Equatable {
  /// As the container has it; empty where the container knows no names (`.npy`).
  package var name: [UInt8]
  /// The number of the element type in ONNX's `TensorProto.DataType`.
  package var dataType: Int32
  package var dims: [Int64]
  package var data: ContainerData
}

/// The elements of a tensor, little-endian and in C order, as `raw_data` lays them out.
package enum ContainerData: Sendable, Equatable {
  /// They stand in the file like this: nothing has been read.
  case range(offset: Int, length: Int)
  /// They had to be inflated or put in order.
  case bytes([UInt8])
}

/// A file that holds weights under names.
package protocol WeightContainer: Sendable {
  /// The names of its tensors, in file order.
  var names: [[UInt8]] { get }

  /// The tensor of this name, of equal names the one that the container's own library takes.
  func tensor(named name: [UInt8]) throws(ContainerError) -> ContainerTensor
}
