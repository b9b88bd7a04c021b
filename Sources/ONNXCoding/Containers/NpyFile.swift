// Reading NumPy's .npy: one array without a name.

/// A .npy file; the name that is asked for does not matter, as it holds one array.
package struct NpyFile: WeightContainer {
  private let file: DataFile
  private let array: NpyArray

  package var names: [[UInt8]] { [[]] }

  package init(_ file: DataFile) throws(ContainerError) {
    self.file = file
    array = try NpyArray(in: file, 0..<file.size)
  }

  package func tensor(named name: [UInt8]) throws(ContainerError) -> ContainerTensor {
    try array.tensor(named: [], in: file)
  }
}

/// A .npy array that stands in a range of a file as it is.
struct NpyArray: Sendable {
  var header: NpyHeader
  /// The elements.
  var range: Range<Int>

  init(in file: DataFile, _ whole: Range<Int>) throws(ContainerError) {
    func located<Value>(_ body: () throws(NpyHeader.Failure) -> Value) throws(ContainerError) -> Value {
      do { return try body() } catch { throw error.located(in: file, at: whole.lowerBound) }
    }
    let prefix = try file.bytes(whole.prefix(NpyHeader.prefixLength))
    let (start, length) = try located { () throws(NpyHeader.Failure) in try NpyHeader.length(prefix) }
    guard start + length <= whole.count else { throw file.damaged(at: whole.upperBound, "it ends inside its header") }
    let first = whole.lowerBound + start
    let dictionary = try file.bytes(first..<first + length)
    header = try located { () throws(NpyHeader.Failure) in try NpyHeader(dictionary: dictionary) }
    let elements = first + length
    guard let size = header.byteCount, size <= whole.upperBound - elements else {
      throw file.damaged(at: elements, "fewer bytes than its shape asks for: \(whole.upperBound - elements)")
    }
    range = elements..<elements + size
  }

  func tensor(named name: [UInt8], in file: DataFile) throws(ContainerError) -> ContainerTensor {
    if header.isRaw {
      return header.tensor(named: name, data: .range(offset: range.lowerBound, length: range.count))
    }
    return header.tensor(named: name, data: .bytes(header.ordered(try file.bytes(range))))
  }
}

extension NpyHeader {
  /// Bytes of all elements; nil where that overflows.
  var byteCount: Int? { TensorSize.bytes(dims, bitsPerElement: 8 * elementSize) }

  /// The elements stand as ONNX wants them.
  var isRaw: Bool { !isBigEndian && (!isFortranOrder || dims.count { $0 != 1 } < 2) }

  /// The elements as ONNX wants them.
  func ordered(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    if isBigEndian { ElementOrder.swapBytes(&bytes, wordSize: wordSize) }
    guard isFortranOrder else { return bytes }
    return ElementOrder.rowMajor(bytes, dims: dims.map(Int.init), elementSize: elementSize)
  }

  func tensor(named name: [UInt8], data: ContainerData) -> ContainerTensor {
    ContainerTensor(name: name, dataType: dataType, dims: dims, data: data)
  }
}

extension NpyHeader.Failure {
  func located(in file: DataFile, at offset: Int) -> ContainerError {
    switch self {
    case .damaged(let what): .damaged(path: file.path, offset: offset, what: what)
    case .unsupported(let what, let remedy): .unsupported(path: file.path, what: what, remedy: remedy)
    }
  }
}
