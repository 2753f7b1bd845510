import Database
import Grid

/// Replaces stored blocks by what several dumps make of them together.
final class BlockMerger {
  /// Values that are read back and folded at a time, about: bounds the memory.
  private static let valueLimit = 1 << 20
  /// Meter days that are folded at a time.
  private static let dayLimit = 500

  private let database: Connection
  /// Known values of other dumps that changed.
  private(set) var revisedCount = 0

  init(on database: Connection) throws {
    self.database = database
    try database.query("ingest/make_block_stage")
    try database.query("ingest/make_part_stage")
  }

  /// Cuts meter days into pieces that fit into memory.
  ///
  /// - Parameter size: Values that a day holds.
  static func pieces<Day>(_ days: [Day], size: (Day) -> Int) -> [ArraySlice<Day>] {
    var pieces: [ArraySlice<Day>] = []
    var start = 0
    var sum = 0
    for (at, day) in days.enumerated() {
      if at > start, sum + size(day) > valueLimit || at - start == dayLimit {
        pieces.append(days[start..<at])
        start = at
        sum = 0
      }
      sum += size(day)
    }
    if start < days.count { pieces.append(days[start...]) }
    return pieces
  }

  /// Writes changes to stored blocks and queues the meter days whose values they change.
  func write(_ changes: [BlockChange]) throws {
    guard !changes.isEmpty else { return }
    let changed = changes.filter(\.isChange)
    let blocks = try CopyWriter("ingest/copy_block_stage", fields: 9, on: database)
    for change in changed {
      try change.block.values.withUnsafeBufferPointer {
        try blocks.block(
          change.key, change.old.interval, exponent: change.block.exponent, revision: change.block.revision,
          batch: change.sole, $0)
      }
    }
    try blocks.finish()
    let parts = try CopyWriter("ingest/copy_part_stage", fields: 8, on: database)
    for change in changes {
      for part in change.parts { try parts.part(change.key, change.old.interval, part) }
    }
    try parts.finish()
    try database.query("ingest/put_blocks")
    try database.query("ingest/put_parts")
    try database.query("ingest/empty_stages")
    revisedCount += changed.reduce(0) { $0 + $1.revisedCount }
    let keys = changed.filter(\.changesValues).map(\.key)
    try markStale(keys.map { ($0.communityID, $0.meterID, $0.day) })
  }

  func markStale(_ days: [(Int64, Int64, LocalDay)]) throws {
    guard !days.isEmpty else { return }
    try database.query("ingest/mark_stale", days.map(\.0), days.map(\.1), days.map(\.2))
  }

  /// Folds the blocks that a dump has a part in once more, after its place in the order of reception has changed.
  func refold(_ batch: Int64) throws {
    let days = try database.query("ingest/composed_days", batch).map { row in
      (key: (row.int64("community_id"), row.int64("meter_id"), row.day("day")!), size: row.int("value_count"))
    }
    for piece in BlockMerger.pieces(days, size: \.size) {
      let stored = try StoredBlocks(piece.map(\.key), on: database)
      let keys = stored.blocks.keys.filter { stored.blocks[$0]!.batchID == nil }
      try write(keys.map { try stored.refolded($0) ?? { throw BlockMerger.tooLarge($0) }($0) })
    }
  }

  static func tooLarge(_ key: BlockKey) -> PlainFailure {
    PlainFailure(
      .dataRefused, "values of meter \(key.meterID) on \(key.day) are too large to be kept in mWh",
      hint: "Send the dump in whole Wh.")
  }
}

extension CopyWriter {
  /// A row of `grid.interval_block` or of its stage.
  func block(
    _ key: BlockKey, _ interval: Int32, exponent: Int16, revision: Int32, batch: Int64?,
    _ values: UnsafeBufferPointer<Int32>
  ) throws {
    try row()
    field(key.communityID)
    field(key.meterID)
    field(key.register)
    field(key.day)
    field(interval)
    field(exponent)
    field(revision)
    field(batch)
    field(values, missing: missing)
  }

  /// A row of the stage of `grid.block_part`.
  func part(_ key: BlockKey, _ interval: Int32, _ part: BlockPart) throws {
    try row()
    field(key.communityID)
    field(key.meterID)
    field(key.register)
    field(key.day)
    field(part.batchID)
    field(interval)
    field(part.exponent)
    part.values.withUnsafeBufferPointer { field($0, missing: missing) }
  }
}
