import Database
import Grid

/// What cars asked for, entered.
public struct ChargeRequestSummary: Sendable, Equatable {
  public let added: Int
  public let changed: Int
  public let unchanged: Int
}

private struct ChargeRequestRow {
  struct Value: Equatable {
    let community: String
    /// State of charge, in hundredths of a percent.
    let charge: Int
    /// State of charge wanted, in hundredths of a percent.
    let target: Int
    let deadline: Instant
  }
  struct Key: Hashable {
    let car: String
    let requestedAt: Instant
  }

  let place: Place
  let key: Key
  let value: Value
}

private let required = ["car", "soc_percent", "deadline"]
private let optional = ["requested_at", "target_percent"]

/// Enters the charge requests of a file: all of them, in one transaction, or none.
///
/// A request is known by its car and its instant. The car is a declared device whose meter is a member of a community then.
///
/// - Parameter asOf: The instant of a request that names none; one of the future is refused.
/// - Throws: A `Refusal` with every finding when any row is invalid; status 66 without a file.
public func requestCharges(file: String, asOf: Instant, on connection: Connection) throws -> ChargeRequestSummary {
  let log = FindingLog(file: file)
  let table = try CSVTable(file: file, required: required, optional: optional, log: log)
  return try connection.transaction { try request(table, log, asOf, on: connection) }
}

/// Enters one charge request.
///
/// - Parameter fields: Texts by the columns of a file.
public func requestCharge(
  _ fields: [String: String], asOf: Instant, on connection: Connection
) throws -> ChargeRequestSummary {
  let log = FindingLog(file: "request")
  return try connection.transaction {
    do {
      return try request(CSVTable(fields: fields, columns: required + optional), log, asOf, on: connection)
    } catch let refusal as Refusal {
      // One request has no lines: its findings are told as they are.
      let texts = refusal.findings.map(\.text).joined(separator: "; ")
      throw PlainFailure(.dataRefused, texts, hint: refusal.hint)
    }
  }
}

private func request(
  _ table: CSVTable, _ log: FindingLog, _ asOf: Instant, on connection: Connection
) throws -> ChargeRequestSummary {
  try connection.query("ingest/import_lock")
  let rows = try readRequests(table, log, asOf, on: connection)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: \.place, name: { "the request of car \($0.key.car) at \($0.key.requestedAt)" })
  try log.refuse(hints: [
    "unknown-car": "Declare it with 'gridctl import devices'.",
    "car-without-community": "Its meter is registered with 'gridctl import meters'.",
  ])
  var stored: [ChargeRequestRow.Key: ChargeRequestRow.Value] = [:]
  for row in try connection.query(
    "ingest/import_stored_charge_requests", unique.map(\.key.car), unique.map(\.key.requestedAt))
  {
    let key = ChargeRequestRow.Key(car: row.text("car"), requestedAt: Instant(seconds: row.int64("requested_s")))
    stored[key] = ChargeRequestRow.Value(
      community: row.text("community"), charge: DecimalForm.percent.parse(row.text("soc_percent")) ?? -1,
      target: DecimalForm.percent.parse(row.text("target_percent")) ?? -1,
      deadline: Instant(seconds: row.int64("deadline_s")))
  }
  let difference = Difference(unique, value: \.value, stored: { stored[$0.key] })
  let all = difference.all
  if !all.isEmpty {
    try connection.query(
      "ingest/import_charge_requests", all.map(\.value.community), all.map(\.key.car), all.map(\.key.requestedAt),
      all.map { DecimalForm.percent.text($0.value.charge) }, all.map { DecimalForm.percent.text($0.value.target) },
      all.map(\.value.deadline))
  }
  return ChargeRequestSummary(
    added: difference.added.count, changed: difference.changed.count, unchanged: rows.count - all.count)
}

private func readRequests(
  _ table: CSVTable, _ log: FindingLog, _ asOf: Instant, on connection: Connection
) throws -> [ChargeRequestRow] {
  let readers = table.rows.map { FieldReader(table, $0, log) }
  let instants = readers.map { $0.optionalInstant("requested_at") ?? asOf }
  // Of a code that is no car's, and of a car without a community, nothing comes back or NULL.
  var communities: [Int: String?] = [:]
  for row in try connection.query(
    "ingest/import_cars", table.rows.indices.map { Int32($0) }, table.rows.map { table.text($0, "car") }, instants)
  {
    communities.updateValue(row.optional("community"), forKey: row.int("row"))
  }
  return zip(readers, instants).enumerated().compactMap { index, pair in
    let (reader, requestedAt) = pair
    let car = reader.code("car")
    if !car.isEmpty, communities[index] == nil {
      reader.fail("car", "unknown-car", "there is no car '\(car.prefix(100))' at \(requestedAt)")
    } else if !car.isEmpty, communities[index] == .some(nil) {
      reader.fail("car", "car-without-community", "the meter of car \(car) is in no community at \(requestedAt)")
    }
    if requestedAt > asOf { reader.fail("requested_at", "future-request", "requested_at is after \(asOf)") }
    let charge = reader.percent("soc_percent") ?? 0
    let target = table.text(reader.row, "target_percent").isEmpty ? 10_000 : reader.percent("target_percent") ?? 0
    let deadline = reader.optionalInstant("deadline")
    if let deadline, deadline <= requestedAt {
      reader.fail("deadline", "past-deadline", "deadline (\(deadline)) is not after the request (\(requestedAt))")
    } else if table.text(reader.row, "deadline").isEmpty {
      reader.fail("deadline", "missing-value", "deadline is empty")
    }
    guard reader.isValid, let deadline, case let community?? = communities[index] else { return nil }
    return ChargeRequestRow(
      place: table.place(reader.row, "car"), key: ChargeRequestRow.Key(car: car, requestedAt: requestedAt),
      value: ChargeRequestRow.Value(community: community, charge: charge, target: target, deadline: deadline))
  }
}

extension FieldReader {
  /// A percentage in hundredths; nil when it is none.
  fileprivate func percent(_ column: String) -> Int? { text(column).isEmpty ? nil : optionalDecimal(column, .percent) }

  /// An instant; nil when empty, or when it is none.
  fileprivate func optionalInstant(_ column: String) -> Instant? {
    guard let text = optionalText(column) else { return nil }
    let instant = Instant(text)
    if instant == nil {
      fail(column, "invalid-instant", "\(column) is not an instant with its offset, as 2025-04-07T04:00:00+02:00")
    }
    return instant
  }
}
