import Database
import Grid

struct CommunityRow {
  struct Value: Equatable {
    let name: String
    /// IANA time zone.
    let zone: String
    /// Greatest mean power in W, 0 included; nil: none.
    let limit: Int?
    /// Share of the greatest production above which consumption is tense, in hundredths of a percent.
    let tense: Int
    /// Share below which what was cut is reopened, in hundredths of a percent; never above `tense`.
    let reopen: Int
    /// The sense of autarky whose changes are told: strict or net.
    let autarky: String
    /// Code of who signs its invoices; nil: nobody yet.
    let seller: String?
    /// Degrees north and east, in hundred-thousandths; nil: the zone's main place is taken.
    let latitude: Int?
    let longitude: Int?
  }

  let place: Place
  let community: String
  let value: Value
}

let communityColumns = (
  required: ["community", "name", "zone"],
  optional: ["seller", "limit_w", "tense_percent", "reopen_percent", "autarky", "latitude", "longitude"]
)

/// Applies a communities file. A community that has readings keeps its zone: the zone cut their days.
func importCommunities(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let zones = Set(try connection.query("ingest/import_zones", table.values("zone")).map { $0.text("zone") })
  let known = try KnownCodes(table, on: connection)
  var rows: [CommunityRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.code("community")
    let value = reader.community(zones, known)
    guard reader.isValid else { continue }
    rows.append(CommunityRow(place: table.place(row, "community"), community: community, value: value))
  }
  let unique = withoutRepetitions(rows, log, key: \.community, place: \.place, name: { "community \($0.community)" })

  var stored: [String: CommunityRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_communities", unique.map(\.community)) {
    stored[row.text("community")] = CommunityRow.Value(
      name: row.text("name"), zone: row.text("zone"), limit: row.optionalInt("limit_w"),
      tense: DecimalForm.share.parse(row.text("tense_percent")) ?? 0,
      reopen: DecimalForm.share.parse(row.text("reopen_percent")) ?? 0, autarky: row.text("autarky"),
      seller: row.optional("seller"), latitude: row.optional("latitude").flatMap(DecimalForm.latitude.parse),
      longitude: row.optional("longitude").flatMap(DecimalForm.longitude.parse))
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
      all.map(\.value.limit), all.map { DecimalForm.share.text($0.value.tense) },
      all.map { DecimalForm.share.text($0.value.reopen) }, all.map(\.value.autarky),
      all.map(\.value.seller), all.map { $0.value.latitude.map(DecimalForm.latitude.short) },
      all.map { $0.value.longitude.map(DecimalForm.longitude.short) })
  }
  return ImportSummary(
    kind: .communities, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

extension FieldReader {
  fileprivate func community(_ zones: Set<String>, _ known: KnownCodes) -> CommunityRow.Value {
    let name = text("name")
    let zone = text("zone")
    if !zone.isEmpty, !zones.contains(zone) {
      fail("zone", "unknown-zone", "'\(zone.prefix(100))' is not an IANA time zone such as Europe/Paris")
    }
    let tense = optionalDecimal("tense_percent", .share) ?? 8000
    let reopen = optionalDecimal("reopen_percent", .share) ?? 7000
    if isValid, reopen > tense {
      fail(
        "reopen_percent", "reopen-above-tense",
        "reopen_percent (\(DecimalForm.share.text(reopen))) is above tense_percent (\(DecimalForm.share.text(tense)))")
    }
    let autarky = table.text(row, "autarky").isEmpty ? "net" : choice("autarky", of: ["strict", "net"])
    let seller = table.text(row, "seller").isEmpty ? nil : reference("seller", in: known["seller"])
    let latitude = optionalDecimal("latitude", .latitude)
    let longitude = optionalDecimal("longitude", .longitude)
    if isValid, (latitude == nil) != (longitude == nil) {
      fail("latitude", "half-a-place", "latitude and longitude are given together")
    }
    return CommunityRow.Value(
      name: name, zone: zone, limit: whole("limit_w"), tense: tense, reopen: reopen, autarky: autarky,
      seller: seller, latitude: latitude, longitude: longitude)
  }
}

extension DecimalForm {
  fileprivate static let latitude = DecimalForm(
    decimals: 5, least: -9_000_000, greatest: 9_000_000, code: "invalid-degrees",
    rule: "is not a number of degrees from -90 to 90 with at most 5 decimals")
  fileprivate static let longitude = DecimalForm(
    decimals: 5, least: -18_000_000, greatest: 18_000_000, code: "invalid-degrees",
    rule: "is not a number of degrees from -180 to 180 with at most 5 decimals")
}
