import Database
import Grid

/// What the database holds of some meter days: the blocks, and the dumps that they were folded from.
struct StoredBlocks {
  struct Stored {
    let block: FoldedBlock
    /// The one dump the block came from; nil when there are several.
    let batchID: Int64?
  }

  private(set) var blocks: [BlockKey: Stored] = [:]
  private var parts: [BlockKey: [BlockPart]] = [:]
  private var receptions: [Int64: Reception] = [:]

  init(_ days: MeterDays, on database: Connection) throws {
    var composed = false
    var values: [Int32] = []
    try database.stream("ingest/existing_blocks", days.communityIDs, days.meterIDs, days.periods) { row in
      let batch = row.isNull(6) ? nil : row.int64(6)
      row.int32s(10, missing: missing, into: &values)
      blocks[row.key] = Stored(
        block: FoldedBlock(
          exponent: row.int16(4), values: values, revision: row.int32(5), quality: row.int16s(11)), batchID: batch)
      if let batch { remember(batch, row, at: 7, rank: 12) } else { composed = true }
    }
    guard composed else { return }
    try database.stream("ingest/existing_parts", days.communityIDs, days.meterIDs, days.periods) { row in
      row.int32s(9, missing: missing, into: &values)
      parts[row.key, default: []].append(
        BlockPart(batchID: row.int64(5), exponent: row.int16(4), values: values, quality: row.int16s(10)))
      remember(row.int64(5), row, at: 6, rank: 11)
    }
  }

  private mutating func remember(_ batch: Int64, _ row: BinaryRow, at column: Int, rank: Int) {
    guard receptions[batch] == nil else { return }
    receptions[batch] = Reception(
      rank: row.int16(rank), receivedUs: row.int64(column), file: row.text(column + 1),
      enteredUs: row.int64(column + 2), batchID: batch)
  }

  /// What a dump said of a block; nil when it said nothing.
  func part(of key: BlockKey, from batch: Int64) -> BlockPart? {
    guard let stored = blocks[key], stored.batchID == batch else { return parts[key]?.first { $0.batchID == batch } }
    return BlockPart(
      batchID: batch, exponent: stored.block.exponent, values: stored.block.values, quality: stored.block.quality)
  }

  /// All parts of a block in the order of reception but that of a batch.
  func parts(of key: BlockKey, without batch: Int64) -> [BlockPart] {
    guard let stored = blocks[key], stored.batchID != batch else { return [] }
    guard stored.batchID == nil else { return part(of: key, from: stored.batchID!).map { [$0] } ?? [] }
    return (parts[key] ?? []).filter { $0.batchID != batch }.sorted {
      receptions[$0.batchID]! < receptions[$1.batchID]!
    }
  }

  /// All parts of a block in the order of reception once a part is added, and those of them to be written.
  func parts(
    of key: BlockKey, adding part: BlockPart, received: Reception
  ) -> (parts: [BlockPart], changed: [BlockPart]) {
    guard let stored = blocks[key] else { return ([part], []) }
    var all = parts[key] ?? []
    var changed = [part]
    if let batch = stored.batchID {
      all = [
        BlockPart(
          batchID: batch, exponent: stored.block.exponent, values: stored.block.values, quality: stored.block.quality)
      ]
      if batch != part.batchID { changed.append(all[0]) }
    }
    if let index = all.firstIndex(where: { $0.batchID == part.batchID }) {
      // The same dump again, with later lines of the day or an earlier time of reception.
      all[index] = part
    } else {
      all.append(part)
    }
    let order = receptions.merging([part.batchID: received]) { $1 }
    all.sort { order[$0.batchID]! < order[$1.batchID]! }
    return (all, changed)
  }
}

extension BinaryRow {
  /// The key that the first four columns hold.
  fileprivate var key: BlockKey {
    BlockKey(communityID: int64(0), meterID: int64(1), register: int16(2), day: day(3))
  }
}
