import Grid

/// The slots of local days, as packages show them.
struct PackageSlots {
  struct Slot {
    /// Seconds since 1970-01-01T00:00:00Z.
    let time: Range<Int64>
    /// `2025-03-30T01:00:00Z`.
    let text: [UInt8]

    init(_ time: Range<Int64>) {
      self.time = time
      text = [UInt8](instant: time.lowerBound)
    }
  }

  /// Of days in order from `first`; of months one slot in the first day of each.
  private let days: [[Slot]]
  private let first: LocalDay

  /// - Parameter calendar: The days of a period; whole months if the grain is one.
  init(_ grain: Grain, _ calendar: LocalCalendar) {
    first = calendar.days[0].day
    days = calendar.days.map { day in
      let end = day.start + Int64(day.length)
      switch grain {
      case .quarter, .hour:
        return stride(from: day.start, to: end, by: Int(grain.seconds)).map { Slot($0..<min($0 + grain.seconds, end)) }
      case .day: return [Slot(day.start..<end)]
      case .month:
        guard day.day == day.day.startOfMonth, let last = calendar[day.day.startOfNextMonth.advanced(by: -1)] else {
          return []
        }
        return [Slot(day.start..<(last.start + Int64(last.length)))]
      }
    }
  }

  /// The slots that begin on a day.
  subscript(day: LocalDay) -> [Slot] { days[Int(day.number - first.number)] }
}

extension Grain {
  /// Of slots within a day.
  var seconds: Int64 { self == .quarter ? 900 : 3600 }

  /// Elements of a day's vector that make a slot.
  ///
  /// - Parameter seconds: Of an element: a divisor of a quarter hour.
  func elements(of seconds: Int32, count: Int) -> Int {
    self == .quarter || self == .hour ? Int(self.seconds) / Int(seconds) : max(count, 1)
  }
}

/// Sums of a slot of a meter's day.
struct SlotSum {
  /// In the unit of the vector; nil: nothing is known.
  var wh: Int64?
  var isComplete: Bool

  /// - Parameters:
  ///   - values: A day's vector; `MeterDay.missing` where nothing is known.
  ///   - missing: How many intervals of each element are not known; nil: none.
  init(_ values: [Int64], _ missing: [Int16]?, _ range: Range<Int>) {
    wh = nil
    isComplete = true
    for at in range {
      let value = values[at]
      if value == MeterDay.missing { isComplete = false } else { wh = (wh ?? 0) + value }
    }
    if let missing, missing[range].contains(where: { $0 > 0 }) { isComplete = false }
  }
}
