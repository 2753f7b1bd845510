import Database
import Documents
import Grid

/// When households or communities were autarkic, strictly and net, cell by cell.
public struct AutarkyReport {
  public enum Scope: String, CaseIterable, Sendable { case client, community }

  public let document: Document
  public let cellCount: Int

  /// - Parameters:
  ///   - start: The window begins here.
  ///   - asOf: It ends here.
  ///   - community: Its code; nil: all.
  public init(
    _ scope: Scope, by grain: UsageSeries.Grain, since start: Instant, asOf: Instant, community: String?,
    on connection: Connection
  ) throws {
    let statement = scope == .client ? "reports/autarky_meters" : "reports/autarky_communities"
    let rows = try connection.query(statement, start, asOf, community, grain.rawValue)
    cellCount = rows.count
    let who = scope == .client ? [Column("Community"), Column("Meter")] : [Column("Community")]
    let sheet = Sheet(
      "Autarky", title: "Autarky by \(grain == .fiveMinutes ? "5 minutes" : grain.rawValue), \(start) to \(asOf)",
      columns: who + [
        Column("From", .localTime), Column("Strict"), Column("Net"), Column("Time", .duration),
        Column("Strict time", .duration), Column("Net time", .duration), Column("Strict share", .percent),
        Column("Net share", .percent), Column("Known", .percent(places: 2)),
      ],
      rows: .list(
        try rows.map { row in
          [row.word("community")] + (scope == .client ? [row.word("meter")] : [])
            + [
              row.localTime("starts_s"), row.word("strict"), row.word("net"), try row.number("minutes"),
              try row.number("strict_minutes"), try row.number("net_minutes"), try row.number("strict_share"),
              try row.number("net_share"), try row.number("completeness"),
            ]
        }), frozenColumns: who.count + 1)
    document = Document(sheet.title, created: asOf.seconds, sheets: [sheet])
  }
}
