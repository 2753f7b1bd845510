import Database
import Grid

/// A row of `grid.flexible_device`.
struct FlexibleDeviceRow {
  struct Key: Hashable {
    let community: String
    let device: String
  }
  struct Value: Equatable {
    var kind: String
    /// The meter that measures nothing else; nil: none.
    var meter: String?
    var isPiloted: Bool
    var lastStartedAt: Instant?
    var source: String
    var outerID: Int?
    var outerType: Int?
    /// JSON.
    var wish: String
  }

  let key: Key
  var value: Value
  /// Where a file says it; nil: it does not come from a file.
  var place: Place?

  static let registry = "registry"
  static let coordination = "coordination"
}

extension Connection {
  /// The flexible devices of some communities.
  func flexibleDevices(of communities: [String]) throws -> [FlexibleDeviceRow] {
    try query("ingest/stored_flexible_devices", communities).map { row in
      FlexibleDeviceRow(
        key: FlexibleDeviceRow.Key(community: row.text("community"), device: row.text("device")),
        value: FlexibleDeviceRow.Value(
          kind: row.text("kind"), meter: row.optional("meter"), isPiloted: row.bool("is_piloted"),
          lastStartedAt: row.optional("started_s").map { _ in Instant(seconds: row.int64("started_s")) },
          source: row.text("source"), outerID: row.optionalInt("outer_id"), outerType: row.optionalInt("outer_type"),
          wish: row.text("wish")))
    }
  }

  func put(_ rows: [FlexibleDeviceRow], asOf: Instant) throws {
    guard !rows.isEmpty else { return }
    try query(
      "ingest/put_flexible_devices", rows.map(\.key.community), rows.map(\.key.device), rows.map(\.value.kind),
      rows.map(\.value.meter), rows.map(\.value.isPiloted), rows.map(\.value.lastStartedAt), rows.map(\.value.source),
      rows.map(\.value.outerID), rows.map(\.value.outerType), rows.map(\.value.wish), asOf)
  }

  func thermalModels() throws -> ThermalModels {
    var models = ThermalModels()
    for row in try query("ingest/thermal_models") {
      guard let resistance = Double(row.text("r_k_per_w")), let capacity = Double(row.text("c_j_per_k")) else {
        continue
      }
      models.add(
        ThermalModel(resistance: resistance, capacity: capacity), id: row.int("model_id"), name: row.text("model"))
    }
    return models
  }
}
