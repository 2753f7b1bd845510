import Grid

/// A value that can be bound to `$n`; sent as text, typed by the statement's own cast.
public protocol Parameter {
  /// Nil is NULL.
  var boundText: String? { get }
}

extension String: Parameter { public var boundText: String? { self } }
extension Int: Parameter { public var boundText: String? { String(self) } }
extension Int16: Parameter { public var boundText: String? { String(self) } }
extension Int32: Parameter { public var boundText: String? { String(self) } }
extension Int64: Parameter { public var boundText: String? { String(self) } }
extension Bool: Parameter { public var boundText: String? { self ? "t" : "f" } }
extension LocalDay: Parameter { public var boundText: String? { description } }
extension Instant: Parameter { public var boundText: String? { description } }

extension Period: Parameter {
  /// A `daterange`, half-open.
  public var boundText: String? { "[\(start),\(end))" }
}

extension Optional: Parameter where Wrapped: Parameter {
  public var boundText: String? { self?.boundText }
}

extension Array: Parameter where Element: Parameter {
  /// A PostgreSQL array literal of one dimension; every element quoted, NULLs kept.
  public var boundText: String? {
    var text = "{"
    for (index, element) in enumerated() {
      if index > 0 { text += "," }
      guard let value = element.boundText else {
        text += "NULL"
        continue
      }
      text += "\""
      for character in value.unicodeScalars {
        if character == "\"" || character == "\\" { text += "\\" }
        text.unicodeScalars.append(character)
      }
      text += "\""
    }
    return text + "}"
  }
}
