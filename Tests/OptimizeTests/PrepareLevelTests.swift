import Grid
import Optimize
import Support
import Testing

/// Devices that are on in steps of the plan's choice: vehicles, heaters, rooms, batteries.
@Suite struct PrepareLevelTests {
  static let begin = PrepareCase.begin

  static func step(_ steps: Double) -> Int64 { begin + Int64(steps * 900) }

  func prepare(_ device: FlexibleDevice, steps: Int = 96, step: Int = 900) -> PreparedProblem {
    PrepareCase.conditions([device], steps: steps, step: step).prepare()
  }

  // MARK: Vehicles

  @Test("steps and remainders of a charge are exact where floating point goes wrong")
  func exactCharge() throws {
    // Defect 7: 2 kW, 50 kWh, from 45 %: 27.5 kWh are 55 steps of 0.5 kWh and nothing left.
    let full = try #require(
      prepare(PrepareCase.vehicle(2000, 50_000, from: 45, to: 100, endBy: Self.step(96))).startLoad)
    #expect(full.profile == [Int](repeating: 2_000_000, count: 55) && full.starts == Array(0...41))
    // 7 % of 10,001 Wh are 700.07 Wh; at 3 kW in 5 minutes 250 Wh: 200.07 Wh are left, 2,400.84 W for 5 minutes.
    let small = try #require(
      prepare(PrepareCase.vehicle(3000, 10_001, from: 93, to: 100, endBy: Self.begin + 7200), step: 300).startLoad)
    #expect(small.profile == [3_000_000, 3_000_000, 2_400_840] && small.starts == Array(0...21) && small.end == 24)
  }

  @Test("a vehicle that stops at its target charges no more, one that may pause chooses its steps")
  func kinds() throws {
    let stopping = try #require(
      prepare(PrepareCase.vehicle(4000, 40_000, from: 50, to: 70, endBy: Self.step(60), stops: true)).startLoad)
    #expect(stopping.profile.count == 8 && stopping.starts == Array(0...52) && stopping.end == 60)
    let pausing = prepare(PrepareCase.vehicle(4000, 40_000, from: 50, to: 70, endBy: Self.step(60), pauses: true))
    #expect(
      pausing.chargeLoad
        == ChargeLoad(profile: [Int](repeating: 4_000_000, count: 20), first: 0, end: 60, least: 8))
    let both = prepare(
      PrepareCase.vehicle(4000, 40_000, from: 50, to: 51, endBy: Self.step(60), stops: true, pauses: true))
    #expect(both.chargeLoad == ChargeLoad(profile: [1_600_000], first: 0, end: 60, least: 1))
  }

  @Test("a vehicle at its target need not charge, a full one draws nothing")
  func atTarget() throws {
    let reached = try #require(
      prepare(PrepareCase.vehicle(4000, 40_000, from: 80, to: 80, endBy: Self.step(40))).startLoad)
    #expect(reached.starts == Array(0...40) && reached.end == 40 && reached.profile.count == 8)
    let full = prepare(PrepareCase.vehicle(4000, 40_000, from: 100, to: 80, endBy: Self.step(40)))
    #expect(full.startLoad?.profile == [0] && full.warnings.isEmpty)
    let gone = prepare(PrepareCase.vehicle(4000, 40_000, from: 80, to: 80, endBy: Self.step(-3)))
    #expect(gone.leftOut.map(\.reason) == [.served] && gone.warnings.isEmpty)
  }

  @Test("of a deadline beyond the horizon, only what the steps after it cannot do must be in it")
  func beyond() throws {
    // 40 steps are needed; 30 are left after the horizon.
    let pausing = prepare(PrepareCase.vehicle(4000, 40_000, from: 0, to: 100, endBy: Self.step(126), pauses: true))
    #expect(pausing.chargeLoad?.least == 10 && pausing.chargeLoad?.end == 96 && pausing.warnings.isEmpty)
    let start = prepare(PrepareCase.vehicle(4000, 40_000, from: 0, to: 100, endBy: Self.step(126)))
    #expect(start.startLoad?.starts == Array(0...86) && start.warnings.isEmpty)
    let far = prepare(PrepareCase.vehicle(4000, 40_000, from: 0, to: 100, endBy: .max))
    #expect(far.startLoad?.starts == Array(0...95) && far.warnings.isEmpty)
  }

  @Test("a deadline that is too near is overrun by what the target takes, or to the end of the plan")
  func late() throws {
    let late = prepare(PrepareCase.vehicle(4000, 40_000, from: 50, to: 70, endBy: Self.step(5)))
    #expect(late.startLoad?.starts == [0] && late.startLoad?.end == 8)
    #expect(late.warnings.map(\.reason) == ["its deadline is too near"])
    #expect(late.warnings[0].after == "2023-06-22 12:45 +00:00 to 2023-06-22 14:45 +00:00")
    for pauses in [false, true] {
      // 200 steps of 96.
      let long = prepare(
        PrepareCase.vehicle(2000, 100_000, from: 0, to: 100, endBy: Self.step(60), pauses: pauses))
      #expect(long.tags == [.constraint])
      if pauses {
        #expect(long.chargeLoad?.least == 96 && long.chargeLoad?.profile.count == 96)
      } else {
        #expect(long.startLoad?.starts == [0] && long.startLoad?.end == 96)
      }
    }
  }

  @Test("a vehicle that charges goes on until it is full or leaves, and is then served until its deadline changes")
  func charging() throws {
    // 20 steps to full, 8 to the target.
    var device = PrepareCase.vehicle(4000, 40_000, from: 50, to: 70, endBy: Self.step(12))
    device.lastStartedAt = Self.step(-5)
    #expect(prepare(device).running.map { $0.load.count { $0 > 0 } } == [12])
    device.vehicle!.endBy = Self.step(40)
    #expect(prepare(device).running.map { $0.load.count { $0 > 0 } } == [15])
    // Its deadline was overrun when it started: until the target.
    device.vehicle!.endBy = Self.step(-2)
    #expect(prepare(device).running.map { $0.load.count { $0 > 0 } } == [3])
    device.lastStartedAt = Self.step(-20)
    #expect(prepare(device).leftOut.map(\.reason) == [.served])
    device.vehicle!.endBy = Self.step(40)
    #expect(prepare(device).startLoad?.starts == Array(0...32))
    device.servedEndBy = Self.step(40)
    #expect(prepare(device).leftOut.map(\.reason) == [.served])
    // One that may pause is planned in each round.
    device.vehicle!.mayPause = true
    #expect(prepare(device).chargeLoad != nil)
  }

  @Test("numbers that cannot be are put right where that has a meaning")
  func absurdVehicles() throws {
    let clamped = prepare(PrepareCase.vehicle(4000, 40_000, from: -10, to: 170, endBy: Self.step(60)))
    #expect(clamped.startLoad?.profile.count == 40 && clamped.tags == [.constraint, .constraint])
    #expect(clamped.warnings[0].before == "-10 %" && clamped.warnings[0].after == "0 %")
    for device in [
      PrepareCase.vehicle(0, 40_000, from: 0, to: 1, endBy: 0), PrepareCase.vehicle(1, 0, from: 0, to: 1, endBy: 0),
      PrepareCase.vehicle(.max, .max, from: .min, to: .max, endBy: .min),
    ] {
      #expect(prepare(device).tags == [.ignored])
    }
  }

  // MARK: Batteries

  func battery(standard: Int? = nil, percent: Int? = nil) -> FlexibleDevice {
    var device = FlexibleDevice(device: "battery")
    device.battery = BatteryWish(
      capacity: 10_000, minimum: 1000, level: 5000, chargePower: 3000, dischargePower: 4000, efficiency: 9000,
      standardPrice: standard, pricePercent: percent)
    return device
  }

  @Test("a battery's level is put within what it may be, and said")
  func level() throws {
    #expect(prepare(battery()).batteryLoad?.level == 18_000_000_000 && prepare(battery()).warnings.isEmpty)
    var low = battery()
    low.battery!.level = 400
    #expect(prepare(low).batteryLoad?.level == 3_600_000_000)
    #expect(prepare(low).warnings.map { [$0.before, $0.after] } == [["400 Wh", "1000 Wh"]])
    low.battery!.minimum = 20_000
    #expect(prepare(low).batteryLoad?.minimum == 36_000_000_000 && prepare(low).tags == [.constraint, .constraint])
    for keyPath in [\BatteryWish.capacity, \.efficiency] {
      var bad = battery()
      bad.battery![keyPath: keyPath] = 0
      #expect(prepare(bad).tags == [.ignored])
    }
  }

  @Test("above the band around the standard price a battery does not charge, below it does not discharge")
  func prices() throws {
    var conditions = PrepareCase.conditions([battery(standard: 10_000, percent: 2)], steps: 6)
    conditions.prices = [10_201, 10_200, 10_000, 9800, 9799, -500]
    let load = try #require(conditions.prepare().batteryLoad)
    #expect(load.chargePower == [0, 3000, 3000, 3000, 3000, 3000])
    #expect(load.dischargePower == [4000, 4000, 4000, 4000, 0, 0])
    conditions.prices = [20_000]
    let prepared = conditions.prepare()
    #expect(prepared.tags == [.database] && prepared.batteryLoad?.chargePower == [0, 3000, 3000, 3000, 3000, 3000])
  }

  // MARK: Heaters

  func rows(
    _ begin: String, _ windows: [DailyWindow], weekend: [DailyWindow] = [], eco: Int = 100, steps: Int = 96,
    zone: String = "Europe/Paris"
  ) -> [SwitchedLoad.Row] {
    var conditions = PrepareCase.conditions(
      [PrepareCase.heater(windows, weekend: weekend, eco: eco)], begin: PrepareCase.instant(begin), steps: steps,
      zone: zone)
    // Without the sliding windows there is one row a period.
    conditions.settings.ecoWindowSeconds = 0
    return conditions.prepare().switchedLoad?.rows ?? []
  }

  @Test("comfort periods are hours of local week days and week-ends; one over midnight belongs to the day it begins on")
  func comfortDays() throws {
    let night = [DailyWindow(22, 2)]
    // Friday the 13th of June 2025: its night runs into Saturday, whose own has none.
    #expect(rows("2025-06-13T21:00+02:00", night, steps: 192).map { [$0.first, $0.end] } == [[4, 20]])
    #expect(rows("2025-06-15T21:00+02:00", night, steps: 192).map { [$0.first, $0.end] } == [[100, 116]])
    #expect(rows("2025-06-16T01:00+02:00", [], weekend: night).map { [$0.first, $0.end] } == [[0, 4]])
    #expect(rows("2025-06-16T02:00+02:00", [], weekend: night).isEmpty)
  }

  @Test("periods are snapped outwards to steps, joined where they overlap, not where they touch")
  func snapped() throws {
    let windows = [
      DailyWindow(from: 36_060, to: 39_540), DailyWindow(12, 13), DailyWindow(12.5, 14), DailyWindow(14, 15),
    ]
    #expect(
      rows("2025-06-13T09:00+02:00", windows).map { [$0.first, $0.end] } == [[4, 8], [12, 20], [20, 24]])
  }

  @Test("the hour that is skipped has no comfort, a half of it counts what is left, the hour that comes twice is two")
  func clockChange() throws {
    // Both changes are on Sundays.
    let at = { (begin: String, from: Double, to: Double) in
      self.rows(begin, [], weekend: [DailyWindow(from, to)]).map { [$0.first, $0.end] }
    }
    #expect(at("2025-03-30T00:00+01:00", 2, 3).isEmpty)
    #expect(at("2025-03-30T00:00+01:00", 2.5, 3.5) == [[8, 10]])
    #expect(at("2025-03-30T00:00+01:00", 1, 4) == [[4, 12]])
    #expect(at("2025-10-26T00:00+02:00", 2, 3) == [[8, 16]])
    #expect(at("2025-10-26T00:00+02:00", 1, 2.5) == [[4, 10]])
    #expect(at("2025-10-26T00:00+02:00", 23, 24) == [])
    #expect(
      rows("2025-10-26T00:00+02:00", [], weekend: [DailyWindow(23, 24)], steps: 100).map { [$0.first, $0.end] } == [
        [96, 100]
      ])
  }

  @Test("without a comfort period a heater is in eco, and its plan says so")
  func eco() throws {
    let prepared = prepare(PrepareCase.heater([]))
    #expect(prepared.switchedLoad == SwitchedLoad(off: 300_000, on: 1_500_000, rows: []) && prepared.warnings.isEmpty)
  }

  @Test("every window within a period is protected, also where it began before the plan")
  func sliding() throws {
    // 12:00 to 14:15, so nine steps, of which three are over: comfort, eco, eco.
    var device = PrepareCase.heater([DailyWindow(12, 14.25)], eco: 50)
    device.previous = [1, 0, 0]
    device.previousBegin = Self.step(-3)
    let prepared = prepare(device, steps: 80)
    let rows = try #require(prepared.switchedLoad).rows.map { [$0.first, $0.end, $0.least] }
    #expect(
      rows == [
        // [1 0 0 x] lacks two and has one step left; [0 0 x x] lacks three; [0 x x x] is three.
        [0, 1, 1], [0, 2, 2], [0, 3, 3], [0, 4, 3], [1, 5, 3], [2, 6, 3],
        // Half of nine, rounded to the even four, less the one that was given.
        [0, 6, 3],
      ])
    #expect(prepared.tags == [.constraint])
    // A past that is not known is not held against it.
    device.previous = nil
    #expect(prepare(device, steps: 80).warnings.isEmpty)
    #expect(
      prepare(device, steps: 80).switchedLoad?.rows.map { [$0.first, $0.end, $0.least] }.suffix(4) == [
        [0, 4, 3], [1, 5, 3], [2, 6, 3], [0, 6, 3],
      ])
  }

  // MARK: Rooms

  func room(_ device: FlexibleDevice, outdoor: [Double]? = nil, steps: Int = 96) -> PreparedProblem {
    var conditions = PrepareCase.conditions([device], steps: steps)
    conditions.outdoor = outdoor ?? [Double](repeating: 13, count: steps + 1)
    return conditions.prepare()
  }

  @Test("a room's temperature follows outdoors by a part of the difference, and starts from what was measured")
  func roomLaw() throws {
    var device = PrepareCase.room(indoor: 18)
    device.thermalHeater!.isHeating = true
    let load = try #require(room(device, outdoor: (0...96).map { Double($0) / 10 }).thermalLoad)
    let part = 900 / (0.00457 * 2_835_616)
    #expect(abs(load.a - (1 - part)) < 1e-12 && abs(load.b - 900 * 1500 / 2_835_616) < 1e-12)
    #expect(abs(load.initial - (18 * (1 - part) + load.b)) < 1e-12)
    // The mean of step 40 is 4.05 degrees.
    #expect(abs(load.drift[40] - part * 4.05) < 1e-12)
    #expect(load.lowest.count == 97 && load.someDecisions() != nil)
  }

  @Test("without a measurement the room is as wished, without weather it is left out")
  func unknownRoom() throws {
    let unknown = room(PrepareCase.room(indoor: nil, comfortAt: [DailyWindow(12, 14)]))
    #expect(unknown.thermalLoad?.initial == 19 && unknown.tags == [.database])
    #expect(unknown.warnings[0].after == "19.0 °C")
    #expect(room(PrepareCase.room(indoor: -273.15)).tags == [.database])
    let blind = room(PrepareCase.room(indoor: 18), outdoor: [])
    #expect(blind.problem.consumers.isEmpty && blind.tags == [.database, .ignored])
    let short = room(PrepareCase.room(indoor: 18), outdoor: [10, 11])
    #expect(short.thermalLoad != nil && short.tags == [.database])
  }

  @Test("a wish that can be kept is the band; one that changes faster than the room lags as a thermostat does")
  func wishBand() throws {
    let steady = try #require(room(PrepareCase.room(indoor: 18.6, eco: 18, delta: 1, band: .wish)).thermalLoad)
    #expect(steady.lowest.dropFirst().allSatisfy { $0 == 17 } && steady.highest.dropFirst().allSatisfy { $0 == 19 })
    let jump = room(
      PrepareCase.room(indoor: 15, eco: 15, comfort: 18, delta: 0.6, band: .wish, comfortAt: [DailyWindow(18, 20)]))
    let load = try #require(jump.thermalLoad)
    #expect(jump.warnings.isEmpty && load.someDecisions() != nil)
    // 18:00 is step 21. Nobody heats before, and two hours later the comfort is over.
    #expect(load.lowest[21] == 14.4 && load.lowest[22] < 15.4 && load.highest[26] == 18.6 && load.highest[30] > 16.6)
  }

  @Test("a band that no decisions keep is widened by the least hundredth of a K for which there are some")
  func widened() throws {
    for delta in [0.0, 0.02, 0.1, 0.2] {
      for indoor in [17.6, 18.0, 18.3] {
        let device = PrepareCase.room(indoor: indoor, eco: 18, comfort: 18, delta: delta, band: .wish)
        let prepared = room(device, steps: 11)
        let load = try #require(prepared.thermalLoad)
        // All 2,048 plans: the least widening of the smaller of both bands for the best of them.
        let asked = RoomPlans(load, low: 18 - delta, high: 18 + delta)
        if asked.isWishKept {
          #expect(prepared.warnings.isEmpty && load.lowest[1] == 18 - delta && load.highest[1] == 18 + delta)
        } else if prepared.warnings.isEmpty {
          #expect(asked.isKept(load))
        } else {
          #expect(asked.isKept(load) && !asked.isKept(load, by: -0.01), "\(delta) \(indoor)")
        }
      }
    }
  }

  /// Every plan of a room over a few steps.
  struct RoomPlans {
    let temperatures: [[Double]]
    let low: Double
    let high: Double

    init(_ load: ThermalLoad, low: Double, high: Double) {
      self.low = low
      self.high = high
      temperatures = (0..<(1 << load.drift.count)).map { bits in
        var series = [load.initial]
        for step in load.drift.indices {
          series.append(load.a * series[step] + load.drift[step] + (bits >> step & 1 == 1 ? load.b : 0))
        }
        return series
      }
    }

    func isKept(_ load: ThermalLoad, by more: Double = 0) -> Bool {
      temperatures.contains { series in
        series.indices.dropFirst().allSatisfy {
          series[$0] >= load.lowest[$0] - more - 1e-7 && series[$0] <= load.highest[$0] + more + 1e-7
        }
      }
    }

    var isWishKept: Bool {
      temperatures.contains { $0.dropFirst().allSatisfy { $0 >= low - 1e-7 && $0 <= high + 1e-7 } }
    }
  }
}
