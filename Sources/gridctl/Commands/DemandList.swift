import Operate

/// `gridctl demand list`: what partners announced.
struct DemandList: Command {
  static let name = "demand list"
  static let summary = "List what partners announced, and when it is needed next."
  static let options = [Option.community, DemandAnnounce.partner, .asOf]
  static let isRecorded = false

  let partner: String?

  init(_ values: OptionValues) { partner = values.text(DemandAnnounce.partner) }

  func run(in session: Session) throws {
    let found = try demands(
      community: session.community(), partner: partner, asOf: session.asOf, on: session.database)
    let headings = ["demand", "partner", "community", "power W", "window", "from", "until", "next", "dispatched"]
    let rows = found.map { demand in
      [
        demand.demand, demand.partner, demand.community, String(demand.power), demand.window,
        demand.days.from?.description, demand.days.until?.description, demand.next.map { "\($0.start)..\($0.end)" },
        demand.lastDispatched?.description,
      ]
    }
    for line in table(headings, rows) { session.terminal.write(line) }
    session.summarize(counted(found.count, "demand"))
  }
}
