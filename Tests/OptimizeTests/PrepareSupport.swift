import Foundation
import Grid
import Optimize
import Support
import Testing

/// A plan's conditions as a test writes them down.
enum PrepareCase {
  /// 2023-06-22T12:45:00Z, a Thursday; the beginning of ELFE's golden vectors.
  static let begin: Int64 = 1_687_437_900

  static func conditions(
    _ devices: [FlexibleDevice] = [], begin: Int64 = begin, steps: Int = 96, step: Int = 900, zone: String = "UTC"
  ) -> RunConditions {
    RunConditions(
      name: "case", roundedAt: begin - Int64(step), begin: begin, stepSeconds: step,
      base: [Int](repeating: 0, count: steps), days: days(zone, around: begin), devices: devices)
  }

  /// The days of a zone as Foundation knows them, from three days before to seven after.
  static func days(_ zone: String, around instant: Int64) -> [CalendarDay] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone)!
    let noon = calendar.date(bySettingHour: 12, minute: 0, second: 0, of: Date(timeIntervalSince1970: Double(instant)))!
    return (-3...7).map { offset in
      let date = calendar.date(byAdding: .day, value: offset, to: noon)!
      let start = calendar.startOfDay(for: date)
      let end = calendar.startOfDay(for: calendar.date(byAdding: .day, value: 1, to: date)!)
      let length = Int32(end.timeIntervalSince(start))
      let civil = calendar.dateComponents([.year, .month, .day], from: date)
      let change = calendar.timeZone.nextDaylightSavingTimeTransition(after: start).map {
        Int32($0.timeIntervalSince(start))
      }
      return CalendarDay(
        LocalCalendar.Day(
          day: LocalDay(year: civil.year!, month: civil.month!, day: civil.day!)!,
          start: Int64(start.timeIntervalSince1970), length: length,
          offset: Int32(calendar.timeZone.secondsFromGMT(for: start)),
          transition: change.map { min($0, length) } ?? length,
          offsetAfter: Int32(calendar.timeZone.secondsFromGMT(for: end.addingTimeInterval(-1)))))
    }
  }

  static func instant(_ text: String) -> Int64 { Instant(text)!.seconds }

  static func machine(_ length: Int, endBy: Int64, wait: Int, name: String = "dishwasher") -> FlexibleDevice {
    var device = FlexibleDevice(device: name)
    device.machine = MachineWish(
      profile: (0..<length).map { 1000 + Double($0) }, endBy: endBy, maxWaitSeconds: wait)
    return device
  }

  static func waterHeater(_ windows: [DailyWindow], energy: Int?, power: Int = 2000) -> FlexibleDevice {
    var device = FlexibleDevice(device: "tank")
    device.waterHeater = WaterHeaterWish(power: power, volume: 200, lastEnergy: energy, offPeak: windows)
    return device
  }

  static func vehicle(
    _ power: Int, _ capacity: Int, from percent: Int, to target: Int, endBy: Int64, stops: Bool = false,
    pauses: Bool = false
  ) -> FlexibleDevice {
    var device = FlexibleDevice(device: "car")
    device.vehicle = VehicleWish(
      power: power, capacity: capacity, percent: percent, targetPercent: target, endBy: endBy, stopsAtTarget: stops,
      mayPause: pauses)
    return device
  }

  static func heater(_ weekdays: [DailyWindow], weekend: [DailyWindow]? = nil, eco: Int = 25) -> FlexibleDevice {
    var device = FlexibleDevice(device: "radiator")
    device.heater = HeaterWish(
      eco: 300, comfort: 1500, ecoPercent: eco, weekdays: weekdays, weekend: weekend ?? weekdays)
    return device
  }

  static func room(
    indoor: Double?, eco: Double = 17, comfort: Double = 19, delta: Double = 0.5,
    band: ThermalHeaterWish.Band = .thermostats, comfortAt windows: [DailyWindow] = []
  ) -> FlexibleDevice {
    var device = FlexibleDevice(device: "room")
    device.thermalHeater = ThermalHeaterWish(
      power: 1500, resistance: 0.00457, capacity: 2_835_616, eco: eco, comfort: comfort, delta: delta, indoor: indoor,
      band: band, weekdays: windows, weekend: windows)
    return device
  }
}

extension DailyWindow {
  /// 22:00 to 6:00 is `DailyWindow(22, 6)`.
  init(_ from: Double, _ to: Double) { self.init(from: Int(from * 3600), to: Int(to * 3600)) }
}

extension PreparedProblem {
  var startLoad: StartLoad? {
    if case .start(let load)? = problem.consumers.first?.load { load } else { nil }
  }
  var chargeLoad: ChargeLoad? {
    if case .charge(let load)? = problem.consumers.first?.load { load } else { nil }
  }
  var switchedLoad: SwitchedLoad? {
    if case .switched(let load)? = problem.consumers.first?.load { load } else { nil }
  }
  var thermalLoad: ThermalLoad? {
    if case .thermal(let load)? = problem.consumers.first?.load { load } else { nil }
  }
  var batteryLoad: BatteryLoad? {
    if case .battery(let load)? = problem.consumers.first?.load { load } else { nil }
  }
  var tags: [PlanWarning.Tag] { warnings.map(\.tag) }
}

private struct GoldenFile<Case: Decodable>: Decodable { var cases: [Case] }

/// ELFE's golden vectors, in the sample data.
func prepareGolden<Case: Decodable>(_ name: String) throws -> [Case] {
  let url = URL(fileURLWithPath: "\(samples!)/ems/golden/\(name).json")
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(GoldenFile<Case>.self, from: Data(contentsOf: url)).cases
}
