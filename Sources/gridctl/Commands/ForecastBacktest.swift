import Aggregate
import Grid

/// `gridctl forecast backtest`: how far off each method would have been.
struct ForecastBacktest: Command {
  static let name = "forecast backtest"
  static let summary = "Compare the methods of forecasting on a period of the past."
  static let options = [Option.period, .community, horizons, every, .asOf]
  static let isRecorded = false

  static let horizons = Option("horizons", value: "hours", help: "The first hours that count (1h,6h,24h,48h).")
  static let every = Option("every", value: "hours", help: "From one forecast to the next, from midnight on (6h).")

  let horizons: [Int]
  let everyHours: Int

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    horizons = try (values.text(Self.horizons) ?? "1h,6h,24h,48h").split(
      separator: ",", omittingEmptySubsequences: false
    )
    .map { try values.hours($0, Self.horizons) }
    everyHours = try values.hours(Self.every) ?? 6
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let scores = try backtestForecasts(
      community: community, period: period, everyHours: everyHours, horizons: horizons, asOf: session.asOf,
      on: session.database
    ) { session.terminal.progress(Self.name, $0, of: $1) }
    guard !scores.isEmpty else {
      throw PlainFailure(
        .violations, "no forecast of \(period) can be judged: there are no readings to compare, or none before them",
        hint: "Choose a --period with readings in it and before it.")
    }
    let headings = ["community", "quantity", "horizon", "method", "points", "MAE Wh", "WAPE %", "bias %", ""]
    let rows = scores.map { score -> [String?] in
      [
        score.community, score.quantity.rawValue, "\(score.horizonHours) h", score.method.rawValue,
        grouped(score.error.pointCount), score.error.meanWh.map { grouped($0) }, score.error.percent,
        score.error.biasPercent, score.isBest ? "best" : score.isCompared ? nil : "too few",
      ]
    }
    for line in table(headings, rows) { session.terminal.write(line) }
    let count = Set(scores.map(\.community)).count
    session.summarize("\(counted(count, "community", "communities")) in \(period)")
  }
}
