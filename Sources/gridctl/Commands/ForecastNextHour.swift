import Aggregate
import Grid

/// `gridctl forecast next-hour`: what has to be produced in the hour that begins.
struct ForecastNextHour: Command {
  static let name = "forecast next-hour"
  static let summary = "Say what production the hour that begins needs, and whether the plants can give it."
  static let options = [Option.community, .period, .asOf]
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let community = try session.community()
    guard !session.values.has(.period) else { return try judge(community, in: session) }
    let hours = try nextHour(community: community, asOf: session.asOf, on: session.database)
    let headings = [
      "community", "hour", "last used Wh", "last produced Wh", "needed Wh", "change Wh", "plants Wh", "unmet Wh",
      "actual Wh", "error Wh",
    ]
    let rows = hours.map { hour -> [String?] in
      let figures = [
        hour.lastConsumption, hour.lastProduction, hour.needed, hour.difference, hour.plants, hour.unmet, hour.actual,
        hour.error,
      ]
      return [hour.community, hour.startsAt.wallClock(offset: hour.offset)] + figures.map { $0.map { "\($0)" } }
    }
    for line in table(headings, rows) { session.terminal.write(line) }
    let known = hours.count { $0.needed != nil }
    guard known > 0 else {
      throw PlainFailure(
        .violations, "no community's readings of the last hour are there",
        hint: "Is the last dump ingested and aggregated?"
      )
    }
    session.summarize(
      counted(known, "community", "communities")
        + (known < hours.count ? ", \(hours.count - known) without readings of the last hour" : ""))
  }

  /// How far the rule was off in a period.
  private func judge(_ community: String?, in session: Session) throws {
    let period = try session.period(community: community)
    let scores = try backtestNextHour(
      community: community, period: period, asOf: session.asOf, on: session.database)
    guard !scores.isEmpty else {
      throw PlainFailure(
        .violations, "no hour of \(period) can be judged: there are no readings",
        hint: "Choose a --period with readings in it.")
    }
    let rows = scores.map { score -> [String?] in
      [
        score.community, grouped(score.error.pointCount), score.error.meanWh.map { grouped($0) }, score.error.percent,
        score.error.biasPercent,
      ]
    }
    for line in table(["community", "hours", "MAE Wh", "WAPE %", "bias %"], rows) { session.terminal.write(line) }
    session.summarize("\(counted(scores.count, "community", "communities")) in \(period)")
  }
}
