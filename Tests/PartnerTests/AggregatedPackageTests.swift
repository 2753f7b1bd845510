import Foundation
import Grid
import Support
import Testing

@testable import Partner

@Suite struct AggregatedPackageTests {
  let market = try! Market()

  /// Households of a community with the same use each hour; the n-th uses 100 + n Wh a quarter hour.
  func street(
    _ community: String, _ count: Int, days: [(String, Int)] = [("2025-04-01", 96)], by grains: [String] = ["hour"]
  ) throws {
    try market.community(community)
    for number in 0..<count {
      let code = "\(community)H\(number)"
      try market.household(code, of: community)
      for (day, quarters) in days { try market.day(code, day, used: Array(repeating: 100 + number, count: quarters)) }
      for grain in grains { try market.consent("K" + code, to: "aggregated", by: grain) }
    }
  }

  func sums(_ order: PackageOrder) throws -> [String] {
    guard case .built(let package) = try market.build(order) else { return [] }
    return try Market.rows(package).map { $0.joined(separator: ",") }
  }

  @Test("fifteen households make a sum, fourteen do not; a day of 23 or 25 hours has as many sums")
  func fifteen() throws {
    let days = [("2025-03-30", 92), ("2025-10-26", 100)]
    try street("A", 15, days: days)
    try street("B", 14, days: days)
    for (day, hours, midnight) in [("2025-03-30", 23, "2025-03-29T23"), ("2025-10-26", 25, "2025-10-25T22")] {
      let order = { market.order(.consumptionAggregated, .hour, $0, period: day, asOf: "2025-12-01T00:00:00Z") }
      // 4 x (15 x 100 + 0 + 1 + … + 14), and all of it drawn from the grid.
      let rows = try sums(order(["A"]))
      #expect(rows.count == hours)
      #expect(rows[0] == "A,\(midnight):00:00Z,15,6420,6420,0,0")
      #expect(Set(rows.map { $0.split(separator: ",")[3] }) == ["6420"])
      guard case .refused(.privacy, let hint) = try market.build(order(["B"])) else {
        Issue.record("fourteen were told")
        return
      }
      #expect(hint.hasPrefix("The order has fewer than 15 households"))
    }
    #expect(try market.database.violations() == [])
  }

  @Test("small communities are told together only, and the refusal says so")
  func merged() throws {
    try street("A", 10)
    try street("B", 10)
    guard case .refused(.privacy, let hint) = try market.build(market.order(.consumptionAggregated, .hour, ["A"]))
    else {
      Issue.record("ten were told")
      return
    }
    #expect(hint == "The order has fewer than 15 households that agreed: order more communities together.")
    #expect(try market.refusal(market.order(.consumptionAggregated, .day)) == .consent)
    let rows = try sums(market.order(.consumptionAggregated))
    #expect(rows.count == 24)
    #expect(rows[0].hasPrefix("all,2025-03-31T22:00:00Z,20,8360,"))
  }

  @Test("a total is not told with all but one of its parts, nor beside a group that differs by a few households")
  func difference() throws {
    try street("A", 20)
    try street("B", 20)
    try street("C", 8)
    #expect(Set(try sums(market.order(.consumptionAggregated)).map { $0.prefix(3) }) == ["all", "A,2"])
    // B would be all less A less the eight of C.
    #expect(try market.refusal(market.order(.consumptionAggregated, .hour, ["B"])) == .privacy)
    #expect(try market.refusal(market.order(.consumptionAggregated, .hour, ["A", "B"])) == nil)
    #expect(Set(try sums(market.order(.consumptionAggregated, .hour, ["A", "B"])).map { $0.prefix(3) }) == ["A,2"])
  }

  @Test("a household above fifteen percent of a sum keeps the sum back, in its slots only")
  func share() throws {
    try street("A", 20)
    try market.day("AH3", "2025-04-01", used: (0..<96).map { $0 / 4 == 7 ? 420 : 100 })
    #expect(try sums(market.order(.consumptionAggregated)).count == 23)
    #expect(try !sums(market.order(.consumptionAggregated)).contains { $0.contains("T05:00:00Z") })
  }

  @Test("production of few keeps import, export and production back, not consumption")
  func panels() throws {
    try street("A", 20)
    try market.day(
      "AH3", "2025-04-01", used: Array(repeating: 100, count: 96), made: (0..<96).map { $0 / 4 == 12 ? 90 : 0 })
    let rows = try sums(market.order(.consumptionAggregated))
    #expect(rows.count == 24)
    #expect(rows.filter { $0.hasSuffix(",,,") }.map { $0.split(separator: ",")[1] } == ["2025-04-01T10:00:00Z"])
  }

  @Test("a correction after a sum was told changes nothing that is told, and shows in no other sum")
  func correction() throws {
    try street("A", 16, by: ["hour", "day"])
    let order = market.order(.consumptionAggregated)
    let before = try market.package(order)
    try market.day("AH3", "2025-04-01", used: Array(repeating: 77, count: 96))
    #expect(try market.package(order) == before)
    #expect(try market.refusal(market.order(.consumptionAggregated, .day)) == .privacy)
  }

  @Test("who withdraws is in nothing that is built later, and the sum without them is not told instead")
  func withdrawal() throws {
    try street("A", 20, days: [("2025-04-01", 96), ("2025-04-02", 96)])
    let order = { market.order(.consumptionAggregated, .hour, period: $0, asOf: $1) }
    #expect(try sums(order("2025-04-01", "2025-06-01T00:00:00Z")).count == 24)
    try market.database.script(
      """
      UPDATE grid.consent SET during = '[2024-01-01,2025-06-15)' FROM grid.customer
      WHERE customer.customer_id = consent.customer_id AND customer = 'KAH0'
      """)
    #expect(try market.refusal(order("2025-04-01", "2025-07-01T00:00:00Z")) == .privacy)
    let later = try sums(order("2025-04-02", "2025-07-01T00:00:00Z"))
    #expect(later.count == 24)
    #expect(later[0].hasPrefix("A,2025-04-01T22:00:00Z,19,"))
  }

  @Test("who is handed over by name counts as known beside sums, whichever comes first")
  func transfers() throws {
    func hand(_ customer: String, of other: Market) throws -> PackageRefusal? {
      try FileManager.default.createDirectory(atPath: other.folder, withIntermediateDirectories: true)
      try other.consent(customer, to: "transfer")
      let order = PackageOrder(
        partner: "BLUE", partnerID: 2, partnerClass: "commercial", product: .customerTransfer, communities: [],
        customer: customer, grain: .hour, period: Period("2025-04-01", today: LocalDay(number: 0))!,
        asOf: Instant("2025-06-01T00:00:00Z")!)
      if case .refused(let reason, _) = try buildTransfer(order, in: other.folder, on: other.connection) {
        return reason
      }
      return nil
    }
    // Of sixteen one may be known, fifteen are left. There are totals, but no readings that could be handed over.
    try street("A", 16)
    #expect(try sums(market.order(.consumptionAggregated)).count == 24)
    #expect(try hand("KAH0", of: market) == .noData)
    #expect(try hand("KAH1", of: market) == .privacy)
    let other = AggregatedPackageTests()
    try other.street("A", 16)
    #expect(try hand("KAH0", of: other.market) == .noData)
    #expect(try hand("KAH1", of: other.market) == .noData)
    #expect(try other.market.refusal(other.market.order(.consumptionAggregated)) == .privacy)
  }

  @Test("a household removed from the registry of consents changes only the sums that it was in")
  func removal() throws {
    func rows(_ isThere: Bool) throws -> [String] {
      let other = AggregatedPackageTests()
      try other.street("A", 20)
      try other.street("B", 20)
      if !isThere {
        try other.market.database.script(
          "DELETE FROM grid.consent USING grid.customer AS c WHERE c.customer_id = consent.customer_id AND c.customer = 'KAH5'"
        )
      }
      return try other.sums(other.market.order(.consumptionAggregated))
    }
    let (with, without) = (try rows(true), try rows(false))
    #expect(with.filter { $0.hasPrefix("B,") } == without.filter { $0.hasPrefix("B,") })
    #expect(Set(with).symmetricDifference(without).allSatisfy { $0.hasPrefix("A,") || $0.hasPrefix("all,") })
    #expect(without.first { $0.hasPrefix("all") }!.contains(",39,"))
  }

  @Test("who moves in or agrees in mid-month is in the sums of their days, not in the month's")
  func change() throws {
    let days = (1...30).map { ("2025-04-" + ($0 < 10 ? "0\($0)" : "\($0)"), 96) }
    try street("A", 17, days: days, by: ["hour", "month"])
    try market.database.script(
      """
      UPDATE grid.membership SET during = '[2025-04-11,)' FROM grid.meter
      WHERE meter.meter_id = membership.meter_id AND meter = 'AH16';
      DELETE FROM aggregate.meter_day USING grid.meter
      WHERE meter.meter_id = meter_day.meter_id AND meter = 'AH16' AND day < '2025-04-11'
      """)
    let month = try sums(market.order(.consumptionAggregated, .month, period: "2025-04"))
    #expect(month.count == 1)
    #expect(month[0].hasPrefix("A,2025-03-31T22:00:00Z,16,"))
    // In the hours there is one household more than in the month: what the two differ by would be its own.
    #expect(try sums(market.order(.consumptionAggregated, .hour, period: "2025-04-12")).isEmpty)
    #expect(try sums(market.order(.consumptionAggregated, .hour, period: "2025-04-02")).count == 24)
  }

  @Test("households that are told one by one leave no sum of the few others")
  func single() throws {
    try street("A", 20)
    for number in 0..<8 { try market.consent("KAH\(number)", to: "detailed") }
    #expect(try sums(market.order(.consumptionAggregated)).count == 24)
    // Twenty less five are fifteen: the other three stay untold.
    let rows = try Market.rows(market.package(market.order(.consumptionDetailed)))
    #expect(Set(rows.map(\.[0])).count == 5)
    #expect(
      try Set(Market.rows(market.package(market.order(.consumptionDetailed, partner: "B"))).map(\.[0])).count == 5)
    // The other way round: eight told first leave twelve.
    let other = AggregatedPackageTests()
    try other.street("A", 20)
    for number in 0..<8 { try other.market.consent("KAH\(number)", to: "detailed") }
    #expect(try Set(Market.rows(other.market.package(other.market.order(.consumptionDetailed))).map(\.[0])).count == 8)
    #expect(try other.market.refusal(other.market.order(.consumptionAggregated)) == .privacy)
  }

  @Test("two partners at once get what they would get one after the other")
  func race() async throws {
    try street("A", 20)
    try street("B", 20)
    try street("C", 8)
    let orders = [["A", "B", "C"], ["A", "B"]].map {
      market.order(.consumptionAggregated, .hour, $0, partner: $0.joined())
    }
    let conninfo = market.database.conninfo
    let (folder, keys) = (market.folder, market.keys)
    let told = try await withThrowingTaskGroup(of: Set<String>.self) { group in
      for order in orders {
        group.addTask {
          guard case .built(let package) = try buildPackage(order, keys: keys, in: folder, on: .init(conninfo)) else {
            return []
          }
          return Set(try Market.rows(package).map { $0[0] == "all" ? order.partner : $0[0] })
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    // Both totals would differ by the eight of C.
    #expect(!told.isSuperset(of: ["ABC", "AB"]))
    #expect(!told.isEmpty)
  }

  @Test("frictionless finds a package valid, and one with a changed number not")
  func frictionless() throws {
    try street("A", 15)
    let package = try market.package(market.order(.consumptionAggregated))
    let folder = market.folder + "/open"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Market.run("unzip", "-q", package.path, "-d", folder)
    let python = ["PYTHONPATH": "\(repository)/.vendor/python"]
    func validate() throws -> (status: Int32, output: String) {
      try Market.run("python3", "-m", "frictionless", "validate", "datapackage.json", in: folder, environment: python)
    }
    let valid = try validate()
    #expect(valid.status == 0, "\(valid.output)")
    let file = URL(fileURLWithPath: folder + "/data.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing(",15,", with: ",14,", maxReplacements: 1).write(to: file, atomically: true, encoding: .utf8)
    let tampered = try validate()
    #expect(tampered.status == 1)
    #expect(tampered.output.contains("minimum"))
    #expect(tampered.output.contains("hash"))
  }
}
