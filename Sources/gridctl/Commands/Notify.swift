import Database
import Foundation
import Grid
import Operate

/// `gridctl notify`: sends what waits in the outbox, each message once.
struct Notify: Command {
  static let name = "notify"
  static let summary = "Send what waits in the outbox, each message once."
  static let options = [output, topic, Option.community, Option.asOf, Option.dryRun]

  static let output = Option(
    "output", value: "folder|-", help: "Where the gateway takes its messages from; '-': stdout.")
  static let topic = Option(
    "topic", value: "topic", help: "autarky | directive | supplier-request | demand | charge; all without it.")
  static let topics = ["autarky", "directive", "supplier-request", "demand", "charge"]

  let output: String
  let topic: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    output = try values.required(Self.output)
    topic = values.text(Self.topic)
    isRehearsal = values.has(.dryRun)
    guard topic.map(Self.topics.contains) ?? true else {
      throw UsageFailure("--topic is none of \(Self.topics.joined(separator: ", "))")
    }
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    func send() throws -> Int {
      try sendMessages(topic: topic, community: community, asOf: session.asOf, on: database) { messages in
        for message in messages { try deliver(message, to: session.terminal) }
      }
    }
    let count = isRehearsal ? try database.rehearsal(send) : try database.transaction(send)
    let expired = try countExpiredMessages(topic: topic, community: community, asOf: session.asOf, on: database)
    if expired > 0 { session.terminal.summarize("\(counted(expired, "message")) of the last 24 hours expired unsent") }
    session.summarize("\(counted(count, "message"))\(isRehearsal ? ", nothing sent (--dry-run)" : " sent")")
  }

  /// One file a message, named by it: what a run that died had written is written again, with the same name and bytes.
  private func deliver(_ message: OutboxMessage, to terminal: Terminal) throws {
    guard output != "-", !isRehearsal else { return terminal.write(message.envelope) }
    let path = "\(output)/\(padded(Int(message.id), 12))-\(message.topic).json"
    do {
      try Data((message.envelope + "\n").utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw PlainFailure(
        .cannotCreate, "cannot write \(path)", hint: "Does the folder exist? Nothing was marked as sent.")
    }
  }
}
