internal import Diagnostics
internal import Inference
internal import ONNXModel

/// A function calls itself, directly or through others.
///
/// ## What it means
/// Functions are written out where they are called. One that calls itself has no end.
///
/// ## Why it is bad
/// The model can't be loaded.
///
/// ## Example
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = local.Twice (x)
/// }
///
/// <domain: "local", opset_import: ["" : 17, "local" : 1]>
/// Twice (a) => (b) {  # M009 functions[0]
///   t = Relu (a)
///   b = local.Twice (t)
/// }
/// ```
/// Mended:
/// ```onnxtxt
/// <ir_version: 8, opset_import: ["" : 17, "local" : 1]>
/// g (float[2] x) => (float[2] y) {
///   y = local.Twice (x)
/// }
///
/// <domain: "local", opset_import: ["" : 17]>
/// Twice (a) => (b) {
///   t = Relu (a)
///   b = Relu (t)
/// }
/// ```
///
/// ## How to mend it
/// Write repetition as a `Loop`, or write it out.
///
/// ## Fix safety
/// No fix: what was meant can't be seen.
///
/// ## What others say
/// onnx.checker: `Cycle detected in model-local function references: ... Model-local functions must not be recursive.`
/// ONNX Runtime: `Model local function definitions must not be recursive. Cycle detected: local:Twice -> local:Twice`
enum RecursiveFunction: Rule {
  static let info = RuleInfo("M009", "recursive-function", .error, fix: .manual, "a function calls itself")

  static func check(_ model: CheckedModel) -> [Diagnostic] {
    guard !model.model.functions.isEmpty else { return [] }
    var calls: [[Int]] = Array(repeating: [], count: model.model.functions.count)
    for (number, operation) in model.index.operations.enumerated() {
      guard let callee = operation.function, let node = model.firstNodes[number], model.imports(of: node) > 0 else {
        continue
      }
      calls[model.imports(of: node) - 1].append(callee)
    }
    keepCircles(&calls)
    var reported: Set<Int> = []
    var stepsLeft = mostSteps
    return calls.indices.compactMap { start in
      guard !calls[start].isEmpty, !reported.contains(start), let circle = circle(start, calls, &stepsLeft) else {
        return nil
      }
      reported.formUnion(circle)
      // A circle that is too long to read is told by its beginning.
      let shown = Array(circle.prefix(longest))
      let cut = circle.count > shown.count ? ["... (\(circle.count - shown.count) more)"] : []
      let names = shown.map { model.describe(function: $0) } + cut + [model.describe(function: start)]
      let ids = (shown.map { id($0, model) } + cut + [id(start, model)]).joined(separator: " -> ")
      return model.diagnostic(
        info, "a function calls itself: \(names.joined(separator: " -> "))", at: ModelPath([.init("functions", start)]),
        related: shown.dropFirst().map { Label(.path(ModelPath([.init("functions", $0)])), "on the way") },
        peers: said(
          checker:
            "Cycle detected in model-local function references: \(ids.replacing(":", with: "::")). Model-local functions must not be recursive.",
          runtime: "Model local function definitions must not be recursive. Cycle detected: \(ids)"))
    }
  }

  private static let longest = 64

  private static func id(_ number: Int, _ model: CheckedModel) -> String {
    let function = model.model.functions[number]
    return "\(model.text(function.domain)):\(model.text(function.name))"
  }

  /// Looking for the shortest ways ends here: each may lead through all functions.
  private static let mostSteps = 1_000_000

  /// Takes away calls of functions that call nothing that is left: what stays leads to a circle.
  private static func keepCircles(_ calls: inout [[Int]]) {
    var callers: [[Int]] = Array(repeating: [], count: calls.count)
    for (caller, callees) in calls.enumerated() { for callee in callees { callers[callee].append(caller) } }
    var open = calls.map(\.count)
    var done = calls.indices.filter { open[$0] == 0 }
    while let callee = done.popLast() {
      for caller in callers[callee] {
        open[caller] -= 1
        if open[caller] == 0 { done.append(caller) }
      }
    }
    for number in calls.indices { calls[number] = open[number] == 0 ? [] : calls[number].filter { open[$0] > 0 } }
  }

  /// A shortest way from a function back to itself.
  private static func circle(_ start: Int, _ calls: [[Int]], _ stepsLeft: inout Int) -> [Int]? {
    var before: [Int: Int] = [:]
    var queue = [start]
    var at = 0
    while at < queue.count {
      let current = queue[at]
      at += 1
      stepsLeft -= calls[current].count
      guard stepsLeft > 0 else { return nil }
      for callee in calls[current] {
        if callee == start {
          var circle = [current]
          while let previous = before[circle[circle.count - 1]] { circle.append(previous) }
          return circle.reversed()
        }
        if before[callee] == nil {
          before[callee] = current
          queue.append(callee)
        }
      }
    }
    return nil
  }
}
