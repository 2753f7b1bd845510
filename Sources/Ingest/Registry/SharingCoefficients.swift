import Database
import Grid

/// Coefficients of slots, as a file says them: one a community, slot, producer and member.
private struct CoefficientRow {
  let line: Int
  let community: String
  let producer: String
  let meter: String
  /// Seconds since 1970-01-01T00:00:00Z.
  let start: Int64
  let millionths: Int32
}

/// Applies a file of coefficients.
///
/// A day that the file names is told in full: every settlement slot of it, for each producer; coefficients of a slot add
/// up to exactly one, or are all zero, and nothing is shared then. What a file says of a slot replaces what was stored
/// of it.
func importCoefficients(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = try readCoefficients(table, log, on: connection)
  let days = try CoefficientDays(rows, on: connection)
  var placed: [PlacedCoefficient] = []
  placed.reserveCapacity(rows.count)
  for row in rows { if let coefficient = days.place(row, log) { placed.append(coefficient) } }
  placed.sort { $0.order < $1.order }
  if log.isEmpty { days.check(placed, log) }
  try log.refuse(hints: [
    "slot-not-one": "Nothing is scaled or cut; a slot in which nothing is shared has zeros only."
  ])

  try connection.query("ingest/make_coefficient_stage")
  let writer = try CopyWriter("ingest/copy_coefficient_stage", fields: 6, on: connection)
  for coefficient in placed {
    try writer.row()
    writer.field(coefficient.communityID)
    writer.field(coefficient.day)
    writer.field(coefficient.start)
    writer.field(coefficient.producerID)
    writer.field(coefficient.meterID)
    writer.field(coefficient.millionths)
  }
  try writer.finish()
  let counts = try connection.query("ingest/import_coefficients_counted")[0]
  try connection.query("ingest/import_coefficients_stale")
  try connection.query("ingest/import_coefficients_removed")
  try connection.query("ingest/import_coefficients")
  return ImportSummary(
    kind: .coefficients, read: placed.count, added: counts.int("added"), changed: counts.int("changed"))
}

private func readCoefficients(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws
  -> [CoefficientRow]
{
  let known = try KnownCodes(table, on: connection)
  // A month of a community has a few thousand different instants in a hundred thousand rows.
  var instants: [String: Int64] = [:]
  var rows: [CoefficientRow] = []
  rows.reserveCapacity(table.rows.count)
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.reference("community", in: known["community"])
    let meter = reader.reference("meter", in: known["meter"])
    let text = table.text(row, "starts_at")
    let start = instants[text] ?? Instant(text)?.seconds
    if let start {
      instants[text] = start
    } else {
      reader.fail(
        "starts_at", "invalid-instant", "starts_at is not an instant with its offset, written 2025-03-30T03:00:00+02:00"
      )
    }
    let millionths = reader.decimal("coefficient", .coefficient)
    guard reader.isValid, let start else { continue }
    rows.append(
      CoefficientRow(
        line: row.line, community: community, producer: table.text(row, "producer"), meter: meter, start: start,
        millionths: Int32(millionths)))
  }
  return rows
}

/// A coefficient with what the registry knows of its community, day and meters.
private struct PlacedCoefficient {
  let line: Int
  let communityID: Int64
  let day: LocalDay
  let start: Int64
  let producerID: Int64
  let meterID: Int64
  let millionths: Int32

  var order: (Int64, Int64, Int64, Int64) { (communityID, producerID, start, meterID) }
}

/// The local days of the communities of a file, with their members and settlement slots.
private struct CoefficientDays {
  private struct Community {
    let id: Int64
    let calendar: LocalCalendar
    let members: [String: [Memberships.Member]]
    let keys: [(days: DaySpan, slot: Int64)]
  }

  private var communities: [String: Community] = [:]
  private var names: [Int64: String] = [:]

  init(_ rows: [CoefficientRow], on connection: Connection) throws {
    let codes = Set(rows.map(\.community)).sorted()
    let memberships = try Memberships(codes, on: connection)
    var keys: [String: [(days: DaySpan, slot: Int64)]] = [:]
    for row in try connection.query("ingest/import_stored_keys", codes) {
      guard let from = row.day("first_day") else { continue }
      keys[row.text("community"), default: []].append(
        (DaySpan(from: from, to: row.day("end_day")), row.int64("slot_s")))
    }
    var bounds: [String: (first: Int64, last: Int64)] = [:]
    for row in rows {
      let bound = bounds[row.community] ?? (row.start, row.start)
      bounds[row.community] = (min(bound.first, row.start), max(bound.last, row.start))
    }
    for (code, community) in memberships.communities {
      guard let bound = bounds[code] else { continue }
      // No zone is more than a day away from UTC.
      let first = LocalDay(number: Int32(bound.first / 86_400)).advanced(by: -1)
      let last = LocalDay(number: Int32(bound.last / 86_400)).advanced(by: 2)
      guard let span = Period(first, last), span.dayCount < 4000 else { continue }
      communities[code] = Community(
        id: community.id, calendar: try connection.calendar(zone: community.zone, span),
        members: Dictionary(grouping: memberships[code], by: \.meter), keys: keys[code] ?? [])
      names[community.id] = code
    }
  }

  /// Finds a row's day and meters; what they break goes into the log.
  func place(_ row: CoefficientRow, _ log: FindingLog) -> PlacedCoefficient? {
    func fail(_ code: String, _ text: String) -> PlacedCoefficient? {
      log.add(Place(line: row.line), code, text)
      return nil
    }
    guard let community = communities[row.community] else {
      return fail("not-a-member", "community \(row.community) has no members, or the file spans more than ten years")
    }
    guard let local = community.calendar.day(containing: row.start) else { return nil }
    let slot = self.slot(of: community, local.day)
    guard (row.start - local.start) % slot == 0 else {
      return fail("unaligned-slot", "starts_at is no start of a slot of \(slot) s")
    }
    func member(_ meter: String) -> Int64? {
      community.members[meter]?.first { $0.days.contains(local.day) }?.meterID
    }
    guard let meterID = member(row.meter) else {
      return fail("not-a-member", "meter \(row.meter) is no member of community \(row.community) on \(local.day)")
    }
    var producerID: Int64 = 0
    if !row.producer.isEmpty {
      guard let id = member(row.producer) else {
        return fail(
          "not-a-member",
          "producer \(row.producer.prefix(100)) is no member of community \(row.community) on \(local.day)")
      }
      producerID = id
    }
    return PlacedCoefficient(
      line: row.line, communityID: community.id, day: local.day, start: row.start, producerID: producerID,
      meterID: meterID, millionths: row.millionths)
  }

  private func slot(of community: Community, _ day: LocalDay) -> Int64 {
    community.keys.first { $0.days.contains(day) }?.slot ?? 900
  }

  /// Finds repeated rows, slots that do not add up to one, and days that lack slots.
  ///
  /// - Parameter rows: In order.
  func check(_ rows: [PlacedCoefficient], _ log: FindingLog) {
    var at = 0
    var day: (first: PlacedCoefficient, slots: Set<Int64>)?
    func close() {
      guard let done = day, let code = names[done.first.communityID], let community = communities[code],
        let local = community.calendar[done.first.day]
      else { return }
      let slot = slot(of: community, local.day)
      let expected = stride(from: local.start, to: local.start + Int64(local.length), by: Int(slot))
      guard let missing = expected.first(where: { !done.slots.contains($0) }) else { return }
      let text = "\(done.slots.count) of \(Int64(local.length) / slot) slots"
      log.add(
        Place(line: done.first.line), "incomplete-day",
        "community \(code) has coefficients of \(text) of \(local.day); \(Instant(seconds: missing)) is missing")
    }
    while at < rows.count {
      let head = rows[at]
      if day?.first.communityID != head.communityID || day?.first.producerID != head.producerID
        || day?.first.day != head.day
      {
        close()
        day = (head, [])
      }
      day!.slots.insert(head.start)
      at = checkSlot(rows, from: at, log)
    }
    close()
  }

  /// - Returns: Where the next slot begins.
  private func checkSlot(_ rows: [PlacedCoefficient], from first: Int, _ log: FindingLog) -> Int {
    let head = rows[first]
    var sum: Int64 = 0
    var line = head.line
    var at = first
    while at < rows.count, rows[at].start == head.start, rows[at].producerID == head.producerID,
      rows[at].communityID == head.communityID
    {
      if at > first, rows[at].meterID == rows[at - 1].meterID {
        let lines = [rows[at - 1].line, rows[at].line].sorted()
        log.add(
          Place(line: lines[1]), "duplicate-row",
          "the coefficient of this slot and meter is on line \(lines[0]) already")
      }
      sum += Int64(rows[at].millionths)
      line = min(line, rows[at].line)
      at += 1
    }
    if sum != 0, sum != 1_000_000 {
      log.add(
        Place(line: line), "slot-not-one",
        "coefficients of \(Instant(seconds: head.start)) add up to \(DecimalForm.coefficient.text(Int(sum))), not to 1.000000"
      )
    }
    return at
  }
}
