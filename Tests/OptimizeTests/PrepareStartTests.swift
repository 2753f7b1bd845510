import Grid
import Optimize
import Support
import Testing

/// Devices that run once: machines, water heaters, and what is known of runs that began before.
@Suite struct PrepareStartTests {
  static let begin = PrepareCase.begin

  static func step(_ steps: Double) -> Int64 { begin + Int64(steps * 900) }

  func machine(
    _ length: Int, endBy: Double, wait: Double, steps: Int = 96, step: Int = 900
  ) -> PreparedProblem {
    PrepareCase.conditions(
      [
        PrepareCase.machine(
          length, endBy: Self.begin + Int64(endBy * Double(step)), wait: Int(wait * Double(step)))
      ], steps: steps, step: step
    ).prepare()
  }

  @Test(
    "the last step is used on horizons of any length and step", arguments: [1, 8, 92, 96, 100, 192], [300, 900, 3600])
  func lastStep(steps: Int, step: Int) throws {
    let prepared = machine(1, endBy: 1000, wait: 2000, steps: steps, step: step)
    let load = try #require(prepared.startLoad)
    #expect(load.starts == Array(0..<steps) && load.end == steps && prepared.warnings.isEmpty)
    #expect(load.profile == [1_000_000])
  }

  @Test("a deadline that one start meets is met without a word; a second earlier it is overrun from the first step")
  func deadline() throws {
    let met = machine(8, endBy: 8, wait: 0)
    #expect(met.startLoad?.starts == [0] && met.warnings.isEmpty)
    let missed = PrepareCase.conditions([PrepareCase.machine(8, endBy: Self.step(8) - 1, wait: 0)]).prepare()
    #expect(missed.startLoad?.starts == [0])
    #expect(
      missed.warnings == [
        PlanWarning(
          .constraint, device: "dishwasher", "its deadline is too near",
          before: "2023-06-22 12:44 +00:00 to 2023-06-22 14:44 +00:00",
          after: "2023-06-22 12:45 +00:00 to 2023-06-22 14:45 +00:00")
      ])
  }

  @Test("where no step fits between wait and deadline the machine waits up to a step longer, and the deadline holds")
  func offTheGrid() throws {
    let prepared = machine(3, endBy: 10.5, wait: 0)
    #expect(prepared.startLoad?.starts == [7])
    #expect(prepared.warnings.map(\.reason) == ["no step begins within the time it may start in"])
    #expect(prepared.warnings[0].after == "2023-06-22 14:30 +00:00 to 2023-06-22 15:15 +00:00")
  }

  @Test("a window that lies after the horizon is left to a later plan, one that straddles its end as far as it must")
  func notDue() throws {
    for (endBy, wait) in [(110.0, 5.0), (98.0, 0.0)] {
      let later = machine(8, endBy: endBy, wait: wait)
      #expect(later.problem.consumers.isEmpty && later.warnings.isEmpty)
      #expect(later.leftOut == [.init(device: 0, reason: .notDue)])
    }
    #expect(machine(8, endBy: 97, wait: 1).startLoad?.starts == [88])
    // The plan of its last chance has it, whatever the others did.
    #expect(machine(8, endBy: 8, wait: 1).startLoad?.starts == [0])
  }

  @Test("a cycle longer than the horizon starts as soon as it may, and its part in the horizon is seen")
  func longerThanThePlan() throws {
    let prepared = machine(10, endBy: 40, wait: 27, steps: 8)
    let load = try #require(prepared.startLoad)
    #expect(load.starts == [3] && load.profile.count == 5 && load.end == 8 && prepared.tags == [.constraint])
    #expect(machine(10, endBy: 40, wait: 20, steps: 8).leftOut.map(\.reason) == [.notDue])
  }

  @Test("a cycle without power, or with one that cannot be, is left out; the others are planned")
  func noCycle() throws {
    var devices = [[], [0, 0], [-1], [.infinity], [.nan], [1e300]].enumerated().map { index, profile in
      var device = PrepareCase.machine(1, endBy: Self.step(50), wait: 900, name: "m\(index)")
      device.machine!.profile = profile
      return device
    }
    devices.append(PrepareCase.machine(2, endBy: Self.step(50), wait: 900, name: "m0"))
    devices.append(FlexibleDevice(device: "bare"))
    var both = PrepareCase.machine(2, endBy: Self.step(50), wait: 900, name: "both")
    both.vehicle = PrepareCase.vehicle(2000, 9000, from: 1, to: 2, endBy: Self.step(50)).vehicle
    devices.append(both)
    devices.append(PrepareCase.machine(2, endBy: Self.step(50), wait: 900, name: "good"))
    let prepared = PrepareCase.conditions(devices).prepare()
    #expect(prepared.devices == [9] && prepared.problem.consumers.map(\.name) == ["good"])
    #expect(prepared.warnings.count == 9 && Set(prepared.tags) == [.ignored])
    #expect(prepared.warnings[6].reason == "another device has the same name")
    #expect(prepared.warnings[8].reason == "it has no wish, or more than one")
  }

  @Test("what was started at or before the clock of the run is running, however many rounds were missed")
  func running() throws {
    for started in [-1, -3, -7] {
      var device = PrepareCase.machine(8, endBy: Self.step(40), wait: 40 * 900)
      device.previous = [0, 0, 1] + [Int](repeating: 0, count: 93)
      device.previousBegin = Self.begin + Int64(900 * (started - 2))
      var conditions = PrepareCase.conditions([device])
      conditions.base = [Int](repeating: 5, count: 96)
      let prepared = conditions.prepare()
      let rest = (0..<96).map { step in step - started < 8 ? (1000 + step - started) * 1000 : 0 }
      #expect(prepared.problem.consumers.isEmpty && prepared.warnings.isEmpty)
      #expect(prepared.running == [.init(device: 0, load: rest)])
      #expect(prepared.problem.base == rest.map { $0 + 5 })
      // The same without decisions.
      device.previous = nil
      device.lastStartedAt = Self.begin + Int64(900 * started)
      conditions.devices = [device]
      #expect(conditions.prepare().running == prepared.running)
    }
  }

  @Test("what an earlier plan would start later is planned again, near that start")
  func notStarted() throws {
    var device = PrepareCase.machine(8, endBy: Self.step(40), wait: 40 * 900)
    device.previous = [Int](repeating: 0, count: 96)
    device.previous![5] = 1
    for (shift, expected) in [(0, 5), (2, 3), (5, 0)] {
      device.previousBegin = Self.step(Double(-shift))
      let prepared = PrepareCase.conditions([device]).prepare()
      #expect(prepared.problem.consumers.first?.previous == (0..<96).map { $0 == expected ? 1 : 0 })
      #expect(prepared.startLoad?.starts == Array(0...32))
    }
    device.previousBegin = Self.step(0.5)
    #expect(PrepareCase.conditions([device]).prepare().problem.consumers.first?.previous == nil)
  }

  @Test("a wish that was served is not done again, a new deadline is a new wish")
  func served() throws {
    var device = PrepareCase.machine(4, endBy: Self.step(20), wait: 40 * 900)
    device.lastStartedAt = Self.step(-10)
    let prepared = { (device: FlexibleDevice) in PrepareCase.conditions([device]).prepare() }
    #expect(prepared(device).leftOut.map(\.reason) == [.served])
    device.servedEndBy = Self.step(20)
    #expect(prepared(device).leftOut.map(\.reason) == [.served])
    device.servedEndBy = Self.step(-2)
    #expect(prepared(device).startLoad?.starts.count == 17)
    // Without knowing: a run before the window is of another wish.
    device.servedEndBy = nil
    device.machine!.maxWaitSeconds = 20 * 900
    #expect(prepared(device).startLoad?.starts.count == 17)
    // A start after the clock of the run has not come yet.
    device.machine!.maxWaitSeconds = 40 * 900
    device.lastStartedAt = Self.step(0)
    #expect(prepared(device).startLoad?.starts.count == 17)
  }

  // MARK: Water heaters

  /// A plan that begins at an instant in Paris.
  func tank(
    _ begin: String, _ windows: [DailyWindow], energy: Int? = nil, steps: Int = 96, lastStart: Int64? = nil
  ) -> PreparedProblem {
    var device = PrepareCase.waterHeater(windows, energy: energy)
    device.lastStartedAt = lastStart
    return PrepareCase.conditions(
      [device], begin: PrepareCase.instant(begin), steps: steps, zone: "Europe/Paris"
    ).prepare()
  }

  @Test("a water heater may start in every off-peak window of the next day, in hours of the wall clock")
  func everyWindow() throws {
    // Two hours of margin; 12:00 is step 1, 22:00 is step 41, 06:00 is step 73.
    let prepared = tank("2025-06-10T11:45+02:00", [DailyWindow(12, 14), DailyWindow(22, 6)])
    let load = try #require(prepared.startLoad)
    #expect(load.starts == [1] + Array(41...65))
    #expect(load.profile == [Int](repeating: 2_000_000, count: 8) && prepared.warnings.isEmpty)
    // 3 kWh at 2 kW are 1.5 hours more: only the night is long enough.
    let night = try #require(
      tank("2025-06-10T11:45+02:00", [DailyWindow(12, 14), DailyWindow(22, 6)], energy: 3000).startLoad)
    #expect(night.profile.count == 14 && night.starts == Array(41...59))
    // 3001 Wh take a step that is not full.
    #expect(tank("2025-06-10T11:45+02:00", [DailyWindow(22, 6)], energy: 3001).startLoad?.profile.count == 15)
  }

  @Test("of a window that has begun the rest is used, and the next day's only when it comes first")
  func rest() throws {
    #expect(tank("2025-06-11T02:00+02:00", [DailyWindow(22, 6)]).startLoad?.starts == Array(0...8))
    #expect(tank("2025-06-11T06:00+02:00", [DailyWindow(22, 6)]).startLoad?.starts == Array(64...88))
    #expect(tank("2025-06-11T02:00+02:00", [DailyWindow(22, 6)], steps: 192).startLoad?.starts == Array(0...8))
  }

  @Test("windows that touch are one, and all day is all day")
  func touching() throws {
    let prepared = tank("2025-06-10T21:45+02:00", [DailyWindow(0, 6), DailyWindow(22, 24)], energy: 12_000)
    #expect(prepared.startLoad?.profile.count == 32 && prepared.startLoad?.starts == [1])
    #expect(tank("2025-06-10T21:45+02:00", [DailyWindow(0, 24)]).startLoad?.starts == Array(0...88))
    #expect(tank("2025-06-10T21:45+02:00", [DailyWindow(7, 7)]).startLoad?.starts == Array(0...88))
  }

  @Test("the night of the spring change is an hour shorter, that of autumn an hour longer")
  func clockChange() throws {
    let spring = try #require(tank("2025-03-29T21:45+01:00", [DailyWindow(22, 6)]).startLoad)
    #expect(spring.starts == Array(1...21))
    let autumn = try #require(tank("2025-10-25T21:45+02:00", [DailyWindow(22, 6)]).startLoad)
    #expect(autumn.starts == Array(1...29))
  }

  @Test("a window of the hour that is skipped is that of the next day, and of the hour that comes twice two hours")
  func skippedHour() throws {
    // 02:00 of the 31st in summer time is 25 hours after 00:00 of the 30th less the one that is skipped.
    let spring = tank("2025-03-30T00:00+01:00", [DailyWindow(2, 3)], steps: 192)
    #expect(spring.startLoad?.starts == [100] && spring.tags == [.constraint])
    let autumn = tank("2025-10-26T00:00+02:00", [DailyWindow(2, 3)])
    #expect(autumn.startLoad?.starts == [8] && autumn.warnings.isEmpty)
  }

  @Test("where the heating fits into no window the longest is overrun from its beginning, or from now")
  func tooShort() throws {
    let later = tank("2025-06-10T11:45+02:00", [DailyWindow(13, 14), DailyWindow(20, 21.5)])
    #expect(later.startLoad?.starts == [33])
    #expect(
      later.warnings.map { [$0.reason, $0.before ?? "", $0.after ?? ""] } == [
        [
          "its heating fits into no off-peak window", "2025-06-10 20:00 +02:00 to 2025-06-10 21:30 +02:00",
          "2025-06-10 20:00 +02:00 to 2025-06-10 22:00 +02:00",
        ]
      ])
    let now = tank("2025-06-10T13:15+02:00", [DailyWindow(13, 15)])
    #expect(now.startLoad?.starts == [0] && now.tags == [.constraint])
    // Overrun beyond the horizon: it is for a later plan.
    #expect(tank("2025-06-10T12:00+02:00", [DailyWindow(10.5, 11.5)]).leftOut.map(\.reason) == [.notDue])
    #expect(tank("2025-06-10T12:00+02:00", [], energy: 1).tags == [.ignored])
    #expect(tank("2025-06-10T12:00+02:00", [DailyWindow(from: -5, to: 90)]).tags == [.constraint, .ignored])
  }

  @Test("a water heater of unknown starts is not put off beyond what the previous plan said, round after round")
  func notPutOff() throws {
    let begin = PrepareCase.instant("2025-06-10T20:45+02:00")
    var device = PrepareCase.waterHeater([DailyWindow(12, 14), DailyWindow(22, 6)], energy: nil)
    func starts() throws -> [Int] {
      let conditions = PrepareCase.conditions([device], begin: begin, zone: "Europe/Paris")
      return try #require(conditions.prepare().startLoad).starts
    }
    #expect(try starts() == Array(5...29) + [61])
    device.previousBegin = begin - 900
    device.previous = (0..<96).map { $0 == 21 ? 1 : 0 }
    #expect(try starts() == Array(5...20))
    device.previous = (0..<96).map { $0 == 62 ? 1 : 0 }
    #expect(try starts() == Array(5...29) + [61])
    // It was started long ago.
    device.previous = (0..<96).map { $0 == 21 ? 1 : 0 }
    device.lastStartedAt = begin - 9 * 86_400
    #expect(try starts() == Array(5...20))
  }

  @Test("a water heater rests for twelve hours after its start, and is then not put off for more than a day")
  func resting() throws {
    let clock = PrepareCase.instant("2025-06-10T20:30+02:00")
    let windows = [DailyWindow(12, 14), DailyWindow(22, 6)]
    let at = { (start: Int64) in self.tank("2025-06-10T20:45+02:00", windows, lastStart: start) }
    #expect(at(clock - 43_199).leftOut.map(\.reason) == [.resting])
    // 22:00 is step 5, noon is step 61.
    #expect(at(clock - 43_200).startLoad?.starts == Array(5...29) + [61])
    #expect(at(clock - 86_400).startLoad?.starts == Array(5...29))
    #expect(at(clock - 86_400 * 9).startLoad?.starts == Array(5...29) + [61])
    // While it heats what is left of it is in the base.
    let running = at(clock - 3600)
    #expect(running.running.map { $0.load.filter { $0 > 0 } } == [[2_000_000, 2_000_000, 2_000_000]])
    #expect(running.problem.base.prefix(4) == [2_000_000, 2_000_000, 2_000_000, 0])
  }

  @Test("without days of a calendar hours are told in UTC, and that is said once")
  func noCalendar() throws {
    var conditions = PrepareCase.conditions([
      PrepareCase.waterHeater([DailyWindow(13, 15)], energy: nil), PrepareCase.heater([DailyWindow(13, 15)]),
    ])
    conditions.days = []
    let prepared = conditions.prepare()
    #expect(prepared.tags == [.database] && prepared.startLoad?.starts == [1])
    // Days with a hole are none.
    conditions.days = PrepareCase.days("Europe/Paris", around: Self.begin)
    conditions.days.remove(at: 3)
    #expect(conditions.prepare().startLoad?.starts == [1])
    conditions.days = PrepareCase.days("Europe/Paris", around: Self.begin)
    #expect(conditions.prepare().warnings.count == 1 && conditions.prepare().tags == [.constraint])
  }

  @Test("conditions that are none give no plan and say why")
  func nothing() throws {
    let good = PrepareCase.conditions([PrepareCase.machine(2, endBy: Self.step(9), wait: 0)])
    var cases = [RunConditions](repeating: good, count: 6)
    cases[0].base = []
    cases[1].stepSeconds = 0
    cases[2].stepSeconds = 700
    cases[3].begin = .max
    cases[4].base[3] = .min
    cases[5].roundedAt = .min
    for conditions in cases {
      let prepared = conditions.prepare()
      #expect(prepared.tags == [.impossible] && prepared.problem.consumers.isEmpty)
    }
    #expect(good.prepare().warnings.isEmpty)
  }
}
