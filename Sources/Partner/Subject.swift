import Database
import Glibc
import Grid

/// What a package is about.
public struct PackageSubject: Sendable {
  public let product: Product
  /// Codes, ascending, each once; empty: all.
  public let communities: [String]
  /// Of a customer transfer: whose data; else nil.
  public let customer: String?
  public let grain: Grain
  /// Local days of each community.
  public let period: Period

  /// - Parameter communities: Codes that exist, in any order.
  /// - Throws: Status 64 when the parts do not fit together.
  public init(product: Product, communities: [String], customer: String? = nil, grain: Grain, period: Period) throws {
    self.product = product
    self.communities = Set(communities).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.customer = customer
    self.grain = grain
    self.period = period
    if (product == .customerTransfer) != (customer != nil) {
      throw PlainFailure(
        .usage,
        customer == nil ? "\(product.rawValue) is about one customer" : "\(product.rawValue) is not about one customer",
        hint: "--customer goes with --product customer_transfer.")
    }
    if product == .customerTransfer, !communities.isEmpty {
      throw PlainFailure(.usage, "customer_transfer takes no communities", hint: "Leave --communities out.")
    }
    if grain == .month, period.months == nil {
      throw PlainFailure(.usage, "\(period) is not made of whole months", hint: "Take another --grain or --period.")
    }
    let hasPseudonyms = product == .production || product == .consumptionDetailed
    if hasPseudonyms, period.start.civil.year != period.end.advanced(by: -1).civil.year {
      throw PlainFailure(
        .usage, "\(period) is in two years, whose pseudonyms would be linked", hint: "Ask for each year by itself.")
    }
  }

  /// - Throws: Status 65 when the period is not over everywhere, 66 without the customer.
  func check(asOf: Instant, on connection: Connection) throws {
    if let customer, try connection.query("partner/customer", customer).isEmpty {
      throw PlainFailure(
        .noInput, "there is no customer '\(customer)'", hint: "Import it with 'gridctl import customers'.")
    }
    guard let today = try connection.query("partner/days_over", communities, asOf)[0].day("today") else {
      throw PlainFailure(.noInput, "there is no community", hint: "Import it with 'gridctl import communities'.")
    }
    guard period.end <= today else {
      throw PlainFailure(.dataRefused, "\(period) is not over on \(today)", hint: "Packages are of days that are over.")
    }
  }

  func order(of partner: LockedPartner, asOf: Instant) -> PackageOrder {
    PackageOrder(
      partner: partner.code, partnerID: partner.id, partnerClass: partner.partnerClass, product: product,
      communities: communities, customer: customer, grain: grain, period: period, asOf: asOf)
  }
}

/// The codes of all communities.
public func communityCodes(on connection: Connection) throws -> [String] {
  try connection.query("partner/community_codes").map { $0.text("community") }
}

/// Where packages are kept, what they are made with, and by what clock.
public struct PackageShelf: Sendable {
  /// Absolute.
  let folder: String
  /// The file of the key of pseudonyms; made when a package needs one and it is not there. Nil: none was named.
  let keyFile: String?
  let asOf: Instant

  /// - Parameter folder: Made when it is not there, for its owner only.
  /// - Throws: Status 73 when nothing can be written into it.
  public init(folder: String, keyFile: String?, asOf: Instant) throws {
    self.folder = try writableFolder(folder)
    self.keyFile = keyFile
    self.asOf = asOf
  }

  /// - Throws: Status 78 when the key of earlier packages is gone: another one would give the same meters other names.
  func keys(on connection: Connection) throws -> PartnerKeys {
    guard let keyFile else {
      throw PlainFailure(
        .usage, "packages of pseudonyms need a key beside another database",
        hint: "Name a file that only you may read with --key; keep a copy where the database's copies are not.")
    }
    guard try access(keyFile, F_OK) == 0 || !connection.query("partner/has_pseudonyms")[0].bool("has_pseudonyms") else {
      throw PlainFailure(
        .configuration, "the key \(keyFile) is not there, and packages were made with it",
        hint: "Restore your copy: with another key the same meters would have other names.")
    }
    return try PartnerKeys(path: keyFile)
  }
}
