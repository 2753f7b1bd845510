import Grid

/// What a car needs by when; quarter hours are whole ones of UTC, which are whole ones of every zone's clock.
struct ChargeNeed: Equatable {
  static let quarter: Int64 = 900

  let car: String
  let energyWh: Int64
  /// Greatest power in W.
  let power: Int64
  /// Seconds since the epoch from which on it may charge.
  let ready: Int64
  /// Seconds since the epoch.
  let deadline: Int64

  /// The most it takes in a quarter hour, in whole Wh.
  var quarterWh: Int64 { power / 4 }

  /// Starts of the first quarter hour in which it may charge, and of the first in which it may not.
  var window: (first: Int64, end: Int64) {
    let end = deadline.quotientAndRemainder(flooringBy: Self.quarter).quotient * Self.quarter
    let first = (ready + Self.quarter - 1).quotientAndRemainder(flooringBy: Self.quarter).quotient * Self.quarter
    return (min(first, end), end)
  }

  /// What it lacks at its deadline when it charges all the time at its greatest power, in Wh.
  var shortWh: Int64 { max(0, energyWh - (window.end - window.first) / Self.quarter * quarterWh) }

  func starting(at instant: Int64) -> ChargeNeed {
    ChargeNeed(car: car, energyWh: energyWh, power: power, ready: instant, deadline: deadline)
  }
}
