import Database
import Grid

/// Sums the interval blocks of one community's month into slices.
///
/// Blocks come meter by meter; one meter's month is held at a time.
struct EnergySum {
  private(set) var slices: [Slice]
  private var book: TariffBook
  private let calendar: LocalCalendar
  private let period: Period
  /// Where a meter's slices are.
  private var places: [Int64: [Int]] = [:]

  init(_ slices: [Slice], book: TariffBook, calendar: LocalCalendar, period: Period) {
    self.slices = slices
    self.book = book
    self.calendar = calendar
    self.period = period
    for index in slices.indices {
      places[slices[index].meterID, default: []].append(index)
      let isConsumption = slices[index].kind == .consumption
      let count = isConsumption ? book.names(of: slices[index].version!).count : 1
      self.slices[index].energy = [Int64](repeating: 0, count: count)
    }
  }

  /// One meter's blocks of the month, by day.
  private struct Month {
    var meter: Int64?
    var blocks: [[MeterDay.Block]]
    var intervals: [Int32]

    init(days: Int) {
      blocks = Array(repeating: [], count: days)
      intervals = Array(repeating: 0, count: days)
    }
  }

  /// Reads the blocks of all meters of the slices and adds them.
  mutating func read(community: Int64, on connection: Connection) throws {
    var month = Month(days: period.dayCount)
    let meters = places.keys.sorted()
    try connection.stream("billing/blocks", community, period.start, period.end, meters) { row in
      let meter = row.int64(0)
      if let before = month.meter, before != meter {
        add(month, of: before)
        month = Month(days: period.dayCount)
      }
      month.meter = meter
      guard let register = Register(rawValue: row.int16(1)) else { return }
      let day = row.day(2)
      let at = Int(day.number - period.start.number)
      let interval = row.int32(3)
      guard month.blocks[at].isEmpty || month.intervals[at] == interval else {
        throw BillingFailure.intervalsDiffer(meter: meter, day: day)
      }
      month.intervals[at] = interval
      var values: [Int32] = []
      row.int32s(5, missing: Int32.min, into: &values)
      month.blocks[at].append(MeterDay.Block(register: register, exponent: row.int16(4), values: values))
    }
    if let meter = month.meter { add(month, of: meter) }
    // Meters without any block lack all their intervals.
    let silent = Month(days: period.dayCount)
    for meter in places.keys { add(silent, of: meter) }
  }

  private mutating func add(_ month: Month, of meter: Int64) {
    guard let places = places.removeValue(forKey: meter) else { return }
    for offset in 0..<period.dayCount {
      let date = period.start.advanced(by: offset)
      let active = places.filter { slices[$0].contains(date) }
      guard !active.isEmpty, let day = calendar[date] else { continue }
      let blocks = month.blocks[offset]
      let interval = blocks.isEmpty ? slices[active[0]].interval : month.intervals[offset]
      let count = day.intervals(of: interval)
      let values = blocks.isEmpty ? nil : MeterDay(blocks, count: count)
      if let values { add(values, interval: interval, on: day, to: active) }
      countReadings(of: values, expected: count, in: active)
    }
  }

  private mutating func add(_ values: MeterDay, interval: Int32, on day: LocalCalendar.Day, to active: [Int]) {
    let factor: Int64 = values.exponent == 0 ? 1000 : 1
    for index in active {
      switch slices[index].kind {
      case .consumption:
        let lookup = book.lookup(slices[index].version!, interval: interval, on: day)
        slices[index].add(values.imported, factor: factor, lookup: lookup)
      case .production:
        slices[index].add(values.exported, factor: factor)
      }
    }
  }

  /// Counts the intervals that are known, once for each customer: a house that feeds in has two contracts on one bill.
  private mutating func countReadings(of values: MeterDay?, expected: Int, in active: [Int]) {
    for (rank, index) in active.enumerated() {
      let customer = slices[index].customerID
      guard !active[..<rank].contains(where: { slices[$0].customerID == customer }) else { continue }
      let kinds = active.filter { slices[$0].customerID == customer }.map { slices[$0].kind }
      slices[index].expected += Int64(expected)
      guard let values else { continue }
      let needsImport = kinds.contains(.consumption)
      let needsExport = kinds.contains(.production)
      var present: Int64 = 0
      for at in 0..<expected
      where !(needsImport && values.imported[at] == MeterDay.missing)
        && !(needsExport && values.exported[at] == MeterDay.missing)
      {
        present += 1
      }
      slices[index].present += present
    }
  }

  /// Loads the slices and their energy into the staging tables.
  func write(community: Int64, on connection: Connection) throws {
    let slice = try CopyWriter("billing/copy_slices", fields: 11, on: connection)
    for value in slices {
      try slice.row()
      slice.field(community)
      slice.field(value.contractID)
      slice.field(value.days.start)
      slice.field(value.days.end)
      slice.field(value.customerID)
      slice.field(value.meterID)
      slice.field(value.kind.rawValue)
      slice.field(value.version!.tariff)
      slice.field(value.version!.validFrom)
      slice.field(value.expected)
      slice.field(value.present)
    }
    try slice.finish()
    let energy = try CopyWriter("billing/copy_energy", fields: 5, on: connection)
    for value in slices {
      let names = value.kind == .consumption ? book.names(of: value.version!) : [""]
      for (name, sum) in zip(names, value.energy) {
        try energy.row()
        energy.field(community)
        energy.field(value.contractID)
        energy.field(value.days.start)
        energy.field(name)
        energy.field(numeric: sum, exponent: -3)
      }
    }
    try energy.finish()
  }
}
