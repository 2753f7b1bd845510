import Decode
import Foundation
import Grid
import Support
import Testing

@testable import Partner

@Suite struct GreenButtonTests {
  /// Lines that an independent reader prints of the only file, checked against NAESB's schema where it is there.
  private func read(_ bureau: Bureau) throws -> [String] {
    #expect(bureau.files.count == 1)
    let schema = samples.map { ["\($0)/formats/greenbutton/espi.xsd"] } ?? []
    let script = "\(repository)/Tests/PartnerTests/greenbutton.py"
    let line = (["exec python3", script, "\(bureau.folder)/\(bureau.files.first ?? "")"] + schema).joined(
      separator: " ")
    let (status, output) = try Market.run("sh", "-c", line)
    #expect(status == 0, "\(output)")
    return output.split(separator: "\n").map(String.init)
  }

  @Test(
    "the days on which clocks change have 23 and 25 hours, without a gap or an overlap, and the clock says when it changes"
  )
  func daylight() throws {
    let bureau = try Bureau(balance: 1000)
    try bureau.street.read("MA", .imported, "100 + extract(hour FROM t)", on: "2025-03-29", days: 3)
    #expect(try bureau.ask(bureau.transfer("CA", .quarter, "2025-03-29..2025-04-01")) == "70, 930 left")
    // 96 + 92 + 96 quarters; 2025-03-28T23:00:00Z and 2025-03-31T22:00:00Z. Each day 9,600 + 4 x 276, but hour 2 on the 30th.
    let sum = 3 * (9600 + 4 * 276) - 4 * 102
    #expect(
      try read(bureau) == [
        "clock 3600 3600 3E0E2000 AE0E3000", "import 1 900 284 \(Double(sum)) 1743202800 1743458400 unbroken 0",
      ])
    let autumn = try Bureau(balance: 1000)
    try autumn.street.read("MA", .imported, "100", on: "2025-10-25", days: 3)
    let later = Instant("2025-11-05T08:00:00Z")!
    #expect(try autumn.ask(autumn.transfer("CA", .hour, "2025-10-25..2025-10-28"), asOf: later) == "70, 930 left")
    #expect(
      try read(autumn) == [
        "clock 3600 3600 3E0E2000 AE0E3000", "import 1 3600 73 29200.0 1761343200 1761606000 unbroken 0",
      ])
    let days = try Bureau(balance: 1000)
    try days.street.read("MA", .imported, "100", on: "2025-10-25", days: 3)
    #expect(try days.ask(days.transfer("CA", .day, "2025-10-25..2025-10-28"), asOf: later) == "70, 930 left")
    let text = try String(contentsOfFile: "\(days.folder)/\(days.files[0])", encoding: .utf8)
    #expect(
      text.matches(of: #/<duration>(\d+)</#).map { String($0.1) } == ["262800", "86400", "90000", "86400"])
    #expect(try read(days)[1] == "import 1 86400 3 29200.0 1761343200 1761606000 unbroken 0")
  }

  @Test(
    "a house with panels has its connection and what is behind it apart, both directions, and mWh where they are told")
  func registers() throws {
    let bureau = try Bureau(balance: 1000)
    try bureau.street.read("MA", .consumption, "200", on: "2025-04-07")
    try bureau.street.read(
      "MA", .production, "CASE WHEN extract(hour FROM t) BETWEEN 10 AND 15 THEN 500 ELSE 0 END", on: "2025-04-07")
    try bureau.database.script("UPDATE grid.interval_block SET exponent = -3")
    #expect(try bureau.ask(bureau.transfer("CA", .hour)) == "70, 930 left")
    // In mWh: 24 x 800 used, 6 x 2,000 made; 18 x 800 drawn, 6 x 1,200 fed in.
    let span = "1743976800 1744063200 unbroken 0"
    #expect(
      try read(bureau) == [
        "clock 3600 3600 3E0E2000 AE0E3000", "import 1 3600 24 14.4 \(span)", "export 19 3600 24 7.2 \(span)",
        "consumption 1 3600 24 19.2 \(span)", "production 19 3600 24 12.0 \(span)",
      ])
    // What we write we read: register by register, in Wh.
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(bureau.folder)/\(bureau.files[0])"))
    let own = try inspect(recognize(MemorySource(Array(bytes))))
    #expect(own.faults.isEmpty && own.remarks.isEmpty, "\(own.faults) \(own.remarks)")
    #expect(
      own.rows.map { "\($0.register) \($0.unit) \($0.interval ?? 0) \($0.count) \($0.sum)" } == [
        "import Wh 3600 24 14.4", "export Wh 3600 24 7.2", "import Wh 3600 24 19.2", "export Wh 3600 24 12",
      ])
    #expect(try bureau.database.lines("SELECT datapoints, suppressed FROM partner.package") == ["96|0"])
    // Somebody else has the contract for what it makes: that is not the customer's own.
    let other = try Bureau(balance: 1000)
    try other.street.read("MA", .consumption, "200", on: "2025-04-07")
    try other.street.read("MA", .production, "500", on: "2025-04-07")
    try other.database.script(
      """
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      SELECT 'P', customer_id, meter_id, 'production', tariff_id, '[2024-01-01,)' FROM grid.customer, grid.meter, grid.tariff
      WHERE customer = 'CB' AND meter = 'MA'
      """)
    #expect(try other.ask(other.transfer("CA", .hour)) == "70, 930 left")
    #expect(try read(other).map { $0.split(separator: " ")[0] } == ["clock", "import", "consumption"])
  }

  @Test("what is missing is left out, what is estimated says so, and a minute's meter is told by quarters")
  func quality() throws {
    let bureau = try Bureau(balance: 1000)
    try bureau.database.script("UPDATE grid.meter SET interval_s = 60 WHERE meter = 'MA'")
    try bureau.street.read("MA", .imported, "CASE WHEN clock = '05:20' THEN NULL ELSE 2 END", on: "2025-04-07")
    try bureau.database.script(
      "UPDATE grid.interval_block SET quality = array_fill(0::smallint, ARRAY[60]) || 2::smallint || array_fill(0::smallint, ARRAY[1379])"
    )
    #expect(try bureau.ask(bureau.transfer("CA", .quarter)) == "70, 930 left")
    #expect(try read(bureau)[1] == "import 1 900 95 2850.0 1743976800 1744063200 gaps 1")
    // A half-hourly meter keeps its own interval.
    let slow = try Bureau(balance: 1000)
    try slow.database.script("UPDATE grid.meter SET interval_s = 1800 WHERE meter = 'MA'")
    try slow.street.read("MA", .imported, "50", on: "2025-04-07")
    #expect(try slow.ask(slow.transfer("CA", .quarter)) == "70, 930 left")
    #expect(try read(slow)[1] == "import 1 1800 48 2400.0 1743976800 1744063200 unbroken 0")
  }

  @Test("a consent is for its purpose, granularity, class and time; who withdraws it is in no later package")
  func consent() throws {
    let bureau = try Bureau(balance: 1000)
    try bureau.street.read("MA", .imported, "100", on: "2025-04-07", days: 2)
    try bureau.database.script("DELETE FROM grid.consent WHERE granularity <> 'hour'")
    #expect(try bureau.ask(bureau.transfer("CA", .quarter)) == "refused: consent")
    #expect(try bureau.ask(bureau.transfer("CA", .day)) == "refused: consent")
    // Given at noon: the hours before are withheld.
    try bureau.database.script("UPDATE grid.consent SET during = '[2025-04-07T12:00+02,2025-06-01T00:00Z)'")
    #expect(try bureau.ask(bureau.transfer("CA", .hour)) == "70, 930 left")
    #expect(try read(bureau)[1] == "import 1 3600 12 4800.0 1744020000 1744063200 unbroken 0")
    #expect(try bureau.database.lines("SELECT datapoints, suppressed FROM partner.package") == ["12|12"])
    #expect(
      try bureau.ask(bureau.transfer("CA", .hour, "2025-04-08"), asOf: Instant("2025-06-01T00:00:00Z")!)
        == "refused: consent")
    try bureau.database.script("UPDATE partner.partner SET class = 'research'")
    #expect(try bureau.ask(bureau.transfer("CA", .hour, "2025-04-08")) == "refused: consent")
    #expect(try bureau.entries() == ["topup 1000 1000", "debit -70 930"])
  }

  @Test("a month is that of the days that are the customer's own, and names and addresses are nowhere")
  func months() throws {
    let bureau = try Bureau(balance: 1000)
    try bureau.street.read("MA", .imported, "100", on: "2025-03-01", days: 61)
    try bureau.database.script("UPDATE grid.contract SET during = '[2025-03-10,)' WHERE contract = 'KA'")
    try bureau.database.script("UPDATE grid.customer SET customer = 'C A/é' WHERE customer = 'CA'")
    #expect(try bureau.ask(bureau.transfer("C A/é", .month, "2025-03-01..2025-05-01")) == "70, 930 left")
    // 22 days, of which one has 23 hours, and 30 days.
    #expect(
      try read(bureau)[1] == "import 1 None 2 \(Double(2108 * 100 + 2880 * 100)) 1741561200 1746050400 unbroken 0")
    let text = try String(contentsOfFile: "\(bureau.folder)/\(bureau.files[0])", encoding: .utf8)
    #expect(!text.contains("Secret") && !text.contains("secret@"))
    #expect(text.contains("RetailCustomer/C%20A%2F%C3%A9/UsagePoint/MA"))
    #expect(try Market.run("stat", "-c", "%a", "\(bureau.folder)/\(bureau.files[0])").output == "600\n")
  }

  @Test("the rules of clocks are those of the zone: first and last Sundays, the south, and zones without any")
  func rules() throws {
    let bureau = try Bureau()
    func rule(_ zone: String) throws -> String {
      let year = Period(LocalDay(year: 2025, month: 1, day: 1)!, LocalDay(year: 2026, month: 1, day: 1)!)!
      let rule = DaylightRule(try bureau.connection.calendar(zone: zone, year))
      return "\(rule.standardOffset) \(rule.saving) \(String(rule.start, radix: 16)) \(String(rule.end, radix: 16))"
    }
    // The American ones are those of NAESB's own examples.
    #expect(try rule("America/Los_Angeles") == "-28800 3600 360e2000 b40e2000")
    #expect(try rule("Europe/London") == "0 3600 3e0e1000 ae0e2000")
    #expect(try rule("Australia/Sydney") == "36000 3600 a40e2000 440e3000")
    #expect(try rule("Asia/Kolkata") == "19800 0 ffffffff ffffffff")
  }
}
