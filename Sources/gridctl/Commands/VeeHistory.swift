import Documents
import Grid
import Ingest

/// `gridctl vee history METER DAY`: every revision of a meter's day.
struct VeeHistory: Command {
  static let name = "vee history"
  static let summary = "Show what dumps, estimates and edits said of a meter's day, and what holds."
  static let operands = "METER DAY"
  static let options = [VeeEdit.register] + Option.table + [.asOf]

  let meter: String
  let day: LocalDay
  let register: Register?
  let output: String?

  init(_ values: OptionValues) throws {
    let operands = try values.requiredOperands()
    guard operands.count == 2, let day = LocalDay(operands[1]) else {
      throw UsageFailure("'vee history' takes a meter and a day", hint: "Write the day as 2025-04-07.")
    }
    meter = operands[0]
    self.day = day
    register = try values.text(VeeEdit.register).map { text in
      guard let register = Register(name: text) else {
        throw UsageFailure("--register is none of \(Register.allCases.map(\.name).joined(separator: ", "))")
      }
      return register
    }
    output = try values.output()
  }

  func run(in session: Session) throws {
    let revisions = try readingHistory(meter: meter, day: day, register: register, on: session.database)
    let columns = [
      Column("Register"), Column("Source"), Column("Received"), Column("Name"), Column("Values", .integer),
      Column("kWh", .kilowattHours), Column("Struck out", .integer), Column("In force", .integer), Column("Quality"),
      Column("User"), Column("Reason"),
    ]
    let rows = revisions.map { revision -> [Cell] in
      [
        .text(revision.register.name), .text(revision.source.rawValue),
        revision.receivedAt.map { .text(Instant(seconds: $0).description) } ?? .empty, .text(revision.name),
        .integer(Int64(revision.count)), .decimal(revision.milliWh, scale: 6), .integer(Int64(revision.struckCount)),
        .integer(Int64(revision.inForceCount)), revision.quality.isEmpty ? .empty : .text(revision.quality),
        revision.user.map { .text($0) } ?? .empty,
        revision.reason.map { .text($0) } ?? .empty,
      ]
    }
    try session.show(
      Sheet("History", title: "\(meter), \(day)", columns: columns, rows: .list(rows)), created: session.asOf,
      at: output)
    session.summarize(counted(revisions.count, "revision"))
  }
}
