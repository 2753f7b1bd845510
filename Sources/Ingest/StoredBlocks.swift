import Database
import Grid

/// What the database holds of some meter days: the blocks, and the dumps that they were folded from.
struct StoredBlocks {
  struct Stored {
    let interval: Int32
    let block: FoldedBlock
    /// The one dump the block came from; nil when there are several.
    let batchID: Int64?
  }

  private(set) var blocks: [BlockKey: Stored] = [:]
  private var parts: [BlockKey: [BlockPart]] = [:]
  private var receptions: [Int64: Reception] = [:]

  /// - Parameter days: Community, meter and day of each.
  init(_ days: [(Int64, Int64, LocalDay)], on database: Connection) throws {
    let communities = days.map(\.0), meters = days.map(\.1), dates = days.map(\.2)
    var composed = false
    var values: [Int32] = []
    try database.stream("ingest/existing_blocks", communities, meters, dates) { row in
      let batch = row.isNull(6) ? nil : row.int64(6)
      row.int32s(9, missing: missing, into: &values)
      blocks[row.key] = Stored(
        interval: row.int32(10),
        block: FoldedBlock(exponent: row.int16(4), values: values, revision: row.int32(5)), batchID: batch)
      if let batch { remember(batch, row, at: 7) } else { composed = true }
    }
    guard composed else { return }
    try database.stream("ingest/existing_parts", communities, meters, dates) { row in
      row.int32s(8, missing: missing, into: &values)
      parts[row.key, default: []].append(BlockPart(batchID: row.int64(5), exponent: row.int16(4), values: values))
      remember(row.int64(5), row, at: 6)
    }
  }

  private mutating func remember(_ batch: Int64, _ row: BinaryRow, at column: Int) {
    guard receptions[batch] == nil else { return }
    receptions[batch] = Reception(receivedMicros: row.int64(column), file: row.text(column + 1), batchID: batch)
  }

  /// All parts of a block in the order of reception.
  func parts(of key: BlockKey) -> [BlockPart] {
    guard let stored = blocks[key] else { return [] }
    if let batch = stored.batchID {
      return [BlockPart(batchID: batch, exponent: stored.block.exponent, values: stored.block.values)]
    }
    return (parts[key] ?? []).sorted { receptions[$0.batchID]! < receptions[$1.batchID]! }
  }

  /// What one dump said of a block; nil when it said nothing.
  func part(of key: BlockKey, from batch: Int64) -> BlockPart? { parts(of: key).first { $0.batchID == batch } }

  /// Adds what a dump says of a stored block.
  ///
  /// Nil when a value does not fit into the finest unit.
  func adding(_ part: BlockPart, received: Reception, to key: BlockKey) -> BlockChange? {
    let stored = blocks[key]!
    var all = parts(of: key)
    var written = part
    var earlier = stored.block
    if let index = all.firstIndex(where: { $0.batchID == part.batchID }) {
      // More lines of the dump that is being loaded.
      let said = all.remove(at: index)
      guard let merged = overlay(part, on: said), let others = fold(all) else { return nil }
      written = merged
      earlier = others
    }
    let place = all.firstIndex { received < receptions[$0.batchID]! } ?? all.count
    all.insert(written, at: place)
    guard let block = fold(all) else { return nil }
    var unwritten = [written]
    if all.count == 2, let other = all.first(where: { $0.batchID == stored.batchID && $0.batchID != part.batchID }) {
      // So far the block itself said what this dump said.
      unwritten.append(other)
    }
    return BlockChange(
      key: key, old: stored, block: block, sole: all.count == 1 ? part.batchID : nil, earlier: earlier,
      parts: all.count == 1 ? [] : unwritten)
  }

  /// Folds a block of several dumps once more, in the order of reception that is known now.
  func refolded(_ key: BlockKey) -> BlockChange? {
    let stored = blocks[key]!
    guard let block = fold(parts(of: key)) else { return nil }
    return BlockChange(key: key, old: stored, block: block, sole: stored.batchID, earlier: stored.block, parts: [])
  }
}

/// A stored block, and what becomes of it.
struct BlockChange {
  let key: BlockKey
  let old: StoredBlocks.Stored
  let block: FoldedBlock
  /// The one dump it comes from; nil when there are several.
  let sole: Int64?
  /// The block that the other dumps make.
  let earlier: FoldedBlock
  /// Parts to be kept.
  let parts: [BlockPart]

  var isChange: Bool { block != old.block || sole != old.batchID }
  var changesValues: Bool { block.values != old.block.values || block.exponent != old.block.exponent }

  /// Values of other dumps that this change replaces, those that the stored block had replaced before not counted.
  var revisedCount: Int { BlockChange.revisions(from: earlier, to: block) - BlockChange.revisions(from: earlier, to: old.block) }

  private static func revisions(from old: FoldedBlock, to new: FoldedBlock) -> Int {
    let finest = min(old.exponent, new.exponent)
    guard let before = scale(BlockPart(batchID: 0, exponent: old.exponent, values: old.values), to: finest),
      let after = scale(BlockPart(batchID: 0, exponent: new.exponent, values: new.values), to: finest)
    else { return 0 }
    return zip(before, after).reduce(0) { $0 + ($1.0 != missing && $1.0 != $1.1 ? 1 : 0) }
  }
}

extension BinaryRow {
  /// The key that the first four columns hold.
  fileprivate var key: BlockKey {
    BlockKey(communityID: int64(0), meterID: int64(1), register: int16(2), day: day(3))
  }
}
