import Database
import Documents
import Grid

/// The form of a direct debit message.
public enum DirectDebitScheme: String, Sendable, CaseIterable {
  case pain008v02 = "pain.008.001.02"
  case pain008v08 = "pain.008.001.08"

  /// The element of a bank's identifier.
  var bic: String { self == .pain008v02 ? "BIC" : "BICFI" }
}

/// One payment of a message.
private struct Debit {
  let sequence, endToEnd, mandate, holder, iban, invoice, language: String
  let bic: String?
  let collectOn, signedOn: LocalDay
  let amount: ExactDecimal

  init(_ row: Rows.Row) {
    sequence = row.text("sequence")
    endToEnd = row.text("end_to_end")
    mandate = row.text("mandate")
    holder = row.text("holder")
    iban = row.text("iban")
    invoice = row.text("invoice")
    language = row.text("language")
    bic = row.optional("bic")
    collectOn = row.day("collect_on")!
    signedOn = row.day("signed_on")!
    amount = ExactDecimal(row.text("amount_eur"))!
  }
}

/// Writes a stored message as XML; the same bytes each time.
///
/// SEPA Core Direct Debit: one PmtInf for each sequence type and collection day, since they hold for all payments in it.
///
/// - Parameter message: Its MsgId, `DD2025-12`.
public func directDebitMessage(_ message: String, on connection: Connection) throws -> String {
  guard let collection = try connection.query("billing/collection", message).first else {
    throw PaymentFailure.unknownMessage(message)
  }
  // Whoever sent it would collect what is in another message by now.
  guard !collection.bool("is_withdrawn") else { throw PaymentFailure.withdrawn(message) }
  let scheme = DirectDebitScheme(rawValue: collection.text("scheme"))!
  let debits = try connection.query("billing/collection_debits", collection.int64("collection_id")).map { Debit($0) }
  let xml = XMLWriter()
  xml.element("Document", ["xmlns": "urn:iso:std:iso:20022:tech:xsd:\(scheme.rawValue)"]) {
    xml.element("CstmrDrctDbtInitn") {
      xml.element("GrpHdr") {
        xml.element("MsgId", message)
        xml.element("CreDtTm", collection.text("created_at"))
        writeSums(of: debits[...], to: xml)
        xml.element("InitgPty") { xml.element("Nm", sepaText(collection.text("creditor"), limit: 70)) }
      }
      var rest = debits[...]
      while let first = rest.first {
        let group = rest.prefix { $0.sequence == first.sequence && $0.collectOn == first.collectOn }
        rest = rest.dropFirst(group.count)
        writeGroup(group, of: message, collection: collection, scheme: scheme, to: xml)
      }
    }
  }
  return xml.finish()
}

/// The PmtInfId, which the bank names when it books a group at once.
func groupName(_ message: String, _ sequence: String, _ collectOn: LocalDay) -> String {
  "\(message)-\(sequence)-\("\(collectOn)".replacing("-", with: ""))"
}

private func writeSums(of debits: ArraySlice<Debit>, to xml: XMLWriter) {
  xml.element("NbOfTxs", "\(debits.count)")
  xml.element("CtrlSum", sum(debits.map(\.amount)).description)
}

private func writeGroup(
  _ debits: ArraySlice<Debit>, of message: String, collection: Rows.Row, scheme: DirectDebitScheme, to xml: XMLWriter
) {
  let first = debits.first!
  xml.element("PmtInf") {
    xml.element("PmtInfId", groupName(message, first.sequence, first.collectOn))
    xml.element("PmtMtd", "DD")
    xml.element("BtchBookg", "true")
    writeSums(of: debits, to: xml)
    xml.element("PmtTpInf") {
      xml.element("SvcLvl") { xml.element("Cd", "SEPA") }
      xml.element("LclInstrm") { xml.element("Cd", "CORE") }
      xml.element("SeqTp", first.sequence)
    }
    xml.element("ReqdColltnDt", first.collectOn.description)
    xml.element("Cdtr") { xml.element("Nm", sepaText(collection.text("creditor"), limit: 70)) }
    xml.element("CdtrAcct") { xml.element("Id") { xml.element("IBAN", collection.text("creditor_iban")) } }
    xml.element("CdtrAgt") { writeAgent(collection.optional("creditor_bic"), scheme: scheme, to: xml) }
    xml.element("ChrgBr", "SLEV")
    xml.element("CdtrSchmeId") {
      xml.element("Id") {
        xml.element("PrvtId") {
          xml.element("Othr") {
            xml.element("Id", collection.text("creditor_id"))
            xml.element("SchmeNm") { xml.element("Prtry", "SEPA") }
          }
        }
      }
    }
    for debit in debits { write(debit, scheme: scheme, to: xml) }
  }
}

private func write(_ debit: Debit, scheme: DirectDebitScheme, to xml: XMLWriter) {
  xml.element("DrctDbtTxInf") {
    xml.element("PmtId") { xml.element("EndToEndId", debit.endToEnd) }
    xml.element("InstdAmt", ["Ccy": "EUR"], debit.amount.description)
    xml.element("DrctDbtTx") {
      xml.element("MndtRltdInf") {
        xml.element("MndtId", debit.mandate)
        xml.element("DtOfSgntr", debit.signedOn.description)
      }
    }
    xml.element("DbtrAgt") { writeAgent(debit.bic, scheme: scheme, to: xml) }
    xml.element("Dbtr") { xml.element("Nm", sepaText(debit.holder, limit: 70)) }
    xml.element("DbtrAcct") { xml.element("Id") { xml.element("IBAN", debit.iban) } }
    xml.element("RmtInf") {
      let word = debit.language == "en" ? "Invoice" : "Facture"
      xml.element("Ustrd", sepaText("\(word) \(debit.invoice)", limit: 140))
    }
  }
}

/// A bank; without its identifier the account number tells which.
private func writeAgent(_ bic: String?, scheme: DirectDebitScheme, to xml: XMLWriter) {
  xml.element("FinInstnId") {
    if let bic {
      xml.element(scheme.bic, bic)
    } else {
      xml.element("Othr") { xml.element("Id", "NOTPROVIDED") }
    }
  }
}

/// The exact sum of amounts with two decimals.
func sum(_ amounts: some Sequence<ExactDecimal>) -> ExactDecimal {
  amounts.reduce(ExactDecimal(unscaled: 0, scale: 2)) { $0.adding($1) ?? $0 }
}
