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
  struct Value: Equatable {
    /// Hundredths of a degree Celsius.
    let temperature: Int
    /// km/h, and degrees from north; nil: not told.
    let wind: Int?
    let gust: Int?
    let direction: Int?
  }

  let place: Place
  let key: Key
  let value: Value
}

/// Applies a file of hourly mean temperatures.
func importWeather(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  var rows: [WeatherRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.reference("community", in: known["community"])
    let startsAt = reader.instant("starts_at")
    let temperature = reader.decimal("temperature_c", .temperature)
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
        key: WeatherRow.Key(community: community, startsAt: startsAt, issuedAt: issuedAt),
        value: WeatherRow.Value(temperature: temperature, wind: nil, gust: nil, direction: nil)))
  }
  return try store(rows, log, on: connection)
}

/// Applies what a weather service foretells: one document, or an array of them.
///
/// Hours that are over when it is issued are left out: they would pass for observations.
///
/// - Parameter asOf: When it was issued, if the document does not say.
func importWeather(
  _ root: JSONNode, _ log: FindingLog, asOf: Instant, on connection: Connection
) throws -> ImportSummary {
  let nodes = root.isArray ? root.elements() : [root]
  let names = nodes.compactMap { node -> String? in
    if case .string(let text)? = node.members.first(where: { $0.name == "community" })?.node.value.content {
      text
    } else {
      nil
    }
  }
  let known = try KnownCodes(communities: names, meters: [], on: connection)
  var rows: [WeatherRow] = []
  for node in nodes {
    let place = node.member("community")
    let community = place?.reference("community", in: known["community"])
    let issuedAt = node.optionalMember("issued_at").map { $0.instant() } ?? asOf
    let periods = node.optionalMember("periods")?.points() ?? []
    let hourly = node.optionalMember("hourly")?.points() ?? []
    guard log.isEmpty, let place, let community, let issuedAt else { continue }
    let series = WeatherSeries(periods: periods, hourly: hourly)
    guard series.length <= 60 * 86_400 else {
      node.fail("too-long", "'periods' and 'hourly' span more than 60 days")
      continue
    }
    let hours = series.hours().filter { $0.start.seconds + 3600 > issuedAt.seconds }
    if hours.isEmpty { node.fail("no-hour", "'periods' and 'hourly' cover no full hour that ends after \(issuedAt)") }
    rows += hours.map { hour in
      WeatherRow(
        place: place.place, key: WeatherRow.Key(community: community, startsAt: hour.start, issuedAt: issuedAt),
        value: WeatherRow.Value(
          temperature: hour.temperature, wind: hour.wind, gust: hour.gust, direction: hour.direction))
    }
  }
  return try store(rows, log, on: connection)
}

/// Several issues of the same hour are kept side by side. What a file does not tell of the wind stays.
private func store(_ rows: [WeatherRow], _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place,
    name: { "the hour \($0.key.startsAt) of \($0.key.community), as issued then," })
  try log.refuse()

  var stored: [WeatherRow.Key: WeatherRow.Value] = [:]
  let hours = unique.map(\.key.startsAt.seconds)
  for row in try connection.query(
    "ingest/import_stored_weather", Set(unique.map(\.key.community)).sorted(),
    Instant(seconds: hours.min() ?? 0), Instant(seconds: hours.max() ?? 0))
  {
    let key = WeatherRow.Key(
      community: row.text("community"), startsAt: Instant(seconds: row.int64("starts_s")),
      issuedAt: Instant(seconds: row.int64("issued_s")))
    stored[key] = WeatherRow.Value(
      temperature: row.int("centidegrees"), wind: row.optionalInt("wind_kmh"), gust: row.optionalInt("gust_kmh"),
      direction: row.optionalInt("wind_deg"))
  }
  let merged = unique.map { row in
    let old = stored[row.key]
    return WeatherRow(
      place: row.place, key: row.key,
      value: WeatherRow.Value(
        temperature: row.value.temperature, wind: row.value.wind ?? old?.wind, gust: row.value.gust ?? old?.gust,
        direction: row.value.direction ?? old?.direction))
  }
  let difference = Difference(merged, value: \.value) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_weather", all.map(\.key.community), all.map(\.key.startsAt), all.map(\.key.issuedAt),
      all.map(\.value.temperature), all.map(\.value.wind), all.map(\.value.gust), all.map(\.value.direction))
  }
  return ImportSummary(
    kind: .weather, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

extension JSONNode {
  /// Points of a list; periods may come as a list a day. What else a service says of a point is passed over.
  fileprivate func points() -> [WeatherSeries.Point] {
    elements().flatMap { node -> [WeatherSeries.Point] in
      if node.isArray { return node.points() }
      let at = node.member("datetime")?.instant()
      let temperature = node.member("temp2m")?.decimal(.temperature)
      let wind = node.optionalMember("wind10m")?.decimal(.windSpeed)
      let gust = node.optionalMember("gust10m")?.decimal(.windSpeed)
      let direction = node.optionalMember("dirwind10m")?.decimal(.windDirection)
      guard let at, let temperature else { return [] }
      return [WeatherSeries.Point(at: at, temperature: temperature, wind: wind, gust: gust, direction: direction)]
    }
  }
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
}

extension DecimalForm {
  /// Degrees Celsius; the range is that of the table, which kelvins are outside of.
  static let temperature = DecimalForm(
    decimals: 2, least: -9000, greatest: 6000, code: "invalid-temperature",
    rule: "is not a number of degrees Celsius from -90 to 60 with at most 2 decimals")
  fileprivate static let windSpeed = DecimalForm(
    decimals: 0, greatest: 500, code: "invalid-wind", rule: "is not a whole number of km/h from 0 to 500")
  fileprivate static let windDirection = DecimalForm(
    decimals: 0, greatest: 360, code: "invalid-wind", rule: "is not a whole number of degrees from 0 to 360")
}
