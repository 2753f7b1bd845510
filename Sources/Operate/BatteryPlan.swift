import Database
import Grid

/// A quarter of an hour of a battery's plan, as it is shown.
public struct BatteryPlanRow: Sendable {
  public let community: String
  public let battery: String
  public let start: Instant
  /// Hundredths of a EUR a MWh; nil: not known.
  public let price: Int64?
  /// Thousandths of a EUR a MWh; nil: not known.
  public let standard: Int64?
  /// W.
  public let charge: Int64
  public let discharge: Int64
  /// mWh of the charge that are the community's surplus.
  public let surplus: Int64
  /// mWh at the end of the slot.
  public let level: Int64
  public let reason: String
}

/// What a plan is made for.
public struct BatteryPlanRequest: Sendable {
  public let market: String
  public let rule: PriceRule
  public let period: Period
  public let asOf: Instant
  /// Whether what is planned of slots that have begun is made again too.
  public let isForced: Bool

  public init(market: String, rule: PriceRule, period: Period, asOf: Instant, isForced: Bool = false) {
    self.market = market
    self.rule = rule
    self.period = period
    self.asOf = asOf
    self.isForced = isForced
  }
}

/// What a planning did.
public struct BatteryPlanSummary: Sendable {
  public var batteryCount = 0
  /// Slots planned by this run; what had begun and was planned before stays.
  public var slotCount = 0
  /// Starts of slots in which nothing could be decided for want of a price or of a standard.
  public var unpriced: Set<Instant> = []
}

/// Plans what batteries do in the quarter hours of a period, by the rule of `BatteryRule`.
///
/// A plan starts at the newest state that was replayed before it, carried on with what was planned since. Batteries of a
/// community share its surplus in the order of their codes. The unit of work is a community, one transaction each;
/// running twice changes nothing.
public func planBatteries(
  community: String?, _ request: BatteryPlanRequest, on database: Connection
) throws -> BatteryPlanSummary {
  try MarketPrices.require(request.market, on: database)
  var summary = BatteryPlanSummary()
  for row in try database.query("operate/communities", community) {
    let batteries = try batteries(community: row.text("community"), request.period, on: database)
    guard !batteries.isEmpty else { continue }
    try database.transaction {
      try CommunityPlan(row.int64("community_id"), row.text("zone"), request, database).run(batteries, into: &summary)
    }
  }
  return summary
}

/// The plan of a period as it is stored, by community, battery and start.
public func batteryPlan(
  community: String?, period: Period, on database: Connection
) throws -> [BatteryPlanRow] {
  try database.query("operate/battery_plans", community, period).map { row in
    BatteryPlanRow(
      community: row.text("community"), battery: row.text("battery"), start: Instant(seconds: row.int64("start_s")),
      price: row.optional("price_hundredths").flatMap { Int64($0) },
      standard: row.optional("standard_thousandths").flatMap { Int64($0) }, charge: row.int64("charge_w"),
      discharge: row.int64("discharge_w"), surplus: row.int64("surplus_mwh"), level: row.int64("level_mwh"),
      reason: row.text("reason"))
  }
}

private struct CommunityPlan {
  let communityID: Int64
  let request: BatteryPlanRequest
  let database: Connection
  let span: (first: Int64, stop: Int64)
  let prices: MarketPrices

  init(_ communityID: Int64, _ zone: String, _ request: BatteryPlanRequest, _ database: Connection) throws {
    self.communityID = communityID
    self.request = request
    self.database = database
    span = try database.calendar(zone: zone, request.period).span
    prices = try MarketPrices(request.market, from: span.first - 86_400, to: span.stop, on: database)
  }

  func run(_ batteries: [Battery], into summary: inout BatteryPlanSummary) throws {
    var surplus = CommunitySurplus([:])
    if batteries.contains(where: \.isShared) {
      surplus = try CommunitySurplus(
        communityID: communityID, request.period, from: span.first, to: span.stop, asOf: request.asOf, on: database)
    }
    // What stays has its part of the surplus before anything new is planned.
    let kept = try batteries.map { try self.kept($0) }
    for slot in kept.joined().map(\.value) { surplus.take(slot.surplus, of: slot.start) }
    for (battery, kept) in zip(batteries, kept) {
      summary.batteryCount += 1
      try database.query(
        "operate/delete_battery_plan", communityID, battery.id, Instant(seconds: span.first),
        Instant(seconds: span.stop), request.isForced ? nil : request.asOf)
      try write(battery, kept, &surplus, &summary)
    }
  }

  /// What is planned already and has begun, by start.
  private func kept(_ battery: Battery) throws -> [Int64: PlanSlot] {
    guard !request.isForced else { return [:] }
    let stop = min(span.stop, request.asOf.seconds)
    let rows = try battery.plan(from: span.first, to: stop, on: database).filter { $0.communityID == communityID }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.start, $0) })
  }

  private func write(
    _ battery: Battery, _ kept: [Int64: PlanSlot], _ surplus: inout CommunitySurplus,
    _ summary: inout BatteryPlanSummary
  ) throws {
    let days = try battery.days(request.period, on: database).filter { $0.communityID == communityID }
    let starts = days.flatMap { stride(from: $0.start, to: $0.start + $0.length, by: Int64.Stride(PlanSlot.seconds)) }
    guard let first = starts.first else { return }
    let rule = BatteryRule(rule: request.rule, limits: battery.limits)
    var walk = BatteryWalk(battery.limits, level: try battery.level(at: first, on: database))
    let writer = try CopyWriter("operate/copy_battery_plan", fields: 12, on: database)
    for start in starts {
      if let slot = kept[start] {
        walk = BatteryWalk(battery.limits, level: slot.level)
        continue
      }
      let price = prices[start]
      let standard = request.rule.doubleStandard(start, prices)
      let action = rule.action(
        level: walk.level, price: price, doubleStandard: standard, surplus: battery.isShared ? surplus[start] ?? 0 : 0)
      _ = walk.step(charge: action.charge * PlanSlot.energy, discharge: action.discharge * PlanSlot.energy)
      surplus.take(action.surplus, of: start)
      if price == nil || standard == nil { summary.unpriced.insert(Instant(seconds: start)) }
      summary.slotCount += 1
      try writer.row()
      writer.field(communityID)
      writer.field(battery.id)
      writer.field(instant: start)
      writer.field(Int32(PlanSlot.seconds))
      writer.field(request.market)
      writer.field(milliwattHours: price.map { $0 * 10 })
      writer.field(milliwattHours: standard.map { $0 * 5 })
      writer.field(action.charge)
      writer.field(action.discharge)
      writer.field(numeric: action.surplus, exponent: -3)
      writer.field(numeric: walk.level, exponent: -3)
      writer.field(action.reason.rawValue)
    }
    try writer.finish()
  }
}

extension Battery {
  /// The level at an instant, mWh: the newest replayed state up to it, carried on with what was planned since.
  func level(at instant: Int64, on database: Connection) throws -> Int64 {
    let state = try database.query("operate/battery_state", id, Instant(seconds: instant)).first
    var walk = BatteryWalk(limits, level: state?.int64("level_mwh") ?? initial)
    for slot in try plan(from: state?.int64("at_s") ?? 0, to: instant, on: database) {
      _ = walk.step(charge: slot.charge * PlanSlot.energy, discharge: slot.discharge * PlanSlot.energy)
    }
    return walk.level
  }
}

extension LocalCalendar {
  /// First second of its days and first second after them, since 1970.
  var span: (first: Int64, stop: Int64) {
    guard let first = days.first, let last = days.last else { return (0, 0) }
    return (first.start, last.start + Int64(last.length))
  }
}
