import Configuration
import Diagnostics
import Testing

struct RuleSelectionTests {
  private let known = [
    DiagnosticCode("S001", "output-shape-wrong"), DiagnosticCode("S007", "baked-batch"),
    DiagnosticCode("S015", "shape-unknown-from-here"), DiagnosticCode("G018", "numeric-name"),
  ]

  /// The codes that are reported of an error S001, a warning S007, and two infos.
  private func reported(
    _ select: [String]?, ignore: [String] = [], severity: [String: Severity] = [:]
  ) throws -> [String] {
    let selection = try RuleSelection(select: select, ignore: ignore, severity: severity, known: known)
    let severities: [Severity] = [.error, .warning, .info, .info]
    return selection.apply(to: zip(known, severities).map { Diagnostic($0, $1, "m", at: .file) }).map {
      "\($0.code.code) \($0.severity)"
    }
  }

  @Test func byDefaultErrorsAndWarnings() throws {
    #expect(try reported(nil) == ["S001 error", "S007 warning"])
    #expect(try reported(nil, severity: ["S015": .warning, "S007": .info]) == ["S001 error", "S015 warning"])
  }

  @Test func infosWhereSelected() throws {
    #expect(try reported(["ALL"]).count == 4)
    #expect(try reported(["S"]) == ["S001 error", "S007 warning", "S015 info"])
    #expect(try reported(["G018"]) == ["G018 info"])
    #expect(try reported([]) == [])
  }

  @Test func ignoreWins() throws {
    #expect(try reported(["ALL"], ignore: ["S"]) == ["G018 info"])
    #expect(try reported(["S001"], ignore: ["S001"]) == [])
  }

  @Test func unknownNamesAreErrorsWithTheNearest() {
    func mistake(_ names: [String]) -> String {
      do {
        _ = try reported(names)
        return "none"
      } catch { return "\(error)" }
    }
    #expect(mistake(["S002"]) == "\"S002\" is no code, group of codes or ALL; write S001")
    #expect(mistake(["baked-batch"]) == "\"baked-batch\" is no code, group of codes or ALL; write S007")
    #expect(mistake(["Z"]) == "\"Z\" is no code, group of codes or ALL; \"graven rules\" lists all")
    #expect(throws: SelectionError.self) { try reported(nil, severity: ["X999": .error]) }
  }

  @Test func listsOnTheCommandLine() {
    #expect(RuleSelection.names(in: "S,G018, ALL") == ["S", "G018", "ALL"])
  }
}
