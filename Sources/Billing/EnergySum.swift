import Database
import Grid

/// Sums the interval blocks of one community's month into slices.
///
/// Blocks come meter by meter; one meter's month is held at a time, and what a few hundred meters shared.
struct EnergySum {
  var slices: [Slice]
  private let calendar: LocalCalendar
  private let period: Period
  private let quantity: Rating.Quantity
  /// Days from here on are not read; the end of the month, but for estimates.
  private let readEnd: LocalDay
  /// Where a meter's slices are.
  private var places: [Int64: [Int]] = [:]
  /// Slices whose tariff prices what neighbours share.
  private var sharing: Set<Int> = []
  private var shares: [ShareKey: [Share]] = [:]

  private struct ShareKey: Hashable {
    let meter: Int64
    let side: TariffBook.Side
  }

  private struct Share {
    let day: LocalDay
    let slot: Int32
    /// mWh.
    let values: [Int64]
  }

  init(
    _ slices: [Slice], book: TariffBook, calendar: LocalCalendar, period: Period,
    quantity: Rating.Quantity = .drawn, readEnd: LocalDay? = nil
  ) {
    self.quantity = quantity
    self.slices = slices
    self.calendar = calendar
    self.period = period
    self.readEnd = readEnd ?? period.end
    for index in slices.indices {
      places[slices[index].meterID, default: []].append(index)
      let names = book.names(slices[index].side, of: slices[index].version!)!
      if book.pricesCommunity(slices[index].side, of: slices[index].version!) { sharing.insert(index) }
      self.slices[index].energy.open(periods: names.count)
    }
  }

  /// One meter's blocks of the month, by day.
  private struct Month {
    var meter: Int64?
    var blocks: [[MeterDay.Block]]
    var intervals: [Int32]
    /// Codes of the registers that are not all actual; above 0 are estimates.
    var quality: [[[Int16]]]

    init(days: Int) {
      blocks = Array(repeating: [], count: days)
      intervals = Array(repeating: 0, count: days)
      quality = Array(repeating: [], count: days)
    }

    /// Whether a value of each interval of a day is an estimate; nil where none is.
    func estimated(_ day: Int, count: Int) -> [Bool]? {
      guard !quality[day].isEmpty else { return nil }
      return (0..<count).map { at in quality[day].contains { at < $0.count && $0[at] > 0 } }
    }
  }

  /// How many meters are read at a time.
  private static let chunk = 500

  /// Reads the blocks of all meters of the slices and adds them.
  mutating func read(community: Int64, book: inout TariffBook, on connection: Connection) throws {
    let meters = places.keys.sorted()
    for start in stride(from: 0, to: meters.count, by: EnergySum.chunk) {
      try read(
        Array(meters[start..<min(start + EnergySum.chunk, meters.count)]), community: community, book: &book,
        on: connection)
    }
  }

  private mutating func read(
    _ meters: [Int64], community: Int64, book: inout TariffBook, on connection: Connection
  ) throws {
    shares = try readShares(of: meters, community: community, on: connection)
    var month = Month(days: period.dayCount)
    try connection.stream("billing/blocks", community, period.start, readEnd, meters) { row in
      let meter = row.int64(0)
      if let before = month.meter, before != meter {
        add(month, of: before, book: &book)
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
      if let quality = row.int16s(6) {
        month.quality[at].append(quality)
      }
    }
    if let meter = month.meter { add(month, of: meter, book: &book) }
    // Meters without any block lack all their intervals.
    let silent = Month(days: period.dayCount)
    for meter in meters where places[meter] != nil { add(silent, of: meter, book: &book) }
  }

  /// What meters exchanged with neighbours on the days that are allocated; empty where no tariff prices it apart.
  private func readShares(
    of meters: [Int64], community: Int64, on connection: Connection
  ) throws -> [ShareKey: [Share]] {
    let priced = Set(
      meters.flatMap { places[$0] ?? [] }.filter { sharing.contains($0) }
        .map { ShareKey(meter: slices[$0].meterID, side: slices[$0].side) })
    guard !priced.isEmpty, quantity == .drawn else { return [:] }
    var shares: [ShareKey: [Share]] = [:]
    try connection.stream(
      "billing/shares", community, period.start, readEnd, Set(priced.map(\.meter)).sorted()
    ) { row in
      let factor: Int64 = row.int16(3) == 0 ? 1000 : 1
      for (column, side) in [(4, TariffBook.Side.drawn), (5, .fedIn)] {
        let key = ShareKey(meter: row.int64(0), side: side)
        guard priced.contains(key) else { continue }
        let values = row.int64s(column, missing: 0).map { $0 * factor }
        shares[key, default: []].append(Share(day: row.day(1), slot: row.int32(2), values: values))
      }
    }
    return shares
  }

  private mutating func add(_ month: Month, of meter: Int64, book: inout TariffBook) {
    guard let places = places.removeValue(forKey: meter) else { return }
    for offset in 0..<period.dayCount {
      let date = period.start.advanced(by: offset)
      let active = places.filter { slices[$0].contains(date) }
      guard !active.isEmpty, let day = calendar[date] else { continue }
      guard date < readEnd else {
        for index in active {
          let interval = slices[index].interval
          slices[index].energy.addUnread(
            lookup: book.lookup(slices[index].version!, slices[index].side, interval: interval, on: day))
        }
        continue
      }
      let blocks = month.blocks[offset]
      let interval = blocks.isEmpty ? slices[active[0]].interval : month.intervals[offset]
      let count = day.intervals(of: interval)
      let isNegative = blocks.contains { $0.values.contains { $0 < 0 && $0 != Int32.min } }
      let values = blocks.isEmpty ? nil : MeterDay(blocks, count: count)
      let estimated = month.estimated(offset, count: count)
      for index in active {
        if isNegative, slices[index].negativeDay == nil { slices[index].negativeDay = date }
        let lookup = book.lookup(slices[index].version!, slices[index].side, interval: interval, on: day)
        guard let values else {
          slices[index].energy.addMissing(lookup: lookup)
          continue
        }
        add(values, estimated, interval: interval, date, lookup, to: index)
      }
      countReadings(values, estimated, expected: count, in: active)
    }
  }

  private mutating func add(
    _ values: MeterDay, _ estimated: [Bool]?, interval: Int32, _ day: LocalDay, _ lookup: [UInt8], to index: Int
  ) {
    let factor: Int64 = values.exponent == 0 ? 1000 : 1
    let side = slices[index].side
    let vector = side == .fedIn ? values.exported : quantity == .used ? values.consumption : values.imported
    slices[index].energy.add(vector, factor: factor, lookup: lookup, estimated: estimated)
    guard sharing.contains(index),
      let share = shares[ShareKey(meter: slices[index].meterID, side: side)]?.first(where: { $0.day == day })
    else { return }
    slices[index].energy.share(
      share.values, slot: share.slot, of: vector, interval: interval, factor: factor, lookup: lookup,
      estimated: estimated)
  }

  /// Counts the intervals that were read, once for each document: a house that feeds in may have two contracts on one.
  private mutating func countReadings(_ values: MeterDay?, _ estimated: [Bool]?, expected: Int, in active: [Int]) {
    func isSame(_ a: Int, _ b: Int) -> Bool {
      slices[a].customerID == slices[b].customerID && slices[a].document == slices[b].document
    }
    for (rank, index) in active.enumerated() where !active[..<rank].contains(where: { isSame($0, index) }) {
      let kinds = active.filter { isSame($0, index) }.map { slices[$0].kind }
      slices[index].expected += Int64(expected)
      guard let values else { continue }
      let needsImport = kinds.contains(.consumption)
      let needsExport = kinds.contains(.production)
      var present: Int64 = 0
      for at in 0..<expected
      where !(needsImport && values.imported[at] == MeterDay.missing)
        && !(needsExport && values.exported[at] == MeterDay.missing) && estimated?[at] != true
      {
        present += 1
      }
      slices[index].present += present
    }
  }

  /// Leaves out the customers' months at a meter in which a reading is below zero.
  mutating func leaveOutNegative() -> Rating.Result {
    let negative = slices.filter { $0.negativeDay != nil }
    let refused = Set(negative.map { [$0.customerID, $0.meterID] })
    slices.removeAll { refused.contains([$0.customerID, $0.meterID]) }
    return Rating.Result(
      findings: negative.map { slice in
        BillFinding(
          contract: slice.contract, code: "negative-energy", text: "a reading of \(slice.negativeDay!) is below zero")
      }, refused: refused.map { ($0[0], $0[1]) })
  }

  /// Estimates what is missing; see `SliceEnergy.fill`.
  ///
  /// A month of which a meter's readings tell less than half is no basis: then it is the same month of the year before, or
  /// the four weeks before, and without these nothing is estimated. Where days are not read yet, what is known is enough.
  mutating func fill(community: Int64, on connection: Connection) throws {
    var coverage: [ShareKey: (known: Int64, all: Int64)] = [:]
    func key(_ slice: Slice) -> ShareKey { ShareKey(meter: slice.meterID, side: slice.side) }
    for slice in slices {
      let known = slice.energy.known.reduce(0, +)
      coverage[key(slice), default: (0, 0)].known += known
      coverage[key(slice)]!.all += known + slice.energy.missing.reduce(0, +)
    }
    let poor = coverage.filter { readEnd == period.end ? 2 * $1.known < $1.all : $1.known == 0 }.keys
    var usual: [ShareKey: (energy: Int64, intervals: Int64)] = [:]
    if !poor.isEmpty {
      for row in try connection.query("billing/usual_energy", community, period, Set(poor.map(\.meter)).sorted()) {
        let meter = row.int64("meter_id")
        let intervals = row.int64("intervals")
        usual[ShareKey(meter: meter, side: .drawn)] = (row.int64("import_mwh"), intervals)
        usual[ShareKey(meter: meter, side: .fedIn)] = (row.int64("export_mwh"), intervals)
      }
    }
    for index in slices.indices {
      let key = key(slices[index])
      slices[index].energy.fill(isOwn: !poor.contains(key), usual: usual[key])
    }
  }

  /// Loads the slices and their energy into the staging tables.
  func write(community: Int64, book: TariffBook, on connection: Connection) throws {
    let slice = try CopyWriter("billing/copy_slices", fields: 12, on: connection)
    for value in slices {
      try slice.row()
      slice.field(community)
      slice.field(value.contractID)
      slice.field(value.days.start)
      slice.field(value.days.end)
      slice.field(value.customerID)
      slice.field(value.meterID)
      slice.field(value.kind.rawValue)
      slice.field(value.document)
      slice.field(value.version!.tariff)
      slice.field(value.version!.validFrom)
      slice.field(value.expected)
      slice.field(value.present)
    }
    try slice.finish()
    let energy = try CopyWriter("billing/copy_energy", fields: 6, on: connection)
    for value in slices {
      for row in book.energyRows(of: value) {
        try energy.row()
        energy.field(value.contractID)
        energy.field(value.days.start)
        energy.field(row.component)
        energy.field(row.period)
        energy.field(row.isEstimated)
        energy.field(numeric: row.energy, exponent: -3)
      }
    }
    try energy.finish()
  }
}

extension TariffBook {
  /// One price's energy of a slice, in mWh.
  struct EnergyRow {
    let component, period: String
    let isEstimated: Bool
    var energy: Int64
  }

  /// The energy of a slice by price: from and to the grid, and what was exchanged with neighbours where that has a price
  /// of its own. Estimates are rows of their own, and only there when they are not zero.
  func energyRows(of slice: Slice) -> [EnergyRow] {
    let version = slice.version!
    let names = names(slice.side, of: version)!
    let isDrawn = slice.side == .drawn
    var rows: [EnergyRow] = []
    func add(_ component: String, _ period: String, _ isEstimated: Bool, _ energy: Int64) {
      if let at = rows.firstIndex(where: {
        $0.component == component && $0.period == period && $0.isEstimated == isEstimated
      }) {
        rows[at].energy += energy
      } else if energy != 0 || !isEstimated {
        rows.append(EnergyRow(component: component, period: period, isEstimated: isEstimated, energy: energy))
      }
    }
    for cell in slice.energy.cells.indices {
      let (period, isEstimated) = (cell / 2, cell % 2 == 1)
      let shared = slice.energy.shared[cell]
      add(isDrawn ? "energy" : "feed_in", names[period], isEstimated, slice.energy.cells[cell] - shared)
      guard pricesCommunity(slice.side, of: version) else { continue }
      let name = communityPeriod(slice.side, of: version, named: names[period])
      add(isDrawn ? "community" : "community_feed_in", name, isEstimated, shared)
    }
    return rows
  }
}
