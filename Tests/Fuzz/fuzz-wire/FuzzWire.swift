// libFuzzer target: any bytes decode or are refused, and what decodes is encoded to the same bytes if it is canonical.

internal import ONNXCoding
internal import ONNXModel

/// Decodes, encodes, and decodes again.
func check(_ bytes: [UInt8]) {
  guard let first = try? ModelDecoder.decode(MemorySource(bytes)) else { return }
  let again = encoded(first.model)
  if first.isCanonical {
    demand(again == bytes, "a canonical model is encoded to other bytes")
    return
  }
  guard let second = try? ModelDecoder.decode(MemorySource(again)) else {
    fatalError("what was encoded does not decode")
  }
  demand(second.isCanonical, "what was encoded is not canonical")
  demand(encoded(second.model) == again, "encoding what was encoded gives other bytes")
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
@_cdecl("fuzz_wire_main")
func begin(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, once)
}
