import Database
import Grid

/// What happened to a ledger.
public struct LedgerChange: Sendable, Equatable {
  /// Above zero.
  public let datapoints: Int64
  /// False: the same entry was there already.
  public let isNew: Bool
  public let balance: Int64
}

/// Enters datapoints that a partner got.
///
/// - Parameters:
///   - datapoints: Above zero.
///   - reference: What it is for: an order, a payment. The same again changes nothing; other datapoints under it are refused.
public func topUp(
  _ partner: String, datapoints: Int64, reference: String, asOf: Instant, on connection: Connection
) throws -> LedgerChange {
  try connection.transaction {
    let partner = try LockedPartner(partner, on: connection)
    if let known = try connection.query("partner/entry", partner.id, "topup", reference).first {
      guard known.int64("datapoints") == datapoints else {
        throw PlainFailure(
          .dataRefused, "top-up '\(reference)' of \(partner.code) has \(known.text("datapoints")) datapoints",
          hint: "Entries are never changed. Give another top-up another reference.")
      }
      return LedgerChange(datapoints: datapoints, isNew: false, balance: partner.balance)
    }
    let (balance, overflow) = partner.balance.addingReportingOverflow(datapoints)
    guard !overflow, balance <= greatestBalance else {
      throw PlainFailure(.dataRefused, "\(partner.code) would have more than \(greatestBalance) datapoints")
    }
    try connection.query("partner/put_entry", partner.id, "topup", "", datapoints, "0", asOf, reference)
    return LedgerChange(datapoints: datapoints, isNew: true, balance: balance)
  }
}

/// What no balance exceeds: sums of it, and their price in euros, stay within what numbers can say.
private let greatestBalance: Int64 = 1_000_000_000_000_000

/// Gives back what a package cost, in full or a part of it, at the price of then. A package is refunded once.
///
/// - Parameter datapoints: Above zero, at most what was debited; nil: all.
public func refund(
  _ package: String, of partner: String, datapoints: Int64? = nil, asOf: Instant, on connection: Connection
) throws -> LedgerChange {
  try connection.transaction {
    let partner = try LockedPartner(partner, on: connection)
    guard let debit = try connection.query("partner/entry", partner.id, "debit", package).first else {
      throw PlainFailure(
        .noInput, "\(partner.code) has no package '\(package)'",
        hint: "'gridctl partner ledger --partner \(partner.code)' lists them.")
    }
    let paid = -debit.int64("datapoints")
    let given = datapoints ?? paid
    guard given > 0, given <= paid else {
      throw PlainFailure(.dataRefused, "package '\(package)' cost \(paid) datapoints, so \(given) cannot be given back")
    }
    if let known = try connection.query("partner/entry", partner.id, "refund", package).first {
      guard known.int64("datapoints") == given else {
        throw PlainFailure(
          .dataRefused, "\(known.text("datapoints")) datapoints of package '\(package)' were given back already",
          hint: "A package is refunded once. Give more as a top-up.")
      }
      return LedgerChange(datapoints: given, isNew: false, balance: partner.balance)
    }
    try connection.query(
      "partner/put_entry", partner.id, "refund", debit.text("product"), given, debit.text("eur_per_1000"), asOf, package
    )
    return LedgerChange(datapoints: given, isNew: true, balance: partner.balance + given)
  }
}

/// One entry of a ledger.
public struct LedgerEntry: Sendable, Equatable {
  public let at: Instant
  /// topup, debit or refund.
  public let kind: String
  /// Empty for a top-up.
  public let product: String
  public let reference: String
  /// Negative for a debit.
  public let datapoints: Int64
  /// After this entry.
  public let balance: Int64
  /// EUR excl. VAT, exact, a decimal text.
  public let amount: String
}

/// A partner's ledger, in the order in which it was written.
///
/// - Parameter period: Local days of the zone of most communities; nil: all.
public func ledger(of partner: DataPartner, period: Period? = nil, on connection: Connection) throws -> [LedgerEntry] {
  try connection.query("partner/ledger", partner.id, period).map { row in
    LedgerEntry(
      at: Instant(seconds: row.int64("entered_s")), kind: row.text("kind"), product: row.text("product"),
      reference: row.text("reference"), datapoints: row.int64("datapoints"), balance: row.int64("balance"),
      amount: row.text("amount_eur"))
  }
}

/// Something that a partner asked for.
public struct PartnerRequest: Sendable, Equatable {
  public let at: Instant
  /// Code; nil: it was asked for once.
  public let subscription: String?
  public let product: String
  public let grain: String
  public let period: Period
  /// What it got; nil: it was refused.
  public let package: String?
  /// Why it got nothing.
  public let refusal: String?
}

/// What a partner asked for, in order; what was refused cost nothing.
///
/// - Parameter period: Local days of the zone of most communities on which it was asked for; nil: all.
public func requests(of partner: DataPartner, period: Period? = nil, on connection: Connection) throws
  -> [PartnerRequest]
{
  try connection.query("partner/requests", partner.id, period).map { row in
    PartnerRequest(
      at: Instant(seconds: row.int64("asked_s")), subscription: row.optional("subscription"),
      product: row.text("product"), grain: row.text("grain"),
      period: Period(row.day("first_day")!, row.day("end_day")!)!,
      package: row.optional("package"), refusal: row.optional("refusal"))
  }
}
