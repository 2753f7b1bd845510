import Database
import Decode
import Grid

/// One line of a file of Zabbix items: which register of a meter an item is.
struct ZabbixItemRow {
  struct Key: Hashable {
    let meter: String
    let register: Int16
  }

  struct Value: Equatable {
    let itemid: Int64?
    let host, key: String?
    let quantity: String
    let unit: String?
    let negative: Int16?
    /// As numeric writes it.
    let factor: String
    let hold: Int?
    let start: Instant
  }

  let place: Place
  let key: Key
  let value: Value
}

let zabbixColumns = (
  required: ["meter", "register", "quantity"],
  optional: ["itemid", "host", "key", "unit", "negative", "factor", "hold_s", "from"]
)

/// Applies a file of Zabbix items. One that changed is read anew, from its start.
func importZabbixItems(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let rows = table.rows.compactMap { zabbixItem(of: FieldReader(table, $0, log), known) }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "this register of meter \($0.key.meter)" })
  try log.refuse(hints: ["unknown-meter": "Import the meters first."])

  var stored: [ZabbixItemRow.Key: ZabbixItemRow.Value] = [:]
  for row in try connection.query("ingest/zabbix_items") {
    let key = ZabbixItemRow.Key(meter: row.text("meter"), register: Int16(row.int("register")))
    stored[key] = ZabbixItemRow.Value(
      itemid: row.optionalInt("itemid").map(Int64.init), host: row.optional("host"), key: row.optional("key"),
      quantity: row.text("quantity"), unit: row.optional("unit"),
      negative: row.optionalInt("negative").map(Int16.init), factor: row.text("factor"),
      hold: row.optionalInt("hold_s"), start: Instant(seconds: row.int64("starts_s")))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_zabbix_items", all.map(\.key.meter), all.map(\.key.register), all.map(\.value.itemid),
      all.map(\.value.host), all.map(\.value.key), all.map(\.value.quantity), all.map(\.value.unit),
      all.map(\.value.negative), all.map(\.value.factor), all.map(\.value.hold), all.map(\.value.start))
  }
  return ImportSummary(
    kind: .zabbix, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// Reads one row; nil when it is invalid.
private func zabbixItem(of reader: FieldReader, _ known: KnownCodes) -> ZabbixItemRow? {
  func field(_ column: String) -> String { reader.table.text(reader.row, column) }
  func register(_ column: String) -> Int16? {
    let words = Register.allCases.map(\.word)
    let word = reader.choice(column, of: words)
    return Register.allCases.first { $0.word == word }?.rawValue
  }
  let meter = reader.reference("meter", in: known["meter"])
  let number = register("register")
  let quantity = reader.choice("quantity", of: ["power", "energy", "index", "level"])
  let itemid = reader.positive("itemid").map(Int64.init)
  if field("itemid").isEmpty == (field("host").isEmpty || field("key").isEmpty) {
    reader.fail("meter", "id-or-key", "an item has either itemid, or host and key")
  } else if itemid != nil, !field("host").isEmpty || !field("key").isEmpty {
    reader.fail("itemid", "id-or-key", "an item has either itemid, or host and key")
  }
  if !quantity.isEmpty, (quantity == "level") != (number == Register.batteryLevel.rawValue) {
    reader.fail("register", "wrong-register", "levels and nothing else go into battery_level")
  }
  let units = ZabbixUnit.names(of: quantity)
  let unit = field("unit").isEmpty ? nil : reader.choice("unit", of: units)
  let negative = field("negative").isEmpty ? nil : register("negative")
  if let negative, quantity != "power" || negative == number || negative == Register.batteryLevel.rawValue {
    reader.fail("negative", "wrong-register", "only power has another register for values below zero")
  }
  var factor = "1"
  if !field("factor").isEmpty {
    let text = reader.table.isSemicolonSeparated ? field("factor").replacing(",", with: ".") : field("factor")
    guard let number = ExactDecimal(text), number.mantissa != 0, !text.lowercased().contains("e") else {
      reader.fail("factor", "invalid-number", "factor is not a decimal number other than zero")
      return nil
    }
    factor = number.text
  }
  var start = Instant(seconds: 0)
  if !field("from").isEmpty {
    guard let instant = Instant(field("from")) else {
      reader.fail("from", "invalid-time", "from is not a time with its offset, written 2025-03-30T03:00:00+02:00")
      return nil
    }
    start = instant
  }
  let value = ZabbixItemRow.Value(
    itemid: itemid, host: reader.optionalText("host"), key: reader.optionalText("key"), quantity: quantity, unit: unit,
    negative: negative, factor: factor, hold: reader.positive("hold_s"), start: start)
  guard reader.isValid, let number else { return nil }
  return ZabbixItemRow(
    place: reader.table.place(reader.row, "meter"), key: ZabbixItemRow.Key(meter: meter, register: number), value: value
  )
}
