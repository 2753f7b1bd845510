import Grid

/// An issued document cannot become an electronic invoice: the registry lacks what the rules demand.
public enum BillXMLFailure: Failure, Equatable {
  case draft(customer: String, period: Period)
  case noSeller(invoice: String, community: String)
  case noSIREN(seller: String)
  /// Lines bear VAT; of a self-billed document the customer charges it.
  case noVATNumber(invoice: String, supplier: String, isCustomer: Bool)

  public var status: ExitStatus {
    switch self {
    case .draft: .dataRefused
    case .noSeller, .noSIREN, .noVATNumber: .configuration
    }
  }

  public var message: String {
    switch self {
    case .draft(let customer, let period):
      "the bill of customer '\(customer)' for \(period) is a draft: it has no number yet"
    case .noSeller(let invoice, let community): "'\(invoice)' has no seller: community '\(community)' had none at issue"
    case .noSIREN(let seller): "seller '\(seller)' has no SIREN"
    case .noVATNumber(let invoice, let supplier, let isCustomer):
      "'\(invoice)' charges VAT, and its \(isCustomer ? "producer" : "seller") '\(supplier)' has no VAT number"
    }
  }

  public var hint: String? {
    switch self {
    case .draft: "Issue it with 'gridctl bill issue'."
    case .noSeller:
      "Import one with 'gridctl import sellers' and name it in the column 'seller' of the communities; then issue."
    case .noSIREN: "The French rules demand it: add it with 'gridctl import sellers'."
    case .noVATNumber(_, _, let isCustomer):
      "Add it with 'gridctl import \(isCustomer ? "customers" : "sellers")', or set the rate to 0."
    }
  }
}
