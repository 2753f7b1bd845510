import Database
import Grid

/// What a water heater used in 24 hours.
public struct AcquiredEnergy: Sendable {
  public enum Change: String, Sendable {
    case new, corrected, unchanged
    /// The one in use is of later hours.
    case older
    /// Nothing was measured in the last 8 days: what is in use stays.
    case none
    /// No meter measures it alone.
    case unmetered
  }

  public let device: MeteredDevice
  /// The end of the 24 hours, seconds since 1970: that of the last interval known; nil: none is.
  public internal(set) var end: Int64?
  /// mWh.
  public internal(set) var energy: Int64 = 0
  /// Intervals of the 24 hours, those that were known, and those that count as on an earlier day.
  public internal(set) var expectedCount = 0
  public internal(set) var knownCount = 0
  public internal(set) var olderCount = 0
  public internal(set) var change = Change.none
}

/// Days before the last 24 hours that a value is looked for in.
let earlierDays = 7

/// Adds up what water heaters used in the last 24 hours that were measured, and keeps it.
///
/// The hours end with the last interval known at `asOf`. An interval that is missing counts as at the same time of the
/// day before, or of the last of seven days known; one that was never known counts as nothing. One transaction a
/// community; the caller holds the lock.
public func acquireEnergies(
  community: String?, device: String? = nil, asOf: Instant, on connection: Connection
) throws -> [AcquiredEnergy] {
  var acquired: [AcquiredEnergy] = []
  let devices = try connection.devices(.waterHeater, community: community, device: device)
  try connection.transactions(for: devices.byCommunity) { devices in
    acquired += try acquireEnergies(of: devices, asOf: asOf, on: connection)
  }
  return acquired
}

/// - Parameter devices: Of one community, at least one.
private func acquireEnergies(
  of devices: [MeteredDevice], asOf: Instant, on connection: Connection
) throws -> [AcquiredEnergy] {
  let communityID = devices[0].communityID
  let first = asOf.advanced(by: -(earlierDays + 1) * 86_400)
  let calendar = try connection.calendar(zone: devices[0].zone, from: first, to: asOf)
  var acquired = devices.map { AcquiredEnergy(device: $0) }
  let places = Dictionary(grouping: devices.indices.filter { devices[$0].meterID != nil }) { devices[$0].meterID! }
  var series: [Int64: RecentSeries] = [:]
  try connection.readings(communityID, of: places.keys.sorted(), calendar) { readings in
    // A meter whose interval changed within these days counts with that of its last day.
    if series[readings.meterID]?.interval != readings.interval {
      series[readings.meterID] = RecentSeries(until: asOf.seconds, interval: readings.interval)
    }
    series[readings.meterID]!.add(readings.consumption, from: readings.start)
  }
  for (meter, series) in series {
    for place in places[meter] ?? [] { acquired[place].take(series) }
  }
  for place in acquired.indices where devices[place].meterID == nil { acquired[place].change = .unmetered }
  try compare(&acquired, communityID, on: connection)
  let changed = acquired.filter { $0.change == .new || $0.change == .corrected }
  if !changed.isEmpty {
    try connection.query(
      "optimize/put_water_energies", communityID, changed.map(\.device.device),
      changed.map { Instant(seconds: $0.end!) }, changed.map(\.energy), changed.map(\.expectedCount),
      changed.map(\.knownCount), changed.map(\.olderCount))
  }
  return acquired
}

private func compare(_ acquired: inout [AcquiredEnergy], _ communityID: Int64, on connection: Connection) throws {
  let places = Dictionary(uniqueKeysWithValues: acquired.indices.map { (acquired[$0].device.device, $0) })
  for place in acquired.indices where acquired[place].end != nil { acquired[place].change = .new }
  for row in try connection.query("optimize/stored_water_energies", communityID, places.keys.sorted()) {
    guard let place = places[row.text("device")], let end = acquired[place].end else { continue }
    let found = acquired[place]
    guard row.int64("ends_s") == end else {
      if row.int64("ends_s") > end { acquired[place].change = .older }
      continue
    }
    let isSame =
      row.int64("energy_mwh") == found.energy && row.int("known_count") == found.knownCount
      && row.int("older_count") == found.olderCount
    acquired[place].change = isSame ? .unchanged : .corrected
  }
}

extension AcquiredEnergy {
  fileprivate mutating func take(_ series: RecentSeries) {
    guard let day = LatestDay(series.values, slotsPerDay: series.slotsPerDay) else { return }
    end = series.start + Int64(day.end * series.interval)
    energy = day.values.reduce(0) { $0 + ($1 == MeterDay.missing ? 0 : $1) }
    expectedCount = series.slotsPerDay
    olderCount = day.olderCount
    knownCount = expectedCount - olderCount - day.unknownCount
  }
}

/// The last 8 times 24 hours of a series, on a grid of equal slots.
struct RecentSeries {
  /// Seconds of a slot.
  let interval: Int
  /// First second of the first slot.
  let start: Int64
  private(set) var values: [Int64]

  var slotsPerDay: Int { 86_400 / interval }

  /// - Parameter end: Slots end at it or before it.
  init(until end: Int64, interval: Int) {
    self.interval = interval
    let count = (earlierDays + 1) * (86_400 / interval)
    start = end.quotientAndRemainder(flooringBy: Int64(interval)).quotient * Int64(interval) - Int64(count * interval)
    values = [Int64](repeating: MeterDay.missing, count: count)
  }

  /// Takes over values whose first slot begins at an instant, as far as they are within the series.
  mutating func add(_ new: [Int64], from first: Int64) {
    let offset = Int((first - start).quotientAndRemainder(flooringBy: Int64(interval)).quotient)
    for at in max(0, -offset)..<max(0, -offset, min(new.count, values.count - offset)) {
      values[offset + at] = new[at]
    }
  }
}
