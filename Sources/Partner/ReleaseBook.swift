import Database
import Grid

/// What was told before of some days: sums of groups, and single households.
struct ReleaseBook {
  /// A group's local day or month whose sums were told.
  struct Entry {
    let communities: [Int64]
    let grain: Grain
    let partnerClass: String
    let day: LocalDay
    let meters: [Int64]
    /// By slot: whether a family's sum was told.
    let isTold: [[Bool]]
  }

  /// By day, the months under the first of each.
  private(set) var days: [LocalDay: [Entry]] = [:]
  private(set) var months: [LocalDay: [Entry]] = [:]
  /// Meters by day: those whose production was told, and those whose consumption was.
  private var single: [LocalDay: [(product: String, meters: [Int64])]] = [:]

  /// - Parameter period: Whole months.
  init(_ period: Period, on connection: Connection) throws {
    try connection.stream("partner/releases", period) { row in
      let told = [5, 6].map { column in row.int64s(column, missing: MeterDay.missing).map { $0 != MeterDay.missing } }
      let entry = Entry(
        communities: row.int64s(0, missing: 0), grain: Grain(rawValue: row.text(2))!, partnerClass: row.text(1),
        day: row.day(3), meters: row.int64s(4, missing: 0), isTold: told)
      if entry.grain == .month {
        months[entry.day, default: []].append(entry)
      } else {
        days[entry.day, default: []].append(entry)
      }
    }
    try connection.stream("partner/release_meters", period) { row in
      single[row.day(1), default: []].append((row.text(0), row.int64s(2, missing: 0)))
    }
  }

  /// All sums.
  var entries: [Entry] { Array(days.values.joined()) + Array(months.values.joined()) }

  /// Communities that share sums with some, with those that share sums with them, and so on.
  func neighbours(of communities: [Int64]) -> Set<Int64> {
    let groups = Set(entries.map(\.communities))
    var found = Set(communities)
    while true {
      let before = found.count
      for group in groups where group.contains(where: found.contains) { found.formUnion(group) }
      if found.count == before { return found }
    }
  }

  /// Keeps what concerns some communities.
  mutating func keep(_ communities: Set<Int64>) {
    func kept(_ entries: [LocalDay: [Entry]]) -> [LocalDay: [Entry]] {
      entries.mapValues { $0.filter { communities.contains($0.communities[0]) } }.filter { !$0.value.isEmpty }
    }
    days = kept(days)
    months = kept(months)
  }

  /// Meters of which partners were told alone on a day, as far as a family is concerned.
  func single(_ family: ReleaseFamily, on day: LocalDay) -> [Int64] {
    (single[day] ?? []).flatMap { told in
      family == .exchange || told.product != Product.production.rawValue ? told.meters : []
    }
  }
}
