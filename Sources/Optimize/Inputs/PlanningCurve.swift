import Database
import Grid

/// The balance that flexible consumption is placed on.
public struct PlanningCurve: Sendable, Equatable {
  /// Consumption that is not flexible minus production of each step, mW: a deficit is above zero.
  public var base: [Int]
  /// Steps that nothing was known of, or only what was on an earlier day; ascending.
  public var filled: [Int]
  public var warnings: [PlanWarning]
}

/// Where a planning curve comes from.
public enum CurveMethod: String, CaseIterable, Sendable {
  /// The last 24 hours without flexible loads, carried on from the last quarter hour as ELFE does.
  case persistence
  /// The newest forecast that was kept, flexible loads included.
  case outlook
}

/// What to foretell for a plan.
public struct CurveRequest: Sendable {
  public var communityID: Int64
  public var method: CurveMethod
  /// First instant of the first step.
  public var begin: Instant
  /// Seconds of a step.
  public var stepSeconds: Int
  public var count: Int
  /// Readings and forecasts of later times are not looked at.
  public var asOf: Instant
  /// Label of the runs whose plans devices without a meter of their own follow.
  public var label: String

  public init(
    communityID: Int64, method: CurveMethod = .persistence, begin: Instant, stepSeconds: Int = 900, count: Int = 96,
    asOf: Instant, label: String
  ) {
    self.communityID = communityID
    self.method = method
    self.begin = begin
    self.stepSeconds = stepSeconds
    self.count = count
    self.asOf = asOf
    self.label = label
  }

  var end: Instant { begin.advanced(by: stepSeconds * count) }
}

/// Foretells a community's balance for a plan.
///
/// - `persistence`: consumption minus production of the last 24 hours that are known, without what piloted devices drew:
///   what their own meters measured, else what the plans gave them. A quarter hour that is missing counts as at the same
///   time of the day before, or of the last of seven days known; one that was never known as the last one known before
///   it. Days are 24 hours of time that passes, whatever the clocks do.
/// - `outlook`: the newest issue of each quarter hour. One that is missing counts as 24 hours earlier, else as the last
///   one before it, else as 0.
///
/// A community of which nothing is known has a curve of zeros; all its steps are `filled`.
public func planningCurve(_ request: CurveRequest, on connection: Connection) throws -> PlanningCurve {
  guard let community = try connection.query("optimize/curve_community", request.communityID).first else {
    throw PlainFailure(.noInput, "there is no community \(request.communityID)")
  }
  var quarters: Quarters
  switch request.method {
  case .persistence:
    quarters = try .persistence(
      request, zone: community.text("zone"), unmetered: community.int("unmetered"), on: connection)
  case .outlook:
    quarters = try .outlook(request, on: connection)
    let devices = community.int("metered") + community.int("unmetered")
    if devices > 0 {
      quarters.warn(
        "the forecast has the loads of \(counted(devices, "flexible device")) in it: they count twice; persistence takes them out"
      )
    }
  }
  return quarters.curve(of: request)
}

/// Quarter hours to come, and what is to be said of them.
private struct Quarters {
  static let length = 900
  /// Readings that end no longer before the clock than this are on time: dumps of quarter hours are.
  static let usualDelay = 3600

  /// First second of the first one.
  let start: Int64
  /// mW.
  private(set) var powers: [Int]
  private(set) var filled: Set<Int> = []
  private(set) var warnings: [PlanWarning] = []

  /// - Parameter request: All of its steps lie within the quarter hours.
  init(_ request: CurveRequest) {
    start = request.begin.seconds.quotientAndRemainder(flooringBy: 900).quotient * 900
    powers = [Int](repeating: 0, count: Int((request.end.seconds - start + 899) / 900))
  }

  mutating func warn(_ reason: String) { warnings.append(PlanWarning(.database, reason)) }

  static func persistence(
    _ request: CurveRequest, zone: String, unmetered: Int, on connection: Connection
  ) throws -> Quarters {
    var quarters = Quarters(request)
    let history = try BalanceHistory(
      request.communityID, zone: zone, until: request.asOf, label: request.label, on: connection)
    guard let end = history.end else {
      quarters.filled = Set(quarters.powers.indices)
      quarters.warn("no readings of the last 8 days: the curve is 0")
      return quarters
    }
    let day = history.day
    if unmetered > 0, !history.hasPlans {
      quarters.warn(
        "what \(counted(unmetered, "device")) without a meter drew in the last 24 hours is not known: it counts twice")
    }
    if request.asOf.seconds - end > usualDelay {
      quarters.warn("readings end at \(Instant(seconds: end)): the 24 hours before that are used")
    }
    if day.olderCount > 0 {
      quarters.warn("\(counted(day.olderCount, "quarter hour")) of 24 hours unknown, taken from days before")
    }
    if day.unknownCount > 0 {
      quarters.warn("\(counted(day.unknownCount, "quarter hour")) never known, taken as the one before")
    }
    quarters.continue(day, from: end)
    return quarters
  }

  /// - Parameter end: First second after the day.
  private mutating func `continue`(_ day: LatestDay, from end: Int64) {
    // The last slot is always known, so going round finds a value.
    var last = day.values[day.values.count - 1]
    let values = day.values.map { value in
      if value != MeterDay.missing { last = value }
      return Int(last) * 4
    }
    let offset = Int((start - end) / Int64(Self.length))
    // A horizon that begins before the readings end has nothing to foretell there.
    let foretold = fadingPersistence(values, count: max(0, offset + powers.count))
    for at in powers.indices {
      let slot = offset + at
      let source = ((slot % values.count) + values.count) % values.count
      powers[at] = slot >= 0 ? foretold[slot] : values[source]
      if day.ages[source] != 0 { filled.insert(at) }
    }
  }

  static func outlook(_ request: CurveRequest, on connection: Connection) throws -> Quarters {
    var quarters = Quarters(request)
    let day = 86_400 / length
    let first = Instant(seconds: quarters.start - 86_400)
    var known: [Int: Int] = [:]
    for row in try connection.query(
      "optimize/outlook", request.communityID, first, request.end, request.asOf)
    {
      known[Int((row.int64("starts_s") - quarters.start) / Int64(length))] = row.int("net_mwh") * 4
    }
    var last = known.filter { $0.key < 0 }.max { $0.key < $1.key }?.value ?? 0
    for at in quarters.powers.indices {
      if let value = known[at] {
        last = value
      } else {
        quarters.filled.insert(at)
        last = known[at - day] ?? last
        known[at] = last
      }
      quarters.powers[at] = last
    }
    if !quarters.filled.isEmpty {
      quarters.warn(
        "\(counted(quarters.filled.count, "quarter hour")) of the horizon without a forecast, taken as on the day before"
      )
    }
    return quarters
  }

  /// Means over the steps.
  func curve(of request: CurveRequest) -> PlanningCurve {
    let signal = PowerSignal(
      powers.enumerated().map { at, power in
        let begin = start + Int64(at * Self.length)
        return PowerSignal.Piece(start: begin, end: begin + Int64(Self.length), milliwatts: power)
      })
    let means = signal.means(from: request.begin.seconds, period: request.stepSeconds, count: request.count)
    let steps = (0..<request.count).filter { step in
      let from = Int(request.begin.seconds - start) + step * request.stepSeconds
      return (from / Self.length...(from + request.stepSeconds - 1) / Self.length).contains { filled.contains($0) }
    }
    return PlanningCurve(base: means.map { $0! }, filled: steps, warnings: warnings)
  }
}

/// `1 device`, `3 devices`.
private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
