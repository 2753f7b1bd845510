import Documents
import Grid

/// What the law and the reader want to know besides the figures, in two columns; and the foot of every page.
extension BillPDF {
  mutating func addNotes() {
    let notes = self.notes.map { title, text in
      (
        type.paragraph(title, Style.smallStrong, width: Frame.half),
        type.paragraph(text, Style.small, width: Frame.half)
      )
    }
    guard !notes.isEmpty else { return }
    var columns: [(x: Double, notes: [(PDFText, PDFText)], height: Double)] = [
      (Frame.left, [], 0), (Frame.middle, [], 0),
    ]
    for note in notes {
      let at = columns[0].height <= columns[1].height ? 0 : 1
      columns[at].notes.append(note)
      columns[at].height += note.0.height + note.1.height + 9
    }
    flow.require(max(columns[0].height, columns[1].height))
    for column in columns {
      var y = flow.y
      for (title, text) in column.notes {
        flow.page.put(title, x: column.x, baseline: y + title.baseline)
        y += title.height + 1
        flow.page.put(text, x: column.x, baseline: y + text.baseline, .quiet)
        y += text.height + 8
      }
    }
    flow.y += max(columns[0].height, columns[1].height)
  }

  private var notes: [(String, String)] {
    var notes: [(String, String)] = []
    if bill.lines.contains(where: \.isEstimated) { notes.append(estimate) }
    if bill.kind.isSelfBilled, let seller = bill.seller {
      notes.append(
        (
          words("Autofacturation", "Self-billing"),
          words(
            "Document établi par \(seller.name), acheteur, au nom et pour le compte de \(bill.buyer.name), vendeur de l’énergie.",
            "Issued by \(seller.name), the buyer, in the name and on behalf of \(bill.buyer.name), who sells the energy."
          )
        ))
    }
    if let exemption = bill.exemption {
      let reason = BillXMLWords(language: words.language.rawValue).reason(exemption)
      notes.append((words("TVA", "VAT"), words.language.typeset(reason)))
    }
    if bill.kind == .invoice || bill.due > 0 { notes.append((words("Paiement", "Payment"), payment)) }
    if let complaints { notes.append((words("Réclamations", "Complaints"), complaints)) }
    return notes
  }

  private var estimate: (String, String) {
    let present = words.language.number(ExactDecimal(unscaled: bill.present, scale: 0), places: 0...0)
    let expected = words.language.number(ExactDecimal(unscaled: bill.expected, scale: 0), places: 0...0)
    var text = words(
      "\(present) relevés d’intervalles sur \(expected) sont connus. Ceux qui manquent sont estimés d’après la moyenne "
        + "des relevés connus du mois dans la même période tarifaire, à défaut d’après le même mois de l’an dernier. "
        + "Une régularisation suit dès que les relevés arrivent.",
      "\(present) of \(expected) interval readings are known. The missing ones are estimated from the mean of the "
        + "month’s known readings in the same energy period, else from the same month of last year. They are adjusted "
        + "as soon as the readings arrive.")
    if let contact = contact {
      text += words(
        " Vous pouvez nous transmettre votre propre relevé : \(contact).",
        " You may send us your own reading: \(contact).")
    }
    return (words("Lignes estimées", "Estimated lines"), text)
  }

  private var contact: String? {
    let parts = [bill.seller?.email, bill.seller?.phone].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: words(" ou ", " or "))
  }

  /// A consumer owes no lump sum for recovery; between businesses it is due by law, as is a rate of interest.
  private var payment: String {
    var sentences = [words("Pas d’escompte pour paiement anticipé.", "No discount for early payment.")]
    let rate = bill.seller?.latePercent.map(words.language.percent)
    if bill.buyer.siren != nil {
      sentences.append(
        rate.map {
          words("En cas de retard, pénalités au taux annuel de \($0)", "Late payments bear interest at \($0) a year")
        }
          ?? words(
            "En cas de retard, pénalités au taux de refinancement de la BCE majoré de 10 points",
            "Late payments bear interest at the ECB’s refinancing rate plus 10 points"))
      sentences[1] += words(
        " et indemnité forfaitaire de 40 € pour frais de recouvrement (articles L. 441-10 et D. 441-5 du code de commerce).",
        ", and a fixed sum of €40 for recovery costs is due (articles L. 441-10 and D. 441-5 of the French commercial code)."
      )
    } else if let rate {
      sentences.append(
        words("En cas de retard, intérêts au taux annuel de \(rate).", "Late payments bear interest at \(rate) a year.")
      )
    }
    return sentences.joined(separator: " ")
  }

  private var complaints: String? {
    var sentences: [String] = []
    if let complaints = bill.seller?.complaints { sentences.append(complaints) }
    if let mediator = bill.seller?.mediator {
      sentences.append(
        words(
          "Sans solution, vous pouvez saisir gratuitement le médiateur : \(mediator)",
          "If that does not settle it, you may turn to the mediator free of charge: \(mediator)"))
    }
    return sentences.isEmpty ? nil : sentences.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
  }

  mutating func addFooters() {
    let seller = type.paragraph(identity, Style.tiny, width: Frame.width - 90)
    let (type, words, number) = (self.type, self.words, bill.number ?? words.draft)
    flow.forEachPage { page, index, count in
      page.rule(x: Frame.left, y: Frame.footer - 12, width: Frame.width)
      page.put(seller, x: Frame.left, baseline: Frame.footer, .quiet)
      let text = type.line(
        "\(number) · " + words("page \(index) sur \(count)", "page \(index) of \(count)"), Style.tiny)
      page.put(text, x: Frame.right, baseline: Frame.footer, anchor: .end, .quiet)
    }
  }

  /// `Énergies du Vallon, SAS · 12 rue …, 26150 Die · SIREN 123 456 789 · TVA FR…`.
  private var identity: String {
    guard let seller = bill.seller else { return bill.communityName }
    var parts = [seller.name + (seller.legalForm.map { ", \($0)" } ?? "")]
    parts.append("\(seller.street), \(seller.postcode) \(seller.city)")
    if let siren = seller.siren { parts.append("SIREN\u{A0}\(Self.grouped(siren, by: 3))") }
    if let number = seller.vatNumber { parts.append(words("TVA\u{A0}\(number)", "VAT\u{A0}\(number)")) }
    return parts.joined(separator: " · ")
  }
}
