import Grid

/// Takes the sections of a file, decides what their stamps mean, and hands their values on.
///
/// A section that does not decide it itself waits for one that does: all sections of a file come from one export.
final class Curves {
  /// Rows held at a time: 14 years of 5-minute values.
  static let rowLimit = 1_500_000

  private let sink: any ReadingSink
  private let name: String
  private let forced: DecodeOptions.Stamp?
  private var isForcedUsed = false
  var clock: LocalClock
  private var waiting: [CurveSection] = []
  private var waitingRows = 0
  private var tellers: [DecodeOptions.Stamp: Teller] = [:]
  private var qualities: [String: Int16] = [:]

  /// What is told of a decision: how many sections, and the first of them.
  private struct Teller {
    var sections = 0
    var example = ""
    var isAssumed = false
  }

  init(_ sink: any ReadingSink, name: String, _ options: DecodeOptions) throws {
    self.sink = sink
    self.name = name
    forced = options.stamp
    let zone = options.zone ?? "Europe/Paris"
    guard let clock = LocalClock(zone: zone) else {
      throw PlainFailure(.usage, "there is no time zone \(zone)", hint: "Use an IANA name: Europe/Paris")
    }
    self.clock = clock
  }

  /// The number of a quality; dumps with thousands of different words get one for the rest.
  func quality(_ word: String, _ make: (String) -> Quality) throws -> Int16 {
    if let known = qualities[word] { return known }
    let quality = qualities.count < 500 ? make(word) : Quality(.unknown)
    let number = try sink.number(of: quality)
    if qualities.count < 500 { qualities[word] = number }
    return number
  }

  /// The instant of a bound of the range that a header names; a day is its midnight, 23:59:59 the end of its day.
  func bound(_ text: String) -> Int64? {
    switch Array(text.utf8).withUnsafeBytes(WrittenTime.parse) {
    case .instant(let instant, _): instant
    case .wall(let wall): clock.instants(showing: wall % 86_400 == 86_399 ? wall + 1 : wall).first
    case .day(let day): clock.start(of: day)
    case nil: nil
    }
  }

  /// Takes rows over; the section is empty afterwards and may be filled again.
  ///
  /// - Parameter mayWait: Whether the rows may be kept until the file has decided what stamps are.
  func take(_ section: CurveSection, mayWait: Bool = true) throws {
    try section.settleWalls(&clock) { row in
      let text = String(Instant(seconds: row.stamp).description.dropLast())
      try reject(.badTimestamp, row, text: text, note: "the clock skips this hour")
    }
    guard !section.rows.isEmpty else { return }
    let order = Curves.order(section.rows)
    let intervals = CurveIntervals(section.rows, order: order, declared: section.interval)
    let isFull = waitingRows + section.rows.count > Curves.rowLimit
    if let stamp = try decision(section, intervals) ?? (mayWait && !isFull ? nil : unanimous ?? section.assumed) {
      try emit(section, order, intervals, stamp)
      section.rows = []
      return
    }
    guard mayWait, !isFull else { throw undecidable() }
    // A section costs as much as some rows.
    waitingRows += section.rows.count + 8
    waiting.append(section)
  }

  /// Hands on what waited, and tells what was decided.
  func finish() throws {
    for section in waiting {
      let known = unanimous
      guard let stamp = known ?? section.assumed else { throw undecidable() }
      let order = Curves.order(section.rows)
      let intervals = CurveIntervals(section.rows, order: order, declared: section.interval)
      if known == nil { tell(stamp, section, intervals, isAssumed: true) }
      try emit(section, order, intervals, stamp)
      section.rows = []
    }
    waiting = []
    if forced != nil, !isForcedUsed { sink.remark("unused-option: --stamp has no effect, as there is no load curve") }
    for stamp in DecodeOptions.Stamp.allCases {
      guard let teller = tellers[stamp] else { continue }
      let sections = teller.sections == 1 ? "" : " (\(teller.sections) sections)"
      let other: DecodeOptions.Stamp = stamp == .start ? .end : .start
      sink.remark(
        "stamps-\(stamp): stamps \(stamp) their intervals\(teller.isAssumed ? ", as nothing says otherwise" : "")\(sections), "
          + "\(teller.example); --stamp \(other) reads them the other way")
    }
  }

  /// What all sections say that say something.
  private var unanimous: DecodeOptions.Stamp? {
    let known = tellers.filter { !$0.value.isAssumed }.keys
    return known.count == 1 ? known.first : nil
  }

  private func undecidable() -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name) does not tell whether its stamps begin or end their intervals",
      detail: "nothing in it decides: no heading, and no row at one edge of a day without one at the other",
      hint: "Say it: --stamp start|end")
  }

  /// Whole days have no question; nil when it is still open.
  private func decision(_ section: CurveSection, _ intervals: CurveIntervals) throws -> DecodeOptions.Stamp? {
    if section.rows.allSatisfy({ $0.interval == CurveRow.day }) { return .start }
    if let forced {
      isForcedUsed = true
      return forced
    }
    if let decided = section.decided { return decided }
    // Where no row tells its interval, each of them is refused, whatever stamps are.
    guard intervals.stamps.indices.contains(where: { intervals.interval(at: $0, .end) > 0 }) else { return .start }
    guard let stamp = section.said ?? CurveJudge.decide(section, intervals, &clock) else { return nil }
    section.decided = stamp
    tell(stamp, section, intervals, isAssumed: false)
    return stamp
  }

  private func tell(
    _ stamp: DecodeOptions.Stamp, _ section: CurveSection, _ intervals: CurveIntervals, isAssumed: Bool
  ) {
    var teller = tellers[stamp] ?? Teller(isAssumed: isAssumed)
    teller.sections += 1
    if !isAssumed { teller.isAssumed = false }
    if teller.example.isEmpty, let first = intervals.stamps.first, let last = intervals.stamps.last {
      teller.example = "\(section.channel.meter) from \(clock.shown(first)) to \(clock.shown(last))"
    }
    tellers[stamp] = teller
  }

  private static func order(_ rows: [CurveRow]) -> [Int32] {
    let order = rows.indices.map { Int32($0) }
    if zip(rows, rows.dropFirst()).allSatisfy({ $0.stamp <= $1.stamp }) { return order }
    // Of rows for one interval the later one holds, so their order stays.
    return order.sorted {
      let (a, b) = (rows[Int($0)].stamp, rows[Int($1)].stamp)
      return a == b ? $0 < $1 : a < b
    }
  }

  private func emit(
    _ section: CurveSection, _ order: [Int32], _ intervals: CurveIntervals, _ stamp: DecodeOptions.Stamp
  ) throws {
    let channel = try sink.number(of: section.channel)
    var runs = RunBuilder(sink)
    func add(_ row: CurveRow, start: Int64, interval: Int32) throws {
      try runs.add(
        ExactDecimal(mantissa: row.mantissa, scale: Int(row.scale)), channel: channel, start: start, interval: interval,
        quality: row.quality, offset: row.offsetMinutes == CurveRow.noOffset ? nil : Int32(row.offsetMinutes) * 60,
        version: section.version, line: Int(row.line))
    }
    var index = 0
    for number in order {
      let row = section.rows[Int(number)]
      while intervals.stamps[index] < row.stamp { index += 1 }
      guard row.mantissa != IntervalRun.missing else { continue }
      let interval = row.interval > 0 ? row.interval : intervals.interval(at: index, stamp)
      if interval == CurveRow.day {
        let day = clock.day(at: row.stamp)
        let start = clock.start(of: day)
        try add(row, start: start, interval: Int32(clock.start(of: day.advanced(by: 1)) - start))
      } else if interval > 0 {
        try add(row, start: stamp == .start ? row.stamp : row.stamp - Int64(interval), interval: interval)
      } else {
        try reject(
          .unknownInterval, row, text: clock.shown(row.stamp), note: "no row within an hour of it tells how long it is")
      }
    }
    try runs.flush()
  }

  private func reject(_ code: RowFault, _ row: CurveRow, text: String, note: String) throws {
    var text = text
    try text.withUTF8 { bytes in
      try sink.reject(DecodeFault(code, line: Int(row.line), text: UnsafeRawBufferPointer(bytes), note: note))
    }
  }
}
