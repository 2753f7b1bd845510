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
  case future = "future"
  case emptyValue = "empty-value"
  case notANumber = "not-a-number"
  /// More than three decimals: finer than a milliwatt-hour.
  case tooPrecise = "too-precise"
  case negative = "negative"
  case aboveLimit = "above-limit"
  /// import − export differs from consumption + charge − production − discharge by more than rounding.
  case energyBalance = "energy-balance"
  /// The registry has another device behind the meter at the time of the read.
  case serialMismatch = "serial-mismatch"
  /// Not rejected: the line replaced an earlier one of the same dump.
  case conflictingDuplicate = "conflicting-duplicate"
}
