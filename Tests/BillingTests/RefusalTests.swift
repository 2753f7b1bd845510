import Database
import Grid
import Support
import Testing

@testable import Billing

@Suite struct RefusalTests {
  let village: Village

  init() throws {
    village = try Village()
    try village.meter("M1", interval: 3600)
    try village.read("M1", .imported, "1000")
  }

  @Test("a customer's month is not billed in part: a missing price is a finding")
  func noPrice() throws {
    try village.tariff("T", from: "2025-04-10", "energy all 0.1 20")
    try village.tariff("S", "energy all 0.1 20")
    try village.contract("A1")
    try village.contract("A2", "production", tariff: "S", customer: "K2")

    let summary = try village.bill()

    #expect(summary.drafts == 0)
    #expect(
      summary.findings.map { "\($0.contract) \($0.code): \($0.text)" } == [
        "A1 no-tariff-version: tariff 'T' has no version in force in 2025-04-01..2025-04-10",
        "A2 no-feed-in-price: tariff 'S' pays no feed-in in 2025-04",
      ])
  }

  @Test("days on which a meter belongs to no community are a finding")
  func noMembership() throws {
    try village.meter("M2", during: "[2025-04-05,2025-04-20)")
    try village.tariff("T", "energy all 0.1 20")
    try village.contract("A2", meter: "M2")

    let findings = try village.bill().findings

    #expect(findings.map(\.code) == ["no-membership", "no-membership"])
    #expect(findings.first?.text == "its meter belongs to no community in 2025-04-01..2025-04-05")
  }

  @Test(
    "a tariff whose windows do not cover the day once is a finding that names it",
    arguments: [
      ("energy HC 1 20 22:00-06:00\nenergy HP 1 20 06:00-21:59", "21:59 belongs to no energy period"),
      ("energy HC 1 20 22:00-06:00\nenergy HP 1 20 05:59-22:00", "05:59 belongs to two energy periods"),
      ("energy HC 1 20\nenergy HP 1 20", "two energy periods are all the rest"),
      ("energy HC 1 20 weekday/22:00-06:00\nenergy HP 1 20 06:00-22:00", "22:00 belongs to no energy period"),
    ])
  func windows(prices: String, problem: String) throws {
    try village.tariff("T", prices)
    try village.tariff("S", "energy all 0.1 20")
    try village.meter("M2", interval: 3600)
    try village.contract("A1")
    try village.contract("A2", meter: "M2", tariff: "S")

    let summary = try village.bill()

    #expect(
      summary.findings == [
        BillFinding(contract: "A1", code: "tariff-windows", text: "tariff 'T' from 2024-01-01: \(problem)")
      ])
    #expect(summary.drafts == 1)
  }

  @Test("a tariff without an energy price is a finding")
  func noEnergyPrice() throws {
    try village.tariff("T", "standing_charge base 1 20")
    try village.contract("A1")
    #expect(try village.bill().findings.map(\.code) == ["no-energy-price"])
  }

  @Test("windows that reach 24:00 and 00:00 cover the day")
  func midnight() throws {
    let monday = TariffWindow.DayKind(monthDay: 405, weekday: 0, colour: nil)
    let periods = try TariffPeriods([("a", "00:00-12:00 23:00-24:00"), ("b", "12:00-23:00")])
    let minutes = try periods.minutes(on: monday, after: monday)
    #expect(minutes.filter { $0 == 0 }.count == 780)
    #expect(minutes[719] == 0 && minutes[720] == 1 && minutes[1379] == 1)
    let night = try TariffPeriods([("a", "22:00-00:00"), ("b", "")])
    #expect(try night.minutes(on: monday, after: monday).filter { $0 == 0 }.count == 120)
  }

  @Test("bills are made by the calendar month")
  func month() {
    #expect(
      failure(of: { try village.bill("2025-04-02..2025-05-02") })
        == "64: bills are made by the month, and 2025-04-02..2025-05-02 is not one")
    #expect(failure(of: { try village.bill(community: "C9") }) == "66: there is no community 'C9'")
  }

  @Test("drafts that lack readings are held unless they are allowed")
  func incomplete() throws {
    try village.meter("M2", interval: 3600)
    try village.meter("M3", interval: 3600)
    try village.tariff("T", "energy all 0.1 20")
    for number in 1...3 { try village.contract("A\(number)", meter: "M\(number)") }
    try village.read(
      "M2", .imported, "CASE WHEN extract(day FROM t) = 7 AND extract(hour FROM t) < 2 THEN NULL ELSE 1 END")

    let held = [
      IncompleteBill(community: "C1", customer: "KM2", meter: "M2", expected: 720, present: 718),
      IncompleteBill(community: "C1", customer: "KM3", meter: "M3", expected: 720, present: 0),
    ]
    #expect(try village.bill().incomplete == held)
    #expect(try village.issue() == BillIssueSummary(invoices: ["F2026-000001"], held: held))
    #expect(try village.totals().count == 2)
    // 2 of 720 are 0.277… %.
    #expect(try village.issue(tolerance: "0.27").invoices.isEmpty)
    #expect(try village.issue(tolerance: "0.28").invoices == ["F2026-000002"])
    #expect(try village.issue(tolerance: "100").invoices == ["F2026-000003"])
    #expect(try village.totals() == [])
    try village.expectChecksHold()
  }

  @Test("a battery's missing element makes the interval missing, a meter with production alone uses nothing")
  func missingElements() throws {
    try village.meter("M2", interval: 3600)
    try village.meter("M3", interval: 3600)
    try village.tariff("T", "energy all 0.1 20\nfeed_in all 0.1 20")
    try village.contract("A2", meter: "M2")
    try village.contract("A3", "production", meter: "M3")
    try village.read("M2", .consumption, "10")
    try village.read("M2", .batteryDischarge, "CASE extract(hour FROM t) WHEN 3 THEN NULL ELSE 1 END")
    try village.read("M3", .production, "10")

    #expect(try village.bill().incomplete.map { "\($0.meter) \($0.present)" } == ["M2 690"])
    // 690 x (10 - 1) Wh in, 30 x 9 Wh estimated, 720 x 10 Wh out.
    #expect(
      try village.lines() == [
        "energy all 04-01..05-01 6.21 0.62 20.00", "energy all 04-01..05-01 0.27 0.03 20.00 estimated",
        "feed_in all 04-01..05-01 -7.2 -0.72 20.00",
      ])
  }
}
