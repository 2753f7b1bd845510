import Database
import Grid

/// What a community sells or buys in a quarter of an hour.
public struct Offer: Sendable, Hashable {
  public let community: String
  public let start: Instant
  /// surplus, battery-up or battery-down.
  public let product: String
  /// Wh.
  public let quantity: Int64
  /// Hundredths of a EUR a MWh: sold from it on, bought up to it.
  public let price: Int64
}

/// What offers are made for.
public struct OfferRequest: Sendable {
  public let market: String
  public let period: Period
  /// Hundredths of a EUR a MWh; nil: the median of the market's 24 hours before each day.
  public let standard: Int64?
  public let asOf: Instant
  /// Whether what was offered of slots that have begun is made again too.
  public let isForced: Bool

  public init(market: String, period: Period, standard: Int64?, asOf: Instant, isForced: Bool = false) {
    self.market = market
    self.period = period
    self.standard = standard
    self.asOf = asOf
    self.isForced = isForced
  }
}

/// What an offering did.
public struct OfferSummary: Sendable {
  public var communityCount = 0
  /// Slots of a community of which it is not known what is left.
  public var unknown: [String: [Instant]] = [:]
  /// Batteries that offer nothing, because no meter could prove what they do beyond their plans.
  public var unmeteredCount = 0
  /// Why something was not offered, one line each.
  public var notes: [String] = []
}

/// Makes the offers of a period: what communities have left, and what their batteries can do beyond their plans.
///
/// - surplus: what nobody in the community uses, less what its batteries are planned to store, at the highest feed-in price
///   of its members' contracts, or 0.
/// - battery-up: more discharge, at the standard price divided by the efficiency; battery-down: more charge, at the standard
///   multiplied by it. A battery without meter, or without a plan for the whole period, offers nothing.
///
/// What was offered of a slot that has begun stays; a day of which nothing was offered is made in hindsight. The unit of
/// work is a community, one transaction each; running twice changes nothing.
public func makeOffers(community: String?, _ request: OfferRequest, on database: Connection) throws -> OfferSummary {
  try MarketPrices.require(request.market, on: database)
  var summary = OfferSummary()
  for row in try database.query("operate/communities", community) {
    try database.transaction {
      var run = try CommunityOffers(
        row.int64("community_id"), row.text("community"), row.text("zone"), request, database)
      try run.run(into: &summary)
    }
    summary.communityCount += 1
  }
  return summary
}

/// The offers of a period as they are stored, by community, start, product and price.
public func offers(community: String?, market: String, period: Period, on database: Connection) throws -> [Offer] {
  try database.query("operate/offers", community, market, period).map { row in
    Offer(
      community: row.text("community"), start: Instant(seconds: row.int64("start_s")), product: row.text("product"),
      quantity: row.int64("quantity_wh"), price: row.int64("price_hundredths"))
  }
}

private struct CommunityOffers {
  private struct Key: Hashable {
    let start: Int64
    let product: String
    let price: Int64
  }

  let communityID: Int64
  let community: String
  let request: OfferRequest
  let database: Connection
  let calendar: LocalCalendar
  let prices: MarketPrices
  let zone: String
  /// Wh by what an offer is known by.
  private var made: [Key: Int64] = [:]

  init(
    _ communityID: Int64, _ community: String, _ zone: String, _ request: OfferRequest, _ database: Connection
  ) throws {
    self.communityID = communityID
    self.community = community
    self.zone = zone
    self.request = request
    self.database = database
    calendar = try database.calendar(zone: zone, request.period)
    prices = try MarketPrices(
      request.market, from: calendar.span.first - 86_400, to: calendar.span.stop, on: database)
  }

  mutating func run(into summary: inout OfferSummary) throws {
    let bounds = (first: Instant(seconds: calendar.span.first), stop: Instant(seconds: calendar.span.stop))
    var kept: Set<LocalDay> = []
    if !request.isForced {
      let rows = try database.query(
        "operate/offered_days", communityID, request.market, zone, bounds.first, bounds.stop)
      kept = Set(rows.compactMap { $0.day("day") })
    }
    let open = calendar.days.flatMap { day in
      stride(from: day.start, to: day.start + Int64(day.length), by: Int64.Stride(PlanSlot.seconds))
        .filter { $0 >= request.asOf.seconds || !kept.contains(day.day) }
    }
    try addSurplus(open, into: &summary)
    try addBatteries(Set(open), into: &summary)
    try database.query(
      "operate/delete_offers", communityID, request.market, bounds.first, bounds.stop,
      request.isForced ? nil : request.asOf)
    let writer = try CopyWriter("operate/copy_offers", fields: 7, on: database)
    for (key, quantity) in made where quantity > 0 {
      try writer.row()
      writer.field(communityID)
      writer.field(request.market)
      writer.field(instant: key.start)
      writer.field(key.product)
      writer.field(numeric: key.price * 10, exponent: -3)
      writer.field(Int32(PlanSlot.seconds))
      writer.field(quantity)
    }
    try writer.finish()
  }

  private mutating func addSurplus(_ open: [Int64], into summary: inout OfferSummary) throws {
    let span = calendar.span
    let surplus = try CommunitySurplus(
      communityID: communityID, request.period, from: span.first, to: span.stop, asOf: request.asOf, on: database)
    var feedIn: [LocalDay: Int64] = [:]
    for row in try database.query("operate/feed_in_prices", communityID, request.period) {
      feedIn[row.day("day")!] = row.int64("price_hundredths")
    }
    let stored = try PlannedSurplus(communityID, from: span.first, to: span.stop, on: database)
    for start in open {
      guard let left = surplus[start] else {
        summary.unknown[community, default: []].append(Instant(seconds: start))
        continue
      }
      let isPast = start + PlanSlot.seconds <= request.asOf.seconds
      let quantity = max(0, left - stored.energy(start, isMeasured: isPast)) / 1000
      let price = calendar.day(containing: start).flatMap { feedIn[$0.day] } ?? 0
      made[Key(start: start, product: "surplus", price: price), default: 0] += quantity
    }
  }

  private mutating func addBatteries(_ open: Set<Int64>, into summary: inout OfferSummary) throws {
    for battery in try batteries(community: community, request.period, on: database) {
      let days = try battery.days(request.period, on: database).filter { $0.communityID == communityID }
      guard let first = days.first, let last = days.last else { continue }
      guard battery.meterID != nil else {
        summary.unmeteredCount += 1
        continue
      }
      let plan = try battery.plan(from: first.start, to: last.start + last.length, on: database)
      guard plan.count == days.reduce(0, { $0 + Int($1.length / PlanSlot.seconds) }) else {
        summary.notes.append("battery \(battery.code) has no plan for all of these days")
        continue
      }
      let slots = plan.map { slot in
        OfferFlexibility.Slot(
          charge: slot.charge, discharge: slot.discharge, level: slot.level, price: prices[slot.start],
          isOpen: open.contains(slot.start))
      }
      let flexibility = OfferFlexibility(limits: battery.limits)
      let (up, down) = (flexibility.up(slots), flexibility.down(slots))
      for day in days {
        guard let standard = request.standard.map({ $0 * 2 }) ?? prices.doubleMedian(before: day.start) else {
          summary.notes.append("battery \(battery.code) has no standard price on \(day.day)")
          continue
        }
        let reserve = Reserve(doubleStandard: standard, efficiency: battery.limits.efficiency)
        for (at, slot) in plan.enumerated() where day.start <= slot.start && slot.start < day.start + day.length {
          made[Key(start: slot.start, product: "battery-up", price: reserve.up), default: 0] += up[at] / 1000
          made[Key(start: slot.start, product: "battery-down", price: reserve.down), default: 0] += down[at] / 1000
        }
      }
    }
  }
}

/// From which price on a battery discharges, and up to which it charges, without loss: hundredths of a EUR a MWh,
/// rounded half away from zero.
struct Reserve: Equatable {
  let up: Int64
  let down: Int64

  /// - Parameter efficiency: Hundredths of a percent.
  init(doubleStandard: Int64, efficiency: Int64) {
    up = (doubleStandard * 10_000).dividedRounding(by: 2 * efficiency)
    down = (doubleStandard * efficiency).dividedRounding(by: 20_000)
  }
}

extension Int64 {
  /// Quotient rounded half away from zero; the divisor is positive.
  func dividedRounding(by divisor: Int64) -> Int64 {
    let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: UInt64(divisor))
    let rounded = Int64(quotient) + (rest * 2 >= UInt64(divisor) ? 1 : 0)
    return self < 0 ? -rounded : rounded
  }
}

/// What batteries are planned to store of a community's surplus, by start, mWh.
struct PlannedSurplus {
  private var all: [Int64: Int64] = [:]
  private var unmetered: [Int64: Int64] = [:]

  init(_ communityID: Int64, from first: Int64, to stop: Int64, on database: Connection) throws {
    for row in try database.query(
      "operate/planned_surplus", communityID, Instant(seconds: first), Instant(seconds: stop))
    {
      all[row.int64("start_s")] = row.int64("surplus_mwh")
      unmetered[row.int64("start_s")] = row.int64("unmetered_mwh")
    }
  }

  /// - Parameter isMeasured: Readings of the slot are there: they show what metered batteries stored.
  func energy(_ start: Int64, isMeasured: Bool) -> Int64 { (isMeasured ? unmetered : all)[start] ?? 0 }
}
