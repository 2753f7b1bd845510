import Documents
import Grid
import Optimize

/// `gridctl ems compare`: what was planned beside what came.
struct EmsCompare: Command {
  static let name = "ems compare"
  static let summary = "Compare planned with realised import, day by day and method by method."
  static let options = [Option.period, .community, method] + Option.table + [.asOf]
  static let isRecorded = false

  static let method = Option("method", value: "label", help: "The plans of this name only.")

  let method: String?
  let output: String?

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    method = try values.planMethod(Self.method)
    output = try values.output()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let days = try comparePlans(community: community, period: period, method: method, on: session.database)
    guard !days.isEmpty else {
      throw PlainFailure(
        .violations, "there is no plan of \(period)", hint: "Make one with 'gridctl ems plan'.")
    }
    let columns = [
      Column("community", .text), Column("day", .text), Column("method", .text),
      Column("quarter hours", .integer), Column("without Wh", .decimal(places: 2)),
      Column("planned Wh", .decimal(places: 2)), Column("realised Wh", .decimal(places: 2)),
      Column("beyond plan Wh", .decimal(places: 2)), Column("note", .text),
    ]
    let rows = try days.map { day -> [Cell] in
      let missing = day.plannedCount - day.comparedCount
      return [
        .text(day.community), .text(day.day.description), .text(day.method), .integer(Int64(day.comparedCount)),
        try .numeric(day.base), try .numeric(day.planned), try .numeric(day.realised), try .numeric(day.beyond),
        .text(day.comparedCount == 0 ? "no readings" : missing > 0 ? "\(missing) quarter hours without readings" : ""),
      ]
    }
    try session.show(Sheet("Plans", columns: columns, rows: .list(rows)), created: session.asOf, at: output)
    session.summarize(
      "\(counted(Set(days.map { [$0.community, $0.day.description] }).count, "day")) of plans, "
        + "\(counted(days.count { $0.comparedCount == 0 }, "line")) without readings")
  }
}
