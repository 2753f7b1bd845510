import Decode
import Grid
import Ingest

/// `gridctl ingest PATH…|-`: loads meter dumps.
struct IngestCommand: Command {
  static let name = "ingest"
  static let summary = "Load meter dumps; bad rows are kept apart."
  static let operands = "PATH…|-"
  static let options = [
    inspect, json, Option.community, format, mapping, zabbix, stamp, zone, maxUnpacked, receivedAt, maxReject, .asOf,
    .dryRun,
  ]

  static let inspect = Option("inspect", help: "Show what is in the dumps, load nothing; needs no database.")
  static let json = Option("json", help: "With --inspect: one JSON object for each register of each meter.")

  static let format = Option(
    "format", value: "form", help: "The form of the dumps, one of the list below (what their first bytes show).")
  static let mapping = Option(
    "mapping", value: "file",
    help: "How CSV dumps are read, see 'gridctl help mapping' (what lies beside them, or was imported).")
  static let zabbix = Option(
    "zabbix", value: "conninfo",
    help: "Read the items of a Zabbix database: a libpq connection string without password.")
  static let stamp = Option(
    "stamp", of: DecodeOptions.Stamp.self, help: "Whether stamps start or end intervals (what the file shows).")
  static let zone = Option(
    "zone", value: "zone", help: "IANA time zone of local times without an offset (the form's own).")
  static let maxUnpacked = Option(
    "max-unpacked", value: "size", help: "Refuse a path that unpacks to more, as 4G (1G, or 200 times its size).")
  static let receivedAt = Option(
    "received-at", value: "instant", help: "When the dumps were received (the time in their names, else now).")
  static let maxReject = Option(
    "max-reject", value: "percent", help: "Refuse a dump with more bad rows than this (100).")

  let paths: [String]
  let conninfo: String?
  let community: String?
  let format: DumpFormat?
  let decoding: DecodeOptions
  let receivedAt: Instant?
  let maxRejectPercent: Int
  let isRehearsal: Bool
  let isInspection: Bool
  let printsJSON: Bool
  let limits: UnpackLimits

  init(_ values: OptionValues) throws {
    conninfo = values.text(Self.zabbix)
    try values.refuseTypedSecret(Self.zabbix)
    paths = conninfo == nil ? try values.requiredOperands() : values.operands
    community = values.text(.community)
    receivedAt = try values.instant(Self.receivedAt)
    isRehearsal = values.has(.dryRun)
    format = try values.choice(Self.format)
    let zone = values.text(Self.zone)
    if let zone, LocalClock(zone: zone) == nil {
      throw UsageFailure("there is no time zone '\(zone)'", hint: "Write it as Europe/Paris.")
    }
    let document = try values.text(Self.mapping).map { try CSVMapping(file: $0) }
    decoding = DecodeOptions(stamp: try values.choice(Self.stamp), zone: zone, mapping: document)
    if let format, let unused = format.unused(decoding).first {
      throw UsageFailure("\(unused) has no effect on \(format.rawValue)", hint: "Leave one of them out.")
    }
    isInspection = values.has(Self.inspect)
    guard !isInspection || !values.isTyped(Self.zabbix) else {
      throw UsageFailure("--inspect reads dumps, not --zabbix")
    }
    printsJSON = values.has(Self.json)
    guard isInspection || !printsJSON else { throw UsageFailure("--json goes with --inspect") }
    limits = UnpackLimits(unpackedBytes: try values.byteCount(Self.maxUnpacked))
    let percent = values.text(Self.maxReject) ?? "100"
    guard let percent = Int(percent), (0...100).contains(percent) else {
      throw UsageFailure("--max-reject is no percentage: '\(percent)'", hint: "Write it as 5: from 0 to 100.")
    }
    maxRejectPercent = percent
  }

  func run(in session: Session) throws {
    try isInspection ? inspect(in: session) : load(in: session)
  }

  private func load(in session: Session) throws {
    let database = try session.database
    try database.lock(Self.name)
    var request = IngestRequest(
      community: community, receivedAt: receivedAt, asOf: session.asOf, maxRejectPercent: maxRejectPercent)
    request.format = format
    request.options = decoding
    if let conninfo { return try read(conninfo, request, in: session) }
    var total = IngestSummary(file: "")
    var known = false
    var isRejected = false
    try forEachDump(in: session) { input in
      let load = { try ingest(input, request, on: database) { session.terminal.progress(input.label, $0, of: $1) } }
      let summary: IngestSummary
      do {
        summary = try isRehearsal ? database.rehearsal(load) : load()
      } catch let error as any Failure where error.status == .dataRefused && !isRehearsal {
        try enterRefusal(
          of: input.label, error.message, community: community, receivedAt: receivedAt, asOf: session.asOf, on: database
        )
        throw error
      }
      tell(summary, in: session)
      known = known || summary.sameAs != nil
      isRejected = isRejected || summary.rejectedBefore > 0
      total.readCount += summary.readCount
      total.loadedCount += summary.loadedCount
      total.rejectedCount += summary.rejectedCount
      total.revisedCount += summary.revisedCount
      total.outdatedCount += summary.outdatedCount
    }
    if known {
      session.terminal.summarize(
        "  hint: To read such a dump otherwise take it back first, with 'gridctl dumps withdraw'"
          + (isRejected ? "; 'gridctl rejects retry' loads what nothing is in the way of any more." : "."))
    }
    let revised = total.revisedCount > 0 ? ", \(counted(total.revisedCount, "value")) revised" : ""
    let outdated =
      total.outdatedCount > 0
      ? ", \(counted(total.outdatedCount, "value")) older than what a later dump or an edit says" : ""
    session.summarize(
      "\(grouped(total.readCount)) read, \(grouped(total.loadedCount)) loaded, \(grouped(total.rejectedCount)) rejected"
        + revised + outdated + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func inspect(in session: Session) throws {
    var dumps = 0
    var registers = 0
    var values = 0
    var faults = 0
    try forEachDump(in: session) { input in
      let dump = try DumpInspection(input, as: format, decoding)
      if printsJSON {
        dump.writeJSON(to: session.terminal)
      } else {
        if dumps > 0 { session.terminal.write("") }
        session.terminal.write("\(printable(input.label)):")
        dump.writeTable(to: session.terminal)
      }
      dump.tell(in: session)
      dumps += 1
      registers += dump.found.rows.count
      values += dump.valueCount
      faults += dump.faultCount
    }
    session.summarize(
      "\(counted(dumps, "dump")), \(counted(registers, "register")), \(counted(values, "value")), "
        + "\(grouped(faults)) rejected, nothing loaded (--inspect)")
  }

  /// Goes through the dumps at all paths. One that is refused does not hold up the others; the status is that of the first.
  private func forEachDump(in session: Session, _ body: (Input) throws -> Void) throws {
    var first: (any Failure)?
    for path in paths {
      var inputs = Inputs(path, limits)
      // The failure of the only dump of the only path is thrown, with its detail.
      var pending: (any Failure)?
      var count = 0
      var isOpen = true
      while isOpen {
        do {
          guard let input = try inputs.next() else {
            isOpen = false
            continue
          }
          count += 1
          pending.map { tell($0, in: session) }
          pending = nil
          do {
            try body(input)
          } catch let error as any Failure where error.status != .unavailable {
            pending = error
          }
        } catch let error as any Failure where error.status != .unavailable {
          count += 1
          pending.map { tell($0, in: session) }
          pending = error
        }
        first = first ?? pending
      }
      guard count > 0 else {
        pending = PlainFailure(.noInput, "there is no dump in \(path)")
        first = first ?? pending
        if paths.count == 1 { throw pending! }
        tell(pending!, in: session)
        continue
      }
      if let pending {
        if paths.count == 1, count == 1 { throw pending }
        tell(pending, in: session)
      }
    }
    if let first { session.status = first.status }
  }

  private func tell(_ failure: any Failure, in session: Session) {
    session.terminal.tell("gridctl: \(failure.message)" + (failure.hint.map { " (\($0))" } ?? ""))
  }

  private func tell(_ summary: IngestSummary, in session: Session) {
    if let other = summary.sameAs {
      return session.terminal.summarize(
        "\(summary.file): the same bytes were loaded before as \(other)"
          + (summary.rejectedBefore > 0 ? " (\(grouped(summary.rejectedBefore)) rejected)" : "")
          + ", nothing to do" + (summary.sameName.map { " (dump \($0))" } ?? ""))
    }
    session.terminal.summarize("\(summary.file): \(summary.layout)")
    let codes = summary.codes.map { $0.count > 0 ? "\($0.code) \(grouped($0.count))" : $0.code }.joined(separator: ", ")
    let repeated = summary.repeatedCount > 0 ? ", \(grouped(summary.repeatedCount)) repeated" : ""
    let passed = summary.passedCount > 0 ? ", \(grouped(summary.passedCount)) passed over" : ""
    session.terminal.summarize(
      "\(summary.file): \(grouped(summary.readCount)) read, \(grouped(summary.loadedCount)) loaded\(repeated)\(passed)"
        + (codes.isEmpty ? "" : " (\(codes))"))
  }
}
