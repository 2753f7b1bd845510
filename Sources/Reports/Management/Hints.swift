import Database
import Documents

extension ManagementReport {
  /// What could be offered to each customer, and the figures that say so.
  func hintsSheet() throws -> Sheet {
    let columns = [
      Column(headings.community), Column(headings.customer), Column(headings.meter),
      Column(say("Hint", fr: "Piste")),
      .energy(say("Donated kWh", fr: "Donné kWh")).highlighted(.above(0)),
      .energy(say("Battery kWh", fr: "Batterie kWh")).highlighted(.bar(.amber)),
      Column(say("Battery size kWh", fr: "Taille de batterie kWh"), .decimal(places: 1), totals: [.maximum]),
      .energy(say("Movable kWh", fr: "Déplaçable kWh")).highlighted(.bar(.teal)),
      Column(say("Night share", fr: "Part de nuit"), .percent, highlight: .scale(.violet)),
      Column(say("Load factor", fr: "Facteur de charge"), .percent),
      Column(say("Days known", fr: "Jours connus"), .integer),
      Column(say("Batteries", fr: "Batteries"), .integer), Column(say("Cars", fr: "Voitures"), .integer),
      Column(say("Devices", fr: "Appareils"), .integer),
    ]
    let rows = try meters.filter { $0.text("kind") == "household" }.map { row in
      [
        row.word("community"), row.word("customer"), row.word("meter"), .text(hints(of: row).joined(separator: " · ")),
        try row.number("donated_kwh"), try row.number("battery_kwh"), try row.number("battery_size_kwh"),
        try row.number("shift_kwh"), try row.number("night_share"), try row.number("load_factor"),
        try row.number("known_days"), try row.number("battery_count"), try row.number("car_count"),
        try row.number("device_count"),
      ]
    }
    return Sheet(
      say("Needs and hints", fr: "Besoins et pistes"),
      title: say("Needs of customers, and what they hint at", fr: "Besoins des clients et pistes commerciales"),
      notes: [scope] + hintRules, columns: columns, rows: .list(rows), frozenColumns: 4)
  }

  private var contract: String { say("contract", fr: "contrat") }
  private var battery: String { say("battery", fr: "batterie") }
  private var car: String { say("car", fr: "voiture") }
  private var flexible: String { say("flexible", fr: "flexible") }

  /// The words of a row; the rules are the notes of the sheet.
  private func hints(of row: Rows.Row) -> [String] {
    var hints: [String] = []
    if row.exceeds("donated_kwh", 0) { hints.append(contract) }
    if row.int("battery_count") == 0, row.isDaily("battery_kwh") { hints.append(battery) }
    if row.isDaily("shift_kwh") { hints.append(row.int("car_count") > 0 ? car : flexible) }
    return hints
  }

  private var hintRules: [String] {
    [
      say(
        "\(contract): energy was donated, that is fed in on days without a production contract; nobody pays it.",
        fr: "\(contract) : de l’énergie a été donnée, c’est-à-dire injectée les jours sans contrat de production ; "
          + "personne ne la paie."),
      say(
        "\(battery): none is registered, and one could have moved at least 1 kWh a day: of each day what was fed in and drawn "
          + "later on the same day, from a battery that is empty at midnight and has no losses. Its size is the best day's.",
        fr:
          "\(battery) : aucune n’est inscrite, et une batterie aurait déplacé au moins 1 kWh par jour : de chaque jour ce "
          + "qui fut injecté puis soutiré plus tard le même jour, batterie vide à minuit et sans pertes. Sa taille est celle "
          + "du meilleur jour."),
      say(
        "\(car), \(flexible): at least 1 kWh a day is movable: drawn in the night (22:00 to 06:00), at most the surplus that "
          + "left the community on that day; each member for itself. \(car): one is registered.",
        fr: "\(car), \(flexible) : au moins 1 kWh par jour est déplaçable : soutiré la nuit (22:00 à 06:00), au plus "
          + "l’excédent sorti de la communauté ce jour-là ; chaque membre pris seul. \(car) : une voiture est inscrite."
      ),
    ]
  }
}

extension Rows.Row {
  fileprivate func exceeds(_ name: String, _ bound: ExactDecimal) -> Bool {
    optional(name).flatMap { ExactDecimal($0) }.map { bound < $0 } ?? false
  }

  /// Whether an energy is at least 1 kWh for each day with readings.
  fileprivate func isDaily(_ name: String) -> Bool {
    let days = ExactDecimal(unscaled: int("known_days"), scale: 0)
    guard int("known_days") > 0, let energy = optional(name).flatMap({ ExactDecimal($0) }) else { return false }
    return !(energy < days)
  }
}
