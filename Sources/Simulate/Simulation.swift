import Grid

/// What is simulated. Equal values give equal bytes on every machine.
public struct Simulation: Sendable {
  public var communities = 5
  /// Of each community.
  public var houses = 10
  /// What a community uses in the sixteen hours from 06:00 to 22:00 of a day, in Wh; nil: 9,000 a house.
  public var dayWh: Int64?
  /// What a community uses in the eight hours from 22:00 to 06:00, in Wh; nil: 2,600 a house.
  public var nightWh: Int64?
  /// Whether `dayWh` and `nightWh` are those of a household, not of a community.
  public var isPerHousehold = false
  /// What the plants of a community produce in the first step, in Wh; nil: its mean consumption of a step.
  public var productionWh: Int64?
  /// Readings begin at this hour of each local day, 0…23, …
  public var fromHour = 0
  /// … and end before this one, 1…24.
  public var toHour = 24
  public var firstDay: LocalDay
  public var dayCount = 1
  /// IANA name.
  public var zone = "Europe/Paris"
  /// Of the meters: 1, 3, 5, 15, 30 or 60.
  public var intervalMinutes = 15
  /// Of the evaluator and of the day's table: a multiple of the interval that divides the hour.
  public var stepMinutes = 15

  /// Percent of each community's houses.
  public var solarPercent = 0
  public var carPercent = 0
  /// Houses with solar panels get the batteries first.
  public var batteryPercent = 0
  /// Heat pump and water heater.
  public var heatPercent = 0

  /// Of each community.
  public var plants = 1
  public var plantMinW: Int64 = 0
  public var plantMaxW: Int64 = 100_000
  /// Whether the plants produce what the evaluator asks for, not always the same.
  public var followsEvaluator = false

  public var seed: UInt64 = 1
  public var faults: Set<FaultKind> = []

  public init(firstDay: LocalDay) { self.firstDay = firstDay }

  var intervalSeconds: Int32 { Int32(intervalMinutes * 60) }
  var stepSeconds: Int64 { Int64(stepMinutes * 60) }

  var communityDayWh: Int64 { total(dayWh, standard: 9000) }
  var communityNightWh: Int64 { total(nightWh, standard: 2600) }

  private func total(_ wh: Int64?, standard: Int64) -> Int64 {
    guard let wh, !isPerHousehold else { return (wh ?? standard) * Int64(houses) }
    return wh
  }

  /// What the plants of a community produce in the first step, in Wh.
  var startingWh: Int64 { productionWh ?? (communityDayWh + communityNightWh) * stepSeconds / 86_400 }

  /// The greatest mean power in W that is believed of a household's meter, well above all that is simulated.
  var householdLimitW: Int64 {
    let mean = max(communityDayWh / 16, communityNightWh / 8) / Int64(houses)
    return max(36_000, (mean * 4 + 15_000) / 1000 * 1000)
  }

  /// The same of a plant's: a reading is rounded to Wh, which is up to 60 W of a minute.
  var plantLimitW: Int64 { plantMaxW + plantMaxW / 10 + 100 }
}

/// What can go wrong between a meter and its dump.
public enum FaultKind: String, Sendable, CaseIterable {
  /// Readings that never came.
  case gaps
  /// Values far above what the meter can measure.
  case spikes
  /// Rows that come twice, with the same values or with others.
  case duplicates
  /// A counter that began at zero again, seen as a huge negative difference.
  case resets
  /// Clocks that lost their time, did not go back with summer time, or drift.
  case clock
}

/// Consumption and production of all communities in one step.
public struct Step: Sendable, Equatable {
  /// First second, since the epoch.
  public let start: Int64
  /// Seconds that local time is ahead of UTC then.
  public let offset: Int32
  public internal(set) var consumptionWh: Int64 = 0
  /// Of plants and solar panels.
  public internal(set) var productionWh: Int64 = 0
  /// What the evaluator asked of the plants after this step: more of them when positive, less when negative.
  public internal(set) var askedWh: Int64 = 0
  /// What of that their limits do not allow: positive above the greatest, negative below the least.
  public internal(set) var unmetWh: Int64 = 0

  init(start: Int64, offset: Int32) {
    self.start = start
    self.offset = offset
  }
}

/// What a simulation wrote.
public struct SimulationSummary: Sendable {
  /// Rows of the dumps, faults included.
  public internal(set) var readings: Int64 = 0
  public internal(set) var meters = 0
  public internal(set) var faults = 0
  /// Names within the folder, in the order of writing.
  public internal(set) var files: [String] = []
  public internal(set) var steps: [Step] = []
}
