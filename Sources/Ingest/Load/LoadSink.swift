import Database
import Decode
import Grid

/// Loads what a decoder reads: interval runs into blocks, index reads by their own loader, the rest into the list of rejects.
final class LoadSink: ReadingSink {
  private enum Target {
    /// In order, but not kept: reactive energy, gas.
    case nowhere
    case refused(RowFault, note: String?)
    case lane(Int32)
    case reads
  }

  private struct State {
    let channel: Channel
    var target: Target
    /// Whether the registry itself says which register the channel is.
    var isNamed = false
    var isBound = false
    var conversion: Conversion?
  }

  private struct LaneKey: Hashable {
    let meter: Int32
    let register: Register
  }

  private let communityID: Int64?
  private let database: Connection
  private let format: DumpFormat
  private let table: MeterTable
  private let asOf: Int64
  private var states: [State] = []
  private var numbers: [Channel: Int32] = [:]
  /// Lanes, and the channel that came to each first.
  private var lanes: [LaneKey: (lane: Int32, owner: Channel)] = [:]
  private var qualities: QualityCodes
  private var channels: ChannelNames
  private var store: LaneStore
  private var lane = LaneWriter()
  private(set) var rejects: RejectWriter
  private(set) var summary: IngestSummary
  private(set) var reception: Reception
  private var isReceptionOpen: Bool
  private var remarks: [String] = []
  private let isContinued: Bool
  private lazy var writer = Result {
    try BlockWriter(reception, columns: [], table: table, isContinued: isContinued, on: database)
  }
  private lazy var reads = ReadLoader(
    reception, table: table, communityID: communityID, asOf: Instant(seconds: asOf), isContinued: isContinued,
    on: database)

  /// - Parameters:
  ///   - isReceptionOpen: Whether nobody has said yet when the dump was received.
  ///   - communityID: Whose dump it is; nil: any community's.
  ///   - number: Greatest running number of the dump's rejects, when it is loaded already and goes on; nil: it begins.
  init(
    _ reception: Reception, isReceptionOpen: Bool, as format: DumpFormat, communityID: Int64?, asOf: Instant,
    byteLimit: Int, continuing number: Int32?, on database: Connection
  ) throws {
    self.communityID = communityID
    self.database = database
    isContinued = number != nil
    self.format = format
    table = try MeterTable(asOf: asOf, on: database)
    self.asOf = asOf.seconds
    qualities = QualityCodes(database)
    channels = ChannelNames(format, database)
    store = LaneStore(byteLimit: min(byteLimit, 16 << 20))
    rejects = RejectWriter(batchID: reception.batchID, after: number ?? 0, on: database)
    summary = IngestSummary(file: reception.file)
    self.reception = reception
    self.isReceptionOpen = isReceptionOpen
  }

  deinit { for day in store.days { day.free() } }

  // MARK: Names

  func number(of channel: Channel) throws -> Int32 {
    if let number = numbers[channel] { return number }
    let number = Int32(states.count)
    states.append(state(of: channel))
    numbers[channel] = number
    return number
  }

  func number(of quality: Quality) throws -> Int16 { try qualities.code(of: quality) }

  private func state(of channel: Channel) -> State {
    let named = table.resolve(channel)
    let said = named?.register ?? channel.direction
    var register = said
    if case .level = channel.quantity { register = .batteryLevel }
    guard let register, channel.quantity != .other else { return State(channel: channel, target: .nowhere) }
    guard let named else { return State(channel: channel, target: .refused(.unknownMeter, note: nil)) }
    if case .index = channel.quantity { return State(channel: channel, target: .reads) }
    let meter = table.meters[Int(named.meter)]
    let key = LaneKey(meter: named.meter, register: register)
    if let (lane, owner) = lanes[key] {
      // Explicit names say that the two are the same.
      guard named.isOfRegister || (owner.meter, owner.register) == (channel.meter, channel.register) else {
        return State(channel: channel, target: .refused(.secondRegister, note: note(owner.register, channel)))
      }
      return State(channel: channel, target: .lane(lane), isNamed: named.isOfRegister)
    }
    let lane = store.add(LaneStore.Lane(meter: named.meter, register: register, interval: meter.interval))
    lanes[key] = (lane, channel)
    return State(channel: channel, target: .lane(lane), isNamed: named.isOfRegister)
  }

  private func note(_ first: String, _ channel: Channel) -> String {
    "\(first) fills the register of the meter; import an alias \(channel.meter)/\(channel.register) of a meter of its own"
  }

  /// Keeps a second register of a dump's meter from filling what another one fills, also from another dump.
  private func bind(_ number: Int, in communityID: Int64) throws {
    guard case .lane(let lane) = states[number].target, !states[number].isBound else { return }
    states[number].isBound = true
    guard !states[number].isNamed else { return }
    let (place, channel) = (store.lanes[Int(lane)], states[number].channel)
    let first = try channels.bind(
      table.meters[Int(place.meter)].id, place.register, to: channel.register, in: communityID)
    if first != channel.register {
      states[number].target = .refused(.secondRegister, note: note(first, channel))
    }
  }

  // MARK: Readings

  func take(_ run: IntervalRun) throws {
    let known = run.values.reduce(into: 0) { if $1 != IntervalRun.missing { $0 += 1 } }
    guard known > 0 else { return }
    summary.readCount += known
    let number = Int(run.channel)
    var outcome = RunOutcome()
    if case .lane(let lane) = states[number].target {
      try place(run, of: number, in: lane, &outcome)
    } else if case .refused(let code, let note) = states[number].target {
      outcome.fault(code, run.values.indices, note: note)
    } else {
      summary.passedCount += known
    }
    summary.loadedCount += outcome.loadedCount
    summary.repeatedCount += outcome.repeatedCount
    summary.conflictCount += outcome.conflictCount
    if let conflict = outcome.conflict {
      try reject(
        run, .conflictingDuplicate, note: note(conflict, outcome.conflictCount), reading: nil,
        count: outcome.conflictCount)
    }
    for fault in outcome.faults { try reject(run, fault) }
    guard store.isFull else { return }
    // What is written is of the time of reception that was known then.
    isReceptionOpen = false
    try writer.get().write(store.removeForWriting(isLast: false))
  }

  private func note(_ text: String, _ count: Int) -> String {
    count == 1 ? text : "\(count) values, the first at \(text)"
  }

  /// Cuts a run over local days and puts its values into them.
  private func place(_ run: IntervalRun, of number: Int, in lane: Int32, _ outcome: inout RunOutcome) throws {
    let (meter, interval) = (Int(store.lanes[Int(lane)].meter), store.lanes[Int(lane)].interval)
    guard run.interval > 0, interval % run.interval == 0 else {
      return outcome.fault(
        .intervalMismatch, run.values.indices,
        note: "intervals of \(run.interval) s, but the meter's are of \(interval) s")
    }
    // Beyond the year 30,000 nothing is placed, nor does it overflow.
    guard run.start.magnitude < 1 << 40 else {
      return outcome.fault(.outsideMembership, run.values.indices)
    }
    guard let conversion = conversion(run, of: number, table.meters[meter], interval, in: lane) else {
      return outcome.fault(.tooPrecise, run.values.indices)
    }
    let step = Int64(run.interval)
    var at = 0
    while at < run.values.count {
      let instant = run.start + Int64(at) * step
      guard instant + step <= asOf else {
        return outcome.fault(
          .future, at..<run.values.count, note: Instant(seconds: instant + step).description)
      }
      guard let position = try open(lane, instant, run.interval, &outcome, at) else {
        at += 1
        continue
      }
      let day = store.days[position]
      let cell = Int((instant - day.start) / Int64(day.step))
      let width = Int(run.interval / day.step)
      let room = (day.cellCount - cell) / width
      // Off the grid, or in the part of a day that is no whole interval.
      guard (instant - day.start) % step == 0, room > 0 else {
        outcome.fault(.offGrid, CollectionOfOne(at))
        at += 1
        continue
      }
      let count = min(run.values.count - at, room, Int((asOf - instant) / step))
      try bind(number, in: day.communityID)
      guard case .lane = states[number].target else {
        if case .refused(let code, let note) = states[number].target {
          outcome.fault(code, at..<run.values.count, note: note)
        }
        return
      }
      let segment = LaneWriter.Segment(run: run, elements: at..<at + count, cell: cell, width: width)
      self.lane.put(segment, into: position, of: &store, conversion, &outcome)
      at += count
    }
  }

  /// The open day of an element, with cells that its interval consists of; nil when it has no place.
  private func open(
    _ lane: Int32, _ instant: Int64, _ interval: Int32, _ outcome: inout RunOutcome, _ element: Int
  ) throws -> Int? {
    var position = store.currentDay(of: lane, at: instant)
    if position < 0 {
      switch table.place(instant, of: store.lanes[Int(lane)].meter, in: communityID) {
      case .failure(let misplaced):
        outcome.fault(misplaced.fault, CollectionOfOne(element))
        return nil
      case .success(let (communityID, day)):
        let place = store.lanes[Int(lane)]
        position = try store.open(lane, step: interval, communityID: communityID, day: day) {
          try writer.get().recall(&$0, meter: place.meter, place.register)
        }
      }
    }
    let step = store.days[position].step
    if interval % step != 0 {
      let common = Int32(greatestCommonDivisor(Int64(interval), Int64(step)))
      store.change(position) { $0.cut(into: Int(step / common)) }
    }
    return position
  }

  private func conversion(
    _ run: IntervalRun, of number: Int, _ meter: MeterTable.Meter, _ interval: Int32, in lane: Int32
  ) -> Conversion? {
    if let known = states[number].conversion, known.interval == run.interval, known.scale == run.scale { return known }
    // What a battery holds has nothing to do with the meter's power.
    let limit =
      store.lanes[Int(lane)].register == .batteryLevel
      ? Int64(Int32.max) * 1000 : meter.limitMilliWh * Int64(run.interval) / Int64(interval)
    states[number].conversion = Conversion(
      states[number].channel.quantity, interval: run.interval, scale: run.scale, limit: limit)
    return states[number].conversion
  }

  func take(_ read: IndexRead) throws {
    summary.readCount += 1
    let state = states[Int(read.channel)]
    let outcome: ReadingOutcome
    switch state.target {
    case .nowhere, .lane: outcome = .passed
    case .refused(let code, let note): outcome = .rejected(code, note: note)
    case .reads:
      isReceptionOpen = false
      outcome = try reads.take(read, channel: state.channel, quality: read.quality)
    }
    switch outcome {
    case .loaded: summary.loadedCount += 1
    case .repeated: summary.repeatedCount += 1
    case .passed: summary.passedCount += 1
    case .replaced(let note):
      summary.loadedCount += 1
      summary.conflictCount += 1
      try rejects.add(read.text, at: read.line, column: nil, .conflictingDuplicate, note: note)
    case .rejected(let code, let note):
      summary.rejectedCount += 1
      let reading = StoredReading(
        channel: state.channel, scale: read.scale,
        values: .index(instant: read.instant, value: read.value, quality: qualities[read.quality]))
      try reject(reading, read.text, read.line, code, note: note, count: 1)
    }
  }

  func last(of channel: Int32, before instant: Int64) throws -> IndexRead? {
    let state = states[Int(channel)]
    guard case .reads = state.target else { return nil }
    return try reads.last(of: state.channel, number: channel, before: instant)
  }

  // MARK: What is no reading

  func reject(_ fault: DecodeFault) throws {
    summary.readCount += fault.count
    summary.rejectedCount += fault.count
    try rejects.add(
      fault.text, at: fault.line, column: fault.column, fault.code, note: fault.note, count: fault.count)
  }

  func pass(_ count: Int) {
    summary.readCount += count
    summary.passedCount += count
  }

  func made(at instant: Instant) {
    guard isReceptionOpen else { return }
    // A dump cannot be made after it came.
    reception.receivedUs = min(instant.seconds * 1_000_000, reception.enteredUs)
    isReceptionOpen = false
  }

  func remark(_ text: String) {
    guard !remarks.contains(text), remarks.count < 20 else { return }
    remarks.append(text)
  }

  private func reject(_ run: IntervalRun, _ fault: RunOutcome.Fault) throws {
    let elements = fault.elements.filter { run.values[$0] != IntervalRun.missing }
    guard let first = elements.first, let last = elements.last else { return }
    summary.rejectedCount += elements.count
    var values = [Int64](repeating: IntervalRun.missing, count: last - first + 1)
    for element in elements { values[element - first] = run.values[element] }
    let start = run.start + Int64(first) * Int64(run.interval)
    let reading = StoredReading(
      channel: states[Int(run.channel)].channel, scale: run.scale,
      values: .intervals(
        start: start, interval: run.interval, version: run.version, values: values,
        qualities: run.qualities.map { codes in codes[first...last].map { qualities[$0] } } ?? [qualities[run.quality]])
    )
    // The note of a future value is an instant, from which on the dump is read again.
    let isPart = fault.code != .future && elements.count < run.values.count
    let place = isPart ? note("\(Instant(seconds: start))", elements.count) : nil
    let note = [fault.note, place].compactMap(\.self).joined(separator: "; ")
    try reject(reading, run.text, run.line, fault.code, note: note.isEmpty ? nil : note, count: elements.count)
  }

  private func reject(
    _ run: IntervalRun, _ code: RowFault, note: String, reading: StoredReading?, count: Int
  ) throws {
    let name = states[Int(run.channel)].channel
    var shown = "\(name.meter) \(name.register)"
    try shown.withUTF8 {
      let text = run.text.isEmpty ? UnsafeRawBufferPointer($0) : run.text
      try rejects.add(text, at: run.line, column: nil, code, note: note, count: count)
    }
  }

  /// Enters a reading into the list; kept whole where only the registry was in its way.
  private func reject(
    _ reading: StoredReading, _ text: UnsafeRawBufferPointer, _ line: Int, _ code: RowFault, note: String?, count: Int
  ) throws {
    var stored = reading.text
    let kept = code.isOfRegistry ? stored : nil
    try stored.withUTF8 {
      let shown = text.isEmpty ? UnsafeRawBufferPointer($0) : text
      try rejects.add(shown, at: line, column: nil, code, note: note, reading: kept, count: count)
    }
  }

  // MARK: The end

  /// Writes what is held.
  func finish() throws -> IngestSummary {
    let writer = try writer.get()
    try writer.write(store.removeForWriting(isLast: true))
    try channels.finish()
    try reads.finish(into: writer)
    try rejects.flush()
    try writer.validate(rejects)
    try writer.finish()
    summary.layout = ([format.rawValue] + remarks).joined(separator: "; ")
    summary.revisedCount = writer.revisedCount
    summary.outdatedCount = writer.outdatedCount
    return summary
  }
}
