/// The windows over one image as a matrix: a row for each channel and tap, a column for each place.
///
/// Places are taken in rows of the last spatial axis. What lies in the padding is 0 on the way into the matrix, and
/// nowhere on the way back.
struct WindowMatrix {
  /// A stretch of a row of the matrix that lies in the image.
  struct Run {
    /// The first column, counted from the stretch's row of places.
    let first: Int
    let count: Int
    /// Where its first element lies in a channel of the image; the next lies a stride behind.
    let source: Int
  }

  let taps: Int
  /// How many rows of places there are, and how many places in each.
  let placeRows: Int
  let rowLength: Int
  let stride: Int
  /// The elements of a channel of the image.
  let imageSize: Int
  private let window: Window

  init(_ window: Window) throws {
    self.window = window
    taps = try window.kernel.elementCount()
    placeRows = try Array(window.output.dropLast()).elementCount()
    rowLength = window.output.last ?? 1
    stride = window.strides.last ?? 1
    imageSize = try window.input.elementCount()
  }

  /// The part of a tap's row of the matrix, along a row of places, that lies in the image.
  @inline(__always)
  func run(tap: Int, placeRow: Int) -> Run {
    let last = window.rank - 1
    guard last >= 0 else { return Run(first: 0, count: 1, source: 0) }
    var (restOfTap, restOfRow) = (tap / window.kernel[last], placeRow)
    var (source, step) = (0, window.input[last])
    var axis = last - 1
    while axis >= 0 {
      let place = restOfRow % window.output[axis] * window.strides[axis] - window.padsBegin[axis]
      let index = place + restOfTap % window.kernel[axis] * window.dilations[axis]
      guard index >= 0, index < window.input[axis] else { return Run(first: 0, count: 0, source: 0) }
      source += index * step
      step *= window.input[axis]
      restOfTap /= window.kernel[axis]
      restOfRow /= window.output[axis]
      axis -= 1
    }
    let start = tap % window.kernel[last] * window.dilations[last] - window.padsBegin[last]
    let first = start < 0 ? (-start + stride - 1) / stride : 0
    let end = start < window.input[last] ? min(rowLength, (window.input[last] - 1 - start) / stride + 1) : 0
    guard first < end else { return Run(first: 0, count: 0, source: 0) }
    return Run(first: first, count: end - first, source: source + start + first * stride)
  }

  /// Writes some rows of the matrix, for some rows of places.
  func gather<E: ProductElement>(
    _ image: UnsafePointer<E>, rows: Range<Int>, places: Range<Int>, into matrix: UnsafeMutablePointer<E>
  ) {
    for row in rows {
      let channel = image + row / taps * imageSize
      for placeRow in places {
        let out = matrix + (row * places.count + placeRow - places.lowerBound) * rowLength
        let run = run(tap: row % taps, placeRow: placeRow)
        for column in 0..<run.first { out[column] = 0 }
        for column in 0..<run.count { out[run.first + column] = channel[run.source + column * stride] }
        for column in run.first + run.count..<rowLength { out[column] = 0 }
      }
    }
  }

  /// Adds some channels' rows of the matrix, for some rows of places, to the image.
  func scatter<E: ProductElement>(
    _ matrix: UnsafePointer<E>, channels: Range<Int>, places: Range<Int>, into image: UnsafeMutablePointer<E>
  ) {
    for row in channels.lowerBound * taps..<channels.upperBound * taps {
      let channel = image + row / taps * imageSize
      for placeRow in places {
        let from = matrix + (row * places.count + placeRow - places.lowerBound) * rowLength
        let run = run(tap: row % taps, placeRow: placeRow)
        for column in 0..<run.count {
          let place = run.source + column * stride
          channel[place] = E.sum(channel[place], 1, times: from[run.first + column])
        }
      }
    }
  }

  /// The rows of places, in parts for which a matrix of this height is not too large.
  func parts(height: Int) -> [Range<Int>] {
    let (size, overflow) = height.multipliedReportingOverflow(by: max(1, rowLength))
    let each = overflow ? 1 : max(1, (1 << 22) / max(1, size))
    return Swift.stride(from: 0, to: placeRows, by: each).map { $0..<min($0 + each, placeRows) }
  }
}
