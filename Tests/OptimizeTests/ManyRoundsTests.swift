import Database
import Foundation
import Grid
import Support
import Testing

@testable import Optimize

/// What holds from round to round, whatever owners do in between.
@Suite struct ManyRoundsTests {
  let quarter: Quarter

  init() throws { quarter = try Quarter() }

  func clock(_ round: Int) -> String { Instant(Quarter.clock)!.advanced(by: round * 900).description }

  func plan(_ round: Int) throws { try quarter.plan(at: clock(round)) }

  func set(_ device: String, _ assignment: String) throws {
    try quarter.database.script("UPDATE grid.flexible_device SET \(assignment) WHERE device = '\(device)'")
  }

  /// What the newest run says of a device: the steps it is on in, and the one it starts in.
  func newest(_ device: String) throws -> (on: [Int], start: Int?)? {
    let lines = try quarter.database.lines(
      """
      SELECT array_to_string(p.load, ','), array_position(p.decisions, 1) - 1
      FROM optimize.plan AS p JOIN optimize.run AS r USING (community_id, run_id)
      WHERE p.device = '\(device)' AND r.starts_at = (SELECT max(starts_at) FROM optimize.run)
      """)
    guard let parts = lines.first?.split(separator: "|", omittingEmptySubsequences: false) else { return nil }
    return (parts[0].split(separator: ",").enumerated().filter { $0.element != "0" }.map(\.offset), Int(parts[1]))
  }

  /// 50 kWh at 7 kW.
  func vehicle(percent: Int, pauses: Bool) -> String {
    let end = Quarter.begin.advanced(by: 60 * 900).seconds
    return
      #"{"power_w":7000,"capacity_wh":50000,"percent":\#(percent),"target_percent":80,"end_by":\#(end),"stops_at_target":false,"may_pause":\#(pauses)}"#
  }

  @Test(
    "a car charges once, until it is full or, with pauses, until its target, whether or not its state of charge is told again while it does",
    arguments: [(false, false), (false, true), (true, false), (true, true)])
  func charge(pauses: Bool, isTold: Bool) throws {
    try quarter.forecast((0..<192).map { $0 < 60 ? -9000 : 1000 })
    try quarter.device("CAR", "vehicle", vehicle(percent: 20, pauses: pauses))
    // 30 kWh to the target, 40 kWh until it is full.
    let needed = pauses ? 18 : 23
    var charged = 0
    var starts = 0
    for round in 0..<56 {
      // When a round is made, the quarter hour that it was told last is running.
      let percent = min(100, 20 + 7000 * max(0, charged - 1) / 4 * 100 / 50_000)
      if isTold { try set("CAR", "wish = '\(vehicle(percent: percent, pauses: pauses))'") }
      try plan(round)
      let told = try #require(try newest("CAR"))
      if told.start == 0 { starts += 1 }
      if told.on.first == 0 { charged += 1 }
      let left = needed - charged + (told.on.first == 0 ? 1 : 0)
      #expect(abs(told.on.count - left) <= (isTold ? 1 : 0), "round \(round): \(told.on.count) of \(left)")
    }
    #expect(abs(charged - needed) <= (isTold ? 1 : 0))
    if !pauses { #expect(starts == 1) }
    #expect(try quarter.database.violations() == [])
  }

  @Test("a room that nobody measures is as warm as its heating made it, not as wished again in each round")
  func room() throws {
    // What is drawn in the day counts, the night has a surplus: heating is put off as long as the room allows.
    try quarter.forecast((0..<192).map { $0 % 96 < 60 ? 1000 : -9000 })
    try quarter.device(
      "ROOM", "thermal_heater",
      #"{"power_w":1500,"r_k_per_w":0.00457,"c_j_per_k":2840000,"eco_c":19,"comfort_c":19,"delta_c":1,"is_heating":false,"band":"wish","weekdays":[],"weekend":[]}"#
    )
    try quarter.database.script(
      """
      INSERT INTO grid.weather (community_id, issued_at, starts_at, temperature_c)
      SELECT 1, '2026-06-10 06:00Z', t, 15
      FROM generate_series('2026-06-10 00:00Z'::timestamptz, '2026-06-12 12:00Z', interval '1 hour') AS t
      """)
    // The law of the room, from 19 degrees when the first plan begins.
    let a = 1 - 900 / (0.00457 * 2_840_000)
    var indoor = 19.0
    var lowest = indoor
    for round in 0..<40 {
      try plan(round)
      let isOn = try #require(try newest("ROOM")).on.first == 0
      let expected = try #require(try quarter.conditions().devices[0].thermalHeater?.indoorAtBegin)
      #expect(abs(expected - indoor) < 0.1, "round \(round)")
      indoor = a * indoor + (1 - a) * 15 + (isOn ? 900 * 1500 / 2_840_000 : 0)
      lowest = min(lowest, indoor)
    }
    #expect((17.9...18.5).contains(lowest))
    #expect(
      try quarter.database.lines(
        "SELECT reason, count(*) FROM optimize.warning WHERE device = 'ROOM' GROUP BY 1 ORDER BY 2") == [
          "its indoor temperature is not known: taken as wished|1",
          "its indoor temperature was not measured lately: taken as planned|39",
        ])
    // A measurement is believed.
    try quarter.database.script(
      "INSERT INTO grid.temperature VALUES (1, 'ROOM', '\(Instant(clock(40))!)'::timestamptz - interval '1 min', 22)")
    try plan(40)
    #expect(try quarter.conditions().devices[0].thermalHeater?.indoor == 22)
    try plan(41)
    #expect(try quarter.conditions().devices[0].thermalHeater?.indoor != 22)
  }

  @Test("a deadline that changes while a machine runs is that of the run; one that changes after it is a new wish")
  func deadline() throws {
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try plan(0)
    #expect(try newest("A")?.start == 40)
    try plan(41)
    #expect(try newest("A")?.on == [0, 1, 2])
    func deadline(_ steps: Int, wait: Int = 172_800) throws {
      let end = Quarter.begin.advanced(by: steps * 900).seconds
      try set("A", #"wish = '{"profile_w":[2000,2000,2000,2000],"end_by":\#(end),"max_wait_s":\#(wait)}'"#)
    }
    try deadline(100)
    for round in [42, 43, 50, 60] {
      try plan(round)
      #expect(try newest("A")?.start == nil, "round \(round)")
    }
    try deadline(110)
    try plan(61)
    #expect(try newest("A")?.start != nil)
    #expect(try quarter.database.violations() == [])
  }

  @Test("a deadline for which the run is too early is a new wish even while it runs")
  func nextDay() throws {
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try plan(0)
    try plan(41)
    let end = Quarter.begin.advanced(by: 130 * 900).seconds
    try set("A", #"wish = '{"profile_w":[2000,2000,2000,2000],"end_by":\#(end),"max_wait_s":18000}'"#)
    try plan(42)
    #expect(try newest("A")?.on == [0, 1])
    try plan(60)
    #expect(try newest("A")?.start != nil)
  }

  @Test("a machine started by hand is served, and a wish made after its run is a new one")
  func byHand() throws {
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try plan(0)
    try set("A", "last_started_at = '\(Quarter.begin.advanced(by: 10 * 900 - 77))'")
    try plan(11)
    #expect(try newest("A").map { $0.on == [0, 1] && $0.start == nil } == true)
    try plan(20)
    #expect(try newest("A")?.start == nil)
    let end = Quarter.begin.advanced(by: 90 * 900).seconds
    try set("A", #"wish = '{"profile_w":[2000,2000,2000,2000],"end_by":\#(end),"max_wait_s":172800}'"#)
    try plan(21)
    #expect(try newest("A")?.start == 40 - 21)
    #expect(try quarter.database.violations() == [])
  }

  @Test("a device that is taken out of the plans and put back is not started again, nor is its run forgotten meanwhile")
  func released() throws {
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try plan(0)
    try set("A", "is_piloted = false")
    // The plan that comes has no start of it, and then nothing is left to plan.
    #expect(try quarter.plan(at: clock(10)).count == 1)
    #expect(try newest("A") == nil)
    #expect(try quarter.plan(at: clock(11)).isEmpty)
    try set("A", "is_piloted = true")
    try plan(12)
    #expect(try newest("A")?.start == 40 - 12)
    try plan(40)
    #expect(try newest("A")?.start == 0)
    // ELFE's gateways take a device out of mode 30 when they start it.
    try set("A", "is_piloted = false")
    try plan(41)
    #expect(try newest("A")?.on == [0, 1, 2])
    #expect(try quarter.conditions().devices.map(\.isReleased) == [true])
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.warning WHERE device IS NOT NULL") == ["0"])
    try set("A", "is_piloted = true")
    for round in [42, 50, 60] {
      try plan(round)
      #expect(try newest("A")?.start == nil, "round \(round)")
    }
    #expect(try quarter.database.violations() == [])
  }

  @Test("a start that a newer plan takes back is published no more")
  func takenBack() throws {
    let output = try TestDatabase()
    try quarter.forecast(Quarter.middle)
    try quarter.waterHeater("tank", outer: 202)
    func rows(_ round: Int) throws -> [String] {
      try publishPlan(
        PublishRequest(community: "C1", asOf: Instant(clock(round))!, makesTables: true), from: quarter.connection,
        to: output.connection)
      let begin = Quarter.begin.advanced(by: round * 900).seconds
      return try output.lines("SELECT machine_id FROM result WHERE first_valid_timestamp = \(begin)")
    }
    try plan(0)
    #expect(try rows(0) == ["202"])
    // Somebody heats it before: it rests, and is not told to heat in the night.
    try set("tank", "last_started_at = '\(Quarter.begin.advanced(by: -60))'")
    try plan(1)
    #expect(try rows(1) == [])
  }

  @Test("a community that fails is named, and the others have their plans")
  func oneFails() throws {
    try quarter.forecast(Quarter.middle)
    try quarter.machine("A")
    try quarter.database.script(
      """
      INSERT INTO grid.community (community, name, zone) VALUES ('C0', 'x', 'Europe/Paris');
      INSERT INTO grid.flexible_device (community_id, device, kind, is_piloted, source, wish, updated_at)
      SELECT 2, device, kind, is_piloted, source, wish, updated_at FROM grid.flexible_device;
      INSERT INTO aggregate.forecast SELECT 2, quantity, method, issued_at, starts_at, slot_s, wh FROM aggregate.forecast;
      INSERT INTO aggregate.forecast_choice (community_id, quantity, issued_at, method, reason, point_count, slot_count)
      SELECT 2, quantity, issued_at, method, reason, point_count, slot_count FROM aggregate.forecast_choice;
      ALTER TABLE optimize.plan ADD CONSTRAINT none CHECK (community_id <> 2);
      """)
    let failure = #expect(throws: CommunityFailure.self) { try quarter.plan() }
    #expect(failure?.community == "C0" && failure?.message.hasPrefix("C0: ") == true)
    #expect(
      try quarter.database.lines("SELECT community_id, count(*) FROM optimize.plan GROUP BY 1") == ["1|1"])
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.run") == ["1"])
  }

  @Test("a device without a plan is left out, and the others have theirs")
  func noPlan() throws {
    var prepared = RunConditions(name: "C", roundedAt: 0, begin: 900, base: [0, 0, 0, 0], days: [], devices: [])
      .prepare()
    let bad = Load.switched(SwitchedLoad(off: 0, on: 1000, rows: [.init(first: 0, end: 2, least: 3, most: 2)]))
    let good = Load.start(StartLoad(profile: [2000], starts: [1, 2], end: 4))
    prepared.problem.consumers = [
      Consumer(name: "worse", load: bad), Consumer(name: "good", load: good), Consumer(name: "bad", load: bad),
    ]
    prepared.devices = [0, 1, 2]
    let plan = try prepared.solve(SolveOptions())
    #expect(plan.parts.map(\.decisions) == [[0, 1, 0, 0]] && prepared.devices == [1])
    #expect(prepared.problem.consumers.map(\.name) == ["good"])
    #expect(prepared.warnings.map(\.tag) == [.ignored, .ignored])
    #expect(prepared.warnings.map(\.device) == ["worse", "bad"])
  }
}

/// What is drawn weighed by what it costs or emits, against figures made by hand.
@Suite struct WeighedPlanTests {
  let quarter: Quarter
  /// An hour at noon and a quarter from 13:00 UTC is cheap and clean; the one from 15:00 has 1.5 kW to spare.
  static let curve = (0..<192).map { 19..<23 ~= $0 % 96 ? -1500 : 1000 }

  init() throws {
    quarter = try Quarter()
    try quarter.forecast(Self.curve)
    try quarter.machine("A")
    try quarter.database.script(
      """
      INSERT INTO grid.price
      SELECT 'FR', t, 3600, CASE WHEN t = '2026-06-10 13:00Z' THEN 20 WHEN t = '2026-06-10 20:00Z' THEN 20.01 ELSE 100 END
      FROM generate_series('2026-06-10 00:00Z'::timestamptz, '2026-06-11 23:00Z', interval '1 hour') AS t;
      INSERT INTO grid.emission
      SELECT 'FR', t, 3600, CASE WHEN t = '2026-06-10 13:00Z' THEN 90 ELSE 400 END
      FROM generate_series('2026-06-10 00:00Z'::timestamptz, '2026-06-11 23:00Z', interval '1 hour') AS t;
      """)
  }

  func run() throws -> [String] {
    try quarter.database.lines("SELECT import_before_wh, import_wh, objective, bound FROM optimize.run")
  }

  @Test("energy goes where the surplus is: 500 W for an hour are drawn")
  func energy() throws {
    try quarter.plan()
    #expect(try quarter.start("A") == Instant("2026-06-10T15:00:00Z"))
    #expect(try run() == ["23000|23500|94000000|94000000"])
  }

  @Test("money goes where 2 kWh at 20 EUR/MWh are cheaper than 0.5 kWh at 100")
  func price() throws {
    try quarter.plan {
      $0.minimize = .price
      $0.market = "FR"
    }
    #expect(try quarter.start("A") == Instant("2026-06-10T13:00:00Z"))
    // mW x hundredths of EUR/MWh: 1 kW in 84 quarter hours at 100, 4 at 20 and 4 at 20.01; 2 kW in 4 at 20.
    let objective = 1_000_000 * (84 * 10_000 + 4 * 2000 + 4 * 2001) + 2_000_000 * 4 * 2000
    #expect(try run() == ["23000|25000|\(objective)|\(objective)"])
    #expect(try quarter.database.violations() == [])
  }

  @Test("a price below zero counts as none, and does not make a plan draw more than it must")
  func negative() throws {
    try quarter.database.script("UPDATE grid.price SET eur_mwh = -80 WHERE starts_at = '2026-06-10 13:00Z'")
    try quarter.plan {
      $0.minimize = .price
      $0.market = "FR"
    }
    #expect(try quarter.start("A") == Instant("2026-06-10T13:00:00Z"))
    #expect(
      try run() == ["23000|25000|\(1_000_000 * (84 * 10_000 + 4 * 2001))|\(1_000_000 * (84 * 10_000 + 4 * 2001))"])
  }

  @Test("emissions go where 2 kWh of 90 g are less than 0.5 kWh of 400 g, in a large community too")
  func emissions() throws {
    let ask: (inout PlanRequest) -> Void = {
      $0.minimize = .co2
      $0.market = "FR"
    }
    try quarter.plan(change: ask)
    #expect(try quarter.start("A") == Instant("2026-06-10T13:00:00Z"))
    // mW x mg/kWh.
    let objective = 1_000_000 * (88 * 400_000 + 4 * 90_000) + 2_000_000 * 4 * 90_000
    // The bound is short by what doubles may have added.
    #expect(
      try quarter.database.lines("SELECT import_wh, objective, objective - bound < 1e-9 * objective FROM optimize.run")
        == ["25000|\(objective)|t"])
    // 20 MW.
    try quarter.forecast(issued: "2026-06-10T08:00:00Z", Self.curve.map { $0 + 20_000_000 })
    try quarter.plan(change: ask)
    #expect(try quarter.start("A") == Instant("2026-06-10T13:00:00Z"))
  }

  @Test("a market without prices is told, with what to do")
  func unknown() throws {
    for measure in [PlanSettings.Measure.price, .co2] {
      let failure = #expect(throws: CommunityFailure.self) {
        try quarter.plan {
          $0.minimize = measure
          $0.market = "DE"
        }
      }
      #expect(failure?.status == .noInput)
    }
    #expect(try quarter.database.lines("SELECT count(*) FROM optimize.run") == ["0"])
  }
}
