import Documents

/// Headings that several sheets have.
struct Headings {
  let say: PrintLanguage

  var community: String { say("Community", fr: "Communauté") }
  var customer: String { say("Customer", fr: "Client") }
  var meter: String { say("Meter", fr: "Compteur") }
  var day: String { say("Day", fr: "Jour") }
  var used: String { say("Used kWh", fr: "Consommé kWh") }
  var produced: String { say("Produced kWh", fr: "Produit kWh") }
  var fedIn: String { say("Fed in kWh", fr: "Injecté kWh") }
  var outside: String { say("From outside kWh", fr: "De l’extérieur kWh") }
  var all: String { say("All", fr: "Toutes") }

  /// `1 day`, `3 days`.
  func days(_ count: Int) -> String {
    "\(count) " + (count == 1 ? say("day", fr: "jour") : say("days", fr: "jours"))
  }

  /// What a meter measures.
  func kind(_ code: String) -> String {
    switch code {
    case "household": say("household", fr: "foyer")
    case "plant": say("plant", fr: "centrale")
    case "charger": say("charger", fr: "borne")
    default: code
    }
  }

  /// Readings expected and measured, and how complete they are: an estimate makes nothing complete.
  var completeness: [Column] {
    let expected = say("Readings expected", fr: "Relevés attendus")
    let measured = say("Readings measured", fr: "Relevés mesurés")
    return [
      Column(expected, .integer, totals: [.sum]), Column(measured, .integer, totals: [.sum]),
      // Two places: eight readings missing in a month are not 100.0 %.
      Column(
        say("Completeness", fr: "Complétude"), .percent(places: 2), totals: [.ratio(of: measured, to: expected)],
        highlight: .below(1)),
    ]
  }
}

extension Column {
  func highlighted(_ highlight: Highlight) -> Column {
    var column = self
    column.highlight = highlight
    return column
  }
}
