import Documents
import Grid

/// What a bill says, in the language of its reader.
struct BillWords {
  let language: PrintLanguage

  /// One of two texts, with the spaces that its language wants.
  func callAsFunction(_ french: String, _ english: String) -> String {
    language == .fr ? language.typeset(french) : english
  }

  func title(_ kind: BillDocument.Kind) -> String {
    switch kind {
    case .invoice: self("Facture", "Invoice")
    case .creditNote: self("Avoir", "Credit note")
    case .selfBilled: self("Autofacture", "Self-billed invoice")
    case .selfBilledCredit: self("Avoir sur autofacture", "Self-billed credit note")
    }
  }

  /// What a draft is called where a number would stand.
  var draft: String { self("BROUILLON", "DRAFT") }

  // MARK: Days

  private static let months = (
    fr: [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ],
    en: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
  )
  private static let shortMonths = (
    fr: ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  )

  private func dayNumber(_ day: Int) -> String { language == .fr && day == 1 ? "1er" : String(day) }

  private func name(ofMonth month: Int) -> String {
    language == .fr ? Self.months.fr[month - 1] : Self.months.en[month - 1]
  }

  func shortMonth(_ day: LocalDay) -> String {
    let month = day.civil.month - 1
    return language == .fr ? Self.shortMonths.fr[month] : Self.shortMonths.en[month]
  }

  /// `1er mai 2025` or `1 May 2025`; does not break.
  func day(_ day: LocalDay) -> String {
    let (year, month, number) = day.civil
    return "\(dayNumber(number))\u{A0}\(name(ofMonth: month))\u{A0}\(year)"
  }

  /// `avril 2025`.
  func month(_ day: LocalDay) -> String { "\(name(ofMonth: day.civil.month))\u{A0}\(day.civil.year)" }

  /// `du 1er au 30 avril 2025` or `1–30 April 2025`: first and last day, both included.
  func days(_ period: Period) -> String {
    let (first, last) = (period.start.civil, period.end.advanced(by: -1).civil)
    let end = day(period.end.advanced(by: -1))
    guard period.dayCount > 1 else { return self("le \(end)", end) }
    var start = dayNumber(first.day)
    let isSameMonth = first.month == last.month && first.year == last.year
    if !isSameMonth { start += "\u{A0}\(name(ofMonth: first.month))" }
    if first.year != last.year { start += "\u{A0}\(first.year)" }
    return self("du \(start) au \(end)", isSameMonth ? "\(start)–\(end)" : "\(start) – \(end)")
  }

  // MARK: Lines

  func name(of line: BillDocument.Line) -> String {
    var name =
      switch line.kind {
      case .standingCharge: self("Abonnement", "Standing charge")
      case .power: self("Puissance souscrite", "Subscribed power")
      case .energy: self("Énergie du réseau", "Grid energy") + energyPeriod(line.tariffPeriod)
      case .community: self("Énergie de la communauté", "Community energy")
      case .feedIn: self("Injection sur le réseau", "Feed-in to the grid") + energyPeriod(line.tariffPeriod)
      case .communityFeedIn: self("Énergie cédée à la communauté", "Energy sold to the community")
      case .tax: tax(line.tariffPeriod)
      }
    if line.aboveKWh > 0 {
      let above = language.number(line.aboveKWh, places: 0...3)
      name += self(", au-delà de \(above)\u{A0}kWh", ", above \(above)\u{A0}kWh")
    }
    if line.unit != "kWh", let part = partOfMonth(line.days) { name += " (\(part))" }
    if line.isEstimated { name += " – " + self("estimé", "estimated") }
    return name
  }

  private func energyPeriod(_ code: String) -> String {
    switch code.lowercased() {
    case "", "base", "all": ""
    case "hp": self(", heures pleines", ", peak hours")
    case "hc": self(", heures creuses", ", off-peak hours")
    default: ", \(code.replacing("_", with: " "))"
    }
  }

  private func tax(_ code: String) -> String {
    switch code.lowercased() {
    case "accise", "excise": self("Accise sur l’électricité", "Excise duty on electricity")
    case "cta": self("Contribution tarifaire d’acheminement (CTA)", "Grid tariff contribution (CTA)")
    default: code
    }
  }

  /// `14 jours sur 30`, of days that are not a whole month.
  private func partOfMonth(_ days: Period) -> String? {
    let next = days.start.startOfNextMonth
    guard !days.isMonth, days.end <= next else { return nil }
    let length = Int(next.number - days.start.startOfMonth.number)
    return self("\(days.dayCount) jours sur \(length)", "\(days.dayCount) of \(length) days")
  }

  func unit(_ unit: String, of quantity: ExactDecimal) -> String {
    switch unit {
    case "month": self("mois", -1...1 ~= quantity ? "month" : "months")
    case "kVA": self("kVA·mois", "kVA·month")
    default: unit
    }
  }

  /// kWh with three decimals at most; months with four, as a day of a month is no round share of it.
  func quantity(_ value: ExactDecimal, of unit: String) -> String {
    language.number(value, places: unit == "kWh" ? 0...3 : 0...4)
  }

  /// A price a unit, without VAT, EUR.
  func unitPrice(_ value: ExactDecimal, of unit: String) -> String {
    language.number(value, places: (unit == "kWh" ? 4 : 2)...6)
  }

  func amount(_ value: ExactDecimal) -> String { language.number(value, places: 2...2) }

  /// Whole kWh with its unit, where a figure is read and not reckoned with.
  func energy(_ value: ExactDecimal) -> String { language.number(value, places: 0...0) + "\u{A0}kWh" }
}
