import Database
import Grid

/// One line of a plants file: a plant for some days.
struct PlantRow {
  struct Value: Equatable {
    let supplier: String
    let community: String
    /// nil: none measures it.
    let meter: String?
    /// What it is never asked to go below, in W.
    let least: Int
    /// What it is never asked to exceed, in W; 0: it stands still.
    let greatest: Int
    let days: DaySpan
  }
  struct Key: Hashable {
    let plant: String
    let from: LocalDay
  }

  /// The `from` field; nil: the row is stored.
  let place: Place?
  let plant: String
  let value: Value

  var key: Key { Key(plant: plant, from: value.days.from) }
  var description: String { "\(plant) \(value.days) (\(place.map { "line \($0.line)" } ?? "stored"))" }
}

/// Applies a plants file. A row is known by its plant and first day; a plant and a meter have one row at a time.
func importPlants(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = try readPlants(table, log, on: connection)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
    name: { "plant \($0.plant) from \($0.value.days.from)" })
  var stored: [PlantRow.Key: PlantRow] = [:]
  for row in try connection.query(
    "ingest/import_stored_plants", Set(unique.map(\.plant)).sorted(), Set(unique.compactMap(\.value.meter)).sorted())
  {
    guard let from = row.day("first_day") else { continue }
    let plant = PlantRow(
      place: nil, plant: row.text("plant"),
      value: PlantRow.Value(
        supplier: row.text("supplier"), community: row.text("community"), meter: row.optional("meter"),
        least: row.int("min_w"), greatest: row.int("max_w"), days: DaySpan(from: from, to: row.day("end_day"))))
    stored[plant.key] = plant
  }
  let replaced = Set(unique.map(\.key))
  let all = unique + stored.values.filter { !replaced.contains($0.key) }
  checkOverlaps(Dictionary(grouping: all, by: \.plant), log, "overlapping-plant") {
    "plant \($0) has one row at a time"
  }
  checkOverlaps(
    Dictionary(grouping: all.filter { $0.value.meter != nil }) { $0.value.meter! }, log, "overlapping-plant-meter"
  ) { "meter \($0) measures one plant at a time" }
  try log.refuse()

  let difference = Difference(unique, value: \.value, stored: { stored[$0.key]?.value })
  for (statement, rows) in [
    ("ingest/import_plants_changed", difference.changed), ("ingest/import_plants_added", difference.added),
  ] where !rows.isEmpty {
    try connection.query(
      statement, rows.map(\.plant), rows.map(\.value.supplier), rows.map(\.value.community), rows.map(\.value.meter),
      rows.map(\.value.least), rows.map(\.value.greatest), rows.map(\.value.days.from), rows.map(\.value.days.to))
  }
  return ImportSummary(
    kind: .plants, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func readPlants(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> [PlantRow] {
  let known = try KnownCodes(table, on: connection)
  return table.rows.compactMap { row in
    let reader = FieldReader(table, row, log)
    let plant = reader.code("plant")
    let supplier = reader.code("supplier")
    let community = reader.reference("community", in: known["community"])
    let meter = table.text(row, "meter").isEmpty ? nil : reader.reference("meter", in: known["meter"])
    let days = reader.days()
    let greatest = reader.requiredWhole("max_w")
    let least = reader.whole("min_w") ?? 0
    if reader.isValid, least > greatest {
      reader.fail("min_w", "min-above-max", "min_w (\(least)) is above max_w (\(greatest))")
    }
    guard reader.isValid else { return nil }
    let value = PlantRow.Value(
      supplier: supplier, community: community, meter: meter, least: least, greatest: greatest, days: days)
    return PlantRow(place: table.place(row, "from"), plant: plant, value: value)
  }
}

/// Finds rows of one plant, or of one meter, that share a day; both are named, at the later line.
private func checkOverlaps(
  _ groups: [String: [PlantRow]], _ log: FindingLog, _ code: String, rule: (String) -> String
) {
  for (name, rows) in groups {
    for (earlier, later) in overlappingPairs(rows, span: \.value.days) {
      // Two rows of one plant that share a meter are told of once.
      guard code == "overlapping-plant" || earlier.plant != later.plant,
        let place = [earlier.place, later.place].compactMap({ $0 }).max(by: { $0.line < $1.line })
      else { continue }
      log.add(place, code, "\(rule(name)): \(earlier.description) and \(later.description) overlap")
    }
  }
}
