import Database
import Documents
import Grid

/// Use, production and exchange of a period cell by cell: of each meter, of each community, or of all together.
public struct UsageSeries {
  public enum Scope: String, CaseIterable, Sendable { case client, community, all }
  public enum Grain: String, CaseIterable, Sendable {
    case fiveMinutes = "5min"
    case hour, day, month
  }

  public struct Request: Sendable {
    public let scope: Scope
    public let grain: Grain
    public let period: Period
    /// Its code; nil: all.
    public let community: String?
    /// Cells that had started by then are listed; days and months that had ended, or have readings.
    public let asOf: Instant
    /// Seconds after which a cell is final though readings are missing.
    public let grace: Int
    /// Whether each cell stands beside that of the same local time a year before.
    public let comparesYears: Bool
    /// Of headings and states.
    public let language: PrintLanguage

    public init(
      scope: Scope, grain: Grain, period: Period, community: String?, asOf: Instant, grace: Int, comparesYears: Bool,
      language: PrintLanguage = .en
    ) {
      self.scope = scope
      self.grain = grain
      self.period = period
      self.community = community
      self.asOf = asOf
      self.grace = grace
      self.comparesYears = comparesYears
      self.language = language
    }
  }

  public let document: Document
  public let cellCount: Int
  public let provisionalCount: Int

  public init(_ request: Request, on connection: Connection) throws {
    let rows = try request.rows(of: request.period, on: connection)
    let before = try request.comparesYears ? YearBefore(request, on: connection) : nil
    cellCount = rows.count
    provisionalCount = rows.count { !$0.bool("is_final") }
    let say = request.language
    let title = request.title
    let sheet = Sheet(
      say("Usage", fr: "Consommation"), title: title,
      columns: request.columns,
      // Cell by cell, as a month of five minutes may be many.
      rows: .stream { write in
        for row in rows {
          let cells =
            request.head(row)
            + [
              try row.number("used_kwh"), try row.number("produced_kwh"), try row.number("import_kwh"),
              try row.number("export_kwh"), try row.number("completeness"),
              .text(say.state(row.bool("is_final") ? "final" : "provisional")),
            ]
          try write(cells + (before?.cells(beside: row) ?? []))
        }
      }, frozenColumns: request.scope == .client ? 3 : 2)
    document = Document(title, created: request.asOf.seconds, language: say, sheets: [sheet])
  }
}

extension UsageSeries.Request {
  fileprivate var title: String {
    let say = language
    let whose =
      switch scope {
      case .client: say("meters", fr: "des compteurs")
      case .community: say("communities", fr: "des communautés")
      case .all: say("all communities together", fr: "de toutes les communautés ensemble")
      }
    let (by, when) = (grain.name(in: say), period.title(in: say))
    return say("Usage of \(whose) by \(by), \(when)", fr: "Consommation \(whose) par \(by), \(when)")
  }

  private var isOfDays: Bool { grain == .day || grain == .month }

  fileprivate var columns: [Column] {
    let say = language
    var columns = [Column(say("Community", fr: "Communauté"))]
    if scope == .client { columns.append(Column(say("Meter", fr: "Compteur"))) }
    columns += [
      Column(say("From", fr: "Début"), isOfDays ? .date : .localTime),
      Column(say("Used kWh", fr: "Consommé kWh"), .kilowattHours),
      Column(say("Produced kWh", fr: "Produit kWh"), .kilowattHours),
      Column(say("Import kWh", fr: "Soutiré kWh"), .kilowattHours),
      Column(say("Export kWh", fr: "Injecté kWh"), .kilowattHours),
      Column(say("Known", fr: "Connu"), .percent(places: 2)), Column(say("State", fr: "État")),
    ]
    guard comparesYears else { return columns }
    return columns + [
      Column(say("Used a year ago kWh", fr: "Consommé un an avant kWh"), .kilowattHours),
      Column(say("Change of use", fr: "Évolution de la consommation"), .percent),
      Column(say("Produced a year ago kWh", fr: "Produit un an avant kWh"), .kilowattHours),
      Column(say("Change of production", fr: "Évolution de la production"), .percent),
      Column(say("Known a year ago", fr: "Connu un an avant"), .percent(places: 2)),
    ]
  }

  fileprivate func head(_ row: Rows.Row) -> [Cell] {
    var cells: [Cell] = [.text(row.optional("community") ?? language.state("all"))]
    if scope == .client { cells.append(row.word("meter")) }
    return cells + [isOfDays ? .date(Int(row.int64("starts_s") / 86_400)) : row.localTime("starts_s")]
  }

  fileprivate func rows(of period: Period, on connection: Connection) throws -> Rows {
    let cell = grain == .hour ? 3600 : 300
    switch (scope, isOfDays) {
    case (.client, true):
      return try connection.query("reports/usage_meter_days", period, community, asOf, grain.rawValue, grace)
    case (.client, false):
      return try connection.query("reports/usage_meter_slots", period, community, asOf, cell, grace)
    case (_, true):
      return try connection.query(
        "reports/usage_community_days", period, community, asOf, grain.rawValue, grace, scope.rawValue)
    case (_, false):
      return try connection.query("reports/usage_community_slots", period, community, asOf, cell, grace, scope.rawValue)
    }
  }
}

extension UsageSeries.Grain {
  /// As a title says it after "by".
  func name(in say: PrintLanguage) -> String {
    switch self {
    case .fiveMinutes: "5 minutes"
    case .hour: say("hour", fr: "heure")
    case .day: say("day", fr: "jour")
    case .month: say("month", fr: "mois")
    }
  }
}

/// The cells of the year before, found by their scope and local time.
private struct YearBefore {
  private struct Key: Hashable {
    let community: String?
    let meter: String?
    /// What the local clock showed.
    let start: Int64
  }

  private struct Energy {
    let used: ExactDecimal?
    let produced: ExactDecimal?
    let completeness: String?
  }

  private var energies: [Key: Energy] = [:]
  private let isOfMeters: Bool

  init(_ request: UsageSeries.Request, on connection: Connection) throws {
    isOfMeters = request.scope == .client
    guard let period = request.period.yearBefore else { return }
    for row in try request.rows(of: period, on: connection) {
      let key = Key(community: row.optional("community"), meter: meter(of: row), start: row.int64("starts_s"))
      // The hour that the clock shows twice is found by its first.
      guard energies[key] == nil else { continue }
      energies[key] = Energy(
        used: row.optional("used_kwh").flatMap { ExactDecimal($0) },
        produced: row.optional("produced_kwh").flatMap { ExactDecimal($0) }, completeness: row.optional("completeness"))
    }
  }

  private func meter(of row: Rows.Row) -> String? { isOfMeters ? row.text("meter") : nil }

  /// Energy of the year before and the change since then, empty where either is unknown.
  func cells(beside row: Rows.Row) throws -> [Cell] {
    let key = Key(community: row.optional("community"), meter: meter(of: row), start: row.int64("year_before_s"))
    let before = energies[key]
    return [
      before?.used.map { .decimal($0) } ?? .empty, change(row.optional("used_kwh"), since: before?.used),
      before?.produced.map { .decimal($0) } ?? .empty, change(row.optional("produced_kwh"), since: before?.produced),
      try .numeric(before?.completeness),
    ]
  }

  /// (now − then) / then, to six places; empty when either is unknown or then was nothing.
  private func change(_ now: String?, since then: ExactDecimal?) -> Cell {
    guard let now = now.flatMap({ ExactDecimal($0) }), let then,
      let change = now.adding(ExactDecimal(unscaled: -then.unscaled, scale: then.scale))?.divided(by: then, places: 6)
    else { return .empty }
    return .decimal(change)
  }
}

extension Period {
  /// The same days of the year before; the 29th of February is the 28th, which the day before a leap day does not lose.
  var yearBefore: Period? {
    Period(start.yearBefore, max(end.yearBefore, end.advanced(by: -1).yearBefore.advanced(by: 1)))
  }
}

extension LocalDay {
  var yearBefore: LocalDay {
    let (year, month, day) = civil
    return LocalDay(year: year - 1, month: month, day: day) ?? LocalDay(year: year - 1, month: month, day: day - 1)!
  }
}
