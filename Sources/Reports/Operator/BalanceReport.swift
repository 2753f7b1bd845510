import Database
import Documents
import Grid

/// The audit of the balance: production against consumption by slot, hour or day, and whether it agrees with the meters.
public struct BalanceReport {
  public enum Grain: String, CaseIterable, Sendable {
    case fiveMinutes = "5min"
    case quarterHour = "15min"
    case hour, day
  }

  public let document: Document
  /// Cells of communities, those of all together left out, by action.
  public let actions: [String: Int]
  public let staleCount: Int
  /// Days on which slots and meters disagree.
  public let differenceCount: Int

  /// - Parameters:
  ///   - period: Local days of each community.
  ///   - community: Its code, and nothing of all together; nil: all.
  ///   - tolerance: Percent of consumption that production may be off.
  ///   - known: Percent of the members that have to be known for an action.
  ///   - asOf: Slots that had ended by then.
  public init(
    period: Period, community: String?, grain: Grain, tolerance: Int, known: Int, asOf: Instant,
    language say: PrintLanguage, on connection: Connection
  ) throws {
    let rows = try connection.query("reports/balance", period, community, asOf, grain.rawValue, tolerance, known)
    let checks = try connection.query("reports/balance_check", period, community, asOf)
    let gaps = try connection.query("aggregate/days_without_totals", period, community, asOf)
    let own = rows.filter { $0.optional("community") != nil }
    actions = Dictionary(own.map { ($0.text("action"), 1) }, uniquingKeysWith: +)
    staleCount = own.count { $0.text("state") == "stale" }
    differenceCount = checks.count { $0.text("difference_kwh") != "0" }
    let title = say("Balance", fr: "Bilan") + ", \(period.title(in: say))"
    document = Document(
      title, created: asOf.seconds, language: say,
      sheets: [
        try Self.slots(
          rows, title: title, notes: Self.notes(tolerance, known, say) + Self.missing(gaps, say), grain: grain, say),
        try Self.check(checks, period, say),
      ])
  }

  private static func slots(_ rows: Rows, title: String, notes: [String], grain: Grain, _ say: PrintLanguage) throws
    -> Sheet
  {
    let headings = Headings(say: say)
    let from = grain == .day ? headings.day : say("From", fr: "De")
    let action = say("Action", fr: "Action")
    let codes = Set(rows.compactMap { $0.optional("community") })
    return Sheet(
      say("Balance", fr: "Bilan"), title: title, notes: notes,
      columns: [
        Column(headings.community), Column(from, grain == .day ? .date : .localTime), Column("Minutes", .integer),
        .energy(headings.produced, places: 3), .energy(headings.used, places: 3),
        Column(say("Percent", fr: "Pour cent"), .percent, highlight: .scale(.amber)),
        Column(say("Production", fr: "Production")), Column(say("Stale minutes", fr: "Minutes périmées"), .integer),
        Column(say("Members", fr: "Membres"), .integer), Column(say("Known", fr: "Connus"), .integer),
        Column(action, highlight: .lights(good: "ok", watch: say.state("less"), act: say.state("more"))),
        .energy(say("Needed kWh", fr: "Besoin kWh"), places: 3),
        Column(say("Needed W", fr: "Besoin W"), .integer, totals: [.maximum]),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.optional("community").map { .text($0) } ?? .text(say("all", fr: "toutes")),
            grain == .day ? .date(Int(row.int64("starts_s") / 86_400)) : row.localTime("starts_s"),
            try row.number("minutes"), try row.number("production_kwh"), try row.number("consumption_kwh"),
            try row.number("percent"), row.state("state", in: say), try row.number("stale_minutes"),
            try row.number("member_count"), try row.number("known_count"), row.state("action", in: say),
            try row.number("needed_kwh"), try row.number("needed_w"),
          ]
        }),
      charts: codes.count == 1 && rows.count <= 3000
        ? [
          Chart(
            grain == .day ? .column : .line, title, categories: from,
            series: [.init(headings.produced, colour: .amber), .init(headings.used, colour: .navy)],
            valueTitle: "kWh", rows: 0..<rows.count { $0.optional("community") != nil }, width: 1000)
        ] : [], frozenColumns: 2)
  }

  private static func check(_ rows: Rows, _ period: Period, _ say: PrintLanguage) throws -> Sheet {
    let headings = Headings(say: say)
    return Sheet(
      say("Check", fr: "Contrôle"),
      title: say("Slots against meters", fr: "Pas contre compteurs") + ", \(period.title(in: say))",
      notes: [
        say(
          "Of each day that had ended: sums of the slots, of the members' meters, and what stands in for silent plants, which "
            + "is in no meter. The difference is 0 where they agree.",
          fr:
            "De chaque jour passé : sommes des pas, des compteurs des membres, et ce qui remplace les centrales muettes, qui "
            + "n’est dans aucun compteur. La différence est 0 s’ils concordent.")
      ],
      columns: [
        Column(headings.community), Column(headings.day, .date), Column("Minutes", .integer, totals: [.sum]),
        Column(say("Meters", fr: "Compteurs"), .integer), .energy(headings.used, places: 3),
        .energy(say("Meters used kWh", fr: "Compteurs consommé kWh"), places: 3), .energy(headings.produced, places: 3),
        .energy(say("Stand-in kWh", fr: "Remplacé kWh"), places: 3),
        .energy(say("Meters produced kWh", fr: "Compteurs produit kWh"), places: 3),
        .energy(say("Difference kWh", fr: "Différence kWh"), places: 3).highlighted(.above(0)),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.word("community"), row.date("day"), try row.number("minutes"), try row.number("meter_count"),
            try row.number("consumption_kwh"), try row.number("meter_consumption_kwh"),
            try row.number("production_kwh"),
            try row.number("stand_in_kwh"), try row.number("meter_production_kwh"), try row.number("difference_kwh"),
          ]
        }), frozenColumns: 2)
  }

  private static func notes(_ tolerance: Int, _ known: Int, _ say: PrintLanguage) -> [String] {
    [
      say(
        "Percent: produced / used. Action: what is needed of production; ok within \(tolerance) % of the use, unknown with "
          + "fewer than \(known) % of the members known.",
        fr:
          "Pour cent : produit / consommé. Action : ce qui est demandé à la production ; ok à \(tolerance) % près de la "
          + "consommation, inconnu avec moins de \(known) % des membres connus."),
      say(
        "Production is stale where a silent plant's last power stands in, at most 15 minutes old, and unknown after that.",
        fr:
          "La production est périmée quand la dernière puissance d’une centrale muette la remplace, 15 minutes au plus, et "
          + "inconnue ensuite."),
    ]
  }

  private static func missing(_ gaps: Rows, _ say: PrintLanguage) -> [String] {
    gaps.map { row in
      let (community, days) = (row.text("community"), Headings(say: say).days(row.int("day_count")))
      return say("\(community): no totals on \(days).", fr: "\(community) : aucun total sur \(days).")
    }
  }
}
