import Documents
import Grid
import Operate

/// `gridctl vpp offer`: what communities and their batteries offer to a market.
struct VppOffer: Command {
  static let name = "vpp offer"
  static let summary = "Write a bid file: surplus that nobody uses, and what batteries can do beyond their plans."
  static let options = [
    BatteryPlanCommand.market, Option.period, .community, standard, redo, output, .asOf, .dryRun,
  ]

  static let standard = Option(
    "standard", value: "EUR/MWh", help: "What stored energy is worth (median of the 24 hours before each day).")
  static let redo = Option("redo", help: "Offer what has begun again, too.")
  static let output = Option("output", value: "file|-", help: "The bid file, CSV; '-': stdout.")

  let request: (Period, Instant) -> OfferRequest
  let market: String
  let output: String
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let market = try values.required(BatteryPlanCommand.market)
    let standard = try values.hundredths(Self.standard)
    let isForced = values.has(Self.redo)
    self.market = market
    output = try values.required(Self.output)
    isRehearsal = values.has(.dryRun)
    request = { period, asOf in
      OfferRequest(market: market, period: period, standard: standard, asOf: asOf, isForced: isForced)
    }
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let database = try session.database
    try database.lock(Self.name)
    let make = {
      let summary = try makeOffers(community: community, request(period, session.asOf), on: database)
      return (summary, try offers(community: community, market: market, period: period, on: database))
    }
    let (summary, bids) = try isRehearsal ? database.rehearsal(make) : make()
    // A bid file of a rehearsal could be sent by mistake.
    if !isRehearsal || output == "-" { try write(bids, in: session) }
    for note in summary.notes { session.terminal.tell("not offered: \(note)") }
    for (community, slots) in summary.unknown.sorted(by: { $0.key < $1.key }) {
      for range in ranges(slots) {
        session.terminal.tell("not offered: nothing is known of community \(community) in \(range)")
      }
    }
    if !summary.notes.isEmpty || !summary.unknown.isEmpty { session.status = .violations }
    session.summarize(
      "\(counted(bids.count, "bid")) of \(counted(summary.communityCount, "community", "communities"))"
        + (summary.unmeteredCount > 0
          ? ", nothing of \(counted(summary.unmeteredCount, "battery", "batteries")) without meter" : "")
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func write(_ bids: [Offer], in session: Session) throws {
    let columns: [(String, Column.Format)] = [
      ("market", .text), ("community", .text), ("starts_at", .text), ("ends_at", .text), ("product", .text),
      ("quantity_wh", .integer), ("price_eur_mwh", .decimal(places: 2)),
    ]
    let rows: [[Cell]] = bids.map { bid in
      [
        .text(market), .text(bid.community), .text(bid.start.description),
        .text(Instant(seconds: bid.start.seconds + 900).description), .text(bid.product), .integer(bid.quantity),
        .decimal(bid.price, scale: 2),
      ]
    }
    try session.write(
      Document(
        "Bids", created: session.asOf.seconds,
        sheets: [Sheet("Bids", columns: columns.map { Column($0.0, $0.1) }, rows: .list(rows))]), to: output)
  }
}
