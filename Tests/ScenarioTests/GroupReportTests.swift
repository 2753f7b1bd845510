import Foundation
import Support
import Testing

/// The two scenarios of the group's report.
@Suite struct GroupReportTests {
  @Test("1: Pierre and Marie get panels, a car and a battery")
  func household() throws {
    let stage = try Stage("Pierre and Marie: panels, a contract, a car that waits, a battery, autarky")
    try stage.register(["D": ["PM", "NEIGHBOUR"]])
    try stage.write("plants.csv", ["plant,supplier,community,from,max_w", "GRID,Smartrix,D,2026-01-01,10000"])
    try stage.write("customers.csv", ["customer,name", "C-PM,Pierre and Marie"])
    try stage.write(
      "tariffs.csv",
      [
        "tariff,from,component,period,windows,price,vat_rate", "BASE,2026-01-01,standing_charge,,,10,20",
        "BASE,2026-01-01,energy,,,0.2,20", "BASE,2026-01-01,feed_in,,,0.1,0",
      ])
    try stage.write(
      "contracts.csv", ["contract,customer,meter,kind,tariff,from", "V1,C-PM,PM,consumption,BASE,2026-01-01"])
    try stage.step(
      "They have a contract, and nothing else.",
      """
      gridctl import plants plants.csv && gridctl import customers customers.csv \
      && gridctl import tariffs tariffs.csv && gridctl import contracts contracts.csv
      """)
    func day(_ date: String, _ use: (Int) -> (Int, Int)) -> [(meter: String, start: String, used: Int, made: Int)] {
      (0..<96).map { slot in
        let clock = String(format: "%02d:%02d", slot / 4, slot % 4 * 15)
        let (used, made) = use(slot)
        return ("PM", "\(date)T\(clock):00+02:00", used, made)
      }
    }
    try stage.load(
      "A day without panels: 1,000 W all day.", day("2026-05-04") { _ in (1000, 0) }, asOf: "2026-05-05T01:00:00+02:00")
    try stage.load(
      "They buy panels: 2,000 W from nine to five.", day("2026-05-05") { (1000, (36..<68).contains($0) ? 2000 : 0) },
      asOf: "2026-05-06T01:00:00+02:00")
    let days = try stage.step(
      "What they draw falls from 24 to 16 kWh, 8 kWh are left over.",
      "gridctl report usage --scope client --grain day --period 2026-05-04..2026-05-06 --as-of 2026-05-08T12:00:00+02:00 --output -"
    )
    #expect(days.contains("D,PM,2026-05-04,24,0,24,0,"))
    #expect(days.contains("D,PM,2026-05-05,24,16,16,8,"))

    try stage.write(
      "contracts.csv", ["contract,customer,meter,kind,tariff,from", "V2,C-PM,PM,production,BASE,2026-05-01"])
    try stage.step(
      "A production contract buys what is left over, always.",
      "gridctl import contracts contracts.csv && gridctl bill run --period 2026-05 --as-of 2026-06-02T00:00:00+02:00")
    let bill = try stage.step(
      "It is on the draft: 40 kWh at 0.20 and a month's 10 EUR, less 8 kWh at 0.10.",
      "gridctl bill list --period 2026-05")
    #expect(bill.contains("17.20"))

    try stage.write(
      "devices.csv",
      ["device,meter,kind,power_w,essential,from,capacity_wh", "CAR,PM,car,7400,false,2026-01-01,50000"])
    try stage.write("requests.csv", ["car,soc_percent,deadline", "CAR,80,2026-05-07T07:00:00+02:00"])
    try stage.load(
      "19:00, everybody cooks: 9,000 W of 10,000.",
      [("PM", "2026-05-06T18:45:00+02:00", 4000, 0), ("NEIGHBOUR", "2026-05-06T18:45:00+02:00", 5000, 0)],
      asOf: "2026-05-06T19:00:00+02:00")
    let wait = try stage.step(
      "The car is plugged in with 80 %: it has to wait.",
      """
      gridctl import devices devices.csv --quiet && gridctl charge authorize --file requests.csv --as-of 2026-05-06T19:01:00+02:00
      """)
    #expect(wait.contains("CAR,defer,2026-05-06T18:01:00Z,tense-and-charged"))
    try stage.load(
      "22:00, the neighbourhood is quiet.",
      [("PM", "2026-05-06T21:45:00+02:00", 500, 0), ("NEIGHBOUR", "2026-05-06T21:45:00+02:00", 500, 0)],
      asOf: "2026-05-06T22:00:00+02:00")
    let go = try stage.step(
      "Late in the evening it is released.", "gridctl charge authorize --as-of 2026-05-06T22:01:00+02:00")
    #expect(go.contains("CAR,grant,2026-05-06T20:01:00Z,calm"))

    try stage.write(
      "battery.csv",
      ["meter_id,timestamp,consumed_wh,produced_wh,battery_wh"]
        + (0..<8).map { "PM,2026-05-07T20:\(["00", "15", "30", "45"][$0 % 4]):00+02:00,250,0,\($0 < 4 ? 0 : 250)" }
        .enumerated().map { $0.offset < 4 ? $0.element.replacing("T20", with: "T19") : $0.element })
    try stage.step(
      "They buy a battery; from 20:00 on it carries the house.",
      "gridctl ingest battery.csv --as-of 2026-05-07T21:00:00+02:00 && gridctl aggregate")
    let told = try stage.step(
      "They are told that they are autarkic.",
      "gridctl autarky changes --last 90min --as-of 2026-05-07T21:00:00+02:00 --community D && gridctl notify --topic autarky --output - --as-of 2026-05-07T21:00:00+02:00"
    )
    #expect(told.contains(#"{"type":"Client","id":"PM","autarky":true}"#))
  }

  @Test("2: a partner announces a peak for 22:00; at 21:00 the district is tense and cut, an hour later reopened")
  func announcedPeak() throws {
    let stage = try Stage("An announced peak")
    try stage.register(["X": ["A", "B"], "Y": ["Z"]])
    try stage.write(
      "plants.csv",
      ["plant,supplier,community,from,max_w", "P-X,Smartrix,X,2026-01-01,10000", "P-Y,Smartrix,Y,2026-01-01,10000"])
    try stage.write("customers.csv", ["customer,name", "FOUNDRY,Fonderie"])
    try stage.write(
      "devices.csv",
      [
        "device,meter,kind,power_w,essential,from", "HEATER,A,water_heater,2000,false,2026-01-01",
        "FRIDGE,A,appliance,150,true,2026-01-01", "POOL-Z,Z,appliance,1500,false,2026-01-01",
      ])
    try stage.step(
      "Two districts, a partner, and what may be switched.",
      "gridctl import plants plants.csv && gridctl import customers customers.csv && gridctl import devices devices.csv"
    )
    try stage.step(
      "At noon the foundry announces 5,000 W from 22:00 to 23:00.",
      """
      gridctl demand announce --demand MELT --partner FOUNDRY --community X --power-w 5000 --from 22:00 --to 23:00 \
      --day 2026-06-01 --as-of 2026-06-01T12:00:00+02:00
      """)
    let early = try stage.step(
      "At 20:59 it is too early to tell the supplier.", "gridctl demand dispatch --as-of 2026-06-01T20:59:00+02:00")
    #expect(!early.contains("MELT"))
    let notice = try stage.step(
      "An hour before, he is told.", "gridctl demand dispatch --as-of 2026-06-01T21:00:00+02:00")
    #expect(notice.contains("MELT 2026-06-01"))
    let again = try stage.step("Once.", "gridctl demand dispatch --as-of 2026-06-01T21:05:00+02:00")
    #expect(!again.contains("MELT"))

    /// One quarter hour of district X, and what regulation says two minutes after its end.
    func quarter(_ start: String, _ watts: Int, at instant: String, _ what: String) throws -> String {
      try stage.load(
        what, [("A", "2026-06-01T\(start):00+02:00", watts - 2000, 0), ("B", "2026-06-01T\(start):00+02:00", 2000, 0)],
        asOf: "2026-06-01T\(instant):00+02:00")
      return try stage.step(
        "What is decided?", "gridctl regulate --community X --as-of 2026-06-01T\(instant):00+02:00")
    }
    let calm = try quarter("20:30", 8000, at: "20:47", "20:30: 8,000 W, exactly 80 % of 10,000.")
    #expect(calm.contains("0 cut"))
    let cut = try quarter("20:45", 8400, at: "21:02", "21:00: 8,400 W, more than 80 %.")
    #expect(cut.contains("HEATER  OFF"))
    #expect(!cut.contains("FRIDGE") && !cut.contains("POOL-Z"))
    let held = try quarter("21:00", 7400, at: "21:17", "7,400 W: below the limit and above 70 %, it stays cut.")
    #expect(!held.contains("AUTO"))
    for (start, at) in [("21:15", "21:32"), ("21:30", "21:47")] {
      let still = try quarter(start, 7300, at: at, "Still 7,300 W.")
      #expect(!still.contains("AUTO"))
    }
    let open = try quarter("21:45", 5900, at: "22:02", "An hour later 5,900 W: there is room for it again.")
    #expect(open.contains("HEATER  AUTO"))
    let sent = try stage.step(
      "The gateway hears of each once.", "gridctl notify --topic directive --output - --as-of 2026-06-01T22:03:00+02:00"
    )
    #expect(sent.contains("AUTO"))
    #expect(!sent.contains("POOL-Z"), "the other district is left alone")
  }
}
