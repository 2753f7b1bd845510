import Database
import Grid

/// The energy periods of the tariff versions of one run and month, with the lookups already made.
struct TariffBook: Sendable {
  struct Version: Hashable {
    let tariff: Int64
    let validFrom: LocalDay
  }

  /// Which prices a lookup is for.
  enum Side { case drawn, fedIn }

  private struct Entry {
    var drawn: TariffPeriods?
    var fedIn: TariffPeriods?
    /// Energy periods in which energy from neighbours has a price of its own; one name alone stands for all.
    var community: [String] = []
    /// The same of energy to neighbours.
    var communityFeedIn: [String] = []
    var calendar: Int64?
    var problem: String?
  }

  /// Days of one date and shape have the same lookup in all zones.
  private struct Key: Hashable {
    let version: Version
    let side: Side
    let day: LocalDay
    let interval, length, start, transition, offsetAfter: Int32
  }

  private let period: Period
  private var entries: [Version: Entry] = [:]
  /// Colours of the days of the calendars that the versions use.
  private var colours: [Int64: [LocalDay: String]] = [:]
  private var lookups: [Key: [UInt8]] = [:]

  /// - Parameter period: The month; the day before it counts too, for nights that begin there.
  init(_ period: Period) { self.period = period }

  /// Reads the versions that are not known yet; others of the same tariffs may be wrong.
  mutating func load(_ versions: Set<Version>, on connection: Connection) throws {
    let new = versions.filter { entries[$0] == nil }
    guard !new.isEmpty else { return }
    var prices: [Version: [(component: String, period: String, windows: String)]] = [:]
    for row in try connection.query("billing/tariff_windows", Set(new.map(\.tariff)).sorted()) {
      let version = Version(tariff: row.int64("tariff_id"), validFrom: row.day("valid_from")!)
      guard new.contains(version) else { continue }
      let calendar = row.optional("calendar_id").flatMap { Int64($0) }
      entries[version, default: Entry()].calendar = calendar
      guard let component = row.optional("component") else { continue }
      prices[version, default: []].append((component, row.text("period"), row.text("windows")))
    }
    try loadColours(of: Set(new.compactMap { entries[$0]?.calendar }), on: connection)
    for version in new { entries[version] = entry(entries[version] ?? Entry(), prices[version] ?? []) }
  }

  private mutating func loadColours(of calendars: Set<Int64>, on connection: Connection) throws {
    let new = calendars.filter { colours[$0] == nil }.sorted()
    guard !new.isEmpty else { return }
    for calendar in new { colours[calendar] = [:] }
    let rows = try connection.query("billing/calendar_days", new, period.start.advanced(by: -1), period.end)
    for row in rows { colours[row.int64("calendar_id")]![row.day("day")!] = row.text("colour") }
  }

  private func entry(_ found: Entry, _ prices: [(component: String, period: String, windows: String)]) -> Entry {
    func names(_ component: String) -> [String] { prices.filter { $0.component == component }.map(\.period) }
    func periods(_ component: String) throws(TariffWindow.Problem) -> TariffPeriods? {
      let list = prices.filter { $0.component == component }.map { ($0.period, $0.windows) }
      guard !list.isEmpty else { return nil }
      let periods = try TariffPeriods(list)
      // A minute without a price is found before anything is summed. Days without a colour have a finding of their own.
      for offset in 0..<self.period.dayCount where !periods.needsColours || found.calendar != nil {
        let (day, before) = kinds(of: self.period.start.advanced(by: offset), calendar: found.calendar)
        guard !periods.needsColours || day.colour != nil && before.colour != nil else { continue }
        _ = try periods.minutes(on: day, after: before)
      }
      return periods
    }
    var entry = found
    entry.community = names("community")
    entry.communityFeedIn = names("community_feed_in")
    do throws(TariffWindow.Problem) {
      entry.drawn = try periods("energy")
      entry.fedIn = try periods("feed_in")
      for (names, periods) in [(entry.community, entry.drawn), (entry.communityFeedIn, entry.fedIn)]
      where names.count > 1 {
        guard let left = periods?.names.first(where: { !names.contains($0) }) else { continue }
        throw TariffWindow.Problem("energy of neighbours has no price in period '\(left)'")
      }
    } catch {
      entry.problem = error.text
    }
    return entry
  }

  private func kinds(of day: LocalDay, calendar: Int64?) -> (TariffWindow.DayKind, before: TariffWindow.DayKind) {
    let known = calendar.flatMap { colours[$0] }
    let before = day.advanced(by: -1)
    return (TariffWindow.DayKind(day, colour: known?[day]), TariffWindow.DayKind(before, colour: known?[before]))
  }

  /// What is wrong with the windows of a version, in words; nil when nothing is.
  func problem(of version: Version) -> String? { entries[version]?.problem }

  /// Names of the energy periods of a side; nil when the version has no price of it.
  func names(_ side: Side, of version: Version) -> [String]? { periods(side, of: version)?.names }

  private func periods(_ side: Side, of version: Version) -> TariffPeriods? {
    side == .drawn ? entries[version]?.drawn : entries[version]?.fedIn
  }

  private func communityNames(_ side: Side, of version: Version) -> [String] {
    (side == .drawn ? entries[version]?.community : entries[version]?.communityFeedIn) ?? []
  }

  /// Whether what is exchanged with neighbours has a price of its own.
  func pricesCommunity(_ side: Side, of version: Version) -> Bool { !communityNames(side, of: version).isEmpty }

  /// Name of the price of what is exchanged with neighbours in an energy period.
  func communityPeriod(_ side: Side, of version: Version, named period: String) -> String {
    let names = communityNames(side, of: version)
    return names.count == 1 ? names[0] : period
  }

  /// The first day, from the eve of `days`, whose colour the version needs and its calendar does not say; nil: there is none.
  func uncolouredDay(of version: Version, in days: Period) -> LocalDay? {
    guard let entry = entries[version], entry.drawn?.needsColours == true || entry.fedIn?.needsColours == true else {
      return nil
    }
    let known = entry.calendar.flatMap { colours[$0] } ?? [:]
    return (-1..<days.dayCount).lazy.map { days.start.advanced(by: $0) }.first { known[$0] == nil }
  }

  /// Index of the energy period that each interval of a local day starts in, by the wall clock.
  ///
  /// - Precondition: The version has no problem, a price of the side, and a colour for the day when it needs one.
  mutating func lookup(_ version: Version, _ side: Side, interval: Int32, on day: LocalCalendar.Day) -> [UInt8] {
    let key = Key(
      version: version, side: side, day: day.day, interval: interval, length: day.length,
      start: day.wallClock(elapsed: 0), transition: day.transition, offsetAfter: day.offsetAfter - day.offset)
    if let lookup = lookups[key] { return lookup }
    let (kind, before) = kinds(of: day.day, calendar: entries[version]!.calendar)
    guard let minutes = try? periods(side, of: version)!.minutes(on: kind, after: before) else {
      preconditionFailure("the windows of a billed version were not checked")
    }
    let lookup = (0..<day.intervals(of: interval)).map { index in
      let second = day.wallClock(elapsed: Int32(index) * interval)
      // Clocks that jump over midnight show minutes of the neighbouring day.
      let minute = Int(second) / 60 % minutes.count
      return minutes[minute < 0 ? minute + minutes.count : minute]
    }
    lookups[key] = lookup
    return lookup
  }
}
