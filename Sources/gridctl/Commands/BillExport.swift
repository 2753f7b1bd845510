import Billing

/// `gridctl bill export`: lines, documents, VAT and open items for the accountant.
struct BillExportCommand: Command {
  static let name = "bill export"
  static let summary = "Write the documents issued in a period for the accountant: lines, totals, VAT, open items."
  static let options = [Option.period, .community] + Option.table + [.asOf]
  static let isRecorded = false

  let community: String?
  let output: String

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = values.text(.community)
    output = try values.requiredOutput()
  }

  func run(in session: Session) throws {
    let period = try session.period(community: session.community())
    let export = try BillExport(period, community: community, asOf: session.asOf, on: session.database)
    try session.write(export.document, to: output)
    session.summarize(
      "\(counted(export.documentCount, "document")) issued in \(period)"
        + (output == "-" ? "" : ", written to \(output)"))
  }
}
