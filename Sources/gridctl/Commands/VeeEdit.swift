import Documents
import Foundation
import Grid
import Ingest

/// `gridctl vee edit METER`: puts values in by hand, or takes that back.
struct VeeEdit: Command {
  static let name = "vee edit"
  static let summary = "Put values in by hand, or undo it; what dumps said stays."
  static let operands = "[METER]"
  static let options =
    [register, from, to, value, factor, file, missing, undo, reason, user] + Option.table + [.asOf, .dryRun]

  static let register = Option(
    "register", value: "name", help: "As import, export, consumption, production, battery_charge.")
  static let from = Option("from", value: "instant", help: "First instant, RFC 3339.")
  static let to = Option("to", value: "instant", help: "The end, excluded.")
  static let value = Option("value", value: "wh", help: "Wh of each interval.")
  static let factor = Option("factor", value: "number", help: "What measured values are multiplied by.")
  static let file = Option("file", value: "csv", help: "A CSV with starts_at,wh.")
  static let missing = Option("missing", help: "Strike the values out.")
  static let undo = Option("undo", value: "number", help: "Take an edit back.")
  static let reason = Option("reason", value: "text", help: "Why; kept with the edit.")
  static let user = Option("user", value: "name", help: "Who (the login).")

  private enum Work {
    case edit(ReadingEdit)
    case undo(Int64)
  }

  private let work: Work
  private let reason: String
  private let user: String
  private let isRehearsal: Bool
  private let output: String?

  init(_ values: OptionValues) throws {
    isRehearsal = values.has(.dryRun)
    output = try values.output()
    reason = try values.required(Self.reason)
    user = values.text(Self.user) ?? ProcessInfo.processInfo.userName
    guard !reason.isEmpty, !user.isEmpty else { throw UsageFailure("--reason and --user are not empty") }
    let ways = [Self.value, Self.factor, Self.file, Self.missing, Self.undo].filter { values.has($0) }
    guard ways.count == 1 else {
      throw UsageFailure("'vee edit' takes one of --value, --factor, --file, --missing and --undo")
    }
    if values.has(Self.undo) {
      guard values.operands.isEmpty, let id = Int64(try values.required(Self.undo)), id > 0 else {
        throw UsageFailure("--undo takes the number of an edit, and no meter")
      }
      work = .undo(id)
      return
    }
    guard values.operands.count == 1 else { throw UsageFailure("'vee edit' takes one meter") }
    guard let register = Register(name: try values.required(Self.register)) else {
      throw UsageFailure("--register is none of \(Register.allCases.map(\.name).joined(separator: ", "))")
    }
    guard let from = try values.instant(Self.from), let to = try values.instant(Self.to) else {
      throw UsageFailure("'vee edit' needs --from and --to")
    }
    let asOf = try values.instant(.asOf) ?? Instant(seconds: Int64(Date().timeIntervalSince1970))
    work = .edit(
      ReadingEdit(
        meter: values.operands[0], register: register, from: from, to: to, change: try Self.change(values),
        reason: reason, user: user, asOf: asOf))
  }

  private static func change(_ values: OptionValues) throws -> ReadingEdit.Change {
    if let text = values.text(value) {
      guard let milliWh = wholeUnits(text, decimals: 3) else {
        throw UsageFailure("--value is no energy in Wh: '\(text)'", hint: "Zero or above, with at most 3 decimals.")
      }
      return .value(milliWh: milliWh)
    }
    if let text = values.text(factor) {
      guard let millionths = wholeUnits(text, decimals: 6), millionths <= 1_000_000_000_000 else {
        throw UsageFailure("--factor is no number: '\(text)'", hint: "Zero or above, with at most 6 decimals.")
      }
      return .factor(millionths: millionths)
    }
    if let file = values.text(file) { return try readEdit(file: file) }
    return .missing
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(IngestCommand.name)
    let change = { () throws -> EditSummary in
      switch work {
      case .edit(var request):
        request.runID = session.runID
        return try edit(request, on: database)
      case .undo(let id):
        return try undoEdit(
          id, reason: reason, user: user, asOf: session.asOf, runID: session.runID, on: database)
      }
    }
    let summary = try isRehearsal ? database.rehearsal(change) : change()
    let rows = summary.days.map { day -> [Cell] in
      [
        .date(Int(day.day.number)), .integer(Int64(day.count)), .integer(Int64(day.beforeCount)),
        .decimal(day.beforeMilliWh, scale: 6), .integer(Int64(day.afterCount)), .decimal(day.afterMilliWh, scale: 6),
      ]
    }
    let columns = [
      Column("Day", .date), Column("Intervals", .integer), Column("Values before", .integer),
      Column("Before kWh", .kilowattHours), Column("Values after", .integer), Column("After kWh", .kilowattHours),
    ]
    try session.show(
      Sheet("Edit", title: "Edit", columns: columns, rows: .list(rows)), created: session.asOf, at: output)
    for invoice in summary.invoices {
      session.terminal.tell("invoice \(invoice) billed these days: 'gridctl bill correct' follows")
    }
    session.summarize(
      (summary.editID.map { "edit \($0), \(counted(summary.days.count, "day"))" } ?? "nothing to change")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
