import Database
import Grid

struct CalendarRow {
  struct Key: Hashable {
    let calendar: String
    let day: LocalDay
  }

  let place: Place
  let key: Key
  let colour: String
}

/// Applies a calendar file. A colour that an issued invoice looked at stays.
func importCalendar(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  var rows: [CalendarRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let key = CalendarRow.Key(calendar: reader.code("calendar"), day: reader.day("day"))
    let colour = reader.text("colour")
    // What a window would take for something else, or not at all, is no colour.
    if !colour.isEmpty, (try? TariffWindow(colour))?.colour != colour {
      reader.fail(
        "colour", "invalid-colour",
        "colour is not a word of at most 20 small letters and underscores that is not the name of a day")
    }
    if reader.isValid { rows.append(CalendarRow(place: table.place(row, "day"), key: key, colour: colour)) }
  }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "\($0.key.day) of calendar \($0.key.calendar)" })

  var stored: [CalendarRow.Key: String] = [:]
  for row in try connection.query("ingest/import_stored_calendars", table.values("calendar")) {
    guard let day = row.day("day") else { continue }
    stored[CalendarRow.Key(calendar: row.text("calendar"), day: day)] = row.text("colour")
  }
  let difference = Difference(unique, value: \.colour) { stored[$0.key] }
  let all = difference.all
  try checkInvoiced(all, stored, log, on: connection)
  try checkTariffs(all, stored, log, on: connection)
  try log.refuse(hints: ["day-is-invoiced": "Was the tariff meant to use another calendar from some day on?"])

  if !all.isEmpty {
    try connection.query("ingest/import_calendars", Set(all.map(\.key.calendar)).sorted())
    try connection.query(
      "ingest/import_calendar_days", all.map(\.key.calendar), all.map(\.key.day), all.map(\.colour))
  }
  return ImportSummary(
    kind: .calendar, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

/// Finds days whose colour decided a price of an issued invoice; a night window looks at the day before, too.
private func checkInvoiced(
  _ rows: [CalendarRow], _ stored: [CalendarRow.Key: String], _ log: FindingLog, on connection: Connection
) throws {
  guard !rows.isEmpty else { return }
  var invoices: [CalendarRow.Key: String] = [:]
  for row in try connection.query(
    "ingest/import_invoiced_days", rows.map(\.key.calendar), rows.map(\.key.day), rows.map { stored[$0.key] },
    rows.map(\.colour))
  {
    guard let day = row.day("day") else { continue }
    invoices[CalendarRow.Key(calendar: row.text("calendar"), day: day)] = row.text("invoice")
  }
  for row in rows {
    guard let invoice = invoices[row.key] else { continue }
    log.add(
      row.place, "day-is-invoiced",
      "\(row.key.day) of calendar \(row.key.calendar) is in issued invoice \(invoice) of a tariff that looks at its colour"
    )
  }
}

/// Finds tariffs that would have no price, or two, on days of a colour that is new to their calendar.
private func checkTariffs(
  _ rows: [CalendarRow], _ stored: [CalendarRow.Key: String], _ log: FindingLog, on connection: Connection
) throws {
  var colours: [String: Set<String>] = [:]
  for (key, colour) in stored { colours[key.calendar, default: []].insert(colour) }
  var new: [String: CalendarRow] = [:]
  for row in rows where colours[row.key.calendar]?.contains(row.colour) != true {
    colours[row.key.calendar, default: []].insert(row.colour)
    new[row.key.calendar] = new[row.key.calendar] ?? row
  }
  struct Version: Hashable, Comparable {
    let calendar: String
    let tariff: String
    let from: LocalDay
    let component: String

    static func < (a: Version, b: Version) -> Bool { (a.tariff, a.from, a.component) < (b.tariff, b.from, b.component) }
  }
  var versions: [Version: [EnergyPeriod]] = [:]
  for row in try connection.query("ingest/import_calendar_windows", new.keys.sorted()) {
    guard let from = row.day("valid_from") else { continue }
    let version = Version(
      calendar: row.text("calendar"), tariff: row.text("tariff"), from: from, component: row.text("component"))
    let windows = try row.text("windows").split(separator: " ").map { try TariffWindow($0) }
    versions[version, default: []].append(EnergyPeriod(name: row.text("period"), windows: windows))
  }
  for (version, periods) in versions.sorted(by: { $0.key < $1.key }) {
    guard let row = new[version.calendar] else { continue }
    for problem in coverageProblems(periods, colours: colours[version.calendar] ?? []) {
      let text = problem.text(
        version.component, of: "tariff \(version.tariff) from \(version.from)", periods.map(\.name))
      log.add(row.place, problem.code, text)
    }
  }
}
