import Grid

/// One price of a tariff version, as a file says it.
struct TariffPrice {
  struct Value: Hashable {
    /// `standing_charge` (EUR a month), `energy` or `feed_in` (EUR a kWh); without VAT.
    let component: String
    /// Name of the energy period, `base` when there is only one; empty for the other components.
    let period: String
    /// Local wall-clock windows `HH:MM-HH:MM`, sorted, joined by a space; empty: the rest of the day.
    let windows: String
    /// Millionths of a EUR.
    let price: Int
    /// Hundredths of a percent.
    let vatRate: Int
  }

  let place: Place
  /// Where in a JSON document, `tariffs[0].versions[1].feed_in: `; empty for CSV.
  let path: String
  let tariff: String
  let from: LocalDay
  let value: Value

  var version: TariffVersionKey { TariffVersionKey(tariff: tariff, from: from) }
}

struct TariffVersionKey: Hashable {
  let tariff: String
  let from: LocalDay
}

/// Reads the long form: one line a price.
func readTariffs(_ table: CSVTable, _ log: FindingLog) -> [TariffPrice] {
  var prices: [TariffPrice] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let tariff = reader.code("tariff")
    let from = reader.day("from")
    let component = reader.choice("component", of: ["standing_charge", "energy", "feed_in"])
    let period = reader.energyOnly("period", component)
    let windows = reader.energyOnly("windows", component)
    if let period, let rule = brokenCodeRule(period) { reader.fail("period", "invalid-code", "period \(rule)") }
    var sorted = ""
    do {
      sorted = try DayWindow.parse(windows ?? "").map(\.description).joined(separator: " ")
    } catch {
      reader.fail("windows", error.code, error.text)
    }
    let value = TariffPrice.Value(
      component: component, period: component == "energy" ? period ?? "base" : "", windows: sorted,
      price: reader.decimal("price", .price), vatRate: reader.decimal("vat_rate", .vatRate))
    guard reader.isValid else { continue }
    prices.append(
      TariffPrice(place: table.place(row, "component"), path: "", tariff: tariff, from: from, value: value))
  }
  return prices
}

extension FieldReader {
  /// A field that only energy rows may fill; nil when empty.
  fileprivate func energyOnly(_ column: String, _ component: String) -> String? {
    guard let text = optionalText(column) else { return nil }
    if component == "standing_charge" || component == "feed_in" {
      fail(column, "\(column)-without-energy", "\(column) belongs to energy, not to \(component)")
      return nil
    }
    return text
  }

  fileprivate func decimal(_ column: String, _ form: DecimalForm) -> Int {
    let text = text(column)
    guard !text.isEmpty else { return 0 }
    guard let value = form.parse(table.isSemicolonSeparated ? text.replacing(",", with: ".") : text) else {
      fail(column, form.code, "\(column) \(form.rule)")
      return 0
    }
    return value
  }
}

/// A decimal number that is kept exactly, as a whole number of its smallest units.
struct DecimalForm: Sendable {
  let decimals: Int
  /// Greatest value, in units.
  let greatest: Int
  let code: String
  let rule: String

  static let price = DecimalForm(
    decimals: 6, greatest: 999_999_999_999, code: "invalid-price",
    rule: "is not a number from 0 to 999999.999999 with at most 6 decimals")
  static let vatRate = DecimalForm(
    decimals: 2, greatest: 10_000, code: "invalid-vat-rate",
    rule: "is not a percentage from 0 to 100 with at most 2 decimals")

  /// `0.2068` as 206,800 for six decimals; nil when the text is another thing, or has more decimals that are not zero.
  func parse(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      return nil
    }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    while fraction.utf8.count > decimals, fraction.last == "0" { fraction.removeLast() }
    guard fraction.utf8.count <= decimals else { return nil }
    fraction += String(repeating: "0", count: decimals - fraction.utf8.count)
    guard let units = Int(parts[0] + fraction), units <= greatest else { return nil }
    return units
  }

  /// The number as PostgreSQL's numeric reads it.
  func text(_ units: Int) -> String {
    let digits = padded(units, decimals + 1)
    return "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }
}
