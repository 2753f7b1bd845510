import Grid

/// What validation knows of a meter.
struct MeterFacts {
  /// Power that a contract or a plant allows on some days.
  struct Capacity {
    enum Source: String { case consumption, production, plant }
    let source: Source
    let watts: Int64
    let days: DaySpan
  }

  let id: Int64
  let code: String
  /// household, plant or charger.
  let kind: String
  let interval: Int32
  /// Nil: the default.
  let limitW: Int64?
  var memberships: [DaySpan] = []
  var capacities: [Capacity] = []
  /// Days that are being validated, ascending.
  var days: [LocalDay] = []

  func isMember(on day: LocalDay) -> Bool {
    memberships.contains { $0.from <= day && ($0.to.map { day < $0 } ?? true) }
  }
}

/// Codes of `grid.quality` that are our own.
enum OwnQuality {
  static let linear: Int16 = 3
  static let likeDays: Int16 = 4
  static let edited: Int16 = -2
  static let struckOut: Int16 = -4

  static func isEstimate(_ code: Int16) -> Bool { code == linear || code == likeDays }
}

/// One register of a meter's day as it was measured: our own estimates count as missing.
struct MeasuredRegister {
  static let unknown = Int64.min

  let exponent: Int16
  /// mWh an interval.
  let values: [Int64]
  /// Intervals that stand filled with our own estimates.
  let estimateCount: Int
  let hasValue: Bool

  init(exponent: Int16, values: [Int32], quality: [Int16]?, count: Int) {
    self.exponent = exponent
    let factor: Int64 = exponent == 0 ? 1000 : 1
    var measured = [Int64](repeating: Self.unknown, count: count)
    var estimates = 0
    var known = false
    for at in 0..<min(count, values.count) where values[at] != missing {
      if let quality, OwnQuality.isEstimate(quality[at]) {
        estimates += 1
      } else {
        measured[at] = Int64(values[at]) * factor
        known = true
      }
    }
    self.values = measured
    estimateCount = estimates
    hasValue = known
  }
}

/// The measured days of one meter in one community, and what lies around them.
struct MeterHistory {
  let meter: MeterFacts
  /// Days that can be looked at, ascending and without a gap.
  let days: [LocalCalendar.Day]
  /// A vector a register, one element a day; nil where nothing is stored.
  private(set) var registers: [Register: [MeasuredRegister?]] = [:]

  init(_ meter: MeterFacts, days: [LocalCalendar.Day]) {
    self.meter = meter
    self.days = days
  }

  /// How many days before a day are looked at for what is usual.
  static let window = 28

  func position(of day: LocalDay) -> Int? {
    guard let first = days.first else { return nil }
    let at = Int(day.number - first.day.number)
    return days.indices.contains(at) ? at : nil
  }

  func count(at position: Int) -> Int { days[position].intervals(of: meter.interval) }

  /// Takes in a stored block; one of another interval length is passed over.
  mutating func add(
    _ register: Register, on day: LocalDay, interval: Int32, exponent: Int16, _ values: [Int32], _ quality: [Int16]?
  ) {
    guard let at = position(of: day), interval == meter.interval else { return }
    registers[register, default: Array(repeating: nil, count: days.count)][at] = MeasuredRegister(
      exponent: exponent, values: values, quality: quality, count: count(at: at))
  }

  func register(_ register: Register, at position: Int) -> MeasuredRegister? { registers[register]?[position] }

  /// Registers that a day should have: those it has, and those measured within the window before it.
  func expected(at position: Int) -> [Register] {
    Register.allCases.filter { register in
      guard let days = registers[register] else { return false }
      return days[position]?.hasValue ?? false
        || days[max(0, position - Self.window)..<position].contains { $0?.hasValue ?? false }
    }
  }
}

/// Stretches of equal answers: the ranges of `0..<count` in which `isIn` is true.
func stretches(_ count: Int, _ isIn: (Int) -> Bool) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start: Int?
  for at in 0..<count {
    if isIn(at) {
      start = start ?? at
    } else if let from = start {
      ranges.append(from..<at)
      start = nil
    }
  }
  if let start { ranges.append(start..<count) }
  return ranges
}
