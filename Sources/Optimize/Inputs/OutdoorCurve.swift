import Database
import Grid

/// Outdoor temperatures of hours, as a curve that can be asked at any instant.
///
/// An hour's mean is taken as the temperature at its middle. Between two middles the curve is a straight line as long as at
/// most three hours are missing between them; in a longer gap, and before the first and after the last middle, the nearer
/// one is held.
struct OutdoorCurve {
  struct Hour {
    /// First second of the hour, since 1970.
    let start: Int64
    /// Mean, degrees Celsius.
    let celsius: Double
  }

  /// How far apart two middles may be that a line joins: an hour, and three that are missing.
  private static let longestLine: Int64 = 4 * 3600

  private let middles: [(at: Int64, celsius: Double)]

  /// - Parameter hours: In any order, each hour once.
  init(_ hours: [Hour]) {
    middles = hours.sorted { $0.start < $1.start }.map { ($0.start + 1800, $0.celsius) }
  }

  /// Degrees Celsius at `begin`, and after each of `count` steps; empty when nothing is known.
  func values(begin: Int64, step: Int, count: Int) -> [Double] {
    guard !middles.isEmpty else { return [] }
    var next = 0
    return (0...count).map { index in
      let at = begin + Int64(index * step)
      while next < middles.count, middles[next].at <= at { next += 1 }
      guard next > 0 else { return middles[0].celsius }
      guard next < middles.count else { return middles[next - 1].celsius }
      let (before, after) = (middles[next - 1], middles[next])
      guard after.at - before.at <= Self.longestLine else {
        return at - before.at <= after.at - at ? before.celsius : after.celsius
      }
      let share = Double(at - before.at) / Double(after.at - before.at)
      return before.celsius + (after.celsius - before.celsius) * share
    }
  }
}

/// Outdoor temperatures for a plan, as they were known at a time: the newest issue of each hour.
///
/// Hours count that begin up to six hours before the horizon or after it, so that its ends lie on lines too.
///
/// - Parameters:
///   - begin: First instant of step 0.
///   - step: Seconds.
///   - count: Number of steps.
/// - Returns: Degrees Celsius at the start of each step and at the end of the last, `count + 1` of them; empty when nothing
///   is known.
public func outdoorCurve(
  community communityID: Int64, begin: Instant, step: Int, count: Int, asOf: Instant, on connection: Connection
) throws -> [Double] {
  let margin = 6 * 3600
  let hours = try connection.query(
    "optimize/outdoor_hours", communityID, begin.advanced(by: -margin), begin.advanced(by: count * step + margin), asOf
  ).map { row in OutdoorCurve.Hour(start: row.int64("starts_s"), celsius: Double(row.text("celsius")) ?? 0) }
  return OutdoorCurve(hours).values(begin: begin.seconds, step: step, count: count)
}
