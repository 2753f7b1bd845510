import Grid

/// A house of the simulation: how much it uses, and what stands in it.
struct Household {
  let community: Int
  let number: Int
  /// What it uses more than the mean household, in per mille, −50…50.
  let draw: Int64
  /// Peak power of its solar panels in W; 0: none.
  let solarW: Int64
  /// Greatest power of its car's charger in W; 0: no car.
  let carW: Int64
  /// Rated power of its heat pump in W; 0: none, and no water heater.
  let heatW: Int64
  var battery: HouseBattery?

  static let waterHeaterW: Int64 = 2000
  static let carCapacityWh: Int64 = 50_000

  /// The houses of a community, with the equipment that it draws for them.
  ///
  /// Neighbours draw opposite amounts around the mean, so that an even number of houses keeps their average.
  static func all(of community: Int, in simulation: Simulation) -> [Household] {
    let count = simulation.houses
    var random = RandomStream(seed: simulation.seed, .equipment, community)
    func chosen(_ percent: Int, in order: [Int]) -> Set<Int> { Set(order.prefix((count * percent + 50) / 100)) }
    let sunny = random.order(of: count)
    let solar = chosen(simulation.solarPercent, in: sunny)
    let batteries = chosen(simulation.batteryPercent, in: sunny)
    let cars = chosen(simulation.carPercent, in: random.order(of: count))
    let heat = chosen(simulation.heatPercent, in: random.order(of: count))
    return (0..<count).map { number in
      var pair = RandomStream(seed: simulation.seed, .house, community, number / 2)
      let draw = pair.draw(-50...50)
      var own = RandomStream(seed: simulation.seed, .equipment, community, number)
      let solarW = own.draw(30...60) * 100
      let carW: Int64 = own.draw(0...1) == 0 ? 3700 : 7400
      let heatW = own.draw(15...35) * 100
      let capacityWh = own.draw(5...10) * 1000
      let isAlone = number == count - 1 && number % 2 == 0
      return Household(
        community: community, number: number, draw: isAlone ? 0 : number % 2 == 0 ? draw : -draw,
        solarW: solar.contains(number) ? solarW : 0, carW: cars.contains(number) ? carW : 0,
        heatW: heat.contains(number) ? heatW : 0,
        battery: batteries.contains(number) ? HouseBattery(capacityWh: capacityWh) : nil)
    }
  }

  /// Simulates one day.
  ///
  /// Each reading is the mean household's, changed by the house's draw and another one of the reading's own, each within
  /// 5 %; added they are within 10 %. What rounding to Wh leaves is carried on to the next reading.
  mutating func live(_ plan: DayPlan, _ climate: Climate, seed: UInt64, into readings: inout MeterReadings) {
    var random = RandomStream(seed: seed, .readings, community, number, Int(plan.day.day.number))
    let extra = carW > 0 || heatW > 0 ? extraUse(plan, climate, seed: seed) : nil
    var rest = partsPerWh / 2
    for slot in plan.slots {
      rest &+= plan.mean[slot] &* (1000 &+ draw &+ random.draw(-50...50)) &+ (extra?[slot] ?? 0)
      let wh = rest / partsPerWh
      rest &-= wh &* partsPerWh
      readings.consumed[slot] = wh
    }
    if solarW > 0 {
      rest = partsPerWh / 2
      for slot in plan.slots {
        let microWh = climate.sun[slot] * solarW * Int64(plan.interval) / 3600
        rest += microWh * (partsPerWh / 1000) / 1000
        let wh = rest / partsPerWh
        rest -= wh * partsPerWh
        readings.produced[slot] = wh
      }
    }
    if battery != nil {
      for slot in plan.slots {
        readings.discharged[slot] = battery!.follow(
          surplus: readings.produced[slot] - readings.consumed[slot], seconds: Int64(plan.interval))
      }
    }
  }

  /// What car, heat pump and water heater use in each slot, in parts.
  private func extraUse(_ plan: DayPlan, _ climate: Climate, seed: UInt64) -> [Int64] {
    var random = RandomStream(seed: seed, .habits, community, number, Int(plan.day.day.number))
    var extra = [Int64](repeating: 0, count: plan.mean.count)
    func run(_ watts: Int64, from start: Int32, wh: Int64) {
      let seconds = Int32(wh * 3600 / watts)
      for slot in extra.indices {
        let from = Int32(slot) * plan.interval
        let overlap = min(from + plan.interval, start + seconds) - max(from, start)
        if overlap > 0 { extra[slot] += watts * Int64(overlap) * (partsPerWh / 1000) / 3600 * 1000 }
      }
    }
    let arrival = Int32(random.draw(17 * 60 + 30...20 * 60 + 30)) * 60
    let charge = random.draw(2000...9000)
    if carW > 0 { run(carW, from: plan.elapsed(wall: arrival), wh: charge) }
    let start = Int32(random.draw(30...210)) * 60
    let hotWater = random.draw(2500...4500)
    if heatW > 0 {
      run(Self.waterHeaterW, from: start, wh: hotWater)
      for slot in extra.indices {
        extra[slot] += heatW * climate.heat[slot] * Int64(plan.interval) * (partsPerWh / 1000) / 3600
      }
    }
    return extra
  }
}

/// A battery that takes a house's surplus and gives it back before the house draws from the grid.
struct HouseBattery {
  let capacityWh: Int64
  static let powerW: Int64 = 3000
  /// Of what goes in, this much comes out; the rest is lost while charging.
  static let efficiencyPercent: Int64 = 90
  static let minPercent: Int64 = 10
  /// In hundredths of a Wh.
  private var stored: Int64

  init(capacityWh: Int64) {
    self.capacityWh = capacityWh
    stored = capacityWh * Self.minPercent
  }

  /// - Parameter surplus: What the house produces more than it uses in the slot, in Wh.
  /// - Returns: What it discharges in Wh; negative: what it charges.
  mutating func follow(surplus: Int64, seconds: Int64) -> Int64 {
    let most = Self.powerW * seconds / 3600
    if surplus > 0 {
      let charge = min(surplus, most, (capacityWh * 100 - stored) / Self.efficiencyPercent)
      stored += charge * Self.efficiencyPercent
      return -charge
    }
    let discharge = min(-surplus, most, (stored - capacityWh * Self.minPercent) / 100)
    stored -= discharge * 100
    return discharge
  }
}

/// The readings of one meter's day, one value a slot, in Wh; used again for the next meter.
struct MeterReadings {
  var consumed: [Int64]
  var produced: [Int64]
  /// Positive: out of the battery; negative: into it.
  var discharged: [Int64]

  init(count: Int) {
    consumed = Array(repeating: 0, count: count)
    produced = consumed
    discharged = consumed
  }

  mutating func clear() {
    for slot in consumed.indices {
      consumed[slot] = 0
      produced[slot] = 0
      discharged[slot] = 0
    }
  }
}
