import Database
import Grid

/// Makes drafts of one month out of readings, contracts, tariffs and taxes. `bill run` keeps them; what only asks what a
/// month would cost makes them in a transaction that is rolled back.
struct Rating {
  /// Which contracts are rated.
  enum Scope: String {
    /// Months that were not billed to the customer yet.
    case open
    /// Months that were.
    case issued
    case all
  }

  let period: Period
  var scope = Scope.open
  /// Code of the only customer; nil: all.
  var customer: String?
  /// Code of the tariff that takes the place of those of consumption.
  var tariff: String?
  /// Days from here on count as not read yet; nil: none does.
  var readEnd: LocalDay?
  /// Looks at, and may change, the energy of every slice before it is priced.
  var change: ((inout Slice) -> Void)?

  struct Community: Sendable {
    let id: Int64
    let code: String
    let zone: String

    init(_ row: Rows.Row) {
      id = row.int64("community_id")
      code = row.text("community")
      zone = row.text("zone")
    }
  }

  /// What could not be rated.
  struct Result {
    var findings: [BillFinding] = []
    /// Whose month at which meter has a finding; nothing of it was rated.
    var refused: [(customer: Int64, meter: Int64)] = []
  }

  /// Makes the drafts of a community; those of the same contracts must not be there.
  ///
  /// A customer's month at a meter is rated whole or, when a price is missing, not at all.
  ///
  /// - Parameter book: Kept from community to community.
  func makeDrafts(of community: Community, _ book: inout TariffBook, on connection: Connection) throws -> Result {
    let rows = try connection.query("billing/slices", community.id, period, scope.rawValue, customer, tariff)
    let all = rows.map { Slice($0) }
    guard !all.isEmpty else { return Result() }
    try book.load(Set(all.compactMap(\.version)), on: connection)
    var findings = all.compactMap { $0.finding(book) }
    findings += try priceProblems(rows, all, on: connection)
    findings += try unallocated(all, community, book, on: connection)
    let names = Set(findings.map(\.contract))
    let refused = Set(all.filter { names.contains($0.contract) }.map { [$0.customerID, $0.meterID] })
    let slices = all.filter { !refused.contains([$0.customerID, $0.meterID]) }
    let result = Result(findings: findings, refused: refused.map { ($0[0], $0[1]) })
    guard !slices.isEmpty else { return result }

    var sum = EnergySum(
      slices, book: book, calendar: try connection.calendar(zone: community.zone, period), period: period,
      readEnd: readEnd)
    try sum.read(community: community.id, book: &book, on: connection)
    try sum.fill(community: community.id, on: connection)
    if let change { sum.change(change) }
    try connection.query("billing/make_slice")
    try connection.query("billing/make_slice_energy")
    try sum.write(community: community.id, book: book, on: connection)
    try connection.query("billing/make_lines", community.id, period, scope != .issued)
    try connection.query("billing/make_vat", community.id, period)
    try connection.query("billing/make_drafts", community.id, period)
    try connection.query("billing/clear_slices")
    return result
  }

  /// Prices that lack a part: the rate of a tax, the standing charge of a power.
  private func priceProblems(_ rows: Rows, _ slices: [Slice], on connection: Connection) throws -> [BillFinding] {
    struct Key: Hashable {
      let version: TariffBook.Version
      let day: LocalDay
      let power: String?
    }
    var places: [Key: [Slice]] = [:]
    for (row, slice) in zip(rows, slices) {
      guard let version = slice.version, slice.kind == .consumption || row.optional("power_kva") == nil else {
        continue
      }
      let key = Key(version: version, day: slice.days.start, power: row.optional("power_kva"))
      places[key, default: []].append(slice)
    }
    let keys = Array(places.keys)
    let problems = try connection.query(
      "billing/price_problems", keys.map(\.version.tariff), keys.map(\.version.validFrom), keys.map(\.day),
      keys.map(\.power))
    return problems.flatMap { row in
      let version = TariffBook.Version(tariff: row.int64("tariff_id"), validFrom: row.day("valid_from")!)
      let key = Key(version: version, day: row.day("first_day")!, power: row.optional("power_kva"))
      return (places[key] ?? []).filter { row.bool("levies_only") || $0.kind == .consumption }.map { slice in
        BillFinding(
          contract: slice.contract, code: "no-price",
          text: "tariff '\(slice.tariff)' has \(row.text("problem")) in \(slice.days)")
      }
    }
  }

  /// Contracts that price what neighbours share, in a community whose days are not all shared as they are now.
  private func unallocated(
    _ slices: [Slice], _ community: Community, _ book: TariffBook, on connection: Connection
  ) throws -> [BillFinding] {
    let priced = slices.filter { slice in slice.version.map { book.pricesCommunity(slice.side, of: $0) } ?? false }
    guard !priced.isEmpty else { return [] }
    let end = min(readEnd ?? period.end, period.end)
    guard period.start < end else { return [] }
    let days = try connection.query("billing/unallocated_days", community.id, Period(period.start, end)!)[0].int("days")
    guard days > 0 else { return [] }
    return Set(priced.map(\.contract)).map { contract in
      BillFinding(
        contract: contract, code: "not-allocated",
        text:
          "\(days) days of community '\(community.code)' are not shared yet: run 'gridctl aggregate' and 'gridctl allocate'"
      )
    }
  }
}
