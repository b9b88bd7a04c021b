// Writes XML through libxml2, which knows what to escape.

internal import CLibXML2
internal import SourceText

/// Writes one document, element by element.
final class XMLWriter {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  /// Nil where there is no memory for it.
  init?() {
    guard let buffer = xmlBufferCreate() else { return nil }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      return nil
    }
    self.buffer = buffer
    self.writer = writer
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  func element(_ name: String, _ attributes: [(name: String, value: String)], _ content: () -> Void = {}) {
    xmlTextWriterStartElement(writer, name)
    for attribute in attributes { xmlTextWriterWriteAttribute(writer, attribute.name, Self.allowed(attribute.value)) }
    content()
    xmlTextWriterEndElement(writer)
  }

  func text(_ text: String) {
    xmlTextWriterWriteString(writer, Self.allowed(text))
  }

  /// Ends the document and hands it on.
  func finish(into output: inout ByteWriter) {
    xmlTextWriterEndDocument(writer)
    xmlTextWriterFlush(writer)
    guard let content = xmlBufferContent(buffer) else { return }
    output.append(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  /// The text with U+FFFD for what XML can't hold (source: XML 1.0, "Char").
  private static func allowed(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isAllowed = value >= 0x20 && value != 0xFFFE && value != 0xFFFF || [0x9, 0xA, 0xD].contains(value)
      result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
    }
    return result
  }
}
