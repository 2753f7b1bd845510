import Foundation
import Grid
import Support
import Testing

@testable import Optimize

@Suite struct PlanningCurveTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.town.meter("A", of: "C", interval: 900)
  }

  func curve(
    asOf: String, begin: String, count: Int = 96, step: Int = 900, method: CurveMethod = .persistence
  ) throws -> PlanningCurve {
    try planningCurve(
      CurveRequest(
        communityID: shop.id(), method: method, begin: instant(begin), stepSeconds: step, count: count,
        asOf: instant(asOf), label: "ems"), on: shop.connection)
  }

  /// Wh of a quarter hour since 1970, in SQL and here: a made-up day that no two hours of are alike.
  static let pattern = "(extract(epoch FROM at)::bigint / 900 * 37 % 101 + 50)"
  static func pattern(_ second: Int64) -> Double { Double(second / 900 * 37 % 101 + 50) }

  /// The formula of the original as it is written down, in W.
  static func reference(_ day: [Double], count: Int) -> [Double] {
    let n = Double(day.count)
    var m = day[day.count - 1]
    let faded = day.indices.map { i -> Double in
      m = (m + day[i] - day[max(0, i - 1)]) * (n - Double(i)) / n + day[i] * Double(i) / n
      return m
    }
    return (0..<count).map { $0 < day.count ? faded[$0] : day[$0 % day.count] }
  }

  /// W from a time on, of a day before it and of steps that begin some quarter hours later.
  static func expected(end: String, skipping: Int, count: Int, _ watts: (Int64) -> Double) -> [Double] {
    let end = instant(end).seconds
    let day = (0..<96).map { watts(end - 86_400 + Int64($0) * 900) }
    return Array(reference(day, count: skipping + count)[skipping...])
  }

  func same(_ base: [Int], _ watts: [Double]) -> Bool {
    base.count == watts.count && zip(base, watts).allSatisfy { abs(Double($0) - $1 * 1000) <= 1.1 }
  }

  @Test("the curve is that of the last 24 hours without the loads of piloted devices, carried on as ELFE does")
  func measured() throws {
    try shop.town.meter("P", of: "C", interval: 300, kind: "plant")
    try shop.town.meter("F", of: "C", interval: 1800, kind: "charger")
    try shop.town.meter("G", of: "C", interval: 60, kind: "charger")
    try shop.device("CAR", "vehicle", meter: "F")
    try shop.town.meter("S", of: "C", interval: 900, kind: "charger")
    try shop.device("SECOND", "vehicle", meter: "S")
    try shop.device("OUT", "machine", meter: "G", isPiloted: false)
    try shop.town.read("A", .consumption, Self.pattern, on: "2026-05-04", days: 3)
    try shop.town.read(
      "P", .production, "CASE WHEN clock >= '09:00' AND clock < '17:00' THEN 70 ELSE 0 END", on: "2026-05-04", days: 3)
    try shop.town.read("F", .consumption, "3001", on: "2026-05-04", days: 3)
    try shop.town.read("S", .consumption, "40", on: "2026-05-04", days: 3)
    try shop.town.read("G", .consumption, "2", on: "2026-05-04", days: 3)
    try shop.addUp()
    // The quarter hour from 14:00 is not over; what is read later is not known.
    let made = try curve(asOf: "2026-05-06T14:14:30+02:00", begin: "2026-05-06T14:30:00+02:00", count: 192)
    let watts = Self.expected(end: "2026-05-06T14:00:00+02:00", skipping: 2, count: 192) { second in
      let hour = (second + 7200) % 86_400 / 3600
      return 4 * (Self.pattern(second) + 15 * 2 - ((9..<17).contains(hour) ? 210 : 0))
    }
    #expect(same(made.base, watts))
    #expect(made.filled.isEmpty && made.warnings.isEmpty)
    // Steps of half an hour are means of two, also where they begin within a quarter hour.
    let halves = try curve(
      asOf: "2026-05-06T14:14:30+02:00", begin: "2026-05-06T14:30:00+02:00", count: 48, step: 1800)
    #expect(zip(halves.base, 0...).allSatisfy { abs(2 * $0 - made.base[2 * $1] - made.base[2 * $1 + 1]) <= 1 })
    let shifted = try curve(asOf: "2026-05-06T14:14:30+02:00", begin: "2026-05-06T14:35:00+02:00", count: 4)
    #expect(abs(3 * shifted.base[0] - 2 * made.base[0] - made.base[1]) <= 2)
    #expect(try shop.database.violations() == [])
  }

  @Test("members that are missing are like the others, devices apart; with fewer than nine of ten nothing is known")
  func scaled() throws {
    for name in ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9"] {
      try shop.town.meter(name, of: "C", interval: 900)
      // One of ten is unknown on the first day, two on the second.
      let isUnknown = name == "B9" ? "true" : name == "B8" ? "t >= '2026-05-05'" : "false"
      try shop.town.read(
        name, .consumption, "CASE WHEN \(isUnknown) THEN NULL ELSE 101 END", on: "2026-05-04", days: 2)
    }
    try shop.town.meter("F", of: "C", interval: 900)
    try shop.device("CAR", "vehicle", meter: "F")
    // The device's own meter is silent for half of the time.
    try shop.town.read(
      "F", .consumption, "CASE WHEN clock < '12:00' THEN NULL ELSE 5000 END", on: "2026-05-04", days: 2)
    try shop.town.read("A", .consumption, "101", on: "2026-05-04", days: 2)
    try shop.addUp()
    let made = try curve(asOf: "2026-05-06T00:00:00+02:00", begin: "2026-05-06T00:15:00+02:00")
    // Ten members of 101 Wh a quarter hour.
    #expect(made.base == Array(repeating: 4_040_000, count: 96))
    #expect(made.filled.isEmpty)
    #expect(
      made.warnings == [
        PlanWarning(.database, "readings end at 2026-05-04T22:00:00Z: the 24 hours before that are used")
      ])
  }

  @Test("devices without a meter drew what the newest plan before each step gave them; what was started goes on")
  func planned() throws {
    for (name, kind) in [("MACH", "machine"), ("LATE", "machine"), ("HEAT", "heater"), ("REST", "heater")] {
      try shop.device(name, kind)
    }
    try shop.town.read("A", .consumption, "1000", on: "2026-05-04", days: 3)
    try shop.addUp()
    func constant(_ device: String, _ load: Int) -> Workshop.Part {
      .init(
        device: device, kind: "heater", decisions: Array(repeating: 1, count: 8), load: Array(repeating: load, count: 8)
      )
    }
    let machine = Workshop.Part(
      device: "MACH", kind: "machine", decisions: [1, 0, 0, 0, 0, 0, 0, 0],
      load: [400_000, 300_000, 200_000, 0, 0, 0, 0, 0])
    // It is to start at 11:00, but is taken out before.
    let late = Workshop.Part(
      device: "LATE", kind: "machine", decisions: [0, 0, 0, 0, 1, 0, 0, 0], load: [0, 0, 0, 0, 900_000, 0, 0, 0])
    try shop.plan("2026-05-05T10:00:00+02:00", [constant("HEAT", 500_000), machine, late])
    try shop.plan("2026-05-05T10:15:00+02:00", [constant("HEAT", 100_000)])
    try shop.plan("2026-05-05T10:30:00+02:00", [constant("REST", 0)])
    try shop.plan("2026-05-05T10:00:00+02:00", [constant("HEAT", 999_000)], method: "other")
    let made = try curve(asOf: "2026-05-06T10:00:00+02:00", begin: "2026-05-06T10:00:00+02:00", count: 192)
    // A day later everything has faded to what was.
    let day = made.base[96...]
    #expect(Array(day.prefix(6)) == [3_100_000, 3_600_000, 3_800_000, 4_000_000, 4_000_000, 4_000_000])
    #expect(day.dropFirst(3).allSatisfy { $0 == 4_000_000 })
    #expect(made.warnings.isEmpty)
    // A quarter hour that counts as on an earlier day has that day's loads.
    try shop.town.read(
      "A", .consumption, "CASE WHEN clock >= '10:15' AND clock < '10:45' THEN NULL ELSE 1000 END", on: "2026-05-06")
    try shop.addUp()
    let holes = try curve(asOf: "2026-05-07T00:00:00+02:00", begin: "2026-05-07T00:00:00+02:00")
    #expect(Array(holes.base[39..<44]) == [4_000_000, 4_000_000, 3_600_000, 3_800_000, 4_000_000])
    #expect(holes.filled == [41, 42] && holes.warnings.count == 2)
    // Without a plan of these hours their loads are in the curve, which is said.
    let before = try curve(asOf: "2026-05-05T09:00:00+02:00", begin: "2026-05-05T09:15:00+02:00")
    #expect(before.base.allSatisfy { $0 == 4_000_000 })
    #expect(
      before.warnings == [
        PlanWarning(
          .database, "what 4 devices without a meter drew in the last 24 hours is not known: it counts twice")
      ])
  }

  @Test("late readings: the newest 24 hours are used, on time until an hour has passed, and said so after it")
  func late() throws {
    try shop.town.read("A", .consumption, Self.pattern, on: "2026-05-04", days: 2)
    try shop.addUp()
    func watts(_ skipping: Int) -> [Double] {
      Self.expected(end: "2026-05-06T00:00:00+02:00", skipping: skipping, count: 96) { 4 * Self.pattern($0) }
    }
    let night = try curve(asOf: "2026-05-06T01:00:00+02:00", begin: "2026-05-06T01:15:00+02:00")
    #expect(same(night.base, watts(5)) && night.warnings.isEmpty)
    let later = try curve(asOf: "2026-05-06T01:14:30+02:00", begin: "2026-05-06T01:30:00+02:00")
    #expect(same(later.base, watts(6)) && later.filled.isEmpty)
    #expect(
      later.warnings.map(\.reason) == ["readings end at 2026-05-05T22:00:00Z: the 24 hours before that are used"])
    let days = try curve(asOf: "2026-05-12T10:00:00+02:00", begin: "2026-05-12T10:15:00+02:00")
    #expect(same(days.base, watts(96 * 6 + 41)) && days.filled.isEmpty)
    let none = try curve(asOf: "2026-05-20T10:00:00+02:00", begin: "2026-05-20T10:15:00+02:00")
    #expect(none.base == Array(repeating: 0, count: 96) && none.filled == Array(0..<96))
    #expect(none.warnings.map(\.reason) == ["no readings of the last 8 days: the curve is 0"])
  }

  @Test("gaps are found by time: a quarter hour counts as on the day before, else as the one before it")
  func gaps() throws {
    // 06:00 to 07:00 is missing on the second day, 08:00 to 08:30 on both.
    try shop.town.read(
      "A", .consumption,
      """
      CASE WHEN clock >= '08:00' AND clock < '08:30' OR t >= '2026-05-05 06:00' AND t < '2026-05-05 07:00' THEN NULL
           WHEN t < '2026-05-05' THEN 100 WHEN clock < '08:00' THEN 200 ELSE 300 END
      """, on: "2026-05-04", days: 2)
    try shop.addUp()
    let made = try curve(asOf: "2026-05-06T00:00:00+02:00", begin: "2026-05-06T00:00:00+02:00", count: 192)
    #expect(
      made.base[96..<192].map { $0 / 4000 } == (0..<96).map { (24..<28).contains($0) ? 100 : $0 < 34 ? 200 : 300 })
    #expect(made.filled == [24, 25, 26, 27, 32, 33, 120, 121, 122, 123, 128, 129])
    #expect(
      made.warnings.map(\.reason) == [
        "4 quarter hours of 24 hours unknown, taken from days before",
        "2 quarter hours never known, taken as the one before",
      ])
    #expect(made.warnings.allSatisfy { $0.tag == .database })
  }

  @Test(
    "steps are instants: days on which clocks change shift nothing",
    arguments: [
      ("2026-03-29T12:00:00+02:00", "2026-03-28"), ("2026-03-29T00:00:00+01:00", "2026-03-27"),
      ("2026-10-25T12:00:00+01:00", "2026-10-24"), ("2026-10-25T00:00:00+02:00", "2026-10-23"),
    ])
  func clockChange(asOf: String, from day: String) throws {
    try shop.town.read("A", .consumption, Self.pattern, on: day, days: 2)
    try shop.addUp()
    let begin = instant(asOf).advanced(by: 900)
    let made = try curve(asOf: asOf, begin: "\(begin)", count: 100)
    let watts = Self.expected(end: asOf, skipping: 1, count: 100) { 4 * Self.pattern($0) }
    #expect(same(made.base, watts))
    #expect(made.filled.isEmpty && made.warnings.isEmpty)
  }

  @Test(
    "the outlook is the newest issue of each quarter hour; what is missing is as on the day before, and that is said")
  func outlook() throws {
    try shop.database.script(
      """
      INSERT INTO aggregate.forecast (community_id, quantity, method, issued_at, starts_at, slot_s, wh)
      SELECT community_id, quantity, 'profile', issued, starts, 900,
             CASE quantity WHEN 'production' THEN 10.5 ELSE extract(hour FROM starts) + shift END
      FROM grid.community, unnest(ARRAY['consumption', 'production']) AS quantity,
           (VALUES ('2026-05-04 00:00Z'::timestamptz, 100), ('2026-05-05 00:00Z', 200), ('2026-05-06 00:00Z', 900)) AS i (issued, shift),
           generate_series(issued, issued + interval '23:45', interval '15 min') AS starts
      WHERE extract(hour FROM starts) <> 7 OR issued < '2026-05-05Z';
      INSERT INTO aggregate.forecast_choice (community_id, quantity, issued_at, method, reason, point_count, slot_count)
      SELECT DISTINCT community_id, quantity, issued_at, 'profile', 'only', 0, 96 FROM aggregate.forecast;
      """)
    try shop.device("CAR", "vehicle")
    let made = try curve(
      asOf: "2026-05-05T06:00:00Z", begin: "2026-05-05T06:00:00Z", count: 96, method: .outlook)
    // 06:00 to 24:00 of the second issue, the hour from 07:00 of the first; the next night as this one's.
    let hours: [Int] = (6..<24).map { $0 == 7 ? 107 : 200 + $0 } + (0..<6).map { 200 + $0 }
    let watts: [Double] = hours.flatMap { hour in [Double](repeating: 4 * (Double(hour) - 10.5), count: 4) }
    #expect(same(made.base, watts))
    #expect(made.filled == Array(4..<8) + Array(72..<96))
    #expect(
      made.warnings.map(\.reason) == [
        "28 quarter hours of the horizon without a forecast, taken as on the day before",
        "the forecast has the loads of 1 flexible device in it: they count twice; persistence takes them out",
      ])
    let none = try curve(asOf: "2026-05-03T06:00:00Z", begin: "2026-05-05T06:00:00Z", count: 4, method: .outlook)
    #expect(none.base == [0, 0, 0, 0] && none.filled == [0, 1, 2, 3])
  }
}
