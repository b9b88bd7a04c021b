// The findings in the format of static analysis: SARIF 2.1.0.

internal import Diagnostics
package import JSON
internal import SourceText

/// Writes one run (source: OASIS, "Static Analysis Results Interchange Format Version 2.1.0").
///
/// A place in a text is a region, one in a damaged binary a range of bytes; the field path is a logical location in both.
/// What SARIF has no word for stands in `properties` as in the JSON report.
package struct SARIFReport {
  private let toolVersion: String
  private let rules: [RuleDescription]

  package init(toolVersion: String, rules: [RuleDescription]) {
    self.toolVersion = toolVersion
    self.rules = rules
  }

  /// Writes the whole object.
  package func write(_ files: [FileReport], into json: inout JSONWriter) {
    let rules = completed(for: files)
    let indices = Dictionary(rules.enumerated().map { ($1.code, $0) }) { first, _ in first }
    json.object { json in
      json.member(
        "$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      json.member("version", "2.1.0")
      json.key("runs")
      json.array { json in
        json.object { json in
          json.key("tool")
          json.object { json in
            json.key("driver")
            json.object { json in
              json.member("name", "graven")
              json.member("semanticVersion", toolVersion)
              json.member("rules", each: rules) { Self.write($1, into: &$0) }
            }
          }
          json.member("columnKind", "unicodeCodePoints")
          json.member("artifacts", each: files) { json, file in
            json.object { json in
              json.key("location")
              json.object { $0.member("uri", Self.uri(file.path)) }
            }
          }
          json.key("results")
          json.array { json in
            for (index, file) in files.enumerated() {
              let results = SARIFResults(file: file, artifact: index)
              for diagnostic in file.diagnostics {
                results.write(diagnostic, rule: indices[diagnostic.code], into: &json)
              }
            }
          }
        }
      }
    }
  }

  /// The catalogue, and codes of the findings that it lacks.
  private func completed(for files: [FileReport]) -> [RuleDescription] {
    var rules = rules
    var known = Set(rules.map(\.code))
    for diagnostic in files.lazy.flatMap(\.diagnostics) where known.insert(diagnostic.code).inserted {
      let summary = diagnostic.code.name.split(separator: "-").joined(separator: " ")
      rules.append(
        RuleDescription(code: diagnostic.code, severity: diagnostic.severity, summary: summary, help: summary))
    }
    return rules
  }

  private static func write(_ rule: RuleDescription, into json: inout JSONWriter) {
    json.object { json in
      json.member("id", rule.code.code)
      json.member("name", rule.code.name)
      json.key("shortDescription")
      json.object { $0.member("text", rule.summary) }
      json.key("help")
      json.object { json in
        json.member("text", rule.help)
        json.member("markdown", rule.help)
      }
      json.key("defaultConfiguration")
      json.object { $0.member("level", level(rule.severity)) }
    }
  }

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// A path as a reference: relative as it is given, and a `file:` address from the root (source: RFC 3986, RFC 8089).
  static func uri(_ path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        uri += byte < 0x10 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return uri
  }
}
