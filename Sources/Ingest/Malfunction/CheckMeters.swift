import Database
import Grid

/// Something that a technician has to look at, and will be told of once.
public struct Malfunction: Sendable, Equatable {
  public let id: Int64
  /// Its code; nil: a dump of no known community.
  public let community: String?
  /// Its code; nil: a dump whose meter is not known.
  public let meter: String?
  /// absence, inconsistency or format.
  public let kind: String
  /// The register that is absent, the rule or the code; empty: all of the meter.
  public let subject: String
  /// Of bad dumps, their names without the digits of a date.
  public let source: String
  /// What the community's wall clock showed; UTC where there is no community.
  public let since: String
  /// Meters of the community when it was found.
  public let memberCount: Int

  /// So many meters of one community that fail in the same way at once are told of together: it is not each of them that has to
  /// be visited.
  static let many = 3

  /// The same for those that are told of together.
  let group: Int64

  /// Puts malfunctions together that are told of together, in the order of their first.
  public static func grouped(_ all: [Malfunction]) -> [[Malfunction]] {
    let groups = Dictionary(grouping: all, by: \.group)
    var isTold: Set<Int64> = []
    return all.compactMap { isTold.insert($0.group).inserted ? groups[$0.group] : nil }
  }
}

/// What a look at the meters found.
public struct MeterCheck: Sendable {
  public let added: [Malfunction]
  public let closed: [Malfunction]
  /// Those that last, the new ones among them.
  public let openCount: Int
}

/// Finds what does not work at the clock of a run: meters that are absent, readings that contradict each other, dumps that
/// cannot be read. What is new is entered and put into the outbox once, what was not found again is closed.
///
/// - Parameter community: Its code; nil: all, and dumps of no known community.
/// - Throws: Status 64 when an earlier run had a later clock: it would close what has begun since.
public func checkMeters(community: String?, asOf: Instant, on database: Connection) throws -> MeterCheck {
  let latest = try database.query("ingest/latest_malfunction_check")[0]
  guard latest.optional("latest_s") == nil || latest.int64("latest_s") <= asOf.seconds else {
    throw PlainFailure(
      .usage, "an earlier run looked at the meters of \(Instant(seconds: latest.int64("latest_s")))",
      hint: "Malfunctions are found forwards: use a later --as-of.")
  }
  try fillNewestReadings(community, asOf, on: database)
  try database.query("ingest/make_malfunctions")
  try database.query("ingest/fill_absences", community, asOf)
  try database.query("ingest/fill_contradictions", community, asOf)
  try database.query("ingest/fill_bad_dumps", community, asOf)
  let closed = try database.query("ingest/close_malfunctions", community, asOf).map { $0.int64("malfunction_id") }
  let rows = try database.query("ingest/put_malfunctions", asOf)
  let added = rows.filter { $0.bool("is_new") }.map { $0.int64("malfunction_id") }
  if !added.isEmpty { try database.query("ingest/put_malfunction_messages", added, Malfunction.many) }
  return MeterCheck(
    added: try malfunctions(added, on: database), closed: try malfunctions(closed, on: database), openCount: rows.count)
}

private func malfunctions(_ ids: [Int64], on database: Connection) throws -> [Malfunction] {
  guard !ids.isEmpty else { return [] }
  return try database.query("ingest/malfunctions", ids, Malfunction.many).map { row in
    Malfunction(
      id: row.int64("malfunction_id"), community: row.optional("community"), meter: row.optional("meter"),
      kind: row.text("kind"), subject: row.text("subject"), source: row.text("source"), since: row.text("since"),
      memberCount: row.int("member_count"), group: row.int64("group_id"))
  }
}

/// The newest reading of each member's registers, into the session's table.
private func fillNewestReadings(_ community: String?, _ asOf: Instant, on database: Connection) throws {
  try database.query("ingest/make_newest_readings")
  try database.query("ingest/fill_newest_readings", community, asOf)
}

/// How old the newest reading is that a community has in one format of dumps.
public struct Freshness: Sendable, Equatable {
  public enum State: String, Sendable { case ok, late, absent }

  public let community: String
  /// Of the dumps; nil: there is no reading.
  public let format: String?
  /// Members whose newest reading came so.
  public let meterCount: Int
  /// End of the newest reading, on the community's wall clock.
  public let last: String?
  public let ageSeconds: Int64?
  public let warnSeconds: Int64
  public let absentSeconds: Int64
  public let state: State
}

/// Tells how old the newest readings are. Runs in a transaction of the caller.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - warnAfter: Seconds; nil: what the format's tolerance says.
///   - absentAfter: Seconds; nil: what the format's tolerance says.
public func freshness(
  community: String?, warnAfter: Int?, absentAfter: Int?, asOf: Instant, on database: Connection
) throws -> [Freshness] {
  try fillNewestReadings(community, asOf, on: database)
  return try database.query("ingest/freshness", community, asOf, warnAfter, absentAfter).map { row in
    Freshness(
      community: row.text("community"), format: row.optional("format"), meterCount: row.int("meter_count"),
      last: row.optional("last"), ageSeconds: row.optional("age_s").flatMap { Int64($0) },
      warnSeconds: row.int64("warn_s"), absentSeconds: row.int64("absent_s"),
      state: Freshness.State(rawValue: row.text("state")) ?? .absent)
  }
}
