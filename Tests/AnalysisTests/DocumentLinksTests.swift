import Analysis
import TestSupport
import Testing

@Suite struct DocumentLinksTests {
  @Test func weightsAndSources() {
    let text = MarkedSnapshot(
      #"""
      <ir_version: 10, opset_import: ["" : 21], metadata_props: ["location": "nowhere"]>
      main (x) => (y) <
        float[2] w = @data("w/a.safetensors", "k"),
                           ^^^^^^^^^^^^^^^^^ w/a.safetensors
        float[2] v = ["location": "v.bin", "offset": "0"]
                                  ^^^^^^^ v.bin
      > {
        y = Neg (x)
          @meta ["stack": "File \"net/train.py\", line 12, in forward", "at": "see src/a.cpp:7 and time 12:30"]
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ net/train.py:12
                                                                                   ^^^^^^^^^^^ src/a.cpp:7
      }
      """#)
    let marks = text.snapshot.documentLinks().map { link in
      Mark(link.range, link.path + (link.line.map { ":\($0)" } ?? ""))
    }
    #expect(text.rendered(marks) == text.expected)
  }
}
