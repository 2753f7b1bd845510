import Grid

/// The steps of a plan: step i is `[begin + i * step, begin + (i + 1) * step)`, and all kinds of devices may use the last one.
struct PlanGrid: Equatable {
  /// Seconds since 1970.
  let begin: Int64
  let step: Int
  let count: Int

  var end: Int64 { instant(count) }

  /// When a step begins; the step after the last is the horizon's end.
  func instant(_ step: Int) -> Int64 { begin + Int64(step) * Int64(self.step) }

  /// The first step that begins at an instant or after it.
  func firstStep(from instant: Int64) -> Int { -steps(before: 2 * begin - instant) }

  /// How many steps are over at an instant; below zero before the horizon.
  func steps(before instant: Int64) -> Int {
    Int((instant.bounded - begin).quotientAndRemainder(flooringBy: Int64(step)).quotient)
  }

  func seconds(_ steps: Int) -> Int64 { Int64(steps) * Int64(step) }

  /// A value of each step of an earlier plan, on this plan's steps; 0 where the earlier plan has none.
  ///
  /// - Returns: Nil when the earlier plan's steps are not these, or none of them is in this horizon.
  func shifted(_ values: [Int], from start: Int64) -> [Int]? {
    let (offset, rest) = (begin - start.bounded).quotientAndRemainder(flooringBy: Int64(step))
    guard rest == 0, offset < values.count, offset > -count else { return nil }
    return (0..<count).map { values.indices.contains($0 + Int(offset)) ? values[$0 + Int(offset)] : 0 }
  }
}

extension RunConditions {
  /// ELFE's clock of a run: the nearest multiple of the step; half-way it is the even multiple.
  ///
  /// E1 tells of a run at 14:02 whose clock is 14:00 and whose first step begins at 14:15. The timer fires 30 s before a
  /// quarter hour, though: at 14:14:30 the clock is 14:15 and the plan begins at 14:30, which rounding down would not give.
  ///
  /// - Parameters:
  ///   - now: Seconds since 1970.
  ///   - step: Seconds.
  public static func rounded(now: Int64, step: Int) -> Int64 {
    let (quotient, remainder) = now.bounded.quotientAndRemainder(flooringBy: Int64(max(1, step)))
    let isUp = 2 * remainder > step || 2 * remainder == step && quotient % 2 != 0
    return (quotient + (isUp ? 1 : 0)) * Int64(max(1, step))
  }
}

extension Int64 {
  /// What no instant and no length of time in a wish exceeds, so that sums of a few of them are safe: 34,000 years.
  static let longest: Int64 = 1 << 40

  var bounded: Int64 { Swift.min(Swift.max(self, -Int64.longest), Int64.longest) }
}

extension Int {
  func clamped(to range: ClosedRange<Int>) -> Int { Swift.min(Swift.max(self, range.lowerBound), range.upperBound) }
}
