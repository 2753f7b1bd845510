import Documents
import Grid

/// Everything that one page says, read from the database.
struct HouseholdPage {
  let meter: HouseholdMeter
  /// The days that are the reader's: those asked for, cut to the contracts of the customer that asks.
  let period: Period?
  var places: [HouseholdPlace] = []
  /// Ascending. Days that have not ended are there once something is known of them.
  var days: [HouseholdDay] = []
  var earlier: HouseholdEarlier?
  /// Of the months of the period, and of the same a year before.
  var bills: [HouseholdBill] = []
  var devices: [HouseholdDevice] = []
  /// When the meter has readings at all, where the page has no day.
  var known: (first: LocalDay, last: LocalDay)?

  /// All days together.
  var total: HouseholdSpan { days.reduce(into: HouseholdSpan()) { $0.add($1.span) } }
}

/// A meter, and the days of it that are the customer's who asks.
struct HouseholdMeter: Sendable {
  let id: Int64
  let code: String
  let kind: String
  let firstDay: LocalDay?
  let endDay: LocalDay?

  /// The common part of a period and these days; nil when there is none.
  func days(in period: Period) -> Period? {
    Period(max(period.start, firstDay ?? period.start), min(period.end, endDay ?? period.end))
  }
}

/// A community that a meter belongs to in some days of the page.
struct HouseholdPlace {
  let communityID: Int64
  let code: String
  let name: String
  let zone: String
  let interval: Int
  let period: Period
}

/// The same days of the year before.
struct HouseholdEarlier {
  let period: Period
  var total = HouseholdSpan()
  /// By first day of the month.
  var months: [LocalDay: HouseholdSpan] = [:]

  /// From this share of the readings on, two years are compared.
  static let enough = 95

  var isComplete: Bool { Self.isComplete(total) }

  static func isComplete(_ span: HouseholdSpan) -> Bool {
    span.expected > 0 && span.present * 100 >= span.expected * enough
  }
}

/// What a month was billed, VAT included.
struct HouseholdBill {
  let month: LocalDay
  let isDraft: Bool
  /// Nil: it was not billed.
  let euros: ExactDecimal?
}

/// A device behind the meter.
struct HouseholdDevice {
  let name: String
  let kind: String
  /// Whether a meter of its own measures it.
  var isMetered: Bool
  var days: [HouseholdDay] = []
}
