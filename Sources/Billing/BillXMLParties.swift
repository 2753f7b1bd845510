import Documents
import Grid

extension BillXML {
  /// A company or a person on either side of the document.
  struct Party {
    let code, name, country: String
    var legalForm, siren, vatNumber, email, phone: String?
    var lines: [String] = []
    var postcode, city: String?
    /// BT-34 and BT-49: where the document can be delivered, and the scheme of that address.
    let address: (id: String, scheme: String)

    /// - Throws: without a SIREN, which the rules demand of who issues.
    init(_ seller: BillDocument.Seller) throws {
      guard let siren = seller.siren else { throw BillXMLFailure.noSIREN(seller: seller.code) }
      (code, name, country) = (seller.code, seller.name, seller.country)
      (legalForm, self.siren, vatNumber) = (seller.legalForm, siren, seller.vatNumber)
      (email, phone) = (seller.email, seller.phone)
      (lines, postcode, city) = ([seller.street], seller.postcode, seller.city)
      address = (siren, "0225")
    }

    /// A customer without address of their own has a box at the seller's, from which they fetch the document.
    init(_ buyer: BillDocument.Buyer, of seller: BillDocument.Seller) {
      (code, name, country) = (buyer.code, buyer.name, buyer.country)
      let isFrench = buyer.country == "FR"
      // A French VAT number ends with the SIREN.
      let hidden = buyer.vatNumber.flatMap { $0.hasPrefix("FR") && $0.utf8.count == 13 ? String($0.suffix(9)) : nil }
      siren = isFrench ? buyer.siren ?? hidden : nil
      vatNumber = buyer.vatNumber
      lines = (buyer.address ?? "").split(separator: "\n").map { $0.trimming(" ") }.filter { !$0.isEmpty }
      (postcode, city) = (buyer.postcode, buyer.city)
      if let siren {
        address = (siren, "0225")
      } else if let email = buyer.email {
        address = (email, "EM")
      } else {
        let box = buyer.code.unicodeScalars.map { Self.isAllowedInAddress($0) ? Character($0) : "-" }
        address = ("\(seller.siren ?? "")_\(String(box))", "0225")
      }
    }

    private static func isAllowedInAddress(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "-", "_", ".": true
      default: false
      }
    }
  }

  func writeAgreement() {
    xml.element("ram:ApplicableHeaderTradeAgreement") {
      write(supplier, as: "ram:SellerTradeParty", isSupplier: true)
      write(payer, as: "ram:BuyerTradeParty", isSupplier: false)
      if bill.contracts.count == 1 {
        xml.element("ram:ContractReferencedDocument") { xml.element("ram:IssuerAssignedID", bill.contracts[0].code) }
      }
      xml.element("ram:AdditionalReferencedDocument") {  // BT-18: what is invoiced, a meter
        xml.element("ram:IssuerAssignedID", bill.meter)
        xml.element("ram:TypeCode", "130")
        xml.element("ram:ReferenceTypeCode", "MG")
      }
    }
  }

  func writeDelivery() {
    let points = Set(bill.contracts.compactMap(\.deliveryPoint))
    xml.element("ram:ApplicableHeaderTradeDelivery") {
      if points.count == 1, !bill.kind.isSelfBilled {
        xml.element("ram:ShipToTradeParty") { xml.element("ram:ID", points.first!) }
      }
      // BT-72: the last day of a supply that goes on.
      xml.element("ram:ActualDeliverySupplyChainEvent") {
        date("ram:OccurrenceDateTime", bill.period.end.advanced(by: -1))
      }
    }
  }

  private func write(_ party: Party, as name: String, isSupplier: Bool) {
    xml.element(name) {
      xml.element("ram:ID", party.code)
      xml.element("ram:Name", party.name)
      if isSupplier { xml.optional("ram:Description", party.legalForm) }
      if let siren = party.siren {
        xml.element("ram:SpecifiedLegalOrganization") { xml.element("ram:ID", ["schemeID": "0002"], siren) }
      }
      writeContact(of: party)
      writeAddress(of: party)
      xml.element("ram:URIUniversalCommunication") {
        xml.element("ram:URIID", ["schemeID": party.address.scheme], party.address.id)
      }
      writeRegistration(of: party, isSupplier: isSupplier)
    }
  }

  private func writeContact(of party: Party) {
    guard party.phone != nil || party.email != nil else { return }
    xml.element("ram:DefinedTradeContact") {
      xml.element("ram:DepartmentName", words.customerService)
      if let phone = party.phone {
        xml.element("ram:TelephoneUniversalCommunication") { xml.element("ram:CompleteNumber", phone) }
      }
      if let email = party.email {
        xml.element("ram:EmailURIUniversalCommunication") { xml.element("ram:URIID", email) }
      }
    }
  }

  private func writeAddress(of party: Party) {
    xml.element("ram:PostalTradeAddress") {
      xml.optional("ram:PostcodeCode", party.postcode)
      xml.optional("ram:LineOne", party.lines.first)
      xml.optional("ram:LineTwo", party.lines.dropFirst().first)
      if party.lines.count > 2 { xml.element("ram:LineThree", party.lines.dropFirst(2).joined(separator: ", ")) }
      xml.optional("ram:CityName", party.city)
      xml.element("ram:CountryID", party.country)
    }
  }

  /// BT-31, BT-32 and BT-48. A supply that VAT does not know bears no VAT number of either side (BR-O-02); an exempt one
  /// needs a registration (BR-E-02), which is the SIREN where there is no VAT number.
  private func writeRegistration(of party: Party, isSupplier: Bool) {
    guard !isOutsideVAT else { return }
    let registration =
      party.vatNumber.map { ($0, "VA") } ?? (isSupplier ? party.siren.map { ($0, "FC") } : nil)
    guard let (id, scheme) = registration else { return }
    xml.element("ram:SpecifiedTaxRegistration") { xml.element("ram:ID", ["schemeID": scheme], id) }
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }
}
