import Database
import Documents
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
  /// Its prices are those of this day, all the time; nil: each day has its own.
  var priceDay: LocalDay?
  /// Whether the regularisations that wait are billed with the month; never with one that was issued.
  var takesRegularisations = true
  /// What consumption contracts are billed for.
  var quantity = Quantity.drawn
  /// Days from here on are not read; nil: all are.
  var readEnd: LocalDay?
  /// Looks at, and may change, the energy of the slices before it is priced.
  var change: ((inout EnergySum) throws -> Void)?

  enum Quantity {
    /// What the meter drew from the grid and from neighbours; feed-in is paid.
    case drawn
    /// All that was used behind the meter, as if there were neither production nor neighbours; there is no feed-in.
    case used
  }

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
    let rows = try connection.query("billing/slices", community.id, period, scope.rawValue, customer, tariff, priceDay)
    let all = rows.map { Slice($0) }.filter { quantity == .drawn || $0.kind == .consumption }
    guard !all.isEmpty else { return Result() }
    try book.load(Set(all.compactMap(\.version)), on: connection)
    var findings = all.compactMap { $0.finding(book) }
    findings += try priceProblems(all, on: connection)
    if quantity == .drawn { findings += try unallocated(all, community, book, on: connection) }
    let names = Set(findings.map(\.contract))
    let refused = Set(all.filter { names.contains($0.contract) }.map { [$0.customerID, $0.meterID] })
    let slices = all.filter { !refused.contains([$0.customerID, $0.meterID]) }
    var result = Result(findings: findings, refused: refused.map { ($0[0], $0[1]) })
    guard !slices.isEmpty else { return result }

    var sum = EnergySum(
      slices, book: book, calendar: try connection.calendar(zone: community.zone, period), period: period,
      quantity: quantity, readEnd: readEnd)
    try sum.read(community: community.id, book: &book, on: connection)
    let negative = sum.leaveOutNegative()
    result.findings += negative.findings
    result.refused += negative.refused
    try sum.fill(community: community.id, on: connection)
    try change?(&sum)
    try connection.query("billing/make_slice")
    try connection.query("billing/make_slice_energy")
    try sum.write(community: community.id, book: book, on: connection)
    try connection.query("billing/make_lines", community.id, period, takesRegularisations && scope != .issued)
    try connection.query("billing/make_vat", community.id, period)
    try connection.query("billing/make_drafts", community.id, period)
    try connection.query("billing/clear_slices")
    return result
  }

  /// Prices that lack a part: the rate of a tax, the standing charge of a power.
  private func priceProblems(_ slices: [Slice], on connection: Connection) throws -> [BillFinding] {
    struct Key: Hashable {
      let version: TariffBook.Version
      let day: LocalDay
      let power: String?
    }
    var places: [Key: [Slice]] = [:]
    for slice in slices {
      guard let version = slice.version else { continue }
      places[Key(version: version, day: slice.days.start, power: slice.power), default: []].append(slice)
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

  /// A month that was rated and not kept.
  struct Total {
    let community, customer, meter: String
    let net, vat, total: ExactDecimal
  }

  /// Rates the month in a transaction that is rolled back.
  ///
  /// - Returns: One total a customer and meter, of all documents together.
  func totals(of community: Community, on connection: Connection) throws -> (totals: [Total], findings: [BillFinding]) {
    try connection.rehearsal {
      for corrections in [false, true] {
        try connection.query("billing/delete_drafts", community.id, period, corrections, customer)
      }
      var book = TariffBook(period)
      let findings = try makeDrafts(of: community, &book, on: connection).findings
      let totals = try connection.query("billing/rated_totals", community.id, period, customer).map { row in
        Total(
          community: community.code, customer: row.text("customer"), meter: row.text("meter"),
          net: row.decimal("net_eur"), vat: row.decimal("vat_eur"), total: row.decimal("total_eur"))
      }
      return (totals, findings)
    }
  }
}

/// The communities in which a customer has contracts, one by its code or all; nil: those of all customers.
func communities(
  of customer: String?, _ community: String?, on connection: Connection
) throws -> [Rating.Community] {
  try requireCustomer(customer, on: connection)
  return try connection.query("billing/customer_communities", community, customer).map { Rating.Community($0) }
}

/// Fails when a code is no customer's; nil is all customers.
func requireCustomer(_ customer: String?, on connection: Connection) throws {
  if let customer, try connection.query("billing/customer", customer).isEmpty {
    throw BillingFailure.unknownCustomer(customer)
  }
}
