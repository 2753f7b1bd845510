import Database
import Grid

struct WeatherRow {
  struct Key: Hashable {
    let community: String
    /// A full hour.
    let startsAt: Instant
    /// When it was known: at or before the hour a forecast, at its end an observation.
    let issuedAt: Instant
  }

  let place: Place
  let key: Key
  /// Hundredths of a degree Celsius.
  let temperature: Int
}

/// Applies a file of hourly mean temperatures. Several issues of the same hour are kept side by side.
func importWeather(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  var rows: [WeatherRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.reference("community", in: known["community"])
    let startsAt = reader.instant("starts_at")
    let temperature = reader.temperature("temperature_c")
    if startsAt.seconds % 3600 != 0 {
      reader.fail("starts_at", "off-grid-time", "starts_at is not a full hour")
    }
    // What was measured is known when the hour is over.
    let issuedAt =
      table.text(row, "issued_at").isEmpty
      ? Instant(seconds: startsAt.seconds + 3600) : reader.instant("issued_at")
    guard reader.isValid else { continue }
    rows.append(
      WeatherRow(
        place: table.place(row, "starts_at"),
        key: WeatherRow.Key(community: community, startsAt: startsAt, issuedAt: issuedAt), temperature: temperature))
  }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place,
    name: { "the hour \($0.key.startsAt) of \($0.key.community), as issued then," })
  try log.refuse()

  var stored: [WeatherRow.Key: Int] = [:]
  let hours = unique.map(\.key.startsAt.seconds)
  for row in try connection.query(
    "ingest/import_stored_weather", Set(unique.map(\.key.community)).sorted(),
    Instant(seconds: hours.min() ?? 0), Instant(seconds: hours.max() ?? 0))
  {
    let key = WeatherRow.Key(
      community: row.text("community"), startsAt: Instant(seconds: row.int64("starts_s")),
      issuedAt: Instant(seconds: row.int64("issued_s")))
    stored[key] = row.int("centidegrees")
  }
  let difference = Difference(unique, value: \.temperature) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_weather", all.map(\.key.community), all.map(\.key.startsAt), all.map(\.key.issuedAt),
      all.map(\.temperature))
  }
  return ImportSummary(
    kind: .weather, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

extension FieldReader {
  /// An instant with its offset, RFC 3339.
  fileprivate func instant(_ column: String) -> Instant {
    let text = text(column)
    guard let instant = Instant(text) else {
      if !text.isEmpty {
        fail(column, "invalid-time", "\(column) is not a time with its offset, written 2025-03-30T03:00:00+02:00")
      }
      return Instant(seconds: 0)
    }
    return instant
  }

  /// Degrees Celsius in hundredths; the range is that of the table, which kelvins are outside of.
  fileprivate func temperature(_ column: String) -> Int {
    var text = text(column)
    guard !text.isEmpty else { return 0 }
    if table.isSemicolonSeparated { text = text.replacing(",", with: ".") }
    let isBelowZero = text.hasPrefix("-")
    let form = DecimalForm.temperature
    guard let magnitude = form.parse(isBelowZero ? String(text.dropFirst()) : text),
      (-9000...6000).contains(isBelowZero ? -magnitude : magnitude)
    else {
      fail(column, form.code, "\(column) \(form.rule)")
      return 0
    }
    return isBelowZero ? -magnitude : magnitude
  }
}

extension DecimalForm {
  fileprivate static let temperature = DecimalForm(
    decimals: 2, greatest: 9000, code: "invalid-temperature",
    rule: "is not a number of degrees Celsius from -90 to 60 with at most 2 decimals")
}
