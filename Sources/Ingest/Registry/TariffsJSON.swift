import Grid

/// Reads tariffs written as JSON; the prices are those of the long form in CSV.
///
/// Prices and rates may be numbers or texts; both are read digit by digit. Findings name line, column and path.
func readTariffs(json bytes: [UInt8], _ log: FindingLog) throws -> [TariffPrice] {
  let document: JSONValue
  do {
    document = try JSONText.parse(bytes)
  } catch {
    log.add(error.place, "invalid-json", error.text)
    try log.refuse()
    return []
  }
  var reader = TariffReader(log: log)
  let root = JSONNode(value: document, path: "", log: log)
  for tariff in root.member("tariffs")?.elements() ?? [] { reader.read(tariff) }
  root.allow(["tariffs"])
  if log.isEmpty, reader.prices.isEmpty {
    throw PlainFailure(.dataRefused, "\(log.file) has no tariff")
  }
  return reader.prices
}

private struct TariffReader {
  let log: FindingLog
  var prices: [TariffPrice] = []

  mutating func read(_ tariff: JSONNode) {
    tariff.allow(["tariff", "versions"])
    let code = tariff.member("tariff")?.text() ?? ""
    if let rule = brokenCodeRule(code) { tariff.fail("invalid-code", "tariff \(rule)") }
    let versions = tariff.member("versions")?.elements() ?? []
    if versions.isEmpty { tariff.fail("missing-value", "there is no version") }
    for version in versions { read(version, of: code) }
  }

  private mutating func read(_ version: JSONNode, of tariff: String) {
    version.allow(["from", "standing_charge", "energy", "feed_in"])
    let node = version.member("from")
    var from = LocalDay(number: 0)
    if let node, let text = node.text() {
      if let day = parseDay(text) {
        from = day
      } else {
        node.fail("invalid-day", "this is not a day between 1900 and 2199, written 2025-03-30")
      }
    }
    let before = prices.count
    for component in ["standing_charge", "feed_in"] {
      guard let price = version.optionalMember(component) else { continue }
      price.allow(["price", "vat_rate"])
      append(price, tariff, from, component: component, period: "", windows: "")
    }
    for energy in version.optionalMember("energy")?.elements() ?? [] {
      energy.allow(["period", "windows", "price", "vat_rate"])
      let period = energy.optionalMember("period")?.text() ?? "base"
      if let rule = brokenCodeRule(period) { energy.fail("invalid-code", "period \(rule)") }
      append(energy, tariff, from, component: "energy", period: period, windows: windows(of: energy))
    }
    if prices.count == before, log.isEmpty { version.fail("missing-value", "the version has no price") }
  }

  private func windows(of energy: JSONNode) -> String {
    guard let node = energy.optionalMember("windows") else { return "" }
    do {
      return try DayWindow.parse(node.elements().compactMap { $0.text() }).map(\.description).joined(separator: " ")
    } catch {
      node.fail(error.code, error.text)
      return ""
    }
  }

  private mutating func append(
    _ node: JSONNode, _ tariff: String, _ from: LocalDay, component: String, period: String, windows: String
  ) {
    let value = TariffPrice.Value(
      component: component, period: period, windows: windows,
      price: node.member("price")?.decimal(.price) ?? 0, vatRate: node.member("vat_rate")?.decimal(.vatRate) ?? 0)
    prices.append(
      TariffPrice(place: node.value.place, path: "\(node.path): ", tariff: tariff, from: from, value: value))
  }
}

/// A value and the way to it; what is not as expected goes into the log.
private struct JSONNode {
  let value: JSONValue
  /// `tariffs[0].versions[1].from`; empty for the document.
  let path: String
  let log: FindingLog

  func fail(_ code: String, _ text: String) {
    log.add(value.place, code, path.isEmpty ? text : "\(path): \(text)")
  }

  private func child(_ name: String, _ value: JSONValue) -> JSONNode {
    JSONNode(value: value, path: path.isEmpty ? name : "\(path).\(name)", log: log)
  }

  /// Finds names that mean nothing here.
  func allow(_ names: [String]) {
    guard case .object(let members) = value.content else { return }
    for (name, value) in members where !names.contains(name) {
      child(String(name.prefix(100)), value).fail("unknown-name", "expected \(names.joined(separator: ", "))")
    }
  }

  func member(_ name: String) -> JSONNode? {
    let member = optionalMember(name)
    if member == nil, case .object = value.content { fail("missing-value", "there is no '\(name)'") }
    return member
  }

  /// Nil when it is absent or null.
  func optionalMember(_ name: String) -> JSONNode? {
    guard case .object(let members) = value.content else {
      if !log.findings.contains(where: { $0.line == value.place.line && $0.column == value.place.column }) {
        fail("wrong-type", "an object is expected here")
      }
      return nil
    }
    guard let member = members.first(where: { $0.key == name })?.value else { return nil }
    if case .literal("null") = member.content { return nil }
    return child(name, member)
  }

  func elements() -> [JSONNode] {
    guard case .array(let elements) = value.content else {
      fail("wrong-type", "an array is expected here")
      return []
    }
    return elements.enumerated().map { JSONNode(value: $1, path: "\(path)[\($0)]", log: log) }
  }

  func text() -> String? {
    guard case .string(let text) = value.content else {
      fail("wrong-type", "a text is expected here")
      return nil
    }
    let isForbidden = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    if text.isEmpty { fail("missing-value", "the text is empty") }
    if isForbidden { fail("control-character", "a control character in a text") }
    return text
  }

  func decimal(_ form: DecimalForm) -> Int? {
    switch value.content {
    case .string(let text), .number(let text):
      guard let number = form.parse(text) else { break }
      return number
    default: break
    }
    fail(form.code, "this \(form.rule)")
    return nil
  }
}
