internal import ONNXModel

/// Col2Im: columns of blocks are added up to the image that they were cut from.
enum Col2ImKernels {
  static let rows: [KernelRow] = [KernelRow("Col2Im", columnsToImage)]

  /// ONNX Operators, Col2Im-18.
  @Sendable static func columnsToImage(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let (image, block) = (try call.tensor(1).integers(), try call.tensor(2).integers())
    guard image.count == block.count, !image.isEmpty else {
      throw KernelError("image_shape \(image) and block_shape \(block) are not of one rank")
    }
    func list(_ name: String, _ value: Int, _ count: Int, least: Int) throws -> [Int] {
      let list = call.attributes.ints(name) ?? [Int](repeating: value, count: count)
      guard list.count == count, list.allSatisfy({ $0 >= least && $0 <= Int(Int32.max) }) else {
        throw KernelError("\(name) \(list) is not \(count) sizes of at least \(least)")
      }
      return list
    }
    let strides = try list("strides", 1, image.count, least: 1)
    let dilations = try list("dilations", 1, image.count, least: 1)
    let pads = try list("pads", 0, 2 * image.count, least: 0)
    let axes = try image.indices.map { axis in
      guard image[axis] > 0, image[axis] <= Int(Int32.max), block[axis] > 0, block[axis] <= Int(Int32.max) else {
        throw KernelError("image_shape \(image) and block_shape \(block) are not positive")
      }
      let padded = image[axis] + pads[axis] + pads[image.count + axis]
      let steps = (padded - dilations[axis] * (block[axis] - 1) - 1) / strides[axis] + 1
      guard padded > dilations[axis] * (block[axis] - 1) else {
        throw KernelError("blocks of \(block) do not fit an image of \(image)")
      }
      return ImageAxis(
        size: image[axis], block: block[axis], steps: steps, stride: strides[axis], dilation: dilations[axis],
        pad: pads[axis])
    }
    let blockSize = try block.elementCount()
    guard data.rank == 3, data.shape[1] % blockSize == 0, data.shape[2] == (try axes.map(\.steps).elementCount())
    else { throw KernelError("shape \(data.shape) is not that of the columns of an image of \(image)") }
    let output = try call.rawOutput(data.type, [data.shape[0], data.shape[1] / blockSize] + image)
    output.clear()
    guard output.count > 0 else { return [output.value] }
    let pass = ColumnSum(
      axes: axes, planes: data.shape[0] * data.shape[1] / blockSize, blockSize: blockSize, columns: data.shape[2],
      source: try data.raw(), target: output.address, threads: call.context.threads)
    try withReducible(data.type, pass)
    return [output.value]
  }
}

/// One axis of an image, and of the blocks that cover it.
private struct ImageAxis {
  let size: Int
  let block: Int
  /// How many blocks there are along the axis.
  let steps: Int
  let stride: Int
  let dilation: Int
  let pad: Int
}

private struct ColumnSum: ReduciblePass {
  let axes: [ImageAxis]
  /// Of the batch and the channels.
  let planes: Int
  /// The elements of a block, and the number of blocks.
  let blockSize: Int
  let columns: Int
  let source: UnsafeRawPointer
  let target: UnsafeMutableRawPointer
  let threads: ThreadPool

  func run<E: Reducible>(_: E.Type) {
    let from = source.assumingMemoryBound(to: E.self)
    let to = target.assumingMemoryBound(to: E.self)
    let imageSize = axes.map(\.size).product
    threads.forRanges(planes, grain: max(1, 50_000 / (blockSize * columns))) { range in
      for plane in range {
        for element in 0..<blockSize {
          let column = from + (plane * blockSize + element) * columns
          add(element, of: column, to: to + plane * imageSize)
        }
      }
    }
  }

  /// Adds one element of all blocks to the places of the image where it is from.
  private func add<E: Reducible>(_ element: Int, of column: UnsafePointer<E>, to image: UnsafeMutablePointer<E>) {
    var origin = [Int](repeating: 0, count: axes.count)
    var rest = element
    for axis in axes.indices.reversed() {
      let (quotient, place) = rest.quotientAndRemainder(dividingBy: axes[axis].block)
      origin[axis] = place * axes[axis].dilation - axes[axis].pad
      rest = quotient
    }
    let last = axes[axes.count - 1]
    for row in 0..<columns / last.steps {
      guard let offset = imageRow(row, origin) else { continue }
      var place = origin[axes.count - 1]
      for step in 0..<last.steps {
        if place >= 0, place < last.size {
          image[offset + place] = image[offset + place].plus(column[row * last.steps + step])
        }
        place += last.stride
      }
    }
  }

  /// Where the row of an image begins in which a row of blocks has its element; nil outside the image.
  private func imageRow(_ row: Int, _ origin: [Int]) -> Int? {
    var (rest, offset, size) = (row, 0, axes[axes.count - 1].size)
    for axis in axes.indices.dropLast().reversed() {
      let (quotient, step) = rest.quotientAndRemainder(dividingBy: axes[axis].steps)
      let place = origin[axis] + step * axes[axis].stride
      guard place >= 0, place < axes[axis].size else { return nil }
      offset += place * size
      size *= axes[axis].size
      rest = quotient
    }
    return offset
  }
}
