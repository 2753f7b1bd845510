import Foundation
import Grid

/// A case of the format `ems-bench/1`: a curve and devices, with the rules of the program that the benchmark was made with.
///
/// Windows lie on the grid and leave a plan, so nothing is repaired; a device without a plan refuses the file.
struct InstanceFile: Decodable {
  static let format = "ems-bench/1"

  let name: String
  let begin: Int64
  let stepSeconds: Int
  let stepCount: Int
  let base: [Double]
  let outdoor: [Double]
  let consumers: [Consumer]

  enum CodingKeys: String, CodingKey {
    case name, consumers
    case begin = "begin_ts"
    case stepSeconds = "step_s"
    case stepCount = "step_count"
    case base = "base_W"
    case outdoor = "T_ext_K"
  }

  struct Consumer: Decodable {
    let id: Int
    let type: String
    let power: Double?
    let profile: [Double]?
    let start: Int64?
    let end: Int64?
    let capacity: Double?
    let initialPercent: Double?
    let targetPercent: Double?
    let eco: Double?
    let comfort: Double?
    let periods: [Period]?
    let resistance: Double?
    let heatCapacity: Double?
    let initialTemperature: Double?
    let isHeating: Bool?
    let low: [Double]?
    let high: [Double]?

    enum CodingKeys: String, CodingKey {
      case id, type
      case power = "power_W"
      case profile = "profile_W"
      case start = "start_ts"
      case end = "end_ts"
      case capacity = "capacity_Wh"
      case initialPercent = "initial_pct"
      case targetPercent = "target_pct"
      case eco = "eco_W"
      case comfort = "comfort_W"
      case periods = "sum_periods"
      case resistance = "R_K_per_W"
      case heatCapacity = "C_J_per_K"
      case initialTemperature = "T_init_K"
      case isHeating = "initial_state"
      case low = "T_wish_low_K"
      case high = "T_wish_high_K"
    }
  }

  struct Period: Decodable {
    let begin: Int64
    let end: Int64
    let min: Int
    let max: Int

    enum CodingKeys: String, CodingKey {
      case min, max
      case begin = "begin_ts"
      case end = "end_ts"
    }
  }

  /// What the solver works on, and the ids of its consumers.
  func problem() throws(CaseFailure) -> Problem {
    guard stepSeconds > 0, 3600 % stepSeconds == 0, (1...10_000).contains(stepCount), base.count == stepCount else {
      throw CaseFailure("the grid is not one: step_s divides 3600, base_W has step_count values")
    }
    var loads: [Optimize.Consumer] = []
    for consumer in consumers { loads.append(try self.consumer(consumer)) }
    return Problem(name: name, stepSeconds: stepSeconds, base: try base.map(milliwatt), consumers: loads)
  }

  private func consumer(_ consumer: Consumer) throws(CaseFailure) -> Optimize.Consumer {
    let load: Load
    switch consumer.type {
    case "machine", "ecs":
      let profile = try need(consumer, consumer.profile, "profile_W").map(milliwatt)
      let first = max(0, try step(consumer, consumer.start, "start_ts"))
      let last = min(try step(consumer, consumer.end, "end_ts"), stepCount) - profile.count
      load = .start(StartLoad(profile: profile, starts: try starts(consumer, first, last), end: stepCount))
    case "ev": load = .start(try vehicle(consumer))
    case "heater_sum": load = .switched(try heater(consumer))
    case "heater_thermal": load = .thermal(try thermal(consumer))
    default: throw CaseFailure("consumer \(consumer.id): the type '\(consumer.type)' is not known")
    }
    return Optimize.Consumer(name: String(consumer.id), load: load)
  }

  /// Charges without a pause until it is full, or until its window ends; the last step of the horizon is not used.
  private func vehicle(_ vehicle: Consumer) throws(CaseFailure) -> StartLoad {
    let power = try milliwatt(need(vehicle, vehicle.power, "power_W"))
    let capacity = try milliwatt(need(vehicle, vehicle.capacity, "capacity_Wh"))
    let initial = try milliwatt(need(vehicle, vehicle.initialPercent, "initial_pct"))
    let target = try milliwatt(need(vehicle, vehicle.targetPercent, "target_pct"))
    guard power > 0, capacity >= 0, (0...100_000).contains(initial), (0...100_000).contains(target),
      capacity < 1_000_000_000_000
    else { throw CaseFailure("consumer \(vehicle.id): no vehicle has such a power, capacity or charge") }
    // mWs in a step, and until it is full: mWh, times 3600 s, times the thousandths of a percent that are missing.
    let step = power * stepSeconds
    func missing(_ percent: Int) -> Int { capacity * max(0, percent - initial) / 1000 * 36 }
    let full = missing(100_000)
    var profile = [Int](repeating: power, count: min(full / step, stepCount))
    let rest = (full - full / step * step) / stepSeconds
    if full / step < stepCount, rest >= 100 { profile.append(rest) }
    let first = max(0, try self.step(vehicle, vehicle.start, "start_ts"))
    let end = min(try self.step(vehicle, vehicle.end, "end_ts"), stepCount - 1)
    let least = (missing(target) + step - 1) / step
    return StartLoad(profile: profile, starts: try starts(vehicle, first, end - least), end: end)
  }

  private func heater(_ heater: Consumer) throws(CaseFailure) -> SwitchedLoad {
    var rows: [SwitchedLoad.Row] = []
    for period in try need(heater, heater.periods, "sum_periods") {
      let first = max(0, try step(heater, period.begin, "begin_ts"))
      let end = min(try step(heater, period.end, "end_ts"), stepCount - 1)
      guard first < end else { continue }
      let least = min(period.min, end - first)
      rows.append(SwitchedLoad.Row(first: first, end: end, least: least, most: max(period.max, least)))
    }
    return SwitchedLoad(
      off: try milliwatt(need(heater, heater.eco, "eco_W")),
      on: try milliwatt(need(heater, heater.comfort, "comfort_W")),
      rows: rows)
  }

  private func thermal(_ heater: Consumer) throws(CaseFailure) -> ThermalLoad {
    let resistance = try need(heater, heater.resistance, "R_K_per_W")
    let capacity = try need(heater, heater.heatCapacity, "C_J_per_K")
    let initial = try need(heater, heater.initialTemperature, "T_init_K")
    let low = try need(heater, heater.low, "T_wish_low_K")
    let high = try need(heater, heater.high, "T_wish_high_K")
    let power = try milliwatt(need(heater, heater.power, "power_W"))
    let seconds = Double(stepSeconds)
    guard outdoor.count == stepCount + 2, low.count == stepCount, high.count == stepCount,
      resistance * capacity > seconds
    else { throw CaseFailure("consumer \(heater.id): the thermal model or a temperature curve is not complete") }
    let a = 1 - seconds / (resistance * capacity)
    let b = seconds * Double(power) / 1000 / capacity
    let drift = (0..<stepCount).map { outdoor[$0 + 2] - a * outdoor[$0 + 1] }
    let start = outdoor[1] + a * (initial - outdoor[0]) + (heater.isHeating == true ? b : 0)
    let load = ThermalLoad(power: power, initial: start, a: a, b: b, drift: drift, lowest: [], highest: [])
    return load.betweenThermostats(low, high)
  }

  private func starts(_ consumer: Consumer, _ first: Int, _ last: Int) throws(CaseFailure) -> [Int] {
    guard first <= last, first < stepCount else { throw CaseFailure("consumer \(consumer.id) has no step to start in") }
    return Array(first...min(last, stepCount - 1))
  }

  private func step(_ consumer: Consumer, _ time: Int64?, _ name: String) throws(CaseFailure) -> Int {
    let (steps, rest) = (try need(consumer, time, name).bounded - begin.bounded)
      .quotientAndRemainder(dividingBy: Int64(stepSeconds))
    guard rest == 0 else { throw CaseFailure("consumer \(consumer.id): \(name) is not on the grid") }
    return Int(steps)
  }

  private func need<Value>(_ consumer: Consumer, _ value: Value?, _ name: String) throws(CaseFailure) -> Value {
    guard let value else { throw CaseFailure("consumer \(consumer.id) (\(consumer.type)) has no \(name)") }
    return value
  }
}

/// A file is no case that can be solved; the text says what and where.
public struct CaseFailure: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// Thousandths, rounded: W to mW, Wh to mWh.
func milliwatt(_ value: Double) throws(CaseFailure) -> Int {
  guard value.magnitude < 1e12 else { throw CaseFailure("\(value) is beyond 1 TW") }
  return Int((value * 1000).rounded())
}
