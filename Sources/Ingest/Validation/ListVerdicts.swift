import Database
import Grid

/// A verdict as it is stored.
public struct StoredVerdict: Sendable {
  public let community: String
  public let meter: String
  /// Nil: the meter, not one register.
  public let register: Register?
  public let day: LocalDay
  public let rule: String
  public let severity: String
  /// Half-open.
  public let start: Instant
  public let end: Instant
  public let threshold: String
  /// A JSON object.
  public let evidence: String
  public let openedAt: Instant
  /// Nil: open.
  public let closedAt: Instant?
}

/// Open verdicts, and closed ones where asked for, by community, meter and time. Nil: all.
public func verdicts(
  community: String?, meter: String?, rule: ValidationRule?, period: Period?, closed: Bool, on database: Connection
) throws -> [StoredVerdict] {
  try database.query("ingest/verdicts", community, meter, rule?.rawValue, period, closed).map { row in
    StoredVerdict(
      community: row.text("community"), meter: row.text("meter"),
      register: Register(rawValue: Int16(row.int("register"))),
      day: row.day("day")!, rule: row.text("rule"), severity: row.text("severity"),
      start: Instant(seconds: row.int64("starts_s")), end: Instant(seconds: row.int64("ends_s")),
      threshold: row.text("threshold"), evidence: row.text("evidence"),
      openedAt: Instant(seconds: row.int64("opened_s")),
      closedAt: row.optional("closed_s").flatMap { Int64($0) }.map { Instant(seconds: $0) })
  }
}

/// Verdicts of one rule.
public struct VerdictCount: Sendable {
  public let rule: String
  /// By runs of one clock.
  public let opened, closed: Int
  public let open: Int
  /// Meters with an open one.
  public let meters: Int
}

/// How many verdicts there are by rule, and what the runs of a clock opened and closed.
public func verdictCounts(
  community: String?, meter: String?, period: Period?, asOf: Instant, on database: Connection
) throws -> [VerdictCount] {
  try database.query("ingest/verdict_counts", community, meter, period, asOf).map { row in
    VerdictCount(
      rule: row.text("rule"), opened: row.int("opened"), closed: row.int("closed"), open: row.int("open"),
      meters: row.int("meters"))
  }
}
