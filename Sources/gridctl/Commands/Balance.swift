import Aggregate
import Documents
import Grid

/// `gridctl balance`: production against consumption, slot by slot.
struct Balance: Command {
  static let name = "balance"
  static let summary = "Show production against consumption, slot by slot, and what is lacking."
  static let options = [Option.period, .community, .grain, .tolerance, .known] + Option.document + [.asOf]

  let output: String?
  let grain: Grain
  let rule: BalanceRule

  init(_ values: OptionValues) throws {
    _ = try values.required(.period)
    output = try values.output()
    grain = try values.grain()
    rule = try values.balanceRule()
  }

  func run(in session: Session) throws {
    let community = try session.community()
    let period = try session.period(community: community)
    let database = try session.database
    let slots = try balance(
      period: period, community: community, grain: grain, rule: rule, asOf: session.asOf, on: database)
    try session.show(Self.sheet(slots, period, session.language), created: session.asOf, at: output)
    for gap in try daysWithoutTotals(period: period, community: community, asOf: session.asOf, on: database) {
      session.terminal.tell("community \(gap.community): no totals on \(counted(gap.dayCount, "day"))")
    }
    let coarse = Set(slots.filter { $0.seconds > grain.rawValue }.compactMap(\.community)).count
    if coarse > 0 {
      session.terminal.tell(
        "\(counted(coarse, "community", "communities")) shown by the quarter hour: their readings are no finer")
    }
    let own = slots.filter { $0.community != nil }
    session.summarize(
      "\(counted(own.count, "slot")), \(grouped(own.count { $0.action == "more" })) more, "
        + "\(grouped(own.count { $0.action == "less" })) less, \(grouped(own.count { $0.action == "ok" })) ok, "
        + "\(grouped(own.count { $0.action == "unknown" })) unknown, \(grouped(own.count { $0.state == "stale" })) stale"
    )
  }

  private static func sheet(_ slots: [BalanceSlot], _ period: Period, _ say: PrintLanguage) throws -> Sheet {
    Sheet(
      say("Balance", fr: "Bilan"), title: say("Balance, \(period)", fr: "Bilan, \(period)"),
      columns: [
        Column(say("Community", fr: "Communauté")), Column(say("Start", fr: "Début"), .localTime),
        Column("Minutes", .integer), Column(say("Members", fr: "Membres"), .integer),
        Column(say("Known", fr: "Connus"), .integer), Column("Production Wh", .integer),
        Column(say("Consumption Wh", fr: "Consommation Wh"), .integer),
        Column(say("Percent", fr: "Pour cent"), .decimal(places: 1)), Column("Production"), Column("Action"),
        Column(say("Needed W", fr: "Requis W"), .integer),
      ],
      rows: .list(
        try slots.map { slot in
          [
            .text(slot.community ?? say.state("all")), slot.start.cell, .integer(Int64(slot.seconds / 60)),
            .integer(Int64(slot.memberCount)), .integer(Int64(slot.knownCount)), try .numeric(slot.production),
            try .numeric(slot.consumption), try .numeric(slot.percent), .text(say.state(slot.state)),
            .text(say.state(slot.action)),
            slot.needed.map { .integer(Int64($0)) } ?? .empty,
          ]
        }))
  }
}

extension Option {
  static let grain = Option("grain", value: "5min|15min", help: "Length of the slots (5min).")
  static let tolerance = Option(
    "tolerance", value: "percent", help: "How far production may be off, in percent of consumption (5).")
  static let known = Option(
    "known", value: "percent", help: "Members that have to be known for an action, in percent (50).")
}

extension OptionValues {
  func grain() throws -> Grain {
    switch text(.grain) {
    case nil, "5min": return .fiveMinutes
    case "15min": return .quarterHour
    default: throw UsageFailure("--grain is neither 5min nor 15min")
    }
  }

  func balanceRule() throws -> BalanceRule {
    BalanceRule(tolerance: try percent(.tolerance) ?? 5, known: try percent(.known) ?? 50)
  }

  private func percent(_ option: Option) throws -> Int? {
    guard let text = text(option) else { return nil }
    guard let value = Int(text), (0...100).contains(value) else {
      throw UsageFailure("--\(option.name) is no whole percentage from 0 to 100: '\(text)'")
    }
    return value
  }
}

extension LocalTime {
  var cell: Cell { .localTime(seconds, offset: offset) }
}
