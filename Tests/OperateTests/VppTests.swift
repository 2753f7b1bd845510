import Database
import Grid
import Support
import Testing

@testable import Operate

@Suite struct VppTests {
  let park: Park

  init() throws {
    park = try Park()
    try park.meter("PV")
    try park.meter("M1")
    try park.prices(from: "2026-06-01T22:00:00Z", [Int](repeating: 60, count: 48))
  }

  /// A day on which the plant makes 1000.9 Wh in slot 40 and 300 in slot 41, and the house uses 200 in both.
  func readings() throws {
    try park.read("PV", .production, "2026-06-02", [40: 1_000_900, 41: 300_000], exponent: -3)
    try park.read("M1", .consumption, "2026-06-02", [40: 200, 41: 200])
    try park.total("2026-06-02")
  }

  /// Shares of the plant's feed-in that the house took, Wh by slot.
  func allocate(_ shared: [Int: Int]) throws {
    let list = (0..<96).map { "\(shared[$0] ?? 0)" }.joined(separator: ",")
    let none = [String](repeating: "0", count: 96).joined(separator: ",")
    try park.database.script(
      """
      SELECT ops.add_partitions('aggregate.allocation', ARRAY['2026-06-02'::date]);
      INSERT INTO aggregate.allocation
      SELECT 1, meter_id, '2026-06-02', 'static', 900, 0, CASE meter WHEN 'M1' THEN ARRAY[\(list)] ELSE ARRAY[\(none)] END,
             CASE meter WHEN 'PV' THEN ARRAY[\(list)] ELSE ARRAY[\(none)] END, 0, 0
      FROM grid.meter WHERE meter IN ('M1', 'PV')
      """)
  }

  func bids(_ period: String = "2026-06-02") throws -> [String] {
    try offers(community: nil, market: "X", period: Park.period(period), on: park.connection).map {
      "\($0.start) \($0.product) \($0.quantity) \($0.price)"
    }
  }

  @Test("what is left of a day that was not allocated is production above consumption, in whole Wh")
  func pooled() throws {
    try readings()
    #expect(try park.offer("2026-06-02").unknown == [:])
    #expect(
      try bids() == ["2026-06-02T08:00:00Z surplus 800 0", "2026-06-02T08:15:00Z surplus 100 0"])
    let rows = try park.database.lines("SELECT ctid, * FROM operate.offer ORDER BY starts_at")
    #expect(try park.offer("2026-06-02").unknown == [:])
    #expect(try park.database.lines("SELECT ctid, * FROM operate.offer ORDER BY starts_at") == rows)
  }

  @Test("what a static key leaves over is offered, and nothing of a slot that is shared out")
  func allocated() throws {
    try readings()
    // In slot 40 the key gives the house only 50 of its 200 Wh; in slot 41 all of the feed-in is given away.
    try allocate([40: 50, 41: 300])
    try park.offer("2026-06-02")
    #expect(try bids() == ["2026-06-02T08:00:00Z surplus 950 0"])
  }

  @Test("of half an hour that was shared, both quarters together leave what it does")
  func halfHour() throws {
    try readings()
    // Slots 40 and 41 feed in 1000.9 and 300 Wh, of which 1100 are shared.
    let shared = (0..<48).map { $0 == 20 ? "1100" : "0" }.joined(separator: ",")
    try park.database.script(
      """
      SELECT ops.add_partitions('aggregate.allocation', ARRAY['2026-06-02'::date]);
      INSERT INTO aggregate.allocation (community_id, meter_id, day, key, slot_s, exponent, shared_in, shared_out,
                                        shared_in_wh, shared_out_wh)
      SELECT 1, meter_id, '2026-06-02', 'static', 1800, 0, ARRAY[\(shared)], ARRAY[\(shared)], 0, 1100
      FROM grid.meter WHERE meter = 'PV'
      """)
    try park.offer("2026-06-02")
    #expect(try bids() == ["2026-06-02T08:15:00Z surplus 200 0"])
  }

  @Test("a battery that is charged with the plant's production leaves nothing to sell, and its discharge is no surplus")
  func batteries() throws {
    try park.read("PV", .production, "2026-06-02", [40: 1000])
    try park.read("PV", .batteryCharge, "2026-06-02", [40: 700])
    try park.read("PV", .batteryDischarge, "2026-06-02", [60: 500])
    try park.read("M1", .consumption, "2026-06-02", [40: 100])
    try park.total("2026-06-02")
    try park.offer("2026-06-02")
    #expect(try bids() == ["2026-06-02T08:00:00Z surplus 200 0"])
  }

  @Test("of slots to come the newest forecast counts, less what the community's battery is planned to store")
  func future() throws {
    try park.battery("SILO", meter: nil, power: 1000, from: "2026-06-03")
    try park.database.script(
      """
      INSERT INTO aggregate.forecast_choice (community_id, quantity, issued_at, method, reason, point_count, slot_count)
      SELECT 1, q, i::timestamptz, 'profile', 'asked', 0, 91
      FROM unnest(ARRAY['2026-06-01T10:00Z', '2026-06-02T10:00Z', '2026-06-02T20:00Z']) AS i, unnest(ARRAY['consumption', 'production']) AS q;
      INSERT INTO aggregate.forecast
      SELECT 1, q, 'profile', i, '2026-06-02T22:00Z'::timestamptz + k * interval '15 min', 900,
             CASE WHEN q = 'consumption' THEN 100 WHEN k = 40 THEN w ELSE 0 END
      FROM (VALUES ('2026-06-01T10:00Z'::timestamptz, 900.25), ('2026-06-02T10:00Z', 800.5), ('2026-06-02T20:00Z', 5)) AS v (i, w),
           generate_series(0, 90) AS k, unnest(ARRAY['consumption', 'production']) AS q
      """)
    let asOf = "2026-06-02T12:00:00Z"
    try park.plan("2026-06-03", asOf: asOf)
    let summary = try park.offer("2026-06-03", asOf: asOf)
    // 700.5 Wh are foretold, 250 of them planned for the battery; nothing is said of the last five slots.
    #expect(try bids("2026-06-03") == ["2026-06-03T08:00:00Z surplus 450 0"])
    #expect(summary.unknown["C1"]?.count == 5)
    #expect(summary.notes == [])
    #expect(summary.unmeteredCount == 1)
    // What has begun stays as it was offered, whatever is known by then.
    try park.database.script("DELETE FROM aggregate.forecast")
    try park.offer("2026-06-03", asOf: "2026-06-03T12:00:00Z")
    #expect(try bids("2026-06-03") == ["2026-06-03T08:00:00Z surplus 450 0"])
    try park.offer("2026-06-03", asOf: "2026-06-03T12:00:00Z", isForced: true)
    #expect(try bids("2026-06-03") == [])
  }

  @Test("surplus costs at least what the members are paid for it")
  func feedIn() throws {
    try readings()
    try park.database.script(
      """
      INSERT INTO grid.customer (customer, name) VALUES ('K', 'x');
      INSERT INTO grid.tariff (tariff) VALUES ('T');
      INSERT INTO grid.tariff_version VALUES (1, '2026-01-01'), (1, '2026-07-01');
      INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, price, vat_rate)
      VALUES (1, '2026-01-01', 'feed_in', '', 0.040050, 0), (1, '2026-07-01', 'feed_in', '', 0.9, 0);
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      VALUES ('C', 1, 1, 'production', 1, '[2026-01-01,)');
      """)
    try park.offer("2026-06-02")
    #expect(try bids().first == "2026-06-02T08:00:00Z surplus 800 4005")
  }

  @Test("a battery offers what its plan leaves, each Wh once, at prices that lose nothing")
  func flexibility() throws {
    try readings()
    try park.battery("B1", meter: "M1", initial: 1600, from: "2026-06-02")
    // Within the band all day: the plan is to do nothing.
    try park.plan("2026-06-02", standard: 6000)
    try park.offer("2026-06-02", standard: 6000)
    let all = try offers(community: nil, market: "X", period: Park.period("2026-06-02"), on: park.connection)
    let up = all.filter { $0.product == "battery-up" }
    let down = all.filter { $0.product == "battery-down" }
    // 600 Wh above the minimum, 500 at most in a slot: the first two, since all prices are equal.
    #expect(
      up.map { "\($0.start) \($0.quantity) \($0.price)" } == [
        "2026-06-01T22:00:00Z 500 6667", "2026-06-01T22:15:00Z 100 6667",
      ])
    // 8400 Wh of room take 9333: 18 slots of 500 and one of 333.
    #expect(down.map(\.quantity) == [Int64](repeating: 500, count: 18) + [333])
    #expect(Set(down.map(\.price)) == [5400])
    #expect(try park.database.violations() == [])
  }

  @Test("without a plan, or without a standard, a battery offers nothing and is named")
  func notes() throws {
    try readings()
    try park.battery("B1", meter: "M1", from: "2026-06-02")
    #expect(try park.offer("2026-06-02").notes == ["battery B1 has no plan for all of these days"])
    try park.plan("2026-06-02")
    #expect(try park.offer("2026-06-02", standard: nil).notes == ["battery B1 has no standard price on 2026-06-02"])
    #expect(try bids().count == 2)
  }

  @Test("surplus is settled against what was left, at the market's price, and only when that reaches the offer's")
  func settleSurplus() throws {
    try park.read("PV", .production, "2026-06-02", [40: 1000, 41: 500, 42: 300])
    try park.read("M1", .consumption, "2026-06-02", [40: 400, 41: 100, 42: nil])
    try park.total("2026-06-02")
    try park.database.script(
      """
      INSERT INTO operate.offer VALUES
        (1, 'X', '2026-06-02T08:00Z', 'surplus', 40, 900, 800), (1, 'X', '2026-06-02T08:15Z', 'surplus', 60, 900, 150),
        (1, 'X', '2026-06-02T08:15Z', 'surplus', 60.01, 900, 150), (1, 'X', '2026-06-02T08:30Z', 'surplus', 40, 900, 100)
      """)
    let summary = try park.settle("2026-06-02")
    #expect(summary.missing == ["C1": [Instant("2026-06-02T08:30:00Z")!]])
    let row = try #require(summary.rows.first)
    // 600 of 800 Wh were there; of 400 Wh, 150 were sold. 750 Wh at 60 EUR a MWh are 4.5 cents.
    #expect(summary.rows.count == 1)
    #expect(
      [row.offered, row.accepted, row.delivered, row.shortfall, row.imbalance, row.cents]
        == [1100, 950, 750, 200, 50, 5])
    #expect(summary.totals.map(\.cents) == [5])
    // What has not ended is not settled.
    #expect(try park.settle("2026-06-02", asOf: "2026-06-02T08:10:00Z").rows.isEmpty)
  }

  @Test("flexibility is settled against what metered batteries did beyond their plans")
  func settleBatteries() throws {
    try park.battery("B1", meter: "M1", from: "2026-06-02")
    try park.plan("2026-06-02", standard: 6000)
    try park.read("M1", .batteryDischarge, "2026-06-02", [4: 300, 8: nil])
    try park.read("M1", .batteryCharge, "2026-06-02", [5: 250])
    try park.read("M1", .consumption, "2026-06-02", [:], other: 100)
    try park.total("2026-06-02")
    try park.database.script(
      """
      INSERT INTO operate.offer VALUES
        (1, 'X', '2026-06-01T23:00Z', 'battery-up', 50, 900, 500), (1, 'X', '2026-06-01T23:15Z', 'battery-down', 70, 900, 200),
        (1, 'X', '2026-06-01T23:15Z', 'battery-down', 59, 900, 200), (1, 'X', '2026-06-02T00:00Z', 'battery-up', 50, 900, 500)
      """)
    let summary = try park.settle("2026-06-02")
    #expect(summary.missing == ["C1": [Instant("2026-06-02T00:00:00Z")!]])
    #expect(
      summary.rows.map { "\($0.product) \($0.offered) \($0.accepted) \($0.delivered) \($0.imbalance) \($0.cents)" } == [
        "battery-down 400 200 200 50 -1", "battery-up 500 500 300 -200 2",
      ])
  }

  @Test("a slot without a price is named and not settled, and the 25-hour day has 100 slots to offer")
  func gaps() throws {
    try park.read("PV", .production, "2026-10-25", [:], other: 40, count: 100)
    try park.read("M1", .consumption, "2026-10-25", [:], other: 10, count: 100)
    try park.total("2026-10-25")
    try park.offer("2026-10-25")
    #expect(try bids("2026-10-25").count == 100)
    let summary = try park.settle("2026-10-25")
    #expect(summary.rows.isEmpty)
    #expect(summary.unpriced["C1"]?.count == 100)
  }
}
