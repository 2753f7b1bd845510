import Grid

/// An interval as a row says it.
struct Span: Equatable {
  /// Nil: it begins where the one before ended.
  var start: Int64?
  var end: Int64
  /// Seconds that the wall clock of the start and of the end is ahead of UTC: for windows of the local day.
  var startOffset: Int64
  var endOffset: Int64
}

/// Turns the stamps of a dump into instants.
struct StampClock {
  let zone: String?
  private var clock: LocalClock?
  private let forms: [StampForm]
  /// Instants that a quarter of an hour of the clock was last asked for begins at: no clock changes within one.
  private var known: (quarter: Int64, instants: [Int64]) = (.min, [])

  /// - Returns: nil when there is no such zone.
  init?(_ forms: [StampForm], zone: String?) {
    self.forms = forms
    self.zone = zone
    if let zone {
      guard let clock = LocalClock(zone: zone) else { return nil }
      self.clock = clock
    }
  }

  /// A stamp that is in some columns of a row, joined by a blank.
  func parse(_ fields: Fields, _ columns: [Int]) -> StampForm.Reading? {
    guard columns.count > 1 else { return columns.first.flatMap { parse(fields[$0]) } }
    return Array(columns.map { Array(fields[$0]) }.joined(separator: [0x20])).withUnsafeBytes(parse)
  }

  private func parse(_ text: UnsafeRawBufferPointer) -> StampForm.Reading? {
    for form in forms {
      if let reading = form.parse(text) { return reading }
    }
    return nil
  }

  /// The interval of a row.
  ///
  /// A local time that the clock shows twice is the first one that is not before the end of the interval ahead of it.
  mutating func span(
    _ start: StampForm.Reading?, _ end: StampForm.Reading?, _ interval: CSVMapping.Interval?, after last: Int64?
  ) throws -> Span {
    switch (start, end) {
    case (let start?, let end?):
      let first = try instant(start, isEnd: false) { $0 >= last ?? .min }
      let second = try instant(end, isEnd: true) { $0 > first }
      return try span(first, second, start, end)
    case (let start?, nil):
      let first = try instant(start, isEnd: false) { $0 >= last ?? .min }
      return try span(first, advanced(first, by: interval, 1), start, start)
    case (nil, let end?):
      let second = try instant(end, isEnd: true) { $0 > last ?? .min }
      guard let interval else {
        let offset = try offset(at: second, end)
        return Span(start: nil, end: second, startOffset: offset, endOffset: offset)
      }
      return try span(advanced(second, by: interval, -1), second, end, end)
    case (nil, nil): throw BadRow(code: .badTimestamp, text: "there is no stamp")
    }
  }

  private mutating func span(
    _ start: Int64, _ end: Int64, _ startReading: StampForm.Reading, _ endReading: StampForm.Reading
  ) throws -> Span {
    Span(
      start: start, end: end, startOffset: try offset(at: start, startReading),
      endOffset: try offset(at: end, endReading))
  }

  private mutating func offset(at instant: Int64, _ reading: StampForm.Reading) throws -> Int64 {
    clock?.offset(at: instant) ?? reading.offset ?? 0
  }

  private mutating func instant(
    _ reading: StampForm.Reading, isEnd: Bool, _ fits: (Int64) -> Bool
  ) throws -> Int64 {
    if let offset = reading.offset { return reading.wall - offset }
    guard clock != nil else {
      throw BadRow(
        code: .noOffset, text: "a local time without its offset, and no zone is known",
        hint: "Name the 'zone' in the mapping.")
    }
    let instants = instants(showing: reading.wall)
    if let found = instants.first(where: fits) ?? instants.last { return found }
    // What ends when the clock is put forward ends at that instant.
    if isEnd, let before = clock!.instants(showing: reading.wall - 1).last { return before + 1 }
    throw BadRow(
      code: .badTimestamp, text: "the clock of \(zone ?? "") skips this time",
      hint: "Does the dump keep standard time all year? Then its 'zone' is one without summer time, as Etc/GMT-1.")
  }

  /// The instants that a stamp may mean: none where the clock skips it, or no zone is known.
  mutating func instants(of reading: StampForm.Reading) -> [Int64] {
    if let offset = reading.offset { return [reading.wall - offset] }
    return clock == nil ? [] : instants(showing: reading.wall)
  }

  private mutating func instants(showing wall: Int64) -> [Int64] {
    let (quarter, rest) = wall.quotientAndRemainder(flooringBy: 900)
    if known.quarter != quarter { known = (quarter, clock!.instants(showing: quarter * 900)) }
    return known.instants.map { $0 + rest }
  }

  /// The instant some intervals later, or before.
  private mutating func advanced(_ instant: Int64, by interval: CSVMapping.Interval?, _ sign: Int64) throws -> Int64 {
    switch interval {
    case .seconds(let seconds): return instant + sign * seconds
    case nil: return instant
    case .day, .month:
      guard clock != nil else { throw BadRow(code: .noOffset, text: "local days need a zone") }
      let wall = instant + clock!.offset(at: instant)
      let (day, second) = wall.quotientAndRemainder(flooringBy: 86_400)
      var target = day + sign
      if interval == .month {
        guard let date = Int32(exactly: day).map({ LocalDay(number: $0) }) else {
          throw BadRow(code: .badTimestamp, text: "no calendar has this day")
        }
        let months = date.civil.year * 12 + date.civil.month - 1 + Int(sign)
        var last: LocalDay?
        // A month later than the 31st is the last day of a shorter month.
        for missing in 0...3 where last == nil {
          last = LocalDay(year: months / 12, month: months % 12 + 1, day: date.civil.day - missing)
        }
        guard let last else { throw BadRow(code: .badTimestamp, text: "no calendar has this day") }
        target = Int64(last.number)
      }
      let shown = clock!.instants(showing: target * 86_400 + second)
      // A midnight that is skipped is the instant of the change.
      guard let found = shown.first ?? clock!.instants(showing: target * 86_400 + second - 1).last.map({ $0 + 1 })
      else { throw BadRow(code: .badTimestamp, text: "the clock skips the end of this day") }
      return found
    }
  }
}
