import Analysis
import Operators
import Rules
import TestSupport
import Testing

@Suite struct CompletionTests {
  /// What is proposed at 1️⃣, in the order in which an editor shows it.
  private func proposals(_ text: String, meta: [MetaFieldSchema] = []) -> [Completion] {
    let marked = MarkedText(text)
    var project = Project.plain(OperatorCatalog())
    project.meta = meta
    let snapshot = Snapshot.analyzed(marked.bytes, project)
    return snapshot.completions(at: marked.places[1] ?? 0).items.sorted { $0.sortKey < $1.sortKey }
  }

  private func labels(_ text: String, meta: [MetaFieldSchema] = []) -> [String] {
    proposals(text, meta: meta).map(\.label)
  }

  private static let header = "<ir_version: 10, opset_import: [\"\" : 17, \"local\" : 1]>\n"

  private func body(_ nodes: String) -> String {
    Self.header + """
      main (float[N, 3, 8, 8] x, int64[2] ids) => (float[N, M] y) <
        float[4, 3, 3, 3] "conv.weight" = {1},
        float[4] bias = {1, 2, 3, 4}
      > {
      \(nodes)
      }
      <domain: "local", opset_import: ["" : 17]>
      Clipped <limit: float = 6.0, mode> (a, b) => (c) {
        c = Add (a, b)
      }
      """
  }

  @Test func operatorsAreThoseOfTheImportedVersion() {
    let found = proposals(body("  z = Con1️⃣\n  y = Relu (z)"))
    let labels = found.map(\.label)
    #expect(labels.contains("Conv") && labels.contains("Concat") && labels.contains("ConvTranspose"))
    #expect(!labels.contains("Relu"))
    let conv = found.first { $0.label == "Conv" }
    #expect(conv?.snippet == "Conv (${1:X}, ${2:W})")
    #expect(conv?.detail == "Conv-11 (X, W, B?) -> (Y)")
    #expect(found.first { $0.label == "Concat" }?.snippet == "Concat <axis = ${1:0}> (${2:inputs})")
    // Gelu came with version 20.
    #expect(!self.labels(body("  z = Gel1️⃣")).contains("Gelu"))
  }

  @Test func deprecatedOperatorsAreMarkedAndLast() {
    let found = proposals(body("  z = Up1️⃣"))
    #expect(found.first { $0.label == "Upsample" }?.isDeprecated == true)
    #expect(found.last?.isDeprecated == true)
  }

  @Test func functionsOfTheModelAreOperatorsToo() {
    let found = proposals(body("  z = Cli1️⃣"))
    #expect(found.first { $0.label == "local.Clipped" }?.snippet == "local.Clipped (${1:a}, ${2:b})")
    #expect(labels(body("  z = local.1️⃣")) == ["Clipped"])
  }

  @Test func whatFollowsIsNotWrittenTwice() {
    let conv = proposals(body("  z = Con1️⃣ (x)")).first { $0.label == "Conv" }
    #expect(conv?.snippet == nil)
    #expect(conv?.text == "Conv")
  }

  @Test func attributesThatAreNotThereYet() {
    let found = proposals(body("  z = Conv <kernel_shape = [3, 3], 1️⃣> (x, \"conv.weight\")"))
    #expect(found.map(\.label) == ["auto_pad", "dilations", "group", "pads", "strides"])
    #expect(found.first { $0.label == "group" }?.snippet == "group = ${1:1}")
    #expect(found.first { $0.label == "group" }?.detail == "int = 1")
    #expect(labels(body("  z = Conv <st1️⃣\n  y = Relu (z)")) == ["strides"])
    #expect(labels(body("  z = Concat <1️⃣")) == ["axis"])
    #expect(labels(body("  z = local.Clipped <1️⃣> (x, x)")) == ["mode", "limit"])
  }

  @Test func valuesOfAttributes() {
    #expect(labels(body("  z = Conv <auto_pad = 1️⃣")).prefix(2) == ["\"NOTSET\"", "\"SAME_UPPER\""])
    #expect(labels(body("  z = Conv <auto_pad = \"SAME_L1️⃣\"> (x)")) == ["\"SAME_LOWER\""])
    let types = proposals(body("  z = Cast <to = 1️⃣> (x)"))
    #expect(types.first?.label == "float" && types.first?.text == "1")
    #expect(labels(body("  z = ReduceSum <keepdims = 1️⃣> (x)")).sorted() == ["0", "1"])
  }

  @Test func parametersInFunctions() {
    let text =
      Self.header + """
        main (float[N] x) => (float[N] y) {
          y = local.Clipped (x)
        }
        <domain: "local", opset_import: ["" : 17]>
        Clipped <limit: float = 6.0> (a) => (c) {
          high = Constant <value_float: float = @1️⃣> ()
          c = Min (a, high)
        }
        """
    #expect(labels(text) == ["limit"])
  }

  @Test func valuesThatFitComeFirstNearestFirst() {
    let found = labels(
      body("  a = Relu (x)\n  b = Cast <to = 7> (x)\n  c = Sigmoid (a)\n  z = Add (x, 1️⃣)\n  late = Relu (z)"))
    #expect(found == ["c", "a", "x", "\"conv.weight\"", "bias", "b", "ids"])
    #expect(!found.contains("late") && !found.contains("z"))
  }

  @Test func quotedNamesCompleteInsideOfTheirQuotes() {
    let found = proposals(body("  z = Conv (x, \"conv.w1️⃣\")"))
    #expect(found.map(\.text) == ["\"conv.weight\""])
    #expect(found.first?.filter == "\"conv.weight")
    // An open string does not reach into what follows.
    let open = MarkedText(body("  z = Conv (x, \"conv.w1️⃣\n  y = Relu (z)"))
    let snapshot = Snapshot.analyzed(open.bytes, .plain(OperatorCatalog()))
    let item = snapshot.completions(at: open.places[1] ?? 0).items.first
    #expect(item.map { snapshot.text($0.replaces) } == "\"conv.w")
  }

  @Test func outerValuesInSubgraphs() {
    let found = labels(
      body(
        """
          flag = Constant <value = bool {1}> ()
          z = If (flag) <
            then_branch = yes () => (r) {
              inner = Relu (x)
              r = Add (inner, 1️⃣)
            }
          >
        """))
    #expect(found.first == "inner")
    #expect(found.contains("x") && found.contains("flag"))
  }

  @Test func typesAndDimensions() {
    let start = "<ir_version: 10, opset_import: [\"\" : 17]>\n"
    #expect(labels(start + "main (flo1️⃣) => (float[N] y) { y = Relu (x) }").prefix(2) == ["float", "float16"])
    #expect(labels(start + "main (float[batch, 1️⃣] x) => (float[batch, N] y) { y = Relu (x) }") == ["batch", "N", "?"])
    #expect(labels(start + "main (seq(1️⃣) x) => (float[N] y) { y = Relu (x) }").contains("float"))
  }

  @Test func headers() {
    #expect(labels("<ir_version: 10, 1️⃣>\nmain () => () {}").first == "opset_import")
    #expect(labels("<ir_version: 10, opset_import: [1️⃣]>\nmain () => () {}").first == "\"\"")
    #expect(labels("<ir_version: 10, opset_import: [\"\" : 1️⃣]>\nmain () => () {}").contains("17"))
    let function = Self.header + "main () => () {}\n<1️⃣>\nF (a) => (b) { b = Relu (a) }"
    #expect(labels(function).first == "domain")
  }

  @Test func notesAndMetadata() {
    let meta = [
      MetaFieldSchema(key: "owner", kind: .enumeration, values: ["vision", "audio"], places: ["node"]),
      MetaFieldSchema(key: "stage", kind: .string, places: ["value"]),
    ]
    #expect(labels(body("  z = Relu (x) @1️⃣")) == ["@device", "@doc", "@meta"])
    #expect(labels(body("  z = Relu (x) @me1️⃣")) == ["@meta"])
    #expect(labels(body("  z = Relu (x) @meta [1️⃣]"), meta: meta) == ["\"owner\""])
    #expect(labels(body("  z = Relu (x) @meta [\"owner\": \"1️⃣\"]"), meta: meta) == ["\"vision\"", "\"audio\""])
  }

  @Test func nothingInComments() {
    #expect(labels(body("  z = Relu (x)  # Con1️⃣")).isEmpty)
  }

  @Test func whatIsMissingIsProposedWhereANodeBegins() {
    #expect(labels(body("  1️⃣")) == ["y"])
    #expect(labels(body("  z = Relu (x)\n  1️⃣")) == ["y"])
  }

  @Test func documentationOnDemand() {
    let marked = MarkedText(body("  z = Con1️⃣"))
    let snapshot = Snapshot.analyzed(marked.bytes, .plain(OperatorCatalog()))
    let conv = snapshot.completions(at: marked.places[1] ?? 0).items.first { $0.label == "Conv" }
    let text = snapshot.documentation(of: conv?.topic ?? [])?.markdown ?? ""
    #expect(text.hasPrefix("**`Conv-11`** ai.onnx, versions 11 to 21"))
    #expect(text.contains("- `kernel_shape` ints, optional: "))
  }
}
