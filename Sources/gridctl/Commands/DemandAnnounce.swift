import Grid
import Ingest

/// `gridctl demand announce`: enters what a partner will need.
struct DemandAnnounce: Command {
  static let name = "demand announce"
  static let summary = "Announce what a partner will need each day, or end it."
  static let options = [
    file, demand, partner, Option.community, power, from, to, day, until, .dryRun, .asOf,
  ]

  static let file = Option("file", value: "file", help: "CSV: demand,partner,community,power_w,from,to,day[,until].")
  static let demand = Option("demand", value: "code", help: "Code of the demand; one that is known is changed.")
  static let partner = Option("partner", value: "code", help: "The customer who needs it.")
  static let power = Option("power-w", value: "watts", help: "Mean power.")
  static let from = Option("from", value: "HH:MM", help: "Start, by the community's wall clock.")
  static let to = Option("to", value: "HH:MM", help: "End; up to the start: on the next day.")
  static let day = Option("day", value: "day", help: "First local day.")
  static let until = Option("until", value: "day", help: "First local day without it; open without.")

  let file: String?
  let fields: [String: String]
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    file = values.text(Self.file)
    isRehearsal = values.has(.dryRun)
    let columns = [
      ("demand", Self.demand), ("partner", Self.partner), ("community", .community), ("power_w", Self.power),
      ("from", Self.from), ("to", Self.to), ("day", Self.day), ("until", Self.until),
    ]
    var fields: [String: String] = [:]
    for (column, option) in columns { fields[column] = values.text(option) }
    self.fields = fields
    if file == nil { _ = try values.required(Self.demand) }
    // GRIDCTL_COMMUNITY may be set for other commands.
    guard file == nil || fields.keys.allSatisfy({ $0 == "community" }) else {
      throw UsageFailure("--file stands for all other options of a demand", hint: "Leave them out.")
    }
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(ImportCommand.name)
    let announce = {
      if let file { return try announceDemands(file: file, asOf: session.asOf, on: database) }
      return try announceDemand(fields, asOf: session.asOf, on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(announce) : announce()
    session.summarize(
      "\(grouped(summary.added)) added, \(grouped(summary.changed)) changed, \(grouped(summary.unchanged)) unchanged"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
