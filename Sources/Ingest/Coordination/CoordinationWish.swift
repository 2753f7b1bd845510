import Database
import Grid

/// Turns rows of a coordination database into wishes; one that breaks a rule says why, and leaves the others alone.
struct CoordinationWishReader {
  struct Ignored: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  let models: ThermalModels
  /// Seconds to add to its hours of the day to get those of the wall clock.
  let clockOffset: Int

  func wish(_ rows: [CoordinationSite.Wish]) throws(Ignored) -> FlexibleWish {
    guard let wish = rows.first else { throw Ignored("it is piloted, but in none of the tables of wishes") }
    guard rows.count == 1 else {
      let kinds = rows.map(\.kind.rawValue).joined(separator: ", ")
      throw Ignored("it has \(rows.count) rows in the tables of wishes (\(kinds)) instead of one")
    }
    switch wish.kind {
    case .machine: return try machine(wish.row)
    case .vehicle: return try vehicle(wish.row)
    case .waterHeater: return try waterHeater(wish.row, wish.offPeak)
    case .heater: return try heater(wish.row)
    case .thermalHeater: return try thermalHeater(wish.row)
    }
  }

  private func machine(_ row: Rows.Row) throws(Ignored) -> FlexibleWish {
    guard row.bool("has_cycle") else { throw Ignored("it has no row in equipement_pilote_machine_generique_cycle") }
    let end = try instant(row, "timestamp_de_fin_souhaite")
    let wait = try number(row, "delai_attente_maximale_apres_fin")
    guard wait >= 0 else { throw Ignored("delai_attente_maximale_apres_fin is below zero") }
    // No horizon is as long as a week: more is no other wish.
    return .machine(profile: nil, end: end, wait: min(wait, DecimalForm.wait.greatest))
  }

  private func vehicle(_ row: Rows.Row) throws(Ignored) -> FlexibleWish {
    .vehicle(
      power: try number(row, "puissance_de_charge", .power),
      capacity: try number(row, "capacite_de_batterie", .vehicleCapacity),
      percent: try number(row, "pourcentage_charge_restant", .wholePercent),
      target: try number(row, "pourcentage_charge_finale_minimale_souhaitee", .wholePercent),
      end: try instant(row, "timestamp_dispo_souhaitee"), stopsAtTarget: false, mayPause: false)
  }

  private func waterHeater(_ row: Rows.Row, _ offPeak: [Rows.Row]) throws(Ignored) -> FlexibleWish {
    let power = try number(row, "puissance_chauffe", .power)
    let volume = try number(row, "volume_ballon", .volume)
    var windows: [DailyHours] = []
    for window in offPeak {
      guard let hours = try hours(window, "debut", "fin") else { continue }
      windows.append(hours)
    }
    guard !windows.isEmpty else { throw Ignored("it has no active off-peak hours") }
    return .waterHeater(power: power, volume: volume, lastEnergy: nil, offPeak: windows)
  }

  private func heater(_ row: Rows.Row) throws(Ignored) -> FlexibleWish {
    let eco = try number(row, "puissance_moyenne_eco", .heaterPower)
    let comfort = try number(row, "puissance_moyenne_confort", .heaterPower)
    guard comfort >= eco else { throw Ignored("puissance_moyenne_confort is below puissance_moyenne_eco") }
    return .heater(
      eco: eco, comfort: comfort, ecoPercent: try number(row, "pourcentage_eco_force", .wholePercent),
      try periods(row))
  }

  private func thermalHeater(_ row: Rows.Row) throws(Ignored) -> FlexibleWish {
    let id = try number(row, "modele_thermique_id")
    guard let model = models.byID[id] else {
      throw Ignored("there is no thermal model \(id) in optimize.thermal_model")
    }
    if let rule = model.brokenRule { throw Ignored("thermal model \(id): \(rule)") }
    let eco = try temperature(row, "temperature_eco")
    let comfort = try temperature(row, "temperature_confort")
    guard comfort >= eco else { throw Ignored("temperature_confort is below temperature_eco") }
    let delta = try number(row, "delta_temp_maximale_temp_demandee")
    guard delta >= 0, delta <= 100 else { throw Ignored("delta_temp_maximale_temp_demandee is not from 0 to 10 K") }
    return .thermalHeater(
      power: try number(row, "puissance", .power), model: model, eco: eco, comfort: comfort, delta: delta * 10,
      indoor: nil, isHeating: false, band: "thermostats", try periods(row))
  }

  /// Comfort periods that are active; hours of the others are not looked at.
  private func periods(_ row: Rows.Row) throws(Ignored) -> ComfortPeriods {
    var periods = ComfortPeriods(weekdays: [], weekend: [])
    for (days, number) in [("semaine", 1), ("semaine", 2), ("weekend", 1), ("weekend", 2)] {
      let prefix = "prog_\(days)_periode_\(number)_confort"
      guard row.bool("\(prefix)_actif"), let hours = try hours(row, "\(prefix)_heure_debut", "\(prefix)_heure_fin")
      else {
        continue
      }
      if days == "semaine" { periods.weekdays.append(hours) } else { periods.weekend.append(hours) }
    }
    return periods
  }

  /// Hours of the day on the wall clock; nil: they end when they begin.
  private func hours(_ row: Rows.Row, _ from: String, _ to: String) throws(Ignored) -> DailyHours? {
    let start = try number(row, from)
    let end = try number(row, to)
    guard (0..<86_400).contains(start), (0...86_400).contains(end) else {
      throw Ignored("\(from) or \(to) is no second of a day")
    }
    return start == end ? nil : DailyHours(from: start, to: end).shifted(by: clockOffset)
  }

  /// Hundredths of a degree Celsius from tenths of a kelvin.
  private func temperature(_ row: Rows.Row, _ column: String) throws(Ignored) -> Int {
    let tenths = try number(row, column)
    guard (0...100_000).contains(tenths), DecimalForm.roomTemperature.contains(tenths * 10 - 27_315) else {
      throw Ignored("\(column) is no temperature of a room, 2731.5 to 3131.5 tenths of a kelvin")
    }
    return tenths * 10 - 27_315
  }

  private func instant(_ row: Rows.Row, _ column: String) throws(Ignored) -> Instant {
    let seconds = try number(row, column)
    guard seconds > 0 else { throw Ignored("\(column) is not set") }
    return Instant(seconds: Int64(seconds))
  }

  private func number(_ row: Rows.Row, _ column: String, _ form: DecimalForm) throws(Ignored) -> Int {
    let value = try number(row, column)
    guard form.contains(value) else { throw Ignored("\(column) \(form.rule)") }
    return value
  }

  private func number(_ row: Rows.Row, _ column: String) throws(Ignored) -> Int {
    guard let value = row.optionalInt(column) else { throw Ignored("\(column) is empty or no whole number") }
    return value
  }
}
