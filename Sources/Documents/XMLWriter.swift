internal import CXML

/// Writes an XML document in UTF-8 into memory, indented by two spaces, well-formed by construction.
///
/// Element and attribute names are written as they are given, with their prefixes: `ram:ID`.
public final class XMLWriter {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  public init() {
    guard let buffer = xmlBufferCreate(), let writer = xmlNewTextWriterMemory(buffer, 0) else {
      fatalError("out of memory")
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

  /// An element with what `body` writes inside.
  public func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ body: () throws -> Void)
    rethrows
  {
    start(name, attributes)
    try body()
    xmlTextWriterEndElement(writer)
  }

  /// An element with a text; control characters that XML cannot hold become spaces.
  public func element(_ name: String, _ attributes: KeyValuePairs<String, String>, _ text: String) {
    start(name, attributes)
    xmlTextWriterWriteString(writer, XMLWriter.writable(text))
    xmlTextWriterEndElement(writer)
  }

  public func element(_ name: String, _ text: String) { element(name, [:], text) }

  /// An element with a text, or nothing when there is no text.
  public func optional(_ name: String, _ text: String?) {
    if let text { element(name, text) }
  }

  /// The whole document; nothing is written afterwards.
  public func finish() -> String {
    xmlTextWriterEndDocument(writer)
    return String(cString: xmlBufferContent(buffer))
  }

  private func start(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    xmlTextWriterStartElement(writer, name)
    for (key, value) in attributes { xmlTextWriterWriteAttribute(writer, key, XMLWriter.writable(value)) }
  }

  private static func writable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isCharacter($0) }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isCharacter($0) ? $0 : " " }))
  }

  /// The production Char of XML 1.0.
  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
