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
  public init(_ scope: Scope, community: String?, method: String?, asOf: Instant, on connection: Connection) throws {
    var (planCount, deviceCount) = (0, 0)
    var sheets: [Sheet] = []
    let title = Self.title(scope, asOf)
    try connection.transaction {
      let plans = try EmsPlans(
        scope.plans, community: community, method: method, asOf: asOf, on: connection)
      let days = try plans.days(one: scope.period == nil)
      planCount = days.reduce(0) { $0 + $1.int("plan_count") }
      if case .period = scope {
        var sheet = try plans.daySheet(days, name: "Days", title: title, notes: Self.notes(days))
        sheet.charts = plans.dayCharts(days)
        sheets = [sheet]
        return
      }
      var summary = try plans.figureSheet(days, name: "Plan", title: title, notes: Self.notes(days) + Self.counts(days))
      guard !days.isEmpty else {
        sheets = [summary]
        return
      }
      let devices = try connection.query("reports/ems_devices")
      let curve = try Curve(connection.query("reports/ems_curve", scope.day), days)
      summary.charts = try curve.charts(connection.query("reports/ems_lanes", Self.laneCount))
      deviceCount = devices.count
      sheets = [summary, try Self.deviceSheet(devices, title)] + curve.sheets
    }
    (self.planCount, self.deviceCount) = (planCount, deviceCount)
    document = Document(title, created: asOf.seconds, sheets: sheets)
  }

  private static func title(_ scope: Scope, _ asOf: Instant) -> String {
    switch scope {
    case .day(let day): "Flexible devices, \(day)"
    case .newest: "Flexible devices, newest plan at \(asOf)"
    case .period(let period): "Flexible devices, \(period.title)"
    }
  }

  private static func notes(_ days: Rows) -> [String] {
    guard !days.isEmpty else { return ["No plan was in force."] }
    let zones = Set(days.map { $0.text("zone") }).sorted().joined(separator: ", ")
    return ["Local time of \(zones)."] + EmsPlans.notes
  }

  private static func counts(_ days: Rows) -> [String] {
    days.map { row in
      func count(_ column: String, _ word: String) -> String {
        "\(row.text(column)) \(word)\(row.int(column) == 1 ? "" : "s")"
      }
      return "\(row.section(among: days)): \(count("device_count", "device")), \(count("plan_count", "plan")), "
        + "\(row.decimalText("planned_hours", places: 2)) hours planned."
    }
  }

  private static func deviceSheet(_ rows: Rows, _ title: String) throws -> Sheet {
    let hasMethods = Set(rows.map { $0.text("method") }).count > 1
    let columns =
      [Column("Community")] + (hasMethods ? [Column("Method")] : [])
      + [
        Column("Device"), Column("Kind"), Column("Energy kWh", .kilowattHours, totals: [.sum]),
        Column("Peak W", .integer), Column("From", .localTime), Column("To", .localTime), Column("Time on", .duration),
      ]
    let cells = try rows.map { row in
      [row.word("community")] + (hasMethods ? [row.word("method")] : [])
        + [
          row.word("device"), .text(row.text("kind").replacing("_", with: " ")), try row.number("energy_kwh"),
          try row.number("peak_w"), row.localTime("from_s"),
          row.optional("to_s") == nil ? .empty : .localTime(row.int64("to_s"), offset: Int32(row.int("to_offset_s"))),
          try row.number("on_minutes"),
        ]
    }
    return Sheet(
      "Devices", title: "\(title): devices",
      notes: ["From, to: the first and the last time it is on; a heater is on in comfort, or when it heats."],
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

  var sheets: [Sheet] { sections.map(\.sheet) }

  /// - Parameter days: The sections, in order.
  init(_ rows: Rows, _ days: Rows) throws {
    let cells = Dictionary(grouping: rows, by: \.section)
    sections = try days.enumerated().map { index, day in
      let name = day.section(among: days)
      let sheet = Sheet(
        days.count == 1 ? "Curve" : "Curve \(index + 1)",
        title: "\(name): curve",
        notes: ["Surplus: production - consumption without flexible devices. Empty: no plan was in force."],
        columns: [
          Column("From", .localTime), Column("Surplus W", .integer), Column("With plan W", .integer),
          Column("Excess W", .integer), Column("Import before W", .integer), Column("Import after W", .integer),
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
    return try sections.map { section in
      Chart(
        .area, "\(section.name): surplus, planned import, devices", categories: "From",
        series: [
          .init("Excess W", name: "Surplus", colour: .amber),
          .init("Import before W", name: "Import without flexible devices", colour: .grey),
          .init("Import after W", name: "Import with their plan", colour: .navy),
        ], valueTitle: "W", sheet: section.sheet.name, width: 900, lanes: try Self.lanes(pieces[section.key] ?? []))
    }
  }

  private static func lanes(_ rows: [Rows.Row]) throws -> [Chart.Lane] {
    var lanes: [Chart.Lane] = []
    var last: [String?] = []
    for row in rows {
      guard let kind = EmsKind(rawValue: row.text("kind")), let load = ExactDecimal(row.text("load_w")) else {
        continue
      }
      let key = [kind.rawValue, row.optional("device")]
      if key != last {
        last = key
        let name = row.optional("device") ?? "\(row.text("device_count")) more \(kind.plural.lowercased())"
        lanes.append(Chart.Lane(name, kind: kind.plural, colour: kind.colour, pieces: []))
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

extension Rows.Row {
  fileprivate var section: [String] { [text("community_id"), text("method")] }
}
