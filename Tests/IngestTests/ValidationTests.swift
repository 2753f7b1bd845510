import Database
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

@Suite final class ValidationTests {
  let bench: ReadingBench

  init() throws { bench = try ReadingBench() }
  deinit { bench.dumps.remove() }

  /// Everything as it should be but for one day and slot.
  func load(on day: Int = 20, _ slots: Range<Int>, _ values: String?) throws {
    try bench.load {
      $0 == day && slots.contains($1)
        ? values : "\(ReadingBench.usual($0, $1)),\(ReadingBench.sunny($0, $1)),0"
    }
  }

  @Test("plain readings break no rule, and a second run does nothing")
  func clean() throws {
    try bench.joins(on: "2025-04-01")
    try bench.load()
    let first = try bench.run()
    #expect(first.dayCount == 30)
    #expect(try bench.verdicts() == [])
    #expect(try bench.run() == ValidationSummary())
    #expect(try bench.run(redo: true).dayCount == 30)
    #expect(try bench.database.violations() == [])
  }

  @Test("gap: what all registers lack is one verdict, which a later dump closes and its loss opens again")
  func gap() throws {
    try bench.joins(on: "2025-04-01")
    try load(10..<14, nil)
    #expect(try bench.run().openedCount == 1)
    #expect(try bench.verdicts() == ["gap|0|21 02:30|21 03:30|{\"missing\": 4, \"expected\": 96}"])
    #expect(try bench.run(redo: true) == ValidationSummary(dayCount: 30))
    let later = Instant("2025-05-02T00:00:00Z")!
    try bench.load(days: 20..<21, as: "20250501T220000.csv") { (11..<14).contains($1) ? "\($0),0,0" : nil }
    #expect(try bench.run(asOf: later) == ValidationSummary(dayCount: 1, changedCount: 1))
    #expect(try bench.verdicts() == ["gap|0|21 02:30|21 02:45|{\"missing\": 1, \"expected\": 96}"])
    try bench.load(days: 20..<21, as: "20250502T220000.csv") { $1 == 10 ? "\($0),0,0" : nil }
    #expect(try bench.run(asOf: later) == ValidationSummary(dayCount: 1, closedCount: 1))
    #expect(
      try bench.database.lines("SELECT rule, closed_at FROM ingest.verdict") == ["gap|2025-05-02 00:00:00+00"])
  }

  @Test("gap: a day without readings is found when it has ended, and a register that stops is found alone")
  func wholeDay() throws {
    try bench.load(days: 0..<30) { day, slot in day == 29 || day == 10 ? nil : "\(ReadingBench.usual(day, slot)),0,0" }
    try bench.load(days: 10..<11, as: "20250431.csv", header: "meter_id,timestamp,consumed_wh") { "\(50 + $0 + $1)" }
    try bench.run(asOf: Instant("2025-04-30T12:00:00Z")!)
    #expect(
      try bench.verdicts() == (4...6).map { "gap|\($0)|11 00:00|12 00:00|{\"missing\": 96, \"expected\": 96}" },
      "the last day has not ended")
    try bench.run()
    #expect(try bench.verdicts().last == "gap|0|30 00:00|01 00:00|{\"missing\": 96, \"expected\": 96}")
  }

  @Test("overlap: values of two dumps that contradict each other, and rows of one")
  func overlap() throws {
    try bench.load()
    try bench.load(days: 20..<21, as: "20250501T220000.csv") { $1 == 40 ? "150,\(ReadingBench.sunny($0, $1)),0" : nil }
    try bench.run()
    #expect(
      try bench.verdicts() == [
        "overlap|3|21 10:00|21 10:15|{\"files\": [\"20250430T220000.csv\", \"20250501T220000.csv\"], \"intervals\": 1, \"greatest_wh\": \(150 - ReadingBench.usual(20, 40))}"
      ])
    try bench.dumps.load(
      ["Q1,\(ReadingBench.instant(3, 0)),1,0,0", "Q1,\(ReadingBench.instant(3, 0)),\(ReadingBench.usual(3, 0)),0,0"],
      as: "20250502T220000.csv")
    try bench.run()
    #expect(
      try bench.verdicts().first?.hasPrefix("overlap|0|04 00:00|04 00:15|{\"code\": \"conflicting-duplicate\"") == true)
  }

  @Test("negative: rows that were rejected for it, though a good one came too")
  func negative() throws {
    try bench.load()
    try bench.dumps.load(["Q1,\(ReadingBench.instant(5, 8)),-3,0,0"], as: "bad.csv", asOf: "2025-06-01T00:00:00Z")
    try bench.run()
    #expect(
      try bench.verdicts() == [
        "negative|0|06 02:00|06 02:15|{\"code\": \"negative\", \"file\": \"bad.csv\", \"line\": 2, \"rejected\": 1}"
      ])
  }

  @Test("spike: far above the 95th percentile of like slots of four weeks, and above the floor")
  func spike() throws {
    try load(40..<41, "2000,\(ReadingBench.sunny(20, 40)),0")
    try bench.run()
    // Nine slots of twenty days: 60 to 109 Wh, of which 107 has 95 % below or at it.
    let like = (0..<20).flatMap { day in (36...44).map { ReadingBench.usual(day, $0) } }.sorted()
    #expect(
      try bench.verdicts() == [
        "spike|3|21 10:00|21 10:15|{\"wh\": 2000, \"intervals\": 1, \"like_values\": 180, \"percentile_wh\": \(like[170])}"
      ])
  }

  @Test("over-capacity: more than a contract allows, and rows above the meter's limit")
  func overCapacity() throws {
    try bench.database.script(
      """
      INSERT INTO grid.customer (customer, name) VALUES ('K', 'K');
      INSERT INTO grid.tariff (tariff) VALUES ('T');
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during, power_kva)
      SELECT 'K1', customer_id, meter_id, 'consumption', tariff_id, '[2025-04-10,)', 0.5
      FROM grid.customer, grid.meter, grid.tariff WHERE meter = 'Q1'
      """)
    // 500 VA x 110 % are 137.5 Wh a quarter hour; before the contract nothing is said.
    try bench.load(header: "meter_id,timestamp,consumed_wh") { day, slot in
      slot == 40 && (day == 5 || day == 20)
        ? "140" : slot == 41 && day == 20 ? "137" : "\(ReadingBench.usual(day, slot))"
    }
    try bench.run()
    #expect(
      try bench.verdicts() == ["over-capacity|3|21 10:00|21 10:15|{\"wh\": 140, \"watts\": 560, \"intervals\": 1}"])
  }

  @Test("zero-run: more than twelve hours without use, over midnight too, but not in a house that is always empty then")
  func zeroRun() throws {
    func isOff(_ day: Int, _ slot: Int) -> Bool { day == 19 && slot >= 60 || day == 20 && slot < 20 }
    try bench.load { isOff($0, $1) ? "0,0,0" : "\(ReadingBench.usual($0, $1)),0,0" }
    try bench.run()
    #expect(
      try bench.verdicts() == ["zero-run|3|21 00:00|21 05:00|{\"hours\": 14, \"intervals\": 20}"],
      "nine hours of the day before do not suffice")
    try bench.load("M1", days: 10..<30) { "\($1 < 60 ? 0 : ReadingBench.usual($0, $1)),0,0" }
    try bench.run(meter: "M1")
    #expect(try bench.database.lines("SELECT count(*) FROM ingest.verdict WHERE rule = 'zero-run'") == ["1"])
  }

  @Test("pv-at-night: production while the sun is far below the horizon")
  func night() throws {
    try load(8..<10, "70,30,0")
    try bench.run()
    #expect(
      try bench.verdicts() == ["pv-at-night|4|21 02:00|21 02:30|{\"wh\": 60, \"watts\": 120, \"intervals\": 2}"])
  }

  @Test(
    "the sun rises and sets when almanacs say so",
    arguments: [
      // Sunrise and sunset, refraction and the sun's radius left in: the centre is 0.833 degrees below the horizon.
      (48.8567, 2.3508, "2025-03-20T05:53:40Z"), (48.8567, 2.3508, "2025-06-21T19:58:00Z"),
      (48.8567, 2.3508, "2025-12-21T07:41:00Z"), (-33.8688, 151.2093, "2025-01-01T09:09:00Z"),
    ] as [(Double, Double, String)])
  func sun(latitude: Double, longitude: Double, instant: String) {
    let elevation = Sun(latitude: latitude, longitude: longitude).elevation(at: Instant(instant)!.seconds)
    #expect(abs(elevation + 0.833) < 0.25, "\(elevation)")
  }

  @Test("a zone without a place of its own in the system's table lies at its meridian")
  func place() {
    #expect(abs(Sun(zone: "Europe/Paris", offset: 3600).longitude - 2.33) < 0.1)
    #expect(Sun(zone: "Nowhere/Land", offset: 3600).longitude == 15)
  }

  @Test("energy-balance: registers of two dumps that do not add up, beyond what rounding can do")
  func balance() throws {
    try bench.load { "\(ReadingBench.usual($0, $1)),0,0" }
    try bench.load(as: "20250501T220000.csv", header: "meter_id,timestamp,import_wh,export_wh") { day, slot in
      let use = ReadingBench.usual(day, slot)
      // Six registers, half a Wh each: three are rounding.
      return "\(use + (day != 20 ? 0 : slot == 40 ? 3 : slot == 50 ? 4 : 0)),0"
    }
    try bench.run()
    #expect(
      try bench.verdicts() == ["energy-balance|0|21 12:30|21 12:45|{\"intervals\": 1, \"greatest_wh\": 4}"])
  }

  @Test("register-vs-intervals: index reads and the intervals between them")
  func indices() throws {
    try bench.load()
    func read(_ day: Int, _ wh: Int) throws {
      try bench.database.script(
        """
        INSERT INTO grid.register_read
        SELECT 1, meter_id, 3, 'consumption', '', '\(ReadingBench.instant(day, 0))', batch_id, \(wh) * 1000, 0, 0
        FROM grid.meter, ingest.batch WHERE meter = 'Q1'
        """)
    }
    let day = { (day: Int) in (0..<96).reduce(0) { $0 + ReadingBench.usual(day, $1) } }
    try read(10, 1000)
    try read(11, 1000 + day(10))
    try read(12, 1000 + day(10) + day(11) + 200)
    try bench.run()
    #expect(
      try bench.verdicts() == [
        "register-vs-intervals|3|12 00:00|13 00:00|{\"serial\": \"\", \"index_wh\": \(day(11) + 200).000, \"interval_wh\": \(day(11))}"
      ])
  }

  @Test("plant-vs-sum: a plant and the meters that it is said to be the sum of")
  func sums() throws {
    try bench.load { "0,\(ReadingBench.sunny($0, $1)),0" }
    try bench.load("F5", days: 10..<12, as: "20250501T220000.csv") { "0,\(ReadingBench.sunny($0, $1)),0" }
    try bench.database.script(
      "DELETE FROM grid.interval_block WHERE meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'F5')")
    let rows = (0..<24).map { hour in
      let sum = (0..<4).reduce(0) { $0 + ReadingBench.sunny(10, hour * 4 + $1) }
      return "H1,\(ReadingBench.instant(10, hour * 4)),0,\(sum + (hour == 12 ? 200 : 0)),0"
    }
    try bench.dumps.load(rows, as: "20250502T220000.csv")
    let total = (0..<96).reduce(0) { $0 + ReadingBench.sunny(10, $1) }
    try bench.database.script(
      """
      INSERT INTO ingest.rule SELECT 'plant-vs-sum', NULL, m.meter_id, 1, NULL, 'warn', ARRAY[p.meter_id]
      FROM grid.meter AS m, grid.meter AS p WHERE m.meter = 'H1' AND p.meter = 'Q1'
      """)
    try bench.run(meter: "H1")
    let found = try bench.verdicts().filter { $0.hasPrefix("plant-vs-sum") }
    let isOver = 200 * 100 > total + 200
    #expect(
      found
        == (isOver
          ? ["plant-vs-sum|0|11 00:00|12 00:00|{\"parts\": 1, \"parts_wh\": \(total), \"whole_wh\": \(total + 200)}"]
          : []))
    try bench.database.script("UPDATE ingest.rule SET threshold = 5 WHERE meter_id IS NOT NULL")
    try bench.run(meter: "H1", redo: true)
    #expect(try bench.verdicts().filter { $0.hasPrefix("plant-vs-sum") } == [])
  }

  @Test("clock-outlier: a row of the year 2000, and a stored day a year before all others")
  func clock() throws {
    try bench.load()
    try bench.dumps.load(["Q1,2000-01-01T00:15:00+01:00,5,0,0"], as: "reset.csv")
    try bench.database.script("UPDATE grid.membership SET during = '[2023-01-01,)' WHERE meter_id = 1")
    try bench.dumps.load(["Q1,2023-02-01T00:00:00+01:00,5,0,0"], as: "far.csv")
    try bench.run()
    #expect(
      try bench.verdicts() == [
        "clock-outlier|0|01 00:15|01 00:30|{\"code\": \"outside-membership\", \"file\": \"reset.csv\", \"line\": 2, \"rejected\": 1}",
        "clock-outlier|0|01 00:00|02 00:00|{\"next_day\": \"2025-04-01\"}",
      ])
  }

  @Test("stuck-value: the same value for more than four hours, unless it is small")
  func stuck() throws {
    try bench.load { day, slot in
      day == 20 && (40..<57).contains(slot)
        ? "88,0,0"
        : day == 21 && (40..<70).contains(slot)
          ? "45,0,0"
          : day == 22 && (40..<55).contains(slot) ? "88,0,0" : "\(ReadingBench.usual(day, slot)),0,0"
    }
    try bench.run()
    #expect(try bench.verdicts() == ["stuck-value|3|21 10:00|21 14:15|{\"wh\": 88, \"times\": 17}"])
  }

  @Test("a meter's own rule goes before that of its class, and a rule can be off")
  func ownRule() throws {
    try load(10..<14, nil)
    let file = try bench.dumps.write(
      Data("rule,threshold,meter,severity\ngap,60,Q1,fail\nstuck-value,1,,off\n".utf8), as: "rules.csv")
    #expect(throws: Refusal.self, "stuck-value has a floor") {
      try importRegistry(.rules, file: file, asOf: ReadingBench.asOf, on: bench.database.connection)
    }
    let good = try bench.dumps.write(Data("rule,threshold,meter,severity\ngap,60,Q1,fail\n".utf8), as: "good.csv")
    let summary = try importRegistry(.rules, file: good, asOf: ReadingBench.asOf, on: bench.database.connection)
    #expect((summary.added, summary.changed) == (1, 0))
    #expect(
      try importRegistry(.rules, file: good, asOf: ReadingBench.asOf, on: bench.database.connection).unchanged == 1)
    try bench.run()
    #expect(try bench.verdicts() == [], "an hour is not more than sixty minutes")
    let all = try bench.dumps.write(
      Data("rule,threshold,floor_w,severity\nspike,4,1000,off\n".utf8), as: "all.csv")
    #expect(
      try importRegistry(.rules, file: all, asOf: ReadingBench.asOf, on: bench.database.connection).changed == 3)
  }

  @Test("days with 23 and 25 hours are whole", arguments: [("2025-03-30", 92), ("2025-10-26", 100)])
  func clockChange(day: String, count: Int) throws {
    let start = Instant(day == "2025-03-30" ? "2025-03-30T00:00:00+01:00" : "2025-10-26T00:00:00+02:00")!
    try bench.dumps.load((0..<count).map { "Q1,\(start.advanced(by: $0 * 900)),\(50 + $0 % 30),0,0" })
    func run() throws {
      _ = try validate(
        ValidationRequest(
          meter: "Q1", period: Period(day, today: LocalDay(number: 0)), redo: true,
          asOf: Instant("2025-12-01T00:00:00Z")!),
        on: bench.database.connection)
    }
    try run()
    #expect(try bench.verdicts() == [])
    try bench.database.script("UPDATE grid.interval_block SET wh[\(count)] = NULL")
    try run()
    let day = day.suffix(2)
    let next = day == "30" ? "31" : "27"
    #expect(try bench.verdicts() == ["gap|0|\(day) 23:45|\(next) 00:00|{\"missing\": 1, \"expected\": \(count)}"])
  }

  @Test("readings that come while their day is being validated stay queued")
  func race() throws {
    try bench.load(days: 20..<22)
    let validation = try bench.database.another()
    _ = try validation.literal("BEGIN")
    try validation.query("ingest/make_validated_day")
    let period = Period("2025-04", today: LocalDay(number: 0))
    try validation.query("ingest/fill_validated_day", Int64(1), period, "Q1", LocalDay("2025-05-01")!, false, false)
    let days = MeterDays([(1, 1, LocalDay("2025-04-22")!), (1, 1, LocalDay("2025-04-21")!)])
    #expect(days.periods == [Period("2025-04-21..2025-04-23", today: LocalDay(number: 0))!])
    // Whoever queues what is being taken waits for it to be gone.
    try bench.database.script("SET lock_timeout = '50ms'")
    #expect(throws: DatabaseFailure.self) { try days.markStale(on: bench.database.connection) }
    _ = try validation.literal("COMMIT")
    try days.markStale(on: bench.database.connection)
    #expect(try bench.database.lines("SELECT days FROM ingest.unvalidated") == ["[2025-04-21,2025-04-23)"])
  }

  @Test("of queued days only those of the period that have ended are taken")
  func partOfTheQueue() throws {
    try bench.joins(on: "2025-04-01")
    try bench.load()
    try bench.run(asOf: Instant("2025-04-20T12:00:00+02:00")!)
    #expect(try bench.database.lines("SELECT days FROM ingest.unvalidated") == ["[2025-04-20,2025-05-01)"])
    #expect(try bench.run().dayCount == 11)
    #expect(try bench.database.lines("SELECT days FROM ingest.unvalidated") == [])
  }

  @Test("pv-at-night: production at midnight is found in the shortest night too, none where the sun does not set")
  func shortNight() throws {
    let june = Instant("2025-06-21T00:00:00Z")!.seconds
    func night(_ latitude: Double) -> (isDark: [Bool], degrees: Int64) {
      Sun(latitude: latitude, longitude: 0).night(
        of: LocalCalendar.Day(
          day: LocalDay("2025-06-21")!, start: june - 43_200, length: 86_400, offset: 0, transition: 86_400,
          offsetAfter: 0),
        interval: 900, below: 18)
    }
    // Midnight is between the intervals 47 and 48, the sun 90 - latitude - 23.4 degrees below the horizon.
    for (latitude, depth) in [(36.7, 18), (48.9, 14), (60.0, 5)] {
      let found = night(latitude)
      #expect(found.degrees == Int64(depth))
      #expect(found.isDark[47] && found.isDark[48] && !found.isDark[0] && !found.isDark[28])
    }
    #expect(!night(70).isDark.contains(true))
  }

  /// Real profiles that were shifted by weeks, so that their sun is off by more than an hour.
  @Test(
    "pv-at-night: real profiles have almost no false alarm",
    .enabled(if: ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"] != nil, "GRIDCTL_SAMPLES is not set"))
  func realNights() throws {
    let folder = ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"]!
    let database = try TestDatabase()
    try database.registerSamples(in: folder)
    for place in ["EC1", "EC2", "EC3"] {
      for month in ["03", "04"] {
        let request = IngestRequest(asOf: Instant("2025-06-01T00:00:00Z")!)
        _ = try ingest("\(folder)/readings/clean/\(place)_2025-\(month).csv.gz", request, on: database.connection)
      }
    }
    _ = try validate(ValidationRequest(asOf: Instant("2025-05-02T00:00:00Z")!), on: database.connection)
    // Of about 1,300 meter days with production.
    let found = try database.lines(
      "SELECT count(DISTINCT (meter_id, day)) FROM ingest.verdict WHERE rule = 'pv-at-night'")
    #expect(Int(found[0])! <= 10, "\(found)")
  }
}
