import Grid

/// What can be written about in a mail.
public enum MailTopic: String, Sendable, CaseIterable {
  case autarky, malfunction, demand, invoice, package
}

/// A mail that waits: what it is about, and to whom it goes.
public struct Letter: Sendable {
  public let id: Int64
  public let topic: MailTopic
  /// Natural key: with topic and recipient it is unique.
  public let key: String
  public let recipient: String
  /// `fr` or `en`.
  public let language: String
  public let happenedAt: Instant
  /// JSON: what subject and text are made of.
  public let message: String
  public let attachments: [Attachment]
  /// Earlier tries, all of them failed.
  public let attempts: Int

  public struct Attachment: Sendable, Equatable {
    public let name: String
    public let path: String
    /// Of the file when the mail was put, 64 hexadecimal digits.
    public let sha256: String
  }
}
