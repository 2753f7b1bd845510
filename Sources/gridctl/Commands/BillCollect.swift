import Billing
import Documents
import Foundation
import Grid

/// `gridctl bill collect`: asks the bank for what customers owe, by SEPA direct debit.
struct BillCollect: Command {
  static let name = "bill collect"
  static let summary = "Write a SEPA direct debit file of the open invoices with a mandate."
  static let options = [
    Option.output, Option.period, .community, seller, collectOn, notice, scheme, again, withdraw, .dryRun, .asOf,
  ]

  static let seller = Option("seller", value: "code", help: "Whose invoices (the only one with something to collect).")
  static let collectOn = Option(
    "collect-on", value: "day", help: "Collect all on this business day (each invoice on its first possible one).")
  static let notice = Option("notice", value: "days", help: "Days from an invoice's issue to its collection (14).")
  static let scheme = Option("scheme", value: "name", help: "pain.008.001.08 (without it) | pain.008.001.02.")
  static let again = Option("again", value: "message", help: "Write a message again, byte by byte, and nothing else.")
  static let withdraw = Option(
    "withdraw", value: "message", help: "Take back a message that was never sent to the bank.")

  let output: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    isRehearsal = values.has(.dryRun)
    guard !values.has(Self.again) || !values.has(Self.withdraw) else {
      throw UsageFailure("'\(Self.name)' takes --again or --withdraw, not both")
    }
    output = isRehearsal || values.has(Self.withdraw) ? nil : try values.required(.output)
    guard output != "-" else {
      throw UsageFailure("'\(Self.name)' writes no accounts to stdout", hint: "Name a new file; it is private.")
    }
    if let output, !output.hasSuffix("/"), FileManager.default.fileExists(atPath: output) {
      throw PlainFailure(
        .cannotCreate, "\(output) is there already",
        hint: "A message that was not sent yet would be lost: send it, or name another file.")
    }
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock("bill")
    do {
      if let message = session.values.text(Self.withdraw) {
        let take = { try withdrawCollection(message, on: database) }
        let count = try isRehearsal ? database.rehearsal(take) : take()
        return session.summarize(
          "\(counted(count, "payment")) of \(message) withdrawn" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
      }
      if let message = session.values.text(Self.again) {
        let text = try directDebitMessage(message, on: database)
        if let output {
          let file = try PendingFile(output, isPrivate: true)
          try file.write(text)
          try file.publish()
        }
        return session.summarize("\(message) written again\(isRehearsal ? ", nothing kept (--dry-run)" : "")")
      }
      try collect(in: session)
    } catch let failure as DocumentFailure {
      throw PlainFailure(.cannotCreate, failure.message, hint: failure.hint)
    }
  }

  private func collect(in session: Session) throws {
    let database = try session.database
    let order = try order(session)
    var file: PendingFile?
    func make() throws -> CollectionSummary {
      try collectBills(order, asOf: session.asOf, on: database) { message, text in
        guard let output else { return }
        // On the disk before the message is final; into its place after it.
        file = try PendingFile(output.hasSuffix("/") ? "\(output)\(message).xml" : output, isPrivate: true)
        try file?.write(text)
      }
    }
    let summary = try isRehearsal ? database.rehearsal(make) : make()
    do { try file?.publish() } catch {
      throw PlainFailure(
        .cannotCreate, "\(summary.message ?? "") was entered, but \(output ?? "") cannot be written",
        hint: "Write it with 'gridctl bill collect --again \(summary.message ?? "") --output FILE'.")
    }
    show(summary, in: session)
  }

  private func order(_ session: Session) throws -> CollectionOrder {
    let values = session.values
    var order = CollectionOrder()
    order.community = try session.community()
    if values.has(.period) { order.period = try session.period(community: order.community) }
    order.seller = values.text(Self.seller)
    if values.has(Self.collectOn) { order.collectOn = try values.day(Self.collectOn) }
    if let days = try values.dayCount(Self.notice, in: 0...90) { order.noticeDays = days }
    order.scheme = try values.choice(Self.scheme, of: DirectDebitScheme.self) ?? .pain008v08
    return order
  }

  private func show(_ summary: CollectionSummary, in session: Session) {
    for finding in summary.findings { session.terminal.tell(finding.description) }
    if !summary.findings.isEmpty { session.status = .violations }
    if !summary.groups.isEmpty {
      let rows = summary.groups.map { [$0.sequence, $0.collectOn.description, "\($0.count)", $0.total.description] }
      for line in table(["sequence", "collect on", "payments", "total EUR"], rows) { session.terminal.show(line) }
    }
    var parts = ["\(counted(summary.count, "invoice")), \(summary.total) EUR"]
    if let message = summary.message, !isRehearsal { parts.append(message) }
    if !summary.findings.isEmpty { parts.append("\(counted(summary.findings.count, "finding"))") }
    if summary.withoutMandate > 0 { parts.append("\(grouped(summary.withoutMandate)) without a mandate") }
    if summary.early > 0 { parts.append("\(grouped(summary.early)) not yet") }
    session.summarize(parts.joined(separator: ", ") + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension PaymentFinding {
  /// `F2025-000001: mandate-expired: …`.
  var description: String { "\(reference): \(code): \(text)" }
}
