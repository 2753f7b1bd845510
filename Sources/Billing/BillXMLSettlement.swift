import Documents
import Grid

extension BillXML {
  /// A line. Its net is the stored one, rounded once from the exact quantity; no rule of EN 16931 or BR-FR multiplies
  /// the quantity again, which the French rules cut to four decimals.
  func write(_ line: BillDocument.Line) {
    xml.element("ram:IncludedSupplyChainTradeLineItem") {
      xml.element("ram:AssociatedDocumentLineDocument") {
        xml.element("ram:LineID", "\(line.number)")
        if let earlier = line.regularises {
          xml.element("ram:IncludedNote") { xml.element("ram:Content", words.regularises(earlier)) }
        }
      }
      xml.element("ram:SpecifiedTradeProduct") {
        xml.element("ram:Name", words.name(of: line))
        for (name, value) in characteristics(of: line) {
          xml.element("ram:ApplicableProductCharacteristic") {
            xml.element("ram:Description", name)
            xml.element("ram:Value", value)
          }
        }
      }
      xml.element("ram:SpecifiedLineTradeAgreement") {
        xml.element("ram:NetPriceProductTradePrice") { xml.element("ram:ChargeAmount", "\(line.unitPrice)") }
      }
      xml.element("ram:SpecifiedLineTradeDelivery") {
        let quantity = turned(line.quantity)
        xml.element(
          "ram:BilledQuantity", ["unitCode": BillXML.unitCode(line.unit)],
          "\(quantity.scale > 4 ? quantity.rounded(to: 4) : quantity)")
      }
      xml.element("ram:SpecifiedLineTradeSettlement") {
        xml.element("ram:ApplicableTradeTax") { writeCategory(line.vatRate) }
        period(line.days)
        xml.element("ram:SpecifiedTradeSettlementLineMonetarySummation") {
          xml.element("ram:LineTotalAmount", amount(line.net))
        }
      }
    }
  }

  /// BG-32: what the line is about beyond its name.
  private func characteristics(of line: BillDocument.Line) -> [(String, String)] {
    let contract = bill.contracts.first { $0.code == line.contract }
    return [
      (words.contract, line.contract), (words.tariff, contract?.tariff), (words.deliveryPoint, contract?.deliveryPoint),
      (words.block, line.aboveKWh.unscaled == 0 ? nil : "> \(line.aboveKWh) kWh"),
      (words.quantity, line.isEstimated ? words.isEstimated : nil),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  /// UN/ECE recommendation 20.
  private static func unitCode(_ unit: String) -> String {
    switch unit {
    case "kWh": "KWH"
    case "month": "MON"
    case "kVA": "KVA"
    default: "C62"
    }
  }

  func writeSettlement() {
    xml.element("ram:ApplicableHeaderTradeSettlement") {
      if isCollected { xml.optional("ram:CreditorReferenceID", bill.seller?.creditorID) }
      xml.element("ram:PaymentReference", number)
      xml.element("ram:InvoiceCurrencyCode", "EUR")
      writePaymentMeans()
      for vat in bill.vat {
        xml.element("ram:ApplicableTradeTax") {
          xml.element("ram:CalculatedAmount", amount(vat.amount))
          writeCategory(vat.rate, base: vat.base)
        }
      }
      period(bill.period)
      xml.element("ram:SpecifiedTradePaymentTerms") {
        if let dueOn = bill.dueOn { date("ram:DueDateDateTime", dueOn) }
        if isCollected { xml.optional("ram:DirectDebitMandateID", bill.directDebit?.mandate) }
      }
      writeTotals()
      writePreceding()
    }
  }

  /// Whether the amount due is debited: 59; else it is transferred: 58; or it is set off against other documents: 97.
  private var isCollected: Bool { bill.directDebit != nil && isPayable }
  private var isPayable: Bool { bill.kind == .invoice && bill.due.unscaled > 0 }

  private func writePaymentMeans() {
    guard isPayable else { return writeMeans("97") }
    if isCollected { return writeMeans("59") }
    guard let seller = bill.seller, let iban = seller.iban else { return }
    writeMeans("58") {
      xml.element("ram:PayeePartyCreditorFinancialAccount") {
        xml.element("ram:IBANID", iban)
        xml.element("ram:AccountName", seller.name)
      }
      guard let bic = seller.bic else { return }
      xml.element("ram:PayeeSpecifiedCreditorFinancialInstitution") { xml.element("ram:BICID", bic) }
    }
  }

  private func writeMeans(_ code: String, _ account: () -> Void = {}) {
    xml.element("ram:SpecifiedTradeSettlementPaymentMeans") {
      xml.element("ram:TypeCode", code)
      account()
    }
  }

  /// The VAT category of a rate: of a line, or with its base of the breakdown.
  ///
  /// At 0 % a private producer's own document is outside VAT (O). O stands beside no other category (BR-O-11), so the
  /// same surplus on an invoice is exempt (E), with the reason said; there is one breakdown of E (BR-E-01).
  private func writeCategory(_ rate: ExactDecimal, base: ExactDecimal? = nil) {
    let category = rate.unscaled > 0 ? "S" : isOutsideVAT ? "O" : "E"
    xml.element("ram:TypeCode", "VAT")
    if base != nil, category != "S" { xml.element("ram:ExemptionReason", exemption.text) }
    if let base { xml.element("ram:BasisAmount", amount(base)) }
    xml.element("ram:CategoryCode", category)
    if base != nil, category != "S" { xml.optional("ram:ExemptionReasonCode", exemption.code) }
    if category != "O" { xml.element("ram:RateApplicablePercent", "\(rate.rounded(to: 2))") }
  }

  private var exemption: (text: String, code: String?) {
    let exemption = bill.exemption ?? .others
    let code: String? =
      switch exemption {
      case .outside: "VATEX-EU-O"
      case .franchise: "VATEX-FR-FRANCHISE"
      case .surplus, .others, .surplusAndOthers: nil
      }
    return (words.reason(exemption), code)
  }

  private func writeTotals() {
    // Set-off credits were paid in the standard's sense; what is due follows from the total, below zero too.
    let paid = bill.credits.reduce(0 as ExactDecimal) { $0.adding($1.amount) ?? $0 }
    xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation") {
      xml.element("ram:LineTotalAmount", amount(bill.net))
      xml.element("ram:TaxBasisTotalAmount", amount(bill.net))
      xml.element("ram:TaxTotalAmount", ["currencyID": "EUR"], amount(bill.vatAmount))
      xml.element("ram:GrandTotalAmount", amount(bill.total))
      if paid.unscaled != 0 { xml.element("ram:TotalPrepaidAmount", "\(paid.rounded(to: 2))") }
      xml.element("ram:DuePayableAmount", "\((turned(bill.total).adding(paid.negated) ?? bill.due).rounded(to: 2))")
    }
  }

  /// BG-3: the document that is corrected, with its date, and those whose lines are regularised.
  private func writePreceding() {
    if let corrects = bill.corrects { writePreceding(corrects.number, corrects.issuedOn) }
    var known = Set([bill.corrects?.number])
    for line in bill.lines {
      guard let earlier = line.regularises, known.insert(earlier).inserted else { continue }
      writePreceding(earlier, nil)
    }
  }

  private func writePreceding(_ number: String, _ day: LocalDay?) {
    xml.element("ram:InvoiceReferencedDocument") {
      xml.element("ram:IssuerAssignedID", number)
      guard let day else { return }
      xml.element("ram:FormattedIssueDateTime") {
        xml.element("qdt:DateTimeString", ["format": "102"], BillXML.compact(day))
      }
    }
  }
}
