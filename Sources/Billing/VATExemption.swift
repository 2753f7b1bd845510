import Documents

/// Why a document, or a part of it, bears no VAT.
enum VATExemption {
  /// VAT does not know the supply: a private producer's surplus, on its own document.
  case outside
  /// The supplier is a small business that charges none.
  case franchise
  /// Some lines: the surplus of a producer who is no taxable person, other lines, or both.
  case surplus, others, surplusAndOthers
}

extension BillDocument {
  /// Nil where every line bears VAT.
  var exemption: VATExemption? {
    let exempt = lines.filter { $0.vatRate.unscaled == 0 }
    guard !exempt.isEmpty else { return nil }
    if kind.isSelfBilled { return buyer.siren == nil && buyer.vatNumber == nil ? .outside : .franchise }
    if let seller, seller.vatNumber == nil, exempt.count == lines.count { return .franchise }
    let bought = exempt.filter { $0.kind == .feedIn || $0.kind == .communityFeedIn }
    return bought.isEmpty ? .others : bought.count == exempt.count ? .surplus : .surplusAndOthers
  }
}

extension BillXMLWords {
  func reason(_ exemption: VATExemption) -> String {
    switch exemption {
    case .outside: outsideVAT
    case .franchise: franchise
    case .surplus: privateSurplus
    case .others: exempt
    case .surplusAndOthers: "\(privateSurplus) \(exempt)"
    }
  }
}
