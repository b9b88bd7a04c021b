// Whole tensors as text.

import Numbers
import Testing

@Suite struct ElementWritingTests {
  private func text<Element>(_ kind: ElementKind, _ elements: [Element], perLine: Int = 0, indent: Int = 0) -> String {
    let layout = ElementLayout(perLine: perLine, indent: indent)
    return elements.withUnsafeBytes { raw in
      let capacity = kind.maximumTextBytes(count: raw.count / kind.byteCount, layout: layout)
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
        guard let out = buffer.baseAddress else { return "" }
        return String(decoding: buffer[..<kind.write(raw, layout: layout, to: out)], as: UTF8.self)
      }
    }
  }

  @Test func commasBetweenElements() {
    #expect(text(.float32, [1, -2.5, 1e-7] as [Float]) == "1.0, -2.5, 1e-7")
    #expect(text(.float32, [7] as [Float]) == "7.0")
    #expect(text(.float32, [] as [Float]) == "")
  }

  @Test func linesOfSoManyElements() {
    #expect(text(.signed(width: 32), [1, -2, 3, 4, 5] as [Int32], perLine: 2, indent: 4) == "1, -2,\n    3, 4,\n    5")
    #expect(text(.signed(width: 32), [1, 2] as [Int32], perLine: 2, indent: 4) == "1, 2")
    #expect(text(.signed(width: 32), [1, 2] as [Int32], perLine: 1, indent: 0) == "1,\n2")
  }

  @Test func everyKind() {
    #expect(text(.float64, [0.1, -.infinity]) == "0.1, -inf")
    #expect(text(.float(.float16), [0x3c00, 0x7c01] as [UInt16]) == "1.0, nan(0x7c01)")
    #expect(text(.float(.float4e2m1), [1, 0xf] as [UInt8]) == "0.5, -6.0")
    #expect(text(.signed(width: 8), [-128, 127] as [Int8]) == "-128, 127")
    #expect(text(.signed(width: 4), [0x8, 0x7, 0xff] as [UInt8]) == "-8, 7, -1")
    #expect(text(.unsigned(width: 4), [0xf5] as [UInt8]) == "5")
    #expect(text(.signed(width: 64), [Int64.min, Int64.max]) == "-9223372036854775808, 9223372036854775807")
    #expect(text(.unsigned(width: 64), [UInt64.max]) == "18446744073709551615")
    #expect(text(.unsigned(width: 16), [65535] as [UInt16]) == "65535")
    #expect(text(.bool, [0, 1, 2] as [UInt8]) == "0, 1, 1")
  }

  @Test func theLongestElementsFit() {
    let floats = [Float](repeating: -1.2345678e-37, count: 100) + [Float](repeating: -1.2345678e15, count: 100)
    let doubles = [Double](repeating: -2.2250738585072014e-308, count: 100)
    #expect(
      text(.float32, floats, perLine: 3, indent: 9).utf8.count
        <= ElementKind.float32.maximumTextBytes(
          count: 200, layout: ElementLayout(perLine: 3, indent: 9)))
    #expect(
      text(.float64, doubles).utf8.count
        <= ElementKind.float64.maximumTextBytes(
          count: 100, layout: ElementLayout(perLine: 0, indent: 0)))
  }
}
