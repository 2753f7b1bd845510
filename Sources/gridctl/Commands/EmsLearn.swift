import Database
import Documents
import Grid
import Optimize

/// `gridctl ems learn`: finds the cycles of machines in what their meters measured.
struct EmsLearn: Command {
  static let name = "ems learn"
  static let summary = "Learn the cycles of machines from their meters."
  static let options = [
    Option.community, device, startW, endW, period, gap, lookBack, keep, picture, .dryRun, .asOf,
  ]

  static let device = Option("device", value: "name", help: "One machine only.")
  static let startW = Option("start-w", value: "W", help: "A cycle begins with the first power above this (40).")
  static let endW = Option("end-w", value: "W", help: "It ends with means below this (40).")
  static let period = Option("cycle-period", value: "length", help: "What a mean is made of, 1min to 60min (15min).")
  static let gap = Option("cycle-gap", value: "count", help: "So many low means may follow each other in a cycle (1).")
  static let lookBack = Option("look-back", value: "length", help: "How far back readings are looked at (72h).")
  static let keep = Option("keep", help: "Keep these thresholds for the machine of --device.")
  static let picture = Option(
    "show", value: "file",
    help: "Draw power, thresholds and cycles of the machine of --device: .svg, .png, .html, .csv, .xlsx."
  )

  var request: LearnRequest
  let picture: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    picture = values.text(Self.picture)
    isRehearsal = values.has(.dryRun)
    request = LearnRequest(
      community: nil, device: values.text(Self.device), asOf: Instant(seconds: 0),
      lookBack: try values.duration(Self.lookBack, in: 3600...366 * 86_400) ?? LearnRequest.threeDays,
      start: try values.whole(Self.startW, in: 0...1_000_000), end: try values.whole(Self.endW, in: 0...1_000_000),
      period: try values.duration(Self.period, in: 60...3600), gap: try values.whole(Self.gap, in: 0...96),
      keepsThresholds: values.has(Self.keep))
    guard request.device != nil || picture == nil && !request.keepsThresholds else {
      throw UsageFailure(
        "'\(Self.name)' needs --device with --\(picture == nil ? "keep" : "show")",
        hint: "\(Self.device.name): \(Self.device.help)")
    }
  }

  func run(in session: Session) throws {
    let database = try session.database
    var request = request
    request.asOf = session.asOf
    request.community = try session.community()
    try database.lock(Self.name)
    var drawn: LearnedMachine?
    let learn = {
      try learnCycles(request, on: database) { machine in if picture != nil { drawn = machine } }
    }
    let learned = try isRehearsal ? database.rehearsal(learn) : learn()
    if let device = request.device {
      guard !learned.isEmpty else {
        throw PlainFailure(
          .noInput, "there is no machine '\(device)'", hint: "Its kind is machine; see 'gridctl help import'.")
      }
      if let picture { try draw(drawn, of: learned, to: picture, session) }
    }
    show(learned, session)
  }

  private func draw(_ machine: LearnedMachine?, of learned: [LearnedMachine], to file: String, _ session: Session)
    throws
  {
    guard learned.count == 1 else {
      throw UsageFailure(
        "there are \(learned.count) machines '\(learned[0].device.device)'", hint: "Name one with --community.")
    }
    guard let machine, let first = machine.signal.start, let end = machine.signal.end else {
      throw PlainFailure(
        .noInput, "no readings of machine '\(learned[0].device.device)' in that time",
        hint: "Does it have a meter of its own, and is --as-of right?")
    }
    let calendar = try session.database.calendar(
      zone: machine.device.zone, from: Instant(seconds: first), to: Instant(seconds: end))
    try session.write(cyclePicture(machine, calendar, created: session.asOf), to: file)
  }

  private func show(_ learned: [LearnedMachine], _ session: Session) {
    let rows = learned.map { machine -> [String?] in
      let newest = machine.cycles.last
      return [
        machine.device.community, machine.device.device, machine.device.meter, "\(machine.cycles.count)",
        newest.map { "\(Instant(seconds: $0.start))" }, newest.map { _ in wattHours(machine.energy) },
        newest.map { _ in "\(machine.profile.count)" }, machine.change.rawValue,
      ]
    }
    if !rows.isEmpty {
      let headings = ["community", "machine", "meter", "cycles", "newest", "Wh", "steps", "change"]
      for line in table(headings, rows) { session.terminal.show(line) }
    }
    let kept = learned.count { $0.change == .new || $0.change == .corrected }
    session.summarize(
      "\(counted(learned.count, "machine")), \(counted(learned.reduce(0) { $0 + $1.cycles.count }, "cycle")), "
        + "\(grouped(kept)) new" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}

extension OptionValues {
  /// A whole number in a range; nil without the option.
  func whole(_ option: Option, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = text(option) else { return nil }
    guard let value = Int(text), range.contains(value), text.allSatisfy(\.isNumber) else {
      throw UsageFailure(
        "--\(option.name) is no whole number from \(range.lowerBound) to \(range.upperBound): '\(text)'",
        hint: option.help)
    }
    return value
  }
}
