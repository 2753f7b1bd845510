import Database
import Grid

/// A register of one meter's local day.
struct ReadDay: Hashable {
  let communityID: Int64
  /// Position in the table of meters.
  let meter: Int32
  let register: Int16
  let day: LocalDay
}

/// Makes interval blocks of index reads that are at most one interval apart.
///
/// What a dump says of a slot is what the reads near its edges say that were received by then, its own among them: a slot
/// between the last read of one dump and the first of the next is said by the one received later, also where dumps tell the
/// energy between their own reads themselves. So the blocks depend on the set of dumps and their order of reception only, never on
/// the order of loading.
final class IntervalsOfReads {
  /// About how many reads are looked at together: bounds what is read back from the database.
  private static let readLimit = 100_000

  private let reception: Reception?
  private let table: MeterTable
  private let database: Connection

  /// - Parameter reception: What dumps received earlier say stays as it is; nil: all is made again.
  init(_ reception: Reception?, table: MeterTable, on database: Connection) {
    self.reception = reception
    self.table = table
    self.database = database
  }

  /// Makes the blocks of some days again.
  ///
  /// - Parameters:
  ///   - days: With about the number of their reads.
  ///   - writer: Takes the blocks; the caller finishes it.
  func update(_ days: [ReadDay: Int], into writer: BlockWriter) throws {
    try inChunks(days) { try update($0, into: writer) }
  }

  private func inChunks(_ days: [ReadDay: Int], _ body: ([ReadDay]) throws -> Void) throws {
    let sorted = days.sorted {
      ($0.key.communityID, $0.key.meter, $0.key.register, $0.key.day)
        < ($1.key.communityID, $1.key.meter, $1.key.register, $1.key.day)
    }
    var chunk: [ReadDay] = []
    var size = 0
    for (day, count) in sorted {
      chunk.append(day)
      size += count + 1
      if size >= IntervalsOfReads.readLimit {
        try body(chunk)
        chunk = []
        size = 0
      }
    }
    if !chunk.isEmpty { try body(chunk) }
  }

  private struct StoredRead {
    let family: Int16
    let dial: String
    let read: DialRead
    let batchID: Int64
  }

  private typealias Said = (key: BlockKey, interval: Int32, part: BlockPart, received: Reception)

  /// What is stored of a day.
  private struct Day {
    var reads: [StoredRead] = []
    var receptions: [Int64: Reception] = [:]
    /// Devices by their serial.
    var devices: [String: Int32] = [:]
    var limitW = MeterTable.defaultLimitW
    /// Whether a dump tells energies between its reads itself.
    var isTold: Bool { reads.contains { $0.family == Dial.told } }
  }

  /// Makes what dumps say of some days anew as if this one had said nothing; its own parts are left alone.
  ///
  /// - Parameter days: With about the number of their reads.
  func withdraw(_ days: [ReadDay: Int]) throws {
    let parts = try PartWriter(isValidated: true, on: database)
    try inChunks(days) { chunk in for round in try changesWithout(chunk) { try parts.put(round) } }
  }

  /// What dumps received later say otherwise without this one, of each block one dump a round.
  private func changesWithout(_ days: [ReadDay]) throws -> [[PartWriter.Change]] {
    guard let reception else { return [] }
    let calendars = days.map { table.localDay($0) }
    let stored = try read(days, calendars)
    let told = try StoredBlocks(
      MeterDays(zip(days, stored).filter { $0.1.isTold }.map { key(of: $0.0) }), on: database)
    var rounds: [[PartWriter.Change]] = []
    for (position, day) in days.enumerated() {
      guard let local = calendars[position] else { continue }
      let meter = table.meters[Int(day.meter)]
      let key = key(of: day)
      var rest = stored[position]
      rest.reads.removeAll { $0.batchID == reception.batchID }
      var round = 0
      for received in stored[position].receptions.values.sorted() where received > reception {
        let old = part(of: received, in: stored[position], local, interval: meter.interval)
        var new = part(of: received, in: rest, local, interval: meter.interval)
        guard old != new else { continue }
        if stored[position].isTold, let said = told.part(of: key, from: received.batchID) {
          new = merged(said, without: old, with: new)
        }
        if rounds.count <= round { rounds.append([]) }
        rounds[round].append(PartWriter.Change(key: key, interval: meter.interval, part: new, batch: received))
        round += 1
      }
    }
    return rounds
  }

  private func update(_ days: [ReadDay], into writer: BlockWriter) throws {
    let calendars = days.map { table.localDay($0) }
    let stored = try read(days, calendars)
    // A block may have parts of several dumps to be made again: one after the other, each upon the one before.
    var rounds: [[Said]] = []
    var told: Set<BlockKey> = []
    for (position, day) in days.enumerated() {
      guard let local = calendars[position], stored[position].reads.count > 1 else { continue }
      let meter = table.meters[Int(day.meter)]
      let key = key(of: day)
      if stored[position].isTold { told.insert(key) }
      let affected = stored[position].receptions.values.sorted().filter { received in
        reception.map { received >= $0 } ?? true
      }
      for (round, received) in affected.enumerated() {
        guard let part = part(of: received, in: stored[position], local, interval: meter.interval) else { continue }
        if rounds.count <= round { rounds += Array(repeating: [], count: round + 1 - rounds.count) }
        rounds[round].append((key, meter.interval, part, received))
      }
    }
    for round in rounds { try writer.write(try upon(told, round)) }
  }

  /// Adds to what dumps told of blocks themselves what their reads say together with those of others.
  private func upon(_ told: Set<BlockKey>, _ round: [Said]) throws -> [Said] {
    let keys = round.map(\.key).filter(told.contains)
    guard !keys.isEmpty else { return round }
    let stored = try StoredBlocks(MeterDays(keys), on: database)
    return round.map { said in
      guard told.contains(said.key), let before = stored.part(of: said.key, from: said.received.batchID),
        let part = merged(before, without: nil, with: said.part)
      else { return said }
      var said = said
      said.part = part
      return said
    }
  }

  /// What a dump told of a block itself, and what its reads say together with those of others in place of what they said.
  private func merged(_ told: BlockPart, without old: BlockPart?, with new: BlockPart?) -> BlockPart? {
    var rest = told
    if let old {
      for at in rest.values.indices where old.values[at] != missing {
        rest.values[at] = missing
        rest.quality?[at] = 0
      }
    }
    guard let both = fold([rest, new].compactMap(\.self)), both.values.contains(where: { $0 != missing }) else {
      return nil
    }
    return BlockPart(batchID: told.batchID, exponent: both.exponent, values: both.values, quality: both.quality)
  }

  private func key(of day: ReadDay) -> BlockKey {
    BlockKey(
      communityID: day.communityID, meterID: table.meters[Int(day.meter)].id, register: day.register, day: day.day)
  }

  private func read(_ days: [ReadDay], _ calendars: [LocalCalendar.Day?]) throws -> [Day] {
    var stored = Array(repeating: Day(), count: days.count)
    let edges = zip(days, calendars).map { day, local -> (Instant, Instant) in
      let interval = Int64(table.meters[Int(day.meter)].interval)
      let start = local?.start ?? 0
      return (
        Instant(seconds: start - interval), Instant(seconds: start + Int64(local?.length ?? 0) + interval)
      )
    }
    try database.stream(
      "ingest/day_reads", days.map(\.communityID), days.map { table.meters[Int($0.meter)].id }, days.map(\.register),
      edges.map(\.0), edges.map(\.1)
    ) { row in
      let position = Int(row.int64(0)) - 1
      let serial = row.text(2)
      let device = stored[position].devices[serial] ?? Int32(stored[position].devices.count)
      stored[position].devices[serial] = device
      if !row.isNull(8) { stored[position].limitW = row.int64(8) }
      let batch = row.int64(9)
      if stored[position].receptions[batch] == nil {
        // The dump being loaded may have said only now when it was made.
        stored[position].receptions[batch] =
          reception?.batchID == batch
          ? reception
          : Reception(
            rank: row.int16(10), receivedUs: row.int64(11), file: row.text(12), enteredUs: row.int64(13),
            batchID: batch)
      }
      stored[position].reads.append(
        StoredRead(
          family: row.int16(6), dial: row.text(1),
          read: DialRead(
            instant: row.int64(3), index: row.int64(4), device: device, quality: row.int16(5),
            turn: row.isNull(7) ? nil : row.int64(7), isReset: row.int32(14) != 0),
          batchID: batch))
    }
    return stored
  }

  /// What a dump says of a day, given all that was received before it; nil: nothing.
  private func part(
    of received: Reception, in day: Day, _ local: LocalCalendar.Day, interval: Int32
  ) -> BlockPart? {
    let meter = DialMeter(interval: Int64(interval), limitW: day.limitW)
    let count = local.intervals(of: interval)
    let known = Set(day.receptions.values.filter { $0 <= received }.map(\.batchID))
    var dials: [String: (family: Int16, reads: [DialRead], last: Reception)] = [:]
    for stored in day.reads where known.contains(stored.batchID) {
      var read = stored.read
      read.isOwn = stored.batchID == received.batchID
      let name = "\(stored.dial) \(stored.family)"
      var dial = dials.removeValue(forKey: name) ?? (stored.family, [], received)
      let reception = day.receptions[stored.batchID]!
      if let last = dial.reads.last, last.instant == read.instant, last.device == read.device {
        // Of one device and instant the read holds that was received last.
        if dial.last < reception { (dial.reads[dial.reads.count - 1], dial.last) = (read, reception) }
      } else {
        dial.reads.append(read)
        dial.last = reception
      }
      dials[name] = dial
    }
    let sorted = dials.sorted { $0.key < $1.key }.map(\.value)
    let slots = total(
      of: sorted.map { dial in
        let slots = Ingest.slots(of: dial.reads, from: local.start, count: count, meter)
        return (dial.family, dial.family == Dial.told ? slots.map { $0.flatMap { $0.isAlone ? nil : $0 } } : slots)
      }, count: count)
    let limit = day.limitW * Int64(interval) * 1000 / 3600
    let own = slots.map { slot in slot.flatMap { $0.isOwn && $0.energy <= limit ? $0 : nil } }
    guard own.contains(where: { $0 != nil }) else { return nil }
    let isWhole = own.allSatisfy { ($0?.energy ?? 0) % 1000 == 0 }
    let values = own.map { slot in
      slot.flatMap { Int32(exactly: isWhole ? $0.energy / 1000 : $0.energy) } ?? missing
    }
    let quality = own.map { $0?.quality ?? 0 }
    return BlockPart(
      batchID: received.batchID, exponent: isWhole ? 0 : -3, values: values,
      quality: quality.allSatisfy { $0 == 0 } ? nil : quality)
  }
}

extension MeterTable {
  /// Where a day lies in time; nil outside the calendar.
  func localDay(_ day: ReadDay) -> LocalCalendar.Day? {
    let membership = meters[Int(day.meter)].memberships.first {
      $0.communityID == day.communityID && day.day >= $0.start && day.day < $0.end
    }
    return membership.flatMap { calendars[$0.calendar][day.day] }
  }
}
