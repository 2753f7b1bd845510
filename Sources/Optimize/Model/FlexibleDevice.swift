/// A device that the step may place, and what its owner wishes. Exactly one of the six wishes is there.
public struct FlexibleDevice: Codable, Sendable, Equatable {
  public var device: String
  /// When it was last started by a plan or by itself, seconds since 1970; nil: not known.
  public var lastStartedAt: Int64?
  /// The newest decisions that were made for it before this run, from `previousBegin` on: 1 start, comfort or heat.
  public var previous: [Int]?
  public var previousBegin: Int64?
  /// The `endBy` of the wish for which it was last started; nil: not known. A machine or vehicle whose wish has the same is
  /// served. Not knowing, a machine is when it started late enough for its window, a vehicle when its deadline has come.
  public var servedEndBy: Int64?
  /// Since when a vehicle's `percent` is told, seconds since 1970: what it charged since then comes on top. Nil: since its
  /// newest start.
  public var percentSince: Int64?
  /// Its owner took it out of the plans: what was started goes on, nothing else is planned. Nil: it is piloted.
  public var isReleased: Bool?

  public var machine: MachineWish?
  public var waterHeater: WaterHeaterWish?
  public var vehicle: VehicleWish?
  public var heater: HeaterWish?
  public var thermalHeater: ThermalHeaterWish?
  public var battery: BatteryWish?

  public init(device: String) { self.device = device }

  /// The names that tables, files and warnings use.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case machine, vehicle, heater, battery
    case waterHeater = "water_heater"
    case thermalHeater = "thermal_heater"
  }

  /// Nil when there is no wish, or more than one.
  public var kind: Kind? {
    var kinds: [Kind] = []
    if machine != nil { kinds.append(.machine) }
    if waterHeater != nil { kinds.append(.waterHeater) }
    if vehicle != nil { kinds.append(.vehicle) }
    if heater != nil { kinds.append(.heater) }
    if thermalHeater != nil { kinds.append(.thermalHeater) }
    if battery != nil { kinds.append(.battery) }
    return kinds.count == 1 ? kinds[0] : nil
  }

  enum CodingKeys: String, CodingKey {
    case device, previous, machine, vehicle, heater, battery
    case lastStartedAt = "last_started_at"
    case previousBegin = "previous_begin"
    case servedEndBy = "served_end_by"
    case percentSince = "percent_since"
    case isReleased = "is_released"
    case waterHeater = "water_heater"
    case thermalHeater = "thermal_heater"
  }
}

/// A washing machine, a dishwasher, a dryer: runs once, without a pause.
public struct MachineWish: Codable, Sendable, Equatable {
  /// Mean power of each step of its cycle, W; empty: the learned cycle, else the default one.
  public var profile: [Double]
  /// When it is to be finished, seconds since 1970, and how many seconds before that it may be finished.
  public var endBy: Int64
  public var maxWaitSeconds: Int

  public init(profile: [Double], endBy: Int64, maxWaitSeconds: Int) {
    self.profile = profile
    self.endBy = endBy
    self.maxWaitSeconds = maxWaitSeconds
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    profile = try values.decodeIfPresent([Double].self, forKey: .profile) ?? []
    endBy = try values.decode(Int64.self, forKey: .endBy)
    maxWaitSeconds = try values.decode(Int.self, forKey: .maxWaitSeconds)
  }

  enum CodingKeys: String, CodingKey {
    case profile = "profile_w"
    case endBy = "end_by"
    case maxWaitSeconds = "max_wait_s"
  }
}

/// Hours of the day on the wall clock, in seconds after midnight: `[from, to)`; `to` at or before `from` is on the next day.
public struct DailyWindow: Codable, Sendable, Equatable {
  public var from: Int
  public var to: Int

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }
}

/// Heats once a day within an off-peak window.
public struct WaterHeaterWish: Codable, Sendable, Equatable {
  public var power: Int
  public var volume: Int
  /// What it used in the last 24 hours, Wh; nil: not known, and then nothing is assumed.
  public var lastEnergy: Int?
  public var offPeak: [DailyWindow]

  public init(power: Int, volume: Int, lastEnergy: Int?, offPeak: [DailyWindow]) {
    self.power = power
    self.volume = volume
    self.lastEnergy = lastEnergy
    self.offPeak = offPeak
  }

  enum CodingKeys: String, CodingKey {
    case power = "power_w"
    case volume = "volume_l"
    case lastEnergy = "last_energy_wh"
    case offPeak = "off_peak"
  }
}

public struct VehicleWish: Codable, Sendable, Equatable {
  public var power: Int
  public var capacity: Int
  /// State of charge now, and the least at `endBy`, percent of the capacity.
  public var percent: Int
  public var targetPercent: Int
  public var endBy: Int64
  /// It stops at the target instead of charging until it is full or leaves.
  public var stopsAtTarget: Bool
  /// It may pause between steps.
  public var mayPause: Bool

  public init(
    power: Int, capacity: Int, percent: Int, targetPercent: Int, endBy: Int64, stopsAtTarget: Bool = false,
    mayPause: Bool = false
  ) {
    self.power = power
    self.capacity = capacity
    self.percent = percent
    self.targetPercent = targetPercent
    self.endBy = endBy
    self.stopsAtTarget = stopsAtTarget
    self.mayPause = mayPause
  }

  enum CodingKeys: String, CodingKey {
    case percent
    case power = "power_w"
    case capacity = "capacity_wh"
    case targetPercent = "target_percent"
    case endBy = "end_by"
    case stopsAtTarget = "stops_at_target"
    case mayPause = "may_pause"
  }
}

/// Heating on a pilot wire: eco or comfort.
public struct HeaterWish: Codable, Sendable, Equatable {
  /// Mean powers, W.
  public var eco: Int
  public var comfort: Int
  /// The share of each comfort period that may be spent in eco, percent.
  public var ecoPercent: Int
  /// Comfort periods from Monday to Friday, and at the week-end.
  public var weekdays: [DailyWindow]
  public var weekend: [DailyWindow]

  public init(eco: Int, comfort: Int, ecoPercent: Int, weekdays: [DailyWindow], weekend: [DailyWindow]) {
    self.eco = eco
    self.comfort = comfort
    self.ecoPercent = ecoPercent
    self.weekdays = weekdays
    self.weekend = weekend
  }

  enum CodingKeys: String, CodingKey {
    case weekdays, weekend
    case eco = "eco_w"
    case comfort = "comfort_w"
    case ecoPercent = "eco_percent"
  }
}

/// Heating of a room whose thermal model is known.
public struct ThermalHeaterWish: Codable, Sendable, Equatable {
  public enum Band: String, Codable, Sendable {
    /// Between the temperatures that two thermostats, at the low and the high edge of the wish, would make.
    case thermostats
    /// Within the wish. Where the wish changes faster than the room can, as far outside as a thermostat at its edge would
    /// be, and widened as little as needed where even that cannot be.
    case wish
  }

  public var power: Int
  /// K/W and J/K.
  public var resistance: Double
  public var capacity: Double
  /// Degrees Celsius; the wish is each of them plus and minus `delta`.
  public var eco: Double
  public var comfort: Double
  public var delta: Double
  /// Measured indoors, degrees Celsius, and whether it heats now; nil: not known.
  public var indoor: Double?
  public var isHeating: Bool
  /// What its plan took it to be indoors when the horizon begins, degrees Celsius; the next plan goes on from there.
  public var indoorAtBegin: Double?
  public var band: Band
  public var weekdays: [DailyWindow]
  public var weekend: [DailyWindow]

  public init(
    power: Int, resistance: Double, capacity: Double, eco: Double, comfort: Double, delta: Double, indoor: Double?,
    isHeating: Bool = false, band: Band = .thermostats, weekdays: [DailyWindow], weekend: [DailyWindow]
  ) {
    self.power = power
    self.resistance = resistance
    self.capacity = capacity
    self.eco = eco
    self.comfort = comfort
    self.delta = delta
    self.indoor = indoor
    self.isHeating = isHeating
    self.band = band
    self.weekdays = weekdays
    self.weekend = weekend
  }

  enum CodingKeys: String, CodingKey {
    case band, weekdays, weekend
    case power = "power_w"
    case resistance = "r_k_per_w"
    case capacity = "c_j_per_k"
    case eco = "eco_c"
    case comfort = "comfort_c"
    case delta = "delta_c"
    case indoor = "indoor_c"
    case isHeating = "is_heating"
    case indoorAtBegin = "indoor_at_begin_c"
  }
}

public struct BatteryWish: Codable, Sendable, Equatable {
  /// Wh that fit, that always stay, and that are in it when the horizon begins.
  public var capacity: Int
  public var minimum: Int
  public var level: Int
  /// W.
  public var chargePower: Int
  public var dischargePower: Int
  /// Round trip, hundredths of a percent; lost while charging.
  public var efficiency: Int
  /// With prices: it never charges in a step above the standard and its band, never discharges in one below; hundredths of
  /// EUR a MWh and percent of the standard. Nil: it does as the curve needs.
  public var standardPrice: Int?
  public var pricePercent: Int?

  public init(
    capacity: Int, minimum: Int, level: Int, chargePower: Int, dischargePower: Int, efficiency: Int,
    standardPrice: Int? = nil, pricePercent: Int? = nil
  ) {
    self.capacity = capacity
    self.minimum = minimum
    self.level = level
    self.chargePower = chargePower
    self.dischargePower = dischargePower
    self.efficiency = efficiency
    self.standardPrice = standardPrice
    self.pricePercent = pricePercent
  }

  enum CodingKeys: String, CodingKey {
    case capacity = "capacity_wh"
    case minimum = "minimum_wh"
    case level = "level_wh"
    case chargePower = "charge_w"
    case dischargePower = "discharge_w"
    case efficiency = "efficiency_hundredths"
    case standardPrice = "standard_eur_mwh_hundredths"
    case pricePercent = "price_percent"
  }
}
