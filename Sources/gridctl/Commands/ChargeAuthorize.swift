import Grid
import Ingest
import Operate

/// `gridctl charge authorize`: answers cars that want to charge.
struct ChargeAuthorize: Command {
  static let name = "charge authorize"
  static let summary = "Let cars charge, or have them wait an hour where consumption is tense."
  static let options = [file, Option.community, .dryRun, .asOf]

  static let file = Option("file", value: "file", help: "Requests to enter first, as 'charge request' reads them.")

  let file: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    file = values.text(Self.file)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    try database.lock("charge")
    let decide = {
      if let file { _ = try requestCharges(file: file, asOf: session.asOf, on: database) }
      return try authorizeCharges(community: community, asOf: session.asOf, on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(decide) : decide()
    // Without a file it is cron that asks, and the answers wait in the outbox.
    let write = file == nil ? session.terminal.show : session.terminal.write
    write("car,decision,grant_at,reason")
    for decision in summary.decisions {
      let car =
        decision.car.contains { ",\"".contains($0) }
        ? "\"\(decision.car.replacing("\"", with: "\"\""))\"" : decision.car
      write("\(car),\(decision.decision),\(decision.grantAt),\(decision.reason)")
    }
    for car in summary.late { session.tell(car) }
    let granted = summary.decisions.count { $0.decision == "grant" }
    session.summarize(
      "\(grouped(granted)) granted, \(grouped(summary.decisions.count - granted)) deferred by an hour"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension Session {
  /// Names a car that cannot be full in time; the run ends with status 1.
  func tell(_ car: LateCar) {
    terminal.tell("car \(car.car): \(grouped(car.shortWh)) Wh short at \(car.deadline): it gets as much as it can have")
    status = .violations
  }
}
