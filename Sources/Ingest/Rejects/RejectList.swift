import Database
import Foundation
import Grid

/// Which rows of the list of rejects are meant; nil: all.
public struct RejectFilter: Sendable {
  public var code: String?
  public var file: String?
  public var meter: String?

  public init(code: String? = nil, file: String? = nil, meter: String? = nil) {
    self.code = code
    self.file = file
    self.meter = meter
  }

  /// The meter as kept readings write it.
  fileprivate var escapedMeter: String? {
    meter?.addingPercentEncoding(withAllowedCharacters: RejectFilter.plain)
  }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:_/")
}

/// Rows of a dump that break the same rule.
public struct RejectGroup: Sendable {
  public let code: String
  public let file: String
  /// The one meter of all the rows that say one; nil: there are several, or none is said.
  public let meter: String?
  public let meterCount: Int
  public let rowCount: Int
  public let firstLine: Int
  public let lastLine: Int
  /// The first row, and the last one that is written otherwise.
  public let examples: [String]
}

/// Counts the rows of dumps that were not loaded, by rule and file, with one rule or meter also by meter.
///
/// - Returns: The rule with most rows first, then the newest dump.
public func rejectGroups(_ filter: RejectFilter, on database: Connection) throws -> [RejectGroup] {
  try database.query("ingest/reject_groups", filter.code, filter.file, filter.meter, filter.escapedMeter).map { row in
    let meter = row.optional("meter")
    return RejectGroup(
      code: row.text("rule"), file: row.text("file"),
      meter: row.bool("escaped") ? meter.map { $0.removingPercentEncoding ?? $0 } : meter,
      meterCount: row.int("meters"), rowCount: row.int("rows"), firstLine: row.int("first"),
      lastLine: row.int("last"), examples: [row.text("example")] + [row.optional("other")].compactMap { $0 })
  }
}

/// The rows themselves, the newest dump first.
public func rejects(_ filter: RejectFilter, limit: Int, on database: Connection) throws -> Rows {
  try database.query("ingest/rejects", filter.file, filter.code, filter.meter, filter.escapedMeter, limit)
}

/// What helps against rows that break a rule; nil: only another dump does.
public func remedy(forRejects code: String) -> String? { remedies[code] }

private let remedies: [String: String] = [
  "unknown-meter":
    "register the meter with 'gridctl import meters', or its name with 'gridctl import aliases', then 'gridctl rejects retry'",
  "foreign-meter": "name the meter's community with 'gridctl ingest --community', or none",
  "outside-membership":
    "register the days of the membership with 'gridctl import meters', then 'gridctl rejects retry'",
  "above-limit": "if the value is right, raise limit_w with 'gridctl import meters', then 'gridctl rejects retry'",
  "off-grid": "compare the clock and interval_s of the meter; one whose interval changed goes on under another code",
  "interval-mismatch":
    "register the meter's interval_s with 'gridctl import meters', then 'gridctl rejects retry'; values of more than an hour, "
    + "as of whole days, cannot be billed and are only shown by --inspect: ask the operator for the load curve, or for index reads",
  "unknown-interval":
    "ask the operator for the load curve, whose values are an hour apart at most, or for index reads: these rows stand alone",
  "second-register": "give the register a meter of its own with 'gridctl import aliases', then 'gridctl rejects retry'",
  "serial-mismatch":
    "register the exchange of the meter with 'gridctl import meter-serials', then 'gridctl rejects retry'",
  "future": "run 'gridctl rejects retry' when the intervals are over; is the clock of the meter right?",
  "no-offset": "ask for time stamps with their offset: local times are two instants in the autumn hour",
  "conflicting-duplicate": "nothing to do: the later line of the dump was loaded",
  "line-too-long": "is this a meter dump? Lines above 64 KiB are not read",
  "invalid-utf8": "ask for the dump in UTF-8",
]
