import Documents
import Grid

/// Words that several parts of a household's report say.
struct HouseholdWords {
  let say: PrintLanguage
  let grain: HouseholdGrain
  let period: Period

  func title(_ meter: HouseholdMeter) -> String { "\(kind(of: meter)) \(meter.code), \(period.title(in: say))" }

  private func kind(of meter: HouseholdMeter) -> String {
    switch meter.kind {
    case "plant": say("Plant", fr: "Centrale")
    case "charger": say("Charger", fr: "Borne de recharge")
    default: say("Household", fr: "Foyer")
    }
  }

  func places(_ page: HouseholdPage) -> String {
    guard !page.places.isEmpty else { return "" }
    var seen: Set<Int64> = []
    let places = page.places.filter { seen.insert($0.communityID).inserted }
    let names = places.map { "\($0.code) \($0.name)" }.joined(separator: ", ")
    let zones = Set(places.map(\.zone)).sorted().joined(separator: ", ")
    let community =
      places.count > 1 ? say("Communities", fr: "Communautés") : say("Community", fr: "Communauté")
    return "\(community) \(names) · \(say("local time of", fr: "heure locale de")) \(zones)"
  }

  func state(_ state: HouseholdSpan.State) -> String {
    switch state {
    case .measured: say("measured", fr: "mesuré")
    case .estimated: say("estimated", fr: "estimé")
    case .partial: say("partial", fr: "partiel")
    case .missing: say("missing", fr: "manquant")
    }
  }

  /// `30 days`.
  func count(_ number: Int) -> String { "\(number) \(noun(number))" }

  private func noun(_ number: Int) -> String {
    let isOne = say == .fr ? number < 2 : number == 1
    switch grain {
    case .hour: return isOne ? say("hour", fr: "heure") : say("hours", fr: "heures")
    case .day: return isOne ? say("day", fr: "jour") : say("days", fr: "jours")
    case .month: return isOne ? say("month", fr: "mois") : say("months", fr: "mois")
    }
  }

  func device(_ kind: String) -> String {
    switch kind {
    case "water_heater": say("water heater", fr: "chauffe-eau")
    case "heating": say("heating", fr: "chauffage")
    case "car": say("car", fr: "voiture")
    default: say("appliance", fr: "appareil")
    }
  }

  /// `12.3 kWh`, of mWh.
  func energy(_ milliwattHours: Int64) -> String {
    say.number(ExactDecimal(unscaled: milliwattHours, scale: 6), places: 1...1) + "\u{A0}kWh"
  }

  /// `12.3 %`, of a fraction.
  func percent(_ part: some BinaryInteger, of whole: some BinaryInteger, places: Int = 1) -> String? {
    guard
      let share = ExactDecimal(unscaled: Int128(part) * 100, scale: 0).divided(
        by: ExactDecimal(unscaled: whole, scale: 0), places: places)
    else { return nil }
    return say.number(share, places: places...places) + "\u{A0}%"
  }

  /// `23.93 €`, as the figures say it.
  func euros(_ amount: ExactDecimal) -> String { say.number(amount, places: 2...2) + "\u{A0}€" }

  /// `2025-10-26 02:00 +01:00`.
  func clock(_ wall: Int64, _ offset: Int32) -> String {
    let (day, minute, distance) = (
      LocalDay(number: Int32(wall / 86_400)), Int(wall % 86_400 / 60), Int(abs(offset) / 60)
    )
    return "\(day) \(padded(minute / 60, 2)):\(padded(minute % 60, 2)) "
      + "\(offset < 0 ? "-" : "+")\(padded(distance / 60, 2)):\(padded(distance % 60, 2))"
  }

  /// `19:00`.
  static func hour(_ hour: Int) -> String { "\(padded(hour, 2)):00" }
}
