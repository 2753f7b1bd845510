import Grid

/// What the owner of a flexible device wishes, as it is stored and as plans read it.
///
/// The room Optimize decodes the text, and rooms share nothing but the database: a test decodes what is written here.
struct FlexibleWish: Equatable {
  enum Kind: String, CaseIterable {
    case machine, vehicle, heater
    case waterHeater = "water_heater"
    case thermalHeater = "thermal_heater"
  }

  let kind: Kind
  /// JSON: seconds since 1970, seconds after midnight, W, degrees Celsius.
  let text: String

  private init(_ kind: Kind, _ members: KeyValuePairs<String, String?>) {
    self.kind = kind
    text = "{\(members.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }.joined(separator: ","))}"
  }

  /// - Parameters:
  ///   - profile: mW of each quarter hour; nil: the learned cycle, else the default one.
  ///   - wait: Seconds that it may be finished before `end`.
  static func machine(profile: [Int]?, end: Instant, wait: Int) -> FlexibleWish {
    FlexibleWish(
      .machine,
      [
        "profile_w": profile.map { "[\($0.map(DecimalForm.profilePower.short).joined(separator: ","))]" },
        "end_by": "\(end.seconds)", "max_wait_s": "\(wait)",
      ])
  }

  /// - Parameters:
  ///   - power: W.
  ///   - volume: Litres.
  ///   - lastEnergy: Wh of the last 24 hours; nil: what was measured, if anything was.
  static func waterHeater(power: Int, volume: Int, lastEnergy: Int?, offPeak: [DailyHours]) -> FlexibleWish {
    FlexibleWish(
      .waterHeater,
      [
        "power_w": "\(power)", "volume_l": "\(volume)", "last_energy_wh": lastEnergy.map { "\($0)" },
        "off_peak": offPeak.json,
      ])
  }

  /// - Parameters:
  ///   - power: W.
  ///   - capacity: Wh.
  ///   - percent: State of charge now.
  ///   - target: The least at `end`.
  static func vehicle(
    power: Int, capacity: Int, percent: Int, target: Int, end: Instant, stopsAtTarget: Bool, mayPause: Bool
  ) -> FlexibleWish {
    FlexibleWish(
      .vehicle,
      [
        "power_w": "\(power)", "capacity_wh": "\(capacity)", "percent": "\(percent)", "target_percent": "\(target)",
        "end_by": "\(end.seconds)", "stops_at_target": "\(stopsAtTarget)", "may_pause": "\(mayPause)",
      ])
  }

  /// - Parameters:
  ///   - eco: W, as `comfort`.
  ///   - ecoPercent: Of a comfort period.
  static func heater(eco: Int, comfort: Int, ecoPercent: Int, _ periods: ComfortPeriods) -> FlexibleWish {
    FlexibleWish(
      .heater,
      [
        "eco_w": "\(eco)", "comfort_w": "\(comfort)", "eco_percent": "\(ecoPercent)",
        "weekdays": periods.weekdays.json, "weekend": periods.weekend.json,
      ])
  }

  /// - Parameters:
  ///   - power: W.
  ///   - eco: Hundredths of a degree Celsius, as all temperatures here.
  ///   - indoor: nil: what was measured, if anything was.
  static func thermalHeater(
    power: Int, model: ThermalModel, eco: Int, comfort: Int, delta: Int, indoor: Int?, isHeating: Bool, band: String,
    _ periods: ComfortPeriods
  ) -> FlexibleWish {
    let degrees = DecimalForm.roomTemperature.short
    return FlexibleWish(
      .thermalHeater,
      [
        "power_w": "\(power)", "r_k_per_w": "\(model.resistance)", "c_j_per_k": "\(model.capacity)",
        "eco_c": degrees(eco), "comfort_c": degrees(comfort), "delta_c": degrees(delta),
        "indoor_c": indoor.map(degrees), "is_heating": "\(isHeating)", "band": "\"\(band)\"",
        "weekdays": periods.weekdays.json, "weekend": periods.weekend.json,
      ])
  }
}

/// Hours of the day on the wall clock, seconds after midnight; an end at or before the start is on the next day.
struct DailyHours: Equatable {
  let from: Int
  /// Up to 86,400.
  let to: Int

  init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// Parses `22:30-06:30`; nil: it is written otherwise, or empty.
  init?(_ text: String) {
    let times = text.split(separator: "-", omittingEmptySubsequences: false).map { time -> Int? in
      let parts = time.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
        let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
      else { return nil }
      return hour * 3600 + minute * 60
    }
    guard times.count == 2, let from = times[0], let to = times[1], from < 86_400, from != to else { return nil }
    self.init(from: from, to: to)
  }

  var seconds: Int { to > from ? to - from : to - from + 86_400 }

  /// The same hours on a clock that is ahead by some seconds.
  func shifted(by offset: Int) -> DailyHours {
    guard seconds < 86_400 else { return self }
    let start = ((from + offset) % 86_400 + 86_400) % 86_400
    let end = start + seconds
    return DailyHours(from: start, to: end > 86_400 ? end - 86_400 : end)
  }
}

extension [DailyHours] {
  fileprivate var json: String { "[\(map { "{\"from\":\($0.from),\"to\":\($0.to)}" }.joined(separator: ","))]" }
}

/// When comfort is wished, from Monday to Friday and at the week-end.
struct ComfortPeriods: Equatable {
  var weekdays: [DailyHours]
  var weekend: [DailyHours]
}

/// A room as one resistance and one capacity.
struct ThermalModel: Equatable {
  /// K/W.
  let resistance: Double
  /// J/K.
  let capacity: Double

  /// What is wrong with it; nil when nothing is.
  ///
  /// A quarter hour's step of a room that loses all its heat within it says nothing of the room.
  var brokenRule: String? {
    resistance * capacity >= 900 ? nil : "r_k_per_w times c_j_per_k is below 900 s: the room would keep no heat"
  }
}

/// The models of `optimize.thermal_model`, by ELFE's id and by name.
struct ThermalModels {
  private(set) var byID: [Int: ThermalModel] = [:]
  private(set) var byName: [String: ThermalModel] = [:]

  mutating func add(_ model: ThermalModel, id: Int, name: String) {
    byID[id] = model
    byName[name] = model
  }
}

/// What is believed of a device; a greater number is a slip of the pen, or of another unit.
extension DecimalForm {
  static let power = whole("power", 1...1_000_000, "W")
  static let heaterPower = whole("power", 0...1_000_000, "W")
  static let volume = whole("volume", 1...100_000, "litres")
  static let dayEnergy = whole("energy", 0...24_000_000, "Wh")
  static let vehicleCapacity = whole("capacity", 1...10_000_000, "Wh")
  static let wholePercent = whole("percent", 0...100, "percent")
  static let wait = whole("wait", 0...604_800, "seconds")
  static let profilePower = DecimalForm(
    decimals: 3, greatest: 1_000_000_000, code: "invalid-power",
    rule: "is not a number of W from 0 to 1000000 with at most 3 decimals")
  static let roomTemperature = DecimalForm(
    decimals: 2, greatest: 4000, code: "invalid-temperature",
    rule: "is not a number of degrees Celsius from 0 to 40 with at most 2 decimals")
  static let temperatureDelta = DecimalForm(
    decimals: 2, greatest: 1000, code: "invalid-temperature",
    rule: "is not a number of degrees from 0 to 10 with at most 2 decimals")

  private static func whole(_ code: String, _ range: ClosedRange<Int>, _ unit: String) -> DecimalForm {
    DecimalForm(
      decimals: 0, least: range.lowerBound, greatest: range.upperBound, code: "invalid-\(code)",
      rule: "is not a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)")
  }
}
