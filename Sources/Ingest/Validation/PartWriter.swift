import Database
import Grid

/// Puts single parts into blocks and takes them out again: estimates, edits, what a withdrawn dump said.
final class PartWriter {
  /// What becomes of the part of one batch in one block.
  struct Change {
    let key: BlockKey
    let interval: Int32
    /// Nil: the batch says nothing of the block any more.
    let part: BlockPart?
    let batch: Reception
  }

  private let database: Connection
  private let isValidated: Bool

  /// - Parameter isValidated: Whether days that change are to be validated.
  init(isValidated: Bool, on database: Connection) throws {
    self.database = database
    self.isValidated = isValidated
    try database.query("ingest/make_block_stage")
    try database.query("ingest/make_part_stage")
  }

  /// Folds the changed parts with what else is known and queues the meter days whose values changed; within the caller's
  /// transaction. A block that nothing is left of goes.
  ///
  /// - Parameters:
  ///   - changes: Of each block at most one.
  ///   - isKept: Whether a part that is taken out stays beside the block, as that of an edit that was undone does.
  /// - Returns: How many blocks changed.
  @discardableResult
  func put(_ changes: [Change], keepingParts isKept: Bool = false) throws -> Int {
    var changed = 0
    for start in stride(from: 0, to: changes.count, by: 500) {
      changed += try put(chunk: changes[start..<min(start + 500, changes.count)], isKept)
    }
    return changed
  }

  private func put(chunk changes: ArraySlice<Change>, _ isKept: Bool) throws -> Int {
    try database.query("ops/add_partitions", "grid.interval_block", Set(changes.map(\.key.day)).sorted())
    let stored = try StoredBlocks(MeterDays(changes.map(\.key)), on: database)
    var blocks: [(BlockKey, Int32, FoldedBlock, Int64?)] = []
    var parts: [(BlockKey, Int32, BlockPart)] = []
    var emptied: [BlockKey] = []
    var removed: [(BlockKey, Int64)] = []
    var lone: [BlockKey] = []
    var stale: [BlockKey] = []
    for change in changes {
      let key = change.key
      let old = stored.blocks[key]
      var all: [BlockPart]
      if let part = change.part {
        let merged = stored.parts(of: key, adding: part, received: change.batch)
        all = merged.parts
        parts += merged.changed.filter { $0.batchID != part.batchID }.map { (key, change.interval, $0) }
        // A block that one dump makes alone says the same as its part.
        if all.count > 1 || change.batch.rank != Reception.Rank.dump { parts.append((key, change.interval, part)) }
      } else {
        all = stored.parts(of: key, without: change.batch.batchID)
        if !isKept { removed.append((key, change.batch.batchID)) }
      }
      guard !all.isEmpty else {
        if old != nil {
          emptied.append(key)
          stale.append(key)
        }
        continue
      }
      guard let block = fold(all) else {
        throw PlainFailure(
          .dataRefused, "values of meter \(key.meterID) on \(key.day) are too large to be kept in mWh",
          hint: "Give whole Wh.")
      }
      let sole = all.count == 1 ? all[0].batchID : nil
      guard block != old?.block || sole != old?.batchID else { continue }
      blocks.append((key, change.interval, block, sole))
      if change.part == nil, sole != nil { lone.append(key) }
      if block.values != old?.block.values || block.exponent != old?.block.exponent
        || block.quality != old?.block.quality
      {
        stale.append(key)
      }
    }
    try putStaged(blocks, parts, on: database)
    try remove(blocks: emptied, parts: removed, partsOfLone: lone)
    try MeterDays(stale).markStale(validate: isValidated, on: database)
    return stale.count
  }

  private func remove(blocks: [BlockKey], parts: [(BlockKey, Int64)], partsOfLone lone: [BlockKey]) throws {
    if !lone.isEmpty {
      try database.query(
        "ingest/delete_lone_parts", lone.map(\.communityID), lone.map(\.meterID), lone.map(\.register), lone.map(\.day))
    }
    if !blocks.isEmpty {
      try database.query(
        "ingest/delete_blocks", blocks.map(\.communityID), blocks.map(\.meterID), blocks.map(\.register),
        blocks.map(\.day))
    }
    guard !parts.isEmpty else { return }
    try database.query(
      "ingest/delete_parts", parts.map(\.0.communityID), parts.map(\.0.meterID), parts.map(\.0.register),
      parts.map(\.0.day), parts.map(\.1))
  }
}
