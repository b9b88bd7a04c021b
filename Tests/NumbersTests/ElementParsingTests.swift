// Whole tensors from text.

import Numbers
import Testing

@Suite struct ElementParsingTests {
  private func read<Element>(
    _ kind: ElementKind, _ text: String, as type: Element.Type, limit: Int = 100, afterElement: Bool = false,
    patterns: Bool = false
  ) -> (elements: [Element], run: ElementRun) {
    var text = text
    return text.withUTF8 { text in
      withUnsafeTemporaryAllocation(byteCount: limit * kind.byteCount + 8, alignment: 8) { out in
        guard let base = out.baseAddress else {
          return ([], ElementRun(count: 0, offset: 0, stop: .end, endsWithComma: false))
        }
        let run = kind.parse(
          text, afterElement: afterElement, integersArePatterns: patterns, into: base, limit: limit)
        return ((0..<run.count).map { base.load(fromByteOffset: $0 * kind.byteCount, as: type) }, run)
      }
    }
  }

  private func run(_ count: Int, _ offset: Int, _ stop: ElementRun.Stop, comma: Bool = false) -> ElementRun {
    ElementRun(count: count, offset: offset, stop: stop, endsWithComma: comma)
  }

  @Test func whiteSpaceAnywhere() {
    let (elements, run) = read(.float32, " \t1.0,2.5e-3 ,\r\n\u{b}\u{c}-1 , inf,-nan\n", as: Float.self)
    #expect(elements.map(\.bitPattern) == [1, 2.5e-3, -1, .infinity, -.nan].map { ($0 as Float).bitPattern })
    #expect(run == self.run(5, 32, .end))
  }

  @Test func emptyRuns() {
    #expect(read(.float32, "", as: Float.self).run == run(0, 0, .end))
    #expect(read(.float32, " \n", as: Float.self).run == run(0, 2, .end))
    #expect(read(.float32, "}", as: Float.self).run == run(0, 0, .other))
  }

  @Test func aCommaAtTheEndIsReported() {
    #expect(read(.float32, "1.0, ", as: Float.self).run == run(1, 5, .end, comma: true))
    #expect(read(.float32, "1.0,# c", as: Float.self).run == run(1, 4, .other, comma: true))
  }

  @Test func stopsAtWhatIsNoElement() {
    #expect(read(.float32, "1.0 }", as: Float.self).run == run(1, 4, .other))
    #expect(read(.float32, "1.0 2.0", as: Float.self).run == run(1, 4, .other))
    #expect(read(.float32, "1.0,,2.0", as: Float.self).run == run(1, 4, .other, comma: true))
    #expect(read(.float32, ",1.0", as: Float.self).run == run(0, 0, .other))
    #expect(read(.float32, "1.0, x\"00\"", as: Float.self).run == run(1, 5, .other, comma: true))
    #expect(read(.float32, "1.0.0", as: Float.self).run == run(1, 3, .other))
  }

  @Test func goesOnBehindAComment() {
    #expect(read(.float32, ", 2.0", as: Float.self, afterElement: true).elements == [2])
    #expect(read(.float32, "2.0", as: Float.self, afterElement: true).run == run(0, 0, .other))
  }

  @Test func stopsWhenFull() {
    #expect(read(.float32, "1.0, 2.0, 3.0", as: Float.self, limit: 2).run == run(2, 10, .full, comma: true))
    #expect(read(.float32, "1.0, 2.0 }", as: Float.self, limit: 2).run == run(2, 9, .other))
  }

  @Test func invalidElementsAreMarkedAtTheirStart() {
    #expect(read(.float32, "1.0, 1e, 2.0", as: Float.self).run == run(1, 5, .invalid(.malformed), comma: true))
    #expect(read(.float32, "1e99", as: Float.self).run == run(0, 0, .invalid(.overflow)))
    #expect(read(.float(.float4e2m1), "nan", as: UInt8.self).run == run(0, 0, .invalid(.noNaN)))
    #expect(read(.float32, "name", as: Float.self).run == run(0, 0, .invalid(.malformed)))
    #expect(read(.float32, "-", as: Float.self).run == run(0, 0, .invalid(.malformed)))
  }

  @Test func integerKinds() {
    #expect(read(.signed(width: 8), "-128, 127, -0", as: Int8.self).elements == [-128, 127, 0])
    #expect(read(.signed(width: 8), "128", as: Int8.self).run == run(0, 0, .invalid(.overflow)))
    #expect(read(.signed(width: 8), "-129", as: Int8.self).run == run(0, 0, .invalid(.overflow)))
    #expect(read(.signed(width: 4), "-8, 7", as: Int8.self).elements == [-8, 7])
    #expect(read(.unsigned(width: 8), "255", as: UInt8.self).elements == [255])
    #expect(read(.unsigned(width: 8), "-1", as: UInt8.self).run == run(0, 0, .invalid(.noSign)))
    #expect(read(.signed(width: 64), "-9223372036854775808", as: Int64.self).elements == [.min])
    #expect(read(.signed(width: 64), "-9223372036854775809", as: Int64.self).run == run(0, 0, .invalid(.overflow)))
    #expect(read(.unsigned(width: 64), "18446744073709551615", as: UInt64.self).elements == [.max])
    #expect(read(.bool, "0, 1", as: UInt8.self).elements == [0, 1])
    #expect(read(.bool, "2", as: UInt8.self).run == run(0, 0, .invalid(.overflow)))
    #expect(read(.signed(width: 32), "1.0", as: Int32.self).run == run(0, 0, .invalid(.malformed)))
    #expect(read(.signed(width: 32), "nan", as: Int32.self).run == run(0, 0, .invalid(.malformed)))
  }

  @Test func integersAsBitPatterns() {
    let (elements, _) = read(.float(.float16), "15360, 1.0, 0, -0.0", as: UInt16.self, patterns: true)
    #expect(elements == [0x3c00, 0x3c00, 0, 0x8000])
    #expect(read(.float(.float16), "65536", as: UInt16.self, patterns: true).run == run(0, 0, .invalid(.overflow)))
    #expect(read(.float(.float16), "-1", as: UInt16.self, patterns: true).run == run(0, 0, .invalid(.noSign)))
    #expect(read(.float(.float16), "2", as: UInt16.self).elements == [0x4000])
  }

  @Test func everyElementReadsAsItDoesAlone() {
    var dice = Dice(state: 8)
    var text = ""
    var expected: [UInt32] = []
    for _ in 0..<5000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: dice.next()))
      if value.isNaN { continue }
      expected.append(value.bitPattern)
      text += FloatFormat.float32.text(UInt64(value.bitPattern)) + [",", ", ", " ,\n"][Int(dice.next() % 3)]
    }
    let (elements, run) = read(.float32, text, as: UInt32.self, limit: 5000)
    #expect(elements == expected)
    #expect(run.stop == .end && run.endsWithComma)
  }
}
