import Database
import Grid

/// A window of a subscription that was due, and what came of it.
public struct DueWindow: Sendable {
  public let subscription: String
  public let partner: String
  public let period: Period
  public let outcome: Outcome
  /// False: it was refused for the same reason by the last run.
  public let isNews: Bool

  public enum Outcome: Sendable {
    case delivery(Delivery)
    /// It could not be made; the next run tries again.
    case failed(any Failure)
  }
}

/// Delivers every window of every subscription that is over and was not delivered: after a downtime all that were missed.
///
/// A window is due when it has been over for `grace` in all communities of the subscription, because dumps come late, and lies
/// within the subscription's days. Each is a transaction of its own, and one that fails holds up no other. What was refused is
/// tried again by the next run. The first window after the end of a subscription is refused once, as expired.
///
/// - Parameters:
///   - grace: Seconds.
///   - isRehearsal: Files are made and removed; the caller rolls back.
/// - Throws: Only when the database is gone.
public func deliverDue(
  on shelf: PackageShelf, grace: Int, isRehearsal: Bool = false, connection: Connection
) throws -> [DueWindow] {
  var due: [DueWindow] = []
  for subscription in try subscriptions(on: connection) {
    for (window, isExpired) in try subscription.dueWindows(
      at: shelf.asOf.advanced(by: -grace), on: connection)
    {
      func add(_ outcome: DueWindow.Outcome, isNews: Bool = true) {
        due.append(
          DueWindow(
            subscription: subscription.code, partner: subscription.partner, period: window, outcome: outcome,
            isNews: isNews))
      }
      do {
        if isExpired {
          guard try subscription.expire(window, asOf: shelf.asOf, on: connection) else { continue }
          add(.delivery(.refused(.expired, "It ended on \(subscription.until!).")))
        } else {
          let subject = try PackageSubject(
            product: subscription.product, communities: subscription.communities, grain: subscription.grain,
            period: window)
          let (delivery, isNews) = try deliver(
            subject, to: subscription.partner, by: subscription, on: shelf, isRehearsal: isRehearsal,
            connection: connection)
          add(.delivery(delivery), isNews: isNews)
        }
      } catch let failure as any Failure where failure.status != .unavailable {
        add(.failed(failure))
      }
    }
  }
  return due
}

extension Subscription {
  /// Windows that are over at an instant and were not delivered, in order; the first one after its end is expired.
  fileprivate func dueWindows(at instant: Instant, on connection: Connection) throws -> [(Period, isExpired: Bool)] {
    guard let today = try connection.query("partner/days_over", communities, instant)[0].day("today") else { return [] }
    let known = Set(try connection.query("partner/windows", id).map { $0.day("first_day")! })
    var due: [(Period, isExpired: Bool)] = []
    var window = every.first(from: from)
    while window.end <= today {
      if let until, window.end > until {
        due.append((window, true))
        break
      }
      if !known.contains(window.start) { due.append((window, false)) }
      window = every.next(after: window)
    }
    return due
  }

  /// Enters that a window was not delivered any more.
  ///
  /// - Returns: False when that was entered before.
  fileprivate func expire(_ window: Period, asOf: Instant, on connection: Connection) throws -> Bool {
    try connection.transaction {
      let partner = try LockedPartner(partner, on: connection)
      return try !connection.query(
        "partner/put_request", partner.id, id, product.rawValue, communities, grain.rawValue, window, asOf,
        nil as Int64?, PackageRefusal.expired.rawValue
      ).isEmpty
    }
  }
}
