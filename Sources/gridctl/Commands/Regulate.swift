import Grid
import Operate

/// `gridctl regulate`: cuts what is not essential above the limit, and reopens it when there is room.
struct Regulate: Command {
  static let name = "regulate"
  static let summary = "Cut what is not essential above a community's limit, reopen it when there is room."
  static let options = [expires, Option.community, .dryRun, .asOf]

  static let expires = Option("expires", value: "length", help: "How long a directive holds: 15min to 24h (30min).")

  let life: Int64
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    life = Int64(try values.duration(Self.expires, in: 900...24 * 3600) ?? 1800)
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let database = try session.database
    try database.lock(Self.name)
    let work = { try regulate(community: community, asOf: session.asOf, life: life, on: database) }
    let summary = try isRehearsal ? database.rehearsal(work) : work()
    if !summary.directives.isEmpty {
      for line in summary.directives.table { session.terminal.show(line) }
    }
    for community in summary.communities { tell(community, in: session) }
    let counts = [SwitchState.off, .auto].map { state in summary.directives.count { $0.state == state } }
    session.summarize(
      "\(counted(summary.communities.count, "community", "communities")), \(grouped(counts[0])) cut or still cut, "
        + "\(grouped(counts[1])) reopened" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func tell(_ community: RegulatedCommunity, in session: Session) {
    let terminal = session.terminal
    switch community.outcome {
    case .unlimited:
      let line = "community \(community.community): skipped: it has neither a limit nor a plant"
      guard session.values.has(.community) else { return terminal.summarize(line) }
      terminal.tell(line)
      session.status = .violations
    case .unknown:
      terminal.tell(
        "community \(community.community): unknown: no readings of the last 15 minutes; nothing is cut, standing "
          + "directives run out")
    case .incomplete:
      terminal.summarize("community \(community.community): members without readings: nothing is reopened")
    case .cut(let uncovered) where uncovered != "0":
      terminal.tell(
        "community \(community.community): \(uncovered) W above the limit remain: nothing more may be cut")
      session.status = .violations
    case .cut, .hold, .reopened: break
    }
  }
}

extension [Directive] {
  /// Lines for the terminal.
  var table: [String] {
    let rows = map { directive in
      [
        directive.community, directive.device, directive.state.rawValue, directive.origin, String(directive.power),
        directive.issuedAt.description, directive.expiresAt.description, directive.reason,
      ]
    }
    return gridctl.table(["community", "device", "state", "origin", "W", "issued", "expires", "reason"], rows)
  }
}
