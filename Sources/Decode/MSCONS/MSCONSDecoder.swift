import Grid

/// EDIFACT MSCONS: load curves and states of meters, of the German and Austrian markets.
///
/// Numbers are read with either decimal mark, whatever UNA says: files that name one and write the other are about.
enum MSCONSDecoder: Decoder {
  static let formats: [DumpFormat] = [.mscons]

  static func recognize(_ head: [UInt8]) -> DumpFormat? {
    let start = head.drop { $0 <= 32 }
    guard start.starts(with: Array("UNA".utf8)) || start.starts(with: Array("UNB".utf8)) else { return nil }
    return String(decoding: start.prefix(4096), as: UTF8.self).contains("MSCONS") ? .mscons : nil
  }

  static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    var clock: LocalClock?
    if let zone = options.zone {
      guard let found = LocalClock(zone: zone) else {
        throw PlainFailure(.dataRefused, "there is no time zone '\(zone)'", hint: "Name it as in Europe/Vienna.")
      }
      clock = found
    }
    var reader = SegmentReader(source)
    var message = MSCONSMessages(sink, clock: clock ?? LocalClock(zone: "Europe/Vienna"))
    while try reader.next() { try message.take(reader.segment) }
    try message.finish(isCutOff: reader.isCutOff)
    guard message.messageCount > 0 else {
      throw Input.foreign(source.name, .mscons, "message")
    }
  }
}

/// What the segments of messages say one after another.
private struct MSCONSMessages {
  /// A quantity whose times are still to come.
  private struct Reading {
    var qualifier: String
    var value: ExactDecimal?
    var unit: String
    var segment: Int
    var start: EDIFACTTime?
  }

  private struct ChannelKey: Hashable {
    var meter: String
    var register: String
    var unit: String
    var serial: String?
    var isState: Bool
  }

  private let sink: any ReadingSink
  private var runs: RunBuilder
  private var times: EDIFACTClock
  private var channels: [ChannelKey: Int32] = [:]
  private var qualities: [String: Int16] = [:]

  private(set) var messageCount = 0
  private var isMSCONS = false
  private var segmentCount = 0
  private var messagesOfInterchange = 0
  private var isOpen = false
  private var isMessageOpen = false
  /// When the message was made: of two values for an interval that of the younger message holds.
  private var version: Int64 = 0
  private var meter = ""
  private var hasMeteringPoint = false
  private var serial: String?
  private var register = ""
  private var quantity: Reading?
  private var curve: CurveBuffer?
  private var remarks: Set<String> = []

  init(_ sink: any ReadingSink, clock: LocalClock?) {
    self.sink = sink
    runs = RunBuilder(sink)
    times = EDIFACTClock(clock)
  }

  mutating func take(_ segment: Segment) throws {
    segmentCount += 1
    if segment.isCut {
      try reject(.tooLong, segment, nil)
      return
    }
    let tag = segment.text(0)
    switch tag {
    case "UNB":
      if isOpen { remark("an interchange has no end") }
      isOpen = true
      messagesOfInterchange = 0
    case "UNH": try begin(segment)
    case "UNT": try end(segment)
    case "UNZ":
      isOpen = false
      if let count = Int(segment.text(1)), count != messagesOfInterchange {
        remark("UNZ announces \(count) messages, \(messagesOfInterchange) are there")
      }
    default:
      guard isMSCONS else { return sink.pass(1) }
      try takeDetail(tag, segment)
    }
  }

  private mutating func begin(_ segment: Segment) throws {
    try close()
    if isMessageOpen { remark("a message has no end") }
    segmentCount = 1
    messagesOfInterchange += 1
    isMessageOpen = true
    isMSCONS = segment.text(2) == "MSCONS"
    if isMSCONS { messageCount += 1 }
    version = 0
    times.offset = nil
    try forgetPoint()
  }

  private mutating func end(_ segment: Segment) throws {
    try close()
    try flushCurve()
    if isMessageOpen, let count = Int(segment.text(1)), count != segmentCount {
      remark("UNT of message \(segment.text(2)) announces \(count) segments, \(segmentCount) are there")
    }
    isMessageOpen = false
    isMSCONS = false
  }

  private mutating func forgetPoint() throws {
    try flushCurve()
    meter = ""
    hasMeteringPoint = false
    serial = nil
    register = ""
  }

  private mutating func takeDetail(_ tag: String, _ segment: Segment) throws {
    switch tag {
    case "NAD":
      try close()
      if segment.text(1) == "DP" { try forgetPoint() }
    case "LOC":
      try close()
      let isMeteringPoint = segment.text(1) == "172"
      guard isMeteringPoint || !hasMeteringPoint else { return }
      // Sums of a balancing group have no metering point, but an area or a group.
      try flushCurve()
      meter = segment.text(2)
      hasMeteringPoint = isMeteringPoint
      serial = nil
      register = ""
    case "RFF":
      if segment.text(1) == "MG" { serial = segment.text(1, 1) }
    case "LIN":
      try close()
      try flushCurve()
      register = ""
    case "PIA":
      try close()
      if segment.text(1) == "5" { register = segment.text(2) }
    case "QTY":
      try close()
      quantity = Reading(
        qualifier: segment.text(1), value: segment[1, 1].withUnsafeBytes(WrittenDecimal.parse).number,
        unit: segment.text(1, 2),
        segment: segment.number)
      if quantity?.value == nil { try refuse(segment[1, 1].isEmpty ? .emptyValue : .notANumber, segment, nil) }
    case "DTM": try takeTime(segment)
    default: break
    }
  }

  private mutating func takeTime(_ segment: Segment) throws {
    let meaning = segment.text(1)
    if meaning == "735" {
      times.offset = EDIFACTClock.offset(segment[1, 1])
      return
    }
    if meaning == "137", meter.isEmpty {
      if case .success(let time) = times.read(segment[1, 1], format: segment.text(1, 2)) {
        version = time.instant
        sink.made(at: Instant(seconds: time.instant))
      }
      return
    }
    guard quantity != nil else { return }
    switch meaning {
    case "163", "164", "7", "9", "60": break
    default: return
    }
    switch times.read(segment[1, 1], format: segment.text(1, 2), isEnd: meaning == "164") {
    case .failure(let fault): try refuse(fault.code, segment, nil)
    case .success(let time):
      times.last = time.instant
      switch meaning {
      case "163": quantity?.start = time
      case "164":
        guard let start = quantity?.start else { return try refuse(.badTimestamp, segment, "an end without a start") }
        try put(from: start, to: time, segment)
      default: try put(at: time, segment)
      }
    }
  }

  private mutating func put(from start: EDIFACTTime, to end: EDIFACTTime, _ segment: Segment) throws {
    guard let quantity, let value = quantity.value else { return }
    guard let channel = try channel(quantity.unit, isState: false) else {
      return try refuse(.missingField, segment, "a value without a metering point or a register")
    }
    if curve?.channel != channel || curve?.version != version || curve?.isFull ?? false {
      try flushCurve()
      curve = CurveBuffer(channel: channel, version: version)
    }
    let quality = try quality(quantity.qualifier)
    curve?.append(
      CurveBuffer.Value(value: value, start: start, end: end, quality: quality, segment: quantity.segment),
      written: segment.written)
    self.quantity = nil
  }

  private mutating func flushCurve() throws {
    guard var finished = curve else { return }
    curve = nil
    let (count, first, last) = (finished.values.count, finished.values.first, finished.values.last)
    let sink = sink
    let odd = try finished.flush(into: &runs) { value, text in
      try text.withUnsafeBytes {
        try sink.reject(
          DecodeFault(
            .badTimestamp, line: value.segment, text: $0,
            note: "the interval does not end after its start, \(Instant(seconds: value.start.instant))"))
      }
    }
    switch odd {
    case .none: break
    case .placed(let movedCount):
      remark(
        "\(counted(movedCount, "value")) of \(meter) \(register) at odd times; the number fits, so their order places them"
      )
    case .kept(let oddCount, let seconds):
      guard let first, let last else { return }
      remark(
        "\(oddCount) of \(count) values of \(meter) \(register) are not of \(seconds) s, and all do not just fill "
          + "\(Instant(seconds: first.start.instant)) to \(Instant(seconds: last.end.instant)): each stays at its own "
          + "times, and what does not end after its start is rejected")
    }
  }

  private mutating func put(at time: EDIFACTTime, _ segment: Segment) throws {
    guard let quantity, let value = quantity.value else { return }
    guard let channel = try channel(quantity.unit, isState: true) else {
      return try refuse(.missingField, segment, "a value without a metering point or a register")
    }
    try sink.take(
      IndexRead(
        channel: channel, instant: time.instant, value: value.mantissa, scale: value.scale,
        quality: try quality(quantity.qualifier), offset: time.offset, line: quantity.segment))
    self.quantity = nil
  }

  /// A quantity whose times did not come is lost.
  private mutating func close() throws {
    guard let open = quantity else { return }
    quantity = nil
    try sink.reject(
      DecodeFault(
        .badTimestamp, line: open.segment, text: UnsafeRawBufferPointer(start: nil, count: 0), note: "no time"))
  }

  /// Rejects the open quantity.
  private mutating func refuse(_ code: RowFault, _ segment: Segment, _ note: String?) throws {
    quantity = nil
    try reject(code, segment, note)
  }

  private func reject(_ code: RowFault, _ segment: Segment, _ note: String?) throws {
    try segment.written.withUnsafeBytes {
      try sink.reject(DecodeFault(code, line: segment.number, text: $0, note: note))
    }
  }

  private mutating func remark(_ text: String) {
    if remarks.count < 20, remarks.insert(text).inserted { sink.remark(text) }
  }

  mutating func finish(isCutOff: Bool) throws {
    try close()
    try flushCurve()
    try runs.flush()
    if isCutOff || isMessageOpen || isOpen { remark("the interchange ends without UNZ: was the transfer cut off?") }
  }

  private mutating func quality(_ qualifier: String) throws -> Int16 {
    if let known = qualities[qualifier] { return known }
    let number = try sink.number(of: MSCONSMessages.quality(qualifier))
    if qualities.count < 1000 { qualities[qualifier] = number }
    return number
  }

  /// Qualifiers of QTY in the market's rules.
  private static func quality(_ qualifier: String) -> Quality {
    switch qualifier {
    case "220": .actual
    case "67": Quality(.substituted, raw: qualifier)
    // A proposal, a forecast, a preliminary value.
    case "201", "187", "Z18": Quality(.estimated, raw: qualifier)
    default: Quality(.unknown, raw: qualifier)
    }
  }

  private mutating func channel(_ unit: String, isState: Bool) throws -> Int32? {
    guard !meter.isEmpty, !register.isEmpty else { return nil }
    let key = ChannelKey(meter: meter, register: register, unit: unit, serial: serial, isState: isState)
    if let known = channels[key] { return known }
    let number = try sink.number(of: MSCONSMessages.channel(key))
    // What comes here is bounded by the sink; a cache need not be kept beyond what dumps have.
    if channels.count < 100_000 { channels[key] = number }
    return number
  }

  /// What an OBIS code counts: `1-1:1.29.0` is medium 1, quantity 1 (import), kind 29 (energy of an interval).
  private static func channel(_ key: ChannelKey) -> Channel {
    let code = key.register.split(separator: ":", maxSplits: 1)
    let groups = (code.last ?? "").split(separator: ".")
    let isElectric = code.count < 2 || code[0].hasPrefix("1-")
    let isActive = isElectric && groups.count >= 2 && (groups[0] == "1" || groups[0] == "2")
    let isPower = groups.count >= 2 && (groups[1] == "4" || groups[1] == "5")
    let isMaximum = groups.count >= 2 && (groups[1] == "2" || groups[1] == "6")
    let unit =
      !key.unit.isEmpty ? key.unit : !isElectric ? "" : isActive ? (isPower || isMaximum ? "kW" : "kWh") : "kvarh"
    let scale: (isPower: Bool, milli: Int64)? =
      switch unit.uppercased() {
      case "WH", "WHR": (false, 1000)
      case "KWH": (false, 1_000_000)
      case "MWH": (false, 1_000_000_000)
      case "W", "WTT": (true, 1000)
      case "KW", "KWT": (true, 1_000_000)
      case "MW", "MAW": (true, 1_000_000_000)
      default: nil
      }
    var quantity = Quantity.other
    if isActive, !isMaximum, let scale {
      quantity =
        scale.isPower
        ? (key.isState ? .other : .power(milliW: scale.milli))
        : key.isState ? .index(milliWh: scale.milli) : .energy(milliWh: scale.milli)
    }
    return Channel(
      meter: key.meter, register: key.register, unit: unit, quantity: quantity,
      direction: quantity == .other ? nil : groups[0] == "1" ? .imported : .exported, serial: key.serial)
  }
}
