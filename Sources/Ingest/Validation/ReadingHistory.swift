import Database
import Grid

/// What was said of one register of a meter's day, in the order in which it is believed: the later goes before the earlier.
public struct ReadingRevision: Sendable, Equatable {
  public enum Source: String, Sendable {
    case estimate, dump, edit, undone
    /// An estimate that gave way to what was loaded or put in later, or a dump that was taken back.
    case withdrawn
    case inForce = "in force"
  }

  public let register: Register
  public let source: Source
  /// Seconds since the epoch; of a withdrawn estimate when it was made; nil: what is in force has none.
  public let receivedAt: Int64?
  /// The dump's name; of an edit its number and kind; of a withdrawn estimate its method.
  public let name: String
  /// Intervals with a value, and their sum in mWh.
  public let count: Int
  public let milliWh: Int64
  /// Intervals whose value is struck out.
  public let struckCount: Int
  /// Intervals of which this is what holds.
  public let inForceCount: Int
  /// Counts by grade, as `A 92, E 4`.
  public let quality: String
  /// Of edits and withdrawn dumps.
  public let user: String?
  /// Why it was edited or a dump withdrawn, how it was estimated and when that was withdrawn, who undid it.
  public let reason: String?
}

/// Every revision of a meter's local day. Nothing is known of a day: empty.
///
/// - Throws: Status 66 for a meter that is not registered.
public func readingHistory(
  meter: String, day: LocalDay, register: Register?, on database: Connection
) throws -> [ReadingRevision] {
  guard let row = try database.query("ingest/edit_meter", meter).first else {
    throw PlainFailure(.noInput, "there is no meter '\(meter)'", hint: "Import it with 'gridctl import meters'.")
  }
  let id = row.int64("meter_id")
  let grades = Dictionary(
    uniqueKeysWithValues: try database.query("ingest/qualities").map { (Int16($0.int("code")), $0.text("grade")) })
  var said: [Register: [Said]] = [:]
  var values: [Int32] = []
  try database.stream("ingest/history_parts", id, day) { row in
    guard let register = Register(rawValue: row.int16(1)) else { return }
    row.int32s(4, missing: missing, into: &values)
    func text(_ column: Int) -> String? { row.isNull(column) ? nil : row.text(column) }
    said[register, default: []].append(
      Said(
        part: BlockPart(batchID: row.int64(2), exponent: row.int16(3), values: values, quality: row.int16s(5)),
        rank: row.int16(6), file: row.text(7), receivedAt: row.int64(8), kind: text(11), user: text(12),
        reason: text(13), undone: text(14)))
  }
  var estimates: [Register: [String]] = [:]
  var withdrawn: [Register: [ReadingRevision]] = [:]
  for row in try database.query("ingest/history_estimates", id, day) {
    guard let register = Register(rawValue: Int16(row.int("register"))) else { continue }
    if let closed = row.optional("closed_s").flatMap({ Int64($0) }) {
      // Where none could be made there is nothing that gave way.
      guard let milliWh = row.optional("mwh").flatMap({ Int64($0) }) else { continue }
      withdrawn[register, default: []].append(withdrawal(of: row, register, milliWh: milliWh, at: closed))
    } else {
      estimates[register, default: []].append("\(row.text("method")) \(row.text("basis"))")
    }
  }
  return Register.allCases.filter { register == nil || $0 == register }.flatMap { register in
    (withdrawn[register] ?? []) + failures(of: register, said[register] ?? [], estimates[register] ?? [])
      + revisions(of: register, said[register] ?? [], grades, estimates[register] ?? [])
  }
}

/// An estimate that no longer holds: its values are gone, what they were is told as it was when it was made.
private func withdrawal(of row: Rows.Row, _ register: Register, milliWh: Int64, at closed: Int64) -> ReadingRevision {
  let count = row.int("interval_count")
  return ReadingRevision(
    register: register, source: .withdrawn, receivedAt: row.int64("made_s"), name: row.text("method"), count: count,
    milliWh: milliWh, struckCount: 0, inForceCount: 0,
    quality: "E \(count)", user: nil,
    reason: "from \(Instant(seconds: row.int64("starts_s"))) to \(Instant(seconds: row.int64("ends_s"))), "
      + "withdrawn \(Instant(seconds: closed)): \(row.text("basis"))")
}

/// That values are missing and none could be made up, where nothing was: else the reason stands with what was made up.
private func failures(of register: Register, _ said: [Said], _ estimates: [String]) -> [ReadingRevision] {
  guard !estimates.isEmpty, !said.contains(where: { $0.rank == Reception.Rank.estimate }) else { return [] }
  return [
    ReadingRevision(
      register: register, source: .estimate, receivedAt: nil, name: "none", count: 0, milliWh: 0, struckCount: 0,
      inForceCount: 0, quality: "", user: nil, reason: estimates.joined(separator: "; "))
  ]
}

/// What one batch said.
private struct Said {
  let part: BlockPart
  let rank: Int16
  let file: String
  let receivedAt: Int64
  let kind: String?
  let user: String?
  let reason: String?
  let undone: String?
}

private func revisions(
  of register: Register, _ said: [Said], _ grades: [Int16: String], _ estimates: [String]
) -> [ReadingRevision] {
  let believed = said.filter { $0.rank >= 0 }
  guard !said.isEmpty else { return [] }
  // Who speaks last of each interval, by the same fold that makes the block.
  let block = believed.isEmpty ? nil : fold(believed.map(\.part))
  var last: [Int: Int] = [:]
  for (number, one) in believed.enumerated() {
    for at in one.part.values.indices {
      let isStruck = one.part.quality?[at] == OwnQuality.struckOut
      // What strikes out lets our own estimate through.
      if isStruck, block?.quality.map({ OwnQuality.isEstimate($0[at]) }) ?? false {
        last[at] = believed.firstIndex { $0.rank == Reception.Rank.estimate }
      } else if isStruck || one.part.values[at] != missing {
        last[at] = number
      }
    }
  }
  func revision(
    _ part: BlockPart, _ source: ReadingRevision.Source, _ inForce: Int, receivedAt: Int64?, name: String,
    user: String? = nil, reason: String? = nil
  ) -> ReadingRevision {
    let known = part.values.indices.filter { part.values[$0] != missing }
    let counts = Dictionary(grouping: known) { grades[part.quality?[$0] ?? 0] ?? "?" }.mapValues(\.count)
    return ReadingRevision(
      register: register, source: source, receivedAt: receivedAt, name: name, count: known.count,
      milliWh: known.reduce(0) { $0 + Int64(part.values[$1]) } * (part.exponent == 0 ? 1000 : 1),
      struckCount: part.quality?.count { $0 == OwnQuality.struckOut } ?? 0, inForceCount: inForce,
      quality: counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "), user: user,
      reason: reason)
  }
  var number = -1
  var all = said.map { one in
    if one.rank >= 0 { number += 1 }
    let held = one.rank >= 0 ? last.values.count { $0 == number } : 0
    let source: ReadingRevision.Source =
      switch one.rank {
      case -1: one.kind == nil ? .withdrawn : .undone
      case Reception.Rank.estimate: .estimate
      case Reception.Rank.dump: .dump
      default: .edit
      }
    let reason = source == .estimate ? estimates.joined(separator: "; ") : one.undone ?? one.reason
    let name = one.kind.map { "\(one.file.replacing(/\ 0+/, with: " ")), \($0)" } ?? one.file
    return revision(
      one.part, source, held, receivedAt: source == .estimate ? nil : one.receivedAt, name: name, user: one.user,
      reason: reason)
  }
  if let block {
    let part = BlockPart(batchID: 0, exponent: block.exponent, values: block.values, quality: block.quality)
    all.append(
      revision(part, .inForce, part.values.count { $0 != missing }, receivedAt: nil, name: "revision \(block.revision)")
    )
  }
  return all
}
