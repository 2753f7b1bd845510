internal import CXML
import Glibc

/// An element that was asked for, with the texts of what is in it.
public final class XMLRecord {
  /// Without its prefix.
  public let name: String
  /// The record that it is in; its fields are those read so far.
  public let parent: XMLRecord?
  private var fields: [String: [String]] = [:]

  init(name: String, parent: XMLRecord?) {
    self.name = name
    self.parent = parent
  }

  /// The first text below a path of names, `Amt` or `Refs/EndToEndId`; of an attribute `Amt@Ccy`. White space at both ends is
  /// taken off, and an empty text is none.
  public subscript(path: String) -> String? { fields[path]?.first }

  /// All texts below a path, in their order.
  public func all(_ path: String) -> [String] { fields[path] ?? [] }

  func add(_ text: String, at path: String) {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return }
    fields[path, default: []].append(String(text[first...last]))
  }
}

/// An XML file cannot be read to its end.
public enum XMLFailure: Error, Equatable {
  case cannotRead(String)
  /// Not well-formed, or more than the limits of libxml2 allow.
  case malformed(line: Int)
  /// It has a document type: entities are how a small file becomes a large one, or reads another.
  case documentType(line: Int)
}

/// Reads an XML file from its beginning to its end, in bounded memory, element by element.
///
/// Nothing outside the file is opened, and a file with a document type is refused.
public struct XMLReader {
  let path: String

  public init(_ path: String) { self.path = path }

  /// The root element's name, without its prefix, and its namespace.
  public func root() throws -> (name: String, namespace: String) {
    var found: (String, String)?
    try read { reader in
      guard xmlTextReaderNodeType(reader) == elementStart else { return true }
      found = (name(of: reader), text(xmlTextReaderConstNamespaceUri(reader)))
      return false
    }
    guard let found else { throw XMLFailure.malformed(line: 1) }
    return found
  }

  /// Hands over each element of some names when it ends: what is inside another one comes before that one.
  ///
  /// - Parameter names: Elements that are records of their own, without prefixes; their texts are not among those of the
  ///   record around them.
  public func records(_ names: Set<String>, _ body: (XMLRecord) throws -> Void) throws {
    var open: [XMLRecord] = []
    /// Names from the innermost record down to where the reader is, and the text there.
    var path: [String] = []
    var value = ""
    /// The paths within the records around it.
    var outer: [[String]] = []
    func close() throws {
      if let last = open.last, path.isEmpty {
        open.removeLast()
        path = last.parent == nil ? [] : outer.removeLast()
        try body(last)
      } else if let record = open.last {
        record.add(value, at: path.joined(separator: "/"))
        path.removeLast()
      }
      value = ""
    }
    try read { reader in
      switch xmlTextReaderNodeType(reader) {
      case elementStart:
        let name = name(of: reader)
        let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        value = ""
        if names.contains(name) {
          if !open.isEmpty { outer.append(path) }
          open.append(XMLRecord(name: name, parent: open.last))
          path = []
        } else if open.isEmpty {
          return true
        } else {
          path.append(name)
        }
        addAttributes(of: reader, to: open.last!, path: path)
        if isEmpty { try close() }
      case elementEnd where !open.isEmpty: try close()
      case textNode, cdataNode: value += text(xmlTextReaderConstValue(reader))
      default: break
      }
      return true
    }
  }

  private func addAttributes(of reader: xmlTextReaderPtr, to record: XMLRecord, path: [String]) {
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      record.add(text(xmlTextReaderConstValue(reader)), at: "\(path.joined(separator: "/"))@\(name(of: reader))")
    }
    xmlTextReaderMoveToElement(reader)
  }

  /// Visits every node until `visit` has seen enough.
  private func read(_ visit: (xmlTextReaderPtr) throws -> Bool) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw XMLFailure.cannotRead(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw XMLFailure.cannotRead("it is a folder")
    }
    // Without NOENT entities stay what they are, without HUGE the limits of the parser hold.
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    guard let reader = xmlReaderForFd(descriptor, nil, nil, options) else { throw XMLFailure.malformed(line: 1) }
    defer { xmlFreeTextReader(reader) }
    while true {
      switch xmlTextReaderRead(reader) {
      case 0: return
      case 1:
        guard xmlTextReaderNodeType(reader) != documentType else {
          throw XMLFailure.documentType(line: Int(xmlTextReaderGetParserLineNumber(reader)))
        }
        guard try visit(reader) else { return }
      default: throw XMLFailure.malformed(line: Int(xmlTextReaderGetParserLineNumber(reader)))
      }
    }
  }
}

private let elementStart = Int32(XML_READER_TYPE_ELEMENT.rawValue)
private let elementEnd = Int32(XML_READER_TYPE_END_ELEMENT.rawValue)
private let textNode = Int32(XML_READER_TYPE_TEXT.rawValue)
private let cdataNode = Int32(XML_READER_TYPE_CDATA.rawValue)
private let documentType = Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue)

private func name(of reader: xmlTextReaderPtr) -> String { text(xmlTextReaderConstLocalName(reader)) }

private func text(_ characters: UnsafePointer<xmlChar>?) -> String { characters.map { String(cString: $0) } ?? "" }
