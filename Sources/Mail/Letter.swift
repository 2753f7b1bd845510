import Database
import Documents
import Foundation
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
  /// When it was put: the date that it bears.
  public let createdAt: Instant
  /// JSON: what subject and text are made of.
  public let message: String
  public let attachments: [Attachment]
  /// Earlier tries, all of them failed.
  public let attempts: Int

  public struct Attachment: Sendable, Equatable, Decodable {
    public let name: String
    public let path: String
    /// Of the file when the mail was put, 64 hexadecimal digits.
    public let sha256: String

    public init(name: String, path: String, sha256: String) {
      self.name = name
      self.path = path
      self.sha256 = sha256
    }
  }

  /// The same for the same topic, key and recipient, 32 hexadecimal digits: it names file, message and boundary.
  var fingerprint: String {
    hexadecimal(sha256(Array("\(topic.rawValue)\0\(key)\0\(recipient)".utf8)).prefix(16))
  }
}

extension Letter {
  /// - Throws: `LetterProblem` when its attachments are no list of files.
  init(_ row: Rows.Row) throws {
    id = row.int64("mail_id")
    guard let topic = MailTopic(rawValue: row.text("topic")) else {
      throw PlainFailure(.bug, "mail \(row.text("mail_id")) has an unknown topic")
    }
    self.topic = topic
    key = row.text("key")
    recipient = row.text("recipient")
    language = row.text("language")
    createdAt = Instant(seconds: row.int64("created"))
    message = row.text("message")
    attempts = row.int("attempts")
    do {
      attachments = try JSONDecoder().decode([Attachment].self, from: Data(row.text("attachments").utf8))
    } catch {
      throw LetterProblem("its attachments are no list of name, path and sha256", isPermanent: true)
    }
  }
}

/// Why one mail could not be sent; the others are not held up.
struct LetterProblem: Error {
  /// Lower case, without addresses.
  let reason: String
  /// Trying again would not help.
  let isPermanent: Bool

  init(_ reason: String, isPermanent: Bool) {
    self.reason = reason
    self.isPermanent = isPermanent
  }
}

/// Who mails come from.
public struct Sender: Sendable {
  public let address: MailAddress
  /// Shown beside the address; nil: none.
  public let name: String?
  public let replyTo: MailAddress?

  public init(address: MailAddress, name: String? = nil, replyTo: MailAddress? = nil) {
    self.address = address
    self.name = name
    self.replyTo = replyTo
  }

  /// - Parameter text: `a@example.org`, or `Les Toits <a@example.org>`. Nil: it is neither.
  public init?(_ text: String, replyTo: MailAddress? = nil) {
    if let address = MailAddress(text) {
      self.init(address: address, replyTo: replyTo)
    } else if let parts = text.wholeMatch(of: /([^<>"]+)<([^<>]+)>/), let address = MailAddress(parts.2) {
      self.init(address: address, name: HeaderText.oneLine(String(parts.1)), replyTo: replyTo)
    } else {
      return nil
    }
  }
}
