import Database
import Documents

/// A column of the summary: what is known of a community, or of all together, in one period.
struct SummaryHead {
  let name: String
  /// Of `reports/communities`.
  let row: Rows.Row
  /// Of `reports/accounts`; nil: no documents.
  let account: Rows.Row?
  /// Nil where no limit is known.
  let peakCount: Int?
  let silentCount: Int?
}

/// A line of the summary.
struct SummaryFigure {
  enum State { case good, watch, act }

  let name: String
  let unit: String
  let meaning: String
  let isHeadline: Bool
  private let value: (SummaryHead) throws -> Cell
  private let judge: (_ now: ExactDecimal, _ yearBefore: ExactDecimal?, SummaryHead) -> State?

  init(
    _ name: String, _ unit: String, _ meaning: String, isHeadline: Bool = false,
    judge: @escaping (ExactDecimal, ExactDecimal?, SummaryHead) -> State? = { _, _, _ in nil },
    value: @escaping (SummaryHead) throws -> Cell
  ) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.isHeadline = isHeadline
    self.judge = judge
    self.value = value
  }

  func cell(of head: SummaryHead) throws -> Cell { try value(head) }

  func state(_ head: SummaryHead?, _ yearBefore: SummaryHead?) -> State? {
    guard let head, let now = number(head) else { return nil }
    return judge(now, yearBefore.flatMap(number), head)
  }

  /// In percent; of rates in points. Empty where either is unknown, or the earlier one was nothing.
  func change(from past: SummaryHead, to head: SummaryHead?) throws -> Cell {
    guard let head, let now = number(head), let then = number(past), let difference = now.adding(then.negated) else {
      return .empty
    }
    if unit == "%" { return .decimal(difference) }
    guard let change = difference.divided(by: then, places: 6) else { return .empty }
    return .decimal(ExactDecimal(unscaled: change.unscaled, scale: change.scale - 2))
  }

  private func number(_ head: SummaryHead) -> ExactDecimal? {
    switch try? value(head) {
    case .decimal(let value): value
    case .integer(let value): ExactDecimal(unscaled: value, scale: 0)
    default: nil
    }
  }
}

extension SummaryFigure {
  /// Energies first, then rates: the charts take their rows by position.
  static func all(_ say: PrintLanguage) -> [SummaryFigure] { energies(say) + rates(say) + times(say) + money(say) }

  private static func energies(_ say: PrintLanguage) -> [SummaryFigure] {
    [
      SummaryFigure(
        say("Used", fr: "Consommé"), "kWh", say("what the members consumed", fr: "ce que les membres ont consommé"),
        isHeadline: true
      ) { try $0.row.number("used_kwh") },
      SummaryFigure(
        say("Produced", fr: "Produit"), "kWh", say("what the members produced", fr: "ce que les membres ont produit"),
        isHeadline: true
      ) { try $0.row.number("produced_kwh") },
      SummaryFigure(
        say("Used locally", fr: "Utilisé sur place"), "kWh",
        say("production that owner or neighbours took", fr: "production prise par son auteur ou des voisins")
      ) { try $0.row.number("own_use_kwh") },
      SummaryFigure(
        say("From outside", fr: "De l’extérieur"), "kWh",
        say("drawn from beyond the community", fr: "soutiré hors de la communauté")
      ) { try $0.row.number("outside_kwh") },
      SummaryFigure(
        say("To the outside", fr: "Vers l’extérieur"), "kWh",
        say("fed beyond the community", fr: "injecté hors de la communauté")
      ) { try $0.row.number("surplus_kwh") },
    ]
  }

  private static func rates(_ say: PrintLanguage) -> [SummaryFigure] {
    let against = say(" (not below a year ago)", fr: " (≥ il y a un an)")
    return [
      SummaryFigure(
        say("Coverage", fr: "Couverture"), "%",
        say("share of the use not from outside", fr: "consommation non venue de l’extérieur") + against,
        isHeadline: true, judge: notLower
      ) { try $0.row.percent("coverage") },
      SummaryFigure(
        say("Self-consumption", fr: "Autoconsommation"), "%",
        say("share of the production used locally", fr: "production utilisée sur place") + against,
        judge: notLower
      ) { try $0.row.percent("own_use_rate") },
      SummaryFigure(
        say("Autarky, strict", fr: "Autarcie stricte"), "%",
        say("share of the time no member drew from the grid", fr: "part du temps sans aucun soutirage")
      ) { try $0.row.percent("strict_share") },
      SummaryFigure(
        say("Autarky, net", fr: "Autarcie nette"), "%",
        say("share of the time production met use", fr: "part du temps où la production a couvert la consommation"),
        isHeadline: true
      ) { try $0.row.percent("net_share") },
      SummaryFigure(
        say("Data completeness", fr: "Complétude des données"), "%",
        say(
          "readings measured of those expected (99 %, below 95 %)",
          fr: "relevés mesurés parmi les attendus (99 %, sous 95 %)"),
        isHeadline: true, judge: { now, _, _ in now < 95 ? .act : now < 99 ? .watch : .good },
        value: { try $0.row.percent("completeness") }),
    ]
  }

  private static func times(_ say: PrintLanguage) -> [SummaryFigure] {
    [
      SummaryFigure(
        say("Autarky time, strict", fr: "Durée d’autarcie stricte"), "h",
        say(
          "hours; all: those of the communities added up", fr: "heures ; toutes : celles des communautés additionnées")
      ) { try $0.row.number("strict_time_h") },
      SummaryFigure(
        say("Autarky time, net", fr: "Durée d’autarcie nette"), "h",
        say(
          "hours; all: those of the communities added up", fr: "heures ; toutes : celles des communautés additionnées")
      ) { try $0.row.number("net_time_h") },
      SummaryFigure(
        say("Peak from outside", fr: "Pointe de l’extérieur"), "kW",
        say("greatest mean power drawn in a quarter hour", fr: "plus grande puissance moyenne d’un quart d’heure")
      ) { try $0.row.number("peak_kw") },
      SummaryFigure(
        say("Peaks", fr: "Pointes"), say("events", fr: "cas"),
        say(
          "above the limit; empty where there is none (0, more than 30)",
          fr: "au-dessus de la limite ; vide sans limite (0, plus de 30)"),
        judge: { now, _, _ in now < 1 ? .good : 30 < now ? .act : .watch },
        value: { $0.peakCount.map { .integer(Int64($0)) } ?? .empty }),
      SummaryFigure(
        say("Silent meters", fr: "Compteurs muets"), say("meters", fr: "compt."),
        say(
          "absent by 'check meters'; empty before its first run (0, 1 or more)",
          fr: "absents selon « check meters » ; vide avant son premier passage (0, 1 ou plus)"),
        judge: { now, _, _ in now < 1 ? .good : .act },
        value: { $0.silentCount.map { .integer(Int64($0)) } ?? .empty }),
    ]
  }

  private static func money(_ say: PrintLanguage) -> [SummaryFigure] {
    [
      SummaryFigure(
        say("Invoices issued", fr: "Factures émises"), "€",
        say(
          "VAT and credit notes included; empty when there are none", fr: "TTC, avoirs compris ; vide s’il n’y en a pas"
        ),
        isHeadline: true
      ) { try $0.row.number("issued_eur") },
      SummaryFigure(
        say("Drafts, not issued", fr: "Brouillons non émis"), "€",
        say("VAT included; empty when there are none", fr: "TTC ; vide s’il n’y en a pas")
      ) { try $0.row.number("draft_eur") },
      SummaryFigure(
        say("Credit notes", fr: "Avoirs"), "€", say("among those issued", fr: "parmi les documents émis")
      ) { try $0.account?.number("credit_eur") ?? .empty },
      SummaryFigure(
        say("Open", fr: "Ouvert"), "€", say("neither paid nor set off", fr: "ni payé ni compensé"), isHeadline: true
      ) { try $0.account?.number("open_eur") ?? .empty },
      SummaryFigure(
        say("Overdue", fr: "En retard"), "€",
        say("open and due (0, above 5 % of what was invoiced)", fr: "ouvert et échu (0, plus de 5 % du facturé)"),
        judge: late
      ) { try $0.account?.number("overdue_eur") ?? .empty },
      SummaryFigure(
        say("Not billed", fr: "Non facturés"), say("contracts", fr: "contrats"),
        say("with neither document nor draft (0, never)", fr: "sans document ni brouillon (0, jamais)"),
        judge: { now, _, _ in now < 1 ? .good : .watch },
        value: { try $0.account?.number("unbilled_count") ?? .empty }),
    ]
  }

  private static func notLower(_ now: ExactDecimal, _ then: ExactDecimal?, _ head: SummaryHead) -> State? {
    guard let then, let change = now.adding(then.negated) else { return nil }
    return change < -5 ? .act : change < 0 ? .watch : .good
  }

  private static func late(_ overdue: ExactDecimal, _ then: ExactDecimal?, _ head: SummaryHead) -> State? {
    guard 0 < overdue else { return .good }
    guard let invoiced = head.account?.optional("invoice_eur").flatMap({ ExactDecimal($0) }),
      let share = overdue.divided(by: invoiced, places: 6)
    else { return .act }
    return ExactDecimal(unscaled: 5, scale: 2) < share ? .act : .watch
  }
}
