import Database
import Grid

/// Writes the days of one dump into `grid.interval_block`, folded with what other dumps said of them.
final class BlockWriter {
  /// Intervals of the longest day with the shortest interval: 26 hours of seconds.
  private static let slotLimit = 26 * 3600

  private let battery = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * BlockWriter.slotLimit)
  private let database: Connection
  private let reception: Reception
  private let columns: [Layout.Column]
  private let table: MeterTable
  private let merger: BlockMerger

  /// Values of earlier dumps that this one changed.
  var revisedCount: Int { merger.revisedCount }

  init(_ reception: Reception, columns: [Layout.Column], table: MeterTable, on database: Connection) throws {
    self.database = database
    self.reception = reception
    self.columns = columns
    self.table = table
    merger = try BlockMerger(on: database)
  }

  deinit { battery.deallocate() }

  /// Writes days and frees their vectors. Within the caller's transaction.
  func write(_ days: [OpenDay]) throws {
    defer { days.forEach { $0.values.deallocate() } }
    try database.query("ingest/add_partitions", Set(days.map(\.day)).sorted())
    for piece in BlockMerger.pieces(days, size: { $0.slotCount * (columns.count + 1) }) { try write(piece: piece) }
  }

  private func place(of day: OpenDay) -> (Int64, Int64, LocalDay) {
    (day.communityID, table.meters[Int(day.meter)].id, day.day)
  }

  private func key(_ register: Register, of day: OpenDay) -> BlockKey {
    BlockKey(
      communityID: day.communityID, meterID: table.meters[Int(day.meter)].id, register: register.rawValue, day: day.day)
  }

  private func write(piece days: ArraySlice<OpenDay>) throws {
    let stored = try StoredBlocks(days.map(place), on: database)
    var changes: [BlockChange] = []
    var opened: [(Int64, Int64, LocalDay)] = []
    let blocks = try CopyWriter("ingest/copy_blocks", fields: 9, on: database)
    for day in days {
      var isNew = false
      for (register, values) in registers(of: day) {
        let key = key(register, of: day)
        if let known = stored.blocks[key] {
          guard known.interval == day.interval else { throw otherInterval(known.interval, day) }
          let part = BlockPart(batchID: reception.batchID, exponent: day.exponent, values: Array(values))
          guard let change = stored.adding(part, received: reception, to: key) else { throw BlockMerger.tooLarge(key) }
          changes.append(change)
        } else {
          try blocks.block(
            key, day.interval, exponent: day.exponent, revision: 1, batch: reception.batchID, values)
          isNew = true
        }
      }
      if isNew { opened.append(place(of: day)) }
    }
    try blocks.finish()
    try merger.markStale(opened)
    try merger.write(changes)
  }

  private func otherInterval(_ known: Int32, _ day: OpenDay) -> PlainFailure {
    PlainFailure(
      .dataRefused,
      "meter \(table.code(of: day.meter)) has readings every \(known) s on \(day.day), not every \(day.interval) s",
      hint: "Give the meter its old interval back, or send the day's readings under another meter.")
  }

  /// Fills the vectors of a day that was written before with what this dump said of it.
  func recall(_ day: inout OpenDay) throws {
    let stored = try StoredBlocks([place(of: day)], on: database)
    func part(_ register: Register) -> BlockPart? { stored.part(of: key(register, of: day), from: reception.batchID) }
    for (column, name) in columns.enumerated() {
      let said = name.register.map(part) ?? net(part(.batteryDischarge), part(.batteryCharge))
      guard let said else { continue }
      // All columns of a dump's day have one exponent; so have their registers.
      day.exponent = said.exponent
      (day.values + column * day.slotCount).update(from: said.values, count: min(said.values.count, day.slotCount))
    }
  }

  private func net(_ discharge: BlockPart?, _ charge: BlockPart?) -> BlockPart? {
    guard var net = discharge, let charge else { return nil }
    for (at, value) in charge.values.enumerated() where value != missing { net.values[at] -= value }
    return net
  }

  /// The registers that a day's columns fill; the battery's column is two of them.
  private func registers(of day: OpenDay) -> [(Register, UnsafeBufferPointer<Int32>)] {
    var registers: [(Register, UnsafeBufferPointer<Int32>)] = []
    for (column, name) in columns.enumerated() {
      let values = UnsafeMutableBufferPointer(start: day.values + column * day.slotCount, count: day.slotCount)
      if name == .battery {
        registers.append((.batteryCharge, part(of: values, at: 0) { max(0, -$0) }))
        registers.append((.batteryDischarge, part(of: values, at: 1) { max(0, $0) }))
      } else if let register = name.register {
        registers.append((register, UnsafeBufferPointer(values)))
      }
    }
    return registers
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
  /// The register that the column fills; nil for the battery's, which fills two, and for those that are no values.
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
