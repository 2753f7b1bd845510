import Database
import Documents
import Grid

/// What the plans of flexible devices make of a day: the curve, the import before and after, and when each device runs.
public struct EmsReport {
  public enum Scope: Sendable {
    /// A local day of each community, step by step, each with the plan that was in force.
    case day(LocalDay)
    /// The newest plan that reaches beyond the clock.
    case newest
    /// Local days of each community, a row each.
    case period(Period)
  }

  /// More devices than these have no lane of their own: those with most energy have one, the rest of a kind is added up.
  public static let laneCount = 40

  public let document: Document
  /// Plans in force.
  public let planCount: Int
  /// Devices that they gave a load, each once a community and method; of a period 0.
  public let deviceCount: Int

  /// - Parameters:
  ///   - community: Its code; nil: all.
  ///   - method: The label of the plans; nil: all of them, side by side.
  ///   - asOf: The clock: plans made later are not known.
  public init(
    _ scope: Scope, community: String?, method: String?, asOf: Instant, language say: PrintLanguage = .en,
    on connection: Connection
  ) throws {
    var (planCount, deviceCount) = (0, 0)
    var sheets: [Sheet] = []
    let title = Self.title(scope, asOf, say)
    try connection.transaction {
      let plans = try EmsPlans(
        scope.plans, community: community, method: method, asOf: asOf, language: say, on: connection)
      let days = try plans.days(one: scope.period == nil)
      planCount = days.reduce(0) { $0 + $1.int("plan_count") }
      if case .period = scope {
        var sheet = try plans.daySheet(days, name: say("Days", fr: "Jours"), title: title, notes: Self.notes(days, say))
        sheet.charts = plans.dayCharts(days)
        sheets = [sheet]
        return
      }
      var summary = try plans.figureSheet(
        days, name: "Plan", title: title, notes: Self.notes(days, say) + Self.counts(days, say))
      guard !days.isEmpty else {
        sheets = [summary]
        return
      }
      let devices = try connection.query("reports/ems_devices")
      let curve = try Curve(connection.query("reports/ems_curve", scope.day), days, say)
      summary.charts = try curve.charts(connection.query("reports/ems_lanes", Self.laneCount))
      deviceCount = devices.count
      sheets = [summary, try Self.deviceSheet(devices, title, say)] + curve.sheets
    }
    (self.planCount, self.deviceCount) = (planCount, deviceCount)
    document = Document(title, created: asOf.seconds, language: say, sheets: sheets)
  }

  private static func title(_ scope: Scope, _ asOf: Instant, _ say: PrintLanguage) -> String {
    let devices = say("Flexible devices", fr: "Appareils flexibles")
    return switch scope {
    case .day(let day): "\(devices), \(day)"
    case .newest: say("\(devices), newest plan at \(asOf)", fr: "\(devices), plan le plus récent au \(asOf)")
    case .period(let period): "\(devices), \(period.title(in: say))"
    }
  }

  private static func notes(_ days: Rows, _ say: PrintLanguage) -> [String] {
    guard !days.isEmpty else { return [say("No plan was in force.", fr: "Aucun plan n’était en vigueur.")] }
    let zones = Set(days.map { $0.text("zone") }).sorted().joined(separator: ", ")
    return [say("Local time of \(zones).", fr: "Heure locale de \(zones).")] + EmsPlans.notes(in: say)
  }

  private static func counts(_ days: Rows, _ say: PrintLanguage) -> [String] {
    days.map { row in
      func count(_ column: String, _ word: String) -> String {
        "\(row.text(column)) \(word)\(row.int(column) == 1 ? "" : "s")"
      }
      let hours = row.decimalText("planned_hours", places: 2, in: say)
      return say.typeset(
        "\(row.section(among: days))\(say(":", fr: " :")) \(count("device_count", say("device", fr: "appareil"))), "
          + "\(count("plan_count", "plan")), \(hours) \(say("hours planned", fr: "heures planifiées")).")
    }
  }

  private static func deviceSheet(_ rows: Rows, _ title: String, _ say: PrintLanguage) throws -> Sheet {
    let hasMethods = Set(rows.map { $0.text("method") }).count > 1
    let columns =
      [Column(say("Community", fr: "Communauté"))] + (hasMethods ? [Column(say("Method", fr: "Méthode"))] : [])
      + [
        Column(say("Device", fr: "Appareil")), Column(say("Kind", fr: "Genre")),
        Column(say("Energy kWh", fr: "Énergie kWh"), .kilowattHours, totals: [.sum]),
        Column(say("Peak W", fr: "Pointe W"), .integer), Column(say("From", fr: "Début"), .localTime),
        Column(say("To", fr: "Fin"), .localTime), Column(say("Time on", fr: "Durée de marche"), .duration),
      ]
    let cells = try rows.map { row in
      [row.word("community")] + (hasMethods ? [row.word("method")] : [])
        + [
          row.word("device"), .text(EmsKind(rawValue: row.text("kind"))?.singular(in: say) ?? row.text("kind")),
          try row.number("energy_kwh"),
          try row.number("peak_w"), row.localTime("from_s"),
          row.optional("to_s") == nil ? .empty : .localTime(row.int64("to_s"), offset: Int32(row.int("to_offset_s"))),
          try row.number("on_minutes"),
        ]
    }
    return Sheet(
      say("Devices", fr: "Appareils"),
      title: say("\(title): devices", fr: say.typeset("\(title) : appareils")),
      notes: [
        say(
          "From, to: the first and the last time it is on; a heater is on in comfort, or when it heats.",
          fr: say.typeset(
            "Début, fin : la première et la dernière fois qu’il marche ; un radiateur marche en confort, ou quand il chauffe."
          ))
      ],
      columns: columns, rows: .list(cells), frozenColumns: hasMethods ? 3 : 2)
  }
}

extension EmsReport.Scope {
  fileprivate var day: LocalDay? {
    if case .day(let day) = self { return day }
    return nil
  }

  fileprivate var period: Period? {
    if case .period(let period) = self { return period }
    return nil
  }

  fileprivate var plans: EmsPlans.Scope {
    switch self {
    case .day(let day): .period(Period(day, day.advanced(by: 1))!)
    case .newest: .newest
    case .period(let period): .period(period)
    }
  }
}

/// The curves of each community and method, a sheet each, and their pictures.
private struct Curve {
  struct Section {
    let name: String
    /// As the rows of the session's tables name it.
    let key: [String]
    let sheet: Sheet
  }

  let sections: [Section]
  private let say: PrintLanguage

  var sheets: [Sheet] { sections.map(\.sheet) }

  /// - Parameter days: The sections, in order.
  init(_ rows: Rows, _ days: Rows, _ say: PrintLanguage) throws {
    self.say = say
    let headings = Headings(say)
    let cells = Dictionary(grouping: rows, by: \.section)
    sections = try days.enumerated().map { index, day in
      let name = day.section(among: days)
      let sheet = Sheet(
        say("Curve", fr: "Courbe") + (days.count == 1 ? "" : " \(index + 1)"),
        title: say("\(name): curve", fr: say.typeset("\(name) : courbe")),
        notes: [
          say(
            "Surplus: production - consumption without flexible devices. Empty: no plan was in force.",
            fr: say.typeset(
              "Surplus : production - consommation sans appareils flexibles. Vide : aucun plan en vigueur."))
        ],
        columns: [
          Column(headings.from, .localTime), Column("Surplus W", .integer),
          Column(say("With plan W", fr: "Avec plan W"), .integer), Column(headings.excess, .integer),
          Column(headings.before, .integer), Column(headings.after, .integer),
        ],
        rows: .list(
          try (cells[day.section] ?? []).map { row in
            [
              row.localTime("starts_s"), try row.number("surplus_w"), try row.number("left_w"),
              try row.number("excess_w"), try row.number("before_w"), try row.number("after_w"),
            ]
          }), frozenColumns: 1)
      return Section(name: name, key: day.section, sheet: sheet)
    }
  }

  /// A picture a section: the curves, and a lane a device below them.
  func charts(_ lanes: Rows) throws -> [Chart] {
    let pieces = Dictionary(grouping: lanes, by: \.section)
    let headings = Headings(say)
    return try sections.map { section in
      Chart(
        .area,
        say(
          "\(section.name): surplus, planned import, devices",
          fr: say.typeset("\(section.name) : surplus, soutirage planifié, appareils")),
        categories: headings.from,
        series: [
          .init(headings.excess, name: "Surplus", colour: .amber),
          .init(
            headings.before, name: say("Import without flexible devices", fr: "Soutirage sans appareils flexibles"),
            colour: .grey),
          .init(headings.after, name: say("Import with their plan", fr: "Soutirage avec leur plan"), colour: .navy),
        ], valueTitle: "W", sheet: section.sheet.name, width: 900, lanes: try self.lanes(pieces[section.key] ?? []))
    }
  }

  /// Headings that the charts name.
  private struct Headings {
    let from, excess, before, after: String

    init(_ say: PrintLanguage) {
      from = say("From", fr: "Début")
      excess = say("Excess W", fr: "Excédent W")
      before = say("Import before W", fr: "Soutirage avant W")
      after = say("Import after W", fr: "Soutirage après W")
    }
  }

  private func lanes(_ rows: [Rows.Row]) throws -> [Chart.Lane] {
    var lanes: [Chart.Lane] = []
    var last: [String?] = []
    for row in rows {
      guard let kind = EmsKind(rawValue: row.text("kind")), let load = ExactDecimal(row.text("load_w")) else {
        continue
      }
      let key = [kind.rawValue, row.optional("device")]
      if key != last {
        last = key
        let name = row.optional("device") ?? more(row, kind)
        lanes.append(Chart.Lane(name, kind: kind.plural(in: say), colour: kind.colour, pieces: []))
      }
      let from = row.int64("at_s")
      // What is added up has no bar of its own behind its profile.
      lanes[lanes.count - 1].pieces.append(
        Chart.Piece(
          from: from, to: from + row.int64("length_s"), value: load,
          isOn: row.optional("device") != nil && row.bool("is_on")))
    }
    return lanes
  }
}

extension Curve {
  /// `12 more vehicles`, `12 autres véhicules`.
  private func more(_ row: Rows.Row, _ kind: EmsKind) -> String {
    "\(row.text("device_count")) \(say("more", fr: "autres")) \(kind.plural(in: say).lowercased())"
  }
}

extension Rows.Row {
  fileprivate var section: [String] { [text("community_id"), text("method")] }
}
