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
    language say: PrintLanguage = .en, on connection: Connection
  ) throws {
    let statement = scope == .client ? "reports/autarky_meters" : "reports/autarky_communities"
    let rows = try connection.query(statement, start, asOf, community, grain.rawValue)
    cellCount = rows.count
    let who =
      [Column(say("Community", fr: "Communauté"))]
      + (scope == .client ? [Column(say("Meter", fr: "Compteur"))] : [])
    let by = grain.name(in: say)
    let sheet = Sheet(
      say("Autarky", fr: "Autarcie"),
      title: say("Autarky by \(by), \(start) to \(asOf)", fr: "Autarcie par \(by), du \(start) au \(asOf)"),
      columns: who + [
        Column(say("From", fr: "Début"), .localTime), Column(say("Strict", fr: "Stricte")),
        Column(say("Net", fr: "Nette")), Column(say("Time", fr: "Durée"), .duration),
        Column(say("Strict time", fr: "Durée stricte"), .duration),
        Column(say("Net time", fr: "Durée nette"), .duration),
        Column(say("Strict share", fr: "Part stricte"), .percent), Column(say("Net share", fr: "Part nette"), .percent),
        Column(say("Known", fr: "Connu"), .percent(places: 2)),
      ],
      rows: .list(
        try rows.map { row in
          [row.word("community")] + (scope == .client ? [row.word("meter")] : [])
            + [
              row.localTime("starts_s"), row.state("strict", in: say), row.state("net", in: say),
              try row.number("minutes"),
              try row.number("strict_minutes"), try row.number("net_minutes"), try row.number("strict_share"),
              try row.number("net_share"), try row.number("completeness"),
            ]
        }), frozenColumns: who.count + 1)
    document = Document(sheet.title, created: asOf.seconds, language: say, sheets: [sheet])
  }
}
