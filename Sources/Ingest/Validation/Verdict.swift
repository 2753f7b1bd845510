import Database
import Grid

/// What breaks a rule: one stretch of time of a meter's local day.
struct Verdict: Equatable {
  let meterID: Int64
  let day: LocalDay
  let rule: ValidationRule
  /// Nil: the meter, not one register.
  let register: Register?
  /// Seconds since the epoch, half-open.
  let start: Int64
  let end: Int64
  let severity: String
  /// With its unit.
  let threshold: String
  /// A JSON object.
  let evidence: String
}

/// A JSON object of a few facts, in the order given.
struct Facts: ExpressibleByDictionaryLiteral {
  enum Fact: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    case number(Int64)
    /// A decimal number as it is to be written.
    case decimal(String)
    case text(String)
    case texts([String])

    init(integerLiteral value: Int64) { self = .number(value) }
    init(stringLiteral value: String) { self = .text(value) }

    /// mWh as a number of Wh.
    static func wh(_ milliWh: Int64) -> Fact { .decimal(Facts.wh(milliWh)) }

    fileprivate var json: String {
      switch self {
      case .number(let value): String(value)
      case .decimal(let text): text
      case .text(let text): Facts.quoted(text)
      case .texts(let texts): "[" + texts.map(Facts.quoted).joined(separator: ", ") + "]"
      }
    }
  }

  private var facts: [(String, Fact)]

  init(dictionaryLiteral facts: (String, Fact)...) { self.facts = facts }

  mutating func append(_ name: String, _ fact: Fact) { facts.append((name, fact)) }

  var json: String { "{" + facts.map { "\(Facts.quoted($0)): \($1.json)" }.joined(separator: ", ") + "}" }

  fileprivate static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").filter { $0 >= " " } + "\""
  }

  /// mWh as Wh, without zeros at the end: 1500 is `1.5`.
  static func wh(_ milliWh: Int64) -> String {
    let (whole, part) = milliWh.magnitude.quotientAndRemainder(dividingBy: 1000)
    var text = String(whole)
    if part > 0 {
      var decimals = padded(Int(part), 3)
      while decimals.last == "0" { decimals.removeLast() }
      text += "." + decimals
    }
    return (milliWh < 0 ? "-" : "") + text
  }
}

extension [Verdict] {
  /// Puts the verdicts into the session's table.
  func stage(on database: Connection) throws {
    let stage = try CopyWriter("ingest/copy_verdict_stage", fields: 10, on: database)
    for verdict in self {
      try stage.row()
      stage.field(verdict.meterID)
      stage.field(verdict.day)
      stage.field(verdict.day)
      stage.field(verdict.rule.rawValue)
      stage.field(verdict.register?.rawValue ?? 0)
      stage.field(verdict.start)
      stage.field(verdict.end)
      stage.field(verdict.severity)
      stage.field(verdict.threshold)
      stage.field(verdict.evidence)
    }
    try stage.finish()
  }
}
