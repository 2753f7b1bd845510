import Database
import Grid

struct CommunityRow {
  struct Value: Equatable {
    let name: String
    /// IANA time zone.
    let zone: String
    /// Greatest mean power in W; nil: none.
    let limit: Int?
  }

  let place: Place
  let community: String
  let value: Value
}

/// Applies a communities file. A community that has readings keeps its zone: the zone cut their days.
func importCommunities(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let zones = Set(try connection.query("ingest/import_zones", table.values("zone")).map { $0.text("zone") })
  var rows: [CommunityRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.code("community")
    let name = reader.text("name")
    let zone = reader.text("zone")
    if !zone.isEmpty, !zones.contains(zone) {
      reader.fail("zone", "unknown-zone", "'\(zone.prefix(100))' is not an IANA time zone such as Europe/Paris")
    }
    let value = CommunityRow.Value(name: name, zone: zone, limit: reader.positive("limit_w"))
    guard reader.isValid else { continue }
    rows.append(CommunityRow(place: table.place(row, "community"), community: community, value: value))
  }
  let unique = withoutRepetitions(rows, log, key: \.community, place: \.place, name: { "community \($0.community)" })

  var stored: [String: CommunityRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_communities", unique.map(\.community)) {
    stored[row.text("community")] = CommunityRow.Value(
      name: row.text("name"), zone: row.text("zone"), limit: row.optionalInt("limit_w"))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.community] }
  let moved = difference.changed.filter { $0.value.zone != stored[$0.community]?.zone }
  if !moved.isEmpty {
    let withReadings = try connection.query("ingest/import_communities_with_readings", moved.map(\.community))
    let known = Set(withReadings.map { $0.text("community") })
    for row in moved where known.contains(row.community) {
      log.add(
        Place(line: row.place.line, column: table.columns["zone"].map { $0 + 1 }), "zone-has-readings",
        "community \(row.community) has readings, whose days its zone has cut")
    }
  }
  try log.refuse(hints: ["zone-has-readings": "Register a new community with the other zone and move the meters."])

  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_communities", all.map(\.community), all.map(\.value.name), all.map(\.value.zone),
      all.map(\.value.limit))
  }
  return ImportSummary(
    kind: .communities, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}
