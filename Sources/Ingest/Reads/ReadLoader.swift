import Database
import Decode
import Grid

/// What became of a value of a dump.
enum ReadingOutcome {
  case loaded
  /// The dump had said the same before.
  case repeated
  /// Loaded over another value of the dump, which the text names.
  case replaced(String)
  case rejected(RowFault, note: String?)
  /// In order, but not kept.
  case passed
}

/// Takes the reads of cumulative registers of one dump, and makes intervals of them where they are close enough.
///
/// A read at the midnight at which a meter moves ends its time in one community and begins that in the next: both have it.
final class ReadLoader {
  /// Reads that are held before they are written.
  private static let readLimit = 50_000

  /// A dial of a device, as the dump and the registry name it.
  private struct Target: Hashable {
    let meter: Int32
    let register: Register
    let dial: String
    let serial: String
    var hasIntervals = false
    var turn: Int64?
  }

  private struct Held {
    let target: Int32
    let instant: Int64
    var index: Int64
    var quality: Int16
    let communities: [Int64]
  }

  private struct Key: Hashable {
    let target: Int32
    let instant: Int64
  }

  private struct TargetDay: Hashable {
    let target: Int32
    /// Days of UTC since 1970-01-01.
    let day: Int64
  }

  private let reception: Reception
  private let table: MeterTable
  private let communityID: Int64?
  private let asOf: Instant
  private let database: Connection
  private let isContinued: Bool
  private var hasStarted = false
  private var devices: [Int64: [(serial: String, since: Int64)]] = [:]
  private var targets: [Target] = []
  private var numbers: [Target: Int32] = [:]
  /// The target of each channel that was met, or why it has none.
  private var channels: [Int32: ChannelTarget] = [:]
  private var held: [Held] = []
  private var positions: [Key: Int] = [:]
  /// Days with reads that are written, and what was read back of them since the last writing.
  private var written: Set<TargetDay> = []
  private var recalled: Set<TargetDay> = []
  private var recalledIndices: [Key: Int64] = [:]
  /// Days whose intervals may change, and about how many reads they have.
  private var touched: [ReadDay: Int] = [:]
  /// Days on which indices and intervals are to be compared.
  private var compared = MeterDays()

  /// - Parameters:
  ///   - communityID: Whose dump it is; nil: any community's.
  ///   - isContinued: Whether reads of the dump that are stored stay, and are not replaced.
  init(
    _ reception: Reception, table: MeterTable, communityID: Int64? = nil, asOf: Instant, isContinued: Bool = false,
    on database: Connection
  ) {
    self.reception = reception
    self.table = table
    self.communityID = communityID
    self.asOf = asOf
    self.isContinued = isContinued
    self.database = database
  }

  /// - Parameters:
  ///   - channel: What the read's `channel` stands for; `table.resolve` finds its meter.
  ///   - quality: Code of `grid.quality`.
  func take(_ read: IndexRead, channel: Channel, quality: Int16) throws -> ReadingOutcome {
    try start()
    guard case .index(let unit) = channel.quantity else { return .passed }
    let number: Int32
    switch channels[read.channel] ?? target(of: channel, number: read.channel) {
    case .none: return .passed
    case .unknown: return .rejected(.unknownMeter, note: nil)
    case .target(let found): number = found
    }
    let target = targets[Int(number)]
    guard read.instant <= asOf.seconds else {
      return .rejected(.future, note: Instant(seconds: read.instant).description)
    }
    let places = table.places(read.instant, of: target.meter)
    guard !places.isEmpty else { return .rejected(.outsideMembership, note: nil) }
    let communities = places.filter { communityID == nil || $0 == communityID }
    guard !communities.isEmpty else { return .rejected(.foreignMeter, note: nil) }
    if let serial = mismatch(of: target, at: read.instant) {
      return .rejected(.serialMismatch, note: "serial \(target.serial), the registry has \(serial)")
    }
    guard read.value >= 0 else { return .rejected(.negative, note: nil) }
    guard let index = milliWh(read.value, scale: read.scale, unit: unit) else {
      return .rejected(.aboveLimit, note: nil)
    }
    return try hold(
      Held(target: number, instant: read.instant, index: index, quality: quality, communities: communities))
  }

  /// The last read of a register ahead of an instant that other dumps say; nil: none.
  func last(of channel: Channel, number: Int32, before instant: Int64) throws -> IndexRead? {
    guard case .index(let unit) = channel.quantity,
      case .target(let found) = channels[number] ?? target(of: channel, number: number)
    else { return nil }
    let target = targets[Int(found)]
    let meter = table.meters[Int(target.meter)]
    let row = try database.query(
      "ingest/last_read", meter.memberships.map(\.communityID), meter.id, target.register.rawValue, target.dial,
      target.serial, Instant(seconds: instant), reception.batchID
    ).first
    guard let row else { return nil }
    // A power of ten.
    var (scale, rest) = (0, unit)
    while rest >= 10 { (scale, rest) = (scale + 1, rest / 10) }
    guard rest == 1 else { return nil }
    return IndexRead(
      channel: number, instant: row.int64("read_s"), value: row.int64("index_mwh"), scale: scale, line: 0)
  }

  /// Writes what is held, and the intervals. Within the transaction of the dump, once, after the last read and what the dump says
  /// of intervals itself.
  ///
  /// - Parameter writer: Takes the intervals, and the days that are to be validated; the caller finishes it.
  func finish(into writer: BlockWriter) throws {
    try start()
    try flush()
    try IntervalsOfReads(reception, table: table, on: database).update(touched, into: writer)
    writer.validate(compared)
  }

  private func start() throws {
    guard !hasStarted else { return }
    hasStarted = true
    try database.query("ingest/make_read_stage")
    for row in try database.query("ingest/serials") {
      devices[row.int64("meter_id"), default: []].append((row.text("serial"), row.int64("since_s")))
    }
    guard !isContinued else { return }
    for row in try database.query("ingest/delete_reads", reception.batchID) {
      guard let day = row.day("day") else { continue }
      table.touch(
        row.int64("community_id"), row.int64("meter_id"), Int16(row.int("register")), utcDay: day,
        count: row.int("count"), &touched)
    }
  }

  private enum ChannelTarget {
    case none
    case unknown
    case target(Int32)
  }

  private func target(of channel: Channel, number: Int32) -> ChannelTarget {
    func found() -> ChannelTarget {
      guard let named = table.resolve(channel) else { return .unknown }
      guard let register = named.register ?? channel.direction, register.rawValue <= Register.production.rawValue else {
        return .none
      }
      let target = Target(
        meter: named.meter, register: register, dial: channel.register, serial: channel.serial ?? "",
        hasIntervals: channel.hasIntervals, turn: channel.turnMilliWh)
      if let known = numbers[target] { return .target(known) }
      targets.append(target)
      numbers[target] = Int32(targets.count - 1)
      return .target(Int32(targets.count - 1))
    }
    let result = found()
    channels[number] = result
    return result
  }

  /// The device that the registry has instead of the one that a read names; nil: they agree.
  ///
  /// At the instant of an exchange both devices are read.
  private func mismatch(of target: Target, at instant: Int64) -> String? {
    guard !target.serial.isEmpty, let devices = devices[table.meters[Int(target.meter)].id],
      let inForce = devices.last(where: { $0.since <= instant }), inForce.serial != target.serial
    else { return nil }
    let before = devices.last { $0.since < instant }
    return before?.serial == target.serial && inForce.since == instant ? nil : inForce.serial
  }

  /// Rounded half away from zero; nil when it does not fit.
  private func milliWh(_ value: Int64, scale: Int, unit: Int64) -> Int64? {
    let divisor = (0..<scale).reduce(Int128(1)) { product, _ in product * 10 }
    return Int64(exactly: (Int128(value) * Int128(unit) + divisor / 2) / divisor)
  }

  private func hold(_ read: Held) throws -> ReadingOutcome {
    let key = Key(target: read.target, instant: read.instant)
    let day = TargetDay(target: read.target, day: read.instant.quotientAndRemainder(flooringBy: 86_400).quotient)
    if isContinued || written.contains(day), recalled.insert(day).inserted { try recall(day, read.communities[0]) }
    var outcome = ReadingOutcome.loaded
    if let position = positions[key] {
      if held[position].index == read.index { outcome = .repeated } else { outcome = replaced(held[position].index) }
      held[position].index = read.index
      held[position].quality = read.quality
      return outcome
    }
    if let index = recalledIndices[key] {
      guard !isContinued else {
        return index == read.index ? .repeated : .rejected(.conflictingDuplicate, note: nil)
      }
      // The later word holds: the same index may come with a better quality.
      outcome = index == read.index ? .repeated : replaced(index)
    }
    positions[key] = held.count
    held.append(read)
    let target = targets[Int(read.target)]
    for community in read.communities {
      for instant in [-1, 0, 1].map({ read.instant + $0 * Int64(table.meters[Int(target.meter)].interval) }) {
        touch(community, target.meter, target.register.rawValue, instant, count: 1)
      }
    }
    if held.count >= ReadLoader.readLimit { try flush() }
    return outcome
  }

  private func replaced(_ index: Int64) -> ReadingOutcome { .replaced("replaces index_mwh \(index)") }

  private func touch(_ community: Int64, _ meter: Int32, _ register: Int16, _ instant: Int64, count: Int) {
    guard let day = table.day(containing: instant, of: meter, in: community) else { return }
    touched[ReadDay(communityID: community, meter: meter, register: register, day: day.day), default: 0] += count
  }

  private func recall(_ day: TargetDay, _ community: Int64) throws {
    let target = targets[Int(day.target)]
    let rows = try database.query(
      "ingest/batch_reads", community, table.meters[Int(target.meter)].id, target.register.rawValue, target.dial,
      target.serial, reception.batchID, Instant(seconds: day.day * 86_400), Instant(seconds: (day.day + 1) * 86_400))
    for row in rows {
      recalledIndices[Key(target: day.target, instant: row.int64("read_s"))] = row.int64("index_mwh")
    }
  }

  private func flush() throws {
    guard !held.isEmpty else { return }
    let writer = try CopyWriter("ingest/copy_reads", fields: 11, on: database)
    for read in held {
      let target = targets[Int(read.target)]
      for community in read.communities {
        try writer.row()
        writer.field(community)
        writer.field(table.meters[Int(target.meter)].id)
        writer.field(target.register.rawValue)
        writer.field(target.dial)
        writer.field(target.serial)
        writer.field(read.instant)
        writer.field(reception.batchID)
        writer.field(read.index)
        writer.field(read.quality)
        writer.field(target.hasIntervals ? Dial.told : Dial.family(of: target.dial))
        writer.field(target.turn)
      }
      written.insert(
        TargetDay(target: read.target, day: read.instant.quotientAndRemainder(flooringBy: 86_400).quotient))
    }
    try writer.finish()
    compared.formUnion(
      MeterDays(
        try database.query("ingest/put_reads").map { row in
          (row.int64("community_id"), row.int64("meter_id"), Period(row.day("first_day")!, row.day("end_day")!)!)
        }))
    try database.query("ingest/empty_read_stage")
    held.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    recalled = []
    recalledIndices = [:]
  }
}

extension MeterTable {
  /// The communities that a read of a meter belongs to: of its day, and of the day that ends with it.
  func places(_ instant: Int64, of meter: Int32) -> [Int64] {
    let places = meters[Int(meter)].memberships.compactMap { membership -> Int64? in
      let isMember = [instant, instant - 1].contains { moment in
        guard let day = calendars[membership.calendar].day(containing: moment) else { return false }
        return day.day >= membership.start && day.day < membership.end
          && (moment == instant || instant == day.start + Int64(day.length))
      }
      return isMember ? membership.communityID : nil
    }
    return Set(places).sorted()
  }

  /// Counts reads of a day of UTC to the local days that it may touch.
  func touch(
    _ community: Int64, _ meterID: Int64, _ register: Int16, utcDay: LocalDay, count: Int, _ days: inout [ReadDay: Int]
  ) {
    for meter in meters.indices where meters[meter].id == meterID {
      let start = Int64(utcDay.number) * 86_400
      let interval = Int64(meters[meter].interval)
      for instant in [start - interval, start, start + 86_400, start + 86_400 + interval] {
        guard let day = day(containing: instant, of: Int32(meter), in: community) else { continue }
        let key = ReadDay(communityID: community, meter: Int32(meter), register: register, day: day.day)
        days[key, default: 0] += count
      }
    }
  }

  /// The local day of a meter's community that an instant belongs to; nil while it is no member.
  func day(containing instant: Int64, of meter: Int32, in community: Int64) -> LocalCalendar.Day? {
    for membership in meters[Int(meter)].memberships where membership.communityID == community {
      if let day = calendars[membership.calendar].day(containing: instant), day.day >= membership.start,
        day.day < membership.end
      {
        return day
      }
    }
    return nil
  }
}
