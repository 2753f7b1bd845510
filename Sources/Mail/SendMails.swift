import Database
import Grid

/// The way that mails go.
public enum MailDelivery {
  case server(MailServer)
  case folder(MailFolder)

  /// Hands one over; it has arrived when this returns.
  ///
  /// - Throws: `LetterProblem` when the mail is the reason, a `Failure` when no mail can go.
  fileprivate func deliver(_ message: MessageWriter) throws {
    switch self {
    case .server(let server): try server.deliver(message)
    case .folder(let folder): try folder.deliver(message)
    }
  }
}

/// What a run did with the mails that waited.
public struct MailSummary: Sendable, Equatable {
  public internal(set) var sent = 0
  /// Could not be sent now and wait for a later run.
  public internal(set) var delayed = 0
  /// Were given up, by topic and key: see `unsentMails`.
  public internal(set) var failed: [String] = []

  public init() {}
}

/// Seconds until the next try, after so many that failed. After the last one, not quite three days later, a mail is given up.
private let delays = [60, 300, 1800, 7200, 21_600, 43_200, 86_400, 86_400]

/// Sends the mails that wait, one after the other: what expires soonest comes first.
///
/// Each is claimed, handed over and marked in a transaction of its own. A run that dies between the server's answer and the
/// mark leaves at most this one to be sent again, with the same bytes and the same Message-ID. A mail that fails does not
/// hold up the others.
///
/// - Parameters:
///   - topic: nil: all.
///   - summary: Counts up to where the run came, also when it throws.
///   - progress: Gets how many were tried, and how many there are.
/// - Throws: A `Failure` when no mail can go: all that were not sent wait still, and none of them has lost an attempt.
public func sendMails(
  topic: MailTopic?, asOf: Instant, from sender: Sender, by way: MailDelivery, on database: Connection,
  summary: inout MailSummary, progress: (Int64, Int64) -> Void = { _, _ in }
) throws {
  let ids = try database.query("mail/waiting", topic?.rawValue, asOf).map { $0.int64("mail_id") }
  for (index, id) in ids.enumerated() {
    var outcome = MailSummary()
    try database.transaction {
      guard let row = try database.query("mail/claim", id).first else { return }
      do {
        try way.deliver(MessageWriter(Letter(row), from: sender))
        try database.query("mail/mark_sent", id, asOf)
        outcome.sent = 1
      } catch let problem as LetterProblem {
        let attempts = row.int("attempts")
        let delay = problem.isPermanent || attempts >= delays.count ? nil : delays[attempts]
        try database.query("mail/mark_failed", id, asOf, problem.reason, delay.map { asOf.advanced(by: $0) })
        if delay == nil { outcome.failed = ["\(row.text("topic")) \(row.text("key")): \(problem.reason)"] }
        outcome.delayed = delay == nil ? 0 : 1
      }
    }
    summary.sent += outcome.sent
    summary.delayed += outcome.delayed
    summary.failed += outcome.failed
    progress(Int64(index + 1), Int64(ids.count))
  }
}

/// A mail that waits, as a rehearsal shows it.
public struct MailPreview: Sendable, Equatable {
  public let topic, key: String
  /// The recipient, so that one recognises it but cannot write to it.
  public let to: String
  /// What is wrong instead, if it cannot be written.
  public let subject: String
}

/// What `sendMails` would send now.
public func previewMails(topic: MailTopic?, asOf: Instant, on database: Connection) throws -> [MailPreview] {
  try database.query("mail/waiting", topic?.rawValue, asOf).compactMap { row in
    guard let row = try database.query("mail/claim", row.int64("mail_id")).first else { return nil }
    let subject: String
    do { subject = try LetterText(Letter(row), sender: nil).subject } catch let problem as LetterProblem {
      subject = "(\(problem.reason))"
    }
    return MailPreview(
      topic: row.text("topic"), key: row.text("key"), to: masked(row.text("recipient")), subject: subject)
  }
}

/// Mails that expired in the last 24 hours before they were sent: nobody will get them.
public func countExpiredMails(topic: MailTopic?, asOf: Instant, on database: Connection) throws -> Int {
  try database.query("mail/expired", topic?.rawValue, asOf)[0].int("expired_count")
}

/// A mail that was not sent.
public struct UnsentMail: Sendable, Equatable {
  public let topic, key, to: String
  /// `waiting` or `failed`.
  public let state: String
  public let attempts: Int
  /// Not tried before, UTC; nil: given up.
  public let next: String?
  /// Of the last failure; nil: not tried yet.
  public let reason: String?
}

/// The mails that wait or were given up, in the order in which they were put.
public func unsentMails(topic: MailTopic?, asOf: Instant, on database: Connection) throws -> [UnsentMail] {
  try database.query("mail/unsent", topic?.rawValue, asOf).map { row in
    UnsentMail(
      topic: row.text("topic"), key: row.text("key"), to: masked(row.text("recipient")), state: row.text("state"),
      attempts: row.int("attempts"), next: row.optional("next"), reason: row.optional("reason"))
  }
}

/// Lets mails wait again, from now on and with all their attempts.
///
/// - Parameter key: nil: all that were given up.
/// - Returns: How many.
public func retryMails(topic: MailTopic?, key: String?, asOf: Instant, on database: Connection) throws -> Int {
  try database.query("mail/retry", topic?.rawValue, key, asOf)[0].int("mail_count")
}

private func masked(_ recipient: String) -> String { MailAddress(recipient)?.masked ?? "…" }
