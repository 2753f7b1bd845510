import Database
import Grid

private struct TemperatureRow {
  struct Key: Hashable {
    let community: String
    let device: String
    let measuredAt: Instant
  }

  let place: Place
  let key: Key
  /// Hundredths of a degree Celsius.
  let temperature: Int
}

/// Applies a file of temperatures that flexible devices measured; all are kept, the newest one counts.
func importTemperatures(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  var devices: [String: Set<String>] = [:]
  for row in try connection.query("ingest/import_device_names", table.values("community")) {
    devices[row.text("community"), default: []].insert(row.text("device"))
  }
  var rows: [TemperatureRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.reference("community", in: known["community"])
    // Of a community that is not known nothing more is said.
    let device =
      known["community"].contains(community)
      ? reader.reference("device", in: devices[community] ?? []) : table.text(row, "device")
    let measuredAt = reader.measuredAt("measured_at")
    let temperature = reader.degrees("temperature_c")
    guard reader.isValid else { continue }
    rows.append(
      TemperatureRow(
        place: table.place(row, "measured_at"),
        key: TemperatureRow.Key(community: community, device: device, measuredAt: measuredAt), temperature: temperature)
    )
  }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "device \($0.key.device) of \($0.key.community) at that time" })
  try log.refuse(hints: ["unknown-device": "Import the devices first, or take them over with 'gridctl ems sync'."])

  var stored: [TemperatureRow.Key: Int] = [:]
  let times = unique.map(\.key.measuredAt)
  if let first = times.min(), let last = times.max() {
    let communities = Set(unique.map(\.key.community)).sorted()
    for row in try connection.query("ingest/import_stored_temperatures", communities, first, last) {
      let key = TemperatureRow.Key(
        community: row.text("community"), device: row.text("device"),
        measuredAt: Instant(seconds: row.int64("measured_s")))
      stored[key] = row.int("centidegrees")
    }
  }
  let difference = Difference(unique, value: \.temperature) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_temperatures", all.map(\.key.community), all.map(\.key.device), all.map(\.key.measuredAt),
      all.map(\.temperature))
  }
  return ImportSummary(
    kind: .temperatures, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

extension FieldReader {
  /// An instant with its offset, RFC 3339.
  fileprivate func measuredAt(_ column: String) -> Instant {
    let text = text(column)
    if let instant = Instant(text) { return instant }
    if !text.isEmpty {
      fail(column, "invalid-time", "\(column) is not a time with its offset, written 2025-03-30T03:00:00+02:00")
    }
    return Instant(seconds: 0)
  }

  /// Degrees Celsius in hundredths, within the table's range, which kelvins are outside of.
  fileprivate func degrees(_ column: String) -> Int {
    var text = text(column)
    guard !text.isEmpty else { return 0 }
    if table.isSemicolonSeparated { text = text.replacing(",", with: ".") }
    let isBelowZero = text.hasPrefix("-")
    guard let magnitude = Self.hundredths.parse(isBelowZero ? String(text.dropFirst()) : text),
      (-9000...6000).contains(isBelowZero ? -magnitude : magnitude)
    else {
      fail(column, Self.hundredths.code, "\(column) \(Self.hundredths.rule)")
      return 0
    }
    return isBelowZero ? -magnitude : magnitude
  }

  private static let hundredths = DecimalForm(
    decimals: 2, greatest: 9000, code: "invalid-temperature",
    rule: "is not a number of degrees Celsius from -90 to 60 with at most 2 decimals")
}
