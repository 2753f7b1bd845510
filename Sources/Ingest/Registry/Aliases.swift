import Database
import Grid

/// One line of an aliases file: a name by which dumps know a meter, or one register of it.
struct AliasRow {
  struct Value: Equatable {
    let meter: String
    /// What the values count; nil: what the dump says.
    let register: Register?
  }

  let place: Place
  let alias: String
  let value: Value
}

/// Registers as files of the registry name them.
private let registers: KeyValuePairs<String, Register> = [
  "import": .imported, "export": .exported, "consumption": .consumption, "production": .production,
  "battery_charge": .batteryCharge, "battery_discharge": .batteryDischarge, "battery_level": .batteryLevel,
]

/// Applies an aliases file. A row is known by its alias; what it says replaces what was stored.
func importAliases(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(
    communities: [], meters: table.values("meter") + table.values("alias"), on: connection)
  let rows = table.rows.compactMap { alias(of: FieldReader(table, $0, log), known["meter"]) }
  let unique = withoutRepetitions(rows, log, key: \.alias, place: \.place, name: { "alias \($0.alias)" })
  try log.refuse()

  var stored: [String: AliasRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_aliases", unique.map(\.alias)) {
    stored[row.text("alias")] = AliasRow.Value(
      meter: row.text("meter"), register: row.optionalInt("register").flatMap { Register(rawValue: Int16($0)) })
  }
  let difference = Difference(unique, value: \.value) { stored[$0.alias] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_aliases", all.map(\.alias), all.map(\.value.meter), all.map(\.value.register?.rawValue))
  }
  return ImportSummary(
    kind: .aliases, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// Reads one row; nil when it is invalid.
private func alias(of reader: FieldReader, _ meters: Set<String>) -> AliasRow? {
  let alias = reader.code("alias")
  let meter = reader.reference("meter", in: meters)
  if meters.contains(alias), alias != meter {
    reader.fail("alias", "alias-is-meter", "'\(alias)' is the code of another meter")
  }
  let isNamed = !reader.table.text(reader.row, "register").isEmpty
  let word = isNamed ? reader.choice("register", of: registers.map(\.key)) : ""
  let value = AliasRow.Value(meter: meter, register: registers.first { $0.key == word }?.value)
  return reader.isValid ? AliasRow(place: reader.table.place(reader.row, "alias"), alias: alias, value: value) : nil
}
