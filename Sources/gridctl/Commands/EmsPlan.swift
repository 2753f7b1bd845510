import Documents
import Grid
import Optimize

/// `gridctl ems plan`: places flexible consumption where local production is.
struct EmsPlan: Command {
  static let name = "ems plan"
  static let summary = "Plan flexible devices and batteries for the next day, from the next quarter hour on."
  static let options = [
    Option.community, horizon, curve, method, minimize, market, standard, timeLimit, solver, .dryRun, .asOf,
  ]

  static let horizon = Option("horizon", value: "hours", help: "How far to plan ahead, 1h to 168h (24h).")
  static let curve = Option(
    "curve", value: "how", help: "persistence of the last 24 hours, or outlook: the newest forecast (persistence).")
  static let method = Option(
    "method", value: "label", help: "Keep the plan under this name, beside those of others (\(PlanRequest.method)).")
  static let minimize = Option(
    "minimize", value: "what", help: "What of the import is made small: energy, price or co2 (energy).")
  static let market = Option("market", value: "code", help: "The market whose prices or emissions count.")
  static let standard = Option(
    "standard", value: "EUR/MWh", help: "Batteries do not charge above this price nor discharge below it (any).")
  static let timeLimit = Option(
    "time-limit", value: "seconds", help: "After this the best plan found is taken (60).")
  static let solver = Option(
    "solver", value: "way", help: "auto, milp or decomposition (auto: by the number of devices).")
  /// Runs of this name exclude each other.
  static let lock = "ems"

  let request: PlanRequest
  let isRehearsal: Bool

  init(_ values: OptionValues) throws {
    let minimize = try values.choice(Self.minimize, of: PlanSettings.Measure.self) ?? .energy
    let market = values.text(Self.market)
    let standard = try values.hundredths(Self.standard)
    guard market != nil || (minimize == .energy && standard == nil) else {
      throw UsageFailure(
        "prices and emissions need --market", hint: "Import them with 'gridctl import prices' or 'import emissions'.")
    }
    request = PlanRequest(
      asOf: Instant(seconds: 0), horizonHours: try values.hours(Self.horizon) ?? 24,
      method: try values.planMethod(Self.method) ?? PlanRequest.method,
      curve: try values.choice(Self.curve, of: CurveMethod.self) ?? .persistence, minimize: minimize, market: market,
      standardPrice: standard.map { Int($0) },
      options: try values.solveOptions(timeLimit: Self.timeLimit, solver: Self.solver))
    isRehearsal = values.has(.dryRun)
  }

  func run(in session: Session) throws {
    let database = try session.database
    var request = request
    request.community = try session.community()
    request.asOf = session.asOf
    try database.lock(Self.lock)
    var rounds: [PlanSummary] = []
    let make = { try makePlans(request, on: database) { rounds.append($0) } }
    do {
      try isRehearsal ? database.rehearsal(make) : make()
    } catch {
      // The others' plans are there.
      if !rounds.isEmpty { tell(rounds, in: session) }
      throw error
    }
    tell(rounds, in: session)
  }

  private func tell(_ rounds: [PlanSummary], in session: Session) {
    for round in rounds {
      // What a plan has relaxed is told to who looks, and is in the database for who does not; no plan at all, to everybody.
      let tell = round.figures == nil ? session.terminal.tell : session.terminal.summarize
      for warning in round.warnings { tell(warning.line(of: round.community)) }
      guard round.figures == nil else { continue }
      session.status = .violations
      session.terminal.tell("\(round.community): \(words(of: round.standing, at: session.asOf))")
    }
    show(rounds, in: session)
    let planned = rounds.compactMap(\.figures)
    session.summarize(
      rounds.isEmpty
        ? "nothing to plan: no community has a piloted device or a battery of its own"
        : "\(counted(planned.count, "plan")) of \(counted(planned.reduce(0) { $0 + $1.devices }, "device")), "
          + counted(rounds.reduce(0) { $0 + $1.warnings.count }, "warning")
          + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
  }

  private func show(_ rounds: [PlanSummary], in session: Session) {
    let rows = rounds.compactMap { round in
      round.figures.map { figures in [round.community, round.begin.description] + figures.cells }
    }
    guard !rows.isEmpty else { return }
    for line in table(["community", "begins"] + PlanFigures.headings, rows) { session.terminal.show(line) }
  }

  /// `nothing is planned, the plan of … stays valid until …`.
  private func words(of standing: StandingPlan?, at asOf: Instant) -> String {
    guard let standing else { return "nothing could be planned, and there is no plan from before" }
    return standing.isValid(at: asOf)
      ? "nothing could be planned; the plan from \(standing.begin), \(standing.ageMinutes(at: asOf)) min old, stays valid until \(standing.end)"
      : "nothing could be planned, and no plan is valid since \(standing.end)"
  }
}

extension PlanFigures {
  static let headings = [
    "devices", "before kWh", "after kWh", "saved kWh", "peak kW", "gap %", "solver", "seconds",
  ]

  /// The figures as `ems plan` and `ems replay` show them.
  var cells: [String] {
    [
      "\(devices)", kilowattHours(importBefore), kilowattHours(importAfter),
      kilowattHours(saved), decimal(Int64((peak + 500) / 1000), 3),
      gap.map { decimal(Int64(($0 * 1_000_000).rounded(.up)), 4) } ?? "unknown", solver.rawValue,
      String(seconds(milliseconds).dropLast(2)),
    ]
  }

  /// kWh of mW summed over quarter hours, to the Wh.
  private func kilowattHours(_ sum: Int) -> String {
    // A mW for a quarter hour is 25 hundred-thousandths of a Wh.
    decimal(Int64(ExactDecimal(unscaled: sum * 25, scale: 8).rounded(to: 3).unscaled), 3)
  }
}

extension PlanWarning {
  /// `[WARN_CONSTRAINT] washer: it cannot be finished in time (07:00 -> 08:15)`.
  func line(of community: String) -> String {
    let change = before == nil && after == nil ? "" : " (\(before ?? "nothing") -> \(after ?? "nothing"))"
    return "[\(tag.rawValue)] \(device ?? community): \(reason)\(change)"
  }
}

extension OptionValues {
  /// A label of plans; nil without the option.
  func planMethod(_ option: Option) throws -> String? {
    guard let text = text(option) else { return nil }
    guard text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil, text.count <= 63 else {
      throw UsageFailure("--\(option.name) is no label: '\(text)'", hint: "Letters, digits, '.', '_' and '-'.")
    }
    return text
  }
}
