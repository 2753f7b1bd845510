import Grid

/// Reads tariffs written as JSON: ours, whose prices are those of the long form in CSV, or OpenEI's.
///
/// Prices and rates may be numbers or texts; both are read digit by digit. Findings name line, column and path.
func readTariffs(_ root: JSONNode, _ log: FindingLog) throws -> [TariffPrice] {
  let prices: [TariffPrice]
  if root.members.contains(where: { $0.name == "energyratestructure" || $0.name == "items" }) {
    prices = readOpenEI(root)
  } else {
    var reader = TariffReader(log: log)
    for tariff in root.member("tariffs")?.elements() ?? [] { reader.read(tariff) }
    root.allow(["tariffs"])
    prices = reader.prices
  }
  if log.isEmpty, prices.isEmpty {
    throw PlainFailure(.dataRefused, "\(log.file) has no tariff")
  }
  return prices
}

private struct TariffReader {
  /// What all prices of a version share.
  struct Version {
    let tariff: String
    let from: LocalDay
    let calendar: JSONNode?
  }

  let log: FindingLog
  var prices: [TariffPrice] = []

  /// Members of a component's price, beside `price` and `vat_rate`.
  private static let members = [
    "standing_charge": ["power_kva"], "power": [], "energy": ["period", "windows", "above_kwh"],
    "community": ["period"], "feed_in": ["period", "windows"], "community_feed_in": [],
  ]

  mutating func read(_ tariff: JSONNode) {
    tariff.allow(["tariff", "versions"])
    let code = tariff.member("tariff")?.text() ?? ""
    if let rule = brokenCodeRule(code) { tariff.fail("invalid-code", "tariff \(rule)") }
    let versions = tariff.member("versions")?.elements() ?? []
    if versions.isEmpty { tariff.fail("missing-value", "there is no version") }
    for version in versions { read(version, of: code) }
  }

  private mutating func read(_ node: JSONNode, of tariff: String) {
    let components = TariffPrice.Value.components.filter { $0 != "tax" }
    node.allow(["from", "calendar"] + components + ["taxes"])
    let version = Version(
      tariff: tariff, from: node.member("from")?.day() ?? LocalDay(number: 0), calendar: node.optionalMember("calendar")
    )
    let before = prices.count
    for component in components {
      guard let member = node.optionalMember(component) else { continue }
      // Energy is always a list; of the others a single price may stand alone.
      let list = component == "energy" || member.isArray ? member.elements() : [member]
      for price in list { read(price, of: component, version) }
    }
    for tax in node.optionalMember("taxes")?.elements() ?? [] {
      guard let code = tax.text() else { continue }
      if let rule = brokenCodeRule(code) { tax.fail("invalid-code", "tax \(rule)") }
      append(tax, tax, version, TariffPrice.Value(component: "tax", period: code, windows: "", price: nil, vat: nil))
    }
    if prices.count == before, log.isEmpty { node.fail("missing-value", "the version has no price") }
  }

  private mutating func read(_ node: JSONNode, of component: String, _ version: Version) {
    let names = TariffReader.members[component] ?? []
    node.allow(names + ["price", "vat_rate"])
    let member = { (name: String) in names.contains(name) ? node.optionalMember(name) : nil }
    let period = member("period")?.text() ?? (component == "energy" ? "base" : "")
    if let rule = brokenCodeRule(period) { node.fail("invalid-code", "period \(rule)") }
    let price = node.member("price")?.decimal(.price) ?? 0
    let rate = node.member("vat_rate")
    let value = TariffPrice.Value(
      component: component, period: period, aboveWh: member("above_kwh")?.decimal(.thousandths) ?? 0,
      powerVA: member("power_kva")?.decimal(.thousandths) ?? 0, windows: windows(member("windows")), price: price,
      vat: rate?.vatRate())
    append(node, rate ?? node, version, value)
  }

  private func windows(_ node: JSONNode?) -> String {
    guard let node else { return "" }
    do {
      return try tariffWindows(node.elements().compactMap { $0.text() })
    } catch {
      node.fail("invalid-window", error.text)
      return ""
    }
  }

  private mutating func append(_ node: JSONNode, _ tax: JSONNode, _ version: Version, _ value: TariffPrice.Value) {
    prices.append(
      TariffPrice(
        place: node.value.place, taxPlace: tax.value.place,
        calendarPlace: version.calendar?.value.place ?? node.value.place,
        path: "\(node.path): ", tariff: version.tariff, from: version.from, calendar: version.calendar?.text() ?? "",
        value: value))
  }
}

extension JSONNode {
  fileprivate func day() -> LocalDay? {
    guard let text = text() else { return nil }
    let day = parseDay(text)
    if day == nil { fail("invalid-day", "this is not a day between 1900 and 2199, written 2025-03-30") }
    return day
  }

  /// A percentage, or the code of a tax.
  func vatRate() -> VATRate? {
    if case .string(let text) = value.content, isTaxCode(text) { return self.text().map { .tax($0) } }
    return decimal(.vatRate).map { .percent($0) }
  }
}
