import Database
import Grid

/// What one meter measured on one local day.
struct MeterReadings {
  let meterID: Int64
  /// First second of the day.
  let start: Int64
  /// Seconds of each element.
  let interval: Int
  let day: MeterDay

  /// Of a mWh, or of a Wh where the day counts those.
  private var unit: Int64 { day.exponent == 0 ? 1000 : 1 }

  /// What was used in each interval, mWh; `MeterDay.missing` where it is not known.
  var consumption: [Int64] { day.consumption.map { $0 == MeterDay.missing ? $0 : $0 * unit } }

  /// What was used less what was made in each quarter hour, mWh, and whether all of it is known.
  ///
  /// Half hours and hours are split evenly, the remainder to the first ones, as in the totals of days.
  var quarters: [(net: Int64, isKnown: Bool)] {
    let perQuarter = max(1, 900 / interval)
    let pieces = max(1, interval / 900)
    func part(_ value: Int64, _ piece: Int) -> Int64 {
      guard value != MeterDay.missing else { return 0 }
      let (share, rest) = value.quotientAndRemainder(dividingBy: Int64(pieces))
      return share + (Int64(piece) < rest ? 1 : 0)
    }
    return (0..<day.consumption.count * pieces / perQuarter).map { quarter in
      let first = quarter / pieces * perQuarter
      let intervals = first..<first + perQuarter
      let net = intervals.reduce(Int64(0)) {
        $0 + part(day.consumption[$1], quarter % pieces) - part(day.production[$1], quarter % pieces)
      }
      return (net * unit, intervals.allSatisfy { day.imported[$0] != MeterDay.missing })
    }
  }

  /// The intervals of a time that are over, as powers.
  func pieces(from first: Int64, to end: Int64) -> [PowerSignal.Piece] {
    zip(day.consumption.indices, consumption).compactMap { at, energy in
      let start = start + Int64(at * interval)
      guard energy != MeterDay.missing, start >= first, start + Int64(interval) <= end else { return nil }
      // An interval divides an hour, so this is exact.
      return PowerSignal.Piece(
        start: start, end: start + Int64(interval), milliwatts: Int(energy) * (3600 / interval))
    }
  }
}

extension Connection {
  /// The local days of a zone that a time touches.
  public func calendar(zone: String, from first: Instant, to end: Instant) throws -> LocalCalendar {
    func day(_ instant: Instant) -> LocalDay {
      LocalDay(number: Int32(instant.seconds.quotientAndRemainder(flooringBy: 86_400).quotient))
    }
    // The day of UTC may be one off the local one, on either side.
    return try calendar(zone: zone, Period(day(first).advanced(by: -1), day(end).advanced(by: 2))!)
  }

  /// Hands over the days of meters, meter by meter, in the order of time.
  func readings(
    _ communityID: Int64, of meters: [Int64], _ calendar: LocalCalendar, _ body: (MeterReadings) throws -> Void
  ) throws {
    guard !meters.isEmpty, let first = calendar.days.first, let last = calendar.days.last else { return }
    var open: (meterID: Int64, day: LocalDay, interval: Int32, blocks: [MeterDay.Block])?
    func close() throws {
      guard let done = open, let local = calendar[done.day] else { return }
      try body(
        MeterReadings(
          meterID: done.meterID, start: local.start, interval: Int(done.interval),
          day: MeterDay(done.blocks, count: local.intervals(of: done.interval))))
    }
    var values: [Int32] = []
    let days = Period(first.day, last.day.advanced(by: 1))!
    try stream("optimize/meter_blocks", communityID, meters, days) { row in
      let (meterID, day) = (row.int64(0), row.day(1))
      if open?.meterID != meterID || open?.day != day {
        try close()
        open = (meterID, day, row.int32(3), [])
      }
      guard let register = Register(rawValue: row.int16(2)) else { return }
      row.int32s(5, missing: Int32.min, into: &values)
      open!.blocks.append(MeterDay.Block(register: register, exponent: row.int16(4), values: values))
    }
    try close()
  }
}
