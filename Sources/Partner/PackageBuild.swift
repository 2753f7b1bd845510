import Database
import Documents
import Grid

/// What became of an order.
public enum PackageOutcome: Sendable {
  case built(BuiltPackage)
  /// Nothing was written; the hint says what could be asked for instead.
  case refused(PackageRefusal, hint: String)
}

/// Builds the package of an order: a zip file with a table and its description.
///
/// The same order gives the same bytes as long as readings and consents are the same. What is decided about sums of
/// households is written in the caller's transaction, as is which households were told of one by one: a package must not
/// leave the house when that transaction fails. Until it ends, other packages wait.
///
/// - Parameter folder: Where the file goes; made when it does not exist. Only the owner may read what is in it.
public func buildPackage(
  _ order: PackageOrder, keys: PartnerKeys, in folder: String, on connection: Connection
) throws -> PackageOutcome {
  try connection.transaction {
    try connection.query("partner/lock_releases")
    switch order.product {
    case .production, .consumptionDetailed:
      return try IndividualPackage(order, keys, on: connection).build(in: folder, on: connection)
    case .consumptionAggregated:
      return try AggregatedPackage(order, on: connection).build(in: folder, on: connection)
    case .customerTransfer:
      throw PlainFailure(.usage, "\(order.product.rawValue) is not a table of slots")
    }
  }
}

extension PackageOrder {
  /// What customers agree to.
  var purpose: String {
    switch product {
    case .production: "production"
    case .consumptionAggregated: "aggregated"
    case .consumptionDetailed: "detailed"
    case .customerTransfer: "transfer"
    }
  }

  /// `GREEN-production-hour-2025-04-3f2a…`: what was ordered, and a hash of all of it.
  var packageName: String {
    let all = [partner, partnerClass, product.rawValue, grain.rawValue, "\(period)"] + communities
    let hash = hexadecimal(sha256(Array(all.joined(separator: "\n").utf8)).prefix(6))
    let days = period.isMonth ? "\(period)" : "\(period.start)_\(period.end)"
    let readable = "\(partner)-\(product.rawValue)-\(grain.rawValue)-\(days)-\(hash)"
    return String(
      readable.unicodeScalars.map { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_".unicodeScalars.contains(scalar))
          ? Character(scalar) : "_"
      })
  }
}
