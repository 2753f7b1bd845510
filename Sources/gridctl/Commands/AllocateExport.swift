import Aggregate
import Documents
import Grid

/// `gridctl allocate export`: the coefficients of each slot and member, as the grid operator takes them.
struct AllocateExport: Command {
  static let name = "allocate export"
  static let summary = "Write the coefficients of each slot and member that the allocation amounts to."
  static let options = [Option.period, .community] + Option.table + [.asOf]

  let community: String
  let output: String

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    community = try values.required(.community)
    output = try values.requiredOutput()
  }

  func run(in session: Session) throws {
    _ = try session.community()
    let period = try session.period(community: community)
    let database = try session.database
    var dayCount = 0
    var count = 0
    // The columns are those of 'gridctl import coefficients'.
    let sheet = Sheet(
      "Coefficients",
      columns: [
        Column("community"), Column("starts_at", .localTime), Column("meter"),
        Column("coefficient", .decimal(places: 6)),
      ],
      rows: .stream { write in
        dayCount = try exportCoefficients(period, community: community, on: database) { slot in
          count += 1
          try write([
            .text(community), .localTime(slot.start + Int64(slot.offset), offset: slot.offset), .text(slot.meter),
            .decimal(slot.millionths, scale: 6),
          ])
        }
      })
    try session.write(
      Document("Coefficients of \(community), \(period)", created: session.asOf.seconds, sheets: [sheet]), to: output)
    session.summarize(
      "\(counted(count, "coefficient")) of \(counted(dayCount, "day"))"
        + (output == "-" ? "" : ", written to \(output)"))
  }
}
