import Documents

extension ManagementReport {
  /// One row a meter and customer: who moves in gets a row of their own.
  func usageByMeterSheet() throws -> Sheet {
    let night = say("Night kWh", fr: "Nuit kWh")
    let columns = [
      Column(headings.community), Column(headings.customer), Column(headings.meter),
      .energy(headings.used).highlighted(.bar(.navy)), .energy(say("Import kWh", fr: "Soutiré kWh")),
      .energy(say("Export kWh", fr: "Injecté kWh")), .energy(night),
      .rate(say("Night share", fr: "Part de nuit"), of: night, to: headings.used).highlighted(.scale(.violet)),
      Column(say("Peak W", fr: "Pointe W"), .integer, totals: [.maximum]),
      Column(say("Load factor", fr: "Facteur de charge"), .percent),
      Column(say("Autarky time", fr: "Durée d’autarcie"), .duration),
    ]
    let rows = try meters.map { row in
      [
        row.word("community"), row.word("customer"), row.word("meter"), try row.number("used_kwh"),
        try row.number("import_kwh"), try row.number("export_kwh"), try row.number("night_kwh"),
        try row.number("night_share"), try row.number("peak_w"), try row.number("load_factor"),
        try row.number("strict_minutes"),
      ] + (try row.completeness())
    }
    return Sheet(
      say("Usage by customer", fr: "Par client"),
      title: say("Usage by customer and meter", fr: "Consommation par client et compteur"),
      notes: [
        scope,
        say(
          "Night: 22:00 to 06:00 local time. Peak: greatest mean power drawn in one interval of the meter. "
            + "Load factor: mean power drawn / peak.",
          fr: "Nuit : de 22:00 à 06:00, heure locale. Pointe : plus grande puissance moyenne soutirée dans un pas du "
            + "compteur. Facteur de charge : puissance moyenne soutirée / pointe."),
        say(
          "Autarky time: hours:minutes in which nothing was drawn from the grid. "
            + "An empty energy means that no reading is known; an empty customer, that there was no contract.",
          fr:
            "Durée d’autarcie : heures:minutes sans soutirage. Une énergie vide : aucun relevé connu ; un client vide : "
            + "aucun contrat."),
      ],
      columns: columns + headings.completeness, rows: .list(rows), frozenColumns: 3)
  }
}
