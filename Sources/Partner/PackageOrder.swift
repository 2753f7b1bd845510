import Grid

/// What can be bought.
public enum Product: String, Sendable, CaseIterable {
  /// What each plant and each consenting household produced and fed in, under a pseudonym.
  case production
  /// Sums over communities, none of which tells about one household.
  case consumptionAggregated = "consumption_aggregated"
  /// What each consenting household used, under a pseudonym.
  case consumptionDetailed = "consumption_detailed"
  /// A customer's own data, by name, for a third party that the customer chose: Green Button.
  case customerTransfer = "customer_transfer"
}

/// Length of a slot of a package. Quarters and hours are counted from local midnight.
public enum Grain: String, Sendable, CaseIterable {
  case quarter, hour, day, month
}

/// What a partner wants; its trust and its funds were checked before.
public struct PackageOrder: Sendable {
  public let partner: String
  public let partnerID: Int64
  public let partnerClass: String
  public let product: Product
  /// Codes, ascending, each once; empty: all.
  public let communities: [String]
  /// Of a customer transfer: whose data; else nil.
  public let customer: String?
  public let grain: Grain
  /// Local days of each community, over in all of them at `asOf`.
  public let period: Period
  public let asOf: Instant

  public init(
    partner: String, partnerID: Int64, partnerClass: String, product: Product, communities: [String],
    customer: String? = nil, grain: Grain, period: Period, asOf: Instant
  ) {
    self.partner = partner
    self.partnerID = partnerID
    self.partnerClass = partnerClass
    self.product = product
    self.communities = communities
    self.customer = customer
    self.grain = grain
    self.period = period
    self.asOf = asOf
  }
}

/// A package that lies in its folder, not yet paid.
public struct BuiltPackage: Sendable, Equatable {
  /// Unique, and the same for the same order: `GREEN-production-hour-2025-04-3f2a…`; the file is NAME.zip.
  public let name: String
  public let path: String
  public let bytes: Int64
  /// Of the file, 64 hexadecimal digits.
  public let sha256: String
  /// Values delivered: one is a slot, a group and a measure.
  public let datapoints: Int64
  /// Values withheld.
  public let suppressed: Int64
}

/// Why a partner does not get what it asked for. It costs nothing.
public enum PackageRefusal: String, Sendable {
  case trust, funds, consent, privacy, expired
  case noData = "no-data"
}
