internal import Numbers
internal import ONNXModel

/// Writes a header, `<key: value, ...>`, which begins with its first key.
struct HeaderWriter {
  /// Whether each key has a line of its own.
  let perLine: Bool
  private var isEmpty = true

  init(perLine: Bool) {
    self.perLine = perLine
  }

  private mutating func key(_ key: StaticString, _ printer: inout ModelPrinter) {
    if isEmpty {
      printer.out.append(UInt8(ascii: "<"))
      if perLine { printer.indent += 1 }
    } else {
      printer.out.append(UInt8(ascii: ","))
      if !perLine { printer.out.append(UInt8(ascii: " ")) }
    }
    if perLine { printer.newline() }
    isEmpty = false
    printer.out.append(key)
    printer.out.append(": ")
  }

  mutating func int(_ key: StaticString, _ value: Int64?, _ printer: inout ModelPrinter) {
    guard let value else { return }
    self.key(key, &printer)
    printer.printInt(value)
  }

  mutating func string(_ key: StaticString, _ value: Text?, _ printer: inout ModelPrinter) {
    guard let value else { return }
    self.key(key, &printer)
    printer.printString(value)
  }

  mutating func opsets(_ opsets: [OperatorSetID], _ printer: inout ModelPrinter) {
    guard !opsets.isEmpty else { return }
    key("opset_import", &printer)
    printer.printOpsets(opsets)
  }

  mutating func entries(_ entries: [Entry], isExtension: Bool, _ printer: inout ModelPrinter) {
    guard !entries.isEmpty else { return }
    key("metadata_props", &printer)
    if isExtension { printer.extend() }
    printer.printEntries(entries)
  }

  mutating func objects<M: Message>(_ key: StaticString, _ messages: [M], _ printer: inout ModelPrinter) {
    guard !messages.isEmpty, !printer.loses(key, "\(key)") else { return }
    self.key(key, &printer)
    printer.printObjects(messages, key)
  }

  mutating func unknown(_ unknown: Text?, _ printer: inout ModelPrinter) {
    guard let unknown, !printer.loses(nil, "unknown fields") else { return }
    key("_unknown", &printer)
    printer.printHex(unknown)
  }

  /// Ends the header; an empty one is written only if asked for.
  func close(always: Bool, endsLine: Bool = true, _ printer: inout ModelPrinter) {
    if isEmpty {
      guard always else { return }
      printer.extend()
      printer.out.append("<>")
    } else {
      if perLine {
        printer.indent -= 1
        printer.newline()
      }
      printer.out.append(UInt8(ascii: ">"))
    }
    if endsLine {
      printer.newline()
    } else {
      printer.out.append(UInt8(ascii: " "))
    }
  }
}
