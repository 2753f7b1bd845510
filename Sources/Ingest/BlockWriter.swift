import Database
import Decode
import Grid

/// Writes the days of one dump into `grid.interval_block`, folded with what other dumps said of them.
final class BlockWriter {
  /// Meter days, and about their values, that are folded at a time: bounds what is read back from the database.
  private static let dayLimit = 40_000
  private static let valueLimit = 1 << 21

  /// Intervals of the longest day with the shortest interval: 26 hours of seconds.
  private static let slotLimit = 26 * 3600

  private let battery = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * BlockWriter.slotLimit)
  private let database: Connection
  private let reception: Reception
  private let columns: [Layout.Column]
  private let table: MeterTable
  private let isContinued: Bool
  /// What the dump had said of blocks before this run wrote to them.
  private var earlier: [BlockKey: BlockPart] = [:]
  /// Days whose values changed, and those that only another dump's words changed of.
  private var stale = MeterDays()
  private var outdated = MeterDays()
  /// Values of earlier dumps that this one changed.
  private(set) var revisedCount = 0
  /// Values of this dump that a dump received later had said otherwise.
  private(set) var outdatedCount = 0

  /// - Parameter isContinued: Whether what the dump said of a day before stays, and is added to.
  init(
    _ reception: Reception, columns: [Layout.Column], table: MeterTable, isContinued: Bool = false,
    on database: Connection
  ) throws {
    self.isContinued = isContinued
    self.database = database
    self.reception = reception
    self.columns = columns
    self.table = table
    try database.query("ingest/make_block_stage")
    try database.query("ingest/make_part_stage")
  }

  deinit { battery.deallocate() }

  /// Writes days and frees their vectors. Within the caller's transaction.
  func write(_ days: [OpenDay]) throws {
    defer { for day in days { day.free() } }
    try database.query("ops/add_partitions", "grid.interval_block", Set(days.map(\.day)).sorted())
    var start = 0
    while start < days.count {
      var end = start
      var size = 0
      while end < days.count, end - start < BlockWriter.dayLimit, size < BlockWriter.valueLimit {
        size += days[end].slotCount * max(1, columns.count)
        end += 1
      }
      try write(chunk: days[start..<end])
      start = end
    }
  }

  private func meterDay(_ day: OpenDay) -> (Int64, Int64, LocalDay) {
    (day.communityID, table.meters[Int(day.meter)].id, day.day)
  }

  private func key(_ register: Register, of day: OpenDay) -> BlockKey {
    BlockKey(
      communityID: day.communityID, meterID: table.meters[Int(day.meter)].id, register: register.rawValue, day: day.day)
  }

  /// Fills the vectors of a day that is opened once more with what this dump said of it before.
  func recall(_ day: inout OpenDay) throws {
    let stored = try StoredBlocks(MeterDays([meterDay(day)]), on: database)
    func part(_ register: Register) -> BlockPart? {
      stored.part(of: key(register, of: day), from: reception.batchID)
    }
    for (column, name) in columns.enumerated() {
      let said = name.register.map { part($0) } ?? net(part(.batteryDischarge), part(.batteryCharge))
      guard let said else { continue }
      // All columns of a dump's day have one exponent; so have their registers.
      day.exponent = said.exponent
      (day.values + column * day.slotCount).update(from: said.values, count: min(said.values.count, day.slotCount))
    }
  }

  /// Fills the cells of one register's day, which are as long as the meter's intervals, with what this dump said of it.
  func recall(_ lane: inout OpenLane, meter: Int32, _ register: Register) throws {
    let meterID = table.meters[Int(meter)].id
    let stored = try StoredBlocks(MeterDays([(lane.communityID, meterID, lane.day)]), on: database)
    let key = BlockKey(
      communityID: lane.communityID, meterID: meterID, register: register.rawValue, day: lane.day)
    guard let said = stored.part(of: key, from: reception.batchID) else { return }
    lane.exponent = said.exponent
    lane.values.update(from: said.values, count: min(said.values.count, lane.cellCount))
    if let codes = said.quality {
      lane.needQuality()
      lane.quality!.update(from: codes, count: min(codes.count, lane.cellCount))
    }
  }

  private func net(_ discharge: BlockPart?, _ charge: BlockPart?) -> BlockPart? {
    guard var net = discharge, let charge else { return nil }
    for (at, value) in charge.values.enumerated() where value != missing { net.values[at] -= value }
    return net
  }

  private func write(chunk days: ArraySlice<OpenDay>) throws {
    let stored = try StoredBlocks(MeterDays(days.lazy.map(meterDay)), on: database)
    var folds: [Fold] = []
    var touched: [(Int64, Int64, LocalDay)] = []
    let blocks = try CopyWriter("ingest/copy_blocks", fields: 10, on: database)
    for day in days {
      var isNew = false
      let codes = day.codes
      try forEachRegister(of: day) { register, values in
        let key = key(register, of: day)
        if stored.blocks[key] == nil {
          try put(
            key, day.interval, exponent: day.exponent, revision: 1, batch: reception.batchID, values, codes,
            into: blocks)
          isNew = true
        } else {
          var part = BlockPart(
            batchID: reception.batchID, exponent: day.exponent, values: Array(values), quality: codes)
          if isContinued, let said = day.isReopened ? earlier[key] : stored.part(of: key, from: part.batchID) {
            earlier[key] = said
            guard let both = fold([part, said]) else { throw tooLarge(key) }
            part = BlockPart(
              batchID: part.batchID, exponent: both.exponent, values: both.values, quality: both.quality)
          }
          folds.append(
            Fold(key: key, interval: day.interval, part: part, received: reception, isReopened: day.isReopened))
        }
      }
      if isNew { touched.append(meterDay(day)) }
    }
    try blocks.finish()
    if !folds.isEmpty { touched += try merge(folds, with: stored).map { ($0.communityID, $0.meterID, $0.day) } }
    stale.formUnion(MeterDays(touched))
  }

  /// Queues the days that were written, each queue at once and in order: an aggregation takes them in the same one.
  func finish() throws {
    try stale.markStale(validate: false, on: database)
    outdated.formUnion(stale)
    try outdated.markStale(aggregate: false, on: database)
    (stale, outdated) = (MeterDays(), MeterDays())
  }

  /// Has days validated whose values stay: index reads are to be compared with them, or rows of them were rejected.
  func validate(_ days: MeterDays) { outdated.formUnion(days) }

  /// Has the days validated whose rows were rejected for what their values are.
  func validate(_ rejects: RejectWriter) throws {
    guard !rejects.codes.isEmpty else { return }
    try validate(
      MeterDays(
        database.query("ingest/rejected_days", reception.batchID).map {
          ($0.int64("community_id"), $0.int64("meter_id"), $0.day("day")!)
        }))
  }

  /// Writes what dumps say of some blocks, in place of what they said before; of each block one dump.
  ///
  /// - Parameter said: The reception is that of the dump that says it.
  func write(_ said: [(key: BlockKey, interval: Int32, part: BlockPart, received: Reception)]) throws {
    guard !said.isEmpty else { return }
    try database.query("ops/add_partitions", "grid.interval_block", Set(said.map(\.key.day)).sorted())
    for start in stride(from: 0, to: said.count, by: BlockWriter.dayLimit) {
      let chunk = said[start..<min(start + BlockWriter.dayLimit, said.count)]
      let stored = try StoredBlocks(MeterDays(chunk.map(\.key)), on: database)
      let added = chunk.filter { stored.blocks[$0.key] == nil }
      let blocks = try CopyWriter("ingest/copy_blocks", fields: 10, on: database)
      for (key, interval, part, received) in added {
        try part.values.withUnsafeBufferPointer {
          try put(
            key, interval, exponent: part.exponent, revision: 1, batch: received.batchID, $0, part.quality,
            into: blocks)
        }
      }
      try blocks.finish()
      let folds = chunk.filter { stored.blocks[$0.key] != nil }.map { key, interval, part, received in
        Fold(key: key, interval: interval, part: part, received: received, isReopened: false)
      }
      let revised = folds.isEmpty ? [] : try merge(folds, with: stored)
      stale.formUnion(MeterDays(added.map(\.key) + revised))
    }
  }

  private func tooLarge(_ key: BlockKey) -> PlainFailure {
    PlainFailure(
      .dataRefused, "values of meter \(key.meterID) on \(key.day) are too large to be kept in mWh",
      hint: "Send the dump in whole Wh.")
  }

  private struct Fold {
    let key: BlockKey
    let interval: Int32
    let part: BlockPart
    let received: Reception
    let isReopened: Bool
  }

  /// Folds parts with the stored blocks and writes what changed; returns those whose values did.
  private func merge(_ folds: [Fold], with stored: StoredBlocks) throws -> [BlockKey] {
    var stale: [BlockKey] = []
    var said: [BlockKey] = []
    var changedParts: [(BlockKey, Int32, BlockPart)] = []
    var changedBlocks: [(BlockKey, Int32, FoldedBlock, Int64?)] = []
    for change in folds {
      let (key, interval, part) = (change.key, change.interval, change.part)
      let old = stored.blocks[key]!
      let merged = stored.parts(of: key, adding: part, received: change.received)
      guard let block = fold(merged.parts) else { throw tooLarge(key) }
      outdatedCount += differences(from: part, to: block)
      if change.isReopened, let said = stored.part(of: key, from: part.batchID) {
        outdatedCount -= differences(from: said, to: old.block)
      }
      if merged.parts.count > 1 {
        changedParts += merged.changed.map { (key, interval, $0) }
        said.append(key)
      }
      let sole = merged.parts.count == 1 ? merged.parts[0].batchID : nil
      guard block != old.block || sole != old.batchID else { continue }
      changedBlocks.append((key, interval, block, sole))
      revisedCount += revisions(of: old.block, to: block, change, merged.parts)
      if block.values != old.block.values || block.exponent != old.block.exponent
        || block.quality != old.block.quality
      {
        stale.append(key)
      }
    }
    try putStaged(changedBlocks, changedParts, on: database)
    outdated.formUnion(MeterDays(said))
    return stale
  }

  /// Values of other dumps that are others after a fold than before it; what replaces an estimate revises nothing.
  private func revisions(of old: FoldedBlock, to block: FoldedBlock, _ change: Fold, _ parts: [BlockPart]) -> Int {
    guard let others = fold(parts.filter { $0.batchID != change.part.batchID }) else { return 0 }
    var part = BlockPart(batchID: 0, exponent: others.exponent, values: others.values)
    if let codes = others.quality { for at in codes.indices where codes[at] > 0 { part.values[at] = missing } }
    return differences(from: part, to: block) - differences(from: part, to: old)
  }

  /// Known values of a part that are others in a block.
  private func differences(from part: BlockPart, to block: FoldedBlock) -> Int {
    let exponent = min(part.exponent, block.exponent)
    let whole = BlockPart(batchID: 0, exponent: block.exponent, values: block.values)
    guard let said = scale(part, to: exponent), let held = scale(whole, to: exponent) else { return 0 }
    return zip(said, held).reduce(0) { $0 + ($1.0 != missing && $1.0 != $1.1 ? 1 : 0) }
  }

  private func put(
    _ key: BlockKey, _ interval: Int32, exponent: Int16, revision: Int32, batch: Int64?,
    _ values: UnsafeBufferPointer<Int32>, _ quality: [Int16]?, into writer: CopyWriter
  ) throws {
    try writer.begin(key)
    writer.field(interval)
    writer.field(exponent)
    writer.field(revision)
    writer.field(batch)
    writer.field(values, missing: missing)
    writer.field(quality)
  }

  /// Hands out the registers that a day's vectors fill; the battery's column is two of them.
  private func forEachRegister(
    of day: OpenDay, _ body: (Register, UnsafeBufferPointer<Int32>) throws -> Void
  ) rethrows {
    if let register = day.register {
      return try body(register, UnsafeBufferPointer(start: day.values, count: day.slotCount))
    }
    for (column, name) in columns.enumerated() {
      let values = UnsafeMutableBufferPointer(start: day.values + column * day.slotCount, count: day.slotCount)
      if let register = name.register {
        try body(register, UnsafeBufferPointer(values))
      } else {
        try body(.batteryCharge, part(of: values, at: 0) { max(0, -$0) })
        try body(.batteryDischarge, part(of: values, at: 1) { max(0, $0) })
      }
    }
  }

  /// One direction of a battery's column, in a buffer that the next day overwrites.
  private func part(
    of values: UnsafeMutableBufferPointer<Int32>, at half: Int, _ value: (Int32) -> Int32
  ) -> UnsafeBufferPointer<Int32> {
    let copy = battery + half * BlockWriter.slotLimit
    for (at, element) in values.enumerated() { copy[at] = element == missing ? missing : value(element) }
    return UnsafeBufferPointer(start: copy, count: values.count)
  }
}

extension Layout.Column {
  /// The register that a value column fills; nil for the battery's, which fills two.
  fileprivate var register: Register? {
    switch self {
    case .consumed: .consumption
    case .produced: .production
    case .imported: .imported
    case .exported: .exported
    case .battery, .meter, .timestamp: nil
    }
  }
}
