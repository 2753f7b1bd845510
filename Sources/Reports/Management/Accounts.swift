import Database
import Documents

extension ManagementReport {
  /// What was billed for the period, by community and component of the tariff.
  func revenueSheet() throws -> Sheet {
    let issued = say("Issued, excl. VAT", fr: "Facturé HT")
    let component = say("Component", fr: "Composante")
    let revenue = try statements.revenue()
    let rows = try revenue.map { row in
      [
        row.word("community"), .text(self.component(row.text("component"))), try row.number("quantity"),
        .text(unit(row.text("unit"))), try row.number("net_eur"), try row.number("draft_eur"),
        try row.number("line_count"),
      ]
    }
    return Sheet(
      say("Revenue", fr: "Recettes"), title: say("Revenue by component", fr: "Recettes par composante"),
      notes: [
        scope,
        say(
          "Lines whose days begin in the period; invoices, credit notes and regularisations add up. Feed-in is what members "
            + "are paid: below zero.",
          fr: "Lignes dont les jours commencent dans la période ; factures, avoirs et régularisations s’additionnent. "
            + "L’injection est payée aux membres : en négatif."),
      ],
      columns: [
        Column(headings.community), Column(component), Column(say("Quantity", fr: "Quantité"), .decimal(places: 1)),
        Column(say("Unit", fr: "Unité")), Column(issued, .euros, totals: [.sum]),
        Column(say("Drafts, excl. VAT", fr: "Brouillons HT"), .euros, totals: [.sum]),
        Column(say("Lines issued", fr: "Lignes facturées"), .integer, totals: [.sum]),
      ], rows: .list(rows),
      charts: shownCodes.compactMap { code in
        guard let first = revenue.firstIndex(where: { $0.text("community") == code }),
          let last = revenue.lastIndex(where: { $0.text("community") == code })
        else { return nil }
        return Chart(
          .bar, say("\(code): issued by component", fr: "\(code) : facturé par composante"), categories: component,
          series: [.init(issued, colour: .teal)], valueTitle: "€", rows: first..<last + 1, width: 900, height: 260)
      }, page: Sheet.Page(landscape: false), frozenColumns: 2)
  }

  /// What each community's documents come to, and what is open of them.
  func accountsSheet() throws -> Sheet {
    func amount(_ english: String, _ french: String) -> Column {
      Column(say(english, fr: french), .euros, totals: [.sum])
    }
    func count(_ english: String, _ french: String) -> Column {
      Column(say(english, fr: french), .integer, totals: [.sum])
    }
    let names = [
      "invoice_count", "invoice_eur", "credit_count", "credit_eur", "sold_count", "sold_eur", "draft_count",
      "draft_eur",
      "unbilled_count", "paid_eur", "open_eur", "overdue_count", "overdue_eur", "owed_eur",
    ]
    let rows = try accounts.filter { $0.optional("community") != nil }.map { row in
      [row.word("community")] + (try names.map { try row.number($0) })
    }
    return Sheet(
      say("Accounts", fr: "Comptes"), title: say("Documents and payments by community", fr: "Documents et paiements"),
      notes: [
        scope,
        say(
          "All documents whose days touch the period, VAT included. Open: neither paid nor set off; overdue: due before "
            + "\(statements.asOf) (UTC). Owed: to be paid out. Not billed: contracts with neither document nor draft.",
          fr:
            "Tous les documents dont les jours touchent la période, TTC. Ouvert : ni payé ni compensé ; en retard : dû "
            + "avant le \(statements.asOf) (UTC). Dû aux clients : à verser. Non facturés : contrats sans document ni "
            + "brouillon."),
      ],
      columns: [
        Column(headings.community), count("Invoices", "Factures"), amount("Invoiced", "Facturé"),
        count("Credit notes", "Avoirs"), amount("Credited", "Crédité"), count("Self-billed", "Autofacturés"),
        amount("Self-billed €", "Autofacturé"), count("Drafts", "Brouillons"), amount("Drafted", "En brouillon"),
        count("Not billed", "Non facturés").highlighted(.above(0)), amount("Paid", "Payé"),
        amount("Open", "Ouvert"), count("Overdue", "En retard").highlighted(.above(0)),
        amount("Overdue €", "Montant en retard").highlighted(.above(0)), amount("Owed", "Dû aux clients"),
      ], rows: .list(rows), frozenColumns: 1)
  }

  /// Customers by code only: names stay out of a file that travels.
  func invoicesSheet() throws -> Sheet { try InvoiceList(statements, scope: scope, say: say).sheet() }

  private func component(_ code: String) -> String {
    switch code {
    case "standing_charge": say("standing charge", fr: "abonnement")
    case "power": say("power", fr: "puissance")
    case "energy": say("energy", fr: "énergie")
    case "community": say("energy of neighbours", fr: "énergie des voisins")
    case "tax": say("taxes", fr: "taxes")
    case "feed_in": say("feed-in", fr: "injection")
    case "community_feed_in": say("feed-in to neighbours", fr: "injection aux voisins")
    default: code
    }
  }

  private func unit(_ code: String) -> String {
    switch code {
    case "month": say("months", fr: "mois")
    case "kVA month": say("kVA and months", fr: "kVA et mois")
    default: code
    }
  }
}
