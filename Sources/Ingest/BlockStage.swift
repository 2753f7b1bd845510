import Database
import Grid

/// Puts folded blocks, with the one batch each comes from, and parts of them in the place of stored ones; within the caller's
/// transaction. The session's stages have been made.
func putStaged(
  _ blocks: [(BlockKey, Int32, FoldedBlock, Int64?)], _ parts: [(BlockKey, Int32, BlockPart)], on database: Connection
) throws {
  let blockStage = try CopyWriter("ingest/copy_block_stage", fields: 10, on: database)
  for (key, interval, block, batch) in blocks {
    try blockStage.begin(key)
    blockStage.field(interval)
    blockStage.field(block.exponent)
    blockStage.field(block.revision)
    blockStage.field(batch)
    block.values.withUnsafeBufferPointer { blockStage.field($0, missing: missing) }
    blockStage.field(block.quality)
  }
  try blockStage.finish()
  let partStage = try CopyWriter("ingest/copy_part_stage", fields: 9, on: database)
  for (key, interval, part) in parts {
    try partStage.begin(key)
    partStage.field(part.batchID)
    partStage.field(interval)
    partStage.field(part.exponent)
    part.values.withUnsafeBufferPointer { partStage.field($0, missing: missing) }
    partStage.field(part.quality)
  }
  try partStage.finish()
  try database.query("ingest/put_blocks")
  try database.query("ingest/put_parts")
  try database.query("ingest/empty_stages")
}

extension CopyWriter {
  /// Begins a row with the columns of a key.
  func begin(_ key: BlockKey) throws {
    try row()
    field(key.communityID)
    field(key.meterID)
    field(key.register)
    field(key.day)
  }
}
