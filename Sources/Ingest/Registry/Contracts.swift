import Database
import Grid

struct ContractRow {
  struct Value: Equatable {
    let customer: String
    let meter: String
    let kind: String
    let tariff: String
    let days: DaySpan
    /// Subscribed power in VA; nil: none.
    let power: Int?
    /// How feed-in is paid: line or self_billed.
    let settlement: String
    /// The grid operator's number of the connection.
    let deliveryPoint: String?
  }

  /// The `from` field.
  let place: Place
  let contract: String
  let value: Value
}

/// Applies a contracts file. A meter has one contract of a kind at a time.
func importContracts(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  var rows: [ContractRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let contract = reader.code("contract")
    let value = reader.contract(known)
    if reader.isValid { rows.append(ContractRow(place: table.place(row, "from"), contract: contract, value: value)) }
  }
  let unique = withoutRepetitions(rows, log, key: \.contract, place: \.place, name: { "contract \($0.contract)" })

  var stored: [String: ContractRow.Value] = [:]
  let meters = Set(unique.map(\.value.meter)).sorted()
  for row in try connection.query("ingest/import_stored_contracts", unique.map(\.contract), meters) {
    guard let from = row.day("first_day") else { continue }
    stored[row.text("contract")] = ContractRow.Value(
      customer: row.text("customer"), meter: row.text("meter"), kind: row.text("kind"), tariff: row.text("tariff"),
      days: DaySpan(from: from, to: row.day("end_day")),
      power: row.optional("power_kva").flatMap(DecimalForm.subscribedPower.parse), settlement: row.text("settlement"),
      deliveryPoint: row.optional("delivery_point"))
  }
  checkContracts(unique, stored, log)
  try log.refuse()

  let difference = Difference(unique, value: \.value) { stored[$0.contract] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_contracts", all.map(\.contract), all.map(\.value.customer), all.map(\.value.meter),
      all.map(\.value.kind), all.map(\.value.tariff), all.map(\.value.days.from), all.map(\.value.days.to),
      all.map { $0.value.power.map(DecimalForm.subscribedPower.text) }, all.map(\.value.settlement),
      all.map(\.value.deliveryPoint))
  }
  return ImportSummary(
    kind: .contracts, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

extension DecimalForm {
  fileprivate static let subscribedPower = DecimalForm(
    decimals: 3, least: 1, greatest: 999_999_999, code: "invalid-power",
    rule: "is not a number above 0, up to 999999.999, with at most 3 decimals")
}

extension FieldReader {
  fileprivate func contract(_ known: KnownCodes) -> ContractRow.Value {
    let kind = choice("kind", of: ["consumption", "production"])
    let settlement = table.text(row, "settlement").isEmpty ? "line" : choice("settlement", of: ["line", "self_billed"])
    if settlement == "self_billed", kind == "consumption" {
      fail("settlement", "self-billed-consumption", "self_billed is how feed-in is paid: only production has it")
    }
    return ContractRow.Value(
      customer: reference("customer", in: known["customer"]), meter: reference("meter", in: known["meter"]), kind: kind,
      tariff: reference("tariff", in: known["tariff"]), days: days(),
      power: optionalDecimal("power_kva", .subscribedPower),
      settlement: settlement,
      deliveryPoint: table.text(row, "delivery_point").isEmpty ? nil : code("delivery_point"))
  }
}

/// Finds contracts of one kind that share a day at one meter; file against file and file against registry.
private func checkContracts(_ rows: [ContractRow], _ stored: [String: ContractRow.Value], _ log: FindingLog) {
  struct Item {
    let contract: String
    let days: DaySpan
    let place: Place?

    var description: String { "\(contract) \(days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
  }
  struct Slot: Hashable {
    let meter: String
    let kind: String
  }
  var items: [Slot: [Item]] = [:]
  for row in rows {
    items[Slot(meter: row.value.meter, kind: row.value.kind), default: []]
      .append(Item(contract: row.contract, days: row.value.days, place: row.place))
  }
  let replaced = Set(rows.map(\.contract))
  for (contract, value) in stored where !replaced.contains(contract) {
    items[Slot(meter: value.meter, kind: value.kind), default: []]
      .append(Item(contract: contract, days: value.days, place: nil))
  }
  for (slot, items) in items {
    for (earlier, later) in overlappingPairs(items, span: \.days) {
      guard let place = [earlier.place, later.place].compactMap({ $0 }).max(by: { $0.line < $1.line }) else { continue }
      let both = "\(earlier.description) and \(later.description) overlap"
      log.add(place, "overlapping-contract", "meter \(slot.meter) has one \(slot.kind) contract at a time: \(both)")
    }
  }
}
