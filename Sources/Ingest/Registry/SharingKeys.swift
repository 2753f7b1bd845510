import Database
import Grid

/// One line of a keys file: how a community shares its surplus from a day on.
struct SharingKeyRow {
  struct Value: Equatable {
    let key: String
    /// Seconds of a settlement slot.
    let slot: Int
    let to: LocalDay?
  }

  struct Key: Hashable {
    let community: String
    let from: LocalDay
  }

  /// The `from` field.
  let place: Place
  let key: Key
  let value: Value

  var days: DaySpan { DaySpan(from: key.from, to: value.to) }
}

/// Applies a file of sharing keys. A community has one key at a time; a row is known by its community and first day.
func importSharingKeys(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  var rows: [SharingKeyRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.reference("community", in: known["community"])
    let key = reader.choice("key", of: ["prorata", "static", "dynamic", "full_dynamic", "priority"])
    let days = reader.days()
    let slot = reader.positive("slot_s") ?? 900
    if slot != 900, slot != 1800 { reader.fail("slot_s", "invalid-interval", "slot_s is neither 900 nor 1800") }
    guard reader.isValid else { continue }
    rows.append(
      SharingKeyRow(
        place: table.place(row, "from"), key: SharingKeyRow.Key(community: community, from: days.from),
        value: SharingKeyRow.Value(key: key, slot: slot, to: days.to)))
  }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "the key of community \($0.key.community) from \($0.key.from)" })

  var stored: [SharingKeyRow.Key: SharingKeyRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_keys", Set(unique.map(\.key.community)).sorted()) {
    guard let from = row.day("first_day") else { continue }
    stored[SharingKeyRow.Key(community: row.text("community"), from: from)] = SharingKeyRow.Value(
      key: row.text("key"), slot: row.int("slot_s"), to: row.day("end_day"))
  }
  checkKeys(unique, stored, log)
  try log.refuse(hints: ["overlapping-key": "Give the earlier row the end 'to' in the same file."])

  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  for (statement, rows) in [
    ("ingest/import_keys_changed", difference.changed), ("ingest/import_keys_added", difference.added),
  ] where !rows.isEmpty {
    try connection.query(
      statement, rows.map(\.key.community), rows.map(\.value.key), rows.map(\.value.slot), rows.map(\.key.from),
      rows.map(\.value.to))
  }
  let touched = difference.all.flatMap { row in
    let old = stored[row.key]
    let isSame = old?.key == row.value.key && old?.slot == row.value.slot
    return touchedDays(old.map { DaySpan(from: row.key.from, to: $0.to) }, row.days, isSame: isSame).map {
      (row.key.community, $0)
    }
  }
  try markAllocation(touched, on: connection)
  return ImportSummary(
    kind: .keys, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// Finds keys that share a day in one community; file against file and file against registry.
private func checkKeys(
  _ rows: [SharingKeyRow], _ stored: [SharingKeyRow.Key: SharingKeyRow.Value], _ log: FindingLog
) {
  var spans: [String: [PlacedSpan]] = [:]
  for row in rows {
    spans[row.key.community, default: []].append(PlacedSpan(name: row.value.key, days: row.days, place: row.place))
  }
  let replaced = Set(rows.map(\.key))
  for (key, value) in stored where !replaced.contains(key) {
    spans[key.community, default: []].append(
      PlacedSpan(name: value.key, days: DaySpan(from: key.from, to: value.to), place: nil))
  }
  for (community, spans) in spans {
    checkOverlaps(spans, "overlapping-key", "community \(community) has one key at a time", log)
  }
}

/// Days of a row, and where it is: in a line of the file, or stored.
struct PlacedSpan {
  let name: String
  let days: DaySpan
  let place: Place?

  var description: String { "\(name) \(days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
}

/// Finds spans that share a day, at the later line of each pair.
func checkOverlaps(_ spans: [PlacedSpan], _ code: String, _ rule: String, _ log: FindingLog) {
  for (earlier, later) in overlappingPairs(spans, span: \.days) {
    guard let place = [earlier.place, later.place].compactMap({ $0 }).max(by: { $0.line < $1.line }) else { continue }
    log.add(place, code, "\(rule): \(earlier.description) and \(later.description) overlap")
  }
}

/// Days on which something else is in force: all of both spans, or those between their ends when only the end moved.
///
/// - Parameters:
///   - old: What was stored, of the same first day; nil: nothing.
///   - isSame: Whether both say the same but for their ends.
func touchedDays(_ old: DaySpan?, _ new: DaySpan, isSame: Bool) -> [DaySpan] {
  guard let old else { return [new] }
  guard isSame else { return [old, new] }
  let ends = [old.to, new.to].compactMap { $0 }.sorted()
  guard let first = ends.first else { return [] }
  return [DaySpan(from: first, to: ends.count == 2 ? ends[1] : nil)]
}

/// Queues the aggregated days of communities for allocation.
func markAllocation(_ touched: [(community: String, days: DaySpan)], on connection: Connection) throws {
  guard !touched.isEmpty else { return }
  try connection.query(
    "ingest/import_mark_allocation", touched.map(\.community), touched.map(\.days.from), touched.map(\.days.to))
}
