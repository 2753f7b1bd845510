import Billing
import Documents

/// `gridctl bill journal`: the bookkeeping of a period for hledger.
struct BillJournalCommand: Command {
  static let name = "bill journal"
  static let summary = "Write the bookkeeping of a period as a journal of hledger."
  static let options = [Option.period, .community, .output, .asOf]
  static let isRecorded = false

  let community: String?
  let output: String

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = values.text(.community)
    output = try values.required(.output)
  }

  func run(in session: Session) throws {
    let period = try session.period(community: session.community())
    let database = try session.database
    var summary = BillJournalSummary()
    try session.writing {
      try writeText(to: output) { write in
        summary = try billJournal(period, community: community, on: database, write: write)
      }
    }
    session.summarize(
      "\(counted(summary.documents, "document")), \(counted(summary.setOffs, "set-off")), "
        + "\(counted(summary.payments, "payment")) of \(period)" + (output == "-" ? "" : ", written to \(output)"))
  }
}
