import Grid

/// Everything that a plan depends on, as it was when the plan was made: stored with each run, replayed, and read from files.
///
/// As JSON it is the format `gridctl-ems/1`. Times are seconds since 1970, powers of the curve mW, temperatures degrees Celsius.
public struct RunConditions: Codable, Sendable, Equatable {
  public static let format = "gridctl-ems/1"

  public var format = Self.format
  /// The community's code, or the name of a file's case.
  public var name: String
  /// The clock of the run, a multiple of the step: ELFE's timestamp T.
  public var roundedAt: Int64
  /// First second of step 0: one step after `roundedAt` as a rule.
  public var begin: Int64
  public var stepSeconds: Int
  /// Consumption that is not flexible minus production of each step, mW: a deficit is above zero. Its count is the horizon.
  public var base: [Int]
  /// Steps whose forecast was missing and was filled; ascending.
  public var filled: [Int]
  /// Outdoor temperature at the start of each step, and at the end of the last; empty when it is not known.
  public var outdoor: [Double]
  /// What a kWh drawn in each step costs, in hundredths of EUR a MWh, and emits, in mg; empty when it is not known.
  public var prices: [Int]
  public var emissions: [Int]
  /// The local days around the horizon, so that hours of the day can be told without a database; ascending.
  public var days: [CalendarDay]
  public var settings: PlanSettings
  public var devices: [FlexibleDevice]

  public init(
    name: String, roundedAt: Int64, begin: Int64, stepSeconds: Int = 900, base: [Int], filled: [Int] = [],
    outdoor: [Double] = [], prices: [Int] = [], emissions: [Int] = [], days: [CalendarDay],
    settings: PlanSettings = PlanSettings(), devices: [FlexibleDevice]
  ) {
    self.name = name
    self.roundedAt = roundedAt
    self.begin = begin
    self.stepSeconds = stepSeconds
    self.base = base
    self.filled = filled
    self.outdoor = outdoor
    self.prices = prices
    self.emissions = emissions
    self.days = days
    self.settings = settings
    self.devices = devices
  }

  /// In a file only `name`, `begin`, `base` and `devices` have to be there: without `days` the zone is UTC.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    begin = try values.decode(Int64.self, forKey: .begin)
    base = try values.decode([Int].self, forKey: .base)
    devices = try values.decode([FlexibleDevice].self, forKey: .devices)
    stepSeconds = try values.decodeIfPresent(Int.self, forKey: .stepSeconds) ?? 900
    roundedAt =
      try values.decodeIfPresent(Int64.self, forKey: .roundedAt)
      ?? begin.subtractingReportingOverflow(Int64(stepSeconds)).partialValue
    filled = try values.decodeIfPresent([Int].self, forKey: .filled) ?? []
    outdoor = try values.decodeIfPresent([Double].self, forKey: .outdoor) ?? []
    prices = try values.decodeIfPresent([Int].self, forKey: .prices) ?? []
    emissions = try values.decodeIfPresent([Int].self, forKey: .emissions) ?? []
    settings = try values.decodeIfPresent(PlanSettings.self, forKey: .settings) ?? PlanSettings()
    days = try values.decodeIfPresent([CalendarDay].self, forKey: .days) ?? []
    // What is beyond is refused by `prepare`.
    if days.isEmpty, base.count <= 10_000, begin.magnitude < 1 << 40, (1...3600).contains(stepSeconds) {
      days = CalendarDay.universal(from: begin - 2 * 86_400, to: end + 2 * 86_400)
    }
  }

  public var stepCount: Int { base.count }
  /// The first second after the horizon.
  public var end: Int64 { begin + Int64(stepSeconds * stepCount) }

  enum CodingKeys: String, CodingKey {
    case format, name, begin, base, filled, outdoor, prices, emissions, days, settings, devices
    case roundedAt = "rounded_at"
    case stepSeconds = "step_s"
  }
}

/// One local day, as PostgreSQL cuts it; see `LocalCalendar.Day`.
public struct CalendarDay: Codable, Sendable, Equatable {
  /// 2025-03-30.
  public var day: String
  /// First second of the day, since 1970.
  public var start: Int64
  /// 82,800, 86,400 or 90,000 seconds in most zones.
  public var length: Int32
  /// Seconds that local time is ahead of UTC when the day starts, and after the clock changed.
  public var offset: Int32
  public var offsetAfter: Int32
  /// Seconds after `start` at which the offset changes; `length` when it does not.
  public var transition: Int32

  public init(_ day: LocalCalendar.Day) {
    self.day = day.day.description
    start = day.start
    length = day.length
    offset = day.offset
    offsetAfter = day.offsetAfter
    transition = day.transition
  }

  /// The days of UTC that an interval touches; seconds since 1970.
  static func universal(from begin: Int64, to end: Int64) -> [CalendarDay] {
    let first = begin.quotientAndRemainder(flooringBy: 86_400).quotient
    let last = end.quotientAndRemainder(flooringBy: 86_400).quotient
    return (first...last).map { number in
      CalendarDay(
        LocalCalendar.Day(
          day: LocalDay(number: Int32(number)), start: number * 86_400, length: 86_400, offset: 0, transition: 86_400,
          offsetAfter: 0))
    }
  }

  /// The calendar's own form; nil when `day` is not a date.
  public var localDay: LocalCalendar.Day? {
    LocalDay(day).map {
      LocalCalendar.Day(
        day: $0, start: start, length: length, offset: offset, transition: transition, offsetAfter: offsetAfter)
    }
  }

  enum CodingKeys: String, CodingKey {
    case day, start, length, offset, transition
    case offsetAfter = "offset_after"
  }
}

/// What holds for all devices of a plan.
public struct PlanSettings: Codable, Sendable, Equatable {
  /// What of the import is made small.
  public enum Measure: String, Codable, Sendable, CaseIterable {
    case energy, price, co2
  }

  /// Nil: its energy.
  public var minimize: Measure?
  /// Of any run of this many seconds within a comfort period, a heater may spend `ecoPercent` in eco, rounded up to steps.
  public var ecoWindowSeconds = 3600
  public var ecoPercent = 25
  /// A water heater heats this much longer than the energy of its last day takes.
  public var waterHeaterMarginSeconds = 7200
  /// A water heater rests this long after its last start.
  public var waterHeaterRestSeconds = 43_200

  public init() {}

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let usual = PlanSettings()
    minimize = try values.decodeIfPresent(Measure.self, forKey: .minimize)
    ecoWindowSeconds = try values.decodeIfPresent(Int.self, forKey: .ecoWindowSeconds) ?? usual.ecoWindowSeconds
    ecoPercent = try values.decodeIfPresent(Int.self, forKey: .ecoPercent) ?? usual.ecoPercent
    waterHeaterMarginSeconds =
      try values.decodeIfPresent(Int.self, forKey: .waterHeaterMarginSeconds) ?? usual.waterHeaterMarginSeconds
    waterHeaterRestSeconds =
      try values.decodeIfPresent(Int.self, forKey: .waterHeaterRestSeconds) ?? usual.waterHeaterRestSeconds
  }

  enum CodingKeys: String, CodingKey {
    case minimize
    case ecoWindowSeconds = "eco_window_s"
    case ecoPercent = "eco_percent"
    case waterHeaterMarginSeconds = "water_heater_margin_s"
    case waterHeaterRestSeconds = "water_heater_rest_s"
  }
}
