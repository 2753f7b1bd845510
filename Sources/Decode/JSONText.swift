/// A value of a JSON document that knows where it is written and keeps its numbers as they are written.
///
/// Foundation's decoders forget both: a finding could not name its line, and a price would pass through binary fractions.
public struct JSONValue {
  public indirect enum Content {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    /// The number's own characters.
    case number(String)
    case literal(String)
  }

  public let place: Place
  public let content: Content
}

public struct JSONProblem: Error {
  public let place: Place
  public let text: String
}

/// Where something is written in a file.
public struct Place: Equatable, Sendable {
  /// Physical line, 1-based, the header included.
  public let line: Int
  /// Field of a CSV line or character of a JSON line, 1-based; nil: the whole line.
  public var column: Int?

  public init(line: Int, column: Int? = nil) {
    self.line = line
    self.column = column
  }
}

/// A strict reader of RFC 8259, on valid UTF-8. Names that repeat in one object are refused.
public struct JSONText {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0

  public static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    var text = JSONText(bytes: bytes)
    let value = try text.value()
    text.skipSpace()
    guard text.at == bytes.count else { throw text.problem("text after the end of the document") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var place: Place { Place(line: line, column: at - lineStart + 1) }

  private func problem(_ text: String) -> JSONProblem { JSONProblem(place: place, text: text) }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 {
      at += 1
      if byte == 10 {
        line += 1
        lineStart = at
      }
    }
  }

  /// Takes a character if it is next, after white space.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func value() throws(JSONProblem) -> JSONValue {
    skipSpace()
    let place = place
    switch next {
    case UInt8(ascii: "{"): return JSONValue(place: place, content: .object(try object()))
    case UInt8(ascii: "["): return JSONValue(place: place, content: .array(try array()))
    case UInt8(ascii: "\""): return JSONValue(place: place, content: .string(try string()))
    case let byte? where byte == UInt8(ascii: "-") || (48...57).contains(byte):
      return JSONValue(place: place, content: .number(try number()))
    default:
      for word in ["true", "false", "null"] where bytes[at...].starts(with: word.utf8) {
        at += word.utf8.count
        return JSONValue(place: place, content: .literal(word))
      }
      throw problem("a JSON value is expected here")
    }
  }

  private mutating func enter() throws(JSONProblem) {
    depth += 1
    guard depth <= 64 else { throw problem("nested too deeply") }
    at += 1
  }

  private mutating func object() throws(JSONProblem) -> [(key: String, value: JSONValue)] {
    try enter()
    defer { depth -= 1 }
    var members: [(key: String, value: JSONValue)] = []
    if take("}") { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("a name in quotes is expected here") }
      let start = place
      let key = try string()
      guard !members.contains(where: { $0.key == key }) else {
        throw JSONProblem(place: start, text: "the object has this name twice")
      }
      guard take(":") else { throw problem("':' is expected here") }
      members.append((key, try value()))
    } while take(",")
    guard take("}") else { throw problem("',' or '}' is expected here") }
    return members
  }

  private mutating func array() throws(JSONProblem) -> [JSONValue] {
    try enter()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    if take("]") { return elements }
    repeat { elements.append(try value()) } while take(",")
    guard take("]") else { throw problem("',' or ']' is expected here") }
    return elements
  }

  private mutating func digits() -> Int {
    let start = at
    while let byte = next, (48...57).contains(byte) { at += 1 }
    return at - start
  }

  private mutating func number() throws(JSONProblem) -> String {
    let start = at
    if next == UInt8(ascii: "-") { at += 1 }
    let startsWithZero = next == UInt8(ascii: "0")
    let count = digits()
    guard count == 1 || (count > 1 && !startsWithZero) else { throw problem("a number is expected here") }
    if next == UInt8(ascii: ".") {
      at += 1
      guard digits() > 0 else { throw problem("a digit is expected here") }
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      guard digits() > 0 else { throw problem("a digit is expected here") }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func string() throws(JSONProblem) -> String {
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      guard byte >= 0x20 else { throw problem("a control character in a text") }
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { text += try escape().utf8 } else { text.append(byte) }
    }
    throw problem("a quote is never closed")
  }

  private mutating func escape() throws(JSONProblem) -> String {
    let simple: [UInt8: String] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
      UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    guard let byte = next else { throw problem("a quote is never closed") }
    at += 1
    if let text = simple[byte] { return text }
    guard byte == UInt8(ascii: "u") else { throw problem("no such escape") }
    var units = [try unit()]
    if UTF16.isLeadSurrogate(units[0]), bytes[at...].starts(with: "\\u".utf8) {
      at += 2
      units.append(try unit())
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw problem("half a character") }
    return text
  }

  private mutating func unit() throws(JSONProblem) -> UInt16 {
    guard at + 4 <= bytes.count, bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits are expected here") }
    at += 4
    return unit
  }
}
