import Documents

/// What is known of an hour, a day or a month of a household: energies in mWh, nil where nothing is known.
struct HouseholdSpan {
  var used: Int64?
  var produced: Int64?
  var drawn: Int64?
  var fedIn: Int64?
  /// Of days that are allocated.
  var sharedIn: Int64?
  var sharedOut: Int64?
  /// Time in which nothing was drawn.
  var strictMinutes: Int?
  /// Intervals, and those of them whose exchange with the grid is known.
  var expected = 0
  var present = 0
  var knownSeconds = 0
  /// Whether a value is no reading.
  var isEstimated = false

  /// Produced and not fed in: used or stored at home. Below zero where a battery feeds the grid.
  var selfConsumed: Int64? {
    guard let produced, let fedIn else { return nil }
    return produced - fedIn
  }

  enum State { case measured, estimated, partial, missing }

  var state: State {
    if present == 0, used == nil, produced == nil, drawn == nil { return .missing }
    guard present == expected else { return .partial }
    return isEstimated ? .estimated : .measured
  }

  /// Takes in another stretch; what is unknown there counts nothing.
  mutating func add(_ other: HouseholdSpan) {
    func sum<Value: BinaryInteger>(_ one: Value?, _ two: Value?) -> Value? {
      guard let one, let two else { return one ?? two }
      return one + two
    }
    used = sum(used, other.used)
    produced = sum(produced, other.produced)
    drawn = sum(drawn, other.drawn)
    fedIn = sum(fedIn, other.fedIn)
    sharedIn = sum(sharedIn, other.sharedIn)
    sharedOut = sum(sharedOut, other.sharedOut)
    strictMinutes = sum(strictMinutes, other.strictMinutes)
    expected += other.expected
    present += other.present
    knownSeconds += other.knownSeconds
    isEstimated = isEstimated || other.isEstimated
  }
}

/// mWh as kWh, without zeros at the end; nil is empty, never zero.
func kilowattHours(_ milliwattHours: Int64?) -> Cell {
  guard var value = milliwattHours else { return .empty }
  var scale = 6
  while scale > 0, value % 10 == 0 {
    value /= 10
    scale -= 1
  }
  return .decimal(value, scale: scale)
}

/// A part of a whole with six places, rounded half away from zero; empty of nothing.
func share(_ part: (some BinaryInteger)?, of whole: (some BinaryInteger)?) -> Cell {
  guard let part, let whole,
    let share = ExactDecimal(unscaled: part, scale: 0).divided(by: ExactDecimal(unscaled: whole, scale: 0), places: 6)
  else { return .empty }
  return .decimal(share)
}
