import Grid

/// Decides whether the stamps of a load curve begin or end their intervals.
///
/// Exports of 2018 to 2020 and 10-minute curves are stamped at the start, later ones at the end; no field says it.
/// What is asked for are whole days, so the first interval begins at a local midnight and the last one ends at one.
struct CurveJudge {
  /// What speaks for an answer, from the strongest to the weakest.
  struct Evidence: Comparable {
    /// How the rows meet the range that the header names: 2 for a stamp at its first or last instant, 1 for an interval
    /// that begins or ends there.
    var range = 0
    /// Whole days at the first or last row.
    var edges = 0
    /// Whole days at gaps.
    var inner = 0

    static func < (a: Evidence, b: Evidence) -> Bool {
      (a.range, a.edges, a.inner) < (b.range, b.edges, b.inner)
    }
  }

  /// - Returns: nil when the rows speak for both or none.
  static func decide(
    _ section: CurveSection, _ intervals: CurveIntervals, _ clock: inout LocalClock
  ) -> DecodeOptions.Stamp? {
    let start = evidence(.start, section, intervals, &clock)
    let end = evidence(.end, section, intervals, &clock)
    return start == end ? nil : start > end ? .start : .end
  }

  private static func evidence(
    _ stamp: DecodeOptions.Stamp, _ section: CurveSection, _ intervals: CurveIntervals, _ clock: inout LocalClock
  ) -> Evidence {
    let stamps = intervals.stamps
    guard let first = stamps.first, let last = stamps.last else { return Evidence() }
    var found = Evidence()
    func bounds(_ index: Int) -> (start: Int64, end: Int64)? {
      let interval = Int64(intervals.interval(at: index, stamp))
      guard interval > 0 else { return nil }
      return stamp == .start ? (stamps[index], stamps[index] + interval) : (stamps[index] - interval, stamps[index])
    }
    switch stamp {
    case .start:
      if first == section.first { found.range += 2 }
      if let end = bounds(stamps.count - 1)?.end, end == section.last { found.range += 1 }
    case .end:
      if last == section.last { found.range += 2 }
      if let start = bounds(0)?.start, start == section.first { found.range += 1 }
    }
    if let bounds = bounds(0), clock.isMidnight(bounds.start) { found.edges += 1 }
    if let bounds = bounds(stamps.count - 1), clock.isMidnight(bounds.end) { found.edges += 1 }
    var before = bounds(0)
    for index in stamps.indices.dropFirst() {
      let now = bounds(index)
      if let before, let now, before.end < now.start {
        if clock.isMidnight(before.end) { found.inner += 1 }
        if clock.isMidnight(now.start) { found.inner += 1 }
      }
      before = now
    }
    return found
  }
}
