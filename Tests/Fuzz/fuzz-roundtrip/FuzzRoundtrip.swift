// libFuzzer target: every model that decodes has a text without errors, and that text builds the same bytes.

internal import Lowering
internal import ONNXCoding
internal import ONNXModel
internal import SourceText
internal import Syntax

/// Decodes, prints, parses, lowers and encodes; in both ways of writing long literals.
func check(_ bytes: [UInt8]) {
  guard let decoded = try? ModelDecoder.decode(MemorySource(bytes)) else { return }
  let wanted = encoded(decoded.model)
  for isDecimal in [false, true] {
    var options = PrintOptions()
    options.weights = .inline
    options.isDecimal = isDecimal
    let tree = Parser.parse(SourceBytes(text(of: decoded.model, options)))
    demand(tree.errors.isEmpty, "the printed text has errors")
    let lowered = ModelLowerer.lower(tree)
    demand(lowered.errors.isEmpty, "the printed text can't be built")
    demand(encoded(lowered.model) == wanted, "the model that came back differs")
  }
}

func text(of model: Model, _ options: PrintOptions) -> [UInt8] {
  do {
    let printed = try ModelPrinter.print(model, options: options)
    var out = printed.pragma(for: model, options)
    try TextWriter.write(printed, of: model) { bytes in out += bytes }
    return out
  } catch {
    fatalError("a model without a text: \(error)")
  }
}

/// A model's bytes, its payloads spliced in.
func encoded(_ model: Model) -> [UInt8] {
  let sources = model.sources
  var out: [UInt8] = []
  let result = ModelEncoder.encode(model)
  do {
    try ModelFileWriter.write(result, sources: sources) { bytes in out += bytes }
  } catch {
    fatalError("a payload can't be read: \(error)")
  }
  return out
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
@_cdecl("fuzz_roundtrip_main")
func begin(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, once)
}
