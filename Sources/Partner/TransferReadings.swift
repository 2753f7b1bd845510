import Grid

/// What is told of a meter: one direction on one side of it.
enum Flow: CaseIterable {
  case imported, exported, consumption, production

  /// The contract that makes it somebody's own.
  var kind: String { self == .imported || self == .consumption ? "consumption" : "production" }

  /// Whether a meter that stores some registers tells of it: zeros that only follow from what it lacks are no data, and what
  /// is used is what is drawn where nothing is made or stored.
  func isTold(by registers: Set<Register>) -> Bool {
    let behind: Set<Register> = [.production, .batteryCharge, .batteryDischarge]
    return switch self {
    case .imported: true
    case .exported: registers.contains(.exported) || !registers.isDisjoint(with: behind)
    case .consumption: !registers.isDisjoint(with: behind)
    case .production: registers.contains(.production)
    }
  }

  func vector(of day: MeterDay) -> [Int64] {
    switch self {
    case .imported: day.imported
    case .exported: day.exported
    case .consumption: day.consumption
    case .production: day.production
    }
  }
}

/// One value that is handed over.
struct TransferReading: Equatable {
  /// Seconds since 1970.
  let start: Int64
  /// Seconds.
  let duration: Int64
  /// mWh.
  let value: Int64
  /// Not all of it was measured.
  let isEstimated: Bool
}

/// The readings of one meter in slots of a grain, as far as its customer agreed.
///
/// A slot is told when all of it is known and within the consent. Slots are never shorter than the meter's interval. A month
/// is that of the days that are the customer's own.
struct TransferReadings {
  /// In order of time.
  private(set) var readings: [Flow: [TransferReading]] = [:]
  /// Slots that are known, and that the customer did not agree to hand over.
  private(set) var withheld: Int64 = 0
  private let grain: Grain
  /// Seconds.
  private let consent: Range<Int64>
  private var months: [Flow: Month] = [:]

  /// The days of a month that were added.
  private struct Month {
    let start: Int64
    var end: Int64
    let first: LocalDay
    /// mWh; nil: some of it is not known.
    var value: Int64?
    var isEstimated: Bool
  }

  init(_ grain: Grain, consent: Range<Int64>) {
    self.grain = grain
    self.consent = consent
  }

  /// One register's day as it is stored: which of its intervals are no actual values; nil: all are.
  typealias Quality = [Int16]?

  /// Adds a local day; days come in order.
  ///
  /// - Parameters:
  ///   - blocks: The day's registers; empty: nothing is known of it.
  ///   - interval: Seconds.
  ///   - flows: Those that are the customer's own on this day.
  mutating func add(
    _ day: LocalCalendar.Day, _ blocks: [MeterDay.Block], _ qualities: [Quality], interval: Int32, flows: [Flow]
  ) {
    let count = blocks.isEmpty ? 0 : day.intervals(of: interval)
    let values = MeterDay(blocks, count: count)
    let estimated = (0..<count).map { at in
      qualities.contains { codes in codes.map { at < $0.count && $0[at] > 0 } ?? false }
    }
    for flow in flows {
      let vector = flow.vector(of: values)
      switch grain {
      case .quarter: add(flow, vector, estimated, day, interval, slot: max(900, interval), exponent: values.exponent)
      case .hour: add(flow, vector, estimated, day, interval, slot: max(3600, interval), exponent: values.exponent)
      case .day: add(flow, vector, estimated, day, interval, slot: day.length, exponent: values.exponent)
      case .month: addToMonth(flow, vector, estimated, day, exponent: values.exponent)
      }
    }
  }

  private mutating func add(
    _ flow: Flow, _ vector: [Int64], _ estimated: [Bool], _ day: LocalCalendar.Day, _ interval: Int32, slot: Int32,
    exponent: Int16
  ) {
    let each = Int(slot / interval)
    for first in stride(from: 0, to: vector.count, by: each) {
      let range = first..<min(first + each, vector.count)
      guard let value = TransferReadings.sum(vector[range], exponent) else { continue }
      let start = day.start + Int64(first) * Int64(interval)
      add(flow, start..<(start + Int64(range.count) * Int64(interval)), value, estimated[range].contains(true))
    }
  }

  private mutating func addToMonth(
    _ flow: Flow, _ vector: [Int64], _ estimated: [Bool], _ day: LocalCalendar.Day, exponent: Int16
  ) {
    let value = vector.isEmpty ? nil : TransferReadings.sum(vector[...], exponent)
    let end = day.start + Int64(day.length)
    if var month = months[flow], month.first.startOfMonth == day.day.startOfMonth {
      month.end = end
      month.value = month.value.flatMap { sum in value.map { sum + $0 } }
      month.isEstimated = month.isEstimated || estimated.contains(true)
      months[flow] = month
    } else {
      endMonth(flow)
      months[flow] = Month(
        start: day.start, end: end, first: day.day, value: value, isEstimated: estimated.contains(true))
    }
  }

  private mutating func endMonth(_ flow: Flow) {
    guard let month = months.removeValue(forKey: flow), let value = month.value else { return }
    add(flow, month.start..<month.end, value, month.isEstimated)
  }

  /// Ends the last months.
  mutating func finish() { for flow in Flow.allCases { endMonth(flow) } }

  private mutating func add(_ flow: Flow, _ time: Range<Int64>, _ value: Int64, _ isEstimated: Bool) {
    guard consent.lowerBound <= time.lowerBound, time.upperBound <= consent.upperBound else {
      withheld += 1
      return
    }
    readings[flow, default: []].append(
      TransferReading(
        start: time.lowerBound, duration: time.upperBound - time.lowerBound, value: value, isEstimated: isEstimated))
  }

  /// mWh; nil when any is missing.
  private static func sum(_ values: ArraySlice<Int64>, _ exponent: Int16) -> Int64? {
    var sum: Int64 = 0
    for value in values {
      guard value != MeterDay.missing else { return nil }
      sum += value
    }
    return exponent == 0 ? sum * 1000 : sum
  }
}
