// The results of one file in SARIF.

internal import Diagnostics
internal import JSON
internal import SourceText

/// Writes the findings of one file.
struct SARIFResults {
  let file: FileReport
  /// The file's number in the run's `artifacts`.
  let artifact: Int

  /// - Parameter rule: the rule's number in the tool's `rules`.
  func write(_ diagnostic: Diagnostic, rule: Int?, into json: inout JSONWriter) {
    json.object { json in
      json.member("ruleId", diagnostic.code.code)
      if let rule { json.member("ruleIndex", rule) }
      json.member("level", SARIFReport.level(diagnostic.severity))
      writeMessage(([diagnostic.message] + diagnostic.notes).joined(separator: "\n"), "message", into: &json)
      json.key("locations")
      json.array { json in
        json.object { write(diagnostic.place, into: &$0) }
      }
      if !diagnostic.related.isEmpty {
        json.member("relatedLocations", each: diagnostic.related.enumerated()) { json, label in
          json.object { json in
            json.member("id", label.offset)
            write(label.element.place, into: &json)
            writeMessage(label.element.message, "message", into: &json)
          }
        }
      }
      let fixes = diagnostic.fixes.filter { !$0.isApplied && Self.edits(of: $0) != nil }
      if !fixes.isEmpty { json.member("fixes", each: fixes) { write($1, into: &$0) } }
      writeProperties(of: diagnostic, into: &json)
    }
  }

  private func writeMessage(_ text: String, _ key: String, into json: inout JSONWriter) {
    json.key(key)
    json.object { $0.member("text", text) }
  }

  // MARK: Places

  /// Writes the members of a location.
  private func write(_ place: Place, into json: inout JSONWriter) {
    json.key("physicalLocation")
    json.object { json in
      writeArtifact(into: &json)
      if let range = place.range, file.source != nil {
        json.key("region")
        write(range, into: &json)
      } else if let bytes = place.bytes {
        json.key("region")
        json.object { json in
          json.member("byteOffset", bytes.lowerBound)
          json.member("byteLength", bytes.count)
        }
      }
    }
    if let path = place.path?.description, !path.isEmpty {
      json.member("logicalLocations", each: [path]) { json, path in
        json.object { $0.member("fullyQualifiedName", path) }
      }
    }
  }

  private func writeArtifact(into json: inout JSONWriter) {
    json.key("artifactLocation")
    json.object { json in
      json.member("uri", SARIFReport.uri(file.path))
      json.member("index", artifact)
    }
  }

  private func write(_ range: Range<Int>, into json: inout JSONWriter) {
    json.object { json in
      guard let start = file.position(at: range.lowerBound), let end = file.position(at: range.upperBound) else {
        return
      }
      json.member("startLine", start.line)
      json.member("startColumn", start.column)
      json.member("endLine", end.line)
      json.member("endColumn", end.column)
    }
  }

  // MARK: Fixes

  private struct Edit {
    var range: Range<Int>
    var text: String
  }

  /// A fix as edits of text; nil where one of them is of a model, or writes what is no UTF-8.
  private static func edits(of fix: Fix) -> [Edit]? {
    var edits: [Edit] = []
    for edit in fix.edits {
      guard case .text(let change) = edit.change,
        let text = String(validating: change.replacement, as: UTF8.self)
      else { return nil }
      edits.append(Edit(range: change.range, text: text))
    }
    return edits.isEmpty ? nil : edits
  }

  private func write(_ fix: Fix, into json: inout JSONWriter) {
    json.object { json in
      writeMessage(fix.title, "description", into: &json)
      json.key("artifactChanges")
      json.array { json in
        json.object { json in
          writeArtifact(into: &json)
          json.member("replacements", each: Self.edits(of: fix) ?? []) { json, edit in
            json.object { json in
              json.key("deletedRegion")
              write(edit.range, into: &json)
              writeMessage(edit.text, "insertedContent", into: &json)
            }
          }
        }
      }
    }
  }

  // MARK: The rest

  private func writeProperties(of diagnostic: Diagnostic, into json: inout JSONWriter) {
    json.key("properties")
    json.object { json in
      json.member("name", diagnostic.code.name)
      JSONReport.write(diagnostic.node, into: &json)
      json.key("peers")
      json.object { json in
        for peer in Peer.allCases { json.member(peer.rawValue, diagnostic.peers[peer]) }
      }
      json.member("fixes", each: diagnostic.fixes) { json, fix in
        json.object { json in
          json.member("title", fix.title)
          json.member("safety", fix.safety.rawValue)
          json.member("applied", fix.isApplied)
        }
      }
    }
  }
}
