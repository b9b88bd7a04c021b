import Analysis
import Operators
import TestSupport
import Testing

@Suite struct SignatureHelpTests {
  private func help(_ nodes: String) -> SignatureText? {
    let marked = MarkedText(
      """
      <ir_version: 10, opset_import: ["" : 17, "local" : 1]>
      main (float[N] x) => (float[N] y) {
      \(nodes)
      }
      <domain: "local", opset_import: ["" : 17]>
      Twice (a, b) => (c) {
        c = Add (a, b)
      }
      """)
    return Snapshot.analyzed(marked.bytes, .plain(OperatorCatalog())).signatureHelp(at: marked.places[1] ?? 0)
  }

  /// The label with the active parameter in brackets.
  private func shown(_ nodes: String) -> String? {
    guard let help = help(nodes) else { return nil }
    guard let active = help.active else { return help.label }
    let units = Array(help.label.utf16)
    let range = help.parameters[active].range
    return String(decoding: units[..<range.lowerBound], as: UTF16.self) + "["
      + String(decoding: units[range], as: UTF16.self) + "]"
      + String(decoding: units[range.upperBound...], as: UTF16.self)
  }

  @Test func theActiveInputIsToldByCommas() {
    #expect(shown("  y = Conv (1️⃣") == "Conv-11 ([X: T], W: T, B?: T) -> (Y: T)")
    #expect(shown("  y = Conv (x, 1️⃣)") == "Conv-11 (X: T, [W: T], B?: T) -> (Y: T)")
    #expect(shown("  y = Conv <group = 1> (x, x, 1️⃣)") == "Conv-11 (X: T, W: T, [B?: T]) -> (Y: T)")
    #expect(shown("  y = Conv (x, x, x, 1️⃣)") == "Conv-11 (X: T, W: T, B?: T) -> (Y: T)")
  }

  @Test func variadicInputsStayActive() {
    #expect(shown("  y = Concat <axis = 0> (x, x, 1️⃣)") == "Concat-13 ([inputs...: T]) -> (concat_result: T)")
  }

  @Test func functionsOfTheModel() {
    #expect(shown("  y = local.Twice (x, 1️⃣)") == "Twice (a, [b]) => (c)")
  }

  @Test func onlyBetweenParentheses() {
    #expect(help("  y = Conv 1️⃣(x)") == nil)
    #expect(help("  y = Conv (x)1️⃣") == nil)
  }

  @Test func whatTheInputMayBe() {
    let text = help("  y = Conv (1️⃣")?.parameters[0].documentation.markdown ?? ""
    #expect(text.hasPrefix("`T`: float16, float, double\n\nInput data tensor"))
  }
}
