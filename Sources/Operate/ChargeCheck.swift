import Database
import Grid

/// Whether a car is full by its deadline, as planned.
public struct CarProof: Sendable, Equatable {
  public let community: String
  public let car: String
  public let deadline: Instant
  public let neededWh: Int64
  public let plannedWh: Int64
  /// What is lacking at the deadline; 0: the car is full.
  public let shortWh: Int64
  /// Why it lacks something: `time` (even at its greatest power), `not-planned` (there is room) or `room` (there is
  /// none under the limit); nil: it is full.
  public let cause: String?
}

/// A quarter hour in which cars put a community above its limit.
public struct Overload: Sendable, Equatable {
  public let community: String
  public let startsAt: Instant
  /// Other load and cars, in W.
  public let power: Int64
  public let limit: Int64
}

/// The proof that cars are full in time, and that charging them keeps the limits.
public struct ChargeProof: Sendable {
  public var cars: [CarProof] = []
  public var overloads: [Overload] = []
  /// Quarter hours with charging that were compared with a limit.
  public var comparedCount = 0
}

/// Proves the plan of all requests whose deadline is to come or passed in the last 24 hours.
///
/// - Parameter community: Its code; nil: all.
public func proveCharges(community: String?, asOf: Instant, on database: Connection) throws -> ChargeProof {
  var proof = ChargeProof()
  let since = Instant(seconds: asOf.seconds - 86_400)
  let rows = try database.query("operate/charge_requests", community, asOf, since, since, since)
  for requests in Dictionary(grouping: rows, by: { $0.text("community") }).sorted(by: { $0.key < $1.key }) {
    try prove(requests.value, since, asOf, into: &proof, on: database)
  }
  return proof
}

/// - Parameter requests: Rows of operate/charge_requests, of one community.
private func prove(
  _ requests: [Rows.Row], _ since: Instant, _ asOf: Instant, into proof: inout ChargeProof, on database: Connection
) throws {
  let community = requests[0].text("community")
  let start = Instant(seconds: since.seconds.quotientAndRemainder(flooringBy: 900).quotient * 900)
  let last = requests.map { $0.int64("deadline_s") }.max() ?? start.seconds
  // A plan is at most a week long.
  let end = Instant(seconds: min(last, start.seconds + 8 * 86_400))
  let room = try database.query("operate/charge_room", requests[0].int64("community_id"), start, end, asOf)
  // Starts of the quarter hours in which more could be charged.
  var open: [Int64] = []
  for row in room {
    let power = row.int64("load_w") + row.int64("planned_w")
    guard row.optional("limit_w") != nil, power + 4 > row.int64("limit_w") else {
      open.append(row.int64("starts_s"))
      continue
    }
    if row.int64("planned_w") > 0, power > row.int64("limit_w") {
      proof.overloads.append(
        Overload(
          community: community, startsAt: Instant(seconds: row.int64("starts_s")), power: power,
          limit: row.int64("limit_w")))
    }
  }
  proof.comparedCount += room.count { $0.int64("planned_w") > 0 && $0.optional("limit_w") != nil }
  for row in requests {
    let need = ChargeNeed(
      car: row.text("car"), energyWh: row.int64("energy_wh"), power: row.int64("power_w"),
      ready: row.int64("ready_s"), deadline: row.int64("deadline_s"))
    let planned = row.int64("planned_wh")
    let short = max(0, need.energyWh - planned)
    let isOpen = planned == 0 && open.contains { need.window.first <= $0 && $0 < need.window.end }
    let cause = short == 0 ? nil : need.shortWh >= short ? "time" : isOpen ? "not-planned" : "room"
    proof.cars.append(
      CarProof(
        community: community, car: need.car, deadline: Instant(seconds: need.deadline), neededWh: need.energyWh,
        plannedWh: planned, shortWh: short, cause: cause))
  }
}
