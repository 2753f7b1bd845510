/// What has to be produced in the next step so that it meets the consumption.
///
/// The last step's consumption × its trend: last ÷ the one before, at least 1/2 and at most 2, so that one odd step
/// neither stops the plants nor overruns them. After a step without consumption the trend is 2; with fewer than two steps
/// there is none.
///
/// - Parameter recent: Consumption of equally long steps, oldest first, in any one unit; none negative, and none above a
///   billion. Only the last two count.
/// - Returns: Production of the next step in the same unit, rounded half up; 0 when nothing is known.
public func productionNeeded(consumption recent: [Int64]) -> Int64 {
  guard let last = recent.last else { return 0 }
  guard recent.count > 1 else { return last }
  let previous = recent[recent.count - 2]
  if last >= 2 * previous { return 2 * last }
  if 2 * last <= previous { return (last + 1) / 2 }
  return (2 * last * last + previous) / (2 * previous)
}
