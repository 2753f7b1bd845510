import Database
import Documents

extension ManagementReport {
  /// What the plans of flexible devices made of each day; nil where there was none.
  func flexibleDevicesSheet() throws -> Sheet? {
    let connection = statements.connection
    return try connection.transaction {
      let plans = try EmsPlans(
        .period(period), community: statements.community, method: nil, asOf: statements.asOf, language: say,
        on: connection)
      let days = try plans.days(one: false)
      guard !days.isEmpty else { return nil }
      var sheet = try plans.daySheet(
        days, name: say("Flexible devices", fr: "Appareils flexibles"),
        title: say("Flexible devices by community and day", fr: "Appareils flexibles par communauté et par jour"),
        notes: [scope] + EmsPlans.notes(in: say))
      sheet.charts = plans.dayCharts(days, width: 1000)
      return sheet
    }
  }

  /// What was planned to be imported beside what was imported; nil where there was no plan.
  func planGainSheet() throws -> Sheet? {
    let days = try statements.plansAgainstReadings()
    guard !days.isEmpty else { return nil }
    let planned = say("Planned kWh", fr: "Planifié kWh")
    let realised = say("Realised kWh", fr: "Réalisé kWh")
    let beyond = say("Beyond plan kWh", fr: "Au-delà du plan kWh")
    let rows = try days.map { row in
      [
        row.word("community"), row.date("day"), row.word("method"), try row.number("planned"),
        try row.number("compared"),
        try row.kilo("base_wh"), try row.kilo("planned_wh"), try row.kilo("realised_wh"), try row.kilo("beyond_wh"),
      ]
    }
    return Sheet(
      say("Plans and readings", fr: "Plans et relevés"),
      title: say("Import as planned and as measured", fr: "Soutirage planifié et mesuré"),
      notes: [
        scope,
        say(
          "Without: import of the forecast alone. Planned: with the flexible devices. Realised: consumption above production, "
            + "in the quarter hours that have a plan and the readings of every member; only these are compared.",
          fr: "Sans : soutirage de la prévision seule. Planifié : avec les appareils flexibles. Réalisé : consommation "
            + "au-dessus de la production, dans les quarts d’heure qui ont un plan et les relevés de tous ; eux seuls sont "
            + "comparés."),
      ],
      columns: [
        Column(headings.community), Column(headings.day, .date), Column(say("Method", fr: "Méthode")),
        Column(say("Quarter hours planned", fr: "Quarts d’heure planifiés"), .integer, totals: [.sum]),
        Column(say("Compared", fr: "Comparés"), .integer, totals: [.sum]),
        .energy(say("Without kWh", fr: "Sans kWh")), .energy(planned), .energy(realised), .energy(beyond),
      ], rows: .list(rows),
      charts: [
        Chart(
          .column, say("Import by day", fr: "Soutirage par jour"), categories: headings.day,
          series: [
            .init(planned, name: say("Planned", fr: "Planifié"), colour: .grey),
            .init(realised, name: say("Realised", fr: "Réalisé"), colour: .navy),
          ], valueTitle: "kWh", width: 1000, height: 280)
      ], frozenColumns: 3)
  }
}
