// The findings for programs: the object of `graven check --format json`.

package import Diagnostics
package import JSON

/// Writes the findings of `check` as one JSON object.
///
/// - Note: Keys, their order and their meaning are documented and have a schema: `formatVersion` rises with every
///   change that breaks a reader.
package struct JSONReport {
  package static let formatVersion = 1

  private let toolVersion: String

  package init(toolVersion: String) {
    self.toolVersion = toolVersion
  }

  /// Writes the whole object.
  package func write(_ files: [FileReport], into json: inout JSONWriter) {
    json.object { json in
      json.member("version", Self.formatVersion)
      json.key("tool")
      json.object { json in
        json.member("name", "graven")
        json.member("version", toolVersion)
      }
      json.member("files", each: files) { write($1, into: &$0) }
      json.key("summary")
      write(ReportSummary(files), into: &json)
    }
  }

  private func write(_ file: FileReport, into json: inout JSONWriter) {
    json.object { json in
      json.member("path", file.path)
      json.member("form", file.form.rawValue)
      json.member("target", file.target)
      json.member("diagnostics", each: file.diagnostics) { Self.write($1, in: file, into: &$0) }
      json.member("suppressed", file.suppressed)
      json.member("fixed", file.fixed)
    }
  }

  private func write(_ summary: ReportSummary, into json: inout JSONWriter) {
    json.object { json in
      json.member("files", summary.files)
      json.member("errors", summary.errors)
      json.member("warnings", summary.warnings)
      json.member("infos", summary.infos)
      json.member("fixed", summary.fixed)
    }
  }

  /// Writes one diagnostic, as `check`, `infer` and `eval` show it; `file` has the text that its ranges are in.
  package static func write(_ diagnostic: Diagnostic, in file: FileReport, into json: inout JSONWriter) {
    json.object { json in
      json.member("code", diagnostic.code.code)
      json.member("name", diagnostic.code.name)
      json.member("severity", diagnostic.severity.rawValue)
      json.member("message", diagnostic.message)
      json.member("at", diagnostic.place.path?.description ?? "")
      write(diagnostic.place.range, in: file, into: &json)
      json.key("bytes")
      if let bytes = diagnostic.place.bytes {
        json.array { json in
          json.write(bytes.lowerBound)
          json.write(bytes.upperBound)
        }
      } else {
        json.writeNull()
      }
      write(diagnostic.node, into: &json)
      json.member("related", each: diagnostic.related) { write($1, in: file, into: &$0) }
      json.member("notes", each: diagnostic.notes) { $0.write($1) }
      json.key("peers")
      json.object { json in
        for peer in Peer.allCases { json.member(peer.rawValue, diagnostic.peers[peer]) }
      }
      json.member("fixes", each: diagnostic.fixes) { write($1, in: file, into: &$0) }
    }
  }

  static func write(_ node: NodeInfo?, into json: inout JSONWriter) {
    json.key("node")
    guard let node else { return json.writeNull() }
    json.object { json in
      json.member("name", text: node.name)
      json.member("op_type", text: node.opType)
      json.member("domain", text: node.domain)
      json.member("since_version", node.sinceVersion)
    }
  }

  private static func write(_ label: Label, in file: FileReport, into json: inout JSONWriter) {
    json.object { json in
      json.member("at", label.place.path?.description ?? "")
      write(label.place.range, in: file, into: &json)
      json.member("message", label.message)
    }
  }

  private static func write(_ fix: Fix, in file: FileReport, into json: inout JSONWriter) {
    json.object { json in
      json.member("title", fix.title)
      json.member("safety", fix.safety.rawValue)
      json.member("applied", fix.isApplied)
      json.member("edits", each: fix.edits) { json, edit in
        json.object { json in
          json.member("at", edit.at.description)
          switch edit.change {
          case .text(let change):
            write(change.range, in: file, into: &json)
            json.member("text", text: change.replacement)
          case .model:
            write(nil, in: file, into: &json)
            json.member("text", edit.preview)
          }
        }
      }
    }
  }

  private static func write(_ range: Range<Int>?, in file: FileReport, into json: inout JSONWriter) {
    json.key("range")
    guard let range, file.source != nil else { return json.writeNull() }
    json.object { json in
      for (name, offset) in [("start", range.lowerBound), ("end", range.upperBound)] {
        guard let position = file.position(at: offset) else { continue }
        json.key(name)
        json.object { json in
          json.member("line", position.line)
          json.member("column", position.column)
          json.member("offset", offset)
        }
      }
    }
  }
}
