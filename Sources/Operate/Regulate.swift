import Database
import Grid

/// How the regulation of a community ended.
public struct RegulatedCommunity: Sendable {
  public enum Outcome: Sendable, Equatable {
    /// It has neither a limit nor a plant.
    case unlimited
    /// Nothing is known of the last 15 minutes: nothing is cut, standing directives run out.
    case unknown
    /// Not above the limit as far as known; members are missing, so nothing is reopened.
    case incomplete
    /// Above the limit; W that remain above it when all is cut that may be.
    case cut(uncovered: String)
    case hold
    case reopened
  }

  public let community: String
  public let outcome: Outcome
}

/// What a regulation did.
public struct RegulationSummary: Sendable {
  /// Issued by this run, by community and device.
  public var directives: [Directive] = []
  public var communities: [RegulatedCommunity] = []
}

/// Cuts what is not essential in communities that use more than their limit, and reopens it when there is room again.
///
/// The unit of work is a community, one transaction each: directives and their messages in the outbox together. At the same
/// instant a second run adds nothing. The caller holds the lock `regulate`.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - life: How long a directive holds, in seconds.
public func regulate(
  community: String?, asOf: Instant, life: Int64, on database: Connection
) throws -> RegulationSummary {
  var summary = RegulationSummary()
  try database.transactions(for: database.query("operate/loads", community, asOf)) { row in
    let code = row.text("community")
    let outcome: RegulatedCommunity.Outcome
    if row.optional("limit_mw") == nil {
      outcome = .unlimited
    } else if row.optional("slot_start_s") == nil {
      outcome = .unknown
    } else {
      let (regulated, directives) = try regulate(row, asOf, life, on: database)
      summary.directives += directives
      outcome = regulated
    }
    summary.communities.append(RegulatedCommunity(community: code, outcome: outcome))
  }
  return summary
}

/// - Parameter row: A row of operate/loads with a limit and a slot.
private func regulate(
  _ row: Rows.Row, _ asOf: Instant, _ life: Int64, on database: Connection
) throws -> (RegulatedCommunity.Outcome, [Directive]) {
  let communityID = row.int64("community_id")
  let regulation = Regulation(
    limit: row.int64("limit_mw"), reopenLevel: row.int64("reopen_mw"), mean: row.int64("mean_mw"),
    slotSeconds: row.int64("slot_s"), isComplete: row.bool("is_complete"), isAutarkic: row.bool("is_autarkic"),
    asOf: asOf, life: life)
  let devices = try database.query(
    "operate/switchable_devices", communityID, asOf, Instant(seconds: row.int64("slot_start_s")), row.int("slot_s"))
  let (verdict, orders) = regulation.decide(devices.map(Regulation.Device.init))
  let expiresAt = Instant(seconds: asOf.seconds + life)
  var issued: Set<String> = []
  if !orders.isEmpty {
    issued = Set(
      try database.query(
        "operate/put_directives", communityID, asOf, expiresAt, "automatic", orders.map(\.device),
        orders.map(\.state.rawValue), orders.map { $0.power / 1000 }, orders.map(\.reason)
      ).map { $0.text("device") })
    try database.query("operate/put_directive_messages", communityID, asOf)
  }
  let directives = orders.filter { issued.contains($0.device) }.sorted { $0.device < $1.device }.map {
    Directive(
      community: row.text("community"), device: $0.device, state: $0.state, origin: "automatic",
      power: Int($0.power / 1000), issuedAt: asOf, expiresAt: expiresAt, reason: $0.reason)
  }
  switch verdict {
  case .cut(let uncovered): return (.cut(uncovered: wattsUp(uncovered)), directives)
  case .hold: return (.hold, directives)
  case .reopen: return (.reopened, directives)
  case .incomplete: return (.incomplete, directives)
  }
}

extension Regulation.Device {
  /// - Parameter row: A row of operate/switchable_devices.
  fileprivate init(_ row: Rows.Row) {
    self.init(
      name: row.text("device"), power: row.int64("power_w") * 1000,
      state: row.optional("state").flatMap(SwitchState.init), isOperators: row.text("origin") == "operator",
      issuedAt: Instant(seconds: row.int64("issued_s")), expiresAt: Instant(seconds: row.int64("expires_s")),
      offSeconds: row.int64("off_s"))
  }
}
