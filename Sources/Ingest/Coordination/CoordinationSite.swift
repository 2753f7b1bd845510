import Database
import Grid

/// What a coordination database of ELFE says of the devices that are piloted, as one state of it.
struct CoordinationSite {
  /// A row of one of the tables of wishes.
  struct Wish {
    let kind: FlexibleWish.Kind
    let row: Rows.Row
    /// Of a water heater: its active off-peak hours.
    var offPeak: [Rows.Row] = []
  }

  /// Rows of `equipement_pilote_ou_mesure` in mode 30, by id.
  let devices: [Rows.Row]
  /// Their rows in the tables of wishes: one each, if the database is in order.
  let wishes: [Int: [Wish]]

  /// Tables without which nothing can be planned, in the order of the operator's documentation.
  static let tables = [
    "equipement_pilote_ou_mesure", "equipement_pilote_machine_generique", "equipement_pilote_machine_generique_cycle",
    "equipement_pilote_vehicule_electrique_generique", "equipement_pilote_ballon_ecs",
    "equipement_pilote_ballon_ecs_heures_creuses", "equipement_pilote_chauffage_non_asservi",
    "equipement_pilote_chauffage_asservi",
  ]

  /// - Parameter schema: Where its tables are; nil: where its search path leads.
  /// - Throws: Status 69 when it cannot be reached or does not answer, 78 when its tables are others.
  init(_ conninfo: String, schema: String?) throws {
    let label = "the coordination database"
    let connection = try Connection.reader(conninfo, label: label)
    (devices, wishes) = try readingOther(
      label, hint: "Compare its tables with 'gridctl help ems sync', and the rights of its user."
    ) {
      if let schema { try connection.query("ingest/coordination_search_path", schema) }
      return try connection.snapshot { try Self.read(connection, schema) }
    }
  }

  private static func read(_ connection: Connection, _ schema: String?) throws -> ([Rows.Row], [Int: [Wish]]) {
    let missing = try connection.query("ingest/coordination_missing", tables).map { $0.text("table_name") }
    guard missing.isEmpty else {
      let place = schema.map { "schema '\($0)' of the coordination database" } ?? "the coordination database"
      throw PlainFailure(
        .configuration,
        missing.count == tables.count
          ? "\(place) has none of ELFE's tables" : "\(place) has no table \(missing.joined(separator: ", "))",
        hint: schema == nil ? "Are they in another schema? Name it with --schema." : "Look at --schema.")
    }
    let offPeak = Dictionary(grouping: try connection.query("ingest/coordination_off_peak")) { $0.int("ballon_id") }
    var wishes: [Int: [Wish]] = [:]
    for (kind, statement) in [
      (FlexibleWish.Kind.machine, "ingest/coordination_machines"), (.vehicle, "ingest/coordination_vehicles"),
      (.waterHeater, "ingest/coordination_water_heaters"), (.heater, "ingest/coordination_heaters"),
      (.thermalHeater, "ingest/coordination_thermal_heaters"),
    ] {
      for row in try connection.query(statement) {
        let windows = kind == .waterHeater ? offPeak[row.int("ballon_id")] ?? [] : []
        wishes[row.int("device_id"), default: []].append(Wish(kind: kind, row: row, offPeak: windows))
      }
    }
    return (Array(try connection.query("ingest/coordination_devices")), wishes)
  }
}
