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
  public init(
    period: Period, community: String?, asOf: Instant, language say: PrintLanguage = .en, on connection: Connection
  ) throws {
    let rows = try connection.query("reports/communities", period, community, asOf)
    communityCount = rows.count { $0.optional("community") != nil }
    let energies = ["used_kwh", "produced_kwh", "import_kwh", "export_kwh"]
    let sheet = Sheet(
      say("Usage", fr: "Consommation"),
      title: say("Usage, \(period.title(in: .en))", fr: "Consommation, \(period.title(in: .fr))"),
      columns: [
        Column(say("Community", fr: "Communauté")), Column(say("Meters", fr: "Compteurs"), .integer),
        Column(say("Used kWh", fr: "Consommé kWh"), .kilowattHours),
        Column(say("Produced kWh", fr: "Produit kWh"), .kilowattHours),
        Column(say("Import kWh", fr: "Soutiré kWh"), .kilowattHours),
        Column(say("Export kWh", fr: "Injecté kWh"), .kilowattHours),
        Column(say("Balance", fr: "Bilan"), .percent),
        Column(say("Strict autarky", fr: "Autarcie stricte"), .percent),
        Column(say("Net autarky", fr: "Autarcie nette"), .percent),
        Column(say("Known", fr: "Connu"), .percent(places: 2)),
      ],
      rows: .list(
        try rows.map { row in
          [row.optional("community").map { .text($0) } ?? .text(say.state("all")), try row.number("meter_count")]
            + (try energies.map { try row.number($0) })
            + [
              try row.number("balance"), try row.number("strict_share"), try row.number("net_share"),
              try row.number("completeness"),
            ]
        }))
    document = Document(sheet.title, created: asOf.seconds, language: say, sheets: [sheet])
  }
}
