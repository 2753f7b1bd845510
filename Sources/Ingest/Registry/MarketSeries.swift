import Database
import Grid

/// A file of what a market's energy costs or emits: one value at a time, for a quarter of an hour up to an hour.
struct MarketSeries {
  let kind: RegistryKind
  /// What one value is, as findings call it.
  let noun: String
  /// The column of the value.
  let column: String
  let form: DecimalForm
  let storedStatement: String
  let putStatement: String

  static let prices = MarketSeries(
    kind: .prices, noun: "price", column: "eur_mwh",
    form: DecimalForm(
      decimals: 2, least: -9_999_999_999, greatest: 9_999_999_999, code: "invalid-price",
      rule: "is not a number of at most 8 digits and 2 decimals, with or without a minus sign"),
    storedStatement: "ingest/import_stored_prices", putStatement: "ingest/import_prices")

  static let emissions = MarketSeries(
    kind: .emissions, noun: "emission", column: "g_kwh",
    form: DecimalForm(
      decimals: 3, greatest: 5_000_000, code: "invalid-emission",
      rule: "is not a number of grams a kWh from 0 to 5000 with at most 3 decimals"),
    storedStatement: "ingest/import_stored_emissions", putStatement: "ingest/import_emissions")

  struct Row {
    struct Value: Equatable {
      let interval: Int64
      /// In the smallest units of the series' form.
      let units: Int
    }
    struct Key: Hashable {
      let market: String
      let start: Instant
    }

    /// The `starts_at` field; nil: the row is stored.
    let place: Place?
    let key: Key
    let value: Value

    var end: Int64 { key.start.seconds + value.interval }
    var description: String { "\(key.start) of \(value.interval) s (\(place.map { "line \($0.line)" } ?? "stored"))" }
  }

  /// Applies a file. A value is known by its market and start; no two of a market cover the same instant.
  func load(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
    let rows = read(table, log)
    let unique = withoutRepetitions(
      rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
      name: { "the \(noun) of \($0.key.market) from \($0.key.start)" })
    var stored: [Row.Key: Row] = [:]
    if let first = unique.map(\.key.start).min(), let last = unique.map(\.key.start).max() {
      let markets = Set(unique.map(\.key.market)).sorted()
      for row in try connection.query(storedStatement, markets, first, last) {
        let key = Row.Key(market: row.text("market"), start: Instant(seconds: row.int64("start_s")))
        stored[key] = Row(
          place: nil, key: key, value: Row.Value(interval: row.int64("interval_s"), units: row.int("units")))
      }
    }
    checkOverlaps(unique, stored, log)
    try log.refuse(hints: [
      "overlapping-\(noun)":
        "A file of quarter hours needs the column interval_s; without it each \(noun) holds for an hour."
    ])

    let difference = Difference(unique, value: \.value, stored: { stored[$0.key]?.value })
    let all = difference.all
    if !all.isEmpty {
      try connection.query(
        putStatement, all.map(\.key.market), all.map(\.key.start), all.map(\.value.interval), all.map(\.value.units))
    }
    return ImportSummary(
      kind: kind, read: rows.count, added: difference.added.count, changed: difference.changed.count)
  }

  private func read(_ table: CSVTable, _ log: FindingLog) -> [Row] {
    table.rows.compactMap { row in
      let reader = FieldReader(table, row, log)
      let market = reader.code("market")
      let text = reader.text("starts_at")
      let start = Instant(text)
      if start == nil, !text.isEmpty {
        reader.fail(
          "starts_at", "invalid-instant", "starts_at is no instant with its offset, as 2025-04-07T04:00:00+02:00")
      }
      let interval = Int64(reader.positive("interval_s") ?? 3600)
      if reader.isValid, ![900, 1800, 3600].contains(interval) {
        reader.fail("interval_s", "invalid-interval", "interval_s is none of 900, 1800, 3600")
      } else if let start, reader.isValid, start.seconds % interval != 0 {
        reader.fail("starts_at", "off-grid", "starts_at is no multiple of interval_s (\(interval))")
      }
      let units = reader.decimal(column, form)
      guard reader.isValid, let start else { return nil }
      return Row(
        place: table.place(row, "starts_at"), key: Row.Key(market: market, start: start),
        value: Row.Value(interval: interval, units: units))
    }
  }

  /// Finds values that cover an instant another one covers; file against file and file against registry.
  private func checkOverlaps(_ rows: [Row], _ stored: [Row.Key: Row], _ log: FindingLog) {
    let replaced = Set(rows.map(\.key))
    let all = rows + stored.values.filter { !replaced.contains($0.key) }
    for (market, values) in Dictionary(grouping: all, by: \.key.market) {
      var longest: Row?
      for value in values.sorted(by: { $0.key.start < $1.key.start }) {
        if let longest, value.key.start.seconds < longest.end,
          let place = [longest.place, value.place].compactMap({ $0 }).max(by: { $0.line < $1.line })
        {
          log.add(
            place, "overlapping-\(noun)",
            "market \(market) has one \(noun) at a time: \(longest.description) and \(value.description) overlap")
        }
        if longest.map({ value.end > $0.end }) ?? true { longest = value }
      }
    }
  }
}
