import Database
import Foundation
import Grid

/// How often a subscription is delivered: each window is whole local days.
public enum WindowLength: String, Sendable, CaseIterable {
  case day
  /// From Monday; New Year begins one too.
  case week
  case month

  /// The first window that begins on a day or after it.
  func first(from day: LocalDay) -> Period {
    switch self {
    case .day: return window(from: day)
    case .week:
      // 1970-01-05 was a Monday.
      let since = Int64(day.number - 4).quotientAndRemainder(flooringBy: 7).remainder
      return window(from: day.advanced(by: since == 0 ? 0 : Int(7 - since)))
    case .month: return window(from: day == day.startOfMonth ? day : day.startOfNextMonth)
    }
  }

  func next(after window: Period) -> Period { self.window(from: window.end) }

  private func window(from start: LocalDay) -> Period {
    switch self {
    case .day: Period(start, start.advanced(by: 1))!
    case .week:
      // To the next Monday, or to New Year, when pseudonyms change.
      Period(
        start,
        min(
          start.advanced(by: 7 - Int(Int64(start.number - 4).quotientAndRemainder(flooringBy: 7).remainder)),
          LocalDay(year: start.civil.year + 1, month: 1, day: 1)!))!
    case .month: Period(start, start.startOfNextMonth)!
    }
  }
}

/// What a partner gets again and again.
public struct Subscription: Sendable {
  let id: Int64
  public let code: String
  public let partner: String
  public let product: Product
  /// Codes, ascending; empty: all.
  public let communities: [String]
  public let grain: Grain
  public let every: WindowLength
  /// Where the mails go; never shown.
  let email: String
  public let from: LocalDay
  /// Excluded; nil: it goes on.
  public let until: LocalDay?
  /// Windows delivered.
  public let delivered: Int
  /// End of the last one, excluded; nil: there is none.
  public let deliveredUntil: LocalDay?
}

/// The subscriptions, by code.
///
/// - Parameter code: One of them only; nil: all.
public func subscriptions(code: String? = nil, on connection: Connection) throws -> [Subscription] {
  try connection.query("partner/subscriptions", code).map { row in
    try Subscription(
      id: row.int64("subscription_id"), code: row.text("subscription"), partner: row.text("partner"),
      product: Product(rawValue: row.text("product"))!, communities: codes(row.text("communities")),
      grain: Grain(rawValue: row.text("grain"))!, every: WindowLength(rawValue: row.text("every"))!,
      email: row.text("email"), from: row.day("first_day")!, until: row.day("end_day"), delivered: row.int("delivered"),
      deliveredUntil: row.day("last_end"))
  }
}

/// What somebody types of a subscription; what is nil of a known one stays as it is.
public struct SubscriptionTerms: Sendable {
  public var partner: String?
  public var product: Product?
  public var communities: [String]?
  public var grain: Grain?
  public var every: WindowLength?
  /// One mail address; nil: the partner's.
  public var email: String?
  public var from: LocalDay?
  /// Excluded.
  public var until: LocalDay?

  public init() {}
}

/// Whether a subscription was added, changed or found as it is.
public enum SubscriptionChange: Sendable, Equatable {
  case added, changed, unchanged
}

/// Enters a subscription, or changes where its packages go and when it ends.
///
/// - Parameter today: Its first day, when the terms name none.
public func subscribe(
  _ code: String, _ terms: SubscriptionTerms, today: LocalDay, on connection: Connection
) throws -> SubscriptionChange {
  try connection.transaction {
    let known = try subscriptions(code: code, on: connection).first
    if let name = terms.partner ?? known?.partner { _ = try LockedPartner(name, on: connection) }
    if let email = terms.email, !isMailAddress(email) {
      throw PlainFailure(.usage, "the mail address of '\(code)' is not one address")
    }
    let terms = try known.map { try $0.merged(with: terms) } ?? terms
    guard let partner = terms.partner, let product = terms.product, let grain = terms.grain, let every = terms.every
    else {
      throw PlainFailure(
        .usage, "there is no subscription '\(code)' yet",
        hint: "A new one needs --partner, --product, --grain and --every.")
    }
    let from = terms.from ?? today
    try check(code, product, grain, every, from, terms.until)
    // What its windows are is refused here as it would be later.
    let subject = try PackageSubject(
      product: product, communities: terms.communities ?? [], grain: grain, period: every.first(from: from))
    if let known, known.until == terms.until, known.email == terms.email { return .unchanged }
    guard try terms.email != nil || hasAddress(partner, on: connection) else {
      throw PlainFailure(.dataRefused, "\(partner) has no mail address", hint: "Give one with --email.")
    }
    try connection.query(
      "partner/put_subscription", code, partner, product.rawValue, subject.communities, grain.rawValue, every.rawValue,
      terms.email, from, terms.until)
    return known == nil ? .added : .changed
  }
}

private func check(
  _ code: String, _ product: Product, _ grain: Grain, _ every: WindowLength, _ from: LocalDay, _ until: LocalDay?
) throws {
  guard !code.isEmpty, code.count <= 100, !code.contains(where: { $0.isNewline || $0 == "\t" }) else {
    throw PlainFailure(.usage, "a subscription's code is one line of at most 100 characters")
  }
  guard product != .customerTransfer else {
    throw PlainFailure(
      .usage, "customer_transfer cannot be subscribed to", hint: "Ask for it with 'gridctl partner request'.")
  }
  guard grain != .month || every == .month else {
    throw PlainFailure(.usage, "a subscription by month is delivered every month", hint: "Take --every month.")
  }
  if let until, until <= from {
    throw PlainFailure(.usage, "'\(code)' would end on \(until), but begins on \(from)", hint: "--until is excluded.")
  }
}

extension Subscription {
  /// - Throws: Status 65 when another thing is asked for under its code.
  fileprivate func merged(with terms: SubscriptionTerms) throws -> SubscriptionTerms {
    let others = [
      terms.partner.map { $0 != partner }, terms.product.map { $0 != product },
      terms.communities.map { Set($0) != Set(communities) }, terms.grain.map { $0 != grain },
      terms.every.map { $0 != every }, terms.from.map { $0 != from },
    ]
    guard !others.contains(true) else {
      throw PlainFailure(
        .dataRefused, "subscription '\(code)' is there and is another one",
        hint: "Only --until and --email of it can be changed. Take another code.")
    }
    var merged = terms
    (merged.partner, merged.product, merged.communities) = (partner, product, communities)
    (merged.grain, merged.every, merged.from) = (grain, every, from)
    merged.until = terms.until ?? until
    merged.email = terms.email ?? email
    return merged
  }
}

private func hasAddress(_ partner: String, on connection: Connection) throws -> Bool {
  try connection.query("partner/has_address", partner)[0].bool("has_address")
}

/// Whether a text is one mail address, which can be put into a header as it is.
private func isMailAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
    && text.unicodeScalars.allSatisfy {
      $0.isASCII && $0.value > 32 && $0.value < 127 && !"<>,;:\"\\()[]".unicodeScalars.contains($0)
    }
}

/// A list of codes, from JSON.
func codes(_ json: String) throws -> [String] { try JSONDecoder().decode([String].self, from: Data(json.utf8)) }
