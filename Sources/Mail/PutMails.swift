import Database
import Foundation
import Grid

/// What was put into the queue of mails.
public struct PutMailSummary: Sendable, Equatable {
  public var put = 0
  /// Waited and were about changes that are none any more.
  public var withdrawn = 0
}

/// Puts a mail for each recent message of the outbox to everybody who asked for it, each once. The caller holds a transaction.
public func putNotices(asOf: Instant, on database: Connection) throws -> PutMailSummary {
  let row = try database.query("mail/put_notices", asOf)[0]
  return PutMailSummary(put: row.int("put_count"), withdrawn: row.int("withdrawn_count"))
}

/// Numbers of the issued documents that somebody asked for and that no mail was put for, ascending.
public func unmailedInvoices(asOf: Instant, on database: Connection) throws -> [String] {
  try database.query("mail/unmailed_invoices", asOf).map { $0.text("invoice") }
}

/// An issued document as a file.
public struct InvoiceFile: Sendable {
  public let invoice, path, sha256: String

  public init(invoice: String, path: String, sha256: String) {
    self.invoice = invoice
    self.path = path
    self.sha256 = sha256
  }
}

/// Puts a mail for each issued document to everybody who asked for it, each once.
///
/// - Parameter files: They have to stay what they are until the mails are sent.
/// - Returns: How many mails.
public func putInvoices(_ files: [InvoiceFile], asOf: Instant, on database: Connection) throws -> Int {
  try database.query("mail/put_invoices", asOf, files.map(\.invoice), files.map(\.path), files.map(\.sha256))[0]
    .int("put_count")
}

/// Deletes the files of a folder that no mail needs any more, hidden ones left out.
public func removeSentAttachments(in folder: String, on database: Connection) throws {
  let needed = Set(try database.query("mail/attachments").map { $0.text("path") })
  for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  where !name.hasPrefix(".") && !needed.contains("\(folder)/\(name)") {
    try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
  }
}
