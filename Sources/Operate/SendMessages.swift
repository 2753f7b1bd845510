import Database
import Grid

/// A message of the outbox.
public struct OutboxMessage: Sendable {
  public let id: Int64
  public let topic: String
  /// JSON: `id`, `topic`, `community`, `at` (the instant it is about, UTC), `message`.
  public let envelope: String
}

/// Messages that expired in the last 24 hours before they were sent: nobody will hear of them.
public func countExpiredMessages(
  topic: String?, community: String?, asOf: Instant, on database: Connection
) throws -> Int {
  try database.query("operate/expired", topic, community, asOf)[0].int("expired_count")
}

/// Hands the waiting messages over, in the order in which they happened, and marks them as sent.
///
/// They are marked once `deliver` has returned: when it throws, or the program dies, all of them wait still, so `deliver`
/// must do no harm when it gets a message again. Expired ones are never sent.
///
/// - Parameters:
///   - topic: nil: all.
///   - community: Its code; nil: all.
///   - deliver: Gets all of them at once.
/// - Returns: How many were sent.
public func sendMessages(
  topic: String?, community: String?, asOf: Instant, on database: Connection, deliver: ([OutboxMessage]) throws -> Void
) throws -> Int {
  let messages = try database.query("operate/unsent", topic, community, asOf).map { row in
    OutboxMessage(id: row.int64("outbox_id"), topic: row.text("topic"), envelope: row.text("envelope"))
  }
  try deliver(messages)
  try database.query("operate/mark_sent", messages.map(\.id), asOf)
  return messages.count
}
