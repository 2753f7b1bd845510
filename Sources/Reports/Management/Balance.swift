import Documents

extension ManagementReport {
  func balanceSheet() throws -> Sheet {
    let columns: [Column] = [
      Column(headings.community), Column(headings.day, .date), .energy(headings.produced), .energy(headings.used),
      .rate(say("Balance", fr: "Bilan"), of: headings.produced, to: headings.used).highlighted(.scale(.amber)),
      .energy(say("Surplus kWh", fr: "Excédent kWh")),
      .energy(say("Used locally kWh", fr: "Utilisé sur place kWh")), .energy(headings.outside),
      .energy(say("To the outside kWh", fr: "Vers l’extérieur kWh")),
    ]
    let rows = try days.map { row in
      [
        row.word("community"), row.date("day"), try row.number("produced_kwh"), try row.number("used_kwh"),
        try row.number("balance"), try row.number("difference_kwh"), try row.number("own_use_kwh"),
        try row.number("outside_kwh"), try row.number("surplus_kwh"),
      ] + (try row.completeness())
    }
    return Sheet(
      balanceName, title: say("Balance by community and day", fr: "Bilan par communauté et par jour"),
      notes: [
        scope,
        say(
          "Balance: produced / used. Surplus: produced - used, below zero a deficit. "
            + "Batteries are in neither: from outside and to the outside show their effect.",
          fr: "Bilan : produit / consommé. Excédent : produit - consommé, un déficit s’il est négatif. "
            + "Les batteries n’y sont pas : leur effet se voit dans les échanges avec l’extérieur."),
        say("Empty: no reading of that day is known.", fr: "Vide : aucun relevé de ce jour n’est connu."),
      ],
      columns: columns + headings.completeness, rows: .list(rows),
      charts: codes.count == 1 ? balanceCharts(width: 1000) : [], frozenColumns: 2)
  }

  var balanceName: String { say("Balance", fr: "Bilan") }

  /// When communities used more than their limit, each event a row.
  func peaksSheet() throws -> Sheet {
    var sheet = try PeaksReport.sheet(
      peaks.rows, in: say, title: say("Peaks by community", fr: "Pointes par communauté"))
    sheet.notes = [scope] + sheet.notes + PeaksReport.notes(peaks.unlimited, in: say)
    return sheet
  }
}
