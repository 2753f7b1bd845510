import Documents

extension ManagementReport {
  /// Both definitions side by side: nobody drew from the grid, or production met consumption.
  func autarkySheet() throws -> Sheet {
    let words = AutarkyWords(say: say)
    let columns: [Column] = [
      Column(headings.community), Column(headings.day, .date), Column(words.strictTime, .duration, totals: [.sum]),
      .rate(words.strictShare, of: words.strictTime, to: words.length).highlighted(.scale(.navy)),
      Column(say("Strict hours", fr: "Heures strictes"), .integer, totals: [.sum]),
      Column(words.netTime, .duration, totals: [.sum]),
      .rate(words.netShare, of: words.netTime, to: words.length).highlighted(.scale(.teal)),
      Column(say("Net hours", fr: "Heures nettes"), .integer, totals: [.sum]),
      Column(words.length, .duration, totals: [.sum]),
    ]
    let rows = try days.map { row in
      [
        row.word("community"), row.date("day"), try row.number("strict_minutes"), try row.number("strict_share"),
        try row.number("strict_hours"), try row.number("net_minutes"), try row.number("net_share"),
        try row.number("net_hours"), try row.number("day_minutes"),
      ] + (try row.completeness())
    }
    return Sheet(
      say("Autarky", fr: "Autarcie"),
      title: say("Autarky by community and day", fr: "Autarcie par communauté et par jour"),
      notes: [
        scope,
        say(
          "Strict: no member drew from the grid; a member without readings counts as not autark. "
            + "Net: production of the known members met their consumption.",
          fr: "Stricte : aucun membre n’a soutiré du réseau ; un membre sans relevé compte comme non autarcique. "
            + "Nette : la production des membres connus a couvert leur consommation."),
        say(
          "Times are hours:minutes; strict and net hours are whole clock hours. Empty: no reading of that day is known.",
          fr: "Durées en heures:minutes ; les heures strictes et nettes sont des heures d’horloge entières. "
            + "Vide : aucun relevé de ce jour n’est connu."),
      ],
      columns: columns + headings.completeness, rows: .list(rows),
      charts: codes.count == 1 ? autarkyCharts(width: 1000) : [], frozenColumns: 2)
  }
}

/// Headings that charts of other sheets name too.
struct AutarkyWords {
  let say: PrintLanguage

  var strictTime: String { say("Strict time", fr: "Durée stricte") }
  var strictShare: String { say("Strict share", fr: "Part stricte") }
  var netTime: String { say("Net time", fr: "Durée nette") }
  var netShare: String { say("Net share", fr: "Part nette") }
  var length: String { say("Length of day", fr: "Durée du jour") }
}
