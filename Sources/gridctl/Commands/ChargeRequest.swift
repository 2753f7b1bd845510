import Grid
import Ingest

/// `gridctl charge request`: enters what cars ask for.
struct ChargeRequest: Command {
  static let name = "charge request"
  static let summary = "Enter what cars ask for, from a file or as options."
  static let operands = "[FILE]"
  static let options = [car, soc, target, deadline, Option.dryRun, .asOf]

  static let car = Option("car", value: "code", help: "The car that asks, a declared device.")
  static let soc = Option("soc-percent", value: "percent", help: "Its state of charge.")
  static let target = Option("target-percent", value: "percent", help: "The state of charge it wants (100).")
  static let deadline = Option("deadline", value: "instant", help: "When it wants it, RFC 3339.")

  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    isRehearsal = values.has(.dryRun)
    guard values.operands.isEmpty else {
      guard values.operands.count == 1, !values.has(Self.car) else {
        throw UsageFailure("'\(Self.name)' takes one file, or --car", hint: "See 'gridctl help \(Self.name)'.")
      }
      return
    }
    for option in [Self.car, Self.soc, Self.deadline] { _ = try values.required(option) }
  }

  func run(in session: Session) throws {
    let database = try session.database
    let values = session.values
    let enter = {
      if let file = values.operands.first {
        return try requestCharges(file: file, asOf: session.asOf, on: database)
      }
      let fields = [
        "car": values.text(Self.car), "soc_percent": values.text(Self.soc),
        "target_percent": values.text(Self.target), "deadline": values.text(Self.deadline),
      ]
      return try requestCharge(fields.compactMapValues { $0 }, asOf: session.asOf, on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(enter) : enter()
    session.summarize(
      "\(counted(summary.added, "request")) added, \(grouped(summary.changed)) changed, "
        + "\(grouped(summary.unchanged)) unchanged" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
