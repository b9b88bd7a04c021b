// Finds what was stored under a name, where names are bytes of a model's string pool.

package import ONNXModel

/// A hash table from (space, name) to a number; spaces keep the names of different graphs apart.
///
/// Open addressing over the pool's own bytes: no name is copied, because a model has several for each of its nodes.
package struct NameTable: Sendable {
  private struct Slot {
    var hash: UInt64 = 0
    var space: Int32 = 0
    var value: Int32 = -1
    var name = Text.empty
  }

  private var slots: [Slot]
  private var count = 0

  package init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
  }

  /// The number that is stored, if there is one.
  package func find(_ name: Text, space: Int, in strings: StringPool) -> Int32? {
    let hash = Self.hash(name, space, strings)
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].value >= 0 {
      if isMatch(slots[index], hash, name, space, strings) { return slots[index].value }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number that is stored under a name that no model need have.
  package func find(_ name: [UInt8], space: Int, in strings: StringPool) -> Int32? {
    let hash = name.withUnsafeBytes { Self.hash(0..<name.count, space, $0) }
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].value >= 0 {
      let slot = slots[index]
      if slot.hash == hash, Int(slot.space) == space, strings[slot.name].elementsEqual(name) { return slot.value }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Stores a number unless the name has one already, which it returns then.
  package mutating func insert(_ name: Text, space: Int, _ value: Int32, in strings: StringPool) -> Int32? {
    if (count + 1) * 2 > slots.count { grow() }
    let hash = Self.hash(name, space, strings)
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].value >= 0 {
      if isMatch(slots[index], hash, name, space, strings) { return slots[index].value }
      index = (index + 1) & (slots.count - 1)
    }
    slots[index] = Slot(hash: hash, space: Int32(truncatingIfNeeded: space), value: value, name: name)
    count += 1
    return nil
  }

  private func isMatch(_ slot: Slot, _ hash: UInt64, _ name: Text, _ space: Int, _ strings: StringPool) -> Bool {
    slot.hash == hash && slot.space == Int32(truncatingIfNeeded: space) && strings.same(slot.name, name)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.value >= 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
      while slots[index].value >= 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = slot
    }
  }

  private static func hash(_ name: Text, _ space: Int, _ strings: StringPool) -> UInt64 {
    strings.bytes.withUnsafeBytes { hash(name.range, space, $0) }
  }

  /// Eight bytes at a time, mixed by multiplication.
  @inline(__always)
  private static func hash(_ range: Range<Int>, _ space: Int, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: space &+ 1) &* 0x9E37_79B9_7F4A_7C15
    var at = range.lowerBound
    let end = range.upperBound
    while at + 8 <= end {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var tail: UInt64 = UInt64(end - at) << 56
    while at < end {
      tail = (tail << 8) | UInt64(bytes[at])
      at += 1
    }
    return mix(hash ^ tail)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low
  }
}
