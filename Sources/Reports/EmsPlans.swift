import Database
import Documents
import Grid

/// The plans of flexible devices that were in force, as tables of the session.
struct EmsPlans {
  enum Scope {
    /// Local days of each community: for each step the newest plan made before it.
    case period(Period)
    /// The newest plan that reaches beyond the clock, all its steps.
    case newest

    fileprivate var period: Period? {
      if case .period(let period) = self { return period }
      return nil
    }
  }

  let connection: Connection
  private let say: PrintLanguage

  /// Fills the tables, which are empty again after the transaction.
  ///
  /// - Parameters:
  ///   - community: Its code; nil: all.
  ///   - method: The label of the plans; nil: all of them, side by side.
  ///   - asOf: Plans made later are not known.
  init(
    _ scope: Scope, community: String?, method: String?, asOf: Instant, language: PrintLanguage = .en,
    on connection: Connection
  ) throws {
    self.connection = connection
    say = language
    try connection.query("reports/make_ems_step")
    try connection.query("reports/make_ems_load")
    try connection.query("reports/fill_ems_steps", scope.period, community, method, asOf)
    try connection.query("reports/fill_ems_loads")
  }

  func days(one: Bool) throws -> Rows { try connection.query("reports/ems_days", !one) }

  /// A row a community and day; those of one method alone have no column of it.
  func daySheet(_ rows: Rows, name: String, title: String, notes: [String]) throws -> Sheet {
    let hasMethods = Set(rows.map { $0.text("method") }).count > 1
    let columns: [Column] =
      [Column(say("Community", fr: "Communauté"))] + (hasMethods ? [Column(say("Method", fr: "Méthode"))] : [])
      + [
        Column(day, .date), Column(say("Devices", fr: "Appareils"), .integer), .energy(importBefore),
        .energy(importAfter), .energy(flexible), .energy(saved),
        .rate(say("Saved share", fr: "Part économisée"), of: saved, to: flexible),
        Column(say("Gap", fr: "Écart"), .percent(places: 3), totals: [.maximum]),
        Column("Plans", .integer, totals: [.sum]),
        Column(say("Planned time", fr: "Durée planifiée"), .duration, totals: [.sum]),
      ] + EmsKind.allCases.map { .energy("\($0.plural(in: say)) kWh") }
    let cells = try rows.map { row in
      [row.word("community")] + (hasMethods ? [row.word("method")] : [])
        + [
          row.date("day"), try row.number("device_count"), try row.number("import_before_kwh"),
          try row.number("import_kwh"), try row.number("flexible_kwh"), try row.number("saved_kwh"),
          try row.number("saved_share"), try row.number("gap"), try row.number("plan_count"),
          try row.number("planned_minutes"),
        ] + (try EmsKind.allCases.map { try row.number("\($0.rawValue)_kwh") })
    }
    return Sheet(
      name, title: title, notes: notes, columns: columns, rows: .list(cells), frozenColumns: hasMethods ? 3 : 2)
  }

  private var day: String { say("Day", fr: "Jour") }
  private var importBefore: String { say("Import before kWh", fr: "Soutirage avant kWh") }
  private var importAfter: String { say("Import after kWh", fr: "Soutirage après kWh") }
  private var flexible: String { "Flexible kWh" }
  private var saved: String { say("Saved kWh", fr: "Économisé kWh") }

  /// A row a figure, a column a community and method.
  func figureSheet(_ rows: Rows, name: String, title: String, notes: [String]) throws -> Sheet {
    func figure(_ name: String, _ unit: String, _ cell: (Rows.Row) throws -> Cell) rethrows -> [Cell] {
      [.text(name), .text(unit)] + (try rows.map(cell))
    }
    let figures =
      [
        try figure(say("Import before", fr: "Soutirage avant"), "kWh") { try $0.number("import_before_kwh") },
        try figure(say("Import after", fr: "Soutirage après"), "kWh") { try $0.number("import_kwh") },
        try figure(say("Flexible devices", fr: "Appareils flexibles"), "kWh") { try $0.number("flexible_kwh") },
        try figure(say("Saved", fr: "Économisé"), "kWh") { try $0.number("saved_kwh") },
        try figure(say("Saved share", fr: "Part économisée"), "%") { try $0.percent("saved_share") },
        try figure(say("Gap", fr: "Écart"), "%") { try $0.percent("gap") },
      ]
      + (try EmsKind.allCases.map { kind in
        try figure(kind.plural(in: say), "kWh") { try $0.number("\(kind.rawValue)_kwh") }
      })
    let columns = rows.map { Column($0.section(among: rows), .decimal(places: 3)) }
    return Sheet(
      name, title: title, notes: notes,
      columns: [Column(say("Figure", fr: "Valeur")), Column(say("Unit", fr: "Unité"))] + columns,
      rows: rows.isEmpty ? [] : .list(figures), frozenColumns: 1)
  }

  /// Planned import before and after, day by day; one chart a community and method, none when they are many.
  func dayCharts(_ rows: Rows, width: Int = 860) -> [Chart] {
    var sections: [(community: String, method: String, rows: Range<Int>)] = []
    for (index, row) in rows.enumerated() {
      let (community, method) = (row.text("community"), row.text("method"))
      if let last = sections.last, last.community == community, last.method == method {
        sections[sections.count - 1].rows = last.rows.lowerBound..<index + 1
      } else {
        sections.append((community, method, index..<index + 1))
      }
    }
    guard sections.count <= 6 else { return [] }
    return sections.map { section in
      Chart(
        .column,
        say(
          "\(section.community), \(section.method): planned import by day",
          fr: "\(section.community), \(section.method) : soutirage planifié par jour"), categories: day,
        series: [
          .init(importBefore, name: say("Without flexible devices", fr: "Sans appareils flexibles"), colour: .grey),
          .init(importAfter, name: say("With their plan", fr: "Avec leur plan"), colour: .navy),
        ], valueTitle: "kWh", rows: section.rows, width: width, height: 280)
    }
  }

  static let notes = notes(in: .en)

  static func notes(in say: PrintLanguage) -> [String] {
    say == .fr ? frenchNotes : englishNotes
  }

  private static let frenchNotes = [
    "Pour chaque pas, le plan le plus récent fait avant lui. Soutirage avant : prévu sans appareils flexibles ; après : avec eux.",
    "Économisé : ce qu’ils prennent au surplus ; le soutirage serait d’autant plus élevé s’ils prenaient tout au réseau. Écart : "
      + "distance au plus de la meilleure solution ; vide où rien n’est prouvé.",
  ].map(PrintLanguage.fr.typeset)

  private static let englishNotes = [
    "For each step the newest plan made before it. Import before: of the forecast without flexible devices; after: with them.",
    "Saved: what they take of the surplus; import would be so much higher were all they take drawn from the grid. Gap: how "
      + "far the worst plan may be from the best one; empty where nothing is proven.",
  ]
}

/// The kinds of flexible devices, in the order they are shown.
enum EmsKind: String, CaseIterable {
  case machine, vehicle, heater, battery
  case waterHeater = "water_heater"
  case thermalHeater = "thermal_heater"

  static let allCases: [EmsKind] = [.machine, .waterHeater, .vehicle, .heater, .thermalHeater, .battery]

  func plural(in say: PrintLanguage) -> String {
    switch self {
    case .machine: "Machines"
    case .waterHeater: say("Water heaters", fr: "Chauffe-eau")
    case .vehicle: say("Vehicles", fr: "Véhicules")
    case .heater: say("Heaters", fr: "Radiateurs")
    case .thermalHeater: say("Controlled heaters", fr: "Chauffages pilotés")
    case .battery: "Batteries"
    }
  }

  func singular(in say: PrintLanguage) -> String {
    switch self {
    case .machine: "machine"
    case .waterHeater: say("water heater", fr: "chauffe-eau")
    case .vehicle: say("vehicle", fr: "véhicule")
    case .heater: say("heater", fr: "radiateur")
    case .thermalHeater: say("thermal heater", fr: "chauffage piloté")
    case .battery: say("battery", fr: "batterie")
    }
  }

  var colour: Chart.Colour {
    switch self {
    case .machine: .navy
    case .waterHeater: .brick
    case .vehicle: .teal
    case .heater: .violet
    case .thermalHeater: .amber
    case .battery: .grey
    }
  }
}

extension Rows.Row {
  /// `C1`, or `C1, auto` where there are several methods.
  func section(among rows: Rows) -> String {
    let hasMethods = Set(rows.map { $0.text("method") }).count > 1
    return hasMethods ? "\(text("community")), \(text("method"))" : text("community")
  }
}
