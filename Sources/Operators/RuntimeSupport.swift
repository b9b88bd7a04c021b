/// What a runtime says of one operator.
package struct RuntimeSupport: Sendable, Hashable {
  package enum Level: Sendable {
    case supported, partly, unsupported
  }

  package let level: Level
  /// The versions of the operator set, `Int.max` where there is no end; empty if the runtime does not say.
  package let opsets: [ClosedRange<Int>]
  /// The element types, as the runtime writes them; empty if it does not say.
  package let types: [String]
  /// What it leaves out, in its words; empty if it does not say.
  package let limits: String
}

/// A runtime that the tables know.
package struct RuntimeInfo: Sendable, Hashable {
  package let name: String
  /// The repository that the facts are from: `sonos/tract`.
  package let repository: String
  /// The commit and its day.
  package let commit: String
  package let document: String
}

extension OperatorCatalog {
  /// The name that `kernels(of:domain:)` answers for.
  package static let onnxRuntime = "onnxruntime"

  /// The runtimes other than ONNX Runtime, by name.
  package var runtimes: [RuntimeInfo] {
    let file = BlockFile.runtimes
    var result: [RuntimeInfo] = []
    file.forEachBlock { block in
      var reader = file.lines(block)
      guard let fields = reader.next()?.fields, fields.count > 3 else { return }
      result.append(
        RuntimeInfo(
          name: fields[0].string, repository: fields[1].string, commit: fields[2].string, document: fields[3].string))
    }
    return result
  }

  /// What a runtime says of an operator; nil if it says nothing.
  ///
  /// tract and candle are known by the operators that their import code names, so silence means no support there. None
  /// of the runtimes names domains.
  package func support(of name: String, domain: String = "", in runtime: String) -> RuntimeSupport? {
    guard ["", "ai.onnx.ml", "com.microsoft"].contains(Self.domain(domain)) else { return nil }
    let file = BlockFile.runtimes
    guard let block = file.blocks(key: Array(runtime.utf8)).first else { return nil }
    let wanted = Array(name.utf8)
    var reader = file.lines(block)
    let isComplete = reader.next().map { $0.fields.count > 4 } ?? false
    while let line = reader.next() {
      let fields = line.fields
      if fields.first?.elementsEqual(wanted) == true { return Self.support(line.mark, fields) }
    }
    return isComplete ? RuntimeSupport(level: .unsupported, opsets: [], types: [], limits: "") : nil
  }

  private static func support(_ mark: UInt8, _ fields: [UnsafeBufferPointer<UInt8>]) -> RuntimeSupport {
    func list(_ index: Int) -> [Substring] {
      index < fields.count ? fields[index].string.split(separator: ",") : []
    }
    return RuntimeSupport(
      level: mark == UInt8(ascii: "+") ? .supported : mark == UInt8(ascii: "~") ? .partly : .unsupported,
      opsets: list(1).compactMap { text in
        let ends = text.split(separator: "-").map { $0 == "*" ? Int.max : Int($0) ?? 0 }
        guard let first = ends.first, let last = ends.last, first <= last else { return nil }
        return first...last
      },
      types: list(2).map(String.init), limits: fields.count > 3 ? fields[3].unescaped : "")
  }
}
