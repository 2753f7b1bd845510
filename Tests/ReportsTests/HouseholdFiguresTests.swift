import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Reports

/// Figures and tables beside sums of the readings that share no code with them.
@Suite struct HouseholdFiguresTests {
  let house = try! House()

  func rows(_ sheet: Sheet) throws -> [[String]] {
    let office = try Office()
    try CSVWriter().write(sheet, to: office.path("rows.csv"))
    return try String(contentsOfFile: office.path("rows.csv"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Wh of a field in kWh; nil of an empty one.
  func wattHours(_ field: String) -> Int? {
    guard !field.isEmpty else { return nil }
    return NSDecimalNumber(decimal: Decimal(string: field)! * 1000).intValue
  }

  @Test("each day is the sum of its readings, over the clock change and with gaps")
  func days() throws {
    let readings = Dictionary(grouping: try house.readings("H", in: House.springs), by: \.day)
    let rows = try rows(house.report().document.sheets[0])
    #expect(rows.count == 15)
    for row in rows.dropFirst() {
      let sums = Sums(readings[row[0]] ?? [])
      guard row[0] != "2025-04-02" else {
        #expect(row.dropFirst() == ["", "", "", "", "", "", "", "", "0.000000", "missing"])
        continue
      }
      #expect(
        row[1...5].map(wattHours) == [sums.used, sums.produced, sums.produced - sums.fedIn, sums.drawn, sums.fedIn])
      #expect(row[6] == "\(sums.minutes)", "\(row[0])")
      let expected = row[0] == "2025-03-30" ? 276 : 288
      #expect(Double(row[9])! == (Double(sums.known) / Double(expected) * 1e6).rounded() / 1e6)
      let state =
        sums.known < expected ? "partial" : row[0] == "2025-04-04" ? "estimated" : "measured"
      #expect(row[10] == state)
    }
    #expect(rows.count { $0[10] == "partial" } == 2)
    #expect(rows.count { $0[8] == "peak" } == 1)
  }

  @Test(
    "each hour of the days on which clocks change is the sum of its readings",
    arguments: [("2025-03-30", 23), ("2025-10-26", 25)])
  func hours(day: String, count: Int) throws {
    let period = Period(day, today: LocalDay(number: 0))!
    let readings = try house.readings("H", in: period)
    let document = try house.report(period).document
    let rows = try rows(document.sheets[0]).dropFirst()
    #expect(rows.count == count)
    for (at, row) in rows.enumerated() {
      let sums = Sums(readings[at * 12..<at * 12 + 12])
      #expect(
        row[1...5].map(wattHours) == [sums.used, sums.produced, sums.produced - sums.fedIn, sums.drawn, sums.fedIn])
      #expect(row[6] == "\(sums.minutes)")
    }
    #expect(try self.rows(document.sheets[2]).count == count * 4 + 1)
    #expect(document.sheets.map(\.name) == ["Hours", "Devices", "Quarter hours"])
  }

  @Test("figures are sums of the readings; last year stands beside them where both are known well enough")
  func figures() throws {
    let readings = try house.readings("H", in: House.springs)
    let sums = Sums(readings)
    let period = Period(LocalDay("2025-03-25")!, LocalDay("2025-04-02")!)!
    let report = try house.report()
    func figure(_ name: String, _ report: HouseholdReport) -> Figure? {
      report.document.figures.first { $0.name == name }
    }
    func kWh(_ wattHours: Int) -> Cell { kilowattHours(Int64(wattHours) * 1000) }
    #expect(figure("Used kWh", report)?.cell == kWh(sums.used))
    #expect(figure("Produced kWh", report)?.cell == kWh(sums.produced))
    #expect(figure("Self-consumed kWh", report)?.cell == kWh(sums.produced - sums.fedIn))
    #expect(figure("Drawn kWh", report)?.cell == kWh(sums.drawn))
    #expect(figure("Fed in kWh", report)?.cell == kWh(sums.fedIn))
    #expect(figure("Autarky h:min", report)?.cell == .integer(Int64(sums.minutes)))
    let night = readings.filter { $0.hour >= 22 || $0.hour < 6 }.reduce(0) { $0 + ($1.registers[3] ?? 0) }
    #expect(figure("Night share", report)?.cell == share(night, of: sums.used))
    #expect(figure("Cost with VAT", report)?.cell == .empty)
    #expect(figure("Cost with VAT", report)?.remark == "not known: bills are for whole months")
    // 13 of 14 days are known, with gaps: too little to say that less was used.
    #expect(figure("Used kWh", report)?.remark.hasPrefix("not compared: 91.") == true)
    let most = Dictionary(grouping: readings, by: \.day).mapValues { Sums($0).used }.max { $0.value < $1.value }!
    #expect(
      figure("Peak day kWh", report)?.cell == kWh(most.value) && figure("Peak day kWh", report)?.remark == most.key)

    let week = try house.report(period)
    let before = Sums(try house.readings("H", in: Period(LocalDay("2024-03-25")!, LocalDay("2024-04-02")!)!))
    let now = Sums(try house.readings("H", in: period))
    let change = (1000 * Double(now.used - before.used) / Double(before.used)).rounded() / 10
    let remark = String(
      format: "last year %.1f\u{A0}kWh, %@%.1f\u{A0}%%", Double(before.used) / 1000, change < 0 ? "\u{2212}" : "+",
      abs(change))
    #expect(figure("Used kWh", week)?.remark == remark)
  }

  @Test("the profile is the mean of each hour of the clock, the boiler and the rest are all that is used")
  func profile() throws {
    let readings = try house.readings("H", in: House.springs)
    let document = try house.report().document
    #expect(document.sheets.map(\.name) == ["Days", "Devices", "When"])
    let hours = try rows(document.sheets[2]).dropFirst()
    var sums = [Int](repeating: 0, count: 24)
    var starts = [Set<Int>](repeating: [], count: 24)
    for reading in readings {
      guard let used = reading.registers[3] else { continue }
      sums[reading.hour] += used
      starts[reading.hour].insert(reading.at / 3600)
    }
    for (hour, row) in hours.enumerated() {
      let mean = Decimal(2000 * sums[hour] + starts[hour].count) / Decimal(2 * starts[hour].count)
      var down = Decimal()
      var exact = mean
      NSDecimalRound(&down, &exact, 0, .down)
      #expect(Decimal(string: row[1]) == down / 1_000_000, "hour \(hour)")
      #expect(Double(row[2])! == (Double(sums[hour]) / Double(sums.reduce(0, +)) * 1e6).rounded() / 1e6)
    }
    #expect(hours.count { $0[3] == "peak" } == 1)
    #expect(document.sheets[2].notes.last == "Devices without a meter of their own: 1.")

    let devices = try rows(document.sheets[1])
    let boiler = Sums(try house.readings("BOILER-METER", in: House.springs)).used
    #expect(devices[1][0...2] == ["BOILER", "water heater", "\(Decimal(boiler) / 1000)"])
    #expect(devices[1][4...5] == ["02:00", "14"])
    #expect(devices[2][0] == "everything else")
    #expect(wattHours(devices[1][2])! + wattHours(devices[2][2])! == Sums(readings).used)
  }

  @Test("a year has months, what had not ended is left out, and French is French")
  func months() throws {
    let year = Period("2025", today: LocalDay(number: 0))!
    let report = try house.report(year, language: .fr, asOf: "2025-10-26T12:00:00Z")
    let rows = try rows(report.document.sheets[0])
    #expect(rows[0].prefix(3) == ["Mois", "Consommé kWh", "Produit kWh"])
    #expect(rows.dropFirst().map(\.[0]) == (1...11).map { String(format: "2025-%02d", $0) })
    #expect(rows[1].last == "manquant" && rows[3].last == "partiel")
    let march = Sums(try house.readings("H", in: Period("2025-03", today: LocalDay(number: 0))!))
    #expect(
      rows[3][1...5].map(wattHours) == [
        march.used, march.produced, march.produced - march.fedIn, march.drawn, march.fedIn,
      ])
    #expect(report.document.title == "Foyer H, 2025")
    #expect(HouseholdGrain(Period(LocalDay("2025-01-01")!, LocalDay("2025-04-03")!)!) == .day)
    #expect(HouseholdGrain(Period(LocalDay("2025-01-01")!, LocalDay("2025-04-04")!)!) == .month)
  }

  @Test("many households are the same pages as each alone; a device's meter is none of them")
  func many() throws {
    let reports = try HouseholdReports(
      HouseholdRequest(period: House.springs, asOf: Instant("2025-12-01T00:00:00Z")!), on: house.connection)
    #expect(reports.codes == ["H", "N/1 <é>"])
    var pages: [String] = []
    try reports.each { pages.append(try HTMLWriter().text($0.document)) }
    #expect(try pages == reports.codes.map { try HTMLWriter().text(house.report(meter: $0).document) })
    #expect(try house.place.database.violations() == [])
  }

  @Test("what months cost is what was issued, or drafted; a month without a bill makes no sum")
  func cost() throws {
    try house.place.database.script(
      """
      INSERT INTO grid.customer (customer, name) VALUES ('K', 'Anna Secret'), ('L', 'Bert Secret');
      INSERT INTO grid.tariff (tariff) VALUES ('T');
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      SELECT 'V' || customer_id, customer_id, meter_id, 'consumption', 1,
             CASE customer_id WHEN 1 THEN '[2025-03-01,2025-04-01)' ELSE '[2025-04-01,)' END::daterange
      FROM grid.meter, grid.customer WHERE meter = 'H';
      INSERT INTO billing.invoice (community_id, series, year, number, document, version, corrects, customer_id, meter_id, period,
        issued_at, issued_on, due_on, buyer_name, buyer_country, language, expected_count, present_count, net_eur, vat_eur,
        total_eur, credit_eur)
      SELECT 1, 'R', 2025, n, document, version, corrects, 1, meter_id, '[2025-03-01,2025-04-01)', '2025-05-02T08:00:00Z',
             '2025-05-02', '2025-05-16', 'Anna Secret', 'FR', 'fr', 9, 9, eur, 0, eur, 0
      FROM grid.meter, (VALUES (1, 'invoice', 0, NULL, 30.01), (2, 'credit_note', 0, 'R2025-000001', -30.01),
        (3, 'invoice', 1, NULL, 28.50)) AS v (n, document, version, corrects, eur) WHERE meter = 'H';
      INSERT INTO billing.draft (community_id, customer_id, meter_id, period, document, version, expected_count,
        present_count, net_eur, vat_eur, total_eur)
      SELECT 1, 2, meter_id, '[2025-04-01,2025-05-01)', 'invoice', 0, 9, 9, 5, 1, 6 FROM grid.meter WHERE meter = 'H';
      """)
    func cost(_ period: String, customer: String? = nil) throws -> Figure {
      try HouseholdReports(
        HouseholdRequest(
          meter: "H", customer: customer, period: Period(period, today: LocalDay(number: 0))!,
          asOf: Instant("2025-12-01T00:00:00Z")!), on: house.connection
      ).first().document.figures.first { $0.name == "Cost with VAT" }!
    }
    #expect(try cost("2025-03").cell == .decimal(2850, scale: 2) && cost("2025-03").remark == "invoiced")
    #expect(try cost("2025-04").cell == .decimal(600, scale: 2) && cost("2025-04").remark == "of drafts")
    #expect(try cost("2025-03-01..2025-05-01").cell == .decimal(3450, scale: 2))
    #expect(try cost("2025-10").cell == .empty && cost("2025-10").remark == "0 of 1 months billed")
    #expect(try cost("2025-03-01..2025-06-01").remark == "2 of 3 months billed, 34.50\u{A0}€")
    // The next customer sees neither the days nor the bills of the one before.
    #expect(try cost("2025-03-01..2025-05-01", customer: "L").cell == .decimal(600, scale: 2))
    let theirs = try HouseholdReports(
      HouseholdRequest(
        customer: "L", period: Period("2025-03-25..2025-04-08", today: LocalDay(number: 0))!,
        asOf: Instant("2025-12-01T00:00:00Z")!), on: house.connection
    ).first()
    #expect(theirs.rows == 7)
    // One who left and came back does not see the days between, this year or last.
    try house.place.database.script(
      """
      UPDATE grid.contract SET during = '[2025-04-01,2025-04-03)' WHERE contract = 'V2';
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      SELECT 'V3', 1, meter_id, kind, tariff_id, '[2025-04-03,)' FROM grid.contract WHERE contract = 'V1';
      """)
    let back = try HouseholdReports(
      HouseholdRequest(
        customer: "K", period: Period("2025-03-25..2025-04-08", today: LocalDay(number: 0))!,
        asOf: Instant("2025-12-01T00:00:00Z")!), on: house.connection
    ).first()
    #expect(back.rows == 14 - 2)
    let between = Period(LocalDay("2025-04-01")!, LocalDay("2025-04-03")!)!
    let own = try house.readings("H", in: House.springs).filter {
      !("\(between.start)"..<"\(between.end)").contains($0.day)
    }
    #expect(back.document.figures[0].cell == kilowattHours(Int64(Sums(own).used) * 1000))
    #expect(!(try HTMLWriter().text(theirs.document)).contains("Secret"))
    #expect(theirs.document.figures.first { $0.name == "Used kWh" }?.remark.contains("last year") == false)
  }
}
