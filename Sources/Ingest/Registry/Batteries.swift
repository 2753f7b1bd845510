import Database
import Grid

/// One line of a batteries file: a battery for some days.
struct BatteryRow {
  struct Value: Equatable {
    /// The meter it stands behind; nil: it is its community's.
    let meter: String?
    let community: String?
    let capacity: Int
    /// Hundredths of a percent of the capacity.
    let least: Int
    /// W.
    let charge: Int
    let discharge: Int
    /// Round trip, hundredths of a percent.
    let efficiency: Int
    /// Wh at the start of the first day.
    let initial: Int
    let days: DaySpan
  }
  struct Key: Hashable {
    let battery: String
    let from: LocalDay
  }

  /// The `from` field; nil: the row is stored.
  let place: Place?
  let battery: String
  let value: Value

  var key: Key { Key(battery: battery, from: value.days.from) }
  var description: String { "\(battery) \(value.days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
}

extension DecimalForm {
  fileprivate static let minimum = DecimalForm(
    decimals: 2, greatest: 9_999, code: "invalid-percent",
    rule: "is not a percentage from 0 to below 100 with at most 2 decimals")
}

/// Applies a batteries file. A row is known by its battery and first day; a battery and a meter have one row at a time.
func importBatteries(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = try readBatteries(table, log, on: connection)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
    name: { "battery \($0.battery) from \($0.value.days.from)" })
  let stored = try storedBatteries(like: unique, on: connection)
  let replaced = Set(unique.map(\.key))
  let all = unique + stored.values.filter { !replaced.contains($0.key) }
  checkOverlaps(Dictionary(grouping: all, by: \.battery), log, "overlapping-battery") {
    "battery \($0) has one row at a time"
  }
  checkOverlaps(
    Dictionary(grouping: all.filter { $0.value.meter != nil }) { $0.value.meter! }, log, "overlapping-battery-meter"
  ) { "meter \($0) measures one battery at a time" }
  try log.refuse(hints: [
    "initial-out-of-range":
      "Give the level at the start of the first day, from min_percent of capacity_wh to capacity_wh.",
    "invalid-efficiency": "Give the round trip: what comes out, in percent of what went in.",
  ])

  let difference = Difference(unique, value: \.value, stored: { stored[$0.key]?.value })
  for (statement, rows) in [
    ("ingest/import_batteries_changed", difference.changed), ("ingest/import_batteries_added", difference.added),
  ] where !rows.isEmpty {
    try connection.query(
      statement, rows.map(\.battery), rows.map(\.value.meter), rows.map(\.value.community), rows.map(\.value.capacity),
      rows.map { DecimalForm.share.text($0.value.least) }, rows.map(\.value.charge), rows.map(\.value.discharge),
      rows.map { DecimalForm.share.text($0.value.efficiency) }, rows.map(\.value.initial), rows.map(\.value.days.from),
      rows.map(\.value.days.to))
  }
  return ImportSummary(
    kind: .batteries, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func readBatteries(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> [BatteryRow] {
  let known = try KnownCodes(table, on: connection)
  return table.rows.compactMap { row in
    let reader = FieldReader(table, row, log)
    let battery = reader.code("battery")
    let owners = ["meter", "community"].filter { !table.text(row, $0).isEmpty }
    for owner in owners { _ = reader.reference(owner, in: known[owner]) }
    if owners.count != 1 {
      reader.fail("battery", "one-owner", "battery \(battery) needs either a meter or a community")
    }
    let days = reader.days()
    let capacity = reader.requiredWhole("capacity_wh", isPositive: true)
    let charge = reader.requiredWhole("max_charge_w")
    let discharge = reader.requiredWhole("max_discharge_w")
    if table.text(row, "efficiency_percent").isEmpty {
      reader.fail("efficiency_percent", "missing-value", "efficiency_percent is empty")
    }
    let efficiency = reader.optionalDecimal("efficiency_percent", .share) ?? 0
    let least = reader.optionalDecimal("min_percent", .minimum) ?? 0
    let isBounded = reader.isValid && max(capacity, charge, discharge) <= 10_000_000_000
    if reader.isValid, !isBounded {
      reader.fail("capacity_wh", "invalid-number", "capacity_wh or a power is above 10,000,000,000")
    }
    guard isBounded else { return nil }
    // Rounded up to a whole Wh: a battery of which nothing is said starts at its minimum.
    let initial = reader.whole("initial_wh") ?? (capacity * least + 9_999) / 10_000
    if initial > capacity || initial * 10_000 < capacity * least {
      reader.fail(
        "initial_wh", "initial-out-of-range",
        "initial_wh of battery \(battery) is not between its minimum and its capacity")
    }
    guard reader.isValid else { return nil }
    func owner(_ name: String) -> String? { owners == [name] ? table.text(row, name) : nil }
    let value = BatteryRow.Value(
      meter: owner("meter"), community: owner("community"), capacity: capacity, least: least, charge: charge,
      discharge: discharge, efficiency: efficiency, initial: initial, days: days)
    return BatteryRow(place: table.place(row, "from"), battery: battery, value: value)
  }
}

private func storedBatteries(
  like rows: [BatteryRow], on connection: Connection
) throws -> [BatteryRow.Key: BatteryRow] {
  var stored: [BatteryRow.Key: BatteryRow] = [:]
  for row in try connection.query(
    "ingest/import_stored_batteries", Set(rows.map(\.battery)).sorted(), Set(rows.compactMap(\.value.meter)).sorted())
  {
    guard let from = row.day("first_day") else { continue }
    let value = BatteryRow.Value(
      meter: row.optional("meter"), community: row.optional("community"), capacity: row.int("capacity_wh"),
      least: row.int("min_hundredths"), charge: row.int("max_charge_w"), discharge: row.int("max_discharge_w"),
      efficiency: row.int("efficiency_hundredths"), initial: row.int("initial_wh"),
      days: DaySpan(from: from, to: row.day("end_day")))
    let battery = BatteryRow(place: nil, battery: row.text("battery"), value: value)
    stored[battery.key] = battery
  }
  return stored
}

/// Finds rows of one battery, or of one meter, that share a day; both are named, at the later line.
private func checkOverlaps(
  _ groups: [String: [BatteryRow]], _ log: FindingLog, _ code: String, rule: (String) -> String
) {
  for (name, rows) in groups {
    for (earlier, later) in overlappingPairs(rows, span: \.value.days) {
      // Two rows of one battery that share a meter are told of once.
      guard code == "overlapping-battery" || earlier.battery != later.battery,
        let place = [earlier.place, later.place].compactMap({ $0 }).max(by: { $0.line < $1.line })
      else { continue }
      log.add(place, code, "\(rule(name)): \(earlier.description) and \(later.description) overlap")
    }
  }
}
