import Decode
import Grid

/// Whether a registry file is a JSON document: its name says so, or it begins as no CSV header does.
func isJSON(_ bytes: [UInt8], file: String) -> Bool {
  let first = bytes.first { ![32, 9, 10, 13].contains($0) }
  return file.lowercased().hasSuffix(".json") || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
}

extension JSONNode {
  /// The document of a file; one that is no JSON is refused at once.
  init(document bytes: [UInt8], _ log: FindingLog) throws {
    do {
      self.init(value: try JSONText.parse(bytes), path: "", log: log)
    } catch let problem as JSONProblem {
      log.add(problem.place, "invalid-json", problem.text)
      try log.refuse()
      throw problem
    }
  }

  var place: Place { value.place }

  /// A code that identifies something; nil when it is none.
  func code() -> String? {
    guard let text = text() else { return nil }
    guard let rule = brokenCodeRule(text) else { return text }
    fail("invalid-code", "the code \(rule)")
    return nil
  }

  /// A code that has to be known.
  func reference(_ kind: String, in known: Set<String>) -> String? {
    guard let text = text() else { return nil }
    if known.contains(text) { return text }
    fail("unknown-\(kind)", "there is no \(kind) '\(text.prefix(100))'")
    return nil
  }

  func flag() -> Bool? {
    if case .literal(let word) = value.content, word != "null" { return word == "true" }
    fail("wrong-type", "true or false is expected here")
    return nil
  }

  func choice(of choices: [String]) -> String? {
    guard let text = text() else { return nil }
    if choices.contains(text) { return text }
    fail("unknown-choice", "this is none of \(choices.joined(separator: ", "))")
    return nil
  }

  /// An instant with its offset; weather services leave out the colon of the offset.
  func instant() -> Instant? {
    guard let text = text() else { return nil }
    if let instant = Instant(text) ?? Instant(text.dropLast(2) + ":" + text.suffix(2)) { return instant }
    fail("invalid-instant", "this is no instant with its offset, as 2025-04-07T04:00:00+02:00")
    return nil
  }

  /// A number above zero of any magnitude, up to a limit.
  func positive(upTo limit: Double) -> Double? {
    if case .number(let text) = value.content, let number = Double(text), number > 0, number <= limit { return number }
    fail("invalid-number", "this is not a number above 0, up to \(limit)")
    return nil
  }
}
