import Database
import Grid

/// One line of a shares file: a member's coefficient of the static key, or its rank of the priority key.
struct ShareRow {
  enum Share: Equatable {
    /// Millionths of each slot's surplus.
    case coefficient(Int)
    case rank(Int)

    var millionths: Int? { if case .coefficient(let millionths) = self { millionths } else { nil } }
    var rank: Int? { if case .rank(let rank) = self { rank } else { nil } }
  }

  struct Value: Equatable {
    let share: Share
    let to: LocalDay?
  }

  struct Key: Hashable {
    let community: String
    let meter: String
    let from: LocalDay
    let isRank: Bool
  }

  /// The `from` field; nil: stored, not in the file.
  let place: Place?
  let key: Key
  let value: Value

  var days: DaySpan { DaySpan(from: key.from, to: value.to) }
}

/// Applies a file of shares and ranks.
///
/// The coefficients of each day on which something changes add up to exactly one over the members of that day; a member
/// without a coefficient has no share. A row is known by its community, meter, first day and which of both it is.
func importShares(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> ImportSummary {
  let rows = try readShares(table, log, on: connection)
  let unique = withoutRepetitions(
    rows, log, key: \.key, place: { $0.place ?? Place(line: 1) },
    name: { "the \($0.key.isRank ? "rank" : "share") of meter \($0.key.meter) from \($0.key.from)" })
  let communities = Set(unique.map(\.key.community)).sorted()
  var stored: [ShareRow.Key: ShareRow.Value] = [:]
  for row in try connection.query("ingest/import_stored_shares", communities) {
    guard let from = row.day("first_day") else { continue }
    let share = row.optionalInt("millionths").map { ShareRow.Share.coefficient($0) } ?? .rank(row.int("rank"))
    let key = ShareRow.Key(
      community: row.text("community"), meter: row.text("meter"), from: from, isRank: share.rank != nil)
    stored[key] = ShareRow.Value(share: share, to: row.day("end_day"))
  }
  let replaced = Set(unique.map(\.key))
  let all =
    unique
    + stored.filter { !replaced.contains($0.key) }.map { ShareRow(place: nil, key: $0.key, value: $0.value) }
  checkShareOverlaps(all, log)
  let difference = Difference(unique, value: \.value) { stored[$0.key] }
  let touched = difference.all.flatMap { row in
    let old = stored[row.key]
    return touchedDays(
      old.map { DaySpan(from: row.key.from, to: $0.to) }, row.days, isSame: old?.share == row.value.share
    ).map { (community: row.key.community, days: $0, isRank: row.key.isRank) }
  }
  // Sums of shares that overlap or did not parse would only repeat what was found.
  if log.isEmpty {
    let members = try Memberships(communities, on: connection)
    for community in communities {
      checkSums(
        all.filter { $0.key.community == community && !$0.key.isRank }, members[community],
        touched.filter { $0.community == community && !$0.isRank }.map(\.days), log)
    }
  }
  try log.refuse(hints: [
    "overlapping-share": "Give the earlier row the end 'to' in the same file.",
    "shares-not-one": "Put the shares of all members of these days into one file; nothing is scaled or cut.",
  ])

  for (statement, rows) in [
    ("ingest/import_shares_changed", difference.changed), ("ingest/import_shares_added", difference.added),
  ] where !rows.isEmpty {
    try connection.query(
      statement, rows.map(\.key.community), rows.map(\.key.meter), rows.map(\.value.share.millionths),
      rows.map(\.value.share.rank), rows.map(\.key.from), rows.map(\.value.to))
  }
  try markAllocation(touched.map { ($0.community, $0.days) }, on: connection)
  return ImportSummary(
    kind: .shares, read: rows.count, added: difference.added.count, changed: difference.changed.count)
}

private func readShares(_ table: CSVTable, _ log: FindingLog, on connection: Connection) throws -> [ShareRow] {
  let known = try KnownCodes(table, on: connection)
  var rows: [ShareRow] = []
  for row in table.rows {
    let reader = FieldReader(table, row, log)
    let community = reader.reference("community", in: known["community"])
    let meter = reader.reference("meter", in: known["meter"])
    let days = reader.days()
    let hasRank = !table.text(row, "rank").isEmpty
    let share: ShareRow.Share
    if hasRank, table.text(row, "coefficient").isEmpty {
      share = .rank(reader.positive("rank").map { min($0, Int(Int32.max) - 1) } ?? 0)
    } else {
      if hasRank { reader.fail("rank", "both-shares", "a row has a coefficient or a rank, not both") }
      share = .coefficient(reader.decimal("coefficient", .coefficient))
    }
    guard reader.isValid else { continue }
    rows.append(
      ShareRow(
        place: table.place(row, "from"),
        key: ShareRow.Key(community: community, meter: meter, from: days.from, isRank: share.rank != nil),
        value: ShareRow.Value(share: share, to: days.to)))
  }
  return rows
}

extension DecimalForm {
  static let coefficient = DecimalForm(
    decimals: 6, greatest: 1_000_000, code: "invalid-coefficient",
    rule: "is not a number from 0 to 1 with at most 6 decimals")
}

private func checkShareOverlaps(_ rows: [ShareRow], _ log: FindingLog) {
  struct Owner: Hashable {
    let community: String
    let meter: String
    let isRank: Bool
  }
  let owners = Dictionary(grouping: rows) {
    Owner(community: $0.key.community, meter: $0.key.meter, isRank: $0.key.isRank)
  }
  for (owner, rows) in owners {
    let noun = owner.isRank ? "rank" : "share"
    checkOverlaps(
      rows.map { PlacedSpan(name: noun, days: $0.days, place: $0.place) }, "overlapping-share",
      "meter \(owner.meter) has one \(noun) in community \(owner.community) at a time", log)
  }
}

/// Finds days whose coefficients do not add up to one over the members of the day.
///
/// - Parameters:
///   - rows: All coefficients of one community, stored or in the file.
///   - touched: Days on which the file changes something; other days are left alone.
private func checkSums(_ rows: [ShareRow], _ members: [Memberships.Member], _ touched: [DaySpan], _ log: FindingLog) {
  guard let first = rows.first, let place = rows.compactMap(\.place).min(by: { $0.line < $1.line }) else { return }
  let spans = Dictionary(grouping: members, by: \.meter).mapValues { $0.map(\.days) }
  let edges = Set((rows.map(\.days) + members.map(\.days) + touched).flatMap { [$0.from, $0.to].compactMap { $0 } })
  for day in edges.sorted() where touched.contains(where: { $0.contains(day) }) {
    let inForce = rows.filter { $0.days.contains(day) }
    guard !inForce.isEmpty else { continue }
    let counted = inForce.filter { row in spans[row.key.meter]?.contains { $0.contains(day) } ?? false }
    let sum = counted.reduce(0) { $0 + ($1.value.share.millionths ?? 0) }
    guard sum != 1_000_000 else { continue }
    let strays = inForce.filter { row in !counted.contains { $0.key == row.key } }.map(\.key.meter).sorted()
    let note = strays.isEmpty ? "" : "; not a member that day: \(strays.prefix(5).joined(separator: ", "))"
    log.add(
      inForce.compactMap(\.place).min { $0.line < $1.line } ?? place, "shares-not-one",
      "coefficients of community \(first.key.community) add up to \(DecimalForm.coefficient.text(sum)) from \(day), "
        + "not to 1.000000\(note)")
  }
}

/// Who is a member of some communities, and when.
struct Memberships {
  struct Member {
    let meter: String
    let meterID: Int64
    let days: DaySpan
  }

  struct Community {
    let id: Int64
    /// IANA name.
    let zone: String
  }

  private var members: [String: [Member]] = [:]
  private(set) var communities: [String: Community] = [:]

  init(_ codes: [String], on connection: Connection) throws {
    for row in try connection.query("ingest/import_members", codes) {
      guard let from = row.day("first_day") else { continue }
      communities[row.text("community")] = Community(id: row.int64("community_id"), zone: row.text("zone"))
      members[row.text("community"), default: []].append(
        Member(
          meter: row.text("meter"), meterID: row.int64("meter_id"), days: DaySpan(from: from, to: row.day("end_day"))))
    }
  }

  subscript(community: String) -> [Member] { members[community] ?? [] }
}

extension DaySpan {
  func contains(_ day: LocalDay) -> Bool { from <= day && (to.map { day < $0 } ?? true) }
}
