/// The evaluator: what has to be produced in the next step so that it meets the consumption.
///
/// The last step's consumption × its trend. The trend is last ÷ the one before, at least 1/2 and at most 2, so that one
/// odd step neither stops the plants nor overruns them; after a step without consumption it is 2. With fewer than two
/// steps known there is no trend, and with none nothing is needed.
///
/// - Parameter recent: Consumption of equally long steps, oldest first, in Wh or any one unit; none negative. Only the
///   last two count.
/// - Returns: Production of the next step in the same unit, rounded half up.
public func productionNeeded(consumption recent: [Int64]) -> Int64 {
  guard let last = recent.last.map({ Int128($0) }) else { return 0 }
  // One alone is its own predecessor.
  let previous = recent.count > 1 ? Int128(recent[recent.count - 2]) : last
  let need =
    if last >= 2 * previous {
      2 * last
    } else if 2 * last <= previous {
      (last + 1) / 2
    } else {
      (2 * last * last + previous) / (2 * previous)
    }
  return Int64(clamping: need)
}
