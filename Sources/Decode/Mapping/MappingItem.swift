import Foundation
import Grid

/// One value of a mapping's document and the way to it.
struct MappingItem {
  let value: JSONValue
  /// `values[0].factor`.
  let path: String
  let reader: MappingReader

  func fail(_ text: String) { reader.fail(value.place, "invalid-value", "\(path): \(text)") }

  func text(upTo limit: Int = 200) -> String? {
    guard case .string(let text) = value.content, !text.isEmpty, text.utf8.count <= limit else {
      fail("a text of at most \(limit) bytes is expected here")
      return nil
    }
    return text
  }

  /// The name of a mapping, as it is told and stored.
  func code() -> String? {
    guard let text = text(upTo: 60) else { return nil }
    if text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) { return text }
    fail("a name has no blanks")
    return nil
  }

  func texts(mayBeEmpty: Bool = false) -> [String] {
    if case .string = value.content { return text().map { [$0] } ?? [] }
    return elements().compactMap { item in
      if mayBeEmpty, case .string("") = item.value.content { return "" }
      return item.text()
    }
  }

  func choice(_ words: [String]) -> String? {
    if case .string(let text) = value.content, words.contains(text) { return text }
    fail("this is none of \(words.joined(separator: " "))")
    return nil
  }

  func whole(_ range: ClosedRange<Int>) -> Int? {
    if case .number(let text) = value.content, let number = Int(text), range.contains(number) { return number }
    fail("a whole number from \(range.lowerBound) to \(range.upperBound) is expected here")
    return nil
  }

  func decimal() -> ExactDecimal? {
    switch value.content {
    case .number(let text), .string(let text):
      if let number = ExactDecimal(text) { return number }
    default: break
    }
    fail("a decimal number is expected here")
    return nil
  }

  /// Seconds, decimals allowed.
  func tolerance() -> ExactDecimal? {
    guard let number = decimal() else { return nil }
    if number.mantissa >= 0 { return number }
    fail("a number of seconds is not below zero")
    return nil
  }

  func character() -> UInt8? {
    if case .string(let text) = value.content, text.utf8.count == 1, let byte = text.utf8.first, byte != 10, byte != 34,
      byte < 127
    {
      return byte
    }
    fail("one character is expected here, as ; or \\t")
    return nil
  }

  func elements() -> [MappingItem] {
    guard case .array(let elements) = value.content, !elements.isEmpty else {
      fail("a list is expected here")
      return []
    }
    return elements.enumerated().map { MappingItem(value: $1, path: "\(path)[\($0)]", reader: reader) }
  }

  /// The named members, by their names.
  func items(_ allowed: [String]) -> [String: MappingItem] {
    reader.members(value, path, allowed).reduce(into: [:]) { items, member in
      items[member.key] = MappingItem(value: member.value, path: "\(path).\(member.key)", reader: reader)
    }
  }

  func field() -> CSVMapping.Field? {
    switch value.content {
    case .string(let name) where !name.isEmpty: return .name(name)
    case .number(let text):
      if let position = Int(text), (1...CSVMapping.columnLimit).contains(position) { return .position(position) }
    default: break
    }
    fail("a column is its name in the header, or its place from 1")
    return nil
  }

  /// One column, or several that belong together, as day and time.
  func fields() -> [CSVMapping.Field] {
    if case .array = value.content { return elements().compactMap { $0.field() } }
    return field().map { [$0] } ?? []
  }

  func meter() -> CSVMapping.Meter? {
    guard case .object = value.content else { return field().map { .column($0) } }
    guard let fixed = items(["fixed"])["fixed"]?.text(upTo: 100) else {
      fail("'fixed' is expected here: the meter's code")
      return nil
    }
    return .fixed(fixed)
  }

  func stamps() -> [StampForm] {
    let words = texts()
    let forms = words.compactMap { StampForm($0) }
    if forms.count < words.count {
      fail("a stamp is iso, epoch_s, epoch_ms, or a pattern with year, month and day, as dd/MM/yyyy HH:mm")
    }
    return forms.isEmpty ? [.iso] : forms
  }

  func zone() -> String? {
    guard let name = text() else { return nil }
    if LocalClock(zone: name) != nil { return name }
    fail("there is no IANA zone of this name, as Europe/Paris, Etc/GMT-1 or UTC")
    return nil
  }

  func interval() -> CSVMapping.Interval? {
    switch value.content {
    case .string("day"): return .day
    case .string("month"): return .month
    case .number(let text):
      if let seconds = Int64(text), (1...31_622_400).contains(seconds) { return .seconds(seconds) }
    default: break
    }
    fail("an interval is a whole number of seconds, \"day\" or \"month\"")
    return nil
  }

  func quality() -> CSVMapping.QualityColumn? {
    let items = items(["column", "words"])
    guard let column = items["column"]?.field() else {
      if items["column"] == nil { fail("there is no 'column'") }
      return nil
    }
    var words: [String: Quality.Grade?] = [:]
    guard let table = items["words"], case .object(let members) = table.value.content else {
      fail("'words' is expected here: an object of the dump's words and their grades")
      return nil
    }
    for (word, grade) in members {
      let item = MappingItem(value: grade, path: "\(path).words.\(word)", reader: reader)
      guard let letter = item.choice(["A", "E", "S", "F", "M", "?", "none"]) else { continue }
      words.updateValue(Quality.Grade(rawValue: letter), forKey: word)
    }
    return CSVMapping.QualityColumn(column: column, words: words)
  }
}

extension CSVMapping.Encoding {
  func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    switch self {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .windows1252: String(bytes: bytes, encoding: .windowsCP1252)
    }
  }

  func bytes(_ text: String) -> [UInt8] {
    switch self {
    case .utf8: Array(text.utf8)
    case .windows1252: text.data(using: .windowsCP1252).map(Array.init) ?? Array(text.utf8)
    }
  }
}
