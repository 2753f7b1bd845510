import Grid
import Ingest

/// `gridctl check freshness`: how old the newest readings are.
struct CheckFreshness: Command {
  static let name = "check freshness"
  static let summary = "Show how old each community's newest readings are; exit 1 when they are too old."
  static let options = [Option.community, warnAfter, errorAfter, .asOf]

  static let warnAfter = Option(
    "warn-after", value: "length", help: "Readings are late after this, as 90min, 36h or 2d (the format's tolerance).")
  static let errorAfter = Option(
    "error-after", value: "length", help: "Readings are too old after this (the format's tolerance).")

  let warnAfter, errorAfter: Int?

  init(_ values: OptionValues) throws {
    warnAfter = try values.duration(Self.warnAfter)
    errorAfter = try values.duration(Self.errorAfter)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    let all = try database.transaction {
      try freshness(
        community: community, warnAfter: warnAfter, absentAfter: errorAfter, asOf: session.asOf, on: database)
    }
    let late = all.filter { $0.state != .ok }
    let rows = (session.terminal.isQuiet ? late : all).map { row in
      [
        row.community, row.format ?? "", grouped(row.meterCount), row.last ?? "never", row.ageSeconds.map(hours) ?? "",
        hours(row.warnSeconds), hours(row.absentSeconds), word(row.state),
      ]
    }
    let heading = ["community", "format", "meters", "newest reading", "age", "warn after", "error after", "state"]
    if !rows.isEmpty { for line in table(heading, rows) { session.terminal.write(line) } }
    let errors = late.count { $0.state == .absent }
    if errors > 0 { session.status = .violations }
    session.summarize(
      "\(counted(all.count, "source")), \(grouped(late.count - errors)) late, \(grouped(errors)) too old")
  }

  private func word(_ state: Freshness.State) -> String {
    switch state {
    case .ok: "ok"
    case .late: "warn"
    case .absent: "error"
    }
  }

  /// `36 h`, or `90 min` below two hours.
  private func hours(_ seconds: Int64) -> String {
    seconds < 7200 ? "\(seconds / 60) min" : "\(grouped(seconds / 3600)) h"
  }
}
