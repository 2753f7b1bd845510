import Database
import Grid

/// What a package costs in datapoints.
public enum PricePlan: String, Sendable {
  /// A fixed number a request, by its product.
  case request
  /// As many as it has.
  case datapoints
}

/// Who buys datapoints.
public struct DataPartner: Sendable {
  public let id: Int64
  public let code: String
  /// What consents are given for.
  public let partnerClass: String
  public let trust: Int
  public let plan: PricePlan
  /// EUR for 1,000 datapoints, excl. VAT, a decimal text.
  public let price: String
  /// Datapoints.
  public let balance: Int64
  public let packages: Int
  public let subscriptions: Int
}

/// The partners with their balances, by code.
///
/// - Parameter code: One of them only; nil: all.
public func partners(code: String? = nil, on connection: Connection) throws -> [DataPartner] {
  try connection.query("partner/partners", code).map { row in
    DataPartner(
      id: row.int64("partner_id"), code: row.text("partner"), partnerClass: row.text("class"), trust: row.int("trust"),
      plan: PricePlan(rawValue: row.text("plan"))!, price: row.text("eur_per_1000"), balance: row.int64("balance"),
      packages: row.int("packages"), subscriptions: row.int("subscriptions"))
  }
}

/// A partner whose row is locked until the transaction ends: nobody else changes its balance meanwhile.
struct LockedPartner {
  let id: Int64
  let code: String
  let partnerClass: String
  let trust: Int
  let plan: PricePlan
  let price: String
  let language: String
  /// Datapoints.
  let balance: Int64

  /// - Throws: Status 66 without such a partner.
  init(_ code: String, on connection: Connection) throws {
    guard let row = try connection.query("partner/lock_partner", code).first else { throw PartnerFailure.unknown(code) }
    id = row.int64("partner_id")
    self.code = code
    partnerClass = row.text("class")
    trust = row.int("trust")
    plan = PricePlan(rawValue: row.text("plan"))!
    price = row.text("eur_per_1000")
    language = row.text("language")
    // A statement of its own: one that waited for the lock would add up what it saw before it waited.
    balance = try connection.query("partner/balance", id)[0].int64("balance")
  }
}

/// What a partner's command line or ledger says cannot be.
enum PartnerFailure {
  static func unknown(_ code: String) -> PlainFailure {
    PlainFailure(.noInput, "there is no partner '\(code)'", hint: "Import it with 'gridctl import partners'.")
  }
}
