import Documents

/// The words of an electronic invoice, in the customer's language.
struct BillXMLWords {
  private let isFrench: Bool

  init(language: String) { isFrench = language == "fr" }

  private func text(_ french: String, _ english: String) -> String { isFrench ? french : english }

  var customerService: String { text("Service clients", "Customer service") }
  var contract: String { text("Contrat", "Contract") }
  var tariff: String { text("Tarif", "Tariff") }
  var deliveryPoint: String { text("Point de livraison", "Delivery point") }
  var block: String { text("Tranche mensuelle", "Block of the month") }
  var quantity: String { text("Quantité", "Quantity") }
  var isEstimated: String { text("estimée", "estimated") }

  var recoveryFee: String {
    text(
      "Indemnité forfaitaire pour frais de recouvrement due par un professionnel en cas de retard de paiement : 40 EUR.",
      "Fixed compensation for recovery costs owed by a business for late payment: EUR 40.")
  }

  func latePenalty(_ percent: ExactDecimal?) -> String {
    guard let percent else {
      return text(
        "Pénalités de retard : taux de refinancement de la BCE majoré de 10 points.",
        "Penalty for late payment: refinancing rate of the ECB plus 10 points.")
    }
    let shown = "\(percent.rounded(to: 2))"
    return text(
      "Pénalités de retard : \(shown.replacing(".", with: ",")) % par an.",
      "Penalty for late payment: \(shown) % a year.")
  }

  var noDiscount: String {
    text("Pas d'escompte pour paiement anticipé.", "No discount for early payment.")
  }
  /// The French word is prescribed (CGI, annexe II, article 242 nonies A).
  var selfBilled: String { text("Autofacturation", "Autofacturation: self-billed") }
  var estimated: String {
    text(
      "Des quantités sont estimées ; elles seront régularisées sur une facture suivante.",
      "Some quantities are estimated; a later invoice will correct them.")
  }

  func setOff(_ document: String, _ amount: String) -> String {
    text("Crédit de \(document) imputé : \(amount) EUR.", "Credit \(document) set off: EUR \(amount).")
  }

  func regularises(_ document: String) -> String {
    text("Régularisation de \(document)", "Correction of \(document)")
  }

  var outsideVAT: String {
    text("Non soumis à la TVA : producteur particulier.", "Not subject to VAT: private producer.")
  }
  var franchise: String {
    text("TVA non applicable, art. 293 B du CGI.", "VAT not applicable, art. 293 B of the French CGI.")
  }
  var privateSurplus: String {
    text(
      "Surplus acheté à un producteur non assujetti : sans TVA.",
      "Surplus bought from a producer who is no taxable person: without VAT.")
  }
  var exempt: String { text("Opération sans TVA.", "Supply without VAT.") }

  /// BT-153.
  func name(of line: BillDocument.Line) -> String {
    let name =
      switch line.kind {
      case .standingCharge: text("Abonnement", "Standing charge")
      case .power: text("Puissance souscrite", "Subscribed power")
      case .energy: text("Électricité", "Electricity")
      case .community: text("Électricité de la communauté", "Electricity of the community")
      case .feedIn: text("Électricité injectée", "Electricity fed in")
      case .communityFeedIn: text("Électricité cédée à la communauté", "Electricity given to the community")
      case .tax: text("Taxe", "Tax")
      }
    return line.tariffPeriod.isEmpty ? name : "\(name) \(line.tariffPeriod)"
  }
}
