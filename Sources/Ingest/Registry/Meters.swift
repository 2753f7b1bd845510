import Database
import Grid

/// One line of a meters file: what the meter is, and one of its memberships.
struct MeterRow {
  struct Value: Equatable {
    let interval: Int
    let kind: String
    /// Greatest mean power in W that is believed; nil: the default.
    let limit: Int?
  }

  /// The `from` field.
  let place: Place
  let meter: String
  let value: Value
  let community: String
  let days: DaySpan

  var key: MembershipKey { MembershipKey(meter: meter, from: days.from) }
  var membership: StoredMeters.Membership { StoredMeters.Membership(community: community, days: days) }
}

struct MembershipKey: Hashable {
  let meter: String
  let from: LocalDay
}

/// What the registry says of the meters of a file.
struct StoredMeters {
  struct Membership: Equatable {
    let community: String
    let days: DaySpan
  }

  var meters: [String: MeterRow.Value] = [:]
  var memberships: [MembershipKey: Membership] = [:]

  init(_ codes: [String], on connection: Connection) throws {
    for row in try connection.query("ingest/import_stored_meters", codes) {
      meters[row.text("meter")] = MeterRow.Value(
        interval: row.int("interval_s"), kind: row.text("kind"), limit: row.optionalInt("limit_w"))
    }
    for row in try connection.query("ingest/import_stored_memberships", codes) {
      guard let from = row.day("first_day") else { continue }
      memberships[MembershipKey(meter: row.text("meter"), from: from)] = Membership(
        community: row.text("community"), days: DaySpan(from: from, to: row.day("end_day")))
    }
  }
}

/// Applies a meters file.
///
/// A membership is known by its meter and its first day: a row with both known may set its end or change its community.
/// Community days whose members change are marked stale.
func importMeters(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = try readMeters(table, log, on: connection)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "meter \($0.meter) from \($0.days.from)" })
  let stored = try StoredMeters(Set(unique.map(\.meter)).sorted(), on: connection)
  checkMetersAgree(unique, log)
  checkMemberships(unique, stored, log)

  let meters = Difference(firstOfEachMeter(unique), value: \.value) { stored.meters[$0.meter] }
  let memberships = Difference(unique, value: \.membership, stored: { stored.memberships[$0.key] })
  try checkReadings(meters, memberships, stored, log, on: connection)
  try log.refuse(hints: [
    "membership-has-readings": "Let the new membership begin after the last day with readings.",
    "interval-has-readings": "Register the meter under another code from the day its interval changed.",
  ])

  try apply(meters, memberships, on: connection)
  try markStale(meters, memberships, stored, on: connection)
  let touched = Set(meters.changed.map(\.meter))
  let added = Set(memberships.added.map(\.key))
  let changed = Set(memberships.changed.map(\.key)).union(unique.filter { touched.contains($0.meter) }.map(\.key))
  return ImportSummary(
    kind: .meters, read: rows.count, added: added.count, changed: changed.subtracting(added).count)
}

private func readMeters(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> [MeterRow] {
  let known = try KnownCodes(table, on: connection)
  var rows: [MeterRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let meter = reader.code("meter")
    let community = reader.reference("community", in: known["community"])
    let days = reader.days()
    let interval = reader.positive("interval_s") ?? 0
    if interval == 0 {
      if table.text(row, "interval_s").isEmpty { reader.fail("interval_s", "missing-value", "interval_s is empty") }
    } else if 900 % interval != 0, interval != 1800, interval != 3600 {
      reader.fail("interval_s", "invalid-interval", "interval_s divides no quarter-hour and is not 1800 or 3600")
    }
    let value = MeterRow.Value(
      interval: interval, kind: reader.choice("kind", of: ["household", "plant", "charger"]),
      limit: reader.positive("limit_w"))
    guard reader.isValid else { continue }
    rows.append(
      MeterRow(place: table.place(row, "from"), meter: meter, value: value, community: community, days: days))
  }
  return rows
}

private func firstOfEachMeter(_ rows: [MeterRow]) -> [MeterRow] {
  var seen: Set<String> = []
  return rows.filter { seen.insert($0.meter).inserted }
}

private func apply(
  _ meters: Difference<MeterRow>, _ memberships: Difference<MeterRow>, on connection: Connection
) throws {
  let meters = meters.all
  if !meters.isEmpty {
    try connection.query(
      "ingest/import_meters", meters.map(\.meter), meters.map(\.value.interval), meters.map(\.value.kind),
      meters.map(\.value.limit))
  }
  for (statement, rows) in [
    ("ingest/import_memberships_changed", memberships.changed), ("ingest/import_memberships_added", memberships.added),
  ] where !rows.isEmpty {
    try connection.query(
      statement, rows.map(\.meter), rows.map(\.community), rows.map(\.days.from), rows.map(\.days.to))
  }
}
