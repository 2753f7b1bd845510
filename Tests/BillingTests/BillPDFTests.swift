import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// Printed bills, judged by what `pdftotext` reads in them.
@Suite struct BillPDFTests {
  let place: Workplace

  init() throws { place = try Workplace(isLoaded: false) }

  /// The lines of a printed bill, without any space: how wide one is says nothing.
  private func lines(_ bill: BillDocument, _ language: PrintLanguage? = nil) throws -> [String] {
    try write(bill, language)
    return try place.succeed("pdftotext -layout bill.pdf -").split(separator: "\n").map(bare).filter { !$0.isEmpty }
  }

  /// Everything that a printed bill says, in the order of reading and without spaces.
  private func prose(_ bill: BillDocument, _ language: PrintLanguage? = nil) throws -> String {
    try write(bill, language)
    return bare(try place.succeed("pdftotext bill.pdf -"))
  }

  private func write(_ bill: BillDocument, _ language: PrintLanguage?) throws {
    let printer = try BillPrinter(language: language)
    try PDFWriter().write(to: "\(place.folder)/bill.pdf") { _ = try printer.print(bill, on: $0) }
  }

  private func bare(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }

  /// A number as it should stand on paper, without spaces, from the text of its digits alone.
  private func printed(_ value: ExactDecimal, _ language: PrintLanguage, _ least: Int, _ most: Int) -> String {
    var parts = value.rounded(to: most).description.split(separator: ".").map(String.init)
    if parts.count == 2 {
      while parts[1].count > least, parts[1].last == "0" { parts[1].removeLast() }
      if parts[1].isEmpty { parts.removeLast() }
    }
    if language == .en {
      parts[0] = String(parts[0].reversed()).replacing(#/(\d{3})(?=\d)/#) { "\($0.1)," }
      parts[0] = String(parts[0].reversed())
    }
    return parts.joined(separator: language == .fr ? "," : ".").replacing("-", with: "−")
  }

  private func money(_ value: ExactDecimal, _ language: PrintLanguage) -> String {
    let amount = printed(value, language, 2, 2)
    guard language == .en else { return amount + "€" }
    return amount.hasPrefix("−") ? "−€" + amount.dropFirst() : "€" + amount
  }

  @Test(
    "every figure of a bill stands on paper, in its line",
    arguments: [
      SampleBills.simple, SampleBills.rich, SampleBills.creditNote, SampleBills.selfBilled, SampleBills.long,
      SampleBills.draft,
    ], PrintLanguage.allCases)
  func figures(bill: BillDocument, language: PrintLanguage) throws {
    let lines = try lines(bill, language)
    let turn = bill.kind == .selfBilled ? -1 : 1
    func shown(_ value: ExactDecimal) -> ExactDecimal {
      ExactDecimal(unscaled: value.unscaled * Int128(turn), scale: value.scale)
    }
    var rest = lines
    for line in bill.lines {
      let isEnergy = line.unit == "kWh"
      let unit = [
        "kWh": "kWh", "month": language == .fr ? "mois" : "month", "kVA": language == .fr ? "kVA·mois" : "kVA·month",
      ]
      let row =
        printed(shown(line.quantity), language, 0, isEnergy ? 3 : 4) + unit[line.unit]!
        + printed(line.unitPrice, language, isEnergy ? 4 : 2, 6) + printed(line.vatRate, language, 0, 2) + "%"
        + printed(shown(line.net), language, 2, 2)
      let at = try #require(rest.firstIndex { $0.hasSuffix(row) }, "\(row)")
      rest.remove(at: at)
    }
    var sums = [bill.net, bill.total] + bill.vat.flatMap { [$0.base, $0.amount] }
    sums = sums.map(shown) + [bill.total < 0 ? shown(bill.total) : bill.due]
    sums += bill.credits.map { ExactDecimal(unscaled: -$0.amount.unscaled, scale: $0.amount.scale) }
    for sum in sums { #expect(rest.contains { $0.contains(money(sum, language)) }, "\(sum)") }
    for vat in bill.vat {
      let (word, of) = language == .fr ? ("TVA", "%sur") : ("VAT", "%of")
      let row =
        "\(word)\(printed(vat.rate, language, 0, 2))\(of)\(money(shown(vat.base), language))\(money(shown(vat.amount), language))"
      #expect(rest.contains { $0.hasSuffix(row) }, "\(row)")
    }
  }

  @Test("an invoice says who sells and buys, what, when, and how it is paid")
  func parties() throws {
    let text = try prose(SampleBills.simple)
    for part in [
      "Énergies du Vallon", "SAS au capital de 50 000 €", "12 rue des Moulins", "26150 Die", "SIREN 823 456 783",
      "TVA FR45823456783", "factures@vallon.example", "Camille Durand", "3 chemin de la Source", "Facture",
      "n° F2025-000042", "5 mai 2025", "du 1er au 30 avril 2025", "C00042", "contrat K-0042", "Tarif BASE",
      "puissance souscrite 6 kVA", "point de livraison 14 296 003 177 512", "Communauté solaire du Diois", "M-0042",
      "Sera prélevé le 19 mai 2025", "Prélèvement SEPA sur le compte FR76…0189, mandat RUM-2024-0042",
      "identifiant créancier FR12ZZZ123456", "Taxes et contributions", "Accise sur l’électricité",
      "Pas d’escompte pour paiement anticipé.", "intérêts au taux annuel de 12,15 %", "04 75 00 00 00",
      "Médiateur national de l’énergie", "page 1 sur 1",
    ] { #expect(text.contains(bare(part)), "\(part)") }
    // The sum for recovery costs is owed by businesses only, and nothing is estimated or corrected here.
    for part in ["recouvrement", "estimé", "Régularisation", "BROUILLON", "sans TVA", "Non soumis"] {
      #expect(!text.contains(part), "\(part)")
    }
    #expect(try place.succeed("pdfinfo bill.pdf").contains(#/Title: +Facture F2025-000042\n(?s:.*)Pages: +1\n/#))
  }

  @Test("a debit is announced for the day on which banks work, and a due day stays what it is")
  func weekend() throws {
    var bill = SampleBills.simple
    bill.dueOn = LocalDay("2025-05-17")
    #expect(try prose(bill).contains(bare("Sera prélevé le 19 mai 2025")))
    bill.directDebit = nil
    #expect(try prose(bill).contains(bare("À payer au plus tard le 17 mai 2025")))
  }

  @Test("a seller with a long name and address stands above the references, not on them")
  func longSeller() throws {
    var bill = SampleBills.simple
    bill.seller!.name = "Société coopérative d’intérêt collectif des énergies renouvelables de la vallée de la Drôme"
    bill.seller!.street = "Bâtiment des Trois Moulins\n2e étage, porte 214\nZone artisanale de la Gare\nBP 99"
    try write(bill, nil)
    let words = try place.succeed("pdftotext -bbox bill.pdf -").matches(
      of: #/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*)</word>/#)
    let website = try #require(words.first { $0.4 == "www.vallon.example" })
    let date = try #require(words.first { $0.4 == "Date" })
    #expect(Double(website.3)! <= Double(date.2)!)
  }

  @Test("estimates, corrections, feed-in and credits are explained")
  func explained() throws {
    let text = try prose(SampleBills.rich)
    for part in [
      "Du 1er au 15 avril 2025", "Du 16 au 30 avril 2025", "Énergie du réseau, heures creuses – estimé",
      "Énergie de la communauté", "Production – contrat P-0042", "Injection sur le réseau",
      "Régularisation de la facture F2025-000017", "Du 1er au 31 mars 2025", "Crédit de A2025-000003",
      "2 784 relevés d’intervalles sur 2 880 sont connus", "dans la même période tarifaire",
      "à défaut d’après le même mois de l’an dernier",
      "transmettre votre propre relevé : factures@vallon.example ou 04 75 00 00 00", "au-delà de 50 kWh",
      "À payer au plus tard le 19 mai 2025", "IBAN FR76 3000 6000 0112 3456 7890 189", "BIC AGRIFRPP",
      "référence F2025-000043", "Abonnement (15 jours sur 30)",
      "Surplus acheté à un producteur non assujetti : sans TVA.",
    ] { #expect(text.contains(bare(part)), "\(part)") }
  }

  @Test("the year is drawn, and this month compared with the same one of last year")
  func year() throws {
    let text = try prose(SampleBills.rich)
    #expect(
      text.contains(bare("312 kWh consommés en avril 2025, dont 84 kWh venus de la communauté. 175 kWh injectés.")))
    // 312 of 355 is 12.1 % less.
    #expect(text.contains(bare("C’est 12 % de moins qu’en avril 2024 (355 kWh).")))
    for month in SampleBills.year.dropFirst() { #expect(text.contains(month.drawn.description)) }
    #expect(try prose(SampleBills.rich, .en).contains(bare("That is 12% less than in April 2024 (355 kWh).")))
    #expect(try prose(SampleBills.selfBilled).contains(bare("C’est 25 % de plus qu’en avril 2024 (140 kWh).")))

    var young = SampleBills.simple
    young.history = Array(young.history.suffix(2))
    #expect(try prose(young).contains(bare("312 kWh consommés en avril 2025.")))
    #expect(try !prose(young).contains("2024("))
    young.history = []
    #expect(try !prose(young).contains("consommés"))
  }

  @Test("a credit note names what it takes back, and owes")
  func creditNote() throws {
    let text = try prose(SampleBills.creditNote)
    for part in [
      "Avoir", "n° A2025-000004", "Annule", "F2025-000042 du 5 mai 2025", "En votre faveur", "79,19 €", "−79,19 €",
      "déduit de vos prochaines factures",
    ] { #expect(text.contains(bare(part)), "\(part)") }
    #expect(!text.contains("Virement") && !text.contains("escompte"))
    #expect(try prose(SampleBills.creditNote, .en).contains(bare("Credit note")))
  }

  @Test("a self-billed document shows what the producer receives, and who wrote it")
  func selfBilled() throws {
    let text = try prose(SampleBills.selfBilled)
    for part in [
      "Autofacture", "n° B2025-000009", "1 131,25 kWh", "45,25", "49,60 €", "En votre faveur",
      "Document établi par Énergies du Vallon, acheteur, au nom et pour le compte de Camille Durand, vendeur",
      "Non soumis à la TVA : producteur particulier.",
    ] { #expect(text.contains(bare(part)), "\(part)") }
    #expect(!text.contains("−"))
    var back = SampleBills.selfBilled
    back.kind = .selfBilledCredit
    (back.total, back.net, back.due) = (ExactDecimal("49.60")!, ExactDecimal("49.60")!, ExactDecimal("49.60")!)
    let credit = try prose(back)
    for part in ["Avoir sur autofacture", "−49,60 €", "Net à payer 49,60 €"] {
      #expect(credit.contains(bare(part)), "\(part)")
    }
  }

  @Test("a draft is called one on every page and has no number; names of all scripts are drawn")
  func draft() throws {
    let text = try prose(SampleBills.draft)
    for part in [
      "BROUILLON", "n’est pas une facture", "Łukasz Ελένη", "ул. Ленина", "0 relevés d’intervalles sur 2 880",
    ] {
      #expect(text.contains(bare(part)), "\(part)")
    }
    #expect(!text.contains("n°") && !text.contains("F2025"))
    var long = SampleBills.long
    (long.number, long.issuedOn, long.dueOn) = (nil, nil, nil)
    #expect(try prose(long).ranges(of: "DRAFT").count == 2 * Int(pages()))
  }

  private func pages() throws -> Int {
    Int(try place.succeed("pdfinfo bill.pdf").firstMatch(of: #/Pages: +(\d+)/#)!.1)!
  }

  @Test("120 lines go over pages with their headings; a long name wraps; a business reads of recovery costs")
  func long() throws {
    let text = try prose(SampleBills.long)
    let pages = try pages()
    #expect((4...7).contains(pages))
    #expect(
      text.ranges(of: bare("Unit price excl. VAT")).count == pages - 1
        || text.ranges(of: bare("Unit price excl. VAT")).count == pages)
    for part in [
      "That Owns Nearly Everything Around Here Ltd.", "EX4 4QJ Exeter", "UNITED KINGDOM", "512 345 678",
      "FR89512345678",
      "a fixed sum of €40 for recovery costs is due", "To pay by 19 May 2025", "1–30 April 2025", "€15,270.38",
      "page \(pages) of \(pages)",
    ] { #expect(text.contains(bare(part)), "\(part)") }
  }

  @Test("nothing leaves the page, and the address stands in the window of the envelope")
  func places() throws {
    for bill in [SampleBills.rich, SampleBills.long, SampleBills.draft] {
      try write(bill, nil)
      let words = try place.succeed("pdftotext -bbox bill.pdf -").matches(
        of: #/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>/#
      ).map { (x: Double($0.1)!...Double($0.3)!, y: Double($0.2)!...Double($0.4)!, text: String($0.5)) }
      #expect(words.count > 40)
      for word in words {
        #expect(word.x.lowerBound >= 56 && word.x.upperBound <= 539.5, "\(word)")
        #expect(word.y.lowerBound >= 30 && word.y.upperBound <= 820, "\(word)")
      }
      // In mm from the left and the top edge of the sheet.
      let name = try #require(words.first { bill.buyer.name.hasPrefix($0.text) && $0.y.lowerBound > 120 })
      #expect(
        name.x.lowerBound / 72 * 25.4 > 105 && name.y.lowerBound / 72 * 25.4 > 48 && name.y.upperBound / 72 * 25.4 < 60)
    }
  }

  @Test("printing again gives the same bytes")
  func reproducible() throws {
    try write(SampleBills.rich, nil)
    let first = try Data(contentsOf: URL(fileURLWithPath: "\(place.folder)/bill.pdf"))
    try write(SampleBills.long, nil)
    try write(SampleBills.rich, nil)
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(place.folder)/bill.pdf")) == first)
  }
}
