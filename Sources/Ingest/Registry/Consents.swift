import Database
import Grid

struct ConsentRow {
  /// What one consent is for; two of them never hold at the same time.
  struct Subject: Hashable {
    let customer: String
    let purpose: String
    let granularity: String
    let partnerClass: String

    var description: String { "\(customer), \(purpose) by \(granularity) for \(partnerClass)" }
  }
  struct Key: Hashable {
    let subject: Subject
    let from: Instant
  }
  struct Value: Equatable {
    /// Excluded; nil: not withdrawn.
    let to: Instant?
    let textVersion: String
    let proof: String
  }

  /// The `from` field; nil: the row is stored.
  let place: Place?
  let key: Key
  let value: Value

  /// `2025-01-01T00:00:00Z.. (line 3)`.
  var description: String {
    "\(key.from)..\(value.to.map { "\($0)" } ?? "") (\(place.map { "line \($0.line)" } ?? "stored"))"
  }
}

/// Columns that a consents file has; `to` may be left out.
let consentColumns = ["customer", "purpose", "granularity", "partner_class", "from", "text_version", "proof"]

/// Applies a consents file: one row for each person, purpose, granularity and class of partners.
///
/// A consent is withdrawn by its row with `to`. It may be withdrawn earlier than the registry says, but is never taken up again:
/// who agrees anew gets another row.
func importConsents(
  _ table: CSVTable, _ log: FindingLog, asOf: Instant, on connection: Connection
) throws -> ImportSummary {
  let known = try KnownCodes(table, on: connection)
  let rows = table.rows.compactMap { consent(of: FieldReader(table, $0, log), known["customer"], asOf) }
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 0) },
    name: { "the consent of \($0.key.subject.description) from \($0.key.from)" })

  var stored: [ConsentRow.Key: ConsentRow] = [:]
  let customers = Set(unique.map(\.key.subject.customer)).sorted()
  for row in try connection.query("ingest/import_stored_consents", customers) {
    let subject = ConsentRow.Subject(
      customer: row.text("customer"), purpose: row.text("purpose"), granularity: row.text("granularity"),
      partnerClass: row.text("partner_class"))
    let key = ConsentRow.Key(subject: subject, from: Instant(seconds: row.int64("from_s")))
    let to = row.optional("to_s").flatMap { Int64($0) }.map { Instant(seconds: $0) }
    stored[key] = ConsentRow(
      place: nil, key: key,
      value: ConsentRow.Value(to: to, textVersion: row.text("text_version"), proof: row.text("proof")))
  }
  let difference = Difference(unique, value: \.value) { stored[$0.key]?.value }
  for row in difference.changed {
    guard let place = row.place, let end = stored[row.key]?.value.to, row.value.to.map({ $0 > end }) ?? true else {
      continue
    }
    log.add(place, "withdrawn-consent", "the consent of \(row.key.subject.description) ends at \(end), and stays so")
  }
  checkConsents(unique, stored, log)
  try log.refuse(hints: [
    "withdrawn-consent": "Who agrees again agrees to a new row, from then on.",
    "future-consent": "A consent begins when it was given.",
  ])
  for (statement, rows) in [
    ("ingest/import_consents_changed", difference.changed), ("ingest/import_consents_added", difference.added),
  ] where !rows.isEmpty {
    let subjects = rows.map(\.key.subject)
    try connection.query(
      statement, subjects.map(\.customer), subjects.map(\.purpose), subjects.map(\.granularity),
      subjects.map(\.partnerClass), rows.map(\.key.from), rows.map(\.value.to), rows.map(\.value.textVersion),
      rows.map(\.value.proof))
  }
  return ImportSummary(
    kind: .consents, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func consent(of reader: FieldReader, _ customers: Set<String>, _ asOf: Instant) -> ConsentRow? {
  let subject = ConsentRow.Subject(
    customer: reader.reference("customer", in: customers),
    purpose: reader.choice("purpose", of: ["aggregated", "production", "detailed", "transfer"]),
    granularity: reader.choice("granularity", of: ["quarter", "hour", "day", "month"]),
    partnerClass: reader.code("partner_class"))
  let from = reader.instantWithOffset("from")
  let to = reader.table.text(reader.row, "to").isEmpty ? nil : reader.instantWithOffset("to")
  if let from, from > asOf {
    reader.fail("from", "future-consent", "from (\(from)) is after the clock of the run (\(asOf))")
  }
  if let from, let to, to <= from {
    reader.fail("to", "empty-range", "to (\(to)) is not after from (\(from))")
  }
  let version = reader.code("text_version")
  let proof = reader.code("proof")
  guard reader.isValid, let from else { return nil }
  return ConsentRow(
    place: reader.table.place(reader.row, "from"), key: ConsentRow.Key(subject: subject, from: from),
    value: ConsentRow.Value(to: to, textVersion: version, proof: proof))
}

extension FieldReader {
  /// An instant between 1900 and 2199, written with its offset; nil when it is none.
  func instantWithOffset(_ column: String) -> Instant? {
    let text = text(column)
    guard !text.isEmpty else { return nil }
    guard let instant = Instant(text) else {
      fail(column, "invalid-instant", "\(column) is no instant with its offset, as 2025-04-07T04:00:00+02:00")
      return nil
    }
    guard parseDay("\(instant)".prefix(10).description) != nil else {
      fail(column, "invalid-instant", "\(column) is not between 1900 and 2199")
      return nil
    }
    return instant
  }
}

/// Finds consents of one subject that hold at the same time; file against file and file against registry.
private func checkConsents(_ rows: [ConsentRow], _ stored: [ConsentRow.Key: ConsentRow], _ log: FindingLog) {
  let replaced = Set(rows.map(\.key))
  let all = rows + stored.values.filter { !replaced.contains($0.key) }
  for (subject, consents) in Dictionary(grouping: all, by: \.key.subject) {
    var longest: ConsentRow?
    for consent in consents.sorted(by: { $0.key.from < $1.key.from }) {
      if let longest, longest.value.to.map({ consent.key.from < $0 }) ?? true,
        let place = [longest.place, consent.place].compactMap({ $0 }).max(by: { $0.line < $1.line })
      {
        log.add(
          place, "overlapping-consent",
          "\(subject.description) has one consent at a time: \(longest.description) and \(consent.description) overlap")
      }
      guard let end = longest.map(\.value.to) else {
        longest = consent
        continue
      }
      if let end, consent.value.to.map({ $0 > end }) ?? true { longest = consent }
    }
  }
}
