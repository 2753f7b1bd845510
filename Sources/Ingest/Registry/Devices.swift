import Database
import Grid

/// One line of a devices file: a device for some days.
struct DeviceRow {
  struct Value: Equatable {
    let meter: String
    let kind: String
    /// What it draws when it is on, in W; a car: the greatest power it charges with.
    let power: Int
    /// An essential device is never switched.
    let isEssential: Bool
    /// Of a car's battery, in Wh; nil for everything else.
    let capacity: Int?
    let days: DaySpan
  }
  struct Key: Hashable {
    let device: String
    let from: LocalDay
  }

  /// The `from` field; nil: the row is stored.
  let place: Place?
  let device: String
  let value: Value

  var key: Key { Key(device: device, from: value.days.from) }
  var description: String { "\(device) \(value.days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
}

/// Applies a devices file. A row is known by its device and first day; a device has one row at a time.
func importDevices(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = try readDevices(table, log, on: connection)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
    name: { "device \($0.device) from \($0.value.days.from)" })
  var stored: [DeviceRow.Key: DeviceRow] = [:]
  for row in try connection.query("ingest/import_stored_devices", Set(unique.map(\.device)).sorted()) {
    guard let from = row.day("first_day") else { continue }
    let device = DeviceRow(
      place: nil, device: row.text("device"),
      value: DeviceRow.Value(
        meter: row.text("meter"), kind: row.text("kind"), power: row.int("power_w"),
        isEssential: row.bool("essential"), capacity: row.optionalInt("capacity_wh"),
        days: DaySpan(from: from, to: row.day("end_day"))))
    stored[device.key] = device
  }
  let replaced = Set(unique.map(\.key))
  let all = unique + stored.values.filter { !replaced.contains($0.key) }
  for (device, rows) in Dictionary(grouping: all, by: \.device) {
    for (earlier, later) in overlappingPairs(rows, span: \.value.days) {
      guard let place = [earlier.place, later.place].compactMap({ $0 }).max(by: { $0.line < $1.line }) else { continue }
      log.add(
        place, "overlapping-device",
        "device \(device) has one row at a time: \(earlier.description) and \(later.description) overlap")
    }
  }
  try log.refuse()

  let difference = Difference(unique, value: \.value, stored: { stored[$0.key]?.value })
  for (statement, rows) in [
    ("ingest/import_devices_changed", difference.changed), ("ingest/import_devices_added", difference.added),
  ] where !rows.isEmpty {
    try connection.query(
      statement, rows.map(\.device), rows.map(\.value.meter), rows.map(\.value.kind), rows.map(\.value.power),
      rows.map(\.value.isEssential), rows.map(\.value.capacity), rows.map(\.value.days.from), rows.map(\.value.days.to))
  }
  return ImportSummary(
    kind: .devices, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func readDevices(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> [DeviceRow] {
  let known = try KnownCodes(table, on: connection)
  return table.rows.compactMap { row in
    let reader = FieldReader(table, row, log)
    let device = reader.code("device")
    let meter = reader.reference("meter", in: known["meter"])
    let kind = reader.choice("kind", of: ["appliance", "water_heater", "heating", "car"])
    let power = reader.requiredWhole("power_w", isPositive: true)
    let isEssential = reader.choice("essential", of: ["true", "false"]) == "true"
    let capacity = reader.positive("capacity_wh")
    if reader.isValid, (kind == "car") != (capacity != nil) {
      reader.fail(
        "capacity_wh", kind == "car" ? "missing-value" : "capacity-without-car",
        kind == "car" ? "capacity_wh of a car is empty" : "capacity_wh belongs to a car, not to \(kind)")
    }
    let days = reader.days()
    guard reader.isValid else { return nil }
    let value = DeviceRow.Value(
      meter: meter, kind: kind, power: power, isEssential: isEssential, capacity: capacity, days: days)
    return DeviceRow(place: table.place(row, "from"), device: device, value: value)
  }
}
