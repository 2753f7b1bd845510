import Database
import Documents
import Grid

/// How complete and how trustworthy readings are: by meter and month, and by community and month.
public struct QualityReport {
  public let document: Document
  /// Meters' months.
  public let rowCount: Int
  /// Values that are expected, measured and estimated, of all communities.
  public let expected, measured, estimated: Int64

  /// - Parameters:
  ///   - period: Local days of each community.
  ///   - community: Its code; nil: all.
  ///   - lateAfter: Seconds after the end of a day from which on a dump with values of it is late.
  public init(
    period: Period, community: String?, lateAfter: Int, asOf: Instant, language say: PrintLanguage,
    on connection: Connection
  ) throws {
    let rows = try connection.query("reports/meter_months", period, community, asOf, lateAfter)
    let (meters, places) = (rows.filter { $0.optional("meter") != nil }, rows.filter { $0.optional("meter") == nil })
    rowCount = meters.count
    expected = places.reduce(0) { $0 + $1.int64("expected_count") }
    measured = places.reduce(0) { $0 + $1.int64("measured_count") }
    estimated = places.reduce(0) { $0 + $1.int64("estimated_count") }
    let title = say("Quality of readings", fr: "Qualité des relevés") + ", \(period.title(in: say))"
    let notes = [
      say(
        "Values of registers: expected are the intervals of the member's days that were over at \(asOf) (UTC), for each register "
          + "with readings in the month.",
        fr:
          "Valeurs des registres : attendus, les pas des jours du membre passés au \(asOf) (UTC), pour chaque registre avec "
          + "des relevés dans le mois."),
      say(
        "Completeness is the share that was measured, beside it the share that is estimated; the rest is missing. Estimates and "
          + "substitutes give way to actual values, which is no revision. Late: dumps more than \(lateAfter / 3600) hours after the day. "
          + "Rejected rows: by the month of reception.",
        fr:
          "La complétude est la part mesurée, à côté la part estimée ; le reste manque. Estimations et substitutions cèdent "
          + "aux valeurs réelles, ce qui n’est pas une révision. En retard : envois plus de \(lateAfter / 3600) heures après "
          + "le jour. Lignes refusées : selon le mois de réception."),
    ]
    let columns = Self.columns(say)
    let headings = Headings(say: say)
    func sheet(_ name: String, _ rows: [Rows.Row], hasMeter: Bool) throws -> Sheet {
      Sheet(
        name, title: title, notes: notes,
        columns: [Column(headings.community)] + (hasMeter ? [Column(headings.meter)] : []) + columns,
        rows: .list(
          try rows.map { row in [row.word("community")] + (hasMeter ? [row.word("meter")] : []) + (try Self.cells(row))
          }),
        frozenColumns: hasMeter ? 3 : 2)
    }
    document = Document(
      title, created: asOf.seconds, language: say,
      sheets: [
        try sheet(say("Meters", fr: "Compteurs"), meters, hasMeter: true),
        try sheet(say("Communities", fr: "Communautés"), places, hasMeter: false),
      ])
  }

  private static func columns(_ say: PrintLanguage) -> [Column] {
    func count(_ english: String, _ french: String) -> Column {
      Column(say(english, fr: french), .integer, totals: [.sum])
    }
    let expected = say("Readings expected", fr: "Relevés attendus")
    let estimated = say("Estimated", fr: "Estimés")
    return [
      Column(say("Month", fr: "Mois")), Column(say("Interval s", fr: "Pas s"), .integer),
      Column(say("Registers", fr: "Registres"), .integer), count("Days", "Jours"),
    ] + Headings(say: say).completeness + [
      Column(estimated, .integer, totals: [.sum]).highlighted(.above(0)),
      Column(
        say("Estimated share", fr: "Part estimée"), .percent(places: 2), totals: [.ratio(of: estimated, to: expected)],
        highlight: .above(0)),
      Column(say("Estimated energy", fr: "Énergie estimée"), .percent(places: 2), highlight: .above(0)),
      count("Substituted", "Substitués"), count("Final substitutes", "Substitués définitifs"),
      count("Edited", "Corrigés").highlighted(.above(0)),
      count("Unknown quality", "Qualité inconnue").highlighted(.above(0)),
      count("Revised blocks", "Blocs révisés"), count("Revisions", "Révisions"),
      count("Rejected rows", "Lignes refusées").highlighted(.above(0)),
      count("Late dumps", "Envois en retard").highlighted(.above(0)),
      Column(say("First reading", fr: "Premier relevé"), .localTime),
      Column(say("Last reading", fr: "Dernier relevé"), .localTime),
    ]
  }

  private static func cells(_ row: Rows.Row) throws -> [Cell] {
    [row.word("month"), try row.number("interval_s"), try row.number("registers"), try row.number("day_count")]
      + (try row.completeness())
      + [
        try row.number("estimated_count"), try row.number("estimated_share"), try row.number("energy_share"),
        try row.number("substituted_count"), try row.number("final_count"), try row.number("edited_count"),
        try row.number("unknown_count"), try row.number("revised_blocks"), try row.number("revisions"),
        try row.number("rejected_rows"), try row.number("late_dumps"), row.clock("first_s", offset: "first_offset_s"),
        row.clock("last_s", offset: "last_offset_s"),
      ]
  }
}
