import Documents
import Grid

/// How much is to be paid, when and how: the first thing a reader looks for.
extension BillPDF {
  mutating func addDue() {
    let (label, amount, means) = due
    let figure = type.line(words.language.euros(amount), Style.due)
    let width = Frame.width - figure.width - 48
    let heading = type.paragraph(label, Style.label, width: width)
    let text = means.isEmpty ? nil : type.paragraph(means, Style.body, width: width)
    let textHeight = heading.height + (text.map { $0.height + 4 } ?? 0)
    let height = max(textHeight, figure.height) + 22
    flow.page.fill(x: Frame.left, y: flow.y, width: Frame.width, height: height, Self.pale)
    flow.page.fill(x: Frame.left, y: flow.y, width: 3, height: height, Self.accent)
    let top = flow.y + (height - textHeight) / 2
    flow.page.put(heading, x: Frame.left + 16, baseline: top + heading.baseline)
    if let text {
      flow.page.put(text, x: Frame.left + 16, baseline: top + heading.height + 4 + text.baseline, .quiet)
    }
    flow.page.put(
      figure, x: Frame.right - 14, baseline: flow.y + height / 2 + figure.baseline - figure.height / 2, anchor: .end,
      Self.accent)
    flow.y += height + 22
  }

  /// What is owed to the customer; nil when nothing is.
  var credit: ExactDecimal? { bill.total < 0 ? bill.total.negated : nil }

  var creditLabel: String { words("En votre faveur", "In your favour") }

  /// What the box says: a heading, the amount, and how it moves.
  private var due: (label: String, amount: ExactDecimal, means: String) {
    if bill.number == nil {
      return (
        credit == nil ? words("Montant prévu", "Expected amount") : creditLabel, credit ?? bill.due,
        words(
          "Ce brouillon n’est pas une facture : il peut encore changer, et rien n’est à payer.",
          "This draft is no invoice: it may still change, and nothing is to be paid.")
      )
    }
    if let credit {
      return (
        creditLabel, credit,
        words(
          "Rien à payer. Ce montant est déduit de vos prochaines factures.",
          "Nothing to pay. This amount is deducted from your next invoices.")
      )
    }
    if bill.due > 0 { return (dueLabel, bill.due, means) }
    return (
      words("Rien à payer", "Nothing to pay"), bill.due,
      bill.credits.isEmpty
        ? "" : words("Vos crédits couvrent le total de cette facture.", "Your credit covers the total of this invoice.")
    )
  }

  private var dueLabel: String {
    guard let dueOn = bill.dueOn else { return words("À payer", "To pay") }
    guard bill.directDebit != nil else {
      let day = words.day(dueOn)
      return words("À payer au plus tard le \(day)", "To pay by \(day)")
    }
    // What is announced has to be the day on which the bank does it.
    let day = words.day(dueOn.orNextBusinessDay)
    return words("Sera prélevé le \(day)", "Will be debited on \(day)")
  }

  private var means: String {
    if let debit = bill.directDebit {
      let creditor = bill.seller?.creditorID
      return words(
        "Prélèvement SEPA sur le compte \(debit.account), mandat \(debit.mandate)"
          + (creditor.map { ", identifiant créancier \($0)" } ?? ""),
        "SEPA direct debit from account \(debit.account), mandate \(debit.mandate)"
          + (creditor.map { ", creditor identifier \($0)" } ?? ""))
    }
    guard let seller = bill.seller, let iban = seller.iban else { return "" }
    let account = "IBAN\u{A0}\(Self.grouped(iban, by: 4))" + (seller.bic.map { ", BIC\u{A0}\($0)" } ?? "")
    let reference = bill.number.map { words(", référence \($0)", ", reference \($0)") } ?? ""
    return words(
      "Virement à \(seller.name) : \(account)\(reference)", "Transfer to \(seller.name): \(account)\(reference)")
  }
}
