import Database
import Documents
import Grid

/// What does not work: silent meters, days with gaps, rows that were refused.
public struct MalfunctionReport {
  public let document: Document
  public let silentCount: Int
  /// Meters with days that lack readings.
  public let gapCount: Int
  /// Rows of dumps.
  public let rejectedCount: Int

  /// - Parameters:
  ///   - period: Local days of each community: of gaps and rejects. Silent is who is silent at the clock.
  ///   - community: Its code; nil: all.
  ///   - tolerance: Seconds that readings may be late.
  public init(
    period: Period, community: String?, tolerance: Int, asOf: Instant, language say: PrintLanguage,
    on connection: Connection
  ) throws {
    let rows = try connection.query("reports/malfunctions", period, community, asOf, tolerance)
    silentCount = rows.count { $0.text("kind") == "silent" }
    gapCount = rows.count { $0.text("kind") == "gap" }
    rejectedCount = rows.filter { $0.text("kind") == "rejected" }.reduce(0) { $0 + $1.int("count") }
    let title = say("Malfunctions", fr: "Dysfonctionnements") + ", \(period.title(in: say))"
    let sheet = Sheet(
      say("Malfunctions", fr: "Dysfonctionnements"), title: title,
      notes: Self.notes(tolerance: tolerance, asOf: asOf, say),
      columns: Self.columns(say),
      rows: .list(try rows.map { try Self.cells($0, say) }), frozenColumns: 3)
    document = Document(title, created: asOf.seconds, language: say, sheets: [sheet])
  }

  private static func columns(_ say: PrintLanguage) -> [Column] {
    let headings = Headings(say: say)
    return [
      Column(headings.community), Column(headings.meter),
      Column(
        say("Malfunction", fr: "Défaut"),
        highlight: .lights(good: "", watch: word("gap", say), act: word("silent", say))),
      Column(say("Kind", fr: "Type")), Column("Code"), Column(say("Since", fr: "Depuis"), .localTime),
      Column(say("Until", fr: "Jusqu’à"), .localTime), Column(say("Days", fr: "Jours"), .integer),
      Column(say("Count", fr: "Nombre"), .integer), Column(say("Of", fr: "De")),
      Column(say("Dump", fr: "Envoi")), Column(say("Line", fr: "Ligne"), .integer),
    ]
  }

  private static func cells(_ row: Rows.Row, _ say: PrintLanguage) throws -> [Cell] {
    let kind = row.text("kind")
    let unit =
      switch kind {
      case "silent": say("hours", fr: "heures")
      case "gap": say("readings missing", fr: "relevés manquants")
      default: say("rows", fr: "lignes")
      }
    return [
      row.word("community"), row.word("meter"), .text(word(kind, say)),
      .text(Headings(say: say).kind(row.text("meter_kind"))), row.word("code"),
      row.clock("since_s", offset: "since_offset_s"), row.clock("until_s", offset: "until_offset_s"),
      try row.number("day_count"), try row.number("count"), .text(unit), row.word("file"), try row.number("line"),
    ]
  }

  private static func word(_ kind: String, _ say: PrintLanguage) -> String {
    switch kind {
    case "silent": say("silent", fr: "muet")
    case "gap": say("gaps", fr: "lacunes")
    default: say("rejected", fr: "refusé")
    }
  }

  private static func notes(tolerance: Int, asOf: Instant, _ say: PrintLanguage) -> [String] {
    let hours = tolerance / 3600
    return [
      say(
        "Silent: a member's meter without readings for more than \(hours) hours (or its interval) at \(asOf) (UTC); since its "
          + "last reading, or since it joined.",
        fr:
          "Muet : compteur d’un membre sans relevé depuis plus de \(hours) heures (ou son pas) au \(asOf) (UTC) ; depuis son "
          + "dernier relevé, ou son entrée."),
      say(
        "Gaps: days of the period that were over \(hours) hours before and lack readings. Rejected: rows of dumps received in "
          + "the period or with readings of it, by code, with the first dump and its line.",
        fr:
          "Lacunes : jours de la période passés depuis \(hours) heures et sans tous leurs relevés. Refusé : lignes d’envois "
          + "reçus dans la période ou avec des relevés d’elle, par code, avec le premier envoi et sa ligne."),
    ]
  }
}
