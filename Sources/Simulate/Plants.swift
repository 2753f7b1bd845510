import Grid

/// The plants of one community: what they make, and how they follow the evaluator.
///
/// At the end of each step the evaluator says what the next one needs, from the consumption of the last two. Houses with
/// panels and batteries are taken to give as much as in the last step; the plants are asked for the rest, and make it
/// within their limits.
public struct Plants: Sendable {
  let minW: Int64
  let maxW: Int64
  let follows: Bool
  /// What they make in the coming step, in Wh.
  public private(set) var nextWh: Int64
  private var recent: [Int64] = []

  /// - Parameters:
  ///   - minW, maxW: Of all of them together, in W.
  ///   - startingWh: What they make in the first step, as far as the limits allow.
  public init(minW: Int64, maxW: Int64, startingWh: Int64, follows: Bool) {
    self.minW = minW
    self.maxW = maxW
    self.follows = follows
    nextWh = startingWh
  }

  /// What they make in a step of so many seconds.
  public func made(seconds: Int64) -> Int64 {
    // The least is rounded up, the greatest down, but never below the least.
    let least = (minW * seconds + 3599) / 3600
    return max(least, min(nextWh, maxW * seconds / 3600))
  }

  /// Ends a step: asks the evaluator, and sets what the plants make in the next one.
  ///
  /// - Parameters:
  ///   - consumed: What the community used in the step, in Wh.
  ///   - made: What the plants made.
  ///   - given: What panels and batteries gave; negative: what batteries took.
  ///   - seconds: Length of the next step.
  /// - Returns: What more or less is asked of the plants, and how much of that is beyond their limits.
  public mutating func follow(
    consumed: Int64, made: Int64, given: Int64, seconds: Int64
  ) -> (asked: Int64, unmet: Int64) {
    recent = recent.suffix(1) + [consumed]
    guard follows else { return (0, 0) }
    let wanted = max(0, productionNeeded(consumption: recent) - given)
    nextWh = wanted
    return (wanted - made, wanted - self.made(seconds: seconds))
  }
}
