import Database
import Grid

/// One line of a tolerances file: how late readings may be, and how many rows of a dump may be bad.
struct ToleranceRow {
  /// Of one meter, or of a kind of meters and a format of dumps; all nil: of everything.
  struct Key: Hashable {
    let meter, kind, format: String?
  }

  struct Value: Equatable {
    let every, warnPercent, tolerancePercent, rejectCount, rejectPercent: Int
  }

  let place: Place
  let key: Key
  let value: Value
}

let toleranceColumns = (
  required: ["every_s"],
  optional: ["meter", "kind", "format", "warn_percent", "tolerance_percent", "reject_count", "reject_percent"]
)

/// Applies a tolerances file. A row is known by what it is about; what it says replaces what was stored.
func importTolerances(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let rows = table.rows.compactMap { tolerance(of: FieldReader(table, $0, log), known) }
  let unique = withoutRepetitions(rows, log, key: \.key, place: \.place, name: { _ in "the tolerance of the same" })
  try log.refuse()

  var stored: [ToleranceRow.Key: ToleranceRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_tolerances") {
    stored[
      ToleranceRow.Key(meter: row.optional("meter"), kind: row.optional("kind"), format: row.optional("format"))] =
      ToleranceRow.Value(
        every: row.int("every_s"), warnPercent: row.int("warn_percent"),
        tolerancePercent: row.int("tolerance_percent"), rejectCount: row.int("reject_count"),
        rejectPercent: row.int("reject_percent"))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_tolerances", all.map(\.key.meter), all.map(\.key.kind), all.map(\.key.format),
      all.map(\.value.every), all.map(\.value.warnPercent), all.map(\.value.tolerancePercent),
      all.map(\.value.rejectCount), all.map(\.value.rejectPercent))
  }
  return ImportSummary(
    kind: .tolerances, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func tolerance(of reader: FieldReader, _ known: KnownCodes) -> ToleranceRow? {
  func field(_ column: String) -> String { reader.table.text(reader.row, column) }
  let meter = field("meter").isEmpty ? nil : reader.reference("meter", in: known["meter"])
  let kind = field("kind").isEmpty ? nil : reader.choice("kind", of: ["household", "plant", "charger"])
  let format = field("format").isEmpty ? nil : reader.code("format")
  if meter != nil, kind != nil || format != nil {
    reader.fail("meter", "one-scope", "a tolerance is of a meter, or of a kind and a format")
  }
  let every = reader.requiredWhole("every_s", isPositive: true)
  let tolerance = reader.positive("tolerance_percent") ?? 200
  let warn = reader.positive("warn_percent") ?? min(150, tolerance)
  if every > 366 * 86_400 { reader.fail("every_s", "too-great", "every_s is more than a year") }
  if warn < 100 || warn > tolerance || tolerance > 100_000 {
    reader.fail(
      "tolerance_percent", "wrong-order",
      "warn_percent is 100 or above, tolerance_percent not below it, nor above 100000")
  }
  let rejectPercent = reader.positive("reject_percent") ?? 5
  if rejectPercent > 100 { reader.fail("reject_percent", "too-great", "reject_percent is above 100") }
  let rejectCount = reader.positive("reject_count") ?? 10
  if rejectCount > 1_000_000_000 { reader.fail("reject_count", "too-great", "reject_count is above 1000000000") }
  guard reader.isValid else { return nil }
  return ToleranceRow(
    place: reader.table.place(reader.row, "every_s"), key: ToleranceRow.Key(meter: meter, kind: kind, format: format),
    value: ToleranceRow.Value(
      every: every, warnPercent: warn, tolerancePercent: tolerance, rejectCount: rejectCount,
      rejectPercent: rejectPercent))
}
