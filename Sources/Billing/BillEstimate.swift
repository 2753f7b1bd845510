import Database
import Documents
import Grid

/// What a customer will pay for a month, as far as it can be told.
public struct BillEstimate: Sendable, Equatable {
  public let community, customer, meter: String
  public let period: Period
  public let contracts: [EstimatedContract]
  /// EUR with VAT, as the invoice would say it, self-billed documents counted in; credits carried over are not.
  public let total: ExactDecimal
  /// The least and the greatest of the estimate and of those by either daily mean alone.
  public let low, high: ExactDecimal
}

/// The energy of an estimate, and what it is made of.
public struct EstimatedContract: Sendable, Equatable {
  public let contract: String
  /// `consumption` or `production`.
  public let kind: String
  /// Days of the contract in the month that are over, of all.
  public let known, days: Int
  /// kWh of the known days.
  public let soFar: ExactDecimal
  /// kWh a day of the customer at the meter: mean of the known days, and of the same month last year; nil when there are none.
  public let monthDaily, lastYearDaily: ExactDecimal?
  /// kWh of the other days.
  public let remaining: ExactDecimal
}

/// Estimates the bills of a month: what was read of it, and for the days to come a daily mean.
///
/// With d days known of D, the mean is w × m + (1 − w) × y: m the mean of the known days, y that of the same month last year,
/// w = d / D. Without last year it is m alone; with fewer than 3 days known, y alone. Days are those of the customer's
/// contracts at the meter. The rest is split over energy periods, grid and neighbours as the known days are. It is priced as the invoice is, with this month's prices and the whole standing
/// charge; when all days are known it is the invoice. Days count as known once they are over in the community's zone;
/// their missing readings are estimated as on invoices. Nothing is kept.
///
/// - Parameters:
///   - period: One calendar month; nil: that of the local day of `asOf`.
///   - community: Code of the only one; nil: all.
///   - customer: Code of the only one; nil: all.
/// - Returns: By community, customer and meter; and contracts that cannot be priced.
public func estimateBills(
  period: Period? = nil, community: String? = nil, customer: String? = nil, asOf: Instant, on connection: Connection
) throws -> (estimates: [BillEstimate], findings: [BillFinding]) {
  var estimates: [BillEstimate] = []
  var findings: [BillFinding] = []
  let communities = try communities(of: customer, community, on: connection)
  for community in communities {
    let today = try connection.query("ops/today", asOf, community.code)[0].day("today")!
    let month = period ?? Period(today.startOfMonth, today.startOfNextMonth)!
    guard month.isMonth else { throw BillingFailure.notAMonth(month) }
    var rated: [(totals: [Rating.Total], energy: EstimatedEnergy)] = []
    for method in EstimatedEnergy.Method.allCases {
      let energy = EstimatedEnergy(method)
      var rating = Rating(period: month, scope: .all, customer: customer)
      rating.readEnd = min(max(today, month.start), month.end)
      rating.change = { try energy.estimate(&$0, month, on: connection) }
      let result = try rating.totals(of: community, on: connection)
      rated.append((result.totals, energy))
      if method == .blend { findings += result.findings }
    }
    for (index, total) in rated[0].totals.enumerated() {
      let all = rated.map { $0.totals[index].total }
      estimates.append(
        BillEstimate(
          community: community.code, customer: total.customer, meter: total.meter, period: month,
          contracts: rated[0].energy.contracts[total.customer + " " + total.meter] ?? [], total: total.total,
          low: all.min()!, high: all.max()!))
    }
  }
  return (estimates, findings)
}

/// Error of past estimates by the number of days known; shares of the month's kWh in percent, with one decimal.
public struct EstimateError: Sendable, Equatable {
  public let day: Int
  public let months: Int
  public let error: String
  public let byMonth: String
  public let byLastYear: String?
}

/// Makes the estimates of past months again, as of the end of each of their days, and compares them with what came.
public func estimateErrors(
  period: Period, community: String? = nil, customer: String? = nil, on connection: Connection
) throws -> [EstimateError] {
  try connection.query("billing/estimate_errors", period, community, customer).map { row in
    EstimateError(
      day: row.int("day"), months: row.int("months"), error: row.text("error_percent"),
      byMonth: row.text("month_percent"), byLastYear: row.optional("last_year_percent"))
  }
}

/// Adds the energy of the days to come to the slices of one community, and keeps what it was made of.
final class EstimatedEnergy {
  enum Method: CaseIterable { case blend, month, lastYear }

  private let method: Method
  /// By customer and meter, as `rated_totals` names them.
  private(set) var contracts: [String: [EstimatedContract]] = [:]

  init(_ method: Method) { self.method = method }

  func estimate(_ sum: inout EnergySum, _ period: Period, on connection: Connection) throws {
    var lastYear: [[Int64]: (days: Int64, drawn: Int64, fedIn: Int64)] = [:]
    let users = Set(sum.slices.map { [$0.customerID, $0.meterID] }).sorted { $0.lexicographicallyPrecedes($1) }
    for row in try connection.query("billing/last_year_energy", period, users.map { $0[0] }, users.map { $0[1] }) {
      lastYear[[row.int64("customer_id"), row.int64("meter_id")]] = (
        row.int64("days"), row.int64("import_mwh"), row.int64("export_mwh")
      )
    }
    // The mean is the customer's at the meter: a contract that begins within the month goes on as the one before it.
    let uses = Dictionary(grouping: sum.slices.indices) {
      [sum.slices[$0].customerID, sum.slices[$0].meterID, sum.slices[$0].side == .drawn ? 0 : 1]
    }
    for (use, places) in uses {
      let slices = places.map { sum.slices[$0] }
      let days = slices.reduce(0) { $0 + Int64($1.days.dayCount) }
      let known = days - slices.reduce(0) { $0 + $1.energy.unreadDays }
      let soFar = slices.reduce(0) { $0 + $1.energy.total }
      let year = lastYear[Array(use[0...1])].map { (days: $0.days, energy: use[2] == 0 ? $0.drawn : $0.fedIn) }
      let daily = DailyMean(method, soFar: soFar, known: known, of: days, lastYear: year)
      for place in places {
        let slice = sum.slices[place]
        let alike = slices.last {
          $0.version!.tariff == slice.version!.tariff && $0.energy.cells.count == slice.energy.cells.count
            && $0.energy.total > 0
        }
        sum.slices[place].energy.add(
          estimate: daily.energy(of: slice.energy.unreadDays),
          like: slice.energy.total > 0 ? slice.energy : alike?.energy)
      }
      for (contract, places) in Dictionary(grouping: places, by: { sum.slices[$0].contract }) {
        let before = slices.filter { $0.contract == contract }
        let (own, after) = (
          before.reduce(0) { $0 + $1.energy.total }, places.reduce(0) { $0 + sum.slices[$1].energy.total }
        )
        let length = before.reduce(0) { $0 + $1.days.dayCount }
        contracts[before[0].customer + " " + before[0].meter, default: []].append(
          EstimatedContract(
            contract: contract, kind: before[0].kind.rawValue,
            known: length - Int(before.reduce(0) { $0 + $1.energy.unreadDays }), days: length, soFar: kWh(own),
            monthDaily: known > 0 ? kWh(soFar).divided(by: whole(known), places: 3) : nil,
            lastYearDaily: year.flatMap { kWh($0.energy).divided(by: whole($0.days), places: 3) },
            remaining: kWh(after - own)))
      }
    }
    contracts = contracts.mapValues { $0.sorted { $0.contract < $1.contract } }
  }

  private func kWh(_ energy: Int64) -> ExactDecimal { ExactDecimal(unscaled: energy, scale: 6).rounded(to: 3) }
  private func whole(_ days: Int64) -> ExactDecimal { ExactDecimal(unscaled: days, scale: 0) }
}

/// The daily mean of the days to come, an exact fraction of mWh.
struct DailyMean {
  let numerator: Int128
  let denominator: Int128

  /// - Parameters:
  ///   - soFar: mWh of the `known` days.
  ///   - days: Days of the contract in the month.
  init(
    _ method: EstimatedEnergy.Method, soFar: Int64, known: Int64, of days: Int64,
    lastYear: (days: Int64, energy: Int64)?
  ) {
    let month = (Int128(soFar), Int128(known))
    let year = lastYear.map { (Int128($0.energy), Int128($0.days)) }
    switch (method, year) {
    case (_, nil): (numerator, denominator) = known > 0 ? month : (0, 1)
    case (.month, let year?): (numerator, denominator) = known > 0 ? month : year
    case (.lastYear, let year?): (numerator, denominator) = year
    case (.blend, let year?) where known < 3: (numerator, denominator) = year
    case (.blend, let year?):
      // d/D × A/d + (1 − d/D) × L/Dy = (A × Dy + (D − d) × L) / (D × Dy)
      numerator = month.0 * year.1 + Int128(days - known) * year.0
      denominator = Int128(days) * year.1
    }
  }

  /// mWh of as many days, rounded half up; nothing where readings say less than nothing.
  func energy(of days: Int64) -> Int64 {
    Int64((2 * max(0, numerator) * Int128(days) + denominator) / (2 * denominator))
  }
}
