import Diagnostics
import Testing

@testable import Rules

/// Walks the catalogue: every code has a page, whose examples say the truth.
struct PageTests {
  static let codes = RuleCatalogue.all.map { $0.info.code.code }

  /// The codes that no text can have; tests of their own have their models.
  static let withoutExample: Set<String> = [
    "F001", "F002", "F003", "F004", "F005", "F006", "W011", "K001", "K002", "K003", "K004", "D001", "D002", "D003",
    "D004", "V001",
    "P001", "P002", "P003", "P004",
  ]

  @Test func codesAreUnique() {
    #expect(Set(Self.codes).count == Self.codes.count)
    #expect(Set(RuleCatalogue.all.map { $0.info.code.name }).count == Self.codes.count)
  }

  @Test(arguments: codes)
  func everyCodeHasAPage(_ code: String) throws {
    let page = try #require(RulePage(code), "no page; run generate_pages.py")
    for heading in ["What it means", "Why it is bad", "Example", "How to mend it", "Fix safety", "What others say"] {
      #expect(page.headings.contains(heading))
    }
    if !Self.withoutExample.contains(code) { #expect(page.models.count >= 2) }
  }

  @Test(arguments: codes)
  func examplesAreTrue(_ code: String) throws {
    guard let page = RulePage(code), page.models.count >= 2 else { return }
    let broken = try CheckedText(page.models[0])
    #expect(broken.expectations.contains { $0.code == code }, "the first example marks no \(code)")
    broken.expect(only: [code])
    for text in page.models.dropFirst() {
      let mended = try CheckedText(text)
      mended.expect(only: [code])
      let errors = mended.diagnostics.filter { $0.severity == .error && $0.code.code != code }
      #expect(errors.map { "\($0.code): \($0.message)" } == [], "the mended example\n\(text)")
    }
  }

  @Test(arguments: codes)
  func fixesMend(_ code: String) throws {
    guard let page = RulePage(code), let text = page.models.first else { return }
    let configure = { (model: inout CheckedModel) in model.target = Self.targets[code] }
    let broken = try CheckedText(text, configure)
    if RuleCatalogue.info(code)?.fix == .safe {
      #expect(broken.found(code).contains { $0.fixes.contains { $0.safety == .safe } }, "the catalogue promises a fix")
    }
    try broken.expectFixes(code, configure)
  }

  /// Rules that ask for a target get one.
  static let targets = ["P001": "tensorrt", "P002": "onnxruntime", "P003": "candle", "P004": "candle"]
}
