// libFuzzer target: any text gives a tree whose statements, tokens and errors lie inside it, in order.

internal import SourceText
internal import Syntax

/// Parses, and walks over everything that the tree says about places.
func check(_ bytes: [UInt8]) {
  let tree = Parser.parse(SourceBytes(bytes))
  var end = 0
  for statement in tree.statements {
    demand(statement.start >= end && statement.start <= bytes.count, "statements are not in order")
    end = statement.start
    var last = 0
    for token in tree.tokens[statement.firstToken..<statement.firstToken + statement.tokenCount] {
      let start = Int(token.offset)
      demand(start >= last, "tokens overlap")
      last = start + Int(token.length)
      demand(statement.start + last <= bytes.count, "a token reaches beyond the text")
    }
    demand(statement.firstNode + statement.nodeCount <= tree.nodes.count, "nodes that are not there")
  }
  for error in tree.errors {
    demand(error.range.lowerBound >= 0 && error.range.upperBound <= bytes.count, "an error beyond the text")
    demand(!error.message.isEmpty, "an error without a message")
  }
}

/// Ends the process with a message, in release builds too.
func demand(_ holds: Bool, _ message: String) {
  if !holds { fatalError(message) }
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ once: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_cdecl("LLVMFuzzerTestOneInput")
func once(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  check(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// SwiftPM links an executable with this name in place of `main`.
@_cdecl("fuzz_text_main")
func begin(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, once)
}
