import Foundation
import Support
import Testing

/// The seven scenarios of the English report, on the examples where they are enough.
@Suite(.serialized) struct OtherReportTests {
  @Test("1: Roger looks at his day, hour by hour")
  func day() throws {
    let stage = try Stage("Roger looks at his day, hour by hour", isLoaded: true)
    let report = try stage.step(
      "Roger asks for the 30th of March, on which the clock goes forward.",
      "gridctl report household --meter M133 --day 2025-03-30 --as-of 2025-05-05T06:00:00+02:00 --output -")
    let rows = report.split(separator: "\n").filter { $0.contains("2025-03-30T") }
    #expect(rows.count == 23)
    #expect(!rows.contains { $0.hasPrefix("2025-03-30T02") }, "an hour that no clock showed")
    #expect(rows.filter { $0.contains("peak") }.count == 1, "he sees when he used most")
  }

  @Test("2: Charles looks at a month of a client, day by day, and of everybody")
  func month() throws {
    let stage = try Stage("Charles looks at a month, day by day", isLoaded: true)
    let asOf = "--as-of 2025-05-05T06:00:00+02:00"
    let client = try stage.step(
      "Each client's days of April.",
      "gridctl report usage --scope client --grain day --period 2025-04 --community EC2 \(asOf) --output -")
    let all = try stage.step(
      "Everybody's days of April.", "gridctl report usage --scope all --grain day --period 2025-04 \(asOf) --output -")
    func rows(_ text: String) -> [[Substring]] {
      text.split(separator: "\n").filter { $0.contains(",2025-04-") }
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    #expect(rows(client).count == 6 * 30)
    #expect(rows(all).count == 30)
    let usage = try stage.step("The month as a whole.", "gridctl report usage --period 2025-04 \(asOf) --output -")
    let total = usage.split(separator: "\n").last { $0.hasPrefix("all,") }!.split(separator: ",")
    let sum = rows(all).reduce(Decimal(0)) { $0 + Decimal(string: String($1[2]))! }
    #expect(sum == Decimal(string: String(total[2]))!, "the days add up to the month")
  }

  @Test("3: the production that the next hour needs")
  func nextHour() throws {
    let stage = try Stage("The evaluator says what the next hour needs")
    try stage.register(["C": ["A"]])
    try stage.write("plants.csv", ["plant,supplier,community,from,max_w", "P,S,C,2026-01-01,5000"])
    try stage.step("A plant of 5,000 W.", "gridctl import plants plants.csv")
    try stage.load(
      "Two hours: 3,000 Wh, then 3,600 Wh were used and 3,000 Wh made.",
      (0..<8).map {
        ("A", "2026-06-01T\(10 + $0 / 4):\(["00", "15", "30", "45"][$0 % 4]):00+02:00", $0 < 4 ? 3000 : 3600, 3000)
      },
      asOf: "2026-06-01T12:01:00+02:00")
    let next = try stage.step(
      "3,600 Wh x 3,600 / 3,000 = 4,320 Wh are needed next.",
      "gridctl forecast next-hour --as-of 2026-06-01T12:01:00+02:00")
    #expect(next.contains("4320"))
  }

  @Test("4.1 and 4.2: the community is limited when production cannot follow, and not when there is too much")
  func limits() throws {
    let stage = try Stage("Production cannot follow; then there is too much of it")
    try stage.register(["C": ["A", "B"], "OTHER": ["Z"]])
    try stage.write(
      "plants.csv",
      ["plant,supplier,community,from,max_w,min_w", "P,S,C,2026-01-01,5000,1000", "Q,S,OTHER,2026-01-01,5000,1000"])
    try stage.write(
      "devices.csv",
      [
        "device,meter,kind,power_w,essential,from", "HEAT-A,A,heating,3000,false,2026-01-01",
        "HEAT-Z,Z,heating,3000,false,2026-01-01",
      ])
    try stage.step("A plant of 5,000 W.", "gridctl import plants plants.csv && gridctl import devices devices.csv")
    try stage.load(
      "7,000 W are used, 2,000 W made.",
      [("A", "2026-06-01T18:00:00+02:00", 5000, 0), ("B", "2026-06-01T18:00:00+02:00", 2000, 2000)],
      asOf: "2026-06-01T18:16:00+02:00")
    let more = try stage.step(
      "The supplier is asked for more; 5,000 W is all he can.",
      "gridctl balance request --community C --as-of 2026-06-01T18:16:00+02:00")
    #expect(more.contains("5000"))
    let cut = try stage.step(
      "What is not essential is cut, in this community only.",
      "gridctl regulate --community C --as-of 2026-06-01T18:16:00+02:00")
    #expect(cut.contains("HEAT-A  OFF"))
    #expect(!cut.contains("HEAT-Z"))
    try stage.load(
      "The sun comes out: 1,000 W are used, 6,000 W made.",
      [("A", "2026-06-01T18:15:00+02:00", 500, 3000), ("B", "2026-06-01T18:15:00+02:00", 500, 3000)],
      asOf: "2026-06-01T18:31:00+02:00")
    let less = try stage.step(
      "The supplier is asked for less.", "gridctl balance request --community C --as-of 2026-06-01T18:31:00+02:00")
    #expect(less.contains("less"))
    let open = try stage.step(
      "Nobody is limited any more.", "gridctl regulate --community C --as-of 2026-06-01T18:31:00+02:00")
    #expect(open.contains("HEAT-A  AUTO"))
  }

  @Test("5: two cars charge overnight, never both, and both are full at the end of the night")
  func cars() throws {
    let stage = try Stage("Two cars, one place under the limit")
    try stage.register(["C": ["X", "Y"]], settings: ["C": ",8000"], columns: ",limit_w")
    try stage.write(
      "devices.csv",
      [
        "device,meter,kind,power_w,essential,from,capacity_wh", "CAR-X,X,car,7000,false,2026-01-01,28000",
        "CAR-Y,Y,car,7000,false,2026-01-01,28000",
      ])
    try stage.write(
      "requests.csv",
      [
        "car,soc_percent,deadline", "CAR-X,75,2026-06-02T00:00:00+02:00", "CAR-Y,75,2026-06-02T07:00:00+02:00",
      ])
    try stage.step(
      "Each lacks 7 kWh: an hour at 7 kW.",
      "gridctl import devices devices.csv && gridctl charge request requests.csv --as-of 2026-06-01T22:00:00+02:00")
    let slots = try stage.step(
      "X from 23:00 to midnight, Y from midnight to one.",
      "gridctl charge slots --from 2026-06-01T23:00:00+02:00 --to 2026-06-02T07:00:00+02:00 --as-of 2026-06-01T22:00:00+02:00"
    )
    let rows = slots.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { $0.count == 5 }
    #expect(rows.contains(["C", "CAR-X", "2026-06-01T21:00:00Z", "2026-06-01T22:00:00Z", "7000"]))
    #expect(rows.contains(["C", "CAR-Y", "2026-06-01T22:00:00Z", "2026-06-01T23:00:00Z", "7000"]))
    let proof = try stage.step(
      "The proof, at the end of the night.", "gridctl charge check --as-of 2026-06-02T07:00:00+02:00")
    #expect(proof.contains("2 of 2 cars full in time"))
  }

  @Test("6: the battery is charged while energy is cheap and discharged while it is dear")
  func battery() throws {
    let stage = try Stage("A battery follows the price")
    try stage.register(["C": ["A"]])
    try stage.write(
      "batteries.csv",
      [
        "battery,meter,from,capacity_wh,max_charge_w,max_discharge_w,efficiency_percent,initial_wh",
        "B,A,2026-06-01,10000,2000,2000,100,5000",
      ])
    try stage.write(
      "prices.csv",
      ["market,starts_at,eur_mwh"]
        + (0..<24).map { hour in
          "DAY,2026-06-01T\(hour < 10 ? "0" : "")\(hour):00:00+02:00,\([10: 20, 11: 80][hour] ?? 50)"
        })
    try stage.step(
      "A battery, and the prices of the day: 50 EUR a MWh, 20 at ten, 80 at eleven.",
      "gridctl import batteries batteries.csv && gridctl import prices prices.csv")
    let plan = try stage.step(
      "Against a standard of 50 EUR: charge at ten, discharge at eleven, hold otherwise.",
      """
      gridctl battery plan --market DAY --standard 50 --period 2026-06-01 --as-of 2026-05-31T18:00:00+02:00 --output plan.csv \
      && cat plan.csv
      """)
    let rows = plan.split(separator: "\n").filter { $0.hasPrefix("C,B,") }
    #expect(rows.filter { $0.contains(",low") }.count == 4)
    #expect(rows.filter { $0.contains(",high") }.count == 4)
    #expect(rows.filter { $0.contains(",hold") }.count == 88)
  }

  @Test("7: at the end of the month the clients are billed")
  func bill() throws {
    let stage = try Stage("At the end of the month the clients are billed", isLoaded: true)
    let list = try stage.step("The invoices of April.", "gridctl bill list --period 2025-04")
    #expect(list.contains("F2025-000001"))
    let shown = try stage.step("One of them.", "gridctl bill show F2025-000001")
    #expect(shown.contains("feed") || shown.contains("energy"))
  }
}
