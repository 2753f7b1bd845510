import Decode
import Grid

/// Reads tariffs of OpenEI's Utility Rate Database: one object, or several under `items`.
///
/// What a tariff here cannot say is a finding with its path; what says nothing (zero, empty) is passed over, and so are
/// descriptions. Amounts are taken as EUR as they stand, with `vat_rate` of the object, which is ours, or 0 percent.
func readOpenEI(_ root: JSONNode) -> [TariffPrice] {
  let rates = root.optionalMember("items")?.elements() ?? [root]
  return rates.flatMap { OpenEIRate(node: $0).prices() }
}

/// One rate of the database, which becomes one version of a tariff.
private struct OpenEIRate {
  let node: JSONNode

  /// What is turned into prices.
  private static let expressed: Set = [
    "energyratestructure", "energyweekdayschedule", "energyweekendschedule", "fixedchargefirstmeter",
    "fixedchargeunits", "startdate", "vat_rate", "dgrules",
  ]
  /// What describes, or belongs to a charge that is refused itself.
  private static let descriptions: Set = [
    "label", "name", "uri", "utility", "utility_name", "utility_id", "eiaid", "sector", "servicetype", "country",
    "description", "source", "sourceparent", "approved", "is_default", "isdefault", "supersedes", "supercedes",
    "revisions", "latest_update", "basicinformationcomments", "energycomments", "demandcomments", "energyattrs",
    "demandattrs", "fixedattrs", "voltagecategory", "voltageminimum", "voltagemaximum", "phasewiring",
    "peakkwcapacitymin", "peakkwcapacitymax", "peakkwcapacityhistory", "peakkwhusagemin", "peakkwhusagemax",
    "peakkwhusagehistory", "minchargeunits", "demandunits", "demandrateunit", "demandwindow", "flatdemandunit",
    "demandweekdayschedule", "demandweekendschedule", "demandratchetpercentage", "flatdemandmonths",
    "coincidentrateunit", "coincidentrateschedule", "lookbackMonths", "lookbackPercent", "lookbackRange",
    "lookbackmonths", "lookbackpercent", "lookbackrange",
  ]

  func prices() -> [TariffPrice] {
    guard case .object = node.value.content else {
      node.fail("wrong-type", "an object is expected here")
      return []
    }
    checkRest()
    let tariff = (node.optionalMember("label") ?? node.member("name"))?.text() ?? ""
    if let rule = brokenCodeRule(tariff) { node.fail("invalid-code", "label \(rule)") }
    let from = node.member("startdate")?.firstDay() ?? LocalDay(number: 0)
    let rate = node.optionalMember("vat_rate")
    let vat = rate?.vatRate() ?? .percent(0)
    return (standingCharge(vat) + energy(vat)).map { place, value in
      TariffPrice(
        place: place.value.place, taxPlace: rate?.value.place ?? place.value.place, calendarPlace: place.value.place,
        path: "\(place.path): ", tariff: tariff, from: from, calendar: "", value: value)
    }
  }

  private typealias Price = (place: JSONNode, value: TariffPrice.Value)

  /// Finds charges and rules that prices, windows and blocks cannot say.
  private func checkRest() {
    for (name, member) in node.members
    where !OpenEIRate.expressed.contains(name) && !OpenEIRate.descriptions.contains(name) && !member.value.isNothing {
      member.fail("cannot-be-expressed", "a tariff has nothing for this, and it is neither empty nor zero")
    }
    // Exports of each interval at the price of `sell` are what feed_in is.
    if let rule = node.optionalMember("dgrules"), !rule.value.isNothing,
      rule.text() != "Net Billing Instantaneous"
    {
      rule.fail("cannot-be-expressed", "only 'Net Billing Instantaneous' is what feed_in means")
    }
  }

  private func standingCharge(_ vat: VATRate) -> [Price] {
    guard let charge = node.optionalMember("fixedchargefirstmeter"), !charge.value.isNothing,
      let amount = charge.amount(isCharge: true)
    else { return [] }
    let unit = node.optionalMember("fixedchargeunits")
    var price = amount
    switch unit?.text() ?? "$/month" {
    case "$/month": break
    case "$/year": price = (amount + 6) / 12
    default:
      unit?.fail("cannot-be-expressed", "a standing charge is in $/month or $/year; months differ in their days")
    }
    return [
      (charge, TariffPrice.Value(component: "standing_charge", period: "", windows: "", price: price, vat: vat))
    ]
  }

  private func energy(_ vat: VATRate) -> [Price] {
    let periods = node.member("energyratestructure")?.elements() ?? []
    guard !periods.isEmpty else {
      node.fail("missing-value", "energyratestructure has no period")
      return []
    }
    guard let schedule = schedule(periods.count) else { return [] }
    let used = schedule.periods
    // Tiers count the kWh of all periods of a month in the order of the hours; our blocks those of one period.
    if let mixed = used.first(where: { periods[$0].elements().count > 1 && schedule.sharesMonth($0) }) {
      periods[mixed].fail("cannot-be-expressed", "tiers hold in months with one period; blocks are of one period's kWh")
    }
    let name = { (period: Int) in used.count == 1 ? "base" : "P\(period + 1)" }
    var prices: [Price] = []
    var sells: [(node: JSONNode, period: Int, price: Int)] = []
    for period in used {
      let windows = used.count == 1 ? "" : schedule.windows(of: period)
      for tier in tiers(periods[period]) {
        prices.append(
          (
            tier.node,
            TariffPrice.Value(
              component: "energy", period: name(period), aboveWh: tier.aboveWh,
              windows: tier.aboveWh == 0 ? windows : "", price: tier.price, vat: vat)
          ))
        guard let sell = tier.sell else { continue }
        if let other = sells.last(where: { $0.period == period }), other.price != sell {
          tier.node.fail("cannot-be-expressed", "feed_in has no blocks: sell is the same in all tiers of a period")
        }
        sells.append((tier.node, period, sell))
      }
    }
    return prices + feedIn(sells, schedule, name, vat)
  }

  /// Feed-in: one price when all periods have the same, else one a period; a period that does not say one pays nothing.
  private func feedIn(
    _ sells: [(node: JSONNode, period: Int, price: Int)], _ schedule: OpenEISchedule, _ name: (Int) -> String,
    _ vat: VATRate
  ) -> [Price] {
    guard let first = sells.first else { return [] }
    let bought = Dictionary(sells.map { ($0.period, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = schedule.periods.map { bought[$0] ?? (node: first.node, period: $0, price: 0) }
    guard rows.contains(where: { $0.price != first.price }) else {
      return [
        (first.node, TariffPrice.Value(component: "feed_in", period: "", windows: "", price: first.price, vat: vat))
      ]
    }
    return rows.map { row in
      (
        row.node,
        TariffPrice.Value(
          component: "feed_in", period: name(row.period), windows: schedule.windows(of: row.period), price: row.price,
          vat: vat)
      )
    }
  }

  private func tiers(_ period: JSONNode) -> [(node: JSONNode, aboveWh: Int, price: Int, sell: Int?)] {
    var above = 0
    let tiers = period.elements()
    if tiers.isEmpty { period.fail("missing-value", "the period has no tier") }
    return tiers.enumerated().map { index, tier in
      tier.allow(["rate", "adj", "max", "unit", "sell"])
      let rate = tier.optionalMember("rate")?.amount() ?? 0
      let price = rate + (tier.optionalMember("adj")?.amount() ?? 0)
      if tier.optionalMember("rate") == nil, tier.optionalMember("adj") == nil {
        tier.fail("missing-value", "there is neither 'rate' nor 'adj'")
      }
      if price < 0 { tier.fail("negative-price", "rate and adj add up to less than zero") }
      if let unit = tier.optionalMember("unit"), unit.text() != "kWh" {
        unit.fail("cannot-be-expressed", "tiers are in kWh a month")
      }
      let start = above
      let max = tier.optionalMember("max").flatMap { $0.value.isEndless ? nil : $0 }
      if index < tiers.count - 1 {
        if max == nil { tier.fail("missing-value", "there is no 'max', and another tier follows") }
        let end = max?.decimal(.thousandths)
        if let end, end <= start { tier.fail("tiers-not-ascending", "max is not above that of the tier before") }
        // What is wrong is told once, and the next tier is not taken for this one.
        above = Swift.max(end ?? 0, start + 1)
      } else if let max {
        max.fail("tier-with-end", "what is above the last tier has no price; leave its max out")
      }
      return (tier, start, Swift.max(price, 0), tier.optionalMember("sell")?.amount(isCharge: true))
    }
  }

  /// Both schedules; a rate with a single period needs none.
  private func schedule(_ count: Int) -> OpenEISchedule? {
    let names = ["energyweekdayschedule", "energyweekendschedule"]
    if count == 1, names.allSatisfy({ node.optionalMember($0) == nil }) {
      let always = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 12)
      return OpenEISchedule(weekday: always, weekend: always)
    }
    let found = names.map { node.member($0)?.schedule(count) }
    guard let weekday = found[0] ?? nil, let weekend = found[1] ?? nil else { return nil }
    return OpenEISchedule(weekday: weekday, weekend: weekend)
  }
}

extension JSONNode {
  /// Twelve months of 24 hours, each the index of a period.
  fileprivate func schedule(_ count: Int) -> [[Int]]? {
    let months = elements()
    guard months.count == 12 else {
      if isArray { fail("wrong-length", "twelve months are expected here") }
      return nil
    }
    var hours: [[Int]] = []
    for month in months {
      let values = month.elements()
      guard values.count == 24 else {
        if month.isArray { month.fail("wrong-length", "24 hours are expected here") }
        return nil
      }
      var indices: [Int] = []
      for value in values {
        guard case .number(let text) = value.value.content, let index = Int(text), (0..<count).contains(index) else {
          value.fail("unknown-period", "energyratestructure has no period of this index")
          return nil
        }
        indices.append(index)
      }
      hours.append(indices)
    }
    return hours
  }

  /// The UTC day of a time in seconds since 1970.
  fileprivate func firstDay() -> LocalDay? {
    if case .number(let text) = value.content, let seconds = Int(text) {
      let day = LocalDay(number: Int32(clamping: (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400))
      if (1900...2199).contains(day.civil.year) { return day }
    }
    fail("invalid-day", "this is not a time in whole seconds since 1970, between 1900 and 2199")
    return nil
  }

  /// Millionths of a EUR, exact; a number may have an exponent.
  fileprivate func amount(isCharge: Bool = false) -> Int? {
    switch value.content {
    case .string(let text), .number(let text):
      guard let units = millionths(text), !isCharge || units >= 0 else { break }
      return units
    default: break
    }
    let sign = isCharge ? "from 0 to" : "between -999999.999999 and"
    fail("invalid-price", "this is not a number \(sign) 999999.999999 with at most 6 decimals")
    return nil
  }
}

/// A decimal with or without sign and exponent as millionths; nil when it has more decimals, or is another thing.
private func millionths(_ text: String) -> Int? {
  let isNegative = text.hasPrefix("-")
  let parts = (isNegative ? text.dropFirst() : text[...]).lowercased().split(
    separator: "e", omittingEmptySubsequences: false)
  guard let mantissa = parts.first, parts.count <= 2 else { return nil }
  var shift = 0
  if parts.count == 2 {
    guard let exponent = Int(parts[1]), abs(exponent) <= 40 else { return nil }
    shift = exponent
  }
  // The exponent moves the point over the digits.
  let numbers = mantissa.split(separator: ".", omittingEmptySubsequences: false)
  guard numbers.count <= 2, let whole = numbers.first, !whole.isEmpty else { return nil }
  var digits = whole + (numbers.count == 2 ? numbers[1] : "")
  var point = whole.count + shift
  if point < 1 {
    digits = Substring(String(repeating: "0", count: 1 - point) + digits)
    point = 1
  }
  if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
  let plain = "\(digits.prefix(point))" + (point < digits.count ? ".\(digits.dropFirst(point))" : "")
  return DecimalForm.price.parse(plain).map { isNegative ? -$0 : $0 }
}

extension JSONValue {
  /// Whether it charges nothing: zero, empty, false, null, or a list or a charge of such.
  fileprivate var isNothing: Bool {
    switch content {
    case .string(let text): text.isEmpty
    case .number(let text): text.prefix { $0 != "e" && $0 != "E" }.allSatisfy { !("1"..."9").contains($0) }
    case .literal(let word): word != "true"
    case .array(let elements): elements.allSatisfy(\.isNothing)
    case .object(let members):
      members.allSatisfy { ["max", "unit"].contains($0.key) || $0.value.isNothing }
    }
  }

  /// A maximum beyond all use, as exports write "no maximum".
  fileprivate var isEndless: Bool {
    if case .number(let text) = content { return (Double(text) ?? 0) >= 1e9 }
    return false
  }
}
