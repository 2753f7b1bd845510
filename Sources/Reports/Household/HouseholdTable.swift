import Documents
import Grid

/// The table of a household: its hours, days or months.
struct HouseholdTable {
  struct Row {
    let at: Cell
    /// First day of a month.
    var month: LocalDay?
    var span: HouseholdSpan
  }

  let page: HouseholdPage
  let words: HouseholdWords
  let rows: [Row]

  init(_ page: HouseholdPage, _ words: HouseholdWords) {
    self.page = page
    self.words = words
    switch words.grain {
    case .hour:
      rows = page.days.flatMap { day in
        day.hours.enumerated().map { hour, span in
          let (wall, offset) = day.clock(elapsed: hour * 3600)
          return Row(at: .localTime(wall, offset: offset), span: span)
        }
      }
    case .day: rows = page.days.map { Row(at: .date(Int($0.local.day.number)), span: $0.span) }
    case .month:
      var months: [Row] = []
      for day in page.days {
        let month = day.local.day.startOfMonth
        if months.last?.month == month {
          months[months.count - 1].span.add(day.span)
        } else {
          months.append(Row(at: .text(String("\(month)".prefix(7))), month: month, span: day.span))
        }
      }
      rows = months
    }
  }

  private var say: PrintLanguage { words.say }
  private var used: String { say("Used kWh", fr: "Consommé kWh") }
  private var produced: String { say("Produced kWh", fr: "Produit kWh") }
  private var lastYear: String { say("Used last year kWh", fr: "Consommé l’an dernier kWh") }
  private var isShared: Bool { words.grain != .hour && page.days.contains { $0.span.sharedIn != nil } }
  private var isCompared: Bool { words.grain == .month && page.earlier?.isComplete == true }
  /// Whether there is anything to draw of production.
  private var isProducer: Bool { rows.contains { ($0.span.produced ?? 0) > 0 } }

  private var at: Column {
    switch words.grain {
    case .hour: Column(say("Hour", fr: "Heure"), .localTime)
    case .day: Column(say("Day", fr: "Jour"), .date)
    case .month: Column(say("Month", fr: "Mois"))
    }
  }

  func sheet(_ title: String) -> Sheet {
    let energies: [(String, KeyPath<HouseholdSpan, Int64?>)] =
      [
        (used, \.used), (produced, \.produced), (say("Self-consumed kWh", fr: "Autoconsommé kWh"), \.selfConsumed),
        (say("Drawn kWh", fr: "Soutiré kWh"), \.drawn), (say("Fed in kWh", fr: "Injecté kWh"), \.fedIn),
      ]
      + (isShared
        ? [
          (say("From neighbours kWh", fr: "Reçu des voisins kWh"), \.sharedIn),
          (say("To neighbours kWh", fr: "Cédé aux voisins kWh"), \.sharedOut),
        ] : [])
    let columns =
      [at] + energies.map { Column($0.0, .kilowattHours, totals: [.sum]) }
      + (isCompared ? [Column(lastYear, .kilowattHours, totals: [.sum])] : [])
      + [
        Column(say("Autarky", fr: "Autarcie"), .duration, totals: [.sum]),
        Column(say("Share of use", fr: "Part"), .percent, totals: [.sum]), Column(say("Peak", fr: "Pointe")),
        Column(say("Known", fr: "Connu"), .percent(places: 2), highlight: .below(1)), Column(say("State", fr: "État")),
      ]
    let total = page.total.used
    let peak = rows.enumerated().filter { ($0.element.span.used ?? 0) > 0 }
      .max { ($0.element.span.used!, -$0.offset) < ($1.element.span.used!, -$1.offset) }?.offset
    let cells = rows.enumerated().map { index, row -> [Cell] in
      let span = row.span
      return [row.at] + energies.map { kilowattHours(span[keyPath: $0.1]) }
        + (isCompared
          ? [kilowattHours(row.month.flatMap { page.earlier?.months[$0.yearBefore]?.used })] : [])
        + [
          span.strictMinutes.map { .integer(Int64($0)) } ?? .empty, share(span.used, of: total),
          index == peak ? .text(say("peak", fr: "pointe")) : .empty, share(span.present, of: span.expected),
          .text(words.state(span.state)),
        ]
    }
    return Sheet(
      name, title: title, notes: notes, columns: columns, rows: .list(cells), charts: rows.isEmpty ? [] : [chart],
      page: Sheet.Page(landscape: words.grain != .hour), frozenColumns: 1)
  }

  private var name: String {
    switch words.grain {
    case .hour: say("Hours", fr: "Heures")
    case .day: say("Days", fr: "Jours")
    case .month: say("Months", fr: "Mois")
    }
  }

  private var chart: Chart {
    var series = [Chart.Series(used, name: say("Used", fr: "Consommé"), colour: .navy)]
    if isProducer { series.append(.init(produced, name: say("Produced", fr: "Produit"), colour: .amber)) }
    if isCompared { series.append(.init(lastYear, name: say("Used last year", fr: "L’an dernier"), colour: .grey)) }
    let when =
      switch words.grain {
      case .hour: say("by hour", fr: "par heure")
      case .day: say("by day", fr: "par jour")
      case .month: say("by month", fr: "par mois")
      }
    let what = isProducer ? say("Used and produced", fr: "Consommé et produit") : say("Used", fr: "Consommé")
    return Chart(
      .column, "\(what) \(when)", categories: at.heading, series: series,
      categoryTitle: words.grain == .hour ? say("hour that begins at", fr: "heure qui commence à") : "",
      valueTitle: "kWh", width: 900)
  }

  private var notes: [String] {
    guard !rows.isEmpty else { return [nothing] }
    let states = rows.map(\.span.state)
    let (missing, partial) = (states.count { $0 == .missing }, states.count { $0 == .partial })
    let estimated = states.count { $0 == .estimated }
    var lines = [words.places(page)]
    if missing == rows.count {
      lines.append(
        words.period.dayCount == 1
          ? say("No reading of this day is known.", fr: "Aucun relevé de ce jour n’est connu.")
          : say("No reading of this period is known.", fr: "Aucun relevé de cette période n’est connu."))
    } else if missing + partial > 0 {
      lines.append(
        say(
          "\(missing) of \(words.count(rows.count)) are missing, \(partial) partial: sums hold what is known.",
          fr: "\(missing) sur \(words.count(rows.count)) : rien n’est connu ; \(partial) : en partie. "
            + "Les sommes comptent ce qui est connu."))
    }
    if estimated > 0 {
      lines.append(
        say("\(words.count(estimated)) with estimated values.", fr: "Valeurs estimées : \(words.count(estimated))."))
    }
    if let last = page.days.last?.local.day, let end = page.places.last?.period.end, last.advanced(by: 1) < end {
      lines.append(
        say("Until \(last): the days after it have not ended.", fr: "Jusqu’au \(last) : la suite n’est pas terminée."))
    }
    lines.append(
      say(
        "Self-consumed: produced and not fed in. Autarky: time in which nothing was drawn from the grid. "
          + "Empty: nothing is known.",
        fr: "Autoconsommé : produit et non injecté. Autarcie : temps sans soutirage du réseau. Vide : rien n’est connu."
      ))
    return lines
  }

  /// Why there is no row at all.
  private var nothing: String {
    let period = words.period.title(in: say)
    if !page.places.isEmpty {
      return say("No day of \(period) has ended yet.", fr: "Aucun jour de la période (\(period)) n’est terminé.")
    }
    let known =
      page.known.map {
        say("Its readings run from \($0.first) to \($0.last).", fr: "Ses relevés vont du \($0.first) au \($0.last).")
      } ?? say("It has no readings at all.", fr: "Il n’a aucun relevé.")
    return say(
      "Meter \(page.meter.code) belongs to no community in this period (\(period)). \(known)",
      fr: "Le compteur \(page.meter.code) n’appartient à aucune communauté dans cette période (\(period)). \(known)")
  }

  /// The quarter hours of a single day.
  func quarters(_ slots: HouseholdSlots, of day: HouseholdDay) -> Sheet {
    let heading = say("Quarter hour", fr: "Quart d’heure")
    let draw = say("Mean draw W", fr: "Soutirage moyen W")
    let rows = slots.quarters.enumerated().map { at, values -> [Cell] in
      let (wall, offset) = day.clock(elapsed: at * 900)
      return [.localTime(wall, offset: offset)] + values.map(kilowattHours)
        + [values[2].map { .decimal($0 * 4, scale: 3) } ?? .empty]
    }
    return Sheet(
      say("Quarter hours", fr: "Quarts d’heure"), title: say("Quarter hours", fr: "Quarts d’heure"),
      notes: [
        say(
          "Empty: no reading of that quarter hour is known.", fr: "Vide : aucun relevé de ce quart d’heure n’est connu."
        )
      ],
      columns: [
        Column(heading, .localTime), Column(used, .kilowattHours, totals: [.sum]),
        Column(produced, .kilowattHours, totals: [.sum]),
        Column(say("Drawn kWh", fr: "Soutiré kWh"), .kilowattHours, totals: [.sum]),
        Column(say("Fed in kWh", fr: "Injecté kWh"), .kilowattHours, totals: [.sum]),
        Column(draw, .integer, totals: [.maximum]),
      ],
      rows: .list(rows),
      charts: [
        Chart(
          .line, say("Mean power drawn from the grid", fr: "Puissance moyenne soutirée du réseau"), categories: heading,
          series: [.init(draw, name: say("Draw", fr: "Soutirage"), colour: .brick)], valueTitle: "W", width: 900)
      ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }
}
