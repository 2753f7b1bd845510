import Grid

/// Tells the readings that were laid aside, now that all objects are known.
final class GreenButtonTeller {
  private static let runLimit = 4096

  private typealias Told = GreenButtonChannels.Told
  private let feed: GreenButtonFeed
  private let sink: any ReadingSink
  private let channels: GreenButtonChannels
  private var told: [GreenButtonChannels.Owner: Told] = [:]
  private var numbers: [Channel: Int32] = [:]
  private var lastQuality: (code: String, number: Int16)?

  private var values: [Int64] = []
  private var qualities: [Int16] = []
  /// Of the run that the values are of.
  private var run: (channel: Int32, start: Int64, interval: Int32, scale: Int, line: Int)?

  init(_ feed: GreenButtonFeed, _ sink: any ReadingSink) {
    feed.finish()
    self.feed = feed
    self.sink = sink
    channels = GreenButtonChannels(feed)
    values.reserveCapacity(GreenButtonTeller.runLimit)
    qualities.reserveCapacity(GreenButtonTeller.runLimit)
  }

  func tell(_ shelf: ReadingShelf) throws {
    try name(shelf)
    try shelf.rewind()
    var owner: Told?
    var line = 0
    while let reading = shelf.next() {
      if reading.kind == .block {
        try flush()
        let key = channels.owner(ofBlockIn: Int(reading.start), enclosedBy: Int(reading.value))
        owner = told[key]
        line = Int(reading.duration)
      } else if let owner {
        try tell(reading, owner, line: line)
      }
    }
    try flush()
  }

  /// Gives each meter reading that has readings a channel of its own.
  private func name(_ shelf: ReadingShelf) throws {
    var owners: [GreenButtonChannels.Owner] = []
    var owner: GreenButtonChannels.Owner?
    while let reading = shelf.next() {
      if reading.kind == .block {
        owner = channels.owner(ofBlockIn: Int(reading.start), enclosedBy: Int(reading.value))
      } else if let known = owner, told[known] == nil {
        told[known] = channels.told(known)
        owners.append(known)
      }
    }
    // Energy and power of one direction are both loaded as its energy; what is not loaded may share the name.
    func place(_ channel: Channel) -> [String] {
      [channel.meter, channel.register, channel.quantity == .other ? channel.unit : "energy"]
    }
    let counts = Dictionary(grouping: owners) { place(told[$0]!.channel) }.mapValues(\.count)
    for owner in owners {
      let known = told[owner]!
      if !known.hasType {
        sink.remark("no-reading-type: nothing says what the readings of \(known.channel.meter) are")
      }
      guard counts[place(known.channel)]! > 1 else { continue }
      let channel = known.channel
      told[owner] = Told(
        channel: Channel(
          meter: channel.meter, register: "\(channel.register)/\(channels.name(of: owner))", unit: channel.unit,
          quantity: channel.quantity, direction: channel.direction),
        exponent: known.exponent, intervalSeconds: known.intervalSeconds, quality: known.quality,
        hasType: known.hasType)
    }
  }

  private func tell(_ reading: ReadingShelf.Reading, _ told: Told, line: Int) throws {
    guard let (value, scale) = scaled(reading.value, Int(reading.scale), told.exponent) else {
      let code: RowFault = told.exponent > 0 ? .aboveLimit : .tooPrecise
      return try reject(code, line, "\(reading.value) × 10^\(told.exponent - Int(reading.scale))")
    }
    let channel = try numbers[told.channel] ?? sink.number(of: told.channel)
    numbers[told.channel] = channel
    let quality = try number(of: reading.quality, told)
    if told.isIndex {
      return try sink.take(
        IndexRead(
          channel: channel, instant: reading.start + Int64(reading.duration), value: value, scale: scale,
          quality: quality, line: line))
    }
    let interval = reading.duration > 0 ? reading.duration : told.intervalSeconds ?? 0
    guard interval > 0 else { return try reject(.badInterval, line, "nothing says how long it is") }
    if let run,
      run.channel != channel || run.interval != interval || run.scale != scale
        || run.start + Int64(values.count) * Int64(interval) != reading.start
        || values.count == GreenButtonTeller.runLimit
    {
      try flush()
    }
    if run == nil { run = (channel, reading.start, interval, scale, line) }
    values.append(value)
    qualities.append(quality)
  }

  private func reject(_ code: RowFault, _ line: Int, _ note: String) throws {
    try flush()
    try sink.reject(
      DecodeFault(code, line: line, text: UnsafeRawBufferPointer(start: nil, count: 0), note: note))
  }

  private func flush() throws {
    guard let run else { return }
    self.run = nil
    let isPlain = qualities.allSatisfy { $0 == qualities[0] }
    try values.withUnsafeBufferPointer { values in
      try qualities.withUnsafeBufferPointer { qualities in
        try sink.take(
          IntervalRun(
            channel: run.channel, start: run.start, interval: run.interval, values: values, scale: run.scale,
            quality: isPlain ? qualities[0] : 0, qualities: isPlain ? nil : qualities, line: run.line))
      }
    }
    values.removeAll(keepingCapacity: true)
    qualities.removeAll(keepingCapacity: true)
  }

  private func number(of quality: Int16, _ told: Told) throws -> Int16 {
    let code = quality == 0 ? told.quality : feed.qualities[Int(quality)]
    if let last = lastQuality, last.code == code { return last.number }
    let number = try sink.number(of: GreenButtonChannels.quality(code))
    lastQuality = (code, number)
    return number
  }

  /// value × 10^(exponent − scale) with 0 to 9 decimals; nil when it has more, or is too large.
  private func scaled(_ value: Int64, _ scale: Int, _ exponent: Int) -> (Int64, Int)? {
    var (value, scale) = (value, scale - exponent)
    while scale < 0 {
      let (product, isLarge) = value.multipliedReportingOverflow(by: 10)
      guard !isLarge, abs(product) < DayValues.powers[18] else { return nil }
      value = product
      scale += 1
    }
    while scale > 9 {
      guard value % 10 == 0 else { return nil }
      value /= 10
      scale -= 1
    }
    return (value, scale)
  }
}
