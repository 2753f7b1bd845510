import Database
import Grid

/// Values that somebody puts in by hand.
public struct ReadingEdit {
  public enum Change {
    /// The same energy for each interval, in mWh.
    case value(milliWh: Int64)
    /// What was measured, times a number of millionths; each value rounded half away from zero to mWh.
    case factor(millionths: Int64)
    /// mWh of single intervals, by their first second.
    case values([Int64: Int64], file: String)
    /// What is there does not hold, and nothing is put in its place.
    case missing
  }

  public var meter: String
  public var register: Register
  /// Half-open, on edges of the meter's intervals.
  public var from: Instant
  public var to: Instant
  public var change: Change
  public var reason: String
  public var user: String
  /// The clock of the run.
  public var asOf: Instant
  /// The run in the ledger.
  public var runID: Int64?

  public init(
    meter: String, register: Register, from: Instant, to: Instant, change: Change, reason: String, user: String,
    asOf: Instant, runID: Int64? = nil
  ) {
    self.meter = meter
    self.register = register
    self.from = from
    self.to = to
    self.change = change
    self.reason = reason
    self.user = user
    self.asOf = asOf
    self.runID = runID
  }
}

/// What an edit did.
public struct EditSummary: Sendable {
  /// What a local day's intervals of the range held.
  public struct Day: Sendable, Equatable {
    public let day: LocalDay
    /// Intervals of the range.
    public let count: Int
    /// Intervals with a value, and their sum in mWh.
    public var beforeCount = 0
    public var beforeMilliWh: Int64 = 0
    public var afterCount = 0
    public var afterMilliWh: Int64 = 0
  }

  /// Nil: nothing would change, so nothing was entered.
  public var editID: Int64?
  public var days: [Day] = []
  /// Issued invoices that billed these days.
  public var invoices: [String] = []
}

/// Enters an edit: a part of its own that goes before all dumps. Nothing that a dump said is changed. One transaction; the caller
/// holds the lock `ingest`.
///
/// An edit that would leave all values as they are is not entered.
public func edit(_ edit: ReadingEdit, on database: Connection) throws -> EditSummary {
  try database.transaction {
    let range = try EditRange(edit.meter, edit.register, edit.from, edit.to, on: database)
    guard edit.to <= edit.asOf else {
      throw PlainFailure(.dataRefused, "the range ends in the future", hint: "Edits are of intervals that have ended.")
    }
    let before = try range.stored(on: database)
    let edited = try range.days.map { try $0.values(edit.change, over: before[$0.day.day], interval: range.interval) }
    if case .values(let values, let file) = edit.change {
      let used = range.days.reduce(0) { $0 + $1.used(values, interval: range.interval) }
      guard used == values.count else {
        throw PlainFailure(
          .dataRefused, "\(file): \(values.count - used) of \(values.count) values are not of an interval of the range",
          hint: "starts_at is the first instant of an interval of the meter, between --from and --to.")
      }
    }
    guard edited.allSatisfy({ $0?.greatestMilliWh ?? 0 <= range.limitMilliWh }) || edit.register == .batteryLevel else {
      throw PlainFailure(
        .dataRefused, "above-limit: the edit puts more into an interval than meter \(edit.meter) may use",
        hint: "Wh for kWh? Else raise the meter's limit_w with 'gridctl import meters' first.")
    }
    var summary = EditSummary()
    let id = try database.query("ingest/next_edit")[0].int64("edit_id")
    let name = "edit \(padded(Int(id), 9))"
    let row = try database.query("ingest/own_batch", name, Reception.Rank.edit, edit.asOf)[0]
    let batch = Reception(
      rank: Reception.Rank.edit, receivedUs: row.int64("received_us"), file: name, enteredUs: row.int64("entered_us"),
      batchID: row.int64("batch_id"))
    let changes = zip(range.days, edited).compactMap { day, values in
      values.flatMap { range.change(on: day, $0, batch) }
    }
    let count = try PartWriter(isValidated: true, on: database).put(changes)
    summary.days = try range.compare(before, range.stored(on: database))
    guard count > 0 else {
      try database.query("ingest/forget_batch", batch.batchID)
      return summary
    }
    try range.enter(
      edit, id: id, kind: edit.change.kind, argument: edit.change.argument, summary, batch: batch.batchID, on: database)
    summary.editID = id
    summary.invoices = try range.invoices(on: database)
    return summary
  }
}

/// Takes an edit back: the values are what they would be without it. What it said is kept for `readingHistory`.
public func undoEdit(
  _ id: Int64, reason: String, user: String, asOf: Instant, runID: Int64?, on database: Connection
) throws -> EditSummary {
  try database.transaction {
    guard let row = try database.query("ingest/edit", id).first else {
      throw PlainFailure(.noInput, "there is no edit \(id)", hint: "'gridctl vee history' shows the edits of a day.")
    }
    guard row.text("kind") != "undo", row.optional("undone_by") == nil else {
      throw PlainFailure(
        .dataRefused, row.text("kind") == "undo" ? "edit \(id) undid another" : "edit \(id) is undone already",
        hint: "Make a new edit.")
    }
    let edit = ReadingEdit(
      meter: row.text("meter"), register: Register(rawValue: Int16(row.int("register")))!,
      from: Instant(seconds: row.int64("starts_s")), to: Instant(seconds: row.int64("ends_s")), change: .missing,
      reason: reason, user: user, asOf: asOf, runID: runID)
    let range = try EditRange(edit.meter, edit.register, edit.from, edit.to, on: database)
    let before = try range.stored(on: database)
    let batch = row.int64("batch_id")
    try database.query("ingest/withdraw_batch", batch)
    let reception = Reception(rank: Reception.Rank.edit, receivedUs: 0, file: "", enteredUs: 0, batchID: batch)
    let changes = range.days.map {
      PartWriter.Change(key: range.key(on: $0.day.day), interval: range.interval, part: nil, batch: reception)
    }
    try PartWriter(isValidated: true, on: database).put(changes, keepingParts: true)
    var summary = EditSummary()
    summary.days = try range.compare(before, range.stored(on: database))
    let undo = try database.query("ingest/next_edit")[0].int64("edit_id")
    try range.enter(edit, id: undo, kind: "undo", argument: nil, summary, undoes: id, on: database)
    summary.editID = undo
    summary.invoices = try range.invoices(on: database)
    return summary
  }
}

extension ReadingEdit.Change {
  fileprivate var kind: String {
    switch self {
    case .value: "value"
    case .factor: "factor"
    case .values: "file"
    case .missing: "missing"
    }
  }

  fileprivate var argument: String? {
    switch self {
    case .value(let milliWh): "\(Facts.wh(milliWh)) Wh"
    // Thousandths of thousandths: written as a decimal by the same rule as mWh.
    case .factor(let millionths):
      "x \(millionths / 1_000_000).\(padded(Int(millionths % 1_000_000), 6))"
    case .values(_, let file): file
    case .missing: nil
    }
  }
}

/// A decimal number, zero or above, in units of its last decimal; nil when it is none or has more decimals.
public func wholeUnits(_ text: String, decimals: Int) -> Int64? {
  let form = DecimalForm(decimals: decimals, greatest: 1_000_000_000_000_000, code: "", rule: "")
  return form.parse(text).map(Int64.init)
}

/// Reads a CSV with `starts_at` and `wh` into an edit.
///
/// - Throws: A `Refusal` with every finding; status 66 without a file.
public func readEdit(file: String) throws -> ReadingEdit.Change {
  let log = FindingLog(file: file)
  let table = try CSVTable(file: file, required: ["starts_at", "wh"], log: log)
  let form = DecimalForm(
    decimals: 3, greatest: Int(Int32.max) * 1000, code: "invalid-number",
    rule: "is not an energy in Wh, zero or above, with at most 3 decimals")
  var values: [Int64: Int64] = [:]
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let text = reader.text("starts_at")
    let instant = Instant(text)
    if instant == nil, !text.isEmpty {
      reader.fail(
        "starts_at", "invalid-instant", "starts_at is not an instant with its offset, as 2025-04-07T04:00:00+02:00")
    }
    let value = reader.text("wh").isEmpty ? nil : reader.optionalDecimal("wh", form)
    guard reader.isValid, let instant, let value else { continue }
    if values.updateValue(Int64(value), forKey: instant.seconds) != nil {
      reader.fail("starts_at", "duplicate-row", "\(text) stands in the file before")
    }
  }
  try log.refuse()
  return .values(values, file: file.split(separator: "/").last.map(String.init) ?? file)
}
