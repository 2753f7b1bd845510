import Database
import Foundation
import Grid
import Mail
import Operate

/// `gridctl notify`: sends what waits in the outbox, each message once.
struct Notify: Command {
  static let name = "notify"
  static let summary = "Send what waits: messages to the gateway's folder, mails to people; each once."
  static let options = [
    output, smtp, maildir, from, replyTo, smtpUser, smtpPasswordFile, smtpCAFile, list, retry, topic, Option.community,
    .asOf, .dryRun,
  ]

  static let output = Option(
    "output", value: "folder|-", help: "Where the gateway takes its messages from; '-': stdout.")
  static let smtp = Option("smtp", value: "url", help: "Send mails to smtps://HOST[:465] or smtp://HOST[:25].")
  static let maildir = Option("maildir", value: "folder", help: "Put mails into a maildir instead.")
  static let from = Option("from", value: "address", help: "Sender of mails: a@b.org, or 'Name <a@b.org>'.")
  static let replyTo = Option("reply-to", value: "address", help: "Where answers go (to the sender).")
  static let smtpUser = Option("smtp-user", value: "name", help: "Log in; the password is in a file or a variable.")
  static let smtpPasswordFile = Option(
    "smtp-password-file", value: "file", help: "First line: the password; mode 0600 (GRIDCTL_SMTP_PASSWORD).")
  static let smtpCAFile = Option("smtp-ca-file", value: "file", help: "Trust these certificates only, PEM.")
  static let list = Option("list", help: "Show mails that wait or were given up, and why.")
  static let retry = Option("retry", value: "key|all", help: "Let mails that were given up wait again.")
  static let topic = Option(
    "topic", value: "topic", help: "Only messages, or mails, of this topic; see above for their names.")
  static let topics = ["autarky", "directive", "supplier-request", "demand", "charge", "malfunction"]
  static let mailTopics = MailTopic.allCases.map(\.rawValue).joined(separator: ", ")

  let task: Task
  let topic: String?
  let isRehearsal: Bool

  enum Task {
    case outbox(String)
    case mails(MailRun)
    case list
    case retry(String)
  }

  init(_ values: OptionValues) throws {
    let ways = [Self.output, Self.smtp, Self.maildir, Self.list, Self.retry].filter { values.has($0) }
    let typed = ways.filter { values.isTyped($0) }
    // What the environment says gives way to what is typed.
    let chosen = typed.isEmpty ? ways : typed
    guard chosen.count == 1 else {
      throw UsageFailure(
        "'notify' needs one of --output, --smtp, --maildir, --list and --retry",
        hint: "Messages of the gateway go to --output, mails to --smtp or --maildir.")
    }
    topic = values.text(Self.topic)
    isRehearsal = values.has(.dryRun)
    switch chosen[0].name {
    case Self.output.name: task = .outbox(try values.required(Self.output))
    case Self.list.name: task = .list
    case Self.retry.name: task = .retry(try values.required(Self.retry))
    default: task = .mails(try MailRun(values, isMaildir: chosen[0].name == Self.maildir.name))
    }
    if case .outbox = task {
      guard topic.map(Self.topics.contains) ?? true else {
        throw UsageFailure("--topic is none of \(Self.topics.joined(separator: ", "))")
      }
    } else {
      guard topic.map({ MailTopic(rawValue: $0) != nil }) ?? true else {
        throw UsageFailure("--topic is none of \(Self.mailTopics)")
      }
      guard !values.isTyped(.community) else { throw UsageFailure("--community is for --output; mails have a --topic") }
    }
  }

  private var mailTopic: MailTopic? { topic.flatMap { MailTopic(rawValue: $0) } }

  func run(in session: Session) throws {
    switch task {
    case .outbox(let output): try sendOutbox(to: output, in: session)
    case .mails(let mails): try mails.run(mailTopic, isRehearsal: isRehearsal, in: session)
    case .list: try listMails(in: session)
    case .retry(let key): try retryMails(key, in: session)
    }
  }

  private func sendOutbox(to output: String, in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    func send() throws -> Int {
      try sendMessages(topic: topic, community: community, asOf: session.asOf, on: database) { messages in
        for message in messages { try deliver(message, to: output, session.terminal) }
      }
    }
    let count = isRehearsal ? try database.rehearsal(send) : try database.transaction(send)
    let expired = try countExpiredMessages(topic: topic, community: community, asOf: session.asOf, on: database)
    if expired > 0 { session.terminal.summarize("\(counted(expired, "message")) of the last 24 hours expired unsent") }
    session.summarize("\(counted(count, "message"))\(isRehearsal ? ", nothing sent (--dry-run)" : " sent")")
  }

  /// One file a message, named by it: what a run that died had written is written again, with the same name and bytes.
  private func deliver(_ message: OutboxMessage, to output: String, _ terminal: Terminal) throws {
    guard output != "-", !isRehearsal else { return terminal.write(message.envelope) }
    let path = "\(output)/\(padded(Int(message.id), 12))-\(message.topic).json"
    do {
      try Data((message.envelope + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw PlainFailure(
        .cannotCreate, "cannot write \(path)", hint: "Does the folder exist? Nothing was marked as sent.")
    }
  }

  private func listMails(in session: Session) throws {
    let mails = try unsentMails(topic: mailTopic, asOf: session.asOf, on: session.database)
    let rows = mails.map { [$0.topic, $0.key, $0.to, $0.state, "\($0.attempts)", $0.next, $0.reason] }
    for line in table(["topic", "key", "to", "state", "tries", "next", "reason"], rows) { session.terminal.write(line) }
    let failed = mails.count { $0.state == "failed" }
    session.summarize("\(counted(mails.count - failed, "mail")) waiting, \(grouped(failed)) failed")
  }

  private func retryMails(_ key: String, in session: Session) throws {
    let database = try session.database
    func retry() throws -> Int {
      try Mail.retryMails(
        topic: mailTopic, key: key == "all" ? nil : key, asOf: session.asOf, on: database)
    }
    let count = isRehearsal ? try database.rehearsal(retry) : try database.transaction(retry)
    guard count > 0 || key == "all" else {
      throw PlainFailure(
        .noInput, "no mail '\(key)' waits or was given up",
        hint: "See 'gridctl notify --list'; expired ones are not sent.")
    }
    session.summarize(
      "\(counted(count, "mail")) \(count == 1 ? "waits" : "wait") again"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
