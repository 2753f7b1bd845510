import Documents
import Grid
import Operate

/// `gridctl balance request`: asks suppliers for more or less production.
struct BalanceRequest: Command {
  static let name = "balance request"
  static let summary = "Ask suppliers for more or less production; what they cannot take is kept for regulation."
  static let options = [Option.period, .community, .tolerance, .known] + Option.table + [.dryRun, .asOf]

  let output: String?
  let tolerance: Int
  let known: Int
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    output = try values.output()
    let rule = try values.balanceRule()
    tolerance = rule.tolerance
    known = rule.known
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.values.has(.period) ? session.period(community: community) : nil
    let database = try session.database
    try database.lock(Self.name)
    let ask = {
      try requestProduction(
        period: period, community: community, tolerance: tolerance, known: known, asOf: session.asOf, on: database)
    }
    let summary = try isRehearsal ? database.rehearsal(ask) : ask()
    let asked = summary.requests.filter { $0.asked > 0 }
    if output != nil || !session.terminal.isQuiet {
      try session.show(Self.sheet(asked), created: session.asOf, at: output)
    }
    let short = Self.shortages(summary.requests)
    for line in short.prefix(10) { session.terminal.summarize(line) }
    if short.count > 10 { session.terminal.summarize("… and \(grouped(short.count - 10)) more") }
    for code in summary.withoutPlant { session.terminal.summarize("community \(code): no plant to ask") }
    session.summarize(
      "\(counted(asked.count, "request")), \(counted(short.count, "slot")) capped, "
        + "\(counted(summary.messageCount, "message")) put" + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  /// One line for each slot that the plants cannot balance.
  private static func shortages(_ requests: [SupplierRequest]) -> [String] {
    var last: (String, Int64, Int32)?
    return requests.compactMap { request in
      let slot = (request.community, request.start, request.offset)
      defer { last = slot }
      guard request.unmet > 0, last.map({ $0 != slot }) ?? true else { return nil }
      let start = Instant(seconds: request.start - Int64(request.offset))
      return "community \(request.community) \(start): \(grouped(request.unmet)) of \(grouped(request.needed)) W "
        + "\(request.action) are beyond its plants' limits"
    }
  }

  private static func sheet(_ requests: [SupplierRequest]) -> Sheet {
    Sheet(
      "Requests", title: "Requests to suppliers",
      columns: [
        Column("Community"), Column("Slot", .localTime), Column("Supplier"), Column("Plant"), Column("Action"),
        Column("Produces W", .integer), Column("Asked W", .integer), Column("Target W", .integer),
        Column("Unmet W", .integer),
      ],
      rows: .list(
        requests.map { request in
          [
            .text(request.community), .localTime(request.start, offset: request.offset), .text(request.supplier),
            .text(request.plant), .text(request.action), .integer(Int64(request.production)),
            .integer(Int64(request.asked)), .integer(Int64(request.target)), .integer(Int64(request.unmet)),
          ]
        }))
  }
}
