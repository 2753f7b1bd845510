import Documents

extension ManagementReport {
  /// What partners asked for, got and paid; nil where there is no partner.
  func partnersSheet() throws -> Sheet? {
    let partners = try statements.partners()
    guard !partners.isEmpty else { return nil }
    let rows = try partners.map { row in
      [
        row.word("partner"), try row.number("trust"),
        .text(row.text("plan") == "request" ? say("per request", fr: "par demande") : say("datapoints", fr: "points")),
        try row.number("request_count"), try row.number("refused_count"), row.word("refusals"),
        try row.number("package_count"), try row.number("datapoints"), try row.number("suppressed"),
        try row.number("topped_up"), try row.number("debited"), try row.number("refunded"), try row.number("balance"),
        try row.number("revenue_eur"), try row.number("invoiced_eur"),
      ]
    }
    func count(_ english: String, _ french: String) -> Column {
      Column(say(english, fr: french), .integer, totals: [.sum])
    }
    return Sheet(
      say("Partners", fr: "Partenaires"),
      title: say("Partners: packages, datapoints, revenue", fr: "Partenaires : lots, points de données, recettes"),
      notes: [
        say(
          "\(period.title(in: say)) · all communities · days of the zone of most communities",
          fr: "\(period.title(in: say)) · toutes les communautés · jours du fuseau de la plupart des communautés"),
        say(
          "Datapoints are debited by the partner's plan: so many a request, or as many as a package has. Balance: at the end of "
            + "the period. Revenue: debits - refunds at the price of their day, without VAT.",
          fr:
            "Les points sont débités selon la formule : un nombre par demande, ou autant que le lot en a. Solde : en fin "
            + "de période. Recettes : débits - remboursements au prix du jour, hors TVA."),
      ],
      columns: [
        Column(say("Partner", fr: "Partenaire")), Column(say("Trust", fr: "Confiance"), .integer),
        Column(say("Plan", fr: "Formule")), count("Requests", "Demandes"),
        count("Refused", "Refusées").highlighted(.above(0)), Column(say("Refusals", fr: "Refus")),
        count("Packages", "Lots"), count("Delivered", "Livrés"), count("Withheld", "Retenus"),
        count("Topped up", "Rechargés"), count("Debited", "Débités"), count("Refunded", "Remboursés"),
        Column(say("Balance", fr: "Solde"), .integer, highlight: .below(1)),
        Column(say("Revenue", fr: "Recettes"), .euros, totals: [.sum]),
        Column(say("Invoiced, excl. VAT", fr: "Facturé HT"), .euros, totals: [.sum]),
      ], rows: .list(rows), frozenColumns: 1)
  }
}
