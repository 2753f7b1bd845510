import Database
import Documents
import Grid

/// What a household used, produced and exchanged, hour by hour of one local day.
public struct HouseholdReport {
  public let document: Document
  /// 23, 24 or 25.
  public let hours: Int
  /// Hours of which nothing is known.
  public let missing: Int
  /// Hours of which some readings are known.
  public let partial: Int

  /// - Parameters:
  ///   - meter: Its code.
  ///   - day: A local day of the community the meter belongs to on that day.
  public init(meter: String, day: LocalDay, asOf: Instant, on connection: Connection) throws {
    let household = try Household(meter: meter, day: day, on: connection)
    let rows = try connection.query("reports/household_hours", meter, day)
    hours = rows.count
    missing = rows.count { $0.text("state") == "missing" }
    partial = rows.count { $0.text("state") == "partial" }
    let title = "\(household.kind) \(meter), \(day)"
    document = Document(
      title, subject: household.community, created: asOf.seconds,
      sheets: [
        try household.hourSheet(rows, title: title, missing: missing, partial: partial),
        try household.quarterSheet(connection.query("reports/household_quarters", meter, day), title: title),
      ])
  }
}

/// The meter of the report on its day.
private struct Household {
  let row: Rows.Row

  var kind: String { row.text("kind").prefix(1).uppercased() + row.text("kind").dropFirst() }
  var community: String { "\(row.text("community")) \(row.text("name"))" }
  private var place: String { "Community \(community) · local time of \(row.text("zone"))" }

  init(meter: String, day: LocalDay, on connection: Connection) throws {
    guard let row = try connection.query("reports/household", meter, day).first else {
      throw PlainFailure(
        .noInput, "there is no meter '\(meter)'", hint: "Is the code right? Letters count as they are.")
    }
    guard row.optional("community") != nil else {
      let known = row.optional("first_known").map { "Its readings run from \($0) to \(row.text("last_known"))." }
      throw PlainFailure(
        .noInput, "meter '\(meter)' belongs to no community on \(day)", hint: known ?? "It has no readings at all.")
    }
    self.row = row
  }

  func hourSheet(_ rows: Rows, title: String, missing: Int, partial: Int) throws -> Sheet {
    Sheet(
      "Hours", title: title, notes: notes(rows, missing: missing, partial: partial),
      columns: [
        Column("Hour", .localTime), Column("Used kWh", .kilowattHours, totals: [.sum]),
        Column("Produced kWh", .kilowattHours, totals: [.sum]), Column("Import kWh", .kilowattHours, totals: [.sum]),
        Column("Export kWh", .kilowattHours, totals: [.sum]), Column("Share of day", .percent, totals: [.sum]),
        Column("Peak"), Column("Autarky"), Column("State"),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.localTime("starts_s"), try row.number("used_kwh"), try row.number("produced_kwh"),
            try row.number("import_kwh"), try row.number("export_kwh"), try row.number("share"),
            row.bool("is_peak") ? .text("peak") : .empty, .text(Self.autarky(row)), row.word("state"),
          ]
        }),
      charts: [
        Chart(
          .column, "Used and produced by hour", categories: "Hour",
          series: [
            .init("Used kWh", name: "Used", colour: .navy), .init("Produced kWh", name: "Produced", colour: .amber),
          ], categoryTitle: "hour that begins at", valueTitle: "kWh", width: 900)
      ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }

  func quarterSheet(_ rows: Rows, title: String) throws -> Sheet {
    Sheet(
      "Quarter hours", title: "\(title): quarter hours",
      notes: [place, "Empty: no reading of that quarter hour is known."],
      columns: [
        Column("Quarter hour", .localTime), Column("Used kWh", .kilowattHours, totals: [.sum]),
        Column("Produced kWh", .kilowattHours, totals: [.sum]), Column("Import kWh", .kilowattHours, totals: [.sum]),
        Column("Export kWh", .kilowattHours, totals: [.sum]), Column("Mean draw W", .integer, totals: [.maximum]),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.localTime("starts_s"), try row.number("used_kwh"), try row.number("produced_kwh"),
            try row.number("import_kwh"), try row.number("export_kwh"), try row.number("draw_w"),
          ]
        }),
      charts: [
        Chart(
          .line, "Mean power drawn from the grid", categories: "Quarter hour",
          series: [.init("Mean draw W", name: "Draw", colour: .brick)], valueTitle: "W", width: 900)
      ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }

  private func notes(_ rows: Rows, missing: Int, partial: Int) -> [String] {
    var lines = [place]
    if let peak = rows.first(where: { $0.bool("is_peak") }) {
      lines.append(
        "Peak hour: the one from \(peak.clock) with \(peak.decimalText("used_kwh", places: 3)) kWh, "
          + "\(peak.percentText("share")) of the day. Greatest draw: \(row.text("peak_w")) W.")
    }
    if missing == rows.count {
      lines.append("No reading of this day is known.")
    } else if missing + partial > 0 {
      lines.append("\(missing) of \(rows.count) hours are missing, \(partial) partial: sums hold what is known.")
    }
    lines.append("Autarky: nothing was drawn from the grid in the whole hour; unknown where readings are missing.")
    return lines
  }

  private static func autarky(_ row: Rows.Row) -> String {
    row.optional("strict") == nil ? "unknown" : row.bool("strict") ? "yes" : "no"
  }
}

extension Rows.Row {
  /// `02:00 +02:00`.
  fileprivate var clock: String {
    let second = int("starts_s") % 86_400
    let offset = int("offset_s")
    let distance = abs(offset) / 60
    return "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)) "
      + "\(offset < 0 ? "-" : "+")\(padded(distance / 60, 2)):\(padded(distance % 60, 2))"
  }
}
