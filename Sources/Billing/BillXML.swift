import Documents
import Grid

/// A document as EN 16931 wants it: Cross Industry Invoice, profile EN 16931 of Factur-X, with the French rules (BR-FR).
///
/// The standard's seller is who supplies. On a self-billed document that is the customer, and who issues it is the
/// buyer. Amounts are positive where the document means what it is: what is owed on an invoice and a self-billed
/// document, what is taken back on a credit note.
struct BillXML {
  let bill: BillDocument
  let number: String
  let issuedOn: LocalDay
  /// Who supplies and who pays.
  let supplier, payer: Party
  let words: BillXMLWords
  /// Whether the document's own view is the opposite of the seller's.
  private let isTurned: Bool
  let xml = XMLWriter()

  init(_ bill: BillDocument) throws {
    guard let number = bill.number, let issuedOn = bill.issuedOn else {
      throw BillXMLFailure.draft(customer: bill.buyer.code, period: bill.period)
    }
    guard let seller = bill.seller else {
      throw BillXMLFailure.noSeller(invoice: number, community: bill.community)
    }
    let (issuer, customer) = (try Party(seller), Party(bill.buyer, of: seller))
    self.bill = bill
    self.number = number
    self.issuedOn = issuedOn
    (supplier, payer) = bill.kind.isSelfBilled ? (customer, issuer) : (issuer, customer)
    words = BillXMLWords(language: bill.buyer.language)
    isTurned = bill.kind == .creditNote || bill.kind == .selfBilled
    guard supplier.vatNumber != nil || bill.vat.allSatisfy({ $0.rate.unscaled == 0 }) else {
      throw BillXMLFailure.noVATNumber(invoice: number, supplier: supplier.code, isCustomer: bill.kind.isSelfBilled)
    }
  }

  /// The whole document. Element order is the schema's.
  func text() -> String {
    let names = "urn:un:unece:uncefact:data:standard:"
    xml.element(
      "rsm:CrossIndustryInvoice",
      [
        "xmlns:rsm": names + "CrossIndustryInvoice:100",
        "xmlns:ram": names + "ReusableAggregateBusinessInformationEntity:100",
        "xmlns:udt": names + "UnqualifiedDataType:100", "xmlns:qdt": names + "QualifiedDataType:100",
      ]
    ) {
      xml.element("rsm:ExchangedDocumentContext") {
        // BT-23: deposit of an invoice for goods, which electricity is for VAT (directive 2006/112/EC, article 15).
        xml.element("ram:BusinessProcessSpecifiedDocumentContextParameter") { xml.element("ram:ID", "B1") }
        xml.element("ram:GuidelineSpecifiedDocumentContextParameter") {
          xml.element("ram:ID", "urn:cen.eu:en16931:2017")
        }
      }
      xml.element("rsm:ExchangedDocument") {
        xml.element("ram:ID", number)
        xml.element("ram:TypeCode", "\(bill.kind.typeCode)")
        date("ram:IssueDateTime", issuedOn)
        for note in notes() {
          xml.element("ram:IncludedNote") {
            xml.element("ram:Content", note.text)
            xml.element("ram:SubjectCode", note.code)
          }
        }
      }
      xml.element("rsm:SupplyChainTradeTransaction") {
        for line in bill.lines { write(line) }
        writeAgreement()
        writeDelivery()
        writeSettlement()
      }
    }
    return xml.finish()
  }

  /// BG-1: what the law wants said, under the codes of UNTDID 4451.
  private func notes() -> [(code: String, text: String)] {
    var notes = [
      ("PMT", words.recoveryFee), ("PMD", words.latePenalty(bill.seller?.latePercent)), ("AAB", words.noDiscount),
      ("BAR", treatment),
    ]
    if bill.kind.isSelfBilled { notes.append(("AAI", words.selfBilled)) }
    if bill.lines.contains(where: \.isEstimated) { notes.append(("AAI", words.estimated)) }
    notes += bill.credits.map { ("AAI", words.setOff($0.document, "\($0.amount.rounded(to: 2))")) }
    notes += [bill.seller?.complaints, bill.seller?.mediator].compactMap { $0 }.map { ("AAI", $0) }
    return notes
  }

  /// How the French platform treats the document, told by the customer.
  private var treatment: String {
    let customer = bill.kind.isSelfBilled ? supplier : payer
    if isOutsideVAT { return "OUTOFSCOPE" }
    if customer.siren != nil { return "B2B" }
    if customer.country == "FR" { return "B2C" }
    return customer.vatNumber == nil ? "B2CINT" : "B2BINT"
  }

  /// Whether VAT does not know the supply at all: a private producer's surplus, on its own document.
  var isOutsideVAT: Bool { bill.exemption == .outside }

  /// An amount of the document in its own view, two decimals.
  func amount(_ value: ExactDecimal) -> String { "\(turned(value).rounded(to: 2))" }

  func turned(_ value: ExactDecimal) -> ExactDecimal { isTurned ? value.negated : value }

  func date(_ name: String, _ day: LocalDay) {
    xml.element(name) { xml.element("udt:DateTimeString", ["format": "102"], BillXML.compact(day)) }
  }

  /// First and last day: the standard's periods are closed.
  func period(_ days: Period) {
    xml.element("ram:BillingSpecifiedPeriod") {
      date("ram:StartDateTime", days.start)
      date("ram:EndDateTime", days.end.advanced(by: -1))
    }
  }

  /// `20250407`.
  static func compact(_ day: LocalDay) -> String { "\(day)".replacing("-", with: "") }
}

extension BillDocument {
  /// The issued document as CII XML, EN 16931 and the French rules.
  ///
  /// - Throws: `BillXMLFailure` where the registry lacks what the rules demand.
  public func electronicInvoice() throws -> String { try BillXML(self).text() }
}

extension BillDocument.Kind {
  var isSelfBilled: Bool { self == .selfBilled || self == .selfBilledCredit }
}
