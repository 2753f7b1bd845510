import Decode
import Documents
import Grid
import Ingest

/// `gridctl dumps list`: the dumps that were loaded, and how they were read.
struct DumpsList: Command {
  static let name = "dumps list"
  static let summary = "List the dumps that were loaded: name, file, how it was read, what became of its values."
  static let options = [since, form, file, meter, withdrawn] + Option.table
  static let isRecorded = false

  static let since = Option("since", value: "instant", help: "Loaded then or later, RFC 3339.")
  static let form = Option(
    "form", value: "form", help: "Dumps of one form only, as 'gridctl ingest --format' names it.")
  static let file = Option("file", value: "name", help: "Dumps of one name only.")
  static let meter = Option("meter", value: "code", help: "Dumps that say something of a meter only.")
  static let withdrawn = Option("withdrawn", help: "Dumps that were withdrawn too.")

  let filter: DumpFilter
  let output: String?

  init(_ values: OptionValues) throws {
    let format: DumpFormat? = try values.choice(Self.form)
    filter = DumpFilter(
      since: try values.instant(Self.since), format: format?.rawValue, file: values.text(Self.file),
      meter: values.text(Self.meter), withdrawn: values.has(Self.withdrawn))
    output = try values.output()
  }

  func run(in session: Session) throws {
    let found = try dumps(filter, on: session.database)
    var columns = [
      Column("Dump"), Column("File"), Column("Form"), Column("Community"), Column("Received"), Column("Loaded at"),
      Column("Read", .integer), Column("Loaded", .integer), Column("Rejected", .integer), Column("Repeated", .integer),
      Column("Passed over", .integer),
    ]
    if filter.withdrawn {
      columns += [
        Column("Withdrawn"), Column("User"), Column("Reason"), Column("Values", .integer), Column("Indices", .integer),
      ]
    }
    columns.append(Column("Layout"))
    try session.show(
      Sheet("Dumps", title: "Dumps", columns: columns, rows: .list(found.map { row(of: $0) })), created: session.asOf,
      at: output)
    let withdrawn = found.count { $0.withdrawal != nil }
    session.summarize(
      counted(found.count, "dump") + (withdrawn > 0 ? ", \(grouped(withdrawn)) of them withdrawn" : ""))
  }

  private func row(of dump: LoadedDump) -> [Cell] {
    var cells: [Cell] = [
      .text(dump.name), .text(dump.file), .text(dump.format), dump.community.map { .text($0) } ?? .empty,
      .text(dump.receivedAt.description), .text(dump.loadedAt.description), .integer(Int64(dump.readCount)),
      .integer(Int64(dump.loadedCount)), .integer(Int64(dump.rejectedCount)), .integer(Int64(dump.repeatedCount)),
      .integer(Int64(dump.passedCount)),
    ]
    if filter.withdrawn {
      cells +=
        dump.withdrawal.map {
          [
            .text($0.at.description), .text($0.user), .text($0.reason), .integer(Int64($0.valueCount)),
            .integer(Int64($0.indexCount)),
          ]
        } ?? Array(repeating: .empty, count: 5)
    }
    return cells + [.text(dump.layout)]
  }
}
