import Database
import Grid

/// One line of a meter-serials file: the device that stands behind a meter from an instant on.
private struct SerialRow {
  struct Key: Hashable {
    let meter: String
    let serial: String
  }

  struct Value: Equatable {
    let since: Instant
    /// Whole digits of the display; nil: not known.
    let digits: Int?
    let unit: String
  }

  let place: Place
  let key: Key
  let value: Value
}

let serialColumns = (required: ["meter", "serial", "since"], optional: ["digits", "unit"])

/// Applies a file of meters' devices. A row is known by meter and serial; what it says replaces what was stored.
///
/// Intervals that were made of index reads are made again for the meters whose devices change.
func importMeterSerials(
  _ table: CSVTable, _ log: FindingLog, asOf: Instant, on connection: Connection
) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let rows = table.rows.compactMap { serial(of: FieldReader(table, $0, log), known["meter"]) }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "serial \($0.key.serial) of meter \($0.key.meter)" })
  var stored: [SerialRow.Key: SerialRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_serials", Set(unique.map(\.key.meter)).sorted()) {
    stored[SerialRow.Key(meter: row.text("meter"), serial: row.text("serial"))] = SerialRow.Value(
      since: Instant(seconds: row.int64("since_s")), digits: row.optionalInt("digits"), unit: row.text("unit"))
  }
  checkOneDeviceAtATime(unique, stored, log)
  try log.refuse()

  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    // An instant may pass from one device to another within the file, and belongs to one of them at any moment.
    try connection.query("ingest/import_serials_cleared", all.map(\.key.meter), all.map(\.key.serial))
    try connection.query(
      "ingest/import_serials", all.map(\.key.meter), all.map(\.key.serial), all.map(\.value.since),
      all.map(\.value.digits), all.map(\.value.unit))
    try remakeIntervals(of: Set(all.map(\.key.meter)).sorted(), asOf: asOf, on: connection)
  }
  return ImportSummary(
    kind: .meterSerials, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func serial(of reader: FieldReader, _ meters: Set<String>) -> SerialRow? {
  let key = SerialRow.Key(meter: reader.reference("meter", in: meters), serial: reader.code("serial"))
  let since = reader.instantWithOffset("since")
  let digits = reader.positive("digits")
  if let digits, digits > 9 { reader.fail("digits", "too-great", "digits is above 9") }
  let hasUnit = !reader.table.text(reader.row, "unit").isEmpty
  let unit = hasUnit ? reader.choice("unit", of: ["Wh", "kWh", "MWh"]) : "kWh"
  guard reader.isValid, let since else { return nil }
  return SerialRow(
    place: reader.table.place(reader.row, "since"), key: key,
    value: SerialRow.Value(since: since, digits: digits, unit: unit))
}

/// Finds devices that would begin at the same instant; file against file and file against registry.
private func checkOneDeviceAtATime(
  _ rows: [SerialRow], _ stored: [SerialRow.Key: SerialRow.Value], _ log: FindingLog
) {
  struct Start: Hashable {
    let meter: String
    let since: Instant
  }
  let replaced = Set(rows.map(\.key))
  var serials: [Start: String] = [:]
  for (key, value) in stored where !replaced.contains(key) {
    serials[Start(meter: key.meter, since: value.since)] = key.serial
  }
  for row in rows {
    let start = Start(meter: row.key.meter, since: row.value.since)
    if let other = serials[start] {
      log.add(
        row.place, "overlapping-serial",
        "meter \(row.key.meter) has one device at a time: \(other) and \(row.key.serial) both begin at \(row.value.since)"
      )
    }
    serials[start] = row.key.serial
  }
}

/// Which reads are of one device has changed, and with it the energies between them.
private func remakeIntervals(of meters: [String], asOf: Instant, on connection: Connection) throws {
  let table = try MeterTable(asOf: asOf, on: connection)
  var days: [ReadDay: Int] = [:]
  for row in try connection.query("ingest/read_days", meters) {
    guard let day = row.day("day") else { continue }
    table.touch(
      row.int64("community_id"), row.int64("meter_id"), Int16(row.int("register")), utcDay: day,
      count: row.int("count"), &days)
  }
  let writer = try BlockWriter(
    Reception(receivedUs: 0, file: "", enteredUs: 0, batchID: 0), columns: [], table: table, on: connection)
  try IntervalsOfReads(nil, table: table, on: connection).update(days, into: writer)
  try writer.finish()
}
