import Database
import Grid

/// What an announcement did.
public struct AnnounceSummary: Sendable, Equatable {
  public let added: Int
  public let changed: Int
  public let unchanged: Int
}

struct DemandRow {
  struct Value: Equatable {
    /// Code of a customer.
    let partner: String
    let community: String
    let power: Int
    let window: TariffWindow
    let first: LocalDay
    /// First local day without it; nil: open.
    let end: LocalDay?

    /// Whether two differ in nothing but their end.
    func differsInEndOnly(from other: Value) -> Bool {
      other.end != end
        && self
          == Value(
            partner: other.partner, community: other.community, power: other.power, window: other.window,
            first: other.first, end: end)
    }
  }

  /// The `until` field.
  let place: Place
  let demand: String
  let value: Value
}

/// Columns of a demand, as a file and the options of `demand announce` name them.
private let required = ["demand", "partner", "community", "power_w", "from", "to", "day"]
private let optional = ["until"]

/// Enters the demands of a file: all of them, in one transaction, or none.
///
/// A demand is needed each day from `day` until `until`, which is excluded, in a window of the community's wall clock. One
/// that is known may change its power, window and days, but neither partner nor community.
///
/// - Parameter asOf: A new or changed demand whose last window has begun by then is refused.
/// - Throws: A `Refusal` with every finding when any row is invalid; status 66 without a file.
public func announceDemands(file: String, asOf: Instant, on connection: Connection) throws -> AnnounceSummary {
  let log = FindingLog(file: file)
  let table = try CSVTable(file: file, required: required, optional: optional, log: log)
  return try connection.transaction { try announce(table, log, asOf, on: connection) }
}

/// Enters one demand. What is left out of a known one stays as it is.
///
/// - Parameter fields: Texts by the columns of a file; at least `demand`.
public func announceDemand(
  _ fields: [String: String], asOf: Instant, on connection: Connection
) throws -> AnnounceSummary {
  let log = FindingLog(file: "demand")
  return try connection.transaction {
    var fields = fields
    let stored = try storedDemands([fields["demand"] ?? ""], on: connection).first?.value
    if let stored {
      let known = [
        "partner": stored.partner, "community": stored.community, "power_w": String(stored.power),
        "from": clock(stored.window.start), "to": clock(stored.window.end), "day": "\(stored.first)",
      ]
      fields.merge(known) { said, _ in said }
      if let end = stored.end, fields["until"] == nil { fields["until"] = "\(end)" }
    }
    do {
      return try announce(CSVTable(fields: fields, columns: required + optional), log, asOf, on: connection)
    } catch let refusal as Refusal {
      // One demand has no lines: its findings are told as they are.
      let texts = refusal.findings.map(\.text).joined(separator: "; ")
      throw PlainFailure(.dataRefused, texts, hint: refusal.hint)
    }
  }
}

private func announce(
  _ table: CSVTable, _ log: FindingLog, _ asOf: Instant, on connection: Connection
) throws -> AnnounceSummary {
  try connection.query("ingest/import_lock")
  let rows = try readDemands(table, log, on: connection)
  let unique = withoutRepetitions(rows, log, key: \.demand, place: \.place, name: { "demand \($0.demand)" })
  let stored = try storedDemands(unique.map(\.demand), on: connection)
  let difference = Difference(unique, value: \.value, stored: { stored[$0.demand] })
  try check(difference, stored, log, asOf, on: connection)
  try log.refuse(hints: [
    "unknown-partner": "A partner is a customer: import it with 'gridctl import customers'.",
    "unknown-community": "Import it with 'gridctl import communities'.",
    "past-demand": "Only what is still to come can be announced; the last day is excluded.",
    "other-partner": "Announce it under another code.", "other-community": "Announce it under another code.",
  ])
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_demands", all.map(\.demand), all.map(\.value.partner), all.map(\.value.community),
      all.map(\.value.power), all.map { clock($0.value.window.start) }, all.map { clock($0.value.window.end) },
      all.map(\.value.first), all.map(\.value.end), asOf)
  }
  return AnnounceSummary(
    added: difference.added.count, changed: difference.changed.count, unchanged: rows.count - all.count)
}

private func readDemands(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> [DemandRow] {
  let known = try KnownCodes(table, customer: "partner", on: connection)
  return table.rows.compactMap { row in
    let reader = FieldReader(table, row, log)
    let demand = reader.code("demand")
    let partner = reader.reference("partner", in: known["customer"])
    let community = reader.reference("community", in: known["community"])
    let power = reader.requiredWhole("power_w", isPositive: true)
    let window = reader.window()
    let first = reader.day("day")
    let end = table.text(row, "until").isEmpty ? nil : reader.day("until")
    if reader.isValid, let end, end < first {
      reader.fail("until", "empty-range", "until (\(end)) is before day (\(first))")
    }
    guard reader.isValid, let window else { return nil }
    let value = DemandRow.Value(
      partner: partner, community: community, power: power, window: window, first: first, end: end)
    return DemandRow(place: table.place(row, "until"), demand: demand, value: value)
  }
}

extension FieldReader {
  /// The window between `from` and `to`; nil when it is none.
  fileprivate func window() -> TariffWindow? {
    let (from, to) = (text("from"), text("to"))
    guard !from.isEmpty, !to.isEmpty else { return nil }
    do {
      return try TariffWindow(from: from, to: to)
    } catch {
      fail(
        "from", "invalid-window",
        from == to ? "from and to are equal: the window is empty" : "from and to are not times as 06:10 and 22:00")
      return nil
    }
  }
}

private func storedDemands(_ codes: [String], on connection: Connection) throws -> [String: DemandRow.Value] {
  var stored: [String: DemandRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_demands", codes) {
    guard let first = row.day("first_day") else { continue }
    let window = try TariffWindow(row.text("window"))
    stored[row.text("demand")] = DemandRow.Value(
      partner: row.text("partner"), community: row.text("community"), power: row.int("power_w"), window: window,
      first: first, end: row.day("end_day"))
  }
  return stored
}

/// Finds demands of somebody else, and those that nobody could be told of any more.
private func check(
  _ difference: Difference<DemandRow>, _ stored: [String: DemandRow.Value], _ log: FindingLog, _ asOf: Instant,
  on connection: Connection
) throws {
  for row in difference.changed {
    guard let old = stored[row.demand] else { continue }
    if old.partner != row.value.partner {
      log.add(row.place, "other-partner", "demand \(row.demand) is of partner \(old.partner)")
    }
    if old.community != row.value.community {
      log.add(row.place, "other-community", "demand \(row.demand) is of community \(old.community)")
    }
  }
  for row in difference.added where row.value.end == row.value.first {
    log.add(row.place, "empty-range", "until (\(row.value.first)) is not after day; the last day is excluded")
  }
  // To end a demand is always allowed, whenever that is said.
  let told = difference.all.filter { row in
    row.value.end != row.value.first && stored[row.demand].map { !row.value.differsInEndOnly(from: $0) } ?? true
  }
  guard !told.isEmpty else { return }
  let past = try connection.query(
    "ingest/import_past_demands", told.map(\.place.line), told.map(\.value.community),
    told.map { clock($0.value.window.start) }, told.map(\.value.end), asOf)
  let lines = Set(past.map { $0.int("line") })
  for row in told where lines.contains(row.place.line) {
    log.add(row.place, "past-demand", "the last window of demand \(row.demand) began before \(asOf)")
  }
}
