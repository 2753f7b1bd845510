import Database
import Documents
import Grid

/// The page that is read first: key figures, one column a community, what they were before, and which of them to look at.
struct ManagementSummary {
  let report: ManagementReport
  let say: PrintLanguage
  /// The columns of figures, the last of them of all together, or of the only community.
  private let heads: [SummaryHead]
  private let before: SummaryHead?
  private let yearBefore: SummaryHead?

  init(_ report: ManagementReport) throws {
    self.report = report
    say = report.say
    let silent = try report.statements.silentMeters()
    func silentCount(_ code: String?) -> Int? {
      let counts = silent.filter { code == nil || $0.text("community") == code }.map { $0.optionalInt("silent_count") }
      return counts.contains(nil) ? nil : counts.reduce(0) { $0 + $1! }
    }
    heads = report.communities.compactMap { row in
      let code = row.optional("community")
      guard code.map(report.shownCodes.contains) ?? (report.codes.count > 1) else { return nil }
      return SummaryHead(
        name: code ?? report.headings.all, row: row,
        account: report.accounts.first { $0.optional("community") == code },
        peakCount: report.peaks.unlimited.contains { code == nil || $0.optional("community") == code }
          ? nil : report.peaks.rows.count { code == nil || $0.optional("community") == code },
        silentCount: silentCount(code))
    }
    before = try Self.trend(report, report.period.before)
    yearBefore = try Self.trend(report, report.period.yearBefore)
  }

  /// What was then of what is summed up last now; nil where no reading is known.
  private static func trend(_ report: ManagementReport, _ period: Period?) throws -> SummaryHead? {
    guard let period, !report.codes.isEmpty else { return nil }
    let statements = report.statements.of(period)
    let single = report.codes.count == 1 ? report.codes[0] : nil
    guard let row = try statements.communities().first(where: { $0.optional("community") == single }),
      row.optional("used_kwh") != nil
    else { return nil }
    let account = try statements.accounts().first { $0.optional("community") == single }
    return SummaryHead(name: period.title(in: report.say), row: row, account: account, peakCount: nil, silentCount: nil)
  }

  func sheet() throws -> Sheet {
    let figures = SummaryFigure.all(say)
    var columns =
      [
        Column(say("Figure", fr: "Chiffre"), width: 24), Column(say("What it is", fr: "Ce que c’est"), width: 58),
        Column(say("Unit", fr: "Unité"), width: 8),
      ] + heads.map { Column($0.name, .decimal(places: 2), width: 14) }
    let trends = [before, yearBefore].compactMap { $0 }
    for trend in trends {
      columns += [
        Column(trend.name, .decimal(places: 2), width: 14),
        Column(say("Since \(trend.name)", fr: "Depuis \(trend.name)"), .decimal(places: 1), width: 12),
      ]
    }
    columns.append(
      Column(
        say("State", fr: "État"), width: 13,
        highlight: .lights(good: light(.good), watch: light(.watch), act: light(.act))))
    let rows = try figures.map { figure in
      try [.text(figure.name), .text(figure.meaning), .text(figure.unit)] + heads.map { try figure.cell(of: $0) }
        + trends.flatMap { [try figure.cell(of: $0), try figure.change(from: $0, to: heads.last)] }
        + [figure.state(heads.last, yearBefore).map { .text(light($0)) } ?? .empty]
    }
    return Sheet(
      say("Summary", fr: "Synthèse"), title: report.title, notes: notes(), columns: columns,
      rows: heads.isEmpty ? [] : .list(rows),
      charts: heads.isEmpty ? [] : charts(width: columns.reduce(0) { $0 + Int(7 * ($1.width ?? 0)) }),
      page: Sheet.Page(landscape: false, fitsOnePage: true), frozenColumns: 1)
  }

  /// The headline figures, with what they were a year before, else in the period before.
  func tiles() throws -> [Figure] {
    guard let head = heads.last else { return [] }
    let past = yearBefore ?? before
    return try SummaryFigure.all(say).filter(\.isHeadline).map { figure in
      var remark = head.name == past?.name ? "" : figure.meaning
      if let past, case .decimal(let change) = try figure.change(from: past, to: head) {
        remark =
          (change < 0 ? "" : "+") + say.number(change, places: 1...1)
          + say(" % since \(past.name)", fr: " % depuis \(past.name)")
        if figure.unit == "%" { remark = remark.replacing(" % ", with: say(" points ", fr: " points ")) }
      }
      let isMoney = figure.unit == "€"
      return Figure(
        isMoney ? figure.name : "\(figure.name), \(figure.unit)", try figure.cell(of: head),
        isMoney ? .euros : .decimal(places: figure.unit == "%" ? 2 : 1), remark: remark)
    }
  }

  /// A word with a dot, as a traffic light says it without its colour too.
  private func light(_ state: SummaryFigure.State) -> String {
    switch state {
    case .good: "● " + say("good", fr: "bon")
    case .watch: "● " + say("watch", fr: "à suivre")
    case .act: "● " + say("act", fr: "à traiter")
    }
  }

  private func charts(width: Int) -> [Chart] {
    let series = heads.count > 1 && !report.shownCodes.isEmpty ? heads.dropLast() : heads[...]
    func chart(_ title: String, unit: String, rows: Range<Int>) -> Chart {
      Chart(
        .column, title, categories: say("Figure", fr: "Chiffre"), series: series.map { Chart.Series($0.name) },
        valueTitle: unit, rows: rows, width: width, height: 400)
    }
    return [
      chart(say("Energy", fr: "Énergie"), unit: "kWh", rows: 0..<5),
      chart(say("Rates", fr: "Taux"), unit: "%", rows: 5..<10),
    ]
  }

  private func notes() -> [String] {
    guard !heads.isEmpty else { return [report.scope] }
    let single = report.communities.filter { $0.optional("community") != nil }
    let names = single.map { row in
      "\(row.text("community")) \(row.text("name")) "
        + say(
          "(\(row.text("meter_count")) meters, \(row.text("customer_count")) customers)",
          fr: "(\(row.text("meter_count")) compteurs, \(row.text("customer_count")) clients)")
    }
    let list = report.codes.count > 6 ? [report.subject] : names
    var lines = stride(from: 0, to: list.count, by: 2).map { index in
      (index == 0 ? say("Communities: ", fr: "Communautés : ") : "")
        + list[index..<min(index + 2, list.count)].joined(separator: ", ")
    }
    lines.append(
      say(
        "Days and hours are local: \(report.zones.joined(separator: ", ")). State of the data: \(report.statements.asOf) (UTC).",
        fr: "Jours et heures locaux : \(report.zones.joined(separator: ", ")). État des données : "
          + "\(report.statements.asOf) (UTC)."))
    lines.append(
      say(
        "Since: change of the last figure in percent, of rates in points. State: in brackets what is good, and what "
          + "calls for action; rates do when they are 5 points below a year ago.",
        fr:
          "Depuis : évolution en pour cent, en points pour les taux, du dernier chiffre. État : entre parenthèses ce qui "
          + "est bon, puis ce qui est à traiter ; pour les taux 5 points sous ceux d’il y a un an."))
    if heads.last?.row.optional("used_kwh") == nil {
      lines.append(
        say("No reading of this period is known.", fr: "Aucun relevé de cette période n’est connu."))
    }
    return lines + missing(single)
  }

  private func missing(_ single: [Rows.Row]) -> [String] {
    func list(_ count: String, _ line: (_ community: String, _ part: String) -> String) -> String? {
      let concerned = single.filter { $0.int(count) > 0 }
      guard !concerned.isEmpty else { return nil }
      let rest = concerned.count - 4
      let lines = concerned.prefix(4).map { row in
        line(row.text("community"), "\(row.text(count)) \(say("of", fr: "sur")) \(row.text("expected_count"))")
      }
      return lines.joined(separator: ", ") + (rest > 0 ? say(" and \(rest) more", fr: " et \(rest) autres") : "")
    }
    return [
      list("missing_count") { say("\($0) lacks \($1)", fr: "à \($0) manquent \($1)") }.map {
        say(
          "Readings are missing; sums hold what is known: \($0). See Data quality.",
          fr: "Des relevés manquent ; les sommes sont de ce qui est connu : \($0). Voir Qualité des données.")
      },
      list("estimated_count") { say("\($1) at \($0)", fr: "\($1) à \($0)") }.map {
        say(
          "Readings are estimated, and in the sums: \($0).",
          fr: "Des relevés sont estimés et comptés dans les sommes : \($0).")
      },
    ].compactMap { $0 }
  }
}

extension Period {
  /// The month before a month, as many days before other periods.
  fileprivate var before: Period? {
    let first = isMonth ? start.advanced(by: -1).startOfMonth : start.advanced(by: -dayCount)
    return Period(first, start)
  }
}
