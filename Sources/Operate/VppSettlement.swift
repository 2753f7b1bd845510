import Database
import Grid

/// What came of a community's offers of one product on one day. Energy in Wh.
public struct OfferSettlement: Sendable, Equatable {
  public let community: String
  public let day: LocalDay
  public let product: String
  /// In slots that are settled.
  public var offered: Int64 = 0
  /// What the market took at its price.
  public var accepted: Int64 = 0
  public var delivered: Int64 = 0
  /// What was there, less what was accepted: below zero, others had to step in.
  public var imbalance: Int64 = 0
  /// Wh × hundredths of a EUR a MWh; below zero: paid.
  var worth: Int64 = 0

  public var shortfall: Int64 { accepted - delivered }
  /// Cents, rounded once, half away from zero.
  public var cents: Int64 { worth.dividedRounding(by: 1_000_000) }
}

/// The sums of a product over communities and days.
public struct OfferTotal: Sendable, Equatable {
  public let product: String
  public var offered: Int64 = 0
  public var accepted: Int64 = 0
  public var delivered: Int64 = 0
  public var imbalance: Int64 = 0
  public var cents: Int64 = 0

  public var shortfall: Int64 { accepted - delivered }
}

/// What a settlement found.
public struct OfferSettlementSummary: Sendable {
  /// By community, day and product.
  public var rows: [OfferSettlement] = []
  /// Slots with offers whose readings are missing, by community.
  public var missing: [String: Set<Instant>] = [:]
  /// Slots with offers without a price, by community.
  public var unpriced: [String: Set<Instant>] = [:]

  /// Sums of what the rows show, by product.
  public var totals: [OfferTotal] {
    Dictionary(grouping: rows, by: \.product).sorted { $0.key < $1.key }.map { product, rows in
      rows.reduce(into: OfferTotal(product: product)) { total, row in
        total.offered += row.offered
        total.accepted += row.accepted
        total.delivered += row.delivered
        total.imbalance += row.imbalance
        total.cents += row.cents
      }
    }
  }
}

/// Settles the offers of slots that have ended against what was there.
///
/// An offer is accepted when the market's price reaches it, and paid at that price. Of surplus is delivered what the
/// community had left; of battery-up and battery-down what metered batteries did beyond their plans.
public func settleOffers(
  community: String?, period: Period, market: String, asOf: Instant, on database: Connection
) throws -> OfferSettlementSummary {
  try MarketPrices.require(market, on: database)
  var summary = OfferSettlementSummary()
  for row in try database.query("operate/communities", community) {
    let offers = try offers(community: row.text("community"), market: market, period: period, on: database)
      .filter { $0.start.seconds + PlanSlot.seconds <= asOf.seconds }
    guard !offers.isEmpty else { continue }
    let calendar = try database.calendar(zone: row.text("zone"), period)
    let actual = try OfferActuals(row.int64("community_id"), period, calendar.span, on: database)
    let prices = try MarketPrices(market, from: calendar.span.first, to: calendar.span.stop, on: database)
    settle(offers, actual, prices, calendar, into: &summary)
  }
  return summary
}

private func settle(
  _ offers: [Offer], _ actual: OfferActuals, _ prices: MarketPrices, _ calendar: LocalCalendar,
  into summary: inout OfferSettlementSummary
) {
  struct Slot: Hashable {
    let start: Instant
    let product: String
  }
  struct Key: Hashable {
    let day: LocalDay
    let product: String
  }
  var settled: [Key: OfferSettlement] = [:]
  for (slot, offers) in Dictionary(grouping: offers, by: { Slot(start: $0.start, product: $0.product) }) {
    let community = offers[0].community
    guard let there = actual.energy(slot.product, slot.start.seconds) else {
      summary.missing[community, default: []].insert(slot.start)
      continue
    }
    guard let price = prices[slot.start.seconds], let day = calendar.day(containing: slot.start.seconds)?.day else {
      summary.unpriced[community, default: []].insert(slot.start)
      continue
    }
    let isBought = slot.product == "battery-down"
    let accepted = offers.filter { isBought ? price <= $0.price : price >= $0.price }.reduce(0) { $0 + $1.quantity }
    let delivered = min(accepted, there / 1000)
    let key = Key(day: day, product: slot.product)
    var row = settled[key] ?? OfferSettlement(community: community, day: day, product: slot.product)
    row.offered += offers.reduce(0) { $0 + $1.quantity }
    row.accepted += accepted
    row.delivered += delivered
    row.imbalance += there / 1000 - accepted
    row.worth += delivered * price * (isBought ? -1 : 1)
    settled[key] = row
  }
  summary.rows += settled.values.sorted { ($0.day, $0.product) < ($1.day, $1.product) }
}

/// What a community had in each slot, mWh.
private struct OfferActuals {
  private var surplus: [Int64: Int64] = [:]
  private var up: [Int64: Int64] = [:]
  private var down: [Int64: Int64] = [:]

  init(
    _ communityID: Int64, _ period: Period, _ span: (first: Int64, stop: Int64), on database: Connection
  ) throws {
    for row in try database.query(
      "operate/beyond_plan", communityID, period, Instant(seconds: span.first), Instant(seconds: span.stop))
    where row.bool("is_complete") {
      up[row.int64("start_s")] = row.int64("up_mwh")
      down[row.int64("start_s")] = row.int64("down_mwh")
    }
    let stored = try PlannedSurplus(communityID, from: span.first, to: span.stop, on: database)
    for row in try database.query("operate/surplus", communityID, period) {
      guard let left = row.optional("surplus_mwh").flatMap({ Int64($0) }) else { continue }
      let start = row.int64("start_s")
      // What is not shared of the feed-in has the batteries' discharge in it, which counts as theirs.
      let discharged = row.bool("is_allocated") ? up[start] ?? 0 : 0
      surplus[start] = max(0, left - discharged - stored.energy(start, isMeasured: true))
    }
  }

  /// nil: readings are missing.
  func energy(_ product: String, _ start: Int64) -> Int64? {
    switch product {
    case "battery-up": up[start]
    case "battery-down": down[start]
    default: surplus[start]
    }
  }
}
