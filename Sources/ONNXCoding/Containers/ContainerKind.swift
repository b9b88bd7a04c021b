// Which container a file is, told by its content.

package enum ContainerKind: Sendable, Equatable {
  case onnx, safetensors, npz, npy
  /// Anything else: only offset and length find something in it.
  case raw

  package static func of(_ file: DataFile) throws(FileError) -> ContainerKind {
    of(head: try file.read(0..<min(FileKind.headLength, file.size)), size: file.size)
  }

  /// Told by the first `FileKind.headLength` bytes of a file of `size` bytes.
  package static func of(head: [UInt8], size: Int) -> ContainerKind {
    switch FileKind.of(head: head, size: size) {
    case .safetensors: .safetensors
    case .zip, .pyTorch: .npz
    case .numpy: .npy
    case .model: ModelHead.judge(head, size: size) == .foreign ? .raw : .onnx
    default: .raw
    }
  }
}

extension DataFile {
  /// This file as a container of named tensors; nil where it is an ONNX model or raw.
  package func container() throws(ContainerError) -> (any WeightContainer)? {
    let kind: ContainerKind
    do { kind = try ContainerKind.of(self) } catch { throw .file(error) }
    switch kind {
    case .safetensors: return try SafetensorsFile(self)
    case .npz: return try NpzFile(self)
    case .npy: return try NpyFile(self)
    case .onnx, .raw: return nil
    }
  }
}
