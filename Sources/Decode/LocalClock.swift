import Foundation
import Grid

/// Turns what a wall clock shows into instants, without a database.
public struct LocalClock {
  private let rules: TimeZone
  /// The stretch of time in which the offset last asked for holds: half-open, and the offset in seconds.
  private var known: (Range<Int64>, Int64)?

  /// - Returns: nil when there is no IANA zone of that name.
  public init?(zone: String) {
    guard let rules = TimeZone(identifier: zone), zone.contains("/") || zone == "UTC" else { return nil }
    self.rules = rules
  }

  /// Seconds that the wall clock is ahead of UTC.
  public mutating func offset(at instant: Int64) -> Int64 {
    if let (range, offset) = known, range.contains(instant) { return offset }
    let date = Date(timeIntervalSince1970: Double(instant))
    let offset = Int64(rules.secondsFromGMT(for: date))
    let next = rules.nextDaylightSavingTimeTransition(after: date).map { Int64($0.timeIntervalSince1970.rounded()) }
    known = (instant..<max(instant + 1, next ?? .max), offset)
    return offset
  }

  /// The instants at which the clock shows a time: one, two in the hour that autumn repeats, none in the one spring skips.
  ///
  /// - Parameter wall: Seconds since 1970-01-01T00:00:00 on the clock.
  public mutating func instants(showing wall: Int64) -> [Int64] {
    var found: [Int64] = []
    // Offsets differ by at most a day's length around a change.
    for offset in [offset(at: wall - 86_400), offset(at: wall + 86_400)] {
      let instant = wall - offset
      if self.offset(at: instant) == offset, !found.contains(instant) { found.append(instant) }
    }
    return found.sorted()
  }
}
