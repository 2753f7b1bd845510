import Billing
import Documents
import Grid

/// Documents made up for the forms they are written in. Sums are made here, by integers, from the lines.
enum Stationery {
  static let april = Period("2025-04", today: LocalDay(number: 0))!
  static let seller = BillDocument.Seller(
    code: "S1", name: "Énergie du Val SAS", street: "1 rue de l'Église", postcode: "38000", city: "Grenoble",
    legalForm: "SAS au capital de 10 000 EUR", siren: "732829320", vatNumber: "FR44732829320",
    email: "factures@val.example", phone: "+33 4 00 00 00 00", iban: "FR7630006000011234567890189", bic: "AGRIFRPP",
    creditorID: "FR72ZZZ123456", complaints: "Réclamations : réclamations@val.example",
    mediator: "Médiateur national de l'énergie, www.energie-mediateur.fr", latePercent: ExactDecimal("12.15")!)
  static let household = BillDocument.Buyer(
    code: "K1", name: "Zoë & Jean <Müller>", address: "2 chemin du Moulin\nBâtiment B\nÉtage 3\nPorte 4",
    postcode: "38000", city: "Grenoble", email: "k1@mail.example")
  static let company = BillDocument.Buyer(
    code: "K2", name: "Boulangerie SARL", address: "3 place du Marché", postcode: "38000", city: "Grenoble",
    siren: "443061841", vatNumber: "FR64443061841", email: "compta@boulangerie.example")

  /// `kind period quantity unit price rate`, days of April 2025 and what else is said after it.
  static func line(
    _ text: String, days: Period = april, above: ExactDecimal = 0, isEstimated: Bool = false,
    regularises: String? = nil, contract: String = "C-1"
  ) -> BillDocument.Line {
    let word = text.split(separator: " ").map(String.init)
    let (quantity, price) = (ExactDecimal(word[2])!, ExactDecimal(word[4])!)
    return BillDocument.Line(
      number: 0, contract: contract, kind: .init(rawValue: word[0])!, tariffPeriod: word[1] == "-" ? "" : word[1],
      aboveKWh: above, days: days, isEstimated: isEstimated, regularises: regularises, quantity: quantity,
      unit: word[3], unitPrice: price, net: rounded(quantity, price, places: 2), vatRate: ExactDecimal(word[5])!)
  }

  static func document(
    _ number: String?, _ kind: BillDocument.Kind = .invoice, buyer: BillDocument.Buyer = household,
    seller: BillDocument.Seller? = seller, corrects: (String, String)? = nil, credits: [BillDocument.Credit] = [],
    directDebit: (mandate: String, account: String)? = nil, deliveryPoints: [String?] = ["30001234567890"],
    lines: [BillDocument.Line]
  ) -> BillDocument {
    var numbered = lines
    for index in numbered.indices { numbered[index].number = index + 1 }
    let vat = Dictionary(grouping: lines, by: \.vatRate).sorted { $0.key < $1.key }.map { rate, lines in
      let base = sum(lines.map(\.net))
      return BillDocument.VAT(
        rate: rate, base: base,
        amount: rounded(base, ExactDecimal(unscaled: rate.unscaled, scale: rate.scale + 2), places: 2))
    }
    let (net, tax) = (sum(lines.map(\.net)), sum(vat.map(\.amount)))
    let total = sum([net, tax])
    let due = total.unscaled < 0 ? 0 : sum([total] + credits.map { $0.amount.negated })
    return BillDocument(
      kind: kind, number: number, corrects: corrects.map { ($0.0, LocalDay($0.1)!) }, period: april,
      issuedOn: LocalDay("2025-05-05")!, dueOn: LocalDay("2025-05-19")!, community: "EC1",
      communityName: "Val d'Isère", meter: "M1", seller: seller, buyer: buyer,
      contracts: deliveryPoints.enumerated().map { index, point in
        BillDocument.Contract(
          code: "C-\(index + 1)", kind: index == 0 ? "consumption" : "production", tariff: "HPHC", deliveryPoint: point)
      },
      lines: numbered, vat: vat, net: net, vatAmount: tax, total: total, credits: credits, due: due, expected: 2880,
      present: 2880, directDebit: directDebit)
  }

  /// The product of two decimals, rounded half away from zero.
  static func rounded(_ a: ExactDecimal, _ b: ExactDecimal, places: Int) -> ExactDecimal {
    ExactDecimal(unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale).rounded(to: places)
  }

  static func sum(_ values: [ExactDecimal]) -> ExactDecimal {
    values.reduce(ExactDecimal(unscaled: 0, scale: 2)) { $0.adding($1)! }
  }
}
