import Database
import Grid

/// One line of an outages file: a time for which nobody waits for readings.
struct OutageRow {
  struct Value: Equatable {
    let community, meter: String?
    /// One of the meter's; nil: all.
    let register: Int16?
    let from: Instant
    /// Nil: until further notice.
    let to: Instant?
    let reason: String
  }

  let place: Place
  let outage: String
  let value: Value
}

let outageColumns = (required: ["outage", "from", "reason"], optional: ["community", "meter", "register", "to"])

/// Names of registers, in the order of their codes from 1.
private let registers = [
  "import", "export", "consumption", "production", "battery_charge", "battery_discharge", "battery_level",
]

/// Applies an outages file. A row is known by its code; what it says replaces what was stored. Windows may overlap.
func importOutages(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let rows = table.rows.compactMap { outage(of: FieldReader(table, $0, log), known) }
  let unique = withoutRepetitions(rows, log, key: \.outage, place: \.place, name: { "outage \($0.outage)" })
  try log.refuse()

  var stored: [String: OutageRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_outages", unique.map(\.outage)) {
    stored[row.text("outage")] = OutageRow.Value(
      community: row.optional("community"), meter: row.optional("meter"),
      register: row.optionalInt("register").map { Int16($0) }, from: Instant(seconds: row.int64("from_s")),
      to: row.optional("to_s").map { _ in Instant(seconds: row.int64("to_s")) }, reason: row.text("reason"))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.outage] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_outages", all.map(\.outage), all.map(\.value.community), all.map(\.value.meter),
      all.map(\.value.register), all.map(\.value.from), all.map(\.value.to), all.map(\.value.reason))
  }
  return ImportSummary(
    kind: .outages, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func outage(of reader: FieldReader, _ known: KnownCodes) -> OutageRow? {
  func field(_ column: String) -> String { reader.table.text(reader.row, column) }
  func scope(_ column: String) -> String? { field(column).isEmpty ? nil : reader.reference(column, in: known[column]) }
  let code = reader.code("outage")
  let (community, meter) = (scope("community"), scope("meter"))
  if field("community").isEmpty == field("meter").isEmpty {
    reader.fail("outage", "one-scope", "an outage is of a community or of a meter")
  }
  var register: Int16?
  if !field("register").isEmpty {
    let name = reader.choice("register", of: registers)
    register = registers.firstIndex(of: name).map { Int16($0 + 1) }
    if field("meter").isEmpty { reader.fail("register", "wrong-scope", "a register is one of a meter") }
  }
  let from = reader.instantWithOffset("from")
  let to = field("to").isEmpty ? nil : reader.instantWithOffset("to")
  if let from, let to, to <= from { reader.fail("to", "empty-range", "to (\(to)) is not after from (\(from))") }
  let reason = reader.text("reason")
  guard reader.isValid, let from else { return nil }
  return OutageRow(
    place: reader.table.place(reader.row, "outage"), outage: code,
    value: OutageRow.Value(community: community, meter: meter, register: register, from: from, to: to, reason: reason))
}
