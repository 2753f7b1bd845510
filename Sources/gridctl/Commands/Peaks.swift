import Aggregate
import Documents
import Grid

/// `gridctl peaks`: when communities used more than their limit.
struct PeaksCommand: Command {
  static let name = "peaks"
  static let summary = "Show when communities used more than their limit; exit 1 without a limit."
  static let options = [Option.period, .community, .grain] + Option.document + [.asOf]

  let output: String?
  let grain: Grain

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
    grain = try values.grain()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let found = try peaks(
      period: period, community: community, grain: grain, asOf: session.asOf, on: session.database)
    try session.show(Self.sheet(found.peaks, period, session.language), created: session.asOf, at: output)
    for gap in found.unlimited {
      session.terminal.tell(
        "community \(gap.community): neither limit_w nor a plant on \(counted(gap.dayCount, "day")), skipped")
    }
    if !found.unlimited.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(found.peaks.count, "peak")) of "
        + counted(Set(found.peaks.map(\.community)).count, "community", "communities")
        + (found.unlimited.isEmpty ? "" : ", \(grouped(found.unlimited.count)) without a limit"))
  }

  private static func sheet(_ peaks: [Peak], _ period: Period, _ say: PrintLanguage) throws -> Sheet {
    Sheet(
      say("Peaks", fr: "Pointes"), title: say("Peaks, \(period)", fr: "Pointes, \(period)"),
      columns: [
        Column(say("Community", fr: "Communauté")), Column(say("Start", fr: "Début"), .localTime),
        Column(say("End", fr: "Fin"), .localTime), Column("Minutes", .integer),
        Column(say("Greatest W", fr: "Maximum W"), .integer), Column(say("Limit W", fr: "Limite W"), .integer),
        Column(say("Above Wh", fr: "Au-dessus Wh"), .integer),
      ],
      rows: .list(
        try peaks.map { peak in
          [
            .text(peak.community), peak.start.cell, peak.end.cell, .integer(Int64(peak.minutes)),
            .integer(Int64(peak.power)), .integer(Int64(peak.limit)), try .numeric(peak.above),
          ]
        }))
  }
}
