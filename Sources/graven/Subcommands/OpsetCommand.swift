internal import ArgumentParser
internal import Inference
internal import JSON
internal import ONNXModel
internal import Operators
internal import Surgery

/// Brings a model to other versions of operator sets.
struct OpsetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opset",
    abstract: "Bring a model to another opset, up or down, without changing what it computes.",
    discussion: """
      Every node that another version of its operator takes over is accounted for: relabelled, because the versions mean \
      the same for it; rewritten; or without an equivalent, with the reason and the nearest opset that has one. Then \
      nothing is written. Functions and subgraphs are included. Without --to: the lowest and the highest opset that the \
      model fits.

      Examples:
        graven opset model.onnx
        graven opset model.onnx --to 13 --plan
        graven opset model.onnx --to 13 -o model-13.onnx
        graven opset model.onnxtxt --to 21 --to com.microsoft=1 --in-place
      """)

  @Argument(help: "The model, in either form.")
  var model: String

  @Option(help: ArgumentHelp("The version to import, of ai.onnx or of another domain.", valueName: "[DOMAIN=]N"))
  var to: [String] = []

  @Flag(help: "Print what becomes of each node, and change nothing.")
  var plan = false

  @OptionGroup var change: ChangeOptions

  func run() throws {
    let targets = try wanted()
    let changed = try ChangedModel(model, change)
    let inference = changed.inference
    if targets.isEmpty { return showRange(inference) }
    let imported = inference.index.imports.first ?? [:]
    for (domain, version) in targets {
      let name = domain.isEmpty ? "ai.onnx" : domain
      guard imported[domain] != nil else { throw Failure("the model does not import \(name)") }
      guard let latest = inference.index.catalog.latestVersion(of: domain), (1...latest).contains(version) else {
        let latest = inference.index.catalog.latestVersion(of: domain)
        throw Failure("\(name) has no version \(version)" + (latest.map { ": the last one known is \($0)" } ?? ""))
      }
    }
    let found = OpsetConversion.plan(inference, to: targets)
    if plan || change.format == .json {
      change.format == .json ? try printJSON(found) : Console.out(table(found.rows))
    } else if !found.blocked.isEmpty {
      Console.error(table(found.blocked))
      Console.error(
        "graven: error: \(found.blocked.count) of \(found.rows.count) nodes have no equivalent; nothing is written")
    }
    guard found.blocked.isEmpty else { throw Outcome.found }
    // The plan as JSON is all that standard output gets.
    let isWritten = change.format == .human || change.output != nil || change.inPlace
    if !plan, isWritten { try changed.write(found.edits) }
  }

  private func wanted() throws -> [String: Int] {
    var targets: [String: Int] = [:]
    for text in to {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count <= 2, let version = parts.last.flatMap({ Int($0) }) else {
        throw ValidationError("--to \(text) is no version: give a number, or DOMAIN=NUMBER")
      }
      let domain = parts.count == 2 ? String(parts[0]) : ""
      targets[ModelIndex.normalized(domain)] = version
    }
    return targets
  }

  // MARK: Output

  private func showRange(_ inference: Inference) {
    for (domain, current) in (inference.index.imports.first ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let latest = inference.index.catalog.latestVersion(of: domain) else { continue }
      let name = domain.isEmpty ? "ai.onnx" : domain
      let (lowest, low) = limit(inference, domain, to: 1, current)
      let (highest, high) = limit(inference, domain, to: latest, current)
      Console.out("\(name) \(current): fits \(lowest) to \(highest)\n")
      if let low { Console.out("  below \(lowest): \(describe(low))\n") }
      if let high { Console.out("  above \(highest): \(describe(high))\n") }
    }
  }

  /// How far a domain's version can go in a direction, and the node that it ends at.
  private func limit(_ inference: Inference, _ domain: String, to end: Int, _ current: Int) -> (Int, OpsetPlan.Row?) {
    var (reached, last): (Int, OpsetPlan.Row?) = (end, nil)
    for row in OpsetConversion.plan(inference, to: [domain: end]).blocked {
      guard case .blocked(_, let nearest) = row.outcome else { continue }
      let near = nearest ?? current
      if end < current ? near > reached : near < reached { (reached, last) = (near, row) }
    }
    return (reached, last)
  }

  private func describe(_ row: OpsetPlan.Row) -> String {
    "\(row.path) \(row.operation): \(reasons(row.outcome))"
  }

  private func reasons(_ outcome: OpsetPlan.Outcome) -> String {
    switch outcome {
    case .relabelled: "relabelled"
    case .rewritten(let notes): notes.isEmpty ? "rewritten" : "rewritten: " + notes.joined(separator: "; ")
    case .blocked(let reasons, let nearest):
      reasons.joined(separator: "; ") + (nearest.map { " (nearest: \($0))" } ?? "")
    }
  }

  private func table(_ rows: [OpsetPlan.Row]) -> String {
    let cells = rows.map { row in
      [
        "\(row.path)", row.name, row.operation, "\(row.from) -> \(row.to.map { "\($0)" } ?? "none")",
        reasons(row.outcome),
      ]
    }
    let widths = (0..<4).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return (padded + [row[4]]).joined(separator: "  ") + "\n"
    }.joined()
  }

  private func printJSON(_ found: OpsetPlan) throws {
    var json = JSONWriter(layout: .compact)
    json.object { json in
      json.member("version", 1)
      json.member("path", model)
      json.member("nodes", each: found.rows) { json, row in
        json.object { json in
          json.member("at", "\(row.path)")
          json.member("name", row.name)
          json.member("operator", row.operation)
          json.member("from", row.from)
          json.member("to", row.to)
          switch row.outcome {
          case .relabelled: json.member("outcome", "relabelled")
          case .rewritten(let notes):
            json.member("outcome", "rewritten")
            json.member("notes", each: notes) { $0.write($1) }
          case .blocked(let reasons, let nearest):
            json.member("outcome", "blocked")
            json.member("reasons", each: reasons) { $0.write($1) }
            json.member("nearest", nearest)
          }
        }
      }
    }
    json.newline()
    try json.bytes.withUnsafeBytes { (bytes) throws in try Console.write(1, bytes) }
  }
}
