// What stands in several pieces in a file, made one: unknown fields, and payloads that are not packed.

internal import ONNXModel

extension FieldDecoder {
  /// Makes one range of the pool of two, in place where there is room behind the first.
  ///
  /// What is moved to `extra` gets as much room again, so that pieces of several fields by turns take linear time.
  mutating func grow(_ range: Range<Int>, by more: Range<Int>) -> Range<Int> {
    if let room = rooms.removeValue(forKey: range.upperBound), room - range.upperBound >= more.count {
      let (target, end) = (range.upperBound - reader.count, range.upperBound + more.count)
      let source = more.lowerBound - reader.count
      for index in 0..<more.count {
        extra[target + index] = source >= 0 ? extra[source + index] : reader.base[more.lowerBound + index]
      }
      rooms[end] = room
      return range.lowerBound..<end
    }
    let start = reader.count + extra.count
    appendExtra(range)
    appendExtra(more)
    let end = reader.count + extra.count
    extra.append(contentsOf: repeatElement(0, count: end - start))
    rooms[end] = reader.count + extra.count
    return start..<end
  }

  /// Copies bytes of the structure, or of `extra` behind it, to the end of `extra`.
  private mutating func appendExtra(_ range: Range<Int>) {
    if range.lowerBound >= reader.count {
      extra.append(contentsOf: Array(extra[range.lowerBound - reader.count..<range.upperBound - reader.count]))
    } else {
      extra.append(contentsOf: UnsafeBufferPointer(start: reader.base + range.lowerBound, count: range.count))
    }
  }

  /// Where a payload's bytes are in the pool; those of the file are copied there.
  mutating func inPool(_ part: Payload) throws(WireError) -> Range<Int> {
    guard part.source != Payload.pool else { return part.range }
    let bytes: [UInt8]
    do {
      bytes = try [UInt8](unsafeUninitializedCapacity: part.count) { buffer, count in
        try source.read(
          at: part.offset,
          into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<part.count]))
        count = part.count
      }
    } catch { throw WireError(.io("\(error)"), at: part.offset) }
    let start = reader.count + extra.count
    extra.append(contentsOf: bytes)
    return start..<reader.count + extra.count
  }
}
