internal import CXML
import Glibc

/// Writes an XML document in UTF-8 into memory or into a file, indented by two spaces, well-formed by construction.
///
/// Element and attribute names are written as they are given, with their prefixes: `ram:ID`.
public final class XMLWriter {
  /// Nil: the document goes into a file.
  private let buffer: xmlBufferPtr?
  private let writer: xmlTextWriterPtr
  private let file: OpenFile?

  private struct OpenFile {
    let descriptor: Int32
    let path: String
  }

  public convenience init() {
    guard let buffer = xmlBufferCreate(), let writer = xmlNewTextWriterMemory(buffer, 0) else {
      fatalError("out of memory")
    }
    self.init(buffer, writer, nil)
  }

  /// Writes into a new file as it goes, however long the document gets.
  public convenience init(path: String) throws {
    // Opened here: libxml2 takes a file's name for a URI.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    guard let output = xmlOutputBufferCreateFd(descriptor, nil), let writer = xmlNewTextWriter(output) else {
      fatalError("out of memory")
    }
    self.init(nil, writer, OpenFile(descriptor: descriptor, path: path))
  }

  private init(_ buffer: xmlBufferPtr?, _ writer: xmlTextWriterPtr, _ file: OpenFile?) {
    self.buffer = buffer
    self.writer = writer
    self.file = file
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
  }

  deinit {
    xmlFreeTextWriter(writer)
    if let buffer { xmlBufferFree(buffer) }
    if let file { Glibc.close(file.descriptor) }
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

  /// The whole document, which went into memory; nothing is written afterwards.
  public func finish() -> String {
    xmlTextWriterEndDocument(writer)
    return buffer.map { String(cString: xmlBufferContent($0)) } ?? ""
  }

  /// Ends the document of a file; nothing is written afterwards.
  ///
  /// - Throws: When any of it did not get into the file.
  public func close() throws {
    // What could not be written earlier makes the buffer fail for good.
    guard xmlTextWriterEndDocument(writer) >= 0, xmlTextWriterFlush(writer) >= 0 else {
      throw failure(file?.path ?? "")
    }
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
