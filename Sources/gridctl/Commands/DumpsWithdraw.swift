import Documents
import Foundation
import Grid
import Ingest

/// `gridctl dumps withdraw DUMP…`: takes back all that dumps said.
struct DumpsWithdraw: Command {
  static let name = "dumps withdraw"
  static let summary = "Take back all that a dump said, as one that was read wrongly; it may be loaded again."
  static let operands = "DUMP…"
  static let options = [reason, user, all] + Option.table + [.asOf, .dryRun]

  static let reason = Option("reason", value: "text", help: "Why; kept for ever.")
  static let user = Option("user", value: "name", help: "Who (the login).")
  static let all = Option("all", help: "All dumps of a name that several have.")

  let names: [String]
  let reason: String
  let user: String
  let meansAll: Bool
  let isRehearsal: Bool
  let output: String?

  init(_ values: OptionValues) throws {
    names = try values.requiredOperands()
    isRehearsal = values.has(.dryRun)
    meansAll = values.has(Self.all)
    output = try values.output()
    reason = try values.required(Self.reason)
    user = values.text(Self.user) ?? ProcessInfo.processInfo.userName
    guard !reason.isEmpty, !user.isEmpty else { throw UsageFailure("--reason and --user are not empty") }
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(IngestCommand.name)
    // A name that is none holds up the others: nothing was withdrawn then.
    let meant = try dumps(named: names, all: meansAll, on: database)
    let request = WithdrawalRequest(reason: reason, user: user, asOf: session.asOf, runID: session.runID)
    var done: [WithdrawalSummary] = []
    for dump in meant {
      if let withdrawn = dump.withdrawn {
        session.terminal.summarize(
          "\(dump.file) (\(dump.name)): withdrawn by \(withdrawn.user) at \(withdrawn.at), nothing to do")
        continue
      }
      let take = { try withdraw(dump, request, on: database) }
      done.append(try isRehearsal ? database.rehearsal(take) : take())
    }
    if !done.isEmpty { try show(done, in: session) }
    session.summarize(
      "\(counted(done.count, "dump")), \(counted(done.reduce(0) { $0 + $1.valueCount }, "value")) of "
        + "\(counted(done.reduce(0) { $0 + $1.dayCount }, "meter day"))"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func show(_ done: [WithdrawalSummary], in session: Session) throws {
    let columns = [
      Column("Dump"), Column("File"), Column("Received"), Column("Meter days", .integer), Column("Values", .integer),
      Column("Indices", .integer), Column("Rejected", .integer),
    ]
    let rows = done.map { one -> [Cell] in
      [
        .text(one.dump.name), .text(one.dump.file), .text(one.dump.receivedAt.description),
        .integer(Int64(one.dayCount)), .integer(Int64(one.valueCount)), .integer(Int64(one.indexCount)),
        .integer(Int64(one.dump.rejectedCount)),
      ]
    }
    try session.show(
      Sheet("Withdrawn", title: "Withdrawn dumps", columns: columns, rows: .list(rows)), created: session.asOf,
      at: output)
    for one in done {
      for (name, file) in one.followers where !done.contains(where: { $0.dump.name == name }) {
        session.terminal.tell(
          "\(file) (\(name)) begins with the difference to an index of \(one.dump.file): withdraw it too, and load it again"
        )
      }
    }
    for invoice in Set(done.flatMap(\.invoices)).sorted() {
      session.terminal.tell("invoice \(invoice) billed these days: 'gridctl bill correct' follows")
    }
  }
}
