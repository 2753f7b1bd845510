import Grid

/// Which energy period holds in each hour of each month, on weekdays and at weekends.
struct OpenEISchedule {
  /// Twelve months of 24 hours, each the index of a period.
  let weekday: [[Int]]
  let weekend: [[Int]]

  /// Indices that some hour has, ascending.
  var periods: [Int] { Set((weekday + weekend).joined()).sorted() }

  /// Whether some month has another period beside this one.
  func sharesMonth(_ period: Int) -> Bool {
    zip(weekday, weekend).contains { week, end in
      let periods = Set(week + end)
      return periods.contains(period) && periods.count > 1
    }
  }

  /// Hours of a day without a gap.
  private struct Run: Hashable {
    let start: Int
    let end: Int

    var text: String? { start == 0 && end == 24 ? nil : "\(clock(start * 60))-\(clock(end * 60))" }
  }

  /// Windows of a period that share no minute: its runs of hours, those of the same hours joined over days and months.
  func windows(of period: Int) -> String {
    let onWeekdays = months(of: period, weekday)
    let onWeekends = months(of: period, weekend)
    var windows: [(start: Int, text: String)] = []
    for run in Set(onWeekdays.keys).union(onWeekends.keys) {
      let (week, end) = (onWeekdays[run] ?? [], onWeekends[run] ?? [])
      let parts = [
        (week.intersection(end), nil), (week.subtracting(end), "weekday"), (end.subtracting(week), "weekend"),
      ]
      for (months, days) in parts {
        for season in OpenEISchedule.seasons(months) {
          let text = [season, days, run.text].compactMap { $0 }.joined(separator: "/")
          windows.append((run.start, text.isEmpty ? "00:00-24:00" : text))
        }
      }
    }
    return windows.sorted { $0 < $1 }.map(\.text).joined(separator: " ")
  }

  /// Months, 0…11, in which a period has each of its runs.
  private func months(of period: Int, _ schedule: [[Int]]) -> [Run: Set<Int>] {
    var months: [Run: Set<Int>] = [:]
    for (month, hours) in schedule.enumerated() {
      var start = 0
      while let first = hours[start...].firstIndex(of: period) {
        let end = hours[first...].firstIndex { $0 != period } ?? 24
        months[Run(start: first, end: end), default: []].insert(month)
        start = end
      }
    }
    return months
  }

  /// Runs of months round the year, `11-01..04-01`; nil: all the year.
  private static func seasons(_ months: Set<Int>) -> [String?] {
    guard months.count < 12 else { return [nil] }
    let first = { (month: Int) in "\(padded(month % 12 + 1, 2))-01" }
    return months.sorted().filter { !months.contains(($0 + 11) % 12) }.map { start in
      let length = (1...11).first { !months.contains((start + $0) % 12) }!
      return "\(first(start))..\(first(start + length))"
    }
  }
}
