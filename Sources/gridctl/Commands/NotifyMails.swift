import Billing
import Database
import Documents
import Foundation
import Grid
import Mail

/// `gridctl notify --smtp` and `--maildir`: puts what people asked for into the queue of mails and sends what waits there.
struct MailRun {
  let sender: Sender
  /// Nil: a maildir.
  let server: MailServerPlace?
  let maildir: String

  init(_ values: OptionValues, isMaildir: Bool) throws {
    var replyTo: MailAddress?
    if let text = values.text(Notify.replyTo) {
      guard let address = MailAddress(text) else { throw UsageFailure("--reply-to is no mail address") }
      replyTo = address
    }
    guard let sender = try Sender(values.required(Notify.from), replyTo: replyTo) else {
      throw UsageFailure("--from is no mail address", hint: "Write it as a@example.org or 'Name <a@example.org>'.")
    }
    self.sender = sender
    maildir = isMaildir ? try values.required(Notify.maildir) : ""
    server = isMaildir ? nil : try MailServerPlace(values)
  }

  func run(_ topic: MailTopic?, isRehearsal: Bool, in session: Session) throws {
    let database = try session.database
    // Mails wait for each other, never for messages of the gateway.
    try database.lock("notify mails")
    guard !isRehearsal else { return try rehearse(topic, in: session) }
    let folder = try attachmentFolder(in: session)
    let notices = try database.transaction { try putNotices(asOf: session.asOf, on: database) }
    // A document that cannot be printed holds up no notice.
    let printed = Result { if topic == nil || topic == .invoice { try putUnmailedInvoices(in: folder, session) } }
    let way: MailDelivery =
      if let server { .server(try MailServer(server, sender: sender, folder: folder)) } else {
        .folder(try MailFolder(maildir))
      }
    var summary = MailSummary()
    defer { say(summary, notices, session) }
    try sendMails(topic: topic, asOf: session.asOf, from: sender, by: way, on: database, summary: &summary) {
      session.terminal.progress(Notify.name, $0, of: $1)
    }
    let expired = try countExpiredMails(topic: topic, asOf: session.asOf, on: database)
    if expired > 0 { session.terminal.summarize("\(counted(expired, "mail")) of the last 24 hours expired unsent") }
    try removeSentAttachments(in: folder, on: database)
    try printed.get()
  }

  private func say(_ summary: MailSummary, _ notices: PutMailSummary, _ session: Session) {
    for mail in summary.failed { session.terminal.tell("given up: \(mail)") }
    if !summary.failed.isEmpty { session.status = .violations }
    let parts =
      ["\(counted(summary.sent, "mail")) sent"]
      + (summary.delayed > 0 ? ["\(grouped(summary.delayed)) to be tried again"] : [])
      + (summary.failed.isEmpty ? [] : ["\(grouped(summary.failed.count)) given up"])
      + (notices.withdrawn > 0 ? ["\(grouped(notices.withdrawn)) withdrawn"] : [])
    session.summarize(parts.joined(separator: ", "))
  }

  /// Shows what would be sent now, without addresses.
  private func rehearse(_ topic: MailTopic?, in session: Session) throws {
    let database = try session.database
    let mails = try database.rehearsal {
      _ = try putNotices(asOf: session.asOf, on: database)
      let invoices = try unmailedInvoices(asOf: session.asOf, on: database)
      _ = try putInvoices(
        invoices.map { InvoiceFile(invoice: $0, path: "", sha256: "") }, asOf: session.asOf, on: database)
      return try previewMails(topic: topic, asOf: session.asOf, on: database)
    }
    for line in table(["topic", "key", "to", "subject"], mails.map { [$0.topic, $0.key, $0.to, $0.subject] }) {
      session.terminal.write(line)
    }
    session.summarize("\(counted(mails.count, "mail")), nothing sent (--dry-run)")
  }

  /// Prints the documents that people asked for, and puts their mails. A run that dies before prints them again.
  private func putUnmailedInvoices(in folder: String, _ session: Session) throws {
    let database = try session.database
    let invoices = try unmailedInvoices(asOf: session.asOf, on: database)
    guard !invoices.isEmpty else { return }
    _ = try session.writing { try printBills(BillSelection(numbers: invoices), to: .folder(folder), on: database) }
    let files = try invoices.map { invoice in
      let path = "\(folder)/\(invoice).pdf"
      return InvoiceFile(invoice: invoice, path: path, sha256: try sha256(ofFile: path))
    }
    _ = try database.transaction { try putInvoices(files, asOf: session.asOf, on: database) }
  }

  /// Where attachments wait: `mail` in the home, open to nobody else.
  private func attachmentFolder(in session: Session) throws -> String {
    let folder = try session.cluster.home + "/mail"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    } catch {
      throw PlainFailure(.cannotCreate, "cannot create \(folder)", hint: "Attachments wait there; name another --home.")
    }
    return folder
  }
}

extension MailServerPlace {
  /// Never quotes the address of the server: somebody may have put a password into it.
  init(_ values: OptionValues) throws {
    let login = try values.text(Notify.smtpUser).map { ($0, try values.smtpPassword()) }
    let authorities = values.text(Notify.smtpCAFile)
    if let authorities, !FileManager.default.isReadableFile(atPath: authorities) {
      throw PlainFailure(.noInput, "there is no file \(authorities)")
    }
    guard let place = try Self(values.required(Notify.smtp), login: login, authorities: authorities) else {
      throw UsageFailure(
        "--smtp is neither smtps://HOST[:PORT] nor smtp://HOST[:PORT]",
        hint: "Users go to --smtp-user, passwords into a file: arguments are visible to everyone.")
    }
    self = place
  }
}

extension OptionValues {
  /// The password of the mail server: a file that nobody else can read, or a variable.
  fileprivate func smtpPassword() throws -> String {
    guard let path = text(Notify.smtpPasswordFile) else {
      if let password = ProcessInfo.processInfo.environment["GRIDCTL_SMTP_PASSWORD"] { return password }
      throw UsageFailure("--smtp-user needs a password", hint: "Name its file with --smtp-password-file, mode 0600.")
    }
    var status = stat()
    guard stat(path, &status) == 0, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw PlainFailure(.noInput, "there is no file \(path)")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw PlainFailure(.configuration, "\(path) is open to others", hint: "chmod 600 \(path)")
    }
    guard let password = text.split(whereSeparator: \.isNewline).first else {
      throw PlainFailure(.configuration, "\(path) is empty")
    }
    return String(password)
  }
}
