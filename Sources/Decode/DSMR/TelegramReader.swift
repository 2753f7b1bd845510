import Grid

/// Turns telegrams into states of registers.
struct TelegramReader {
  /// When a telegram was made.
  private enum Time {
    case at(Int64, offset: Int32)
    /// The dump does not say it.
    case unknown
    case unreadable(RowFault)
  }

  private let sink: any ReadingSink
  private var clock: LocalClock
  private(set) var telegramCount = 0
  /// The time in the text before the telegram.
  private var noted: Time = .unknown
  private var channels: [Channel: Int32] = [:]
  private var hasUndated = false

  init(_ sink: any ReadingSink, clock: LocalClock) {
    self.sink = sink
    self.clock = clock
  }

  /// Looks for the time in a line between telegrams: `2024-03-01T00:00:05+01:00`, `2024-03-01 00:00:05.123`.
  mutating func note(_ line: UnsafeRawBufferPointer) {
    guard line.contains(where: { $0 > 32 }) else { return }
    noted = .unknown
    guard let (wall, zone) = TelegramReader.time(in: line.prefix(200)) else { return }
    guard !zone.isEmpty else {
      noted = local(wall.seconds)
      return
    }
    let clock = wall.description.dropLast()
    guard let instant = Instant("\(clock)\(zone)") else { return }
    noted = .at(instant.seconds, offset: Int32(wall.seconds - instant.seconds))
  }

  /// The first time in a text, as if it were UTC, and its offset as RFC 3339 has it; empty where it says none.
  private static func time(in text: Slice<UnsafeRawBufferPointer>) -> (wall: Instant, zone: String)? {
    let form = Array("0000-00-00 00:00:00".utf8)
    func fits(_ at: Int) -> Bool {
      form.indices.allSatisfy { offset in
        let byte = text[at + offset]
        return switch form[offset] {
        case UInt8(ascii: "0"): byte &- 0x30 < 10
        case UInt8(ascii: " "): byte == 32 || byte == UInt8(ascii: "T")
        default: byte == form[offset]
        }
      }
    }
    guard text.count >= form.count,
      let at = (0...text.count - form.count).first(where: { text[$0 + 4] == 0x2D && fits($0) })
    else { return nil }
    let written = String(decoding: text[at..<at + form.count], as: UTF8.self).replacing(" ", with: "T")
    guard let wall = Instant("\(written)Z") else { return nil }
    var rest = text[(at + form.count)...]
    if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      rest = rest.dropFirst().drop { $0 &- 0x30 < 10 }
    }
    if rest.first == 32 { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "Z") { return (wall, "Z") }
    let digits = rest.dropFirst().prefix(5).filter { $0 != UInt8(ascii: ":") }.prefix(4)
    guard rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-"), digits.count == 4,
      digits.allSatisfy({ $0 &- 0x30 < 10 })
    else { return (wall, "") }
    let zone = String(decoding: digits, as: UTF8.self)
    return (wall, "\(rest.first == UInt8(ascii: "+") ? "+" : "-")\(zone.prefix(2)):\(zone.suffix(2))")
  }

  /// A telegram without an end: none of it is believed.
  mutating func refuse(_ telegram: Telegram, _ code: RowFault, _ note: String?) throws {
    telegramCount += 1
    noted = .unknown
    try reject(telegram, code, note)
  }

  private func reject(_ telegram: Telegram, _ code: RowFault, _ note: String?) throws {
    try telegram.beginning.withUnsafeBytes {
      try sink.reject(
        DecodeFault(
          code, line: telegram.line, text: $0, note: note,
          count: max(1, telegram.objects.count { TelegramReader.register(of: $0) != nil })))
    }
  }

  mutating func take(_ telegram: Telegram, written: some Sequence<UInt8>) throws {
    telegramCount += 1
    defer { noted = .unknown }
    let digits = String(decoding: written.prefix(8).filter { $0 > 32 }, as: UTF8.self)
    if !digits.isEmpty {
      guard UInt16(digits, radix: 16) == telegram.sum.value else {
        return try reject(telegram, .badCRC, "its sum is not \(digits)")
      }
    } else if telegram["1-3:0.2.8"] != nil {
      return try reject(telegram, .badCRC, "telegrams of DSMR 4 and later end with a sum")
    }
    let time = time(of: telegram)
    let (meter, serial) = TelegramReader.meter(of: telegram)
    // The total of all tariffs, where the tariffs are told as well.
    let hasTariffs = telegram.objects.contains { $0.code.hasSuffix(".8.1") }
    var isShown = false
    for object in telegram.objects {
      if let register = TelegramReader.register(of: object) {
        try take(
          object, time, meter: meter, serial: serial,
          direction: hasTariffs && object.code.hasSuffix(".8.0") ? nil : register.direction)
        isShown = true
      } else if object.code.contains(":24.") {
        try takeOther(object, telegram)
      } else {
        sink.pass(1)
      }
    }
    guard isShown else { return }
    switch time {
    case .at: break
    case .unreadable(let code): try reject(telegram, code, nil)
    case .unknown:
      try reject(telegram, .noTimestamp, nil)
      if !hasUndated {
        sink.remark(
          "telegrams have no time, as those of DSMR 2 and 3, and the text before them tells none: states are shown only"
        )
      }
      hasUndated = true
    }
  }

  /// What tells the meter, in the order of preference: its number, the name of its device, its other number, in
  /// hexadecimal; the numbers that meters of Germany write in plain characters; its identification.
  private static func meter(of telegram: Telegram) -> (name: String, serial: String?) {
    for code in ["0-0:96.1.1", "0-0:42.0.0", "0-0:96.1.0"] {
      if let text = telegram[code], !text.isEmpty { return (text, unhex(text)) }
    }
    for code in ["0-0:96.1.255", "1-0:0.0.0"] {
      if let text = telegram[code], !text.isEmpty { return (text, text) }
    }
    return (String(decoding: telegram.beginning.dropFirst(), as: UTF8.self), nil)
  }

  /// `1-0:1.8.1` counts what is drawn from the grid, `1-0:2.8.1` what is fed in, 3.8 and 4.8 reactive energy.
  private static func register(of object: COSEMObject) -> (code: Substring, direction: Register?)? {
    guard object.code.hasPrefix("1-"), let colon = object.code.firstIndex(of: ":") else { return nil }
    let code = object.code[object.code.index(after: colon)...]
    let groups = code.split(separator: ".")
    guard groups.count == 3, groups[1] == "8", let quantity = Int(groups[0]), 1...4 ~= quantity else { return nil }
    return (code, quantity == 1 ? .imported : quantity == 2 ? .exported : nil)
  }

  private mutating func take(
    _ object: COSEMObject, _ time: Time, meter: String, serial: String?, direction: Register?
  ) throws {
    let parts = (object.values.last ?? "").split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    let unit = parts.count == 2 ? String(parts[1]) : ""
    let milliWh: Int64? =
      switch unit.lowercased() {
      case "wh": 1000
      case "kwh": 1_000_000
      case "mwh": 1_000_000_000
      default: nil
      }
    let quantity = direction == nil ? Quantity.other : milliWh.map { .index(milliWh: $0) } ?? .other
    try put(
      parts.first ?? "", object, time,
      Channel(
        meter: meter, register: object.code, unit: unit, quantity: quantity,
        direction: quantity == .other ? nil : direction, serial: serial))
  }

  /// Gas, water and heat meters on the bus: `0-1:24.2.1(170102161005W)(00000.107*m3)`, with the time of their own state.
  private mutating func takeOther(_ object: COSEMObject, _ telegram: Telegram) throws {
    let device = object.code.prefix { $0 != ":" }
    guard object.values.count >= 2, object.values[0].count >= 12, let last = object.values.last else {
      return sink.pass(1)
    }
    let parts = last.split(separator: "*", maxSplits: 1)
    // Of DSMR 3 the unit stands before the value, as does the register's code.
    let isOld = object.code.hasSuffix(":24.3.0")
    let unit = parts.count == 2 ? String(parts[1]) : isOld && object.values.count > 5 ? object.values[5] : ""
    let meter = telegram["\(device):96.1.0"] ?? telegram["\(device):96.1.1"] ?? ""
    try put(
      parts.first ?? "", object, stamp(object.values[0]),
      Channel(
        meter: meter.isEmpty ? String(device) : meter, register: object.code, unit: unit, quantity: .other,
        direction: nil, serial: TelegramReader.unhex(meter)))
  }

  private mutating func put(_ value: Substring, _ object: COSEMObject, _ time: Time, _ channel: Channel) throws {
    let number: ExactDecimal
    switch Array(value.utf8).withUnsafeBytes(WrittenDecimal.parse) {
    case .value(let written): number = written
    case .fault(let code):
      return try Array(object.code.utf8).withUnsafeBytes {
        try sink.reject(DecodeFault(code, line: object.line, text: $0))
      }
    }
    let known = try channels[channel] ?? sink.number(of: channel)
    if channels.count < 10_000 { channels[channel] = known }
    guard case .at(let instant, let offset) = time else {
      return sink.take(undated: number.mantissa, scale: number.scale, of: known)
    }
    try sink.take(
      IndexRead(
        channel: known, instant: instant, value: number.mantissa, scale: number.scale, offset: offset,
        line: object.line))
  }

  private mutating func time(of telegram: Telegram) -> Time {
    guard let text = telegram["0-0:1.0.0"] else { return noted }
    return stamp(text)
  }

  /// `170102192002W`: W is winter, S is summer; older meters leave it out.
  private mutating func stamp(_ text: String) -> Time {
    let digits = Array(text.utf8.prefix(12))
    guard digits.count == 12, digits.allSatisfy({ $0 &- 0x30 < 10 }), text.utf8.count <= 13 else {
      return .unreadable(.badTimestamp)
    }
    let two = stride(from: 0, to: 12, by: 2).map { Int(digits[$0] - 0x30) * 10 + Int(digits[$0 + 1] - 0x30) }
    // Meters on the bus that never answered have the state of 1970.
    let year = two[0] < 70 ? 2000 + two[0] : 1900 + two[0]
    guard let day = LocalDay(year: year, month: two[1], day: two[2]), two[3] < 24, two[4] < 60, two[5] < 60
    else { return .unreadable(.badTimestamp) }
    let wall = Int64(day.number) * 86_400 + Int64(two[3] * 3600 + two[4] * 60 + two[5])
    switch text.utf8.dropFirst(12).first {
    case UInt8(ascii: "W"): return .at(wall - 3600, offset: 3600)
    case UInt8(ascii: "S"): return .at(wall - 7200, offset: 7200)
    case nil: return local(wall)
    default: return .unreadable(.badTimestamp)
    }
  }

  private mutating func local(_ wall: Int64) -> Time {
    let instants = clock.instants(showing: wall)
    guard instants.count == 1 else { return .unreadable(instants.isEmpty ? .badTimestamp : .noOffset) }
    return .at(instants[0], offset: Int32(wall - instants[0]))
  }

  /// The number on the housing: identifiers are the hexadecimal codes of its characters.
  private static func unhex(_ text: String) -> String? {
    let digits = Array(text.utf8)
    guard !digits.isEmpty else { return nil }
    guard digits.count % 2 == 0 else { return text }
    var decoded = ""
    for at in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[at...at + 1], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16), 0x20..<0x7F ~= byte else { return text }
      decoded.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return decoded
  }
}
