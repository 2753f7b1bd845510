import Documents
import Foundation
import Grid

/// Subject and text of a mail, in plain words of its language.
struct LetterText {
  let subject: String
  /// Lines end with `\n`.
  let body: String

  /// - Parameter signature: The last line; nil: none.
  /// - Throws: `LetterProblem` when the message lacks what its topic tells.
  init(_ letter: Letter, sender signature: String?) throws {
    let words = try LetterWords(letter)
    let (subject, paragraphs) =
      switch letter.topic {
      case .autarky: try words.autarky()
      case .malfunction: try words.malfunction()
      case .demand: try words.demand()
      case .invoice: try words.invoice()
      case .package: try words.package()
      }
    self.subject = words.say.typeset(subject)
    let parts = [words.say("Hello,", fr: "Bonjour,")] + paragraphs + (signature.map { [HeaderText.oneLine($0)] } ?? [])
    body = parts.map(words.say.typeset).joined(separator: "\n\n")
  }
}

/// The members of a letter's message, as its texts show them.
struct LetterWords {
  let say: PrintLanguage
  private let members: [String: Any]

  init(_ letter: Letter) throws {
    say = PrintLanguage(rawValue: letter.language) ?? .fr
    let value = try? JSONSerialization.jsonObject(with: Data(letter.message.utf8))
    guard let members = value as? [String: Any] else {
      throw LetterProblem("its message is no JSON object", isPermanent: true)
    }
    self.members = members
  }

  /// One line of text; nil when the member is missing, null or empty. Numbers as they are written.
  func optional(_ name: String) -> String? {
    let text: String? =
      switch members[name] {
      case let text as String: text
      case let number as NSNumber: number.stringValue
      default: nil
      }
    return text.map(HeaderText.oneLine).flatMap { $0.isEmpty ? nil : $0 }
  }

  func text(_ name: String) throws -> String {
    guard let text = optional(name) else { throw LetterProblem("its message has no '\(name)'", isPermanent: true) }
    return text
  }

  /// Members named `name` of the objects of a list; empty when there is none.
  func list(_ list: String, _ name: String) -> [String] {
    (members[list] as? [[String: Any]] ?? []).compactMap { ($0[name] as? String).map(HeaderText.oneLine) }
  }

  func flag(_ name: String) -> Bool { members[name] as? Bool ?? false }

  func decimal(_ name: String) throws -> ExactDecimal {
    guard let value = try ExactDecimal(text(name)) else {
      throw LetterProblem("'\(name)' of its message is no number", isPermanent: true)
    }
    return value
  }

  func whole(_ name: String) throws -> String { try say.number(decimal(name), places: 0...0) }

  /// `7 April 2025`, `1er avril 2025`.
  func date(_ day: LocalDay) -> String {
    let (year, month, number) = day.civil
    let first = say("1", fr: "1er")
    return "\(number == 1 ? first : "\(number)") \(name(ofMonth: month)) \(year)"
  }

  func day(_ name: String) throws -> String {
    guard let day = try LocalDay(text(name)) else {
      throw LetterProblem("'\(name)' of its message is no day", isPermanent: true)
    }
    return date(day)
  }

  /// A wall clock's `2025-04-07 12:30`, with its offset in an hour that comes twice: `7 April 2025 at 12:30`.
  func time(_ name: String) throws -> String {
    let parts = try text(name).split(separator: " ")
    guard parts.count >= 2, let day = LocalDay(parts[0]) else {
      throw LetterProblem("'\(name)' of its message is no time", isPermanent: true)
    }
    let offset = parts.count > 2 ? " (UTC\(parts[2]))" : ""
    return "\(date(day)) \(say("at", fr: "à")) \(parts[1])\(offset)"
  }

  /// `April 2025`, `7 April 2025`, or `7 April 2025 to 9 April 2025`, the last day included.
  func period(_ name: String) throws -> String {
    let text = try text(name)
    guard let period = Period(text, today: LocalDay(number: 0)) else { return text }
    let last = LocalDay(number: period.end.number - 1)
    let first = period.start.civil
    if first.day == 1, period.end == period.start.startOfNextMonth {
      return "\(self.name(ofMonth: first.month)) \(first.year)"
    }
    if last == period.start { return date(last) }
    return say("\(date(period.start)) to \(date(last))", fr: "du \(date(period.start)) au \(date(last))")
  }

  private func name(ofMonth month: Int) -> String {
    let english = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    let french = [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ]
    return say(english[month - 1], fr: french[month - 1])
  }
}
