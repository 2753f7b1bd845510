import Documents
import Grid
import Operate

/// `gridctl battery replay`: the level of batteries from what they took and gave.
struct BatteryReplayCommand: Command {
  static let name = "battery replay"
  static let summary = "Replay the charge and discharge of batteries; exit 1 when they break a limit."
  static let options = [Option.period, battery, .community, tolerance, .asOf, .dryRun]

  static let battery = Option("battery", value: "code", help: "One battery only.")
  static let tolerance = Option(
    "tolerance", value: "percent", help: "Of the capacity, by which replayed and metered level may differ (5).")

  let battery: String?
  let tolerance: Int64
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    battery = values.text(Self.battery)
    tolerance = try values.hundredths(Self.tolerance) ?? 500
    guard (0...10_000).contains(tolerance) else { throw UsageFailure("--tolerance is not from 0 to 100") }
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let database = try session.database
    try database.lock("battery")
    let replay = {
      try replayBatteries(
        community: community, battery: battery, period: period, asOf: session.asOf, tolerance: tolerance, on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(replay) : replay()
    let rows = summary.violations.map { [$0.battery, $0.at.description, $0.kind, wattHours($0.excess)] }
    if !rows.isEmpty {
      for line in table(["battery", "at", "violation", "Wh beyond"], rows) { session.terminal.write(line) }
      session.status = .violations
    }
    session.summarize(
      "\(counted(summary.dayCount, "day")) of \(counted(summary.batteryCount, "battery", "batteries")), "
        + "\(counted(summary.missingCount, "interval")) of \(grouped(summary.expectedCount)) missing, "
        + counted(summary.violations.count, "violation") + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

/// `1234.5` for 1,234,500 mWh.
func wattHours(_ milli: Int64) -> String { decimal(milli, 3) }

/// A number of units of 10^-`decimals`, without zeros at its end.
func decimal(_ units: Int64, _ decimals: Int) -> String {
  let digits = padded(Int(units.magnitude), decimals + 1)
  let fraction = String(digits.suffix(decimals).reversed().drop { $0 == "0" }.reversed())
  return (units < 0 ? "-" : "") + digits.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
}

extension OptionValues {
  /// A number with at most two decimals, in hundredths.
  func hundredths(_ option: Option) throws -> Int64? {
    guard let text = text(option) else { return nil }
    guard let number = ExactDecimal(text), number.scale <= 2, number.unscaled.magnitude < 10_000_000_000 else {
      throw UsageFailure("--\(option.name) is no number: '\(text)'", hint: "At most two decimals, as 62.50.")
    }
    return Int64(number.unscaled) * [100, 10, 1][number.scale]
  }
}
