import Database
import Grid

/// The energy periods of one tariff version: which minute of the local day belongs to which.
struct TariffPeriods {
  /// Names, in the order of the tariff.
  let names: [String]
  /// Index into `names` of each of the 1,440 minutes that a wall clock shows.
  let minutes: [UInt8]

  private static let dayMinutes = 1440
  private static let nobody = UInt8.max

  /// - Parameter periods: Name and windows `HH:MM-HH:MM`, separated by a space; empty windows are the rest of the day.
  /// - Throws: What is wrong, in words, when a minute belongs to no period or to two.
  init(_ periods: [(name: String, windows: String)]) throws(Problem) {
    guard !periods.isEmpty else { throw Problem("it has no energy price") }
    guard periods.count < Int(TariffPeriods.nobody) else { throw Problem("it has too many energy periods") }
    var minutes = [UInt8](repeating: TariffPeriods.nobody, count: TariffPeriods.dayMinutes)
    var rest: UInt8?
    for (index, period) in periods.enumerated() {
      guard !period.windows.isEmpty else {
        guard rest == nil else { throw Problem("two energy periods are the rest of the day") }
        rest = UInt8(index)
        continue
      }
      for window in period.windows.split(separator: " ") {
        for minute in try TariffPeriods.minutes(of: window) {
          guard minutes[minute] == TariffPeriods.nobody else {
            throw Problem("\(TariffPeriods.clock(minute)) belongs to two windows")
          }
          minutes[minute] = UInt8(index)
        }
      }
    }
    if let rest {
      for minute in minutes.indices where minutes[minute] == TariffPeriods.nobody { minutes[minute] = rest }
    } else if let gap = minutes.firstIndex(of: TariffPeriods.nobody) {
      throw Problem("\(TariffPeriods.clock(gap)) belongs to no energy period")
    }
    self.names = periods.map(\.name)
    self.minutes = minutes
  }

  struct Problem: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private static func minutes(of window: Substring) throws(Problem) -> [Int] {
    let bounds = window.split(separator: "-").map { bound -> Int? in
      let parts = bound.split(separator: ":").map { Int($0) }
      guard parts.count == 2, let hour = parts[0], let minute = parts[1] else { return nil }
      return hour * 60 + minute
    }
    guard bounds.count == 2, let start = bounds[0], let end = bounds[1], start < dayMinutes, end <= dayMinutes,
      start != end
    else { throw Problem("window '\(window)' is no part of a day") }
    return start < end ? Array(start..<end) : Array(start..<dayMinutes) + Array(0..<end)
  }

  private static func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

  /// Index of the period that each interval of a local day starts in, by the wall clock.
  func lookup(interval: Int32, on day: LocalCalendar.Day) -> [UInt8] {
    (0..<day.intervals(of: interval)).map { index in
      let second = day.wallClock(elapsed: Int32(index) * interval)
      // Clocks that jump over midnight show minutes of the neighbouring day.
      let minute = Int(second) / 60 % TariffPeriods.dayMinutes
      return minutes[minute < 0 ? minute + TariffPeriods.dayMinutes : minute]
    }
  }
}

/// The energy periods of the tariff versions of one run, with the lookups already made.
struct TariffBook {
  struct Version: Hashable {
    let tariff: Int64
    let validFrom: LocalDay
  }

  /// Days of one shape have the same lookup.
  private struct Shape: Hashable {
    let version: Version
    let interval, length, start, transition, offsetAfter: Int32
  }

  private let periods: [Version: TariffPeriods]
  private var lookups: [Shape: [UInt8]] = [:]

  /// - Parameter versions: Those that are billed; others of the same tariffs may be wrong.
  init(_ versions: Set<Version>, before end: LocalDay, on connection: Connection) throws {
    var names: [Version: String] = [:]
    var found: [Version: [(name: String, windows: String)]] = [:]
    for row in try connection.query("billing/tariff_windows", Set(versions.map(\.tariff)).sorted(), end) {
      let version = Version(tariff: row.int64("tariff_id"), validFrom: row.day("valid_from")!)
      guard versions.contains(version) else { continue }
      names[version] = row.text("tariff")
      found[version, default: []] += row.optional("period").map { [($0, row.text("windows"))] } ?? []
    }
    var periods: [Version: TariffPeriods] = [:]
    for (version, list) in found.sorted(by: { names[$0.key]! < names[$1.key]! }) {
      do {
        periods[version] = try TariffPeriods(list)
      } catch {
        throw BillingFailure.windows(tariff: names[version]!, validFrom: version.validFrom, problem: error.text)
      }
    }
    self.periods = periods
  }

  func names(of version: Version) -> [String] { periods[version]!.names }

  /// Index of the period of each interval of a day.
  mutating func lookup(_ version: Version, interval: Int32, on day: LocalCalendar.Day) -> [UInt8] {
    let shape = Shape(
      version: version, interval: interval, length: day.length, start: day.wallClock(elapsed: 0),
      transition: day.transition, offsetAfter: day.offsetAfter - day.offset)
    if let lookup = lookups[shape] { return lookup }
    let lookup = periods[version]!.lookup(interval: interval, on: day)
    lookups[shape] = lookup
    return lookup
  }
}
