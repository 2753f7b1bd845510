import Database
import Grid

/// Finds versions whose prices do not fit together, or name a tax or a calendar that is not there.
func checkTariffs(_ versions: [TariffVersion], _ log: FindingLog, on connection: Connection) throws {
  let prices = versions.flatMap(\.prices)
  let taxes = try KnownTaxes(
    prices.compactMap { $0.value.component == "tax" ? $0.value.period : $0.value.vat?.tax }, on: connection)
  var colours: [String: Set<String>] = [:]
  for row in try connection.query("ingest/import_stored_calendars", Set(prices.map(\.calendar)).sorted()) {
    colours[row.text("calendar"), default: []].formUnion(row.optional("colour").map { [$0] } ?? [])
  }
  for version in versions {
    checkTaxes(version, taxes, log)
    checkCommunity(version, log)
    let hasColours = checkCalendar(version, colours, log)
    let hasFirstBlocks = checkBlocks(version, log)
    // Without both, its coverage means nothing.
    guard hasColours, hasFirstBlocks else { continue }
    for component in ["energy", "feed_in"] {
      checkCoverage(version, component, colours: colours[version.prices[0].calendar] ?? [], log)
    }
  }
}

private func checkTaxes(_ version: TariffVersion, _ taxes: KnownTaxes, _ log: FindingLog) {
  for price in version.prices {
    let problem =
      price.value.component == "tax"
      ? taxes.problem(levy: price.value.period)
      : price.value.vat?.tax.flatMap { taxes.problem(vat: $0, on: price.from) }
    if let (code, text) = problem { log.add(price.taxPlace, code, price.path + text) }
  }
}

/// A version has one calendar, which is known, or none, and then no window names a colour.
///
/// - Returns: Whether that is so.
private func checkCalendar(_ version: TariffVersion, _ colours: [String: Set<String>], _ log: FindingLog) -> Bool {
  let first = version.prices[0]
  if let other = version.prices.first(where: { $0.calendar != first.calendar }) {
    let lines = "\(first.place.line) and \(other.place.line)"
    log.add(other.calendarPlace, "several-calendars", "\(version.name) has one calendar or none: see lines \(lines)")
    return false
  }
  guard first.calendar.isEmpty else {
    if colours[first.calendar] != nil { return true }
    log.add(
      first.calendarPlace, "unknown-calendar", "\(first.path)there is no calendar '\(first.calendar.prefix(100))'")
    return false
  }
  var isRight = true
  for price in version.prices {
    let windows = price.value.windows.split(separator: " ").compactMap { try? TariffWindow($0) }
    guard let colour = windows.compactMap(\.colour).first else { continue }
    isRight = false
    log.add(
      price.place, "colour-without-calendar",
      "\(price.path)a window of \(price.value.component) \(price.value.period) is for days of '\(colour)', "
        + "and \(version.name) has no calendar")
  }
  return isRight
}

/// What neighbours share has one price, or one for each energy period.
private func checkCommunity(_ version: TariffVersion, _ log: FindingLog) {
  let rows = version.prices.filter { $0.value.component == "community" }
  guard rows.contains(where: { !$0.value.period.isEmpty }) else { return }
  let energy = Set(version.prices.lazy.filter { $0.value.component == "energy" }.map(\.value.period))
  for row in rows where !energy.contains(row.value.period) {
    let problem =
      row.value.period.isEmpty
      ? "beside prices of single periods" : "of '\(row.value.period)', which is no energy period"
    log.add(row.place, "unknown-period", "\(row.path)\(version.name) has a price of community \(problem)")
  }
  for period in energy.subtracting(rows.map(\.value.period)).sorted() {
    log.add(
      rows[0].place, "missing-period", "\(rows[0].path)\(version.name) has no price of community for \(period)")
  }
}

/// A period's first block begins at 0, and only it has windows.
///
/// - Returns: Whether all periods begin at 0.
private func checkBlocks(_ version: TariffVersion, _ log: FindingLog) -> Bool {
  var isComplete = true
  let energy = version.prices.filter { $0.value.component == "energy" }
  for (period, rows) in Dictionary(grouping: energy, by: \.value.period) {
    let first = rows.min { $0.value.aboveWh < $1.value.aboveWh }!
    if first.value.aboveWh > 0 {
      isComplete = false
      let above = DecimalForm.thousandths.text(first.value.aboveWh)
      log.add(
        first.place, "first-block-above-zero",
        "\(first.path)the first \(above) kWh of \(period) of \(version.name) have no price")
    }
    for row in rows where row.value.aboveWh > 0 && !row.value.windows.isEmpty {
      log.add(
        row.place, "windows-of-a-block",
        "\(row.path)windows of \(period) of \(version.name) are on its row with above_kwh 0, and on no other")
    }
  }
  return isComplete
}

private func checkCoverage(_ version: TariffVersion, _ component: String, colours: Set<String>, _ log: FindingLog) {
  let prices = version.prices.filter { $0.value.component == component && $0.value.aboveWh == 0 }
  let periods = prices.map { price in
    EnergyPeriod(
      name: "\(price.value.period.isEmpty ? component : price.value.period) (line \(price.place.line))",
      windows: price.value.windows.split(separator: " ").compactMap { try? TariffWindow($0) })
  }
  for problem in coverageProblems(periods, colours: colours) {
    let price = prices[problem.index]
    log.add(price.place, problem.code, price.path + problem.text(component, of: version.name, periods.map(\.name)))
  }
}
