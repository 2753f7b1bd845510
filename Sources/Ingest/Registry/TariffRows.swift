import Grid

/// One price of a tariff version, as a file says it.
struct TariffPrice {
  struct Value: Hashable {
    /// What is priced, one of `components`.
    let component: String
    /// Name of the energy period, `base` when there is only one; of a tax its code; else empty.
    let period: String
    /// The price is that of the Wh of a month above this.
    var aboveWh = 0
    /// Subscribed power in VA that a standing charge is for; 0: any.
    var powerVA = 0
    /// `TariffWindow`s, sorted, joined by a space; empty: all the rest.
    let windows: String
    /// Millionths of a EUR without VAT: a month, a kVA and month for `power`, else a kWh; nil for a tax.
    let price: Int?
    /// Nil for a tax.
    let vat: VATRate?

    static let components = [
      "standing_charge", "power", "energy", "community", "feed_in", "community_feed_in", "tax",
    ]
  }

  let place: Place
  /// Where the VAT, or the code of a tax, is written.
  let taxPlace: Place
  let calendarPlace: Place
  /// Where in a JSON document, `tariffs[0].versions[1].feed_in: `; empty for CSV.
  let path: String
  let tariff: String
  let from: LocalDay
  /// Empty: the version has none.
  let calendar: String
  let value: Value

  var version: TariffVersionKey { TariffVersionKey(tariff: tariff, from: from) }
}

struct TariffVersionKey: Hashable {
  let tariff: String
  let from: LocalDay
}

/// Windows in the order of their start, each once, in their shortest spelling, joined by a space.
func tariffWindows(_ texts: [String]) throws(TariffWindow.Problem) -> String {
  var windows: [TariffWindow] = []
  for text in texts {
    let window = try TariffWindow(text)
    if !windows.contains(window) { windows.append(window) }
  }
  return windows.map { (order: ($0.start, $0.description), text: $0.description) }.sorted { $0.order < $1.order }
    .map(\.text).joined(separator: " ")
}

/// Reads the long form: one line a price.
func readTariffs(_ table: CSVTable, _ log: FindingLog) -> [TariffPrice] {
  var prices: [TariffPrice] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let tariff = reader.code("tariff")
    let from = reader.day("from")
    let calendar = table.text(row, "calendar").isEmpty ? "" : reader.code("calendar")
    let value = reader.tariffPrice()
    guard reader.isValid else { continue }
    prices.append(
      TariffPrice(
        place: table.place(row, "component"),
        taxPlace: table.place(row, value.component == "tax" ? "period" : "vat_rate"),
        calendarPlace: table.place(row, "calendar"), path: "", tariff: tariff, from: from, calendar: calendar,
        value: value))
  }
  return prices
}

extension FieldReader {
  fileprivate func tariffPrice() -> TariffPrice.Value {
    let component = choice("component", of: TariffPrice.Value.components)
    let period = only("period", for: ["energy", "feed_in", "community", "tax"], component)
    let windows = only("windows", for: ["energy", "feed_in"], component)
    let above =
      only("above_kwh", for: ["energy"], component) == nil ? 0 : optionalDecimal("above_kwh", .thousandths) ?? 0
    let power =
      only("power_kva", for: ["standing_charge"], component) == nil
      ? 0 : optionalDecimal("power_kva", .thousandths) ?? 0
    if let period, let rule = brokenCodeRule(period) { fail("period", "invalid-code", "period \(rule)") }
    var sorted = ""
    do {
      sorted = try tariffWindows((windows ?? "").split(separator: " ").map(String.init))
    } catch {
      fail("windows", "invalid-window", error.text)
    }
    guard component == "tax" else {
      return TariffPrice.Value(
        component: component, period: period ?? (component == "energy" ? "base" : ""), aboveWh: above, powerVA: power,
        windows: sorted, price: decimal("price", .price), vat: vatRate())
    }
    if period == nil { fail("period", "missing-value", "period is empty; of a tax it is the tax's code") }
    for column in ["price", "vat_rate"] where optionalText(column) != nil {
      fail(column, "price-of-a-tax", "\(column) is empty for a tax: 'import taxes' says its rates")
    }
    return TariffPrice.Value(component: component, period: period ?? "", windows: "", price: nil, vat: nil)
  }

  /// A field that only rows of some components may fill; nil when empty.
  private func only(_ column: String, for components: [String], _ component: String) -> String? {
    guard let text = optionalText(column) else { return nil }
    guard components.contains(component) || !TariffPrice.Value.components.contains(component) else {
      fail(
        column, "\(column.replacing("_", with: "-"))-without-\(components[0].replacing("_", with: "-"))",
        "\(column) belongs to \(components.joined(separator: ", ")), not to \(component)")
      return nil
    }
    return text
  }
}
