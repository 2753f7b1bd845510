import Aggregate
import Grid

/// `gridctl forecast run`: foretells consumption and production, and says which method it took.
struct ForecastRun: Command {
  static let name = "forecast run"
  static let summary = "Foretell consumption and production of the next 48 hours."
  static let options = [Option.community, method, horizon, .dryRun, .asOf]

  static let method = Option(
    "method", value: "method", help: "auto | persistence | last_year | profile (auto: the best of the last four weeks)."
  )
  static let horizon = Option("horizon", value: "hours", help: "How far to look ahead, 1h to 168h (48h).")
  /// Runs of this name exclude each other.
  static let lock = "forecast"

  let method: ForecastMethod?
  let horizonHours: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let text = values.text(Self.method) ?? "auto"
    method = ForecastMethod(rawValue: text)
    guard method != nil || text == "auto" else {
      throw UsageFailure("--method is no method: '\(text)'", hint: Self.method.help)
    }
    horizonHours = try values.hours(Self.horizon) ?? 48
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    try database.lock(Self.lock)
    let request = ForecastRequest(
      community: community, asOf: session.asOf, method: method, horizonHours: horizonHours)
    let make = { try forecast(request, on: database) { session.terminal.progress("forecast run", $0, of: $1) } }
    let made = try isRehearsal ? database.rehearsal(make) : make()
    let headings = [
      "community", "quantity", "method", "reason", "error %", "runner-up", "error %", "quarter hours", "Wh/h per °C",
    ]
    let rows = made.map { forecast -> [String?] in
      [
        forecast.community, forecast.quantity.rawValue, forecast.method?.rawValue ?? "none",
        forecast.method == nil ? "nothing to go by" : forecast.reason.rawValue, forecast.error?.percent,
        forecast.runnerUp?.rawValue, forecast.runnerUpError?.percent,
        "\(forecast.slotCount)/\(forecast.expectedCount)", forecast.whPerDegree.map { "\($0)" },
      ]
    }
    for line in table(headings, rows) { session.terminal.show(line) }
    let count = made.count { $0.method != nil }
    guard count > 0 else {
      throw PlainFailure(
        .violations, "nothing can be foretold at \(session.asOf): there are no readings to go by",
        hint:
          "Persistence needs a day of the last week, profile one of the last four, last_year those of 52 weeks before.")
    }
    session.summarize(
      counted(count, "forecast") + (count < made.count ? ", \(made.count - count) with nothing to go by" : "")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension OptionValues {
  /// A number of hours, as in `48h`; nil without the option.
  func hours(_ option: Option) throws -> Int? {
    guard let text = text(option) else { return nil }
    return try hours(text, option)
  }

  /// - Throws: What is no number of hours from 1 to a week.
  func hours(_ text: some StringProtocol, _ option: Option) throws -> Int {
    guard text.hasSuffix("h"), let hours = Int(text.dropLast()), (1...168).contains(hours), !text.hasPrefix("+") else {
      throw UsageFailure("--\(option.name) is no number of hours: '\(text)'", hint: "Write it as 48h; from 1h to 168h.")
    }
    return hours
  }
}
