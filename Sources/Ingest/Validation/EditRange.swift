import Database
import Grid

/// The intervals of one register of a meter that an edit is about.
struct EditRange {
  /// The intervals of one local day.
  struct Day {
    let day: LocalCalendar.Day
    let range: Range<Int>
    let count: Int
  }

  let meterID: Int64
  let interval: Int32
  /// Greatest energy of an interval that is believed, in mWh.
  let limitMilliWh: Int64
  let communityID: Int64
  let register: Register
  let days: [Day]

  init(_ meter: String, _ register: Register, _ from: Instant, _ to: Instant, on database: Connection) throws {
    let rows = try database.query("ingest/edit_meter", meter)
    guard let first = rows.first else {
      throw PlainFailure(.noInput, "there is no meter '\(meter)'", hint: "Import it with 'gridctl import meters'.")
    }
    guard from < to else { throw PlainFailure(.dataRefused, "the range ends before it begins") }
    meterID = first.int64("meter_id")
    interval = Int32(first.int("interval_s"))
    limitMilliWh =
      (first.optionalInt("limit_w").map(Int64.init) ?? MeterTable.defaultLimitW) * Int64(interval) * 1000 / 3600
    self.register = register
    for row in rows {
      let start = max(row.day("start_day")!, LocalDay(number: Int32(from.seconds / 86_400) - 2))
      let end = min(
        row.day("end_day") ?? LocalDay(number: .max), LocalDay(number: Int32(to.seconds / 86_400) + 3))
      guard let period = Period(start, end) else { continue }
      let calendar = try database.calendar(zone: row.text("zone"), period)
      guard let first = calendar.day(containing: from.seconds), let last = calendar.day(containing: to.seconds - 1)
      else {
        continue
      }
      communityID = row.int64("community_id")
      days = try calendar.days.filter { $0.day >= first.day && $0.day <= last.day }.map { [interval] day in
        let begin = max(0, from.seconds - day.start)
        let end = min(Int64(day.length), to.seconds - day.start)
        guard begin % Int64(interval) == 0, end % Int64(interval) == 0 else {
          throw PlainFailure(
            .dataRefused, "the range does not begin and end where intervals of meter \(meter) do",
            hint: "Its intervals have \(interval) s and count from local midnight.")
        }
        return Day(
          day: day, range: Int(begin) / Int(interval)..<Int(end) / Int(interval), count: day.intervals(of: interval))
      }
      return
    }
    throw PlainFailure(
      .dataRefused, "meter \(meter) was not in one community all the time",
      hint: "Edit the days before and behind its move apart.")
  }

  func key(on day: LocalDay) -> BlockKey {
    BlockKey(communityID: communityID, meterID: meterID, register: register.rawValue, day: day)
  }

  func stored(on database: Connection) throws -> [LocalDay: FoldedBlock] {
    let stored = try StoredBlocks(MeterDays(days.map { (communityID, meterID, $0.day.day) }), on: database)
    return Dictionary(
      uniqueKeysWithValues: days.compactMap { day in
        stored.blocks[key(on: day.day.day)].map { (day.day.day, $0.block) }
      })
  }

  /// The part of an edit on a day.
  func change(on day: Day, _ values: EditedValues, _ batch: Reception) -> PartWriter.Change? {
    var part = [Int32](repeating: missing, count: day.count)
    var quality = [Int16](repeating: 0, count: day.count)
    for (at, value) in values.values {
      part[at] = value ?? missing
      quality[at] = value == nil ? OwnQuality.struckOut : OwnQuality.edited
    }
    return PartWriter.Change(
      key: key(on: day.day.day), interval: interval,
      part: BlockPart(batchID: batch.batchID, exponent: values.exponent, values: part, quality: quality), batch: batch)
  }

  func compare(_ before: [LocalDay: FoldedBlock], _ after: [LocalDay: FoldedBlock]) -> [EditSummary.Day] {
    func known(_ block: FoldedBlock?, _ range: Range<Int>) -> (Int, Int64) {
      guard let block else { return (0, 0) }
      let values = block.values[range.clamped(to: block.values.indices)].filter { $0 != missing }
      return (values.count, values.reduce(0) { $0 + Int64($1) } * (block.exponent == 0 ? 1000 : 1))
    }
    return days.map { day in
      var compared = EditSummary.Day(day: day.day.day, count: day.range.count)
      (compared.beforeCount, compared.beforeMilliWh) = known(before[day.day.day], day.range)
      (compared.afterCount, compared.afterMilliWh) = known(after[day.day.day], day.range)
      return compared
    }
  }

  func enter(
    _ edit: ReadingEdit, id: Int64, kind: String, argument: String?, _ summary: EditSummary, undoes: Int64? = nil,
    batch: Int64? = nil, on database: Connection
  ) throws {
    let days = summary.days
    try database.query(
      "ingest/put_edit", id, communityID, meterID, register.rawValue, edit.from, edit.to, kind, argument, edit.reason,
      edit.user, edit.asOf, days.reduce(0) { $0 + $1.count }, days.reduce(0) { $0 + $1.beforeCount },
      Facts.wh(days.reduce(0) { $0 + $1.beforeMilliWh }), days.reduce(0) { $0 + $1.afterCount },
      Facts.wh(days.reduce(0) { $0 + $1.afterMilliWh }), undoes, batch, edit.runID)
  }

  func invoices(on database: Connection) throws -> [String] {
    guard let first = days.first?.day.day, let last = days.last?.day.day else { return [] }
    return try database.query("ingest/edit_invoices", meterID, Period(first, last.advanced(by: 1))).map {
      $0.text("invoice")
    }
  }
}

/// What an edit says of one day: of an interval a value, or that it has none.
struct EditedValues {
  let exponent: Int16
  let values: [Int: Int32?]

  var greatestMilliWh: Int64 { Int64(values.values.compactMap { $0 }.max() ?? 0) * (exponent == 0 ? 1000 : 1) }
}

extension EditRange.Day {
  /// First seconds of the range's intervals that a file names.
  func used(_ values: [Int64: Int64], interval: Int32) -> Int {
    range.count { values[day.start + Int64($0) * Int64(interval)] != nil }
  }

  /// What an edit makes of what is stored; nil: it says nothing of the day.
  func values(_ change: ReadingEdit.Change, over block: FoldedBlock?, interval: Int32) throws -> EditedValues? {
    var milliWh: [Int: Int64?] = [:]
    for at in range {
      switch change {
      case .value(let value): milliWh[at] = value
      case .missing: milliWh.updateValue(nil, forKey: at)
      case .values(let values, _):
        if let value = values[day.start + Int64(at) * Int64(interval)] { milliWh[at] = value }
      case .factor(let millionths):
        guard let block, at < block.values.count, block.values[at] != missing,
          !OwnQuality.isEstimate(block.quality?[at] ?? 0)
        else { continue }
        let value = Int128(block.values[at]) * (block.exponent == 0 ? 1000 : 1) * Int128(millionths)
        milliWh[at] = Int64((value + 500_000) / 1_000_000)
      }
    }
    guard !milliWh.isEmpty else { return nil }
    let isWhole = milliWh.values.allSatisfy { $0.map { $0 % 1000 == 0 } ?? true }
    return EditedValues(
      exponent: isWhole ? 0 : -3,
      values: try milliWh.mapValues { value in
        try value.map { value in
          guard let fitting = Int32(exactly: isWhole ? value / 1000 : value) else {
            throw PlainFailure(.dataRefused, "a value of \(day.day) is too large", hint: "It has more than 31 bits.")
          }
          return fitting
        }
      })
  }
}
