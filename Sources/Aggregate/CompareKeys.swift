import Database
import Grid

/// What each key would have shared in a period, side by side. Energies in mWh, rates in millionths.
public struct KeyComparison: Sendable {
  /// A member, or all of them.
  public struct Line: Sendable {
    public let meter: String
    public let used: Int64
    /// Covered without sharing, of what it used; nil when it used nothing.
    public let alone: Int64?
    /// By key.
    public let shared: [Int64]
    /// By key: covered by its own production and its neighbours', of what it used.
    public let coverage: [Int64?]
  }

  /// Those that have what they share by on one of the days at least.
  public let keys: [SharingKey]
  public let dayCount: Int
  public let members: [Line]
  public let all: Line
  /// By key: what nobody took.
  public let surplus: [Int64]
  /// By key: slots with a surplus of which the key says nothing complete.
  public let openSlots: [Int]
}

/// Shares a community's period by each key for which there are shares, ranks or coefficients, and stores nothing.
///
/// - Parameter period: Local days; those without readings are left out.
public func compareKeys(_ period: Period, community: String, on database: Connection) throws -> KeyComparison {
  let rows = try database.query("aggregate/aggregated_days", community, period)
  var sums = KeySums()
  if let head = rows.first {
    try database.sharingInputs(
      head.int64("community_id"), zone: head.text("zone"), rows.compactMap { $0.day("day") }
    ) { inputs in for input in inputs { sums.add(input) } }
  }
  let keys = SharingKey.allCases.filter { sums.known.contains($0) || $0 == .prorata }
  let use = try database.query("aggregate/sharing_use", community, period)
  let lines = use.map { row in
    line(
      row.text("meter"), used: row.int64("used_mwh"), imported: row.int64("import_mwh"),
      shared: keys.map { sums.shared[$0]?[row.int64("meter_id")] ?? 0 })
  }
  let shared = keys.indices.map { at in lines.reduce(0) { $0 + $1.shared[at] } }
  return KeyComparison(
    keys: keys, dayCount: rows.count, members: lines,
    all: line(
      "all", used: use.reduce(0) { $0 + $1.int64("used_mwh") }, imported: use.reduce(0) { $0 + $1.int64("import_mwh") },
      shared: shared),
    surplus: shared.map { sums.pool - $0 }, openSlots: keys.map { sums.open[$0] ?? 0 })
}

private func line(_ meter: String, used: Int64, imported: Int64, shared: [Int64]) -> KeyComparison.Line {
  KeyComparison.Line(
    meter: meter, used: used, alone: rate(used - imported, of: used), shared: shared,
    coverage: shared.map { rate(used - imported + $0, of: used) })
}

/// Millionths, rounded half away from zero; nil of nothing.
private func rate(_ part: Int64, of whole: Int64) -> Int64? {
  guard whole > 0 else { return nil }
  let doubled = Int128(part.magnitude) * 2_000_000 + Int128(whole)
  return Int64(doubled / (2 * Int128(whole))) * part.signum()
}

/// Sums of what keys share, in mWh.
private struct KeySums {
  var pool: Int64 = 0
  /// By meter.
  var shared: [SharingKey: [Int64: Int64]] = [:]
  var open: [SharingKey: Int] = [:]
  var known: Set<SharingKey> = []

  mutating func add(_ input: SharingInput) {
    let unit: Int64 = input.sharing.exponent == 0 ? 1000 : 1
    for member in input.sharing.members { pool += member.exported.reduce(0, +) * unit }
    for key in SharingKey.allCases {
      if input.hasInputs(of: key) { known.insert(key) }
      let result = input.sharing.share(by: input.rule(key))
      open[key, default: 0] += result.openCount
      for (member, taken) in zip(input.sharing.members, result.sharedIn) {
        shared[key, default: [:]][member.meterID, default: 0] += taken.reduce(0, +) * unit
      }
    }
  }
}
