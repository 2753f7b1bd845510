import Database
import Foundation
import Grid

/// A package that a partner has.
public struct DeliveredPackage: Sendable, Equatable {
  public let name: String
  public let path: String
  /// Values delivered.
  public let datapoints: Int64
  /// Values withheld.
  public let suppressed: Int64
  /// Datapoints debited, now or when it was made.
  public let cost: Int64
  /// Of the partner, afterwards.
  public let balance: Int64
  /// False: it was made and paid before.
  public let isNew: Bool
}

/// What came of something that a partner asked for.
public enum Delivery: Sendable {
  case delivered(DeliveredPackage)
  /// It cost nothing. The sentence says more than the reason, without a name or a reading.
  case refused(PackageRefusal, String)
}

/// A partner does not get what it asked for; nothing of the transaction is kept.
private struct Refused: Error {
  let reason: PackageRefusal
  let text: String
}

/// Gives a partner a package: makes it, puts it on the shelf and debits it, all three or none of them.
///
/// Trust decides first, then what people agreed to and privacy, then funds. What the partner has already is given again for
/// nothing: the same bytes, made anew when the file is gone. The file is in its place before its debit is committed, so nobody
/// pays for what is not there; a run that is killed between the two leaves a file that the next one makes again.
///
/// - Parameter isRehearsal: The file is made and removed; the caller rolls back.
public func deliver(
  _ subject: PackageSubject, to partner: String, on shelf: PackageShelf, isRehearsal: Bool = false,
  connection: Connection
) throws -> Delivery {
  try deliver(subject, to: partner, by: nil, on: shelf, isRehearsal: isRehearsal, connection: connection).delivery
}

/// - Parameter subscription: Whose window it is; its mail is put in the same transaction.
/// - Returns: What came of it; a refusal is news unless the same window was refused for the same reason last time.
func deliver(
  _ subject: PackageSubject, to partner: String, by subscription: Subscription?, on shelf: PackageShelf,
  isRehearsal: Bool,
  connection: Connection
) throws -> (delivery: Delivery, isNews: Bool) {
  var placed: String?
  do {
    let package = try connection.transaction {
      let partner = try LockedPartner(partner, on: connection)
      try subject.check(asOf: shelf.asOf, on: connection)
      let desk = DeliveryDesk(
        subject: subject, partner: partner, subscription: subscription, shelf: shelf, isRehearsal: isRehearsal,
        connection: connection)
      let package = try desk.deliver()
      if package.isNew, !isRehearsal { placed = package.path }
      return package
    }
    return (.delivered(package), true)
  } catch let refused as Refused {
    let entered = try connection.transaction {
      let partner = try LockedPartner(partner, on: connection)
      return try connection.query(
        "partner/put_request", partner.id, subscription?.id, subject.product.rawValue, subject.communities,
        subject.grain.rawValue, subject.period, shelf.asOf, nil as Int64?, refused.reason.rawValue)
    }
    return (.refused(refused.reason, refused.text), !entered.isEmpty)
  } catch {
    // Whether a commit that got no answer was made is not known: then the file may be paid, and stays.
    if let placed, (error as? any Failure)?.status != .unavailable { unlink(placed) }
    throw error
  }
}

/// One delivery within its transaction.
private struct DeliveryDesk {
  let subject: PackageSubject
  let partner: LockedPartner
  let subscription: Subscription?
  let shelf: PackageShelf
  let isRehearsal: Bool
  let connection: Connection

  func deliver() throws -> DeliveredPackage {
    guard let price = try connection.query("partner/product", subject.product.rawValue, shelf.asOf).first else {
      throw PlainFailure(
        .dataRefused, "\(subject.product.rawValue) has no price on that day",
        hint: "Import it with 'gridctl import products'.")
    }
    let least = price.int("min_trust")
    guard partner.trust >= least else {
      throw Refused(
        reason: .trust, text: "It needs trust \(least), and \(partner.code) has \(partner.trust).")
    }
    let bench = try shelf.bench(of: partner.id)
    defer { shelf.clear(bench) }
    let known = try connection.query(
      "partner/package", partner.id, subject.product.rawValue, subject.communities, subject.customer,
      subject.grain.rawValue,
      subject.period
    ).first
    if let known { return try give(known, on: bench) }

    let built = try build(subject.order(of: partner, asOf: shelf.asOf), on: bench)
    let cost = partner.plan == .request ? price.int64("datapoints") : built.datapoints
    guard cost <= partner.balance else {
      throw Refused(
        reason: .funds, text: "It costs \(cost) datapoints, and \(partner.code) has \(partner.balance).")
    }
    let place = "\(shelf.folder)/\((built.path as NSString).lastPathComponent)"
    let id = try connection.query(
      "partner/put_package", partner.id, built.name, subject.product.rawValue, subject.communities, subject.customer,
      subject.grain.rawValue, subject.period, shelf.asOf, built.datapoints, built.suppressed, place, built.bytes,
      built.sha256, cost, partner.price)[0].int64("package_id")
    let package = DeliveredPackage(
      name: built.name, path: place, datapoints: built.datapoints, suppressed: built.suppressed, cost: cost,
      balance: partner.balance - cost, isNew: true)
    try enter(package, id: id, sha256: built.sha256)
    // Last of all: what fails before leaves nothing on the shelf.
    if !isRehearsal { try shelf.move(built.path, to: place) }
    return package
  }

  /// A package that the partner has: nothing is debited.
  private func give(_ row: Rows.Row, on bench: String) throws -> DeliveredPackage {
    let file = row.text("file")
    let place = "\(shelf.folder)/\((file as NSString).lastPathComponent)"
    let sha256 = row.text("sha256")
    if fileDigest(place) != sha256, !isRehearsal {
      let copy = "\(bench)/copy"
      if fileDigest(file) == sha256 {
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        try shelf.move(copy, to: place)
      } else {
        try shelf.move(remade(row, on: bench), to: place)
      }
    }
    let package = DeliveredPackage(
      name: row.text("package"), path: place, datapoints: row.int64("datapoints"), suppressed: row.int64("suppressed"),
      cost: row.int64("cost"), balance: partner.balance, isNew: false)
    if subscription != nil { try enter(package, id: row.int64("package_id"), sha256: sha256) }
    return package
  }

  /// The file of a package that is gone, made as it was made then.
  private func remade(_ row: Rows.Row, on bench: String) throws -> String {
    // Who has withdrawn since is in nothing that is made from now on.
    let today = try build(subject.order(of: partner, asOf: shelf.asOf), on: bench)
    unlink(today.path)
    let built = try build(subject.order(of: partner, asOf: Instant(seconds: row.int64("built_s"))), on: bench)
    guard built.sha256 == row.text("sha256"), today.datapoints == built.datapoints else {
      throw PlainFailure(
        .dataRefused, "package \(row.text("package")) cannot be made as it was: what it was made of has changed",
        hint: "Restore its file from a copy, or refund it with 'gridctl partner refund'.")
    }
    return built.path
  }

  private func build(_ order: PackageOrder, on bench: String) throws -> BuiltPackage {
    let outcome =
      if order.product == .customerTransfer {
        try buildTransfer(order, in: bench, on: connection)
      } else {
        try buildPackage(order, keys: shelf.keys(on: connection), in: bench, on: connection)
      }
    switch outcome {
    case .built(let package): return package
    case .refused(let reason, let hint): throw Refused(reason: reason, text: hint)
    }
  }

  /// Enters the request, and the mail of a subscription.
  private func enter(_ package: DeliveredPackage, id: Int64, sha256: String) throws {
    try connection.query(
      "partner/put_request", partner.id, subscription?.id, subject.product.rawValue, subject.communities,
      subject.grain.rawValue, subject.period, shelf.asOf, id, nil as String?)
    guard let subscription else { return }
    try connection.query(
      "partner/put_mail", subscription.email, partner.language, shelf.asOf, package.name, partner.code,
      subject.product.rawValue, subject.period.description, subject.grain.rawValue, package.datapoints,
      // How much of single households is withheld may tell who said no.
      subject.product == .consumptionAggregated ? package.suppressed : 0,
      (package.path as NSString).lastPathComponent, package.path, sha256)
  }
}
