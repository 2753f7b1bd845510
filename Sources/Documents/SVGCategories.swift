/// The axis of categories: each row has a band of it, as long as its time where the rows are times or days.
struct SVGCategories {
  struct Tick {
    /// 0 at the left end of the axis, 1 at its right.
    let share: Double
    let label: String
  }

  /// Left and right end of each row's band, as shares of the axis.
  let bands: [(from: Double, to: Double)]
  let ticks: [Tick]
  /// Whether ticks stand at the beginning of bands, as times do, or below their middles, as names do.
  let areTicksAtEdges: Bool
  /// First second of the axis and how many it has, where the rows are times.
  let time: (start: Int64, length: Double)?

  /// Where an instant lies, in seconds since 1970 in UTC; nil: not on the axis, or the rows are no times.
  func share(of instant: Int64) -> Double? {
    guard let time else { return nil }
    let share = Double(instant - time.start) / time.length
    return (0...1).contains(share) ? share : nil
  }

  /// - Parameter width: Length of the axis in pixels.
  init(_ data: SVGData, width: Double) {
    if let times = SVGTimes(data.categories) {
      bands = times.bands
      ticks = times.ticks(width: width, in: data.say)
      areTicksAtEdges = true
      time = (times.starts[0], times.span)
    } else if let days = SVGDays(data.categories) {
      bands = days.bands
      ticks = days.ticks(width: width, in: data.say)
      areTicksAtEdges = false
      time = nil
    } else {
      let count = Double(max(data.count, 1))
      bands = (0..<data.count).map { (Double($0) / count, Double($0 + 1) / count) }
      areTicksAtEdges = false
      time = nil
      // Names that do not fit side by side are shortened; below a few letters only some are shown.
      let every = max(1, Int((44 * count / width).rounded(.up)))
      ticks = stride(from: 0, to: data.count, by: every).map { row in
        let room = width / count * Double(every) - 8
        return Tick(
          share: (Double(row) + 0.5) / count,
          label: SVGText.fitting(data.label(row), size: SVGPicture.labelSize, width: room))
      }
    }
  }
}

/// Rows that are local times, at their place in real time.
private struct SVGTimes {
  /// Beginnings on the clock that never jumps, and as the wall clock shows them.
  let starts: [Int64]
  let walls: [Int64]
  /// Seconds of a row.
  let length: Int64

  /// Nil when a row is no time, or they do not ascend.
  init?(_ cells: [Cell]) {
    var starts: [Int64] = []
    var walls: [Int64] = []
    for cell in cells {
      guard case .localTime(let wall, let offset) = cell else { return nil }
      let start = wall - Int64(offset ?? 0)
      guard starts.last.map({ $0 < start }) ?? true else { return nil }
      starts.append(start)
      walls.append(wall)
    }
    guard !starts.isEmpty else { return nil }
    self.starts = starts
    self.walls = walls
    length = zip(starts, starts.dropFirst()).map { $1 - $0 }.min() ?? 3600
  }

  var span: Double { Double(starts.last! + length - starts[0]) }

  var bands: [(from: Double, to: Double)] {
    starts.map { (Double($0 - starts[0]) / span, Double($0 + length - starts[0]) / span) }
  }

  /// Round times of the wall clock: on the day on which clocks go back, one of them comes twice.
  func ticks(width: Double, in say: PrintLanguage) -> [SVGCategories.Tick] {
    let steps: [Int64] = [900, 1800, 3600, 7200, 10_800, 21_600, 43_200]
    let isLong = span > 86_400 * 5 / 4
    let fitting = steps.first { Double($0) / span * width >= (isLong ? 64 : 48) }
    let isOfDays = fitting == nil || span > 4 * 86_400
    let days = Int64((58 * span / width / 86_400).rounded(.up))
    let firstDay = floorDivision(walls[0], 86_400).quotient
    var ticks: [SVGCategories.Tick] = []
    // The end of the last row belongs to the axis too.
    let ends = [(starts.last! + length, walls.last! + length)]
    for (start, wall) in Array(zip(starts, walls)) + ends {
      let (day, second) = floorDivision(wall, 86_400)
      let isEnd = start > starts.last!
      let share = Double(start - starts[0]) / span
      let isRound = isOfDays ? second == 0 && (day - firstDay) % days == 0 && !isEnd : second % fitting! == 0
      guard isRound else { continue }
      let isDate = isOfDays || (second == 0 && !isEnd && isLong)
      let label = isDate ? dayLabel(Int(day), say) : isEnd && second == 0 ? "24:00" : clock(second)
      if let last = ticks.last, (share - last.share) * width < 34 { continue }
      ticks.append(SVGCategories.Tick(share: share, label: label))
    }
    return ticks
  }

  private func clock(_ second: Int64) -> String { String(localTimeText(second, separator: " ").suffix(5)) }
}

/// Rows that are days, at their place in the calendar.
private struct SVGDays {
  let days: [Int]

  /// Nil when a row is no day, or they do not ascend.
  init?(_ cells: [Cell]) {
    var days: [Int] = []
    for cell in cells {
      guard case .date(let day) = cell, days.last.map({ $0 < day }) ?? true else { return nil }
      days.append(day)
    }
    guard !days.isEmpty else { return nil }
    self.days = days
  }

  private var count: Double { Double(days.last! + 1 - days[0]) }

  var bands: [(from: Double, to: Double)] {
    days.map { (Double($0 - days[0]) / count, Double($0 + 1 - days[0]) / count) }
  }

  func ticks(width: Double, in say: PrintLanguage) -> [SVGCategories.Tick] {
    let isOfMonths = count > 100
    let step = [1, 2, 5, 7, 10, 14, 28].first { Double($0) / count * width >= 52 } ?? 28
    var ticks: [SVGCategories.Tick] = []
    for day in days[0]...days.last! {
      let text = dateText(day)
      guard isOfMonths ? text.hasSuffix("-01") : (day - days[0]) % step == 0 else { continue }
      let share = (Double(day - days[0]) + 0.5) / count
      if let last = ticks.last, (share - last.share) * width < 50 { continue }
      ticks.append(SVGCategories.Tick(share: share, label: isOfMonths ? monthLabel(day, say) : dayLabel(day, say)))
    }
    return ticks
  }
}

private func months(_ say: PrintLanguage) -> [String] {
  say == .fr
    ? ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
    : ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

/// `1 Jun`.
private func dayLabel(_ day: Int, _ say: PrintLanguage) -> String {
  let parts = dateText(day).split(separator: "-").suffix(2).compactMap { Int($0) }
  return "\(parts[1]) \(months(say)[parts[0] - 1])"
}

/// `Jun 2026`.
private func monthLabel(_ day: Int, _ say: PrintLanguage) -> String {
  let text = dateText(day)
  return "\(months(say)[Int(text.dropLast(3).suffix(2))! - 1]) \(text.dropLast(6))"
}

private func floorDivision(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
  let remainder = (value % divisor + divisor) % divisor
  return ((value - remainder) / divisor, remainder)
}
