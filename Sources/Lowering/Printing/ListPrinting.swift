internal import ONNXModel
internal import Syntax

/// Imports, metadata and notes.
extension ModelPrinter {
  mutating func printOpsets(_ opsets: [OperatorSetID]) {
    out.append(UInt8(ascii: "["))
    for (index, opset) in opsets.enumerated() {
      if index > 0 { out.append(", ") }
      printOpset(opset)
    }
    out.append(UInt8(ascii: "]"))
  }

  mutating func printOpset(_ opset: OperatorSetID) {
    let unsets = pragma.unset.contains(.opset)
    if options.isPeer {
      if opset.version == nil || opset.unknown != nil { _ = loses("opset_import", "an incomplete import") }
      printString(opset.domain ?? .empty)
      out.append(" : ")
      return printInt(opset.version ?? 0)
    }
    let isEmpty = opset.domain.map(\.isEmpty) ?? false
    guard let version = opset.version, opset.unknown == nil, !(unsets && isEmpty) else {
      return printObject(opset)
    }
    if let domain = opset.domain {
      printString(domain)
      out.append(UInt8(ascii: " "))
    } else if unsets {
      out.append("\"\" ")
    } else {
      extend()
    }
    out.append(": ")
    printInt(version)
  }

  mutating func printEntries(_ entries: [Entry]) {
    out.append(UInt8(ascii: "["))
    for (index, entry) in entries.enumerated() {
      if index > 0 { out.append(", ") }
      if let key = entry.key, let value = entry.value, entry.unknown == nil {
        printString(key)
        out.append(": ")
        printString(value)
      } else if options.isPeer {
        _ = loses(nil, "an incomplete entry")
        printString(entry.key ?? .empty)
        out.append(": ")
        printString(entry.value ?? .empty)
      } else {
        extend()
        printObject(entry)
      }
    }
    out.append(UInt8(ascii: "]"))
  }

  /// Begins a note: on the same line, or on one of its own.
  private mutating func beginNote(_ word: StaticString, ownLine: Bool) {
    extend()
    if ownLine {
      indent += 1
      newline()
      indent -= 1
    } else {
      out.append(UInt8(ascii: " "))
    }
    out.append(word)
    out.append(UInt8(ascii: " "))
  }

  mutating func printDoc(_ doc: Text?, ownLine: Bool = false) {
    guard let doc, !loses("doc_string", "a doc string") else { return }
    beginNote("@doc", ownLine: ownLine)
    printString(doc)
  }

  mutating func printMeta(_ metadata: [Entry], ownLine: Bool = false) {
    guard !metadata.isEmpty, !loses("metadata_props", "metadata") else { return }
    beginNote("@meta", ownLine: ownLine)
    printEntries(metadata)
  }

  mutating func printDevices(_ devices: [NodeDeviceConfiguration]) {
    guard !devices.isEmpty, !loses("device_configurations", "device configurations") else { return }
    beginNote("@device", ownLine: true)
    printObjects(devices, "device_configurations")
  }

  mutating func printUnknown(_ unknown: Text?, ownLine: Bool = false) {
    guard let unknown, !loses(nil, "unknown fields") else { return }
    beginNote("@unknown", ownLine: ownLine)
    printHex(unknown)
  }

  /// Prints `[ {...}, ... ]`.
  mutating func printObjects<M: Message>(_ messages: [M], _ field: StaticString) {
    extend()
    out.append(UInt8(ascii: "["))
    for (index, message) in messages.enumerated() {
      if index > 0 { out.append(", ") }
      path.append(PathStep(field: field, index: index))
      printObject(message)
      path.removeLast()
    }
    out.append(UInt8(ascii: "]"))
  }
}
