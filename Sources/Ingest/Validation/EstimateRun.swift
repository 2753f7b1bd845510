import Database
import Grid

/// The estimates of some meters of one community: made anew from what was measured, and written where they differ.
struct EstimateRun {
  /// Days around a touched one that are read: an estimate looks back four weeks, and all of a gap of one week is seen with the
  /// days behind its ends, wherever it meets the days whose estimates the touched one decides about.
  static let reach = MeterHistory.window + 16

  private struct Open {
    let register: Register
    let day: LocalDay
    let start: Int64
    let end: Int64
    let method: String
    let count: Int
    let wh: String?
    let basis: String
  }

  private struct Made {
    let meterID: Int64
    let interval: Int32
    let register: Register
    let dayStart: Int64
    let count: Int
    let estimate: Estimator.Estimate
  }

  private let community: Int64
  private let holidays: Set<LocalDay>
  private let request: ValidationRequest
  private let database: Connection
  private var open: [Int64: [Open]] = [:]
  private var brackets: [Int64: [Register: [Estimator.Bracket]]] = [:]
  private var made: [Made] = []
  /// Days whose estimates were made anew, a register at a time.
  private var redone: [(key: BlockKey, interval: Int32)] = []

  init(
    community: Int64, meters: [MeterFacts], calendar: LocalCalendar, holidays: Set<LocalDay>,
    request: ValidationRequest, on database: Connection
  ) throws {
    self.community = community
    self.holidays = holidays
    self.request = request
    self.database = database
    for row in try database.query("ingest/open_estimates", community, meters.map(\.id)) {
      guard let register = Register(rawValue: Int16(row.int("register"))) else { continue }
      open[row.int64("meter_id"), default: []].append(
        Open(
          register: register, day: row.day("day")!, start: row.int64("starts_s"), end: row.int64("ends_s"),
          method: row.text("method"), count: row.int("interval_count"), wh: row.optional("wh"), basis: row.text("basis")
        ))
    }
    if request.estimates || !open.isEmpty { try readBrackets(meters, calendar) }
  }

  /// Reads what the meters' indices say of the days that can be looked at.
  private mutating func readBrackets(_ meters: [MeterFacts], _ calendar: LocalCalendar) throws {
    guard let first = calendar.days.first, let last = calendar.days.last else { return }
    let end = last.start + Int64(last.length)
    let period = "[\(Instant(seconds: first.start)),\(Instant(seconds: end))]"
    let intervals = Dictionary(uniqueKeysWithValues: meters.map { ($0.id, Int64($0.interval)) })
    func isEdge(_ instant: Int64, of interval: Int64) -> Bool {
      instant == end || calendar.day(containing: instant).map { (instant - $0.start) % interval == 0 } ?? false
    }
    for row in try database.query("ingest/vee_brackets", community, meters.map(\.id), period) {
      guard let register = Register(rawValue: Int16(row.int("register"))) else { continue }
      let bracket = Estimator.Bracket(start: row.int64("from_s"), end: row.int64("to_s"), milliWh: row.int64("mwh"))
      let interval = intervals[row.int64("meter_id")]!
      guard isEdge(bracket.start, of: interval), isEdge(bracket.end, of: interval) else { continue }
      // Reads of two families or devices at once: the first counts.
      if let before = brackets[row.int64("meter_id")]?[register]?.last, before.end > bracket.start { continue }
      brackets[row.int64("meter_id"), default: [:]][register, default: []].append(bracket)
    }
  }

  /// Makes the estimates of a meter's touched days where the run was asked to, and those of the days whose estimates were made of
  /// touched ones. Estimates of days on which the meter is no member any more are taken back.
  mutating func add(_ history: MeterHistory) {
    let meter = history.meter
    guard let first = history.days.first?.day, let last = history.days.last?.day else { return }
    let touched = Set(meter.days)
    let reached = (open[meter.id] ?? []).map(\.day).filter { day in
      first <= day && day <= last
        && touched.contains { $0.number >= day.number - Int32(MeterHistory.window) && $0.number <= day.number + 8 }
    }
    let candidates = (request.estimates ? touched : []).union(reached).filter { meter.isMember(on: $0) }
    // Nothing is left to estimate from where the meter is no member, or all that was known of the register was taken back.
    for left in open[meter.id] ?? []
    where touched.contains(left.day) && !meter.isMember(on: left.day)
      || candidates.contains(left.day) && history.registers[left.register] == nil
    {
      redone.append((key(meter.id, left.register, left.day), meter.interval))
    }
    for register in history.registers.keys.sorted(by: { $0.rawValue < $1.rawValue }) where register != .batteryLevel {
      let wanted = withNeighbours(candidates, of: history, register)
      let needed = wanted.filter { day in
        guard let at = history.position(of: day) else { return false }
        return history.expected(at: at).contains(register)
      }
      var estimator = Estimator(
        days: history.days, interval: meter.interval, register: history.registers[register]!, holidays: holidays,
        brackets: brackets[meter.id]?[register] ?? [])
      for estimate in estimator.estimates(for: needed) {
        let at = history.position(of: estimate.day)!
        made.append(
          Made(
            meterID: meter.id, interval: meter.interval, register: register, dayStart: history.days[at].start,
            count: history.count(at: at), estimate: estimate))
      }
      redone += wanted.sorted().map { day in
        (key(meter.id, register, day), meter.interval)
      }
    }
  }

  /// Days that a gap shares with a touched one: what is known of one end decides about all of it.
  private func withNeighbours(
    _ days: Set<LocalDay>, of history: MeterHistory, _ register: Register
  ) -> Set<LocalDay> {
    var all = days
    func isOpen(_ day: LocalDay, atEnd: Bool) -> Bool {
      guard let at = history.position(of: day), history.meter.isMember(on: day) else { return false }
      guard let values = history.register(register, at: at)?.values else { return true }
      return (atEnd ? values.last : values.first) == MeasuredRegister.unknown
    }
    for day in days {
      var before = day.advanced(by: -1)
      while !all.contains(before), isOpen(before, atEnd: true) {
        all.insert(before)
        before = before.advanced(by: -1)
      }
      var behind = day.advanced(by: 1)
      while !all.contains(behind), isOpen(behind, atEnd: false) {
        all.insert(behind)
        behind = behind.advanced(by: 1)
      }
    }
    return all
  }

  /// Writes parts and rows that differ from what is stored.
  func write(_ summary: inout ValidationSummary) throws {
    guard !redone.isEmpty else { return }
    try writeRows(&summary)
    let row = try database.query("ingest/own_batch", "estimates", Reception.Rank.estimate, Instant(seconds: 0))[0]
    let batch = Reception(
      rank: Reception.Rank.estimate, receivedUs: row.int64("received_us"), file: "estimates",
      enteredUs: row.int64("entered_us"), batchID: row.int64("batch_id"))
    var parts: [BlockKey: BlockPart] = [:]
    for (key, all) in Dictionary(grouping: made, by: key) { parts[key] = part(of: all, batch.batchID) }
    let writer = try PartWriter(isValidated: false, on: database)
    for start in stride(from: 0, to: redone.count, by: 500) {
      let chunk = redone[start..<min(start + 500, redone.count)]
      let stored = try StoredBlocks(MeterDays(chunk.map(\.key)), on: database)
      let changes = chunk.compactMap { redone -> PartWriter.Change? in
        let old = stored.part(of: redone.key, from: batch.batchID)
        let new = parts[redone.key]
        guard old?.values != new?.values || old?.exponent != new?.exponent || old?.quality != new?.quality else {
          return nil
        }
        return PartWriter.Change(key: redone.key, interval: redone.interval, part: new, batch: batch)
      }
      try writer.put(changes)
      summary.estimatedCount += changes.reduce(0) { $0 + ($1.part?.values.count { $0 != missing } ?? 0) }
    }
  }

  private func key(_ made: Made) -> BlockKey { key(made.meterID, made.register, made.estimate.day) }

  private func key(_ meter: Int64, _ register: Register, _ day: LocalDay) -> BlockKey {
    BlockKey(communityID: community, meterID: meter, register: register.rawValue, day: day)
  }

  /// The part of a day; nil when nothing could be made up.
  private func part(of all: [Made], _ batch: Int64) -> BlockPart? {
    let known = all.flatMap { $0.estimate.values.filter { $0 != MeasuredRegister.unknown } }
    guard !known.isEmpty else { return nil }
    let isWhole = known.allSatisfy { $0 % 1000 == 0 }
    var values = [Int32](repeating: missing, count: all[0].count)
    var quality = [Int16](repeating: 0, count: all[0].count)
    for made in all {
      for (at, value) in zip(made.estimate.range, made.estimate.values) where value != MeasuredRegister.unknown {
        guard let fitting = Int32(exactly: isWhole ? value / 1000 : value) else { continue }
        values[at] = fitting
        quality[at] = made.estimate.method == .linear ? OwnQuality.linear : OwnQuality.likeDays
      }
    }
    return BlockPart(batchID: batch, exponent: isWhole ? 0 : -3, values: values, quality: quality)
  }

  private func writeRows(_ summary: inout ValidationSummary) throws {
    let inReach = Set(redone.map(\.key))
    var kept: Set<Int> = []
    var closed: [(Int64, Open)] = []
    for (meter, rows) in open {
      for row in rows where inReach.contains(key(meter, row.register, row.day)) {
        if let same = made.indices.first(where: { isSame(made[$0], row, meter) }) {
          kept.insert(same)
        } else {
          closed.append((meter, row))
        }
      }
    }
    if !closed.isEmpty {
      try database.query(
        "ingest/close_estimates", community, closed.map(\.0), closed.map(\.1.register.rawValue), closed.map(\.1.day),
        closed.map(\.1.start), request.asOf)
    }
    let new = made.indices.filter { !kept.contains($0) }.map { made[$0] }
    summary.withdrawnCount += closed.count
    guard !new.isEmpty else { return }
    try database.query(
      "ingest/put_estimates", community, new.map(\.meterID), new.map(\.register.rawValue), new.map(\.estimate.day),
      new.map { start(of: $0) }, new.map { end(of: $0) }, new.map(\.estimate.method.rawValue),
      new.map(\.estimate.range.count), new.map { sum(of: $0) }, new.map(\.estimate.basis), request.asOf, request.runID)
  }

  private func start(of made: Made) -> Int64 {
    made.dayStart + Int64(made.estimate.range.lowerBound) * Int64(made.interval)
  }

  private func end(of made: Made) -> Int64 {
    made.dayStart + Int64(made.estimate.range.upperBound) * Int64(made.interval)
  }

  private func sum(of made: Made) -> String? {
    guard made.estimate.method != .none else { return nil }
    return Facts.wh(made.estimate.values.reduce(0) { $1 == MeasuredRegister.unknown ? $0 : $0 + $1 })
  }

  private func isSame(_ made: Made, _ row: Open, _ meter: Int64) -> Bool {
    made.meterID == meter && made.register == row.register && made.estimate.day == row.day
      && start(of: made) == row.start
      && end(of: made) == row.end && made.estimate.method.rawValue == row.method && sum(of: made) == row.wh
      && made.estimate.basis == row.basis
  }
}
