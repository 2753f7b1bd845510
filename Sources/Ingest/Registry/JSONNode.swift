import Decode

/// A value and the way to it; what is not as expected goes into the log.
struct JSONNode {
  let value: JSONValue
  /// `tariffs[0].versions[1].from`; empty for the document.
  let path: String
  let log: FindingLog

  func fail(_ code: String, _ text: String) {
    log.add(value.place, code, path.isEmpty ? text : "\(path): \(text)")
  }

  /// Names and values of an object, in the order of the document.
  var members: [(name: String, node: JSONNode)] {
    guard case .object(let members) = value.content else { return [] }
    return members.map { ($0.key, child($0.key, $0.value)) }
  }

  private func child(_ name: String, _ value: JSONValue) -> JSONNode {
    JSONNode(value: value, path: path.isEmpty ? name : "\(path).\(name)", log: log)
  }

  /// Finds names that mean nothing here.
  func allow(_ names: [String]) {
    guard case .object(let members) = value.content else { return }
    for (name, value) in members where !names.contains(name) {
      child(String(name.prefix(100)), value).fail("unknown-name", "expected \(names.joined(separator: ", "))")
    }
  }

  func member(_ name: String) -> JSONNode? {
    let member = optionalMember(name)
    if member == nil, case .object = value.content { fail("missing-value", "there is no '\(name)'") }
    return member
  }

  /// Nil when it is absent or null.
  func optionalMember(_ name: String) -> JSONNode? {
    guard case .object(let members) = value.content else {
      if !log.findings.contains(where: { $0.line == value.place.line && $0.column == value.place.column }) {
        fail("wrong-type", "an object is expected here")
      }
      return nil
    }
    guard let member = members.first(where: { $0.key == name })?.value else { return nil }
    if case .literal("null") = member.content { return nil }
    return child(name, member)
  }

  var isArray: Bool {
    if case .array = value.content { return true }
    return false
  }

  func elements() -> [JSONNode] {
    guard case .array(let elements) = value.content else {
      fail("wrong-type", "an array is expected here")
      return []
    }
    return elements.enumerated().map { JSONNode(value: $1, path: "\(path)[\($0)]", log: log) }
  }

  func text() -> String? {
    guard case .string(let text) = value.content else {
      fail("wrong-type", "a text is expected here")
      return nil
    }
    let isForbidden = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    if text.isEmpty { fail("missing-value", "the text is empty") }
    if isForbidden { fail("control-character", "a control character in a text") }
    return text
  }

  func decimal(_ form: DecimalForm) -> Int? {
    switch value.content {
    case .string(let text), .number(let text):
      guard let number = form.parse(text) else { break }
      return number
    default: break
    }
    fail(form.code, "this \(form.rule)")
    return nil
  }
}
