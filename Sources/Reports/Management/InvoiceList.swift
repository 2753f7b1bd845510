import Database
import Documents

/// The sheet of invoices and drafts, which stands alone in the pack of a month too.
struct InvoiceList {
  private let statements: ManagementStatements
  private let scope: String
  private let say: PrintLanguage

  init(_ statements: ManagementStatements, scope: String, say: PrintLanguage) {
    self.statements = statements
    self.scope = scope
    self.say = say
  }

  func sheet() throws -> Sheet {
    let headings = Headings(say: say)
    let rows = try statements.invoices().map { row in
      [
        row.optional("invoice").map { .text($0) }
          ?? .text(row.text("status") == "draft" ? say("draft", fr: "brouillon") : say("none", fr: "aucune")),
        .text(document(row)), .text(state(row)), row.word("community"), row.word("customer"), row.word("meter"),
        row.date("first_day"), row.date("last_day"), try row.number("net_eur"), try row.number("vat_eur"),
        try row.number("total_eur"), try row.number("paid_eur"), try row.number("open_eur"), row.date("issued_on"),
        row.date("due_on"), try row.number("completeness"),
      ]
    }
    return Sheet(
      say("Invoices", fr: "Factures"), title: say("Invoices and drafts", fr: "Factures et brouillons"),
      notes: [
        scope,
        say(
          "All documents whose days touch the period. Not billed: a contract ran, and there is neither. "
            + "Amounts below zero are owed to the customer. Open: neither paid nor set off.",
          fr: "Tous les documents dont les jours touchent la période. Non facturé : un contrat courait, et il n’y a ni "
            + "l’un ni l’autre. Les montants négatifs sont dus au client. Ouvert : ni payé ni compensé."),
        say(
          "Choose a state in the filter: the totals follow.",
          fr: "Choisissez un état dans le filtre : les totaux suivent."),
      ],
      columns: columns(headings), rows: .list(rows), frozenColumns: 1)
  }

  private func columns(_ headings: Headings) -> [Column] {
    [
      Column(say("Invoice", fr: "Facture")), Column(say("Document", fr: "Document")),
      Column(
        say("Status", fr: "État"), highlight: .lights(good: paid, watch: open, act: overdue)),
      Column(headings.community), Column(headings.customer), Column(headings.meter),
      Column(say("First day", fr: "Premier jour"), .date), Column(say("Last day", fr: "Dernier jour"), .date),
      Column(say("Net", fr: "HT"), .euros, totals: [.sum]), Column(say("VAT", fr: "TVA"), .euros, totals: [.sum]),
      Column(say("Total", fr: "TTC"), .euros, totals: [.sum]), Column(say("Paid", fr: "Payé"), .euros, totals: [.sum]),
      Column(say("Open", fr: "Ouvert"), .euros, totals: [.sum]), Column(say("Issued on", fr: "Émise le"), .date),
      Column(say("Due on", fr: "Échéance"), .date),
      Column(say("Readings known", fr: "Relevés connus"), .percent(places: 2), highlight: .below(1)),
    ]
  }

  private var paid: String { say("settled", fr: "soldée") }
  private var open: String { say("open", fr: "ouverte") }
  private var overdue: String { say("overdue", fr: "en retard") }

  private func state(_ row: Rows.Row) -> String {
    switch row.text("status") {
    case "draft": return say("draft", fr: "brouillon")
    case "not billed": return say("not billed", fr: "non facturé")
    default: break
    }
    if row.bool("overdue") { return overdue }
    return row.text("open_eur").contains { ("1"..."9").contains($0) } ? open : paid
  }

  private func document(_ row: Rows.Row) -> String {
    switch row.text("document") {
    case "invoice": say("invoice", fr: "facture")
    case "credit_note": say("credit note", fr: "avoir")
    case "self_billed": say("self-billed", fr: "autofacture")
    case "self_billed_credit": say("self-billed credit", fr: "avoir d’autofacture")
    default: ""
    }
  }
}
