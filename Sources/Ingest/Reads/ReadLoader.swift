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

/// Takes the reads of cumulative registers of one dump.
final class ReadLoader {
  private let reception: Reception
  private let table: MeterTable
  private let asOf: Instant
  private let database: Connection

  init(_ reception: Reception, table: MeterTable, asOf: Instant, on database: Connection) {
    self.reception = reception
    self.table = table
    self.asOf = asOf
    self.database = database
  }

  /// - Parameters:
  ///   - channel: What the read's `channel` stands for; `table.resolve` finds its meter.
  ///   - quality: Code of `grid.quality`.
  func take(_ read: IndexRead, channel: Channel, quality: Int16) throws -> ReadingOutcome { .passed }

  /// Writes what is held. Within the transaction of the dump, once, after the last read.
  func finish() throws {}
}
