import Grid
import Optimize

/// `gridctl ems acquire`: what water heaters used in the last 24 hours.
struct EmsAcquire: Command {
  static let name = "ems acquire"
  static let summary = "Add up what water heaters used in the last 24 hours."
  static let options = [Option.community, device, .dryRun, .asOf]

  static let device = Option("device", value: "name", help: "One water heater only.")

  let device: String?
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    device = values.text(Self.device)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    let community = try session.community()
    try database.lock(Self.name)
    let acquire = { try acquireEnergies(community: community, device: device, asOf: session.asOf, on: database) }
    let acquired = try isRehearsal ? database.rehearsal(acquire) : acquire()
    if let device, acquired.isEmpty {
      throw PlainFailure(
        .noInput, "there is no water heater '\(device)'", hint: "Its kind is water_heater; see 'gridctl help import'.")
    }
    let rows = acquired.map { heater -> [String?] in
      [
        heater.device.community, heater.device.device, heater.device.meter,
        heater.end.map { "\(Instant(seconds: $0))" }, heater.end.map { _ in wattHours(heater.energy) },
        heater.end.map { _ in "\(heater.knownCount)/\(heater.expectedCount)" }, heater.change.rawValue,
      ]
    }
    if !rows.isEmpty {
      let headings = ["community", "water heater", "meter", "24 h until", "Wh", "known", "change"]
      for line in table(headings, rows) { session.terminal.show(line) }
    }
    for heater in acquired { warn(of: heater, session) }
    let kept = acquired.count { $0.change == .new || $0.change == .corrected }
    session.summarize(
      "\(counted(acquired.count, "water heater")), \(counted(kept, "energy", "energies")) new"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func warn(of heater: AcquiredEnergy, _ session: Session) {
    let missing = heater.expectedCount - heater.knownCount
    var reasons: [String] = []
    if heater.change == .none { reasons.append("no readings of the last 8 days: what was known before stays") }
    if let end = heater.end, session.asOf.seconds - end > 86_400 {
      reasons.append("readings end at \(Instant(seconds: end))")
    }
    if missing > 0 {
      reasons.append(
        "\(counted(missing, "interval")) of 24 hours unknown: \(grouped(heater.olderCount)) as on an earlier day, "
          + "\(grouped(missing - heater.olderCount)) as nothing")
    }
    for reason in reasons {
      session.terminal.tell("[\(PlanWarning.Tag.database.rawValue)] \(heater.device.device): \(reason)")
    }
  }
}
