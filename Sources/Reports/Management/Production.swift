import Documents

extension ManagementReport {
  /// The meters that produce, what became of it, and what was paid for it.
  func productionSheet() throws -> Sheet {
    let ownUse = say("Own use kWh", fr: "Autoconsommé kWh")
    let rows = try meters.filter { $0.bool("produces") }.map { row in
      [
        row.word("community"), row.word("meter"), row.word("customer"), .text(headings.kind(row.text("kind"))),
        try row.number("produced_kwh"), try row.number("own_use_kwh"), try row.number("export_kwh"),
        try row.number("own_use_rate"), try row.number("buy_back_eur"), try row.number("donated_kwh"),
      ] + (try row.completeness())
    }
    let columns: [Column] = [
      Column(headings.community), Column(headings.meter), Column(headings.customer), Column(say("Kind", fr: "Type")),
      .energy(headings.produced).highlighted(.bar(.amber)), .energy(ownUse), .energy(headings.fedIn),
      .rate(say("Own use rate", fr: "Taux d’autoconsommation"), of: ownUse, to: headings.produced)
        .highlighted(.scale(.teal)),
      Column(say("Bought back", fr: "Racheté"), .euros, totals: [.sum]),
      .energy(say("Donated kWh", fr: "Donné kWh")).highlighted(.above(0)),
    ]
    return Sheet(
      say("Production", fr: "Production"), title: say("Production by meter", fr: "Production par compteur"),
      notes: [
        scope,
        say(
          "Own use: produced - fed in, used or stored behind the meter. What neighbours took of the rest is on the sheet "
            + "Usage by community.",
          fr:
            "Autoconsommé : produit - injecté, utilisé ou stocké derrière le compteur. Ce que les voisins ont pris du "
            + "reste est sur la feuille Par communauté."),
        say(
          "Bought back: billed for feed-in of the period, without VAT. Donated: fed in on days without a production "
            + "contract; nobody pays it.",
          fr: "Racheté : facturé pour l’injection de la période, hors TVA. Donné : injecté les jours sans contrat de "
            + "production ; personne ne le paie."),
      ],
      columns: columns + headings.completeness, rows: .list(rows),
      charts: rows.isEmpty
        ? []
        : [
          Chart(
            .stackedColumn, say("What became of the production", fr: "Ce que la production est devenue"),
            categories: headings.meter,
            series: [
              .init(ownUse, name: say("Own use", fr: "Autoconsommé"), colour: .teal),
              .init(headings.fedIn, name: say("Fed in", fr: "Injecté"), colour: .amber),
            ], valueTitle: "kWh", width: 1000)
        ], frozenColumns: 2)
  }
}
