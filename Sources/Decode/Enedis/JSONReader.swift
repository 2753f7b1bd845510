import Grid

/// Reads JSON token by token in constant memory: one document, or several behind each other.
///
/// Numbers stay as they are written. Depth and the length of a text are limited; text beyond the limit, and anything
/// that is no JSON, is a `Failure`.
final class JSONReader {
  enum Token {
    case beginObject, endObject, beginArray, endArray
    /// `text` holds it, escapes resolved.
    case key, string
    /// `text` holds it as written.
    case number
    case literal(Bool?)
    /// The end of the input, outside any value.
    case end
  }

  static let depthLimit = 32
  static let textLimit = 1 << 16

  private enum State { case value, firstValue, firstKey, key, separatorInObject, separatorInArray }

  private let source: any ByteSource
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var position = 0
  private var count = 0
  /// One entry a level: whether it is an object.
  private var levels: [Bool] = []
  private var state = State.value
  private var line = 1
  /// Of the token read last: a key, a string, a number.
  private(set) var text: [UInt8] = []

  init(_ source: any ByteSource) { self.source = source }

  deinit { buffer.deallocate() }

  var string: String { String(decoding: text, as: UTF8.self) }

  /// The next token; structure is checked, so that every begin has its end.
  func next() throws -> Token {
    while true {
      guard let byte = try peekPastBlanks() else {
        guard levels.isEmpty else { throw cut() }
        return .end
      }
      switch state {
      case .separatorInObject, .separatorInArray:
        if byte == 0x2C {
          position += 1
          state = state == .separatorInObject ? .key : .value
          continue
        }
        guard byte == (state == .separatorInObject ? 0x7D : 0x5D) else { throw invalid() }
        return try close(byte)
      case .firstKey where byte == 0x7D, .firstValue where byte == 0x5D:
        return try close(byte)
      case .firstKey, .key:
        guard byte == 0x22 else { throw invalid() }
        try readString()
        guard try peekPastBlanks() == 0x3A else { throw try atEnd() ? cut() : invalid() }
        position += 1
        state = .value
        return .key
      case .value, .firstValue:
        return try readValue(byte)
      }
    }
  }

  /// Passes over the value that comes next, or the rest of one whose first token was read.
  func skip(_ first: Token? = nil) throws {
    var depth = 0
    var token = try first ?? next()
    while true {
      switch token {
      case .beginObject, .beginArray: depth += 1
      case .endObject, .endArray: depth -= 1
      case .end: throw cut()
      default: break
      }
      if depth <= 0, !isKey(token) { return }
      token = try next()
    }
  }

  /// A text or number that comes next; nil for null. A value of another kind is passed over, and is nil too.
  func scalar() throws -> [UInt8]? {
    let token = try next()
    switch token {
    case .string, .number: return text
    case .literal(let value): return value.map { Array(($0 ? "true" : "false").utf8) }
    default:
      try skip(token)
      return nil
    }
  }

  private func isKey(_ token: Token) -> Bool {
    if case .key = token { return true }
    return false
  }

  private func readValue(_ byte: UInt8) throws -> Token {
    switch byte {
    case 0x7B, 0x5B:
      position += 1
      guard levels.count < JSONReader.depthLimit else { throw invalid("it is nested too deep") }
      levels.append(byte == 0x7B)
      state = byte == 0x7B ? .firstKey : .firstValue
      return byte == 0x7B ? .beginObject : .beginArray
    case 0x22:
      try readString()
      settle()
      return .string
    case 0x2D, 0x30...0x39:
      try readWord { $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 &- 0x30 < 10 || $0 | 0x20 == 0x65 }
      settle()
      return .number
    case 0x61...0x7A:
      try readWord { (0x61...0x7A).contains($0) }
      settle()
      switch string {
      case "true": return .literal(true)
      case "false": return .literal(false)
      case "null": return .literal(nil)
      default: throw try atEnd() ? cut() : invalid()
      }
    default: throw invalid()
    }
  }

  private func close(_ byte: UInt8) throws -> Token {
    position += 1
    levels.removeLast()
    settle()
    return byte == 0x7D ? .endObject : .endArray
  }

  /// What may come behind a value.
  private func settle() {
    state = levels.last.map { $0 ? .separatorInObject : .separatorInArray } ?? .value
  }

  private func readWord(_ belongs: (UInt8) -> Bool) throws {
    text.removeAll(keepingCapacity: true)
    while let byte = try peek(), belongs(byte) {
      guard text.count < JSONReader.textLimit else { throw invalid("a text is too long") }
      text.append(byte)
      position += 1
    }
  }

  private func readString() throws {
    position += 1
    text.removeAll(keepingCapacity: true)
    while true {
      guard try peek() != nil else { throw cut() }
      // What is plain is copied in one piece.
      var end = position
      while end < count, buffer[end] != 0x22, buffer[end] != 0x5C { end += 1 }
      guard text.count + end - position <= JSONReader.textLimit else { throw invalid("a text is too long") }
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[position..<end]))
      position = end
      guard end < count else { continue }
      position += 1
      if buffer[end] == 0x22 { return }
      switch try take() {
      case let plain where plain == 0x22 || plain == 0x5C || plain == 0x2F: text.append(plain)
      case 0x62: text.append(8)
      case 0x66: text.append(12)
      case 0x6E: text.append(10)
      case 0x72: text.append(13)
      case 0x74: text.append(9)
      case 0x75: try readEscapedUnit()
      default: throw invalid()
      }
    }
  }

  private func readEscapedUnit() throws {
    let unit = try hexadecimal()
    var scalar = Unicode.Scalar(unit)
    if (0xD800..<0xDC00).contains(unit), try peek() == 0x5C {
      position += 1
      guard try take() == 0x75 else { throw invalid() }
      let low = try hexadecimal()
      if (0xDC00..<0xE000).contains(low) {
        scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      }
    }
    text.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
  }

  private func hexadecimal() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try take())).hexDigitValue else { throw invalid() }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private func peekPastBlanks() throws -> UInt8? {
    while let byte = try peek() {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      if byte == 0x0A { line += 1 }
      position += 1
    }
    return nil
  }

  @inline(__always)
  private func peek() throws -> UInt8? {
    if position == count {
      position = 0
      count = try source.read(into: buffer)
      guard count > 0 else { return nil }
    }
    return buffer[position]
  }

  private func take() throws -> UInt8 {
    guard let byte = try peek() else { throw cut() }
    position += 1
    return byte
  }

  private func atEnd() throws -> Bool { try peek() == nil }

  private func cut() -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(source.name) ends in the middle of its JSON", hint: "Was the transfer cut off? Fetch it again.")
  }

  private func invalid(_ detail: String? = nil) -> PlainFailure {
    PlainFailure(.dataRefused, "\(source.name) is no JSON from line \(line) on", detail: detail)
  }
}
