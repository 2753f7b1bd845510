import Database
import Grid

/// What is taken over, from where and when.
public struct SyncRequest: Sendable {
  /// Which clock a coordination database means by seconds after midnight.
  public enum Clock: String, Sendable, CaseIterable {
    /// The wall clock of the community, as its members enter their hours.
    case local
    /// UTC, as ELFE's own program reads them.
    case utc
  }

  public let community: String
  /// A libpq connection string of the coordination database.
  public let conninfo: String
  /// The schema of its tables; nil: where its search path leads.
  public let schema: String?
  public let clock: Clock
  public let asOf: Instant

  public init(community: String, conninfo: String, schema: String?, clock: Clock, asOf: Instant) {
    self.community = community
    self.conninfo = conninfo
    self.schema = schema
    self.clock = clock
    self.asOf = asOf
  }
}

/// A device that is piloted but left out of plans until its data are mended.
public struct IgnoredDevice: Sendable, Equatable {
  public let device: String
  public let reason: String

  public init(device: String, reason: String) {
    self.device = device
    self.reason = reason
  }
}

public struct SyncSummary: Sendable, Equatable {
  /// Devices that plans may place now.
  public var piloted = 0
  public var added = 0
  public var changed = 0
  /// Devices that left mode 30, vanished or are ignored since the last time: they keep their wish and are not planned.
  public var released = 0
  public var ignored: [IgnoredDevice] = []
}

/// Takes the wishes of piloted devices over from a coordination database of ELFE, which is only read.
///
/// A device is piloted in mode 30; a machine has a row of its cycle, a water heater active off-peak hours. Which of them
/// rest after a start is a matter of each plan. A device whose row cannot be right is ignored and told; no other suffers.
///
/// - Throws: Status 69 when the coordination database cannot be reached, with the age of the newest plan, which stays valid.
public func syncDevices(_ request: SyncRequest, on connection: Connection) throws -> SyncSummary {
  guard
    let community = try connection.query("ingest/coordination_community", request.community, request.asOf).first
  else {
    throw PlainFailure(
      .noInput, "there is no community '\(request.community)'", hint: "Import it with 'gridctl import communities'.")
  }
  let site: CoordinationSite
  do {
    site = try CoordinationSite(request.conninfo, schema: request.schema)
  } catch let failure as PlainFailure where failure.status == .unavailable {
    throw PlainFailure(
      .unavailable, failure.message, detail: failure.detail,
      hint: try newestPlan(
        of: request.community, id: community.int64("community_id"), asOf: request.asOf, on: connection)
    )
  }
  return try connection.transaction {
    try connection.query("ingest/import_lock")
    let reader = CoordinationWishReader(
      models: try connection.thermalModels(), clockOffset: request.clock == .utc ? community.int("offset_s") : 0)
    return try apply(site, request, reader, on: connection)
  }
}

private func apply(
  _ site: CoordinationSite, _ request: SyncRequest, _ reader: CoordinationWishReader, on connection: Connection
) throws -> SyncSummary {
  let stored = Dictionary(
    uniqueKeysWithValues: try connection.flexibleDevices(of: [request.community]).map { ($0.key, $0) })
  let taken = Set(
    stored.values.filter { $0.value.source != FlexibleDeviceRow.coordination }.compactMap(\.value.meter))
  let meters = try submeters(site, in: request.community, on: connection).subtracting(taken)
  var summary = SyncSummary()
  var rows: [FlexibleDeviceRow] = []
  for device in site.devices {
    let id = device.int("id")
    let key = FlexibleDeviceRow.Key(community: request.community, device: "ELFE-\(id)")
    do throws(CoordinationWishReader.Ignored) {
      if let other = stored[key], other.value.source != FlexibleDeviceRow.coordination {
        throw CoordinationWishReader.Ignored("the registry has another device of this name")
      }
      let found = site.wishes[id] ?? []
      let wish = try reader.wish(found)
      let started = device.optionalInt("timestamp_derniere_mise_en_marche") ?? 0
      let meter = found[0].row.optional("mesures_puissance_elec_id").flatMap { meters.contains($0) ? $0 : nil }
      rows.append(
        FlexibleDeviceRow(
          key: key,
          value: FlexibleDeviceRow.Value(
            kind: wish.kind.rawValue, meter: meter ?? stored[key]?.value.meter, isPiloted: true,
            lastStartedAt: started > 0 ? Instant(seconds: Int64(started)) : nil,
            source: FlexibleDeviceRow.coordination, outerID: id, outerType: device.optionalInt("type_id"),
            wish: wish.text)))
    } catch {
      summary.ignored.append(IgnoredDevice(device: key.device, reason: error.reason))
    }
  }
  let kept = Set(rows.map(\.key))
  let released = stored.values.filter {
    $0.value.source == FlexibleDeviceRow.coordination && $0.value.isPiloted && !kept.contains($0.key)
  }.map { row in
    var row = row
    row.value.isPiloted = false
    return row
  }
  let difference = Difference(rows, value: \.value, stored: { stored[$0.key]?.value })
  try connection.put(difference.all + released, asOf: request.asOf)
  summary.piloted = rows.count
  summary.added = difference.added.count
  summary.changed = difference.changed.count
  summary.released = released.count
  return summary
}

/// Codes of the community's meters that are named as the measurement of one device, and of no other.
private func submeters(
  _ site: CoordinationSite, in community: String, on connection: Connection
) throws -> Set<String> {
  let named = site.wishes.values.joined().compactMap { $0.row.optional("mesures_puissance_elec_id") }
  let items = Dictionary(grouping: named, by: { $0 }).filter { $0.value.count == 1 }.keys.sorted()
  let known = try KnownCodes(communities: [], meters: items, on: connection)["meter"]
  let foreign = try connection.query(
    "ingest/import_foreign_submeters", known.map { _ in community }, Array(known))
  return known.subtracting(foreign.map { $0.text("meter") })
}

/// What holds while the coordination database is away.
private func newestPlan(
  of community: String, id: Int64, asOf: Instant, on connection: Connection
) throws -> String {
  guard let plan = try connection.query("ingest/newest_plan", id, asOf).first else {
    return "There is no earlier plan of \(community)."
  }
  let made = Instant(seconds: plan.int64("made_s"))
  let end = Instant(seconds: plan.int64("end_s"))
  let age = Int(asOf.seconds - made.seconds) / 60
  let told = age < 120 ? "\(age) min" : "\(age / 60) h \(age % 60) min"
  return end > asOf
    ? "The plan of \(made), \(told) old, stays valid until \(end)."
    : "The newest plan, of \(made), is \(told) old and ended at \(end)."
}
