import Glibc
import Grid

/// Reads the records of a NEM12 or NEM13 file.
///
/// A day (300) is told when the record behind its qualities (400) is met: until then it is held back.
final class NEMReader {
  /// Seconds of an interval's length as written, in minutes; nil when a day, or an hour, is not made of such intervals.
  static func interval(_ minutes: UnsafeRawBufferPointer) -> Int? {
    guard let minutes = minutes.digits, minutes > 0, minutes <= 60, 1440 % minutes == 0 else { return nil }
    return Int(minutes) * 60
  }

  let sink: any ReadingSink
  private var lines: LineReader
  var fields = Fields()
  private var plain = UnsafeMutableRawBufferPointer.allocate(byteCount: LineReader.lengthLimit, alignment: 16)
  var day: HeldDay
  /// What the last 200 record says; nil when there is none, or none that can be read.
  private var channel: (channel: Channel, interval: Int, number: Int32?)?
  /// The last 300 record was rejected, and the 400 records behind it go with it.
  private var isSkipping = false
  private var qualities: NEMQualities
  private var section = Section.none
  private let format: DumpFormat
  /// Which kinds of records there are; those that both have count for neither.
  private var hasDays = false
  private var hasAccumulations = false
  private var wasMade = false
  private var updates = RepeatedTime()
  private var remarks: Set<String> = []
  var line: Int { lines.number }

  private enum Section {
    case none
    case open
    case ended
  }

  init(_ source: any ByteSource, as format: DumpFormat, _ sink: any ReadingSink) {
    self.sink = sink
    self.format = format
    lines = LineReader(source)
    day = HeldDay()
    qualities = NEMQualities(sink)
  }

  func close() {
    lines.close()
    fields.close()
    plain.deallocate()
    day.close()
  }

  func read() throws {
    while var line = try lines.next() {
      guard !lines.isCut else {
        try reject(.tooLong, line)
        continue
      }
      if !line.isEmpty, memchr(line.baseAddress!, 0x22, line.count) != nil { line = unquoted(line) }
      try take(line)
    }
    guard format == .nem13 ? hasAccumulations : hasDays else { throw Input.foreign(lines.name, format, "record") }
    try flush()
    if section == .open { remark("missing-trailer: there is no 900 record at the end; was the transfer cut off?") }
  }

  /// A remark is made once a file.
  func remark(_ text: String) {
    let code = String(text.prefix { $0 != ":" })
    if remarks.insert(code).inserted { sink.remark(text) }
  }

  func reject(
    _ code: RowFault, _ line: UnsafeRawBufferPointer, column: Int? = nil, _ note: String? = nil, count: Int = 1
  ) throws {
    try sink.reject(
      DecodeFault(code, line: lines.number, column: column, text: line, note: note, count: count))
  }

  /// The line without its quotes, and with blanks for the commas between them: no field that is read has any.
  private func unquoted(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var count = 0
    var isQuoted = false
    for byte in line {
      if byte == 0x22 {
        isQuoted.toggle()
        continue
      }
      plain[count] = byte == 0x2C && isQuoted ? 0x20 : byte
      count += 1
    }
    return UnsafeRawBufferPointer(rebasing: plain[..<count])
  }

  private func take(_ line: UnsafeRawBufferPointer) throws {
    var begin = 0
    while begin < line.count, [0x20, 0x09, 0x1A].contains(line[begin]) { begin += 1 }
    guard begin < line.count else { return }
    let line = UnsafeRawBufferPointer(rebasing: line[begin...])
    guard let record = NEMRecord(NEMReader.firstField(line)) else {
      try flush()
      return try reject(.unknownRecord, line)
    }
    if record != .quality {
      try flush()
      isSkipping = record == .day
    }
    if record == .end {
      if section == .none { remark("missing-header: the file has no 100 record") }
      section = .ended
      channel = nil
      return
    }
    openSection(record)
    switch record {
    case .day:
      hasDays = true
      try takeDay(line)
    case .quality: try takeQuality(line)
    case .channel:
      hasDays = true
      try takeChannel(line)
    case .accumulation:
      hasAccumulations = true
      try takeAccumulation(line)
    case .header: try takeHeader(line)
    case .business, .businessAccumulation: sink.pass(1)
    case .end: break
    }
  }

  private static func firstField(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = 0
    while end < min(line.count, 8), line[end] != 0x2C { end += 1 }
    while end > 0, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: line[..<end])
  }

  /// Notes where one section ends and the next begins.
  private func openSection(_ record: NEMRecord) {
    switch section {
    case .none where record != .header: remark("missing-header: the file has no 100 record")
    case .ended: remark("trailing-section: line \(lines.number) begins a section behind the end of another")
    case .open where record == .header:
      remark("missing-trailer: there is no 900 record before the header on line \(lines.number)")
      channel = nil
    default: break
    }
    section = .open
  }

  private func takeHeader(_ line: UnsafeRawBufferPointer) throws {
    guard fields.split(line, at: 0x2C) else { return try reject(.openQuote, line) }
    let kind = fields.count > 1 ? fields[1].upperText : ""
    if kind == "NEM12" { hasDays = true }
    if kind == "NEM13" { hasAccumulations = true }
    guard fields.count > 2, let instant = MarketTime.instant(fields[2]) else {
      return remark("bad-header-time: line \(lines.number) does not say when the file was made")
    }
    if !wasMade { sink.made(at: Instant(seconds: instant)) }
    wasMade = true
  }

  // MARK: Days

  private func takeChannel(_ line: UnsafeRawBufferPointer) throws {
    channel = nil
    guard fields.split(line, at: 0x2C) else { return try reject(.openQuote, line) }
    guard fields.count >= 9 else { return try reject(.missingField, line, count: 0) }
    guard !fields[1].isEmpty else { return try reject(.emptyMeter, line, column: 2, count: 0) }
    guard let interval = NEMReader.interval(fields[8]) else {
      return try reject(
        .badInterval, line, column: 9,
        "its intervals must be of 5, 15 or 30 minutes, or others of which an hour at most and a day are made; without "
          + "them its days go with it", count: 0)
    }
    if ![300, 900, 1800].contains(interval) {
      remark("odd-interval: line \(lines.number) has intervals of \(interval / 60) minutes, not of 5, 15 or 30")
    }
    let suffix = (fields[4].isEmpty ? fields[3] : fields[4]).text
    let unit = fields[7].text
    let direction: Register? =
      switch suffix.first {
      case "E", "e": .imported
      case "B", "b": .exported
      default: nil
      }
    let quantity = direction == nil ? .other : NEMReader.quantity(of: unit)
    channel = (
      Channel(
        meter: fields[1].text, register: suffix, unit: unit, quantity: quantity,
        direction: quantity == .other ? nil : direction),
      interval, nil
    )
  }

  static func quantity(of unit: String) -> Quantity {
    switch unit.uppercased() {
    case "WH": .energy(milliWh: 1000)
    case "KWH": .energy(milliWh: 1_000_000)
    case "MWH": .energy(milliWh: 1_000_000_000)
    case "GWH": .energy(milliWh: 1_000_000_000_000)
    case "W": .power(milliW: 1000)
    case "KW": .power(milliW: 1_000_000)
    case "MW": .power(milliW: 1_000_000_000)
    default: .other
    }
  }

  private func takeDay(_ line: UnsafeRawBufferPointer) throws {
    // Parts only: a copy of the channel is five texts to be counted, each day.
    guard let interval = channel?.interval else {
      return try reject(.orphanRecord, line, "no 200 record that can be read says whose it is")
    }
    let count = 86_400 / interval
    var at = 0
    _ = NEMReader.field(line, &at)
    let date = NEMReader.field(line, &at) ?? line[..<0]
    guard let start = MarketTime.day(UnsafeRawBufferPointer(rebasing: date)) else {
      return try reject(.badTimestamp, line, column: 2, count: count)
    }
    if let fault = day.values.read(line, at: &at, count: count) {
      return try reject(fault, line, count: count)
    }
    guard day.values.known > 0 else { return try reject(.emptyValue, line, "the day has no value", count: count) }
    let flag = NEMReader.field(line, &at) ?? line[..<0]
    if NEMReader.isNumeric(flag) {
      var found = count + 1
      while let next = NEMReader.field(line, &at), NEMReader.isNumeric(next) { found += 1 }
      return try reject(.valueCount, line, "more than \(count) values, at least \(found)", count: count)
    }
    let reason = NEMReader.field(line, &at) ?? line[..<0]
    _ = NEMReader.field(line, &at)
    day.hold(
      line, at: lines.number, start: start, interval: interval, count: count,
      version: version(NEMReader.field(line, &at), NEMReader.field(line, &at)))
    if channel?.number == nil { channel!.number = try sink.number(of: channel!.channel) }
    day.channel = channel!.number!
    day.isVariable = flag.count == 1 && flag.first! | 0x20 == 0x76
    if day.isVariable {
      day.quality = try qualities.number(.unknown, raw: "V")
    } else {
      day.quality = try qualities.number(flag, reason)
    }
  }

  private static func isNumeric(_ field: Slice<UnsafeRawBufferPointer>) -> Bool {
    field.first.map { $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2B || $0 == 0x2E } ?? false
  }

  /// What makes a record's values none of a day, told by the field at which they end.
  private func reject(_ fault: DayValues.Fault, _ line: UnsafeRawBufferPointer, count: Int) throws {
    var at = 0
    for _ in 0..<fault.index + 2 { _ = NEMReader.field(line, &at) }
    let field = NEMReader.field(line, &at) ?? line[..<0]
    let isFlag =
      field.first.map { "AEFNSV".utf8.contains($0 & 0xDF) } ?? false && field.count <= 3
      && field.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
    guard fault.code == .valueCount || (fault.code == .notANumber && isFlag) else {
      let word = String(decoding: field.prefix(20), as: UTF8.self)
      let note: String? =
        switch fault.code {
        case .notANumber: "value \(fault.index + 1) of the day, '\(word)', is no number"
        case .tooPrecise: "value \(fault.index + 1) of the day has more than 9 decimals"
        case .aboveLimit: "a value of the day has more than 18 digits"
        default: nil
        }
      return try reject(fault.code, line, column: fault.index + 3, note, count: count)
    }
    guard fault.index > 0 else { return try reject(.emptyValue, line, "the day has no value", count: count) }
    try reject(.valueCount, line, column: fault.index + 3, "\(fault.index) values of \(count)", count: count)
  }

  /// The version of a record: when it was updated, else when the market's system took it; 0 when it says neither.
  func version(_ updated: Slice<UnsafeRawBufferPointer>?, _ loaded: Slice<UnsafeRawBufferPointer>?) -> Int64 {
    for text in [updated, loaded] {
      guard let text, !text.isEmpty else { continue }
      if let instant = updates.instant(UnsafeRawBufferPointer(rebasing: text)) { return instant }
      remark("bad-update-time: line \(lines.number) does not say when it was updated; the later line holds")
    }
    return 0
  }

  /// The next field, blanks at both ends taken off; nil behind the last.
  @inline(__always)
  static func field(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Slice<UnsafeRawBufferPointer>? {
    guard at <= line.count else { return nil }
    var end = at
    while end < line.count, line[end] != 0x2C { end += 1 }
    var (first, last) = (at, end)
    at = end + 1
    while first < last, line[first] == 0x20 || line[first] == 0x09 { first += 1 }
    while first < last, line[last - 1] == 0x20 || line[last - 1] == 0x09 { last -= 1 }
    return line[first..<last]
  }

  // MARK: Qualities of a day

  private func takeQuality(_ line: UnsafeRawBufferPointer) throws {
    guard day.isHeld else {
      if !isSkipping { try reject(.orphanRecord, line, "no 300 record stands before it", count: 0) }
      return
    }
    var at = 0
    let texts = (0..<5).map { _ in NEMReader.field(line, &at) ?? line[..<0] }
    guard let first = UnsafeRawBufferPointer(rebasing: texts[1]).digits,
      let last = UnsafeRawBufferPointer(rebasing: texts[2]).digits, first >= 1, first <= last, last <= day.count
    else {
      return try reject(.qualityRange, line, column: 2, "intervals of the day are 1 to \(day.count)", count: 0)
    }
    guard let flag = texts[3].first, flag & 0xDF != 0x56 else {
      return try reject(.qualityRange, line, column: 4, "it says no quality", count: 0)
    }
    guard day.put(try qualities.number(texts[3], texts[4]), Int(first) - 1..<Int(last)) else {
      return try reject(.qualityRange, line, column: 2, "another range has intervals of it", count: 0)
    }
  }

  /// Tells the day that is held back.
  private func flush() throws {
    guard day.isHeld else { return }
    let missing = day.isVariable ? day.withoutQuality : 0
    try sink.take(day.run)
    if missing > 0 {
      try sink.reject(
        DecodeFault(
          .qualityMissing, line: day.line, text: day.text, note: "\(missing) of \(day.count) values", count: 0))
    }
    day.isHeld = false
  }

  // MARK: Accumulations

  private func takeAccumulation(_ line: UnsafeRawBufferPointer) throws {
    guard fields.split(line, at: 0x2C) else { return try reject(.openQuote, line) }
    guard fields.count >= 20 else { return try reject(.missingField, line) }
    guard !fields[1].isEmpty else { return try reject(.emptyMeter, line, column: 2) }
    guard let start = MarketTime.instant(fields[9]) else { return try reject(.badTimestamp, line, column: 10) }
    guard let end = MarketTime.instant(fields[14]), end > start else {
      return try reject(.badTimestamp, line, column: 15, "the read does not come after the previous one")
    }
    let quantity: (Int64, Int)
    switch NEMNumber.parse(fields[18]) {
    case .value(let value, let scale): quantity = (value, scale)
    case .none: return try reject(.emptyValue, line, column: 19)
    case .fault(let code): return try reject(code, line, column: 19)
    }
    let number = try sink.number(of: accumulationChannel())
    func read(_ column: Int, at instant: Int64) throws -> IndexRead? {
      switch NEMNumber.parse(fields[column]) {
      case .none: return nil
      case .fault(let code):
        try reject(code, line, column: column + 1, "the quantity is told without this read", count: 0)
        return nil
      case .value(let value, let scale):
        return IndexRead(
          channel: number, instant: instant, value: value, scale: scale,
          quality: try qualities.number(fields[column + 2][...], fields[column + 3][...]),
          offset: MarketTime.offset, line: lines.number,
          text: line)
      }
    }
    let updated = fields.count > 21 ? fields[21][...] : nil
    let loaded = fields.count > 22 ? fields[22][...] : nil
    let accumulation = Accumulation(
      channel: number, start: start, end: end, quantity: quantity.0, scale: quantity.1,
      previous: try read(8, at: start), current: try read(13, at: end), version: version(updated, loaded),
      line: lines.number, text: line)
    if !accumulation.fitsReads {
      remark(
        "quantity-differs: line \(lines.number) says \(fields[18].text), its reads are \(fields[8].text) and "
          + "\(fields[13].text): is there a multiplier, or another meter? the reads are what is loaded")
    }
    try sink.take(accumulation)
  }

  private func accumulationChannel() -> Channel {
    let unit = fields[19].text
    let direction: Register? =
      switch fields[7].upperText {
      case "E": .imported
      case "I": .exported
      default: nil
      }
    var quantity = Quantity.other
    if direction != nil, case .energy(let milliWh) = NEMReader.quantity(of: unit) {
      quantity = .index(milliWh: milliWh)
    }
    return Channel(
      meter: fields[1].text, register: (fields[4].isEmpty ? fields[3] : fields[4]).text, unit: unit,
      quantity: quantity, direction: quantity == .other ? nil : direction,
      serial: fields[6].isEmpty ? nil : fields[6].text)
  }
}
