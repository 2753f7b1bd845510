import Documents

extension ManagementReport {
  func qualitySheet() throws -> Sheet {
    let rows = try statements.quality().map { row in
      [
        row.word("community"), row.word("meter"), try row.number("interval_s"), try row.number("day_count"),
        try row.number("empty_days"), try row.number("partial_days"), try row.number("stale_days"),
        try row.number("revised_blocks"), try row.number("missing_count"), try row.number("estimated_count"),
      ] + (try row.completeness())
    }
    func count(_ english: String, _ french: String) -> Column {
      Column(say(english, fr: french), .integer, totals: [.sum])
    }
    return Sheet(
      say("Data quality", fr: "Qualité des données"),
      title: say("Data quality by meter", fr: "Qualité des données par compteur"),
      notes: [
        scope,
        say(
          "Expected: the intervals of the member's days that were over at \(statements.asOf) (UTC). "
            + "Measured: those whose exchange with the grid is known without an estimate; estimated and missing are the others.",
          fr: "Attendus : les pas des jours du membre passés au \(statements.asOf) (UTC). "
            + "Mesurés : ceux dont l’échange avec le réseau est connu sans estimation ; les autres sont estimés ou manquants."
        ),
        say(
          "A block is one register of one day; it is revised when a later dump changed a measured value. Stale: days whose totals "
            + "are older than their readings.",
          fr: "Un bloc est un registre d’un jour ; il est révisé quand un envoi ultérieur a changé une valeur mesurée. "
            + "Périmés : jours dont les totaux sont plus anciens que les relevés."),
      ],
      columns: [
        Column(headings.community), Column(headings.meter), Column(say("Interval s", fr: "Pas s"), .integer),
        count("Days", "Jours"), count("Days without readings", "Jours sans relevé").highlighted(.above(0)),
        count("Days with gaps", "Jours incomplets").highlighted(.above(0)),
        count("Stale days", "Jours périmés").highlighted(.above(0)), count("Revised blocks", "Blocs révisés"),
        count("Readings missing", "Relevés manquants").highlighted(.above(0)),
        count("Readings estimated", "Relevés estimés").highlighted(.above(0)),
      ] + headings.completeness, rows: .list(rows), frozenColumns: 2)
  }

  func rejectsSheet() throws -> Sheet {
    let rows = try statements.rejects().map { row in
      [
        row.word("file"), row.word("community"), row.word("code"), row.localTime("received_s"),
        try row.number("read_count"), try row.number("row_count"), try row.number("first_line"),
      ]
    }
    return Sheet(
      say("Rejected rows", fr: "Lignes refusées"),
      title: say("Rejected rows by dump", fr: "Lignes refusées par envoi"),
      notes: [
        "\(period.title(in: say)) · \(subject) · "
          + say(
            "reception in the zone of the dump's communities, UTC when they differ",
            fr: "réception dans le fuseau des communautés de l’envoi, UTC s’ils diffèrent"),
        say(
          "Dumps received in the period, and those that brought readings of it. conflicting-duplicate: loaded, and "
            + "replaced an earlier line of the same dump.",
          fr:
            "Envois reçus dans la période, et ceux qui en ont apporté des relevés. conflicting-duplicate : chargée, et a "
            + "remplacé une ligne antérieure du même envoi."),
      ],
      columns: [
        Column(say("Dump", fr: "Envoi")), Column(headings.community), Column("Code"),
        Column(say("Received", fr: "Reçu"), .localTime),
        Column(say("Rows of the dump", fr: "Lignes de l’envoi"), .integer),
        Column(say("Rejected rows", fr: "Lignes refusées"), .integer, totals: [.sum], highlight: .bar(.brick)),
        Column(say("First line", fr: "Première ligne"), .integer),
      ], rows: .list(rows), frozenColumns: 1)
  }
}
