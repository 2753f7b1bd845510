import Documents
import Grid

/// What a household wants to know first.
struct HouseholdFigures {
  let page: HouseholdPage
  let words: HouseholdWords
  private let total: HouseholdSpan
  private let hours: HouseholdHours

  init(_ page: HouseholdPage, _ words: HouseholdWords) {
    self.page = page
    self.words = words
    total = page.total
    hours = HouseholdHours(page.days)
  }

  private var say: PrintLanguage { words.say }

  var list: [Figure] {
    guard !page.days.isEmpty else { return [] }
    return [energy(say("Used kWh", fr: "Consommé kWh"), \.used)] + production + grid + sharing + [autarky, cost]
      + peaks + [night, known].compactMap { $0 }
  }

  private func energy(_ name: String, _ path: KeyPath<HouseholdSpan, Int64?>, remark: String? = nil) -> Figure {
    let remarks = [remark, comparison(path)].compactMap { $0 }
    return Figure(
      name, kilowattHours(total[keyPath: path]), .decimal(places: 1), remark: remarks.joined(separator: "; "))
  }

  private var production: [Figure] {
    guard let produced = total.produced, produced > 0 else { return [] }
    let share = total.selfConsumed.flatMap { words.percent($0, of: produced) }
    return [
      energy(say("Produced kWh", fr: "Produit kWh"), \.produced),
      Figure(
        say("Self-consumed kWh", fr: "Autoconsommé kWh"), kilowattHours(total.selfConsumed), .decimal(places: 1),
        remark: share.map { say("\($0) of production", fr: "\($0) de la production") } ?? ""),
    ]
  }

  private var grid: [Figure] {
    let ofUse = total.drawn.flatMap { drawn in total.used.flatMap { words.percent(drawn, of: $0) } }
    let drawn = energy(
      say("Drawn kWh", fr: "Soutiré kWh"), \.drawn,
      remark: ofUse.map { say("\($0) of use", fr: "\($0) de la consommation") })
    return (total.produced ?? 0) > 0 || (total.fedIn ?? 0) > 0
      ? [drawn, energy(say("Fed in kWh", fr: "Injecté kWh"), \.fedIn)] : [drawn]
  }

  private var sharing: [Figure] {
    let allocated = page.days.count { $0.span.sharedIn != nil }
    guard allocated > 0 else { return [] }
    let days =
      allocated < page.days.count
      ? say(
        "\(allocated) of \(page.days.count) days allocated", fr: "\(allocated) jours répartis sur \(page.days.count)")
      : nil
    func figure(_ name: String, _ shared: Int64?, _ whole: Int64?, _ of: (String) -> String) -> Figure {
      let part = shared.flatMap { shared in whole.flatMap { words.percent(shared, of: $0) } }.map(of)
      return Figure(
        name, kilowattHours(shared), .decimal(places: 1),
        remark: [part, days].compactMap { $0 }.joined(separator: "; "))
    }
    let taken = figure(say("From neighbours kWh", fr: "Reçu des voisins kWh"), total.sharedIn, total.drawn) {
      say("\($0) of what was drawn", fr: "\($0) du soutirage")
    }
    let given = figure(say("To neighbours kWh", fr: "Cédé aux voisins kWh"), total.sharedOut, total.fedIn) {
      say("\($0) of what was fed in", fr: "\($0) de l’injection")
    }
    return (total.fedIn ?? 0) > 0 ? [taken, given] : [taken]
  }

  private var autarky: Figure {
    let part = total.strictMinutes.flatMap { words.percent($0 * 60, of: total.knownSeconds) }
    return Figure(
      say("Autarky h:min", fr: "Autarcie h:min"), total.strictMinutes.map { .integer(Int64($0)) } ?? .empty, .duration,
      remark: part.map { say("\($0) of the time known", fr: "\($0) du temps connu") } ?? "")
  }

  /// What was billed, never what might be.
  private var cost: Figure {
    let name = say("Cost with VAT", fr: "Coût TTC")
    func unknown(_ why: String) -> Figure { Figure(name, .empty, .euros, remark: why) }
    guard words.period.months != nil else {
      return unknown(say("not known: bills are for whole months", fr: "inconnu : on facture des mois entiers"))
    }
    let bills = page.bills.filter { words.period.start <= $0.month && $0.month < words.period.end }
    guard !bills.isEmpty else { return unknown(say("no contract", fr: "aucun contrat")) }
    let billed = bills.filter { $0.euros != nil }
    guard billed.count == bills.count, let sum = sum(bills) else {
      let part = sum(billed).map { ", " + words.euros($0) } ?? ""
      return unknown(
        say("\(billed.count) of \(bills.count) months billed", fr: "\(billed.count) mois facturés sur \(bills.count)")
          + part)
    }
    let before = page.bills.filter { $0.month < words.period.start }
    let isDraft = bills.contains(where: \.isDraft)
    let source = isDraft ? say("of drafts", fr: "d’après des brouillons") : say("invoiced", fr: "facturé")
    let earlier =
      before.count == bills.count
      ? self.sum(before).map { say("last year \(words.euros($0))", fr: "l’an dernier \(words.euros($0))") } : nil
    return Figure(name, .decimal(sum), .euros, remark: [source, earlier].compactMap { $0 }.joined(separator: "; "))
  }

  /// Nil when one of them was not billed.
  private func sum(_ bills: [HouseholdBill]) -> ExactDecimal? {
    guard !bills.isEmpty else { return nil }
    return bills.reduce(ExactDecimal?.some(0)) { sum, bill in
      guard let sum, let euros = bill.euros else { return nil }
      return sum.adding(euros)
    }
  }

  private var peaks: [Figure] {
    var list: [Figure] = []
    let days = page.days.filter { $0.span.used ?? 0 > 0 }
    if page.days.count > 1,
      let day = days.max(by: { ($0.span.used!, $1.local.day) < ($1.span.used!, $0.local.day) })
    {
      list.append(
        Figure(
          say("Peak day kWh", fr: "Jour de pointe kWh"), kilowattHours(day.span.used), .decimal(places: 1),
          remark: "\(day.local.day)"))
    }
    if let peak = hours.peak {
      list.append(
        Figure(
          say("Peak hour kWh", fr: "Heure de pointe kWh"), kilowattHours(peak.used), .decimal(places: 3),
          remark: words.clock(peak.wall, peak.offset)))
    }
    if let day = page.days.filter({ $0.peak != nil }).max(by: { ($0.peak!, $1.local.day) < ($1.peak!, $0.local.day) }) {
      list.append(
        Figure(
          say("Greatest draw W", fr: "Soutirage maximal W"), .integer(Int64(day.peak!)), .integer,
          remark: page.days.count > 1 ? "\(day.local.day)" : ""))
    }
    return list
  }

  private var night: Figure? {
    guard hours.total > 0 else { return nil }
    return Figure(
      say("Night share", fr: "Part de nuit"), share(hours.night, of: hours.total), .percent,
      remark: say("used from 22:00 to 06:00", fr: "consommé de 22:00 à 06:00"))
  }

  private var known: Figure {
    let gaps = page.days.count { $0.span.present < $0.span.expected }
    let days = page.days.count
    return Figure(
      say("Readings known", fr: "Relevés connus"), share(total.present, of: total.expected), .percent(places: 2),
      remark: gaps == 0
        ? say("no gaps", fr: "sans lacune")
        : say("gaps in \(gaps) of \(days) days", fr: "lacunes : \(gaps) jours sur \(days)"))
  }

  /// The same of last year, where both years are complete enough; nil when nothing of last year is known.
  private func comparison(_ path: KeyPath<HouseholdSpan, Int64?>) -> String? {
    guard let earlier = page.earlier, let before = earlier.total[keyPath: path] else { return nil }
    guard earlier.isComplete, HouseholdEarlier.isComplete(total), let now = total[keyPath: path] else {
      guard path == \HouseholdSpan.used else { return nil }
      let isEarlier = !earlier.isComplete
      let span = isEarlier ? earlier.total : total
      let part = words.percent(span.present, of: span.expected) ?? "–"
      return isEarlier
        ? say(
          "last year not compared: \(part) of it known", fr: "l’an dernier n’est pas comparé : \(part) connus")
        : say("not compared: \(part) known", fr: "non comparé : \(part) connus")
    }
    let change = words.percent(now - before, of: before).map { now > before ? "+" + $0 : $0 }
    return say("last year", fr: "l’an dernier") + " \(words.energy(before))" + (change.map { ", \($0)" } ?? "")
  }
}
