import Database
import Grid

/// A stretch of a month in which a contract has one community, one price version and one set of taxes, and its energy.
struct Slice {
  enum Kind: String { case consumption, production }

  let contractID: Int64
  let contract: String
  let customerID: Int64
  let customer: String
  let meterID: Int64
  let meter: String
  /// Seconds of the meter's interval, for days without a block.
  let interval: Int32
  let kind: Kind
  /// The document its lines go to: `invoice` or `self_billed`.
  let document: String
  /// Subscribed power in kVA, a decimal text.
  let power: String?
  let tariff: String
  /// Nil for days before the tariff's first version.
  let version: TariffBook.Version?
  let days: Period
  var energy = SliceEnergy()
  /// The first day with a reading below zero, which no meter should say.
  var negativeDay: LocalDay?
  var expected: Int64 = 0
  var present: Int64 = 0

  init(_ row: Rows.Row) {
    contractID = row.int64("contract_id")
    contract = row.text("contract")
    customerID = row.int64("customer_id")
    customer = row.text("customer")
    meterID = row.int64("meter_id")
    meter = row.text("meter")
    interval = Int32(row.int("interval_s"))
    kind = Kind(rawValue: row.text("kind"))!
    document = row.text("document")
    power = row.optional("power_kva")
    tariff = row.text("tariff")
    let tariffID = row.int64("tariff_id")
    version = row.day("valid_from").map { TariffBook.Version(tariff: tariffID, validFrom: $0) }
    days = Period(row.day("first_day")!, row.day("end_day")!)!
  }

  var side: TariffBook.Side { kind == .consumption ? .drawn : .fedIn }

  func contains(_ day: LocalDay) -> Bool { days.start <= day && day < days.end }

  /// Why the slice has no price; nil when it has one.
  func finding(_ book: TariffBook) -> BillFinding? {
    func finding(_ code: String, _ text: String) -> BillFinding {
      BillFinding(contract: contract, code: code, text: text)
    }
    guard let version else {
      return finding("no-tariff-version", "tariff '\(tariff)' has no version in force in \(days)")
    }
    if let problem = book.problem(of: version) {
      return finding("tariff-windows", "tariff '\(tariff)' from \(version.validFrom): \(problem)")
    }
    guard book.names(side, of: version) != nil else {
      return kind == .consumption
        ? finding("no-energy-price", "tariff '\(tariff)' has no energy price in \(days)")
        : finding("no-feed-in-price", "tariff '\(tariff)' pays no feed-in in \(days)")
    }
    if let day = book.uncolouredDay(of: version, in: days) {
      return finding("no-calendar-day", "the calendar of tariff '\(tariff)' has no colour for \(day)")
    }
    return nil
  }
}

/// The energy of a slice, in mWh. Each energy period has two cells, 2 x period for readings and the next for estimates.
struct SliceEnergy {
  /// What was drawn or fed in, by cell.
  private(set) var cells: [Int64] = []
  /// How much of it was exchanged with neighbours, by cell.
  private(set) var shared: [Int64] = []
  /// Intervals with a value and without, by period.
  private(set) var known: [Int64] = []
  private(set) var missing: [Int64] = []
  /// Intervals of days that are not read, by period, and how many such days there are.
  private(set) var unread: [Int64] = []
  private(set) var unreadDays: Int64 = 0

  mutating func open(periods: Int) {
    cells = [Int64](repeating: 0, count: 2 * periods)
    shared = cells
    known = [Int64](repeating: 0, count: periods)
    missing = known
    unread = known
  }

  /// Adds the energy of a day.
  ///
  /// - Parameters:
  ///   - values: One value an interval, `MeterDay.missing` where it is not known.
  ///   - factor: 1,000 when the values are Wh, 1 when they are mWh.
  ///   - lookup: Index of each interval's energy period.
  ///   - estimated: Whether an interval's value is an estimate; nil: none is.
  mutating func add(_ values: [Int64], factor: Int64, lookup: [UInt8], estimated: [Bool]?) {
    for at in 0..<min(values.count, lookup.count) {
      let period = Int(lookup[at])
      let value = values[at]
      guard value != MeterDay.missing else {
        missing[period] += 1
        continue
      }
      known[period] += 1
      cells[2 * period + (estimated?[at] == true ? 1 : 0)] += value * factor
    }
  }

  /// Counts a day without any reading.
  mutating func addMissing(lookup: [UInt8]) {
    for period in lookup { missing[Int(period)] += 1 }
  }

  /// Counts a day that is not read.
  mutating func addUnread(lookup: [UInt8]) {
    for period in lookup { unread[Int(period)] += 1 }
    unreadDays += 1
  }

  /// Takes what was shared on a day out of the energy that was added with the same values.
  ///
  /// A settlement slot and an interval need not be equally long: whole groups of the longer one are split. What a
  /// group's periods share is in proportion to what they hold, by the largest remainder, ties to the earlier cell.
  ///
  /// - Parameters:
  ///   - slots: Shared energy of the settlement slots, in mWh, of `slot` seconds each.
  ///   - interval: Seconds of an interval of `values`.
  mutating func share(
    _ slots: [Int64], slot: Int32, of values: [Int64], interval: Int32, factor: Int64, lookup: [UInt8],
    estimated: [Bool]?
  ) {
    let step = Int(max(slot, interval))
    let (slotsEach, valuesEach) = (step / Int(slot), step / Int(interval))
    var held = [Int64](repeating: 0, count: cells.count)
    for group in 0..<(slots.count / slotsEach) {
      let sum = slots[group * slotsEach..<(group + 1) * slotsEach].reduce(0, +)
      guard sum > 0 else { continue }
      for cell in held.indices { held[cell] = 0 }
      for at in group * valuesEach..<min((group + 1) * valuesEach, values.count) where values[at] != MeterDay.missing {
        held[2 * Int(lookup[at]) + (estimated?[at] == true ? 1 : 0)] += values[at] * factor
      }
      let total = held.reduce(0, +)
      for (cell, part) in parts(of: min(sum, total), by: held).enumerated() { shared[cell] += part }
    }
  }

  /// Estimates the intervals without a value by the mean of the same energy period, or of all periods where that one has
  /// no value at all, rounded half up.
  ///
  /// - Parameters:
  ///   - isOwn: Whether the slice's own values are enough to tell from.
  ///   - usual: Mean of an interval in mWh where they are not, or there are none; nil: nothing is estimated then.
  mutating func fill(isOwn: Bool, usual: (energy: Int64, intervals: Int64)?) {
    let energies = known.indices.map { cells[2 * $0] + cells[2 * $0 + 1] }
    let all: (energy: Int64, intervals: Int64) = (energies.reduce(0, +), known.reduce(0, +))
    for period in missing.indices where missing[period] > 0 {
      let own = known[period] > 0 ? (energies[period], known[period]) : all.intervals > 0 ? all : nil
      let mean = isOwn ? own ?? usual : usual
      guard let mean else { continue }
      let scaled = Int128(mean.0) * Int128(missing[period])
      cells[2 * period + 1] += Int64((2 * scaled + Int128(mean.1)) / (2 * Int128(mean.1)))
    }
  }

  var total: Int64 { cells.reduce(0, +) }

  /// Adds energy of the days that are not read.
  ///
  /// - Parameter known: In its proportions, of the same energy periods; nil: in those of the intervals.
  mutating func add(estimate: Int64, like known: SliceEnergy?) {
    var added: [Int: (energy: Int64, shared: Int64)] = [:]
    let split = parts(of: estimate, by: known?.cells.map { max(0, $0) } ?? unread.flatMap { [$0, 0] })
    for (cell, energy) in split.enumerated() where energy > 0 {
      let taken = known.map { Int64(Int128(energy) * Int128($0.shared[cell]) / Int128($0.cells[cell])) } ?? 0
      let estimated = 2 * (cell / 2) + 1
      added[estimated, default: (0, 0)].energy += energy
      added[estimated]!.shared += taken
    }
    for (cell, energy) in added {
      cells[cell] += energy.energy
      shared[cell] += energy.shared
    }
  }
}

/// A whole in parts proportional to the weights, by the largest remainder; ties go to the first.
func parts(of whole: Int64, by weights: [Int64]) -> [Int64] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var parts = weights.map { Int64(Int128(whole) * Int128($0) / Int128(sum)) }
  let remainders = weights.map { Int128(whole) * Int128($0) % Int128(sum) }
  let order = weights.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
  for index in order.prefix(Int(whole - parts.reduce(0, +))) { parts[index] += 1 }
  return parts
}
