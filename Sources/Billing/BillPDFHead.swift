import Documents
import Foundation
import Grid

/// The head of a bill: who, to whom, what, and how much is to be paid.
extension BillPDF {
  mutating func addHead() {
    let end = addIssuer()
    addTitle()
    addAddress()
    addReferences(below: end)
  }

  /// Tells where it ends.
  private mutating func addIssuer() -> Double {
    let width = Frame.middle - Frame.left - 20
    let name = type.paragraph(issuer, Style.name, width: width)
    var y = Frame.top + 12
    flow.page.put(name, x: Frame.left, baseline: y, Self.accent)
    y += name.height - name.baseline + 11
    guard let seller = bill.seller else { return y }
    let contact = [seller.phone, seller.email, seller.website].compactMap { $0 }
    let lines = [seller.street, "\(seller.postcode) \(seller.city)"] + contact
    let text = type.paragraph(lines.joined(separator: "\n"), Style.contact, width: width)
    flow.page.put(text, x: Frame.left, baseline: y + 2, .quiet)
    return y + 2 + text.height
  }

  private mutating func addTitle() {
    var y = Frame.top + 16
    let title = type.paragraph(words.title(bill.kind), Style.title, width: Frame.half)
    flow.page.put(title, x: Frame.middle, baseline: y, .ink)
    y += title.height - title.baseline + 12
    if let number = bill.number {
      flow.page.put(
        type.line(words("n° \(number)", "No. \(number)"), Style.label), x: Frame.middle, baseline: y, Self.accent)
    } else {
      Self.stamp(words.draft, type, x: Frame.middle, baseline: y + 3, on: &flow.page)
    }
  }

  /// A word that nobody overlooks, white on red.
  static func stamp(
    _ word: String, _ type: PDFTypesetter, x: Double, baseline: Double, on page: inout PDFPage
  ) {
    let text = type.line(word, Style.label)
    page.fill(x: x, y: baseline - 11, width: text.width + 12, height: 15.5, warning)
    page.put(text, x: x + 6, baseline: baseline, .white)
  }

  /// Within the window of a DL envelope: 100 mm wide, 50 to 85 mm from the top.
  private mutating func addAddress() {
    let buyer = bill.buyer
    var lines = [buyer.name] + (buyer.address ?? "").split(separator: "\n").map(String.init)
    let town = [buyer.postcode, buyer.city].compactMap { $0 }.joined(separator: " ")
    if !town.isEmpty { lines.append(town) }
    if buyer.country != bill.seller?.country ?? "FR" {
      let locale = Locale(identifier: words.language.rawValue)
      lines.append((locale.localizedString(forRegionCode: buyer.country) ?? buyer.country).uppercased())
    }
    let text = type.paragraph(lines.joined(separator: "\n"), Style.address, width: Frame.half)
    flow.page.put(text, x: Frame.middle, baseline: 155)
    flow.y = 155 + text.height
  }

  /// Beside the address, unless who issues needs the place.
  private mutating func addReferences(below end: Double) {
    var y = max(155, end + 8)
    for (label, value) in references {
      flow.page.put(type.line(label, Style.small), x: Frame.left, baseline: y, .quiet)
      let text = type.paragraph(value, Style.body, width: Frame.middle - Frame.left - 94)
      flow.page.put(text, x: Frame.left + 74, baseline: y)
      y += text.height + 3.5
    }
    flow.y = max(flow.y, y, 246) + 14
  }

  private var references: [(String, String)] {
    let buyer = bill.buyer
    var rows: [(String, String)] = []
    if let day = bill.issuedOn { rows.append((words("Date", "Date"), words.day(day))) }
    rows.append((words("Période", "Period"), words.days(bill.period)))
    if let corrected = bill.corrects {
      let label =
        switch bill.kind {
        case .creditNote, .selfBilledCredit: words("Annule", "Takes back")
        case .invoice, .selfBilled: words("Remplace", "Replaces")
        }
      rows.append(
        (
          label,
          words(
            "\(corrected.number) du \(words.day(corrected.issuedOn))",
            "\(corrected.number) of \(words.day(corrected.issuedOn))")
        ))
    }
    rows.append((bill.kind.isSelfBilled ? words("Producteur", "Producer") : words("Client", "Customer"), buyer.code))
    if let siren = buyer.siren { rows.append((words("SIREN client", "Customer SIREN"), Self.grouped(siren, by: 3))) }
    if let number = buyer.vatNumber { rows.append((words("TVA client", "Customer VAT no."), number)) }
    rows.append((words("Compteur", "Meter"), bill.meter))
    rows.append((words("Communauté", "Community"), bill.communityName))
    return rows
  }

  /// `123 456 789`, with spaces that do not break.
  static func grouped(_ text: String, by count: Int) -> String {
    var result = ""
    for (index, character) in text.filter({ $0 != " " }).enumerated() {
      if index > 0, index % count == 0 { result += "\u{A0}" }
      result.append(character)
    }
    return result
  }

  /// The head of every page but the first; tells where the page's content begins.
  static func headContinuation(
    of bill: BillDocument, _ words: BillWords, _ type: PDFTypesetter, on page: inout PDFPage
  ) -> Double {
    let y = Frame.top + 6
    page.put(type.line(bill.seller?.name ?? bill.communityName, Style.smallStrong), x: Frame.left, baseline: y, accent)
    if let number = bill.number {
      let text = type.line("\(words.title(bill.kind)) \(number)", Style.small)
      page.put(text, x: Frame.right, baseline: y, anchor: .end, .quiet)
    } else {
      let width = type.line(words.draft, Style.label).width + 12
      stamp(words.draft, type, x: Frame.right - width, baseline: y, on: &page)
    }
    page.rule(x: Frame.left, y: y + 9, width: Frame.width)
    return y + 24
  }
}
