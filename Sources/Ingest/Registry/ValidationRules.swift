import Database
import Grid

/// One line of a rules file: what a rule allows a class of meters, or one meter.
struct RuleRow {
  struct Key: Hashable {
    let rule: String
    let target: String
  }
  struct Value: Equatable {
    let threshold: Int
    let floor: Int?
    let severity: String
    /// Codes of the meters that add up to the meter, sorted.
    let parts: [String]
  }

  let place: Place
  let rule: String
  let kind: String?
  let meter: String?
  let value: Value

  var key: Key { Key(rule: rule, target: meter.map { "meter \($0)" } ?? kind!) }
}

let ruleColumns = (required: ["rule", "threshold"], optional: ["class", "meter", "floor_w", "severity", "parts"])
private let meterClasses = ["household", "plant", "charger"]

/// Applies a rules file. A row without class and meter is of all classes.
func importRules(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let parts = table.rows.flatMap { table.text($0, "parts").split(separator: " ").map(String.init) }
  let known = try KnownCodes(communities: [], meters: table.values("meter") + parts, on: connection)
  let rows = table.rows.flatMap { rules(of: FieldReader(table, $0, log), known) }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "rule \($0.rule) of \($0.key.target)" })
  try log.refuse()

  var stored: [RuleRow.Key: RuleRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_rules") {
    let target = row.optional("meter").map { "meter \($0)" } ?? row.text("class")
    stored[RuleRow.Key(rule: row.text("rule"), target: target)] = RuleRow.Value(
      threshold: row.int("threshold"), floor: row.optionalInt("floor_w"), severity: row.text("severity"),
      parts: row.text("parts").split(separator: "\t").map(String.init))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_rules", all.map(\.rule), all.map(\.kind), all.map(\.meter), all.map(\.value.threshold),
      all.map(\.value.floor), all.map(\.value.severity),
      all.map { $0.value.parts.isEmpty ? nil : $0.value.parts.joined(separator: "\t") })
  }
  return ImportSummary(
    kind: .rules, read: unique.count, added: difference.added.count, changed: difference.changed.count)
}

/// Reads one row; empty when it is invalid.
private func rules(of reader: FieldReader, _ known: KnownCodes) -> [RuleRow] {
  func field(_ column: String) -> String { reader.table.text(reader.row, column) }
  let name = reader.choice("rule", of: ValidationRule.allCases.map(\.rawValue))
  let threshold = reader.requiredWhole("threshold")
  let rule = ValidationRule(rawValue: name)
  let floor = reader.whole("floor_w")
  if let rule, rule.hasFloor == (floor == nil) {
    reader.fail(
      "floor_w", rule.hasFloor ? "missing-value" : "unexpected-value",
      rule.hasFloor ? "floor_w is empty; \(name) looks at power" : "\(name) has no floor_w")
  }
  let severity = field("severity").isEmpty ? "warn" : reader.choice("severity", of: ["warn", "fail", "off"])
  let kind = field("class").isEmpty ? nil : reader.choice("class", of: meterClasses)
  let meter = field("meter").isEmpty ? nil : reader.reference("meter", in: known["meter"])
  if kind != nil, meter != nil { reader.fail("meter", "two-targets", "a rule is of a class or of a meter") }
  let parts = field("parts").split(separator: " ").map(String.init).sorted()
  if !parts.isEmpty, rule != .plantVsSum || meter == nil {
    reader.fail("parts", "unexpected-value", "parts are of a meter's plant-vs-sum")
  }
  for part in parts where !known["meter"].contains(part) {
    reader.fail("parts", "unknown-meter", "there is no meter '\(part.prefix(100))'")
  }
  guard reader.isValid else { return [] }
  let value = RuleRow.Value(threshold: threshold, floor: floor, severity: severity, parts: parts)
  let place = reader.table.place(reader.row, "rule")
  guard meter == nil, kind == nil else {
    return [RuleRow(place: place, rule: name, kind: kind, meter: meter, value: value)]
  }
  return meterClasses.map { RuleRow(place: place, rule: name, kind: $0, meter: nil, value: value) }
}
