package import ONNXModel

/// Reads the elements of a model's constant tensors, wherever they are.
package protocol WeightReader: Sendable {
  /// The elements as `raw_data` lays them out, of a tensor that is not of strings.
  ///
  /// - Parameter buffer: as long as the tensor's type and shape say.
  /// - Throws: why they can't be read, or are not as many.
  func read(_ tensor: Tensor, of model: Model, into buffer: UnsafeMutableRawBufferPointer) throws

  /// What changes when the file that a tensor's external data is in changes.
  func stamp(of tensor: Tensor, in model: Model) -> String

  /// What changes when a file changes.
  func stamp(ofFile path: String) -> String
}
