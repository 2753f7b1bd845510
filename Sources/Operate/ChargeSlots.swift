import Database
import Grid

/// A stretch in which a car charges with one power.
public struct ChargeBlock: Sendable, Equatable {
  public let community: String
  public let car: String
  public let startsAt: Instant
  /// Excluded.
  public let endsAt: Instant
  /// In W.
  public let power: Int64
}

/// What planning did.
public struct ChargePlanSummary: Sendable {
  /// By community, car and time.
  public var blocks: [ChargeBlock] = []
  public var carCount = 0
  /// Cars that will not be full by their deadline.
  public var late: [LateCar] = []
  /// Communities that have neither a limit nor a plant.
  public var unlimited: [String] = []
  /// Communities, and quarter hours of theirs whose other load is unknown, which count as 0.
  public var unknownLoad: [(community: String, quarters: Int)] = []
}

/// The longest window that is planned at once, in seconds: a week.
private let longestWindow: Int64 = 7 * 86_400

/// Plans when the cars of all open requests charge, staggered under what their community's limit leaves free.
///
/// A request is open until its deadline; of a car the newest counts. The window's plan is made again, what was planned
/// outside of it stays and counts as charged, but for requests that a newer one has replaced. The unit of work is a community, one transaction each, and the same input gives
/// the same plan. The caller holds the lock `charge`.
///
/// - Parameters:
///   - community: Its code; nil: all.
///   - from: Start of the window, rounded up to a quarter hour.
///   - to: Its end, excluded, rounded down to a quarter hour; nil: the last deadline, but not more than a week.
public func planCharges(
  community: String?, asOf: Instant, from: Instant, to: Instant?, on database: Connection
) throws -> ChargePlanSummary {
  try database.query("operate/delete_replaced_slots", community, asOf)
  let first = Instant(seconds: (from.seconds + 899).quotientAndRemainder(flooringBy: 900).quotient * 900)
  let last =
    try to ?? database.query("operate/charge_requests", community, asOf, first, first, first)
    .map { Instant(seconds: $0.int64("deadline_s")) }.max() ?? first
  let length = min(longestWindow, last.seconds - first.seconds).quotientAndRemainder(flooringBy: 900).quotient
  var summary = ChargePlanSummary()
  guard length > 0 else { return summary }
  let end = Instant(seconds: first.seconds + length * 900)
  let rows = try database.query("operate/charge_requests", community, asOf, first, first, end)
  for requests in Dictionary(grouping: rows, by: { $0.text("community") }).sorted(by: { $0.key < $1.key }) {
    try database.transaction { try plan(requests.value, asOf, first, end, into: &summary, on: database) }
  }
  return summary
}

/// - Parameter requests: Rows of operate/charge_requests, of one community.
private func plan(
  _ requests: [Rows.Row], _ asOf: Instant, _ first: Instant, _ end: Instant, into summary: inout ChargePlanSummary,
  on database: Connection
) throws {
  let communityID = requests[0].int64("community_id")
  let community = requests[0].text("community")
  try database.query("operate/delete_charge_slots", communityID, first, end)
  let room = try database.query("operate/charge_room", communityID, first, end, asOf)
  let free = room.map { row in
    row.optional("limit_w") == nil
      ? Int64.max / 4 : max(0, row.int64("limit_w") - row.int64("load_w")) / 4
  }
  if room.contains(where: { $0.optional("limit_w") == nil }) { summary.unlimited.append(community) }
  let unknown = room.count { $0.optional("limit_w") != nil && $0.optional("load_w") == nil }
  if unknown > 0 { summary.unknownLoad.append((community, unknown)) }

  func index(_ instant: Int64) -> Int { Int(min(max(0, (instant - first.seconds) / 900), Int64(free.count))) }
  let needs = requests.map { row in
    ChargeNeed(
      car: row.text("car"), energyWh: max(0, row.int64("energy_wh") - row.int64("planned_wh")),
      power: row.int64("power_w"), ready: max(first.seconds, row.int64("ready_s")), deadline: row.int64("deadline_s"))
  }
  let plan = ChargePlan(
    needs.map { need in
      let window = need.window
      return ChargePlan.Car(
        wh: need.energyWh, quarterWh: need.quarterWh,
        window: index(window.first)..<max(index(window.first), index(window.end)))
    }, free: free)
  try store(plan, requests, first, communityID, on: database)
  for (need, wh) in zip(needs, plan.wh) {
    summary.carCount += 1
    summary.blocks += blocks(of: wh, from: first).map {
      ChargeBlock(community: community, car: need.car, startsAt: $0.start, endsAt: $0.end, power: $0.power)
    }
    let short = need.energyWh - wh.reduce(0, +)
    // What the window's end cuts off is planned with a later window.
    if short > 0, need.deadline <= end.seconds + 899 {
      summary.late.append(LateCar(car: need.car, deadline: Instant(seconds: need.deadline), shortWh: short))
    }
  }
}

private func store(
  _ plan: ChargePlan, _ requests: [Rows.Row], _ first: Instant, _ communityID: Int64, on database: Connection
) throws {
  var rows: [(car: String, startsAt: Instant, requestedAt: Instant, power: Int64)] = []
  for (request, wh) in zip(requests, plan.wh) {
    for (slot, amount) in wh.enumerated() where amount > 0 {
      rows.append(
        (
          request.text("car"), Instant(seconds: first.seconds + Int64(slot) * 900),
          Instant(seconds: request.int64("requested_s")), amount * 4
        ))
    }
  }
  guard !rows.isEmpty else { return }
  try database.query(
    "operate/put_charge_slots", communityID, rows.map(\.car), rows.map(\.startsAt), rows.map(\.requestedAt),
    rows.map(\.power))
}

/// Quarter hours of one power, put together.
private func blocks(of wh: [Int64], from first: Instant) -> [(start: Instant, end: Instant, power: Int64)] {
  var blocks: [(start: Instant, end: Instant, power: Int64)] = []
  for (slot, amount) in wh.enumerated() where amount > 0 {
    let start = Instant(seconds: first.seconds + Int64(slot) * 900)
    let end = Instant(seconds: start.seconds + 900)
    if let last = blocks.last, last.end == start, last.power == amount * 4 {
      blocks[blocks.count - 1].end = end
    } else {
      blocks.append((start, end, amount * 4))
    }
  }
  return blocks
}
