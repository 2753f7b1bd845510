import Database
import Documents
import Grid

/// All reports of a period, for an archive.
public struct ReportPack {
  /// A report of the pack; it is made when it is asked for, so that memory holds one at a time.
  public struct Part {
    /// Name of its file.
    public let file: String
    /// What it tells the reader.
    public let answers: String
    public let document: () throws -> Document
  }

  let period: Period
  let community: String?
  let asOf: Instant
  let say: PrintLanguage
  let connection: Connection

  /// - Parameters:
  ///   - period: Local days of each community.
  ///   - community: Its code; nil: all.
  public init(
    period: Period, community: String?, asOf: Instant, language: PrintLanguage, on connection: Connection
  ) {
    self.period = period
    self.community = community
    self.asOf = asOf
    say = language
    self.connection = connection
  }

  public var title: String { say("Reports", fr: "Rapports") + ", \(period.title(in: say))" }

  public var subject: String {
    (community ?? say("all communities", fr: "toutes les communautés"))
      + say(" · state of the data: \(asOf) (UTC)", fr: " · état des données : \(asOf) (UTC)")
  }

  public var parts: [Part] { forManagement + forOperators }

  private var forManagement: [Part] {
    [
      part(
        "management.xlsx", "How the communities do: energy, autarky, needs, revenue, data",
        "Où en sont les communautés : "
          + "énergie, autarcie, besoins, recettes, données"
      ) { try management().document() },
      part(
        "usage.xlsx", "What each community used and produced, in all and day by day",
        "Ce que chaque communauté a "
          + "consommé et produit, en tout et par jour"
      ) { try usage() },
      part("sharing.xlsx", "What members took over from each other", "Ce que les membres se sont partagé") {
        try SharingReport(period: period, community: community, asOf: asOf, language: say, on: connection).document
      },
      part("autarky.xlsx", "On which days communities were autarkic", "Quels jours les communautés étaient autarciques")
      {
        try autarky()
      },
      part(
        "ems.xlsx", "What the plans of flexible devices saved", "Ce que les plans des appareils flexibles ont économisé"
      ) {
        try EmsReport(
          .period(period), community: community, method: nil, asOf: asOf, language: say, on: connection
        ).document
      },
      part(
        "invoices.csv", "Which documents were issued, and what is open",
        "Quels documents furent émis, et ce qui reste "
          + "ouvert"
      ) { try management().invoices() },
    ]
  }

  private var forOperators: [Part] {
    [
      part(
        "balance.xlsx", "Did production meet use, hour by hour, and do the sums agree with the meters",
        "La production "
          + "a-t-elle couvert la consommation, heure par heure, et les sommes concordent-elles avec les compteurs"
      ) {
        try BalanceReport(
          period: period, community: community, grain: .hour, tolerance: 5, known: 50, asOf: asOf, language: say,
          on: connection
        ).document
      },
      part("peaks.xlsx", "When communities used more than their limit", "Quand les communautés ont dépassé leur limite")
      {
        try PeaksReport(
          period: period, community: community, seconds: 900, asOf: asOf, language: say, on: connection
        ).document
      },
      part(
        "malfunctions.xlsx", "What technicians have to look at; which meters have gaps, which rows were rejected",
        "Ce que les techniciens ont à voir ; quels compteurs sont lacunaires, quelles lignes furent refusées"
      ) {
        try MalfunctionReport(
          .all, lasting: period, period: period, community: community, tolerance: 48 * 3600, asOf: asOf, language: say,
          on: connection
        ).document
      },
      part(
        "quality.xlsx", "How complete, estimated and revised readings are",
        "À quel point les relevés sont complets, estimés et révisés"
      ) {
        try QualityReport(
          period: period, community: community, lateAfter: 48 * 3600, asOf: asOf, language: say, on: connection
        ).document
      },
      part(
        "directives.xlsx", "What devices were told, and whether it reached them",
        "Ce qui fut dit aux appareils, et si "
          + "cela les a atteints"
      ) {
        try DirectiveReport(period: period, community: community, asOf: asOf, language: say, on: connection).document
      },
    ]
  }

  private func part(_ file: String, _ english: String, _ french: String, _ document: @escaping () throws -> Document)
    -> Part
  {
    Part(file: file, answers: say(english, fr: french), document: document)
  }

  private func management() throws -> ManagementReport {
    try ManagementReport(period, community: community, asOf: asOf, language: say, on: connection)
  }

  /// The totals, and the days they are made of.
  private func usage() throws -> Document {
    var document = try UsageReport(
      period: period, community: community, asOf: asOf, language: say, on: connection
    ).document
    let days = try UsageSeries(
      UsageSeries.Request(
        scope: .community, grain: .day, period: period, community: community, asOf: asOf, grace: 48 * 3600,
        comparesYears: true, language: say), on: connection
    ).document
    document.sheets += days.sheets.map { sheet in
      var sheet = sheet
      sheet.name = say("Days", fr: "Jours")
      return sheet
    }
    return document
  }

  private func autarky() throws -> Document {
    let span = try connection.query("reports/span", period, community)[0]
    let end = min(span.int64("end_s"), asOf.seconds)
    var document = try AutarkyReport(
      .community, by: .day, since: Instant(seconds: span.int64("start_s")),
      asOf: Instant(seconds: max(end, span.int64("start_s"))), community: community, language: say, on: connection
    ).document
    document.created = asOf.seconds
    return document
  }
}
