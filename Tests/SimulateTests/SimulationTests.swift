import Foundation
import Grid
import Support
import Testing

@testable import Simulate

/// A folder of its own for one test.
final class World {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gridctl-world-\(UUID().uuidString)")
  deinit { try? FileManager.default.removeItem(at: folder) }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// All files, by name.
  func bytes() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
  }

  /// Rows of all dumps of houses: meter, time stamp, consumed, produced, battery.
  func houses(_ summary: SimulationSummary) throws -> [[String]] {
    try summary.files.flatMap { try csv(folder.appendingPathComponent($0)) }.filter { $0[0].contains("-H") }
  }
}

func simulation(_ day: String = "2026-06-01", _ change: (inout Simulation) -> Void = { _ in }) -> Simulation {
  var simulation = Simulation(firstDay: LocalDay(day)!)
  change(&simulation)
  return simulation
}

@Suite struct SimulationTests {
  @Test("every household is within 10 % of the mean, and day and night keep their averages")
  func averages() throws {
    let world = World()
    let summary = try simulate(
      simulation {
        $0.communities = 3
        $0.houses = 20
        $0.dayWh = 180_000
        $0.nightWh = 52_000
      }, into: world.folder.path)
    var day: [Substring: Int] = [:]
    var night: [Substring: Int] = [:]
    var house: [String: Int] = [:]
    for row in try world.houses(summary) {
      let isDay = ("06"..<"22").contains(row[1].dropFirst(11).prefix(2))
      if isDay {
        day[row[0].prefix(3), default: 0] += Int(row[2])!
      } else {
        night[row[0].prefix(3), default: 0] += Int(row[2])!
      }
      house[row[0], default: 0] += Int(row[2])!
    }
    #expect(house.count == 60)
    for total in house.values { #expect(abs(total - 11_600) * 10 <= 11_600) }
    #expect(Set(house.values).count > 30)
    // Neighbours draw opposite amounts; what is left are the draws of 20 × 64 and 20 × 32 readings.
    for total in day.values { #expect(abs(total - 180_000) * 200 <= 180_000) }
    for total in night.values { #expect(abs(total - 52_000) * 200 <= 52_000) }
  }

  @Test("every reading of a house is within 10 % of the mean household's, but for rounding")
  func readings() throws {
    let simulation = simulation { $0.houses = 7 }
    let plan = try SimulationRun(simulation).plans[0]
    let climate = Climate(plan, standardOffset: 3600, random: RandomStream(seed: 1, .weather))
    for var house in Household.all(of: 0, in: simulation) {
      var readings = MeterReadings(count: 96)
      house.live(plan, climate, seed: 1, into: &readings)
      for slot in 0..<96 {
        let mean = plan.mean[slot] * 1000
        #expect(abs(readings.consumed[slot] * partsPerWh - mean) <= mean / 10 + partsPerWh)
      }
    }
    #expect(Household.all(of: 0, in: simulation)[6].draw == 0)
  }

  @Test("the averages are a household's on request")
  func perHousehold() {
    let each = simulation {
      $0.dayWh = 7000
      $0.nightWh = 1000
      $0.isPerHousehold = true
    }
    #expect(each.communityDayWh == 70_000 && each.communityNightWh == 10_000)
    #expect(simulation().communityDayWh == 90_000 && simulation { $0.dayWh = 7000 }.communityDayWh == 7000)
  }

  @Test("the same seed gives the same bytes, another one others, and these bytes everywhere")
  func seeds() throws {
    let (first, second, other) = (World(), World(), World())
    let one = simulation {
      $0.solarPercent = 50
      $0.carPercent = 50
      $0.batteryPercent = 30
      $0.heatPercent = 50
      $0.faults = Set(FaultKind.allCases)
      $0.followsEvaluator = true
    }
    var two = one
    two.seed = 2
    _ = try simulate(one, into: first.folder.path)
    _ = try simulate(one, into: second.folder.path)
    _ = try simulate(two, into: other.folder.path)
    #expect(try first.bytes() == second.bytes())
    #expect(try first.text("20260601T220000_C01.csv") != other.text("20260601T220000_C01.csv"))
    // SplitMix64 as published: the first outputs of the seed 1234567.
    var stream = RandomStream(rawState: 1_234_567)
    #expect(stream.next() == 6_457_827_717_110_365_317)
    #expect(stream.next() == 3_203_168_211_198_807_973)
    let rows = try first.text("20260601T220000_C01.csv").split(separator: "\n").dropFirst().prefix(2)
    #expect(rows == ["C01-H01,2026-06-01T00:00:00+02:00,91,0,0", "C01-H01,2026-06-01T00:15:00+02:00,84,0,0"])
  }

  @Test("draws reach both ends of their range and nothing beyond, and an order holds every number once")
  func draws() {
    var random = RandomStream(seed: 3, .house)
    let drawn = (0..<5000).map { _ in random.draw(-50...50) }
    #expect(drawn.min() == -50 && drawn.max() == 50)
    #expect(abs(drawn.reduce(0, +)) < 5000 * 2)
    #expect(random.order(of: 40).sorted() == Array(0..<40))
  }

  @Test(
    "the zone's days are those that PostgreSQL cuts",
    arguments: ["Europe/Paris", "Australia/Lord_Howe", "America/New_York", "America/Santiago", "Asia/Kathmandu", "UTC"])
  func zones(zone: String) throws {
    let database = try TestDatabase()
    let first = LocalDay("2025-12-30")!
    let end = first.advanced(by: 400)
    let days = try #require(LocalCalendar(zone: zone, from: first, count: 400)).days
    #expect(try days == database.connection.calendar(zone: zone, Period(first, end)!).days)
  }

  @Test("there is no zone of that name", arguments: ["Europe/Atlantis", "Paris", ""])
  func noZone(zone: String) {
    #expect(throws: PlainFailure.self) { try SimulationRun(simulation { $0.zone = zone }) }
  }

  @Test(
    "days have 23, 24 or 25 hours, each stamped once",
    arguments: [("2026-03-29", 92), ("2026-06-01", 96), ("2026-10-25", 100)])
  func days(day: String, slots: Int) throws {
    let world = World()
    let summary = try simulate(
      simulation(day) {
        $0.communities = 1
        $0.houses = 1
        $0.dayWh = 9600
        $0.nightWh = 3200
      }, into: world.folder.path)
    let rows = try world.houses(summary)
    #expect(rows.count == slots && Set(rows.map { Instant($0[1])! }).count == slots)
    #expect(rows.first?[1].hasPrefix("\(day)T00:00:00") == true && rows.last?[1].hasPrefix("\(day)T23:45:00") == true)
    #expect(summary.steps.count == slots)
    // The night is an hour shorter or longer at its usual use from 02:00 on, the day is as ever.
    let night = rows.filter { !("06"..<"22").contains($0[1].dropFirst(11).prefix(2)) }.compactMap { Int($0[2]) }
    let expected = 3200 + (slots - 96) / 4 * 300
    #expect(abs(night.reduce(0, +) - expected) < 120)
  }

  @Test("hours are cut by the clock on the wall, both of the autumn night")
  func hours() throws {
    let world = World()
    let summary = try simulate(
      simulation("2026-10-25") {
        $0.communities = 1
        $0.houses = 1
        $0.fromHour = 2
        $0.toHour = 4
        $0.stepMinutes = 60
      }, into: world.folder.path)
    let rows = try world.houses(summary)
    #expect(rows.count == 12 && summary.steps.count == 3)
    #expect(rows.first?[1] == "2026-10-25T02:00:00+02:00" && rows.last?[1] == "2026-10-25T03:45:00+01:00")
    #expect(summary.steps.map(\.offset) == [7200, 3600, 3600])
  }

  @Test("nobody makes solar power by night, and batteries neither lose nor invent energy")
  func equipment() throws {
    let world = World()
    let summary = try simulate(
      simulation {
        $0.dayCount = 3
        $0.solarPercent = 40
        $0.batteryPercent = 20
      }, into: world.folder.path)
    let rows = try world.houses(summary)
    let sunny = Set(rows.filter { $0[3] != "0" }.map { $0[0] })
    let stored = Dictionary(grouping: rows.filter { $0[4] != "0" }, by: { $0[0] })
    #expect(sunny.count == 20 && stored.count == 10 && sunny.isSuperset(of: stored.keys))
    #expect(rows.allSatisfy { $0[3] == "0" || ("05"..."21").contains($0[1].dropFirst(11).prefix(2)) })
    for rows in stored.values {
      let flows = rows.map { Int($0[4])! }
      let charged = -flows.filter { $0 < 0 }.reduce(0, +)
      let discharged = flows.filter { $0 > 0 }.reduce(0, +)
      #expect(charged > 0 && discharged * 100 <= charged * 90 && charged * 90 <= discharged * 100 + 10_000 * 100)
    }
  }
}

extension RandomStream {
  /// A stream that starts where the published examples do.
  init(rawState: UInt64) {
    self.init(seed: 0, .house)
    self.state = rawState
  }
}

@Suite struct StreamTests {
  @Test("the stream to standard output holds the rows of all dumps, under one header")
  func stream() throws {
    let world = World()
    let one = simulation {
      $0.houses = 40
      $0.intervalMinutes = 1
      $0.solarPercent = 20
      $0.faults = Set(FaultKind.allCases)
    }
    let summary = try simulate(one, into: world.folder.path)
    let path = world.folder.appendingPathComponent("stream").path
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(try simulate(one, to: descriptor).readings == summary.readings)
    close(descriptor)
    let rows = try summary.files.map { try world.text($0).split(separator: "\n", maxSplits: 1)[1] }
    let header = "meter_id,timestamp,consumed_wh,produced_wh,battery_wh\n"
    #expect(try world.text("stream") == header + rows.joined())
    #expect(try world.text("stream").count { $0 == "\n" } == Int(summary.readings) + 1)
  }

  @Test("a full disk is a failure, not a short dump")
  func fullDisk() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let failure = #expect(throws: PlainFailure.self) { try simulate(simulation(), to: descriptor) }
    #expect(failure?.status == .ioError)
  }
}
