import Documents
import Grid
import Testing

@testable import Billing

/// Bills made up by hand, with sums that add up.
enum SampleBills {
  static let seller = BillDocument.Seller(
    code: "S1", name: "Énergies du Vallon", street: "12 rue des Moulins", postcode: "26150", city: "Die",
    legalForm: "SAS au capital de 50 000 €", siren: "823456783", vatNumber: "FR45823456783",
    email: "factures@vallon.example", phone: "04 75 00 00 00", website: "www.vallon.example",
    iban: "FR7630006000011234567890189", bic: "AGRIFRPP", creditorID: "FR12ZZZ123456",
    complaints: "Service clients, 12 rue des Moulins, 26150 Die, 04 75 00 00 00",
    mediator: "Médiateur national de l’énergie, Libre réponse n° 59252, 75443 Paris Cedex 09, energie-mediateur.fr",
    latePercent: ExactDecimal("12.15"))

  static let buyer = BillDocument.Buyer(
    code: "C00042", name: "Camille Durand", address: "3 chemin de la Source", postcode: "26150", city: "Die")

  static let april = Period("2025-04", today: LocalDay("2025-05-05")!)!

  static func period(_ text: String) -> Period { Period(text, today: LocalDay("2025-05-05")!)! }

  static func line(
    _ kind: BillDocument.Line.Kind, _ period: String = "", contract: String = "K-0042", days: Period = april,
    estimated: Bool = false, regularises: String? = nil, above: ExactDecimal = 0, of quantity: String, _ unit: String,
    at price: String, vat: String = "20.00"
  ) -> BillDocument.Line {
    let (quantity, price) = (ExactDecimal(quantity)!, ExactDecimal(price)!)
    let product = ExactDecimal(unscaled: quantity.unscaled * price.unscaled, scale: quantity.scale + price.scale)
    return BillDocument.Line(
      number: 0, contract: contract, kind: kind, tariffPeriod: period, aboveKWh: above, days: days,
      isEstimated: estimated, regularises: regularises, quantity: quantity, unit: unit, unitPrice: price,
      net: product.rounded(to: 2), vatRate: ExactDecimal(vat)!)
  }

  /// Numbers the lines and adds them up; VAT once a rate.
  static func bill(
    _ kind: BillDocument.Kind = .invoice, number: String? = "F2025-000042", period: Period = april,
    corrects: (number: String, issuedOn: LocalDay)? = nil, buyer: BillDocument.Buyer = buyer,
    seller: BillDocument.Seller? = seller, contracts: [BillDocument.Contract]? = nil, lines: [BillDocument.Line],
    credits: [BillDocument.Credit] = [], expected: Int = 2880, present: Int = 2880, history: [BillDocument.Month] = [],
    directDebit: (mandate: String, account: String)? = nil
  ) -> BillDocument {
    var numbered = lines
    for index in numbered.indices { numbered[index].number = index + 1 }
    let rates = Set(lines.map(\.vatRate)).sorted()
    let vat = rates.map { rate in
      let base = sum(lines.filter { $0.vatRate == rate }.map(\.net))
      let amount = ExactDecimal(unscaled: base.unscaled * rate.unscaled, scale: base.scale + rate.scale + 2)
      return BillDocument.VAT(rate: rate, base: base, amount: amount.rounded(to: 2))
    }
    let (net, vatAmount) = (sum(lines.map(\.net)), sum(vat.map(\.amount)))
    let total = net.adding(vatAmount)!
    let credit = sum(credits.map(\.amount))
    let due = total > 0 ? ExactDecimal(unscaled: total.unscaled - credit.rounded(to: 2).unscaled, scale: 2) : 0
    return BillDocument(
      kind: kind, number: number, corrects: corrects, period: period,
      issuedOn: number == nil ? nil : LocalDay("2025-05-05")!, dueOn: number == nil ? nil : LocalDay("2025-05-19")!,
      community: "DIE", communityName: "Communauté solaire du Diois", meter: "M-0042", seller: seller, buyer: buyer,
      contracts: contracts ?? [household], lines: numbered, vat: vat, net: net, vatAmount: vatAmount, total: total,
      credits: credits, due: due, expected: expected, present: present, history: history, directDebit: directDebit)
  }

  static func sum(_ values: [ExactDecimal]) -> ExactDecimal {
    values.reduce(ExactDecimal(unscaled: 0, scale: 2)) { $0.adding($1)! }
  }

  static let household = BillDocument.Contract(
    code: "K-0042", kind: "consumption", tariff: "BASE", deliveryPoint: "14 296 003 177 512", powerKVA: 6)

  static let hpHC = BillDocument.Contract(
    code: "K-0042", kind: "consumption", tariff: "HPHC", deliveryPoint: "14 296 003 177 512", powerKVA: 9)

  static let roof = BillDocument.Contract(
    code: "P-0042", kind: "production", tariff: "SURPLUS", deliveryPoint: "14 296 003 177 512")

  /// Thirteen months up to April 2025, in kWh.
  static func history(_ drawn: [Int], shared: [Int], fedIn: [Int]) -> [BillDocument.Month] {
    drawn.indices.map { index in
      let month = index + 3  // from April 2024
      return BillDocument.Month(
        month: LocalDay(year: 2024 + month / 12, month: month % 12 + 1, day: 1)!,
        drawn: ExactDecimal(unscaled: drawn[index], scale: 0), shared: ExactDecimal(unscaled: shared[index], scale: 0),
        fedIn: ExactDecimal(unscaled: fedIn[index], scale: 0))
    }
  }

  static let year = history(
    [355, 301, 248, 239, 262, 288, 361, 449, 522, 561, 478, 411, 312],
    shared: [71, 96, 104, 110, 98, 82, 61, 33, 21, 25, 44, 66, 84],
    fedIn: [140, 180, 210, 220, 190, 150, 80, 40, 20, 30, 70, 130, 175])

  static let simple = bill(
    lines: [
      line(.standingCharge, of: "1", "month", at: "15.47", vat: "5.50"),
      line(.energy, "base", of: "312.408", "kWh", at: "0.1677"),
      line(.tax, "accise", of: "312.408", "kWh", at: "0.03370"),
      line(.tax, "CTA", of: "1", "month", at: "1.13", vat: "5.50"),
    ],
    history: history(
      [Int](year.map { Int($0.drawn.unscaled) }), shared: [Int](repeating: 0, count: 13),
      fedIn: [Int](repeating: 0, count: 13)),
    directDebit: ("RUM-2024-0042", "FR76…0189"))

  private static let early = period("2025-04-01..2025-04-16")
  private static let late = period("2025-04-16..2025-05-01")

  /// Everything that a household's invoice can have.
  static let rich = bill(
    number: "F2025-000043", contracts: [hpHC, roof],
    lines: [
      line(.standingCharge, days: early, of: "0.5", "month", at: "15.47", vat: "5.50"),
      line(.power, days: early, of: "4.5", "kVA", at: "0.412", vat: "5.50"),
      line(.energy, "HP", days: early, of: "101.274", "kWh", at: "0.1800"),
      line(.energy, "HC", days: early, estimated: true, of: "64.9", "kWh", at: "0.1391"),
      line(.community, days: early, of: "40.113", "kWh", at: "0.1150"),
      line(.standingCharge, days: late, of: "0.5", "month", at: "15.96", vat: "5.50"),
      line(.power, days: late, of: "4.5", "kVA", at: "0.412", vat: "5.50"),
      line(.energy, "HP", days: late, of: "73.008", "kWh", at: "0.1756"),
      line(.energy, "HC", days: late, above: 50, of: "1204.5", "kWh", at: "0.135725"),
      line(.community, days: late, of: "43.887", "kWh", at: "0.1150"),
      line(.tax, "accise", days: early, of: "166.174", "kWh", at: "0.03370"),
      line(.tax, "accise", days: late, of: "1277.508", "kWh", at: "0.02998"),
      line(.feedIn, contract: "P-0042", of: "-131.25", "kWh", at: "0.0400", vat: "0.00"),
      line(.communityFeedIn, contract: "P-0042", of: "-43.5", "kWh", at: "0.1000", vat: "0.00"),
      line(
        .energy, "HC", days: period("2025-03"), estimated: true, regularises: "F2025-000017", of: "-70.2", "kWh",
        at: "0.1391"),
      line(.energy, "HC", days: period("2025-03"), regularises: "F2025-000017", of: "68.731", "kWh", at: "0.1391"),
    ], credits: [.init(document: "A2025-000003", amount: ExactDecimal("12.40")!)], present: 2784, history: year)

  static let creditNote = bill(
    .creditNote, number: "A2025-000004", corrects: ("F2025-000042", LocalDay("2025-05-05")!),
    lines: [
      line(.standingCharge, of: "-1", "month", at: "15.47", vat: "5.50"),
      line(.energy, "base", of: "-312.408", "kWh", at: "0.1677"),
    ], history: year)

  static let selfBilled = bill(
    .selfBilled, number: "B2025-000009", contracts: [roof],
    lines: [
      line(.feedIn, contract: "P-0042", of: "-1131.25", "kWh", at: "0.0400", vat: "0.00"),
      line(.communityFeedIn, contract: "P-0042", of: "-43.5", "kWh", at: "0.1000", vat: "0.00"),
    ],
    history: history(
      [Int](repeating: 0, count: 13), shared: [Int](repeating: 0, count: 13), fedIn: year.map { Int($0.fedIn.unscaled) }
    ))

  /// An English company of many contracts: three pages.
  static let long = bill(
    number: "F2025-000099",
    buyer: .init(
      code: "C00099", name: "The Very Long Name of a Housing Association That Owns Nearly Everything Around Here Ltd.",
      country: "GB",
      address: "Unit 12b, The Old Waterworks Industrial Estate, Lower Higher Street North\nWaterworks Parish",
      postcode: "EX4 4QJ", city: "Exeter", siren: "512345678", vatNumber: "FR89512345678", language: "en"),
    contracts: (1...24).map {
      .init(
        code: "K-\($0)", kind: "consumption", tariff: "HPHC", deliveryPoint: "1429600\($0)",
        powerKVA: ExactDecimal("36.5"))
    },
    lines: (1...24).flatMap { number -> [BillDocument.Line] in
      let contract = "K-\(number)"
      return [
        line(.standingCharge, contract: contract, of: "1", "month", at: "35.47"),
        line(.energy, "HP", contract: contract, of: "\(1000 + number * 37).25", "kWh", at: "0.18"),
        line(.energy, "HC", contract: contract, of: "\(600 + number * 29).125", "kWh", at: "0.1391"),
        line(.community, contract: contract, of: "\(number * 11)", "kWh", at: "0.115"),
        line(.tax, "accise", contract: contract, of: "\(1600 + number * 66).375", "kWh", at: "0.0337"),
      ]
    },
    history: history(
      year.map { Int($0.drawn.unscaled) * 140 }, shared: year.map { Int($0.shared.unscaled) * 60 },
      fedIn: [Int](repeating: 0, count: 13)))

  static let draft = bill(
    number: nil, buyer: .init(code: "C7", name: "Łukasz Ελένη 北京 👩🏽‍🌾", address: "ул. Ленина 1", language: "fr"),
    seller: nil,
    lines: [line(.energy, "base", estimated: true, of: "10", "kWh", at: "0.1")], present: 0)
}

extension BillDocument: CustomTestStringConvertible {
  public var testDescription: String { number ?? "draft" }
}
