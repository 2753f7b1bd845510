import Grid
import Operate

/// `gridctl directives set DEVICE STATE`: an operator's directive.
struct DirectivesSet: Command {
  static let name = "directives set"
  static let summary = "Switch a device ON, OFF or back to AUTO for a while, whatever regulation finds."
  static let operands = "DEVICE ON|OFF|AUTO"
  static let options = [reason, expires, Option.dryRun, .asOf]

  static let reason = Option("reason", value: "text", help: "Why, for the device's owner and the record.")
  static let expires = Option("expires", value: "length", help: "How long it holds: 30min or 2h, at most 168h (1h).")

  let device: String
  let state: SwitchState
  let reason: String
  let life: Int64
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let operands = try values.requiredOperands()
    guard operands.count == 2, let state = SwitchState(rawValue: operands[1]) else {
      throw UsageFailure(
        "'\(Self.name)' takes a device and one of ON, OFF and AUTO", hint: "See 'gridctl help \(Self.name)'.")
    }
    device = operands[0]
    self.state = state
    reason = try values.required(Self.reason)
    guard !reason.isEmpty, reason.count <= 200 else { throw UsageFailure("--reason has from 1 to 200 characters") }
    life = Int64(try values.duration(Self.expires, in: 60...168 * 3600) ?? 3600)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    try database.lock(Regulate.name)
    let set = {
      try setDirective(
        device: device, state: state, reason: reason, asOf: session.asOf,
        expiresAt: Instant(seconds: session.asOf.seconds + life), on: database)
    }
    let directive = try isRehearsal ? database.rehearsal(set) : set()
    for line in [directive].table { session.terminal.write(line) }
    session.summarize("1 directive" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }
}
