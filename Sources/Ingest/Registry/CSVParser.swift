/// Cuts CSV text into records: RFC 4180 with `,` or `;`, LF or CRLF, and line breaks inside quotes.
///
/// Blank lines and lines that start with `#` are skipped. Unquoted fields lose the spaces around them.
struct CSVParser {
  struct Record {
    /// Physical line on which the record starts, 1-based.
    let line: Int
    var fields: [String] = []
    /// What is wrong with the record's form; the rest of its line was skipped.
    var problem: (column: Int, code: String, text: String)?
  }

  private let bytes: [UInt8]
  let delimiter: UInt8
  private var at = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// - Parameter bytes: Valid UTF-8. A `;` in the first line that is no comment makes `;` the delimiter.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let first = bytes.split(separator: CSVParser.newline).first { line in
      line.first != UInt8(ascii: "#") && line.contains { $0 > UInt8(ascii: " ") }
    }
    delimiter = first?.contains(UInt8(ascii: ";")) == true ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }

  /// The next record; nil at the end.
  mutating func next() -> Record? {
    skipEmptyLines()
    guard at < bytes.count else { return nil }
    var record = Record(line: line)
    while true {
      let column = record.fields.count + 1
      let isQuoted = at < bytes.count && bytes[at] == CSVParser.quote
      let (field, problem) = isQuoted ? quotedField() : plainField()
      record.fields.append(field)
      if let problem {
        record.problem = (column, problem.code, problem.text)
        skipLine()
        return record
      }
      guard at < bytes.count, bytes[at] == delimiter else { break }
      at += 1
    }
    skipLine()
    return record
  }

  private typealias Field = (text: String, problem: (code: String, text: String)?)

  private mutating func plainField() -> Field {
    let start = at
    while at < bytes.count, bytes[at] != delimiter, !isAtLineEnd {
      if bytes[at] == CSVParser.quote {
        return ("", ("stray-quote", "a quote inside a field; put the field in quotes and write it twice"))
      }
      at += 1
    }
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let trimmed = bytes[start..<at].drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return checked(Array(trimmed))
  }

  private mutating func quotedField() -> Field {
    var field: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == CSVParser.newline { line += 1 }
      guard byte == CSVParser.quote else {
        // A line break inside quotes is LF, whatever the file's line ends.
        let isHalfOfLineEnd = byte == CSVParser.carriageReturn && at < bytes.count && bytes[at] == CSVParser.newline
        if !isHalfOfLineEnd { field.append(byte) }
        continue
      }
      if at < bytes.count, bytes[at] == CSVParser.quote {
        field.append(byte)
        at += 1
        continue
      }
      guard at == bytes.count || bytes[at] == delimiter || isAtLineEnd else {
        return ("", ("stray-quote", "text after a closing quote; write a quote inside a field twice"))
      }
      return checked(field)
    }
    return ("", ("unterminated-quote", "a quote is opened here and never closed"))
  }

  /// Control characters are mistakes; NUL would end the text halfway in PostgreSQL.
  private func checked(_ field: [UInt8]) -> Field {
    let isForbidden = field.contains { ($0 < 0x20 && $0 != CSVParser.newline && $0 != 9) || $0 == 0x7F }
    let problem = isForbidden ? ("control-character", "a control character in a field") : nil
    return (String(decoding: field, as: UTF8.self), problem)
  }

  private var isAtLineEnd: Bool {
    bytes[at] == CSVParser.newline
      || (bytes[at] == CSVParser.carriageReturn && (at + 1 == bytes.count || bytes[at + 1] == CSVParser.newline))
  }

  private mutating func skipLine() {
    while at < bytes.count, bytes[at] != CSVParser.newline { at += 1 }
    guard at < bytes.count else { return }
    at += 1
    line += 1
  }

  private mutating func skipEmptyLines() {
    while at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] != CSVParser.newline { end += 1 }
      let text = bytes[at..<end]
      guard text.first == UInt8(ascii: "#") || text.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) else { return }
      skipLine()
    }
  }
}
