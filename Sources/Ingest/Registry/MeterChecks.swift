import Database
import Grid

/// Finds lines that say different things of one meter.
func checkMetersAgree(_ rows: [MeterRow], _ log: FindingLog) {
  var first: [String: MeterRow] = [:]
  for row in rows {
    guard let earlier = first[row.meter] else {
      first[row.meter] = row
      continue
    }
    guard earlier.value != row.value else { continue }
    let names = [
      earlier.value.interval == row.value.interval ? nil : "interval_s",
      earlier.value.kind == row.value.kind ? nil : "kind", earlier.value.limit == row.value.limit ? nil : "limit_w",
    ].compactMap { $0 }
    log.add(
      Place(line: row.place.line), "contradicting-meter",
      "\(names.joined(separator: ", ")) of meter \(row.meter) differs from line \(earlier.place.line)")
  }
}

/// Finds memberships that would put a meter into two communities on one day; file against file and file against registry.
func checkMemberships(_ rows: [MeterRow], _ stored: StoredMeters, _ log: FindingLog) {
  struct Item {
    let community: String
    let days: DaySpan
    let place: Place?

    var description: String { "\(community) \(days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
  }
  var items: [String: [Item]] = [:]
  for row in rows {
    items[row.meter, default: []].append(Item(community: row.community, days: row.days, place: row.place))
  }
  let replaced = Set(rows.map(\.key))
  for (key, membership) in stored.memberships where !replaced.contains(key) {
    items[key.meter, default: []].append(Item(community: membership.community, days: membership.days, place: nil))
  }
  for (meter, items) in items {
    for (earlier, later) in overlappingPairs(items, span: \.days) {
      let places = [earlier.place, later.place].compactMap { $0 }
      guard let place = places.max(by: { $0.line < $1.line }) else { continue }
      log.add(
        place, "overlapping-membership",
        "meter \(meter) is in one community at a time: \(earlier.description) and \(later.description) overlap")
    }
  }
}

/// Finds changes that readings forbid: another interval, or another community for days that have blocks.
func checkReadings(
  _ meters: Difference<MeterRow>, _ memberships: Difference<MeterRow>, _ stored: StoredMeters, _ log: FindingLog,
  on connection: Connection
) throws {
  let otherInterval = meters.changed.filter { $0.value.interval != stored.meters[$0.meter]?.interval }
  if !otherInterval.isEmpty {
    let rows = try connection.query("ingest/import_meters_with_readings", otherInterval.map(\.meter))
    let known = Set(rows.map { $0.text("meter") })
    for row in otherInterval where known.contains(row.meter) {
      log.add(
        Place(line: row.place.line), "interval-has-readings",
        "meter \(row.meter) has readings of another interval_s")
    }
  }
  // A meter that is new has no readings, and a membership that only ends earlier takes none away from another community.
  let moved = memberships.all.filter { row in
    guard stored.meters[row.meter] != nil, let old = stored.memberships[row.key] else {
      return stored.meters[row.meter] != nil
    }
    guard old.community == row.community, let to = row.days.to else { return true }
    return old.days.to.map { to > $0 } ?? false
  }
  guard !moved.isEmpty else { return }
  let rows = try connection.query(
    "ingest/import_moved_readings", moved.map(\.place.line), moved.map(\.meter), moved.map(\.community),
    moved.map(\.days.from), moved.map(\.days.to))
  let byLine = Dictionary(uniqueKeysWithValues: moved.map { ($0.place.line, $0) })
  for found in rows {
    guard let row = byLine[found.int("line")] else { continue }
    log.add(
      row.place, "membership-has-readings",
      "meter \(row.meter) has readings in community \(found.text("community")) between \(found.text("first_day")) and "
        + "\(found.text("last_day")), days that would move to community \(row.community)")
  }
}

/// Marks the community days whose members change, where aggregates exist, and has them validated again.
func markStale(
  _ meters: Difference<MeterRow>, _ memberships: Difference<MeterRow>, _ stored: StoredMeters, on connection: Connection
) throws {
  var touched: [(community: String, meter: String, days: DaySpan)] = []
  for row in memberships.all {
    guard let old = stored.memberships[row.key] else {
      touched.append((row.community, row.meter, row.days))
      continue
    }
    guard old.community == row.community else {
      touched += [(old.community, row.meter, old.days), (row.community, row.meter, row.days)]
      continue
    }
    // Same community, another end: the days between the two ends.
    let ends = [old.days.to, row.days.to].compactMap { $0 }.sorted()
    guard let first = ends.first else { continue }
    touched.append((row.community, row.meter, DaySpan(from: first, to: ends.count == 2 ? ends[1] : nil)))
  }
  // Another interval changes how many readings a day is expected to have.
  let otherInterval = Set(meters.changed.filter { $0.value.interval != stored.meters[$0.meter]?.interval }.map(\.meter))
  for (key, membership) in stored.memberships where otherInterval.contains(key.meter) {
    touched.append((membership.community, key.meter, membership.days))
  }
  guard !touched.isEmpty else { return }
  for statement in ["ingest/import_mark_stale", "ingest/import_mark_unvalidated"] {
    try connection.query(
      statement, touched.map(\.community), touched.map(\.meter), touched.map(\.days.from), touched.map(\.days.to))
  }
}
