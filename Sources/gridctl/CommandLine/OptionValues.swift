import Foundation
import Grid

/// What the user typed for one command, and what the environment adds.
struct OptionValues {
  let command: any Command.Type
  private var values: [String: String] = [:]
  /// Options that were typed, whatever the environment says.
  private var typed: Set<String> = []
  private(set) var operands: [String] = []

  /// - Parameter words: The words after the command's name.
  init(_ words: ArraySlice<String>, for command: any Command.Type) throws {
    self.command = command
    let known = command.options + Option.common
    for option in known where option.value != nil {
      values[option.name] = ProcessInfo.processInfo.environment[option.environmentName]
    }
    var rest = words
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word != "--" else {
        if word == "--" {
          operands += rest
          break
        }
        guard word == "-" || !word.hasPrefix("-") else { throw unknown(word, among: known) }
        operands.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let option = known.first(where: { $0.name == parts[0] }) else {
        throw unknown("--\(parts[0])", among: known)
      }
      typed.insert(option.name)
      if option.value == nil {
        guard parts.count == 1 else { throw UsageFailure("--\(option.name) takes no value") }
        values[option.name] = ""
      } else if parts.count == 2 {
        values[option.name] = String(parts[1])
      } else if let value = rest.popFirst() {
        values[option.name] = value
      } else {
        throw UsageFailure("--\(option.name) needs a value", hint: "\(option.name): \(option.help)")
      }
    }
    guard operands.isEmpty || !command.operands.isEmpty || has(.help) else {
      throw UsageFailure("'\(command.name)' takes no '\(operands[0])'", hint: "See 'gridctl help \(command.name)'.")
    }
  }

  private func unknown(_ word: String, among known: [Option]) -> UsageFailure {
    let near = nearest(String(word.drop { $0 == "-" }), among: known.map(\.name))
    return UsageFailure(
      "'\(command.name)' has no option '\(word)'",
      hint: near.map { "Did you mean '--\($0)'?" } ?? "See 'gridctl help \(command.name)'.")
  }

  func has(_ option: Option) -> Bool { values[option.name] != nil }

  /// Whether an option was typed, where everybody on the machine can read it.
  func isTyped(_ option: Option) -> Bool { typed.contains(option.name) }

  func text(_ option: Option) -> String? { values[option.name] }

  func required(_ option: Option) throws -> String {
    guard let text = values[option.name] else {
      throw UsageFailure("'\(command.name)' needs --\(option.name)", hint: "\(option.name): \(option.help)")
    }
    return text
  }

  func instant(_ option: Option) throws -> Instant? {
    guard let text = values[option.name] else { return nil }
    guard let instant = Instant(text) else {
      throw UsageFailure(
        "--\(option.name) is no instant: '\(text)'", hint: "Write it with its offset, as 2025-04-07T04:00:00+02:00.")
    }
    return instant
  }

  func day(_ option: Option) throws -> LocalDay {
    let text = try required(option)
    guard let day = LocalDay(text) else {
      throw UsageFailure("--\(option.name) is no day: '\(text)'", hint: "Write it as 2025-04-07.")
    }
    return day
  }

  /// A number of days; nil when the option is not there.
  func dayCount(_ option: Option, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = values[option.name] else { return nil }
    guard let days = Int(text), range.contains(days) else {
      throw UsageFailure("--\(option.name) is a number of days, \(range.lowerBound) to \(range.upperBound)")
    }
    return days
  }

  /// Seconds of a length of time, written `90s`, `15min`, `48h` or `7d`; nil when the option is not there.
  func duration(_ option: Option, in range: ClosedRange<Int> = 0...10 * 366 * 86_400) throws -> Int? {
    guard let text = values[option.name] else { return nil }
    let units = [("min", 60), ("h", 3600), ("d", 86_400), ("s", 1)]
    guard let (suffix, unit) = units.first(where: { text.hasSuffix($0.0) }),
      let count = Int(text.dropLast(suffix.count)), count <= range.upperBound / unit, range.contains(count * unit)
    else {
      throw UsageFailure(
        "--\(option.name) is no length of time: '\(text)'", hint: "Write it as 15min, 48h or 7d.")
    }
    return count * unit
  }

  /// A number of bytes, written `500M` or `4G`; nil when the option is not there.
  func byteCount(_ option: Option) throws -> Int64? {
    guard let text = values[option.name] else { return nil }
    let units: [(String, Int64)] = [("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30), ("T", 1 << 40), ("", 1)]
    guard let (suffix, unit) = units.first(where: { text.uppercased().hasSuffix($0.0) }),
      let count = Int64(text.dropLast(suffix.count)), count > 0, count <= .max / unit
    else {
      throw UsageFailure("--\(option.name) is no size: '\(text)'", hint: "Write it as 500M or 4G.")
    }
    return count * unit
  }

  /// One of the words that an option may be; nil when it is not there.
  func choice<Choice: RawRepresentable & CaseIterable>(_ option: Option, of: Choice.Type = Choice.self) throws
    -> Choice?
  where Choice.RawValue == String {
    guard let text = values[option.name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw UsageFailure(
        "--\(option.name) cannot be '\(text)'",
        hint: "One of: \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return choice
  }

  /// The operands, at least one of them.
  func requiredOperands() throws -> [String] {
    guard !operands.isEmpty else {
      throw UsageFailure("'\(command.name)' needs \(command.operands)", hint: "See 'gridctl help \(command.name)'.")
    }
    return operands
  }
}

/// The candidate that is closest to a word, when it is close: at most a third of its letters differ.
func nearest(_ word: String, among candidates: [String]) -> String? {
  let ranked = candidates.map { (distance: editDistance(word, $0), candidate: $0) }.min { $0.distance < $1.distance }
  guard let ranked, ranked.distance <= max(1, word.count / 3) else { return nil }
  return ranked.candidate
}

/// Levenshtein distance.
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let next = min(diagonal + (letter == b[j] ? 0 : 1), row[j] + 1, row[j + 1] + 1)
      diagonal = row[j + 1]
      row[j + 1] = next
    }
  }
  return row[b.count]
}
