internal import Evaluation
internal import Glibc
internal import Inference
internal import JSON

/// How long each node took.
final class RunProfile {
  struct Row {
    var node: NodeID
    var calls = 0
    /// Without the nodes inside.
    var seconds = 0.0
  }

  private var rows: [NodeID: Row] = [:]
  /// Nodes that are running, outermost first: when they began, and how long the nodes inside took.
  private var open: [(node: NodeID, start: Double, inner: Double)] = []

  /// Seconds on a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  func began(_ node: NodeID) { open.append((node, Self.now, 0)) }

  func ended(_ node: NodeID) {
    let now = Self.now
    guard let entry = open.popLast(), entry.node == node else { return }
    let whole = now - entry.start
    if !open.isEmpty { open[open.count - 1].inner += whole }
    rows[node, default: Row(node: node)].calls += 1
    rows[node]?.seconds += whole - entry.inner
  }

  /// The dearest first.
  var sorted: [Row] { rows.values.sorted { ($1.seconds, $0.node) < ($0.seconds, $1.node) } }

  private var total: Double { rows.values.reduce(0) { $0 + $1.seconds } }

  // MARK: Words

  /// A table: operator, node, calls, milliseconds, share.
  func table(_ index: ModelIndex) -> String {
    let total = max(total, 1e-12)
    let cells = sorted.map { row in
      [
        index.operation(row.node).title, Self.name(row.node, index), "\(row.calls)",
        Decimals.text(row.seconds * 1e3, 3),
        Decimals.text(row.seconds / total * 100, 1) + " %",
      ]
    }
    return TextTable.text(
      [["operator", "node", "calls", "ms", "share"]] + cells + [["", "all", "", Decimals.text(total * 1e3, 3), ""]],
      rightAligned: [2, 3, 4])
  }

  private static func name(_ node: NodeID, _ index: ModelIndex) -> String {
    let name = index.node(node).name.map { index.strings.string($0) } ?? ""
    return name.isEmpty ? index.path(of: node).description : name
  }

  func write(into json: inout JSONWriter, _ index: ModelIndex) {
    let total = max(total, 1e-12)
    json.member("profile", each: sorted) { json, row in
      json.object { json in
        json.member("at", index.path(of: row.node).description)
        json.member("operator", index.operation(row.node).title)
        json.member("calls", row.calls)
        json.member("ms", Decimals.rounded(row.seconds * 1e3, 4))
        json.member("share", Decimals.rounded(row.seconds / total, 4))
      }
    }
  }
}
