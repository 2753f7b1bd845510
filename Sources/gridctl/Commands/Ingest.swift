import Decode
import Grid
import Ingest

/// `gridctl ingest PATH…|-`: loads meter dumps.
struct IngestCommand: Command {
  static let name = "ingest"
  static let summary = "Load meter dumps; bad rows are kept apart."
  static let operands = "PATH…|-"
  static let options = [Option.community, format, stamp, zone, receivedAt, maxReject, .asOf, .dryRun]

  static let format = Option(
    "format", value: "form", help: "The form of the dumps, one of the list below (what their first bytes show).")
  static let stamp = Option(
    "stamp", of: DecodeOptions.Stamp.self, help: "Whether stamps start or end intervals (what the file shows).")
  static let zone = Option(
    "zone", value: "zone", help: "IANA time zone of local times without an offset (the form's own).")
  static let receivedAt = Option(
    "received-at", value: "instant", help: "When the dumps were received (the time in their names, else now).")
  static let maxReject = Option(
    "max-reject", value: "percent", help: "Refuse a dump with more bad rows than this (100).")

  let paths: [String]
  let community: String?
  let format: DumpFormat?
  let decoding: DecodeOptions
  let receivedAt: Instant?
  let maxRejectPercent: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    paths = try values.requiredOperands()
    community = values.text(.community)
    receivedAt = try values.instant(Self.receivedAt)
    isRehearsal = values.has(.dryRun)
    format = try values.choice(Self.format)
    let zone = values.text(Self.zone)
    if let zone, LocalClock(zone: zone) == nil {
      throw UsageFailure("there is no time zone '\(zone)'", hint: "Write it as Europe/Paris.")
    }
    decoding = DecodeOptions(stamp: try values.choice(Self.stamp), zone: zone)
    guard let percent = Int(values.text(Self.maxReject) ?? "100"), (0...100).contains(percent) else {
      throw UsageFailure("--max-reject is a percentage, 0 to 100")
    }
    maxRejectPercent = percent
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(Self.name)
    var request = IngestRequest(
      community: community, receivedAt: receivedAt, asOf: session.asOf, maxRejectPercent: maxRejectPercent)
    request.format = format
    request.options = decoding
    var total = IngestSummary(file: "")
    var failure: (any Failure)?
    for path in paths {
      do {
        let load = { try ingest(path, request, on: database) { session.terminal.progress(path, $0, of: $1) } }
        let summary = try isRehearsal ? database.rehearsal(load) : load()
        tell(summary, in: session)
        total.readCount += summary.readCount
        total.loadedCount += summary.loadedCount
        total.rejectedCount += summary.rejectedCount
        total.revisedCount += summary.revisedCount
        total.outdatedCount += summary.outdatedCount
      } catch let error as any Failure where error.status != .unavailable {
        if error.status == .dataRefused, !isRehearsal {
          try enterRefusal(
            of: path, error.message, community: community, receivedAt: receivedAt, asOf: session.asOf, on: database)
        }
        guard paths.count > 1 else { throw error }
        // One dump that is refused does not hold up the others.
        session.terminal.tell("gridctl: \(error.message)" + (error.hint.map { " (\($0))" } ?? ""))
        failure = failure ?? error
      }
    }
    let revised = total.revisedCount > 0 ? ", \(grouped(total.revisedCount)) values revised" : ""
    let outdated =
      total.outdatedCount > 0 ? ", \(grouped(total.outdatedCount)) values older than what a later dump said" : ""
    session.summarize(
      "\(grouped(total.readCount)) read, \(grouped(total.loadedCount)) loaded, \(grouped(total.rejectedCount)) rejected"
        + revised + outdated + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
    if let failure { session.status = failure.status }
  }

  private func tell(_ summary: IngestSummary, in session: Session) {
    if let other = summary.sameAs {
      return session.terminal.summarize(
        "\(summary.file): the same bytes were loaded before as \(other)"
          + (summary.rejectedBefore > 0 ? " (\(grouped(summary.rejectedBefore)) rejected)" : "") + ", nothing to do")
    }
    session.terminal.summarize("\(summary.file): \(summary.layout)")
    let codes = summary.codes.map { "\($0.code) \(grouped($0.count))" }.joined(separator: ", ")
    let repeated = summary.repeatedCount > 0 ? ", \(grouped(summary.repeatedCount)) repeated" : ""
    let passed = summary.passedCount > 0 ? ", \(grouped(summary.passedCount)) passed over" : ""
    session.terminal.summarize(
      "\(summary.file): \(grouped(summary.readCount)) read, \(grouped(summary.loadedCount)) loaded\(repeated)\(passed)"
        + (codes.isEmpty ? "" : " (\(codes))"))
  }
}
