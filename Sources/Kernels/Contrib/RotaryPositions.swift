internal import ONNXModel

/// Rotations of pairs of numbers by angles that grow with the position (com.microsoft.RotaryEmbedding-1).
struct RotaryPositions {
  private let cosines: UnsafeBufferPointer<Float>
  private let sines: UnsafeBufferPointer<Float>
  /// The positions that have angles.
  let positionCount: Int
  /// The angles of a position: half the numbers that turn.
  let angleCount: Int
  private let isInterleaved: Bool
  private let tensors: [DenseTensor]

  /// - Parameters:
  ///   - cosines: `[positions, angles]` of floats, as `sines`.
  ///   - isInterleaved: whether the numbers of a pair lie side by side, and not half the width apart.
  init(cosines: DenseTensor, sines: DenseTensor, isInterleaved: Bool) throws {
    guard cosines.rank == 2, cosines.shape == sines.shape else {
      throw KernelError("cos_cache of \(cosines.shape) and sin_cache of \(sines.shape) are not alike")
    }
    (positionCount, angleCount) = (cosines.shape[0], cosines.shape[1])
    self.cosines = try cosines.elements(Float.self)
    self.sines = try sines.elements(Float.self)
    self.isInterleaved = isInterleaved
    tensors = [cosines, sines]
  }

  /// Turns the first numbers of a head.
  ///
  /// - Precondition: the head has twice `angleCount` numbers, and the position is below `positionCount`.
  @inline(__always)
  func turn(_ head: UnsafeMutablePointer<Float>, position: Int) {
    let first = position * angleCount
    let (step, distance) = isInterleaved ? (2, 1) : (1, angleCount)
    for angle in 0..<angleCount {
      let (cosine, sine) = (cosines[first + angle], sines[first + angle])
      let (x, y) = (head[angle * step], head[angle * step + distance])
      head[angle * step] = x * cosine - y * sine
      head[angle * step + distance] = x * sine + y * cosine
    }
  }
}

/// com.microsoft.RotaryEmbedding.
enum ContribRotaryKernels {
  static let rows: [KernelRow] = [KernelRow("RotaryEmbedding", domain: "com.microsoft", computedInFloat(rotate))]

  /// com.microsoft.RotaryEmbedding-1: of `[B, S, hidden]` or `[B, heads, S, size]`, at positions `[B, S]` or from
  /// one on.
  @Sendable
  static func rotate(_ call: KernelCall) throws -> [RuntimeValue?] {
    let data = try call.tensor(0)
    let rotary = try RotaryPositions(
      cosines: call.tensor(2), sines: call.tensor(3), isInterleaved: call.attributes.flag("interleaved"))
    guard data.rank == 3 || data.rank == 4 else { throw KernelError("\(data.shape) is not of rank 3 or 4") }
    let batches = data.shape[0]
    let length = data.shape[data.rank - 2]
    let width = data.shape[data.rank - 1]
    let heads = call.attributes.int("num_heads", default: 0)
    let size = data.rank == 4 ? width : heads > 0 ? width / heads : rotary.angleCount * 2
    guard size > 0, width % size == 0, rotary.angleCount * 2 <= size else {
      throw KernelError("heads of \(size) numbers do not turn by \(rotary.angleCount) angles")
    }
    let given = try call.tensor(1).integers()
    guard given.count == 1 || given.count == batches * length else { throw KernelError("position_ids are not [B, S]") }
    let positions = (0..<batches * length).map { given.count == 1 ? given[0] &+ $0 % length : given[$0] }
    guard positions.allSatisfy({ $0 >= 0 && $0 < rotary.positionCount }) else {
      throw KernelError("a position is none of the \(rotary.positionCount) of cos_cache")
    }
    let new = try call.output(Float.self, data.shape)
    _ = new.elements.update(from: try data.elements(Float.self))
    guard let start = new.elements.baseAddress, new.count > 0 else { return [new.value] }
    let perPosition = data.rank == 3 ? width / size : 1
    let repeats = data.rank == 4 ? data.shape[1] : 1
    call.context.threads.forRanges(new.count / size, grain: max(1, 16_384 / size)) { range in
      for head in range {
        // Of rank 3 the heads of a position lie side by side; of rank 4 the positions of a head do.
        let position =
          data.rank == 3
          ? positions[head / perPosition] : positions[head / (length * repeats) * length + head % length]
        rotary.turn(start + head * size, position: position)
      }
    }
    return [new.value]
  }
}
