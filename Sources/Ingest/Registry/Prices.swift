import Database
import Grid

/// One line of a prices file.
struct PriceRow {
  struct Value: Equatable {
    let interval: Int64
    /// Hundredths of a EUR a MWh.
    let price: Int
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

/// Applies a prices file. A price is known by its market and start; no two of a market cover the same instant.
func importPrices(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = readPrices(table, log)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
    name: { "the price of \($0.key.market) from \($0.key.start)" })
  var stored: [PriceRow.Key: PriceRow] = [:]
  if let first = unique.map(\.key.start).min(), let last = unique.map(\.key.start).max() {
    let markets = Set(unique.map(\.key.market)).sorted()
    for row in try connection.query("ingest/import_stored_prices", markets, first, last) {
      let key = PriceRow.Key(market: row.text("market"), start: Instant(seconds: row.int64("start_s")))
      stored[key] = PriceRow(
        place: nil, key: key,
        value: PriceRow.Value(interval: row.int64("interval_s"), price: row.int("price_hundredths"))
      )
    }
  }
  checkOverlaps(unique, stored, log)
  try log.refuse(hints: [
    "overlapping-price": "A file of quarter hours needs the column interval_s; without it a price holds for an hour."
  ])

  let difference = Difference(unique, value: \.value, stored: { stored[$0.key]?.value })
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_prices", all.map(\.key.market), all.map(\.key.start), all.map(\.value.interval),
      all.map(\.value.price))
  }
  return ImportSummary(
    kind: .prices, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func readPrices(_ table: CSVTable, _ log: FindingLog) -> [PriceRow] {
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
    let price = reader.euros("eur_mwh")
    guard reader.isValid, let start, let price else { return nil }
    return PriceRow(
      place: table.place(row, "starts_at"), key: PriceRow.Key(market: market, start: start),
      value: PriceRow.Value(interval: interval, price: price))
  }
}

extension FieldReader {
  /// EUR a MWh in hundredths, negative ones too.
  fileprivate func euros(_ column: String) -> Int? {
    let text = text(column)
    guard !text.isEmpty else { return nil }
    let digits = text.hasPrefix("-") ? String(text.dropFirst()) : text
    let form = DecimalForm.market
    guard let value = form.parse(table.isSemicolonSeparated ? digits.replacing(",", with: ".") : digits) else {
      fail(column, form.code, "\(column) \(form.rule)")
      return nil
    }
    return text.hasPrefix("-") ? -value : value
  }
}

extension DecimalForm {
  fileprivate static let market = DecimalForm(
    decimals: 2, greatest: 9_999_999_999, code: "invalid-price",
    rule: "is not a number of at most 8 digits and 2 decimals, with or without a minus sign")
}

/// Finds prices that cover an instant another one covers; file against file and file against registry.
private func checkOverlaps(_ rows: [PriceRow], _ stored: [PriceRow.Key: PriceRow], _ log: FindingLog) {
  let replaced = Set(rows.map(\.key))
  let all = rows + stored.values.filter { !replaced.contains($0.key) }
  for (market, prices) in Dictionary(grouping: all, by: \.key.market) {
    var longest: PriceRow?
    for price in prices.sorted(by: { $0.key.start < $1.key.start }) {
      if let longest, price.key.start.seconds < longest.end,
        let place = [longest.place, price.place].compactMap({ $0 }).max(by: { $0.line < $1.line })
      {
        log.add(
          place, "overlapping-price",
          "market \(market) has one price at a time: \(longest.description) and \(price.description) overlap")
      }
      if longest.map({ price.end > $0.end }) ?? true { longest = price }
    }
  }
}
