import Documents

extension ManagementReport {
  func usageByCommunitySheet() throws -> Sheet {
    let covered = say("Covered locally kWh", fr: "Couvert sur place kWh")
    let columns = [
      Column(headings.community), Column(say("Name", fr: "Nom")),
      Column(say("Meters", fr: "Compteurs"), .integer, totals: [.sum]),
      Column(say("Customers", fr: "Clients"), .integer), .energy(headings.used).highlighted(.bar(.navy)),
      .energy(covered), .energy(headings.outside),
      .rate(say("Coverage", fr: "Couverture"), of: covered, to: headings.used).highlighted(.scale(.teal)),
      .energy(say("Shared by neighbours kWh", fr: "Partagé entre voisins kWh")),
      Column(say("Peak from outside W", fr: "Pointe de l’extérieur W"), .integer, totals: [.maximum]),
      Column(say("Load factor", fr: "Facteur de charge"), .percent),
    ]
    let rows = try communities.filter { $0.optional("community") != nil }.map { row in
      [
        row.word("community"), row.word("name"), try row.number("meter_count"), try row.number("customer_count"),
        try row.number("used_kwh"), try row.number("covered_kwh"), try row.number("outside_kwh"),
        try row.number("coverage"), try row.number("shared_kwh"), try row.number("peak_w"),
        try row.number("load_factor"),
      ] + (try row.completeness())
    }
    return Sheet(
      say("Usage by community", fr: "Par communauté"),
      title: say("Usage by community", fr: "Consommation par communauté"),
      notes: [
        scope,
        say(
          "Covered locally: from the members' own production and batteries, or from a neighbour in the same quarter hour.",
          fr: "Couvert sur place : par la production et les batteries des membres, ou par un voisin dans le même quart "
            + "d’heure."),
        say(
          "Load factor: mean power from outside / peak from outside; 100 % is an even draw.",
          fr: "Facteur de charge : puissance moyenne / pointe de l’extérieur ; 100 % est un soutirage constant."),
      ],
      columns: columns + headings.completeness, rows: .list(rows),
      charts: rows.isEmpty
        ? []
        : [
          Chart(
            .stackedColumn, say("Where the energy used came from", fr: "D’où venait l’énergie consommée"),
            categories: headings.community,
            series: [
              .init(covered, name: say("Covered locally", fr: "Couvert sur place"), colour: .teal),
              .init(headings.outside, name: say("From outside", fr: "De l’extérieur"), colour: .grey),
            ], valueTitle: "kWh")
        ], frozenColumns: 1)
  }
}
