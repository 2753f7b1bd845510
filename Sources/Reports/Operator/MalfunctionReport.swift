import Database
import Documents
import Grid

/// What does not work: the technician's list of malfunctions, and behind it the days with gaps and the rows that were refused.
public struct MalfunctionReport {
  public enum State: String, Sendable, CaseIterable { case open, closed, all }

  public let document: Document
  public let listedCount: Int
  /// Of those, the urgent ones.
  public let urgentCount: Int
  /// Meters with days that lack readings.
  public let gapCount: Int
  /// Rows of dumps.
  public let rejectedCount: Int

  /// - Parameters:
  ///   - state: Of the malfunctions, at the clock.
  ///   - lasting: Local days of each community on one of which a malfunction lasted; nil: any.
  ///   - period: Local days of each community, of gaps and rejects.
  ///   - community: Its code; nil: all.
  ///   - tolerance: Seconds that readings of a day may be late before they are a gap.
  public init(
    _ state: State, lasting: Period?, period: Period, community: String?, tolerance: Int, asOf: Instant,
    language say: PrintLanguage, on connection: Connection
  ) throws {
    let list = try connection.query("reports/malfunction_list", community, asOf, state.rawValue, lasting)
    let rows = try connection.query("reports/malfunctions", period, community, asOf, tolerance)
    listedCount = list.count
    urgentCount = list.count { $0.text("urgency") == "high" }
    gapCount = rows.count { $0.text("kind") == "gap" }
    rejectedCount = rows.filter { $0.text("kind") == "rejected" }.reduce(0) { $0 + $1.int("count") }
    let title = say("Malfunctions", fr: "Dysfonctionnements") + (lasting.map { ", \($0.title(in: say))" } ?? "")
    let sheets = MalfunctionSheets(say: say, asOf: asOf, period: period)
    document = Document(
      title, created: asOf.seconds, language: say,
      sheets: [
        try sheets.list(title, state, list), try sheets.gaps(rows, tolerance: tolerance), try sheets.rejects(rows),
      ])
  }
}

/// The tables of the report on malfunctions.
private struct MalfunctionSheets {
  let say: PrintLanguage
  let asOf: Instant
  let period: Period

  private var headings: Headings { Headings(say: say) }

  func list(_ title: String, _ state: MalfunctionReport.State, _ rows: Rows) throws -> Sheet {
    let words = MalfunctionWords(say: say)
    let states: [MalfunctionReport.State: String] = [
      .open: say("Open malfunctions", fr: "Dysfonctionnements ouverts"),
      .closed: say("Closed malfunctions", fr: "Dysfonctionnements clos"),
      .all: say("Open and closed malfunctions", fr: "Dysfonctionnements ouverts et clos"),
    ]
    return Sheet(
      say("Malfunctions", fr: "Dysfonctionnements"), title: title,
      notes: [
        say(
          "\(states[state]!) at \(asOf) (UTC), as 'gridctl check meters' found them; times are those of the community.",
          fr: "\(states[state]!) au \(asOf) (UTC), trouvés par 'gridctl check meters' ; heures de la communauté."),
        say(
          "By place, then by urgency: high when nothing comes of a meter or a dump was refused, low when rows cannot be read.",
          fr:
            "Par lieu, puis par urgence : haute quand rien n’arrive d’un compteur ou qu’un envoi fut refusé, basse quand "
            + "des lignes sont illisibles."),
      ],
      columns: [
        Column(headings.community), Column(headings.meter), Column(say("Kind", fr: "Type")),
        Column(
          say("Urgency", fr: "Urgence"),
          highlight: .lights(good: words.urgency("low"), watch: words.urgency("medium"), act: words.urgency("high"))),
        Column(say("Malfunction", fr: "Défaut")), Column(say("Of", fr: "De")),
        Column(say("Since", fr: "Depuis"), .localTime), Column(say("Hours", fr: "Heures"), .integer),
        Column(say("Closed", fr: "Clos"), .localTime), Column(say("Evidence", fr: "Constat")),
        Column(say("What to do", fr: "À faire")), Column(say("Planned outages", fr: "Coupures prévues")),
        Column("Id", .integer),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.word("community"), row.optional("meter").map { .text($0) } ?? row.word("source"),
            .text(headings.kind(row.text("meter_kind"))), .text(words.urgency(row.text("urgency"))),
            .text(words.kind(row.text("kind"))), row.word("subject"), row.clock("since_s", offset: "since_offset_s"),
            try row.number("hours"), row.clock("closed_s", offset: "closed_offset_s"), .text(words.evidence(row)),
            .text(words.action(row)), row.word("outages"), try row.number("malfunction_id"),
          ]
        }), frozenColumns: 2)
  }

  func gaps(_ rows: Rows, tolerance: Int) throws -> Sheet {
    let name = say("Gaps", fr: "Lacunes")
    return Sheet(
      name, title: "\(name), \(period.title(in: say))",
      notes: [
        say(
          "Days of the period that were over \(tolerance / 3600) hours before and lack readings.",
          fr: "Jours de la période passés depuis \(tolerance / 3600) heures et sans tous leurs relevés.")
      ],
      columns: [
        Column(headings.community), Column(headings.meter), Column(say("Kind", fr: "Type")),
        Column(say("First day", fr: "Premier jour"), .localTime), Column(say("Until", fr: "Jusqu’à"), .localTime),
        Column(say("Days with gaps", fr: "Jours incomplets"), .integer, totals: [.sum]),
        Column(
          say("Readings missing", fr: "Relevés manquants"), .integer, totals: [.sum], highlight: .bar(.brick)),
      ],
      rows: .list(
        try rows.filter { $0.text("kind") == "gap" }.map { row in
          [
            row.word("community"), row.word("meter"), .text(headings.kind(row.text("meter_kind"))),
            row.clock("since_s", offset: "since_offset_s"), row.clock("until_s", offset: "until_offset_s"),
            try row.number("day_count"), try row.number("count"),
          ]
        }), frozenColumns: 2)
  }

  func rejects(_ rows: Rows) throws -> Sheet {
    let name = say("Rejected rows", fr: "Lignes refusées")
    return Sheet(
      name, title: "\(name), \(period.title(in: say))",
      notes: [
        say(
          "Rows of dumps received in the period or with readings of it, by meter and code, with the first dump and its line.",
          fr:
            "Lignes d’envois reçus dans la période ou avec des relevés d’elle, par compteur et code, avec le premier envoi "
            + "et sa ligne.")
      ],
      columns: [
        Column(headings.community), Column(headings.meter), Column(say("Kind", fr: "Type")), Column("Code"),
        Column(say("First received", fr: "Première réception"), .localTime),
        Column(say("Last received", fr: "Dernière réception"), .localTime),
        Column(say("Rejected rows", fr: "Lignes refusées"), .integer, totals: [.sum], highlight: .bar(.brick)),
        Column(say("Dump", fr: "Envoi")), Column(say("Line", fr: "Ligne"), .integer),
      ],
      rows: .list(
        try rows.filter { $0.text("kind") == "rejected" }.map { row in
          [
            row.word("community"), row.word("meter"), .text(headings.kind(row.text("meter_kind"))), row.word("code"),
            row.clock("since_s", offset: "since_offset_s"), row.clock("until_s", offset: "until_offset_s"),
            try row.number("count"), row.word("file"), try row.number("line"),
          ]
        }), frozenColumns: 2)
  }
}
