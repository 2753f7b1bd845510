import Database
import Documents
import Grid

/// What each community used, produced and exchanged in a period, all of them together last.
public struct UsageReport {
  public let document: Document
  /// Communities with members in the period.
  public let communityCount: Int

  /// - Parameters:
  ///   - period: Local days of each community.
  ///   - community: Its code; nil: all.
  ///   - asOf: Days that had ended by then are expected to have readings.
  public init(period: Period, community: String?, asOf: Instant, on connection: Connection) throws {
    let rows = try connection.query("reports/communities", period, community, asOf)
    communityCount = rows.count { $0.optional("community") != nil }
    let energies = ["used_kwh", "produced_kwh", "import_kwh", "export_kwh"]
    let sheet = Sheet(
      "Usage", title: "Usage, \(period.title)",
      columns: [
        Column("Community"), Column("Meters", .integer), Column("Used kWh", .kilowattHours),
        Column("Produced kWh", .kilowattHours), Column("Import kWh", .kilowattHours),
        Column("Export kWh", .kilowattHours), Column("Balance", .percent), Column("Strict autarky", .percent),
        Column("Net autarky", .percent), Column("Known", .percent(places: 2)),
      ],
      rows: .list(
        try rows.map { row in
          [row.optional("community").map { .text($0) } ?? .text("all"), try row.number("meter_count")]
            + (try energies.map { try row.number($0) })
            + [
              try row.number("balance"), try row.number("strict_share"), try row.number("net_share"),
              try row.number("completeness"),
            ]
        }))
    document = Document(sheet.title, created: asOf.seconds, sheets: [sheet])
  }
}
