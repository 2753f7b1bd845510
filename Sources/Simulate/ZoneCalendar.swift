import Foundation
import Grid

extension LocalCalendar {
  /// The days of a zone from the rules that Foundation has, for a program that runs without a database.
  ///
  /// - Returns: nil when there is no zone of that name.
  init?(zone: String, from first: LocalDay, count: Int) {
    guard let rules = TimeZone(identifier: zone), zone.contains("/") || zone == "UTC" else { return nil }
    func offset(_ instant: Int64) -> Int64 {
      Int64(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))))
    }
    /// The first instant of a local day. Midnight may come twice, then the first one counts, or never.
    func firstInstant(of day: LocalDay) -> Int64 {
      let midnight = Int64(day.number) * 86_400
      let before = offset(midnight - 86_400)
      let after = offset(midnight + 86_400)
      guard offset(midnight - before) != before, offset(midnight - after) == after else { return midnight - before }
      return midnight - after
    }
    let days = (0..<count).map { index in
      let day = first.advanced(by: index)
      let start = firstInstant(of: day)
      let length = Int(firstInstant(of: day.advanced(by: 1)) - start)
      let before = offset(start)
      let after = offset(start + Int64(length))
      var transition = length
      if before != after {
        transition = stride(from: 900, to: length, by: 900).first { offset(start + Int64($0)) != before } ?? length
      }
      return Day(
        day: day, start: start, length: Int32(length), offset: Int32(before), transition: Int32(transition),
        offsetAfter: Int32(after))
    }
    self.init(zone: zone, days: days)
  }
}
