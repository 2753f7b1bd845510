import Database
import Documents
import Grid

extension Rows.Row {
  /// A numeric or integer column, exactly; NULL is an empty cell, never zero.
  func number(_ name: String) throws -> Cell { try .numeric(optional(name)) }

  func word(_ name: String) -> Cell { optional(name).map { .text($0) } ?? .empty }

  func date(_ name: String) -> Cell { day(name).map { .date(Int($0.number)) } ?? .empty }

  /// A fraction as a number of percent: 0.985 is 98.5.
  func percent(_ name: String) throws -> Cell {
    guard case .decimal(let value) = try number(name), value.scale >= 2 else { return .empty }
    return .decimal(ExactDecimal(unscaled: value.unscaled, scale: value.scale - 2))
  }

  /// What the local clock showed, with its distance to UTC.
  func localTime(_ name: String) -> Cell {
    optional(name) == nil ? .empty : .localTime(int64(name), offset: Int32(int("offset_s")))
  }

  /// A word of state, as people read it.
  func state(_ name: String, in say: PrintLanguage) -> Cell {
    optional(name).map { .text(say.state($0)) } ?? .empty
  }

  /// `98.5 %`, or `no data`: for a sentence.
  func percentText(_ name: String, in say: PrintLanguage = .en) -> String {
    guard let value = optional(name).flatMap({ ExactDecimal($0) }), value.scale >= 2 else {
      return say("no data", fr: "aucune donnée")
    }
    let percent = ExactDecimal(unscaled: value.unscaled, scale: value.scale - 2)
    return say.typeset("\(say.number(percent, places: 1...1)) %")
  }

  /// `12.340`, or `–`: for a sentence.
  func decimalText(_ name: String, places: Int, in say: PrintLanguage = .en) -> String {
    optional(name).flatMap { ExactDecimal($0) }.map { say.number($0, places: places...places) } ?? "–"
  }
}

extension Column {
  /// Kilowatt-hours with their sum below; the cells keep every watt-hour.
  static func energy(_ heading: String, places: Int = 1) -> Column {
    Column(heading, .decimal(places: places), totals: [.sum])
  }

  /// A percentage whose total is the quotient of two sums.
  static func rate(_ heading: String, of part: String, to whole: String) -> Column {
    Column(heading, .percent, totals: [.ratio(of: part, to: whole)])
  }
}

extension Rows.Row {
  /// The cells under `Headings.completeness`.
  func completeness() throws -> [Cell] {
    [try number("expected_count"), try number("measured_count"), try number("completeness")]
  }
}

extension Period {
  /// `2025`, `April 2025` or `avril 2025`, `2025-04-07`, `2025-04-01 to 2025-04-07`: the last day belongs to it.
  func title(in say: PrintLanguage) -> String {
    let months = say == .fr ? Self.frenchMonths : Self.months
    let last = end.advanced(by: -1)
    let (year, month, day) = start.civil
    if isMonth { return "\(months[month - 1]) \(year)" }
    if month == 1, day == 1, end == LocalDay(year: year + 1, month: 1, day: 1) { return "\(year)" }
    return start == last ? "\(start)" : "\(start) \(say("to", fr: "au")) \(last)"
  }

  /// The same in English.
  var title: String { title(in: .en) }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]
}

extension Rows.Row {
  /// Wh as kWh, exactly.
  func kilo(_ name: String) throws -> Cell {
    guard case .decimal(let value) = try number(name) else { return .empty }
    return .decimal(ExactDecimal(unscaled: value.unscaled, scale: value.scale + 3))
  }
}
