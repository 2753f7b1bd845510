import Database
import Grid

/// What a device is told.
public enum SwitchState: String, Sendable {
  case on = "ON"
  case off = "OFF"
  case auto = "AUTO"
}

/// One directive.
public struct Directive: Sendable, Equatable {
  public let community: String
  public let device: String
  public let state: SwitchState
  /// `automatic` or `operator`.
  public let origin: String
  /// What the device was declared to draw, in W.
  public let power: Int
  public let issuedAt: Instant
  /// From then on the device is on AUTO.
  public let expiresAt: Instant
  public let reason: String
}

/// The directives in force: of each device the newest, when it has not expired; ordered by community and device.
///
/// - Parameter community: Its code; nil: all.
public func directives(community: String?, asOf: Instant, on database: Connection) throws -> [Directive] {
  try database.query("operate/directives", community, asOf).map { row in
    Directive(
      community: row.text("community"), device: row.text("device"),
      state: SwitchState(rawValue: row.text("state")) ?? .auto, origin: row.text("origin"), power: row.int("power_w"),
      issuedAt: Instant(seconds: row.int64("issued_s")), expiresAt: Instant(seconds: row.int64("expires_s")),
      reason: row.text("reason"))
  }
}

/// Issues an operator's directive. ON and OFF stand until they expire, whatever regulation finds; AUTO gives the device back.
///
/// The same directive at the same instant is issued once.
///
/// - Throws: Status 66 for a device that is not declared, status 65 for one that is essential or of no community, and for
///   another directive of the same instant.
public func setDirective(
  device: String, state: SwitchState, reason: String, asOf: Instant, expiresAt: Instant, on database: Connection
) throws -> Directive {
  try database.transaction {
    guard let place = try database.query("operate/device_place", device, asOf).first else {
      throw PlainFailure(
        .noInput, "no device '\(device)' is declared at \(asOf)", hint: "Declare it with 'gridctl import devices'.")
    }
    guard place.optional("community_id") != nil else {
      throw PlainFailure(.dataRefused, "the meter of device \(device) is in no community at \(asOf)")
    }
    guard !place.bool("essential") else {
      throw PlainFailure(.dataRefused, "device \(device) is essential", hint: "Only other devices are switched.")
    }
    let communityID = place.int64("community_id")
    let issued = try database.query(
      "operate/put_directives", communityID, asOf, expiresAt, "operator", [device], [state.rawValue],
      [place.int("power_w")], [reason])
    try database.query("operate/put_directive_messages", communityID, asOf)
    let directive = try directives(community: nil, asOf: asOf, on: database).first { $0.device == device }
    guard let directive, !issued.isEmpty || (directive.state, directive.expiresAt) == (state, expiresAt) else {
      throw PlainFailure(.dataRefused, "device \(device) was told another thing at \(asOf)")
    }
    return directive
  }
}
