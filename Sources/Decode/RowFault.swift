/// Why a row of a dump is no reading. The raw value is the code that `ingest.reject` keeps.
public enum RowFault: String, CaseIterable, Sendable {
  case tooLong = "line-too-long"
  case invalidText = "invalid-utf8"
  case missingField = "missing-column"
  case extraField = "extra-column"
  case openQuote = "open-quote"
  case emptyMeter = "empty-meter"
  case unknownMeter = "unknown-meter"
  case foreignMeter = "foreign-meter"
  case outsideMembership = "outside-membership"
  case badTimestamp = "bad-timestamp"
  /// A local time without its offset means two instants in the autumn hour.
  case noOffset = "no-offset"
  case offGrid = "off-grid"
  /// Nothing tells how long the interval of the value is.
  case unknownInterval = "unknown-interval"
  case future = "future"
  case emptyValue = "empty-value"
  case notANumber = "not-a-number"
  /// More than three decimals: finer than a milliwatt-hour.
  case tooPrecise = "too-precise"
  case negative = "negative"
  case aboveLimit = "above-limit"
  /// import − export differs from consumption + charge − production − discharge by more than rounding.
  case energyBalance = "energy-balance"
  /// More or fewer values than the interval's length asks for.
  case valueCount = "wrong-value-count"
  /// An interval of a length that the format does not have, or none.
  case badInterval = "bad-interval"
  /// A record that the format does not have.
  case unknownRecord = "unknown-record"
  /// A record without the one that says what it belongs to.
  case orphanRecord = "orphan-record"
  /// Not rejected: a range of qualities that overlaps another, or leaves the day; its values stay, of unknown quality.
  case qualityRange = "quality-range"
  /// Not rejected: values of a day of several qualities of which none is told; they stay, of unknown quality.
  case qualityMissing = "quality-missing"
  /// A telegram without its end.
  case incomplete = "incomplete"
  /// The sum at the end of a telegram does not fit its bytes.
  case badCRC = "bad-crc"
  /// A state of a register of which the dump does not say the time.
  case noTimestamp = "no-timestamp"
  /// Starts before the interval ahead of it ended.
  case overlap = "overlap"
  /// Ends when it starts, or before.
  case zeroLength = "zero-length"
  /// An index whose difference covers more than the interval of the row.
  case indexGap = "index-gap"
  /// An index below the one ahead of it, where none may begin again.
  case indexDecrease = "index-decrease"
  /// The registry has another device behind the meter at the time of the read.
  case serialMismatch = "serial-mismatch"
  /// The dump's intervals are no parts of the meter's.
  case intervalMismatch = "interval-mismatch"
  /// Another register of the dump fills the same register of the meter.
  case secondRegister = "second-register"
  /// Not rejected: the line replaced an earlier one of the same dump.
  case conflictingDuplicate = "conflicting-duplicate"

  /// Whether the reading is in order as far as its dump tells: another registry, or another time, may take it.
  public var isOfRegistry: Bool {
    switch self {
    case .unknownMeter, .foreignMeter, .outsideMembership, .aboveLimit, .offGrid, .intervalMismatch, .secondRegister,
      .serialMismatch, .future:
      true
    default: false
    }
  }
}
