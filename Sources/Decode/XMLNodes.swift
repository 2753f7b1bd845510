internal import CXML
import Grid

/// One node of an XML file, as a reader passes it.
struct XMLNode {
  enum Kind {
    case start
    case end
    case text
    /// A text of nothing but blanks, as between elements.
    case blank
  }

  let kind: Kind
  fileprivate let reader: xmlTextReaderPtr

  /// The element's name without its prefix; the same name has the same address.
  var name: UnsafePointer<UInt8> { xmlTextReaderConstLocalName(reader) }
  var tag: String { String(cString: name) }
  var isEmpty: Bool { xmlTextReaderIsEmptyElement(reader) == 1 }
  /// Of an element; empty where it has none.
  var namespace: String { xmlTextReaderConstNamespaceUri(reader).map { String(cString: $0) } ?? "" }
  /// Physical line, from 1; behind the 65,535th that of the parser, which is some lines ahead.
  var line: Int {
    let line = xmlTextReaderCurrentNode(reader).map { xmlGetLineNo($0) } ?? 0
    return line > 0 && line < 65_535 ? line : Int(xmlTextReaderGetParserLineNumber(reader))
  }

  /// Of a text; valid until the next node.
  var text: UnsafeBufferPointer<UInt8> {
    guard let text = xmlTextReaderConstValue(reader) else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
  }

  /// An attribute of an element that starts, without a namespace.
  func attribute(_ name: String) -> String? {
    guard xmlTextReaderMoveToAttribute(reader, name) == 1 else { return nil }
    defer { xmlTextReaderMoveToElement(reader) }
    return xmlTextReaderConstValue(reader).map { String(cString: $0) }
  }
}

/// Reads XML from a source, in bounded memory. Nothing else is opened, and a document type is refused: entities are how
/// a small file becomes a large one, or reads another.
enum XMLNodes {
  static func read(_ source: any ByteSource, _ visit: (XMLNode) throws -> Void) throws {
    let feed = try Bytes(source)
    // Without NOENT entities stay what they are, without HUGE the parser's limits of depth and of single texts hold.
    var options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    if feed.wasWide { options |= Int32(XML_PARSE_IGNORE_ENC.rawValue) }
    let reader = withExtendedLifetime(feed) {
      xmlReaderForIO(
        { context, buffer, count in
          Unmanaged<Bytes>.fromOpaque(context!).takeUnretainedValue().read(buffer, count)
        }, { _ in 0 }, Unmanaged.passUnretained(feed).toOpaque(), nil, nil, options)
    }
    guard let reader else { throw Input.empty(source.name) }
    defer { withExtendedLifetime(feed) { xmlFreeTextReader(reader) } }
    // Some errors are printed in spite of NOERROR.
    xmlTextReaderSetStructuredErrorHandler(reader, { _, _ in }, nil)
    while true {
      let status = xmlTextReaderRead(reader)
      if let error = feed.error { throw error }
      switch status {
      case 0: return
      case 1: break
      default:
        guard feed.count > 0 else { throw Input.empty(source.name) }
        // What was read at once with it may be wrong before it is handed over.
        guard !hasDocumentType(reader) else { throw refusal(source.name) }
        throw PlainFailure(
          .dataRefused, "\(source.name) is no XML from line \(xmlTextReaderGetParserLineNumber(reader)) on",
          hint:
            "Was the transfer cut off, or is it in another encoding than it declares? Nothing of it can be believed.")
      }
      switch xmlTextReaderNodeType(reader) {
      case Int32(XML_READER_TYPE_ELEMENT.rawValue): try visit(XMLNode(kind: .start, reader: reader))
      case Int32(XML_READER_TYPE_END_ELEMENT.rawValue): try visit(XMLNode(kind: .end, reader: reader))
      case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue):
        try visit(XMLNode(kind: .text, reader: reader))
      case Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue), Int32(XML_READER_TYPE_WHITESPACE.rawValue):
        try visit(XMLNode(kind: .blank, reader: reader))
      case Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue): throw refusal(source.name)
      default: break
      }
    }
  }

  private static func hasDocumentType(_ reader: xmlTextReaderPtr) -> Bool {
    // The reader leaves a document that it was asked for.
    guard let document = xmlTextReaderCurrentDoc(reader) else { return false }
    defer { xmlFreeDoc(document) }
    return document.pointee.intSubset != nil
  }

  private static func refusal(_ name: String) -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name) has a document type, and declarations of entities are refused",
      hint: "Take the DOCTYPE out if you trust the file: entities can name other files, or grow without bound.")
  }

  /// A source, as the parser calls it.
  private final class Bytes {
    private let source: any ByteSource
    private(set) var error: (any Error)?
    private(set) var count = 0
    /// Whether the declaration names an encoding of two or four bytes a character, though the text is of single ones: it
    /// was put into UTF-8, by us or by a program of .NET that says UTF-16 of all it writes.
    let wasWide: Bool

    init(_ source: any ByteSource) throws {
      var head = [UInt8](repeating: 0, count: 256)
      let count = try head.withUnsafeMutableBytes { try source.read(into: $0) }
      head.removeLast(head.count - count)
      // Nothing may stand before a declaration.
      head.removeFirst(head.prefix { $0 <= 0x20 }.count)
      self.count = head.count
      self.source = PeekedSource(head, source)
      let declaration = String(decoding: head.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).uppercased()
      wasWide =
        declaration.hasPrefix("<?XML")
        && ["UTF-16", "UTF16", "UCS-2", "UCS2", "UTF-32", "UCS-4"].contains { declaration.contains($0) }
    }

    func read(_ buffer: UnsafeMutablePointer<CChar>?, _ length: Int32) -> Int32 {
      do {
        let count = try source.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(length)))
        self.count += count
        return Int32(count)
      } catch {
        self.error = error
        return -1
      }
    }
  }
}
