import Reports
import SourceText
import Testing

@Suite struct StatisticsReportTests {
  @Test func codesAreCounted() throws {
    var output = ByteWriter()
    StatisticsReport().write(try Samples.binaryFiles() + [try Samples.textFile()], into: &output)
    #expect(
      String(decoding: output.take(), as: UTF8.self) == """
        2  error   T001 type-constraint, 1 fixable
        1  warning F001 lfs-pointer
        1  error   F003 truncated

        """)
  }
}
