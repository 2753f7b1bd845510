import Database
import Documents
import Grid

/// One month of a customer's meter under two tariffs.
public struct SimulatedMonth: Sendable, Equatable {
  public let community, customer, meter: String
  public let period: Period
  /// kWh drawn.
  public let drawn: ExactDecimal
  /// EUR with VAT under the contract's own tariff, and under the other one; nil when a month cannot be priced or
  /// has no reading.
  public let own, other: ExactDecimal?
}

/// Rates months again under the customer's own tariff and under another one, from the readings as they are now.
///
/// Only consumption changes its tariff; feed-in is paid as it is. Nothing is kept.
///
/// - Parameters:
///   - months: Calendar months, ascending.
///   - tariff: Code of the other tariff.
///   - priceDay: Its prices are those of this day, all the time; nil: each month has its own.
/// - Returns: By community, month, customer and meter; and why months cannot be priced under the other tariff.
public func simulateBills(
  months: [Period], customer: String, tariff: String, priceDay: LocalDay? = nil, community: String? = nil,
  on connection: Connection
) throws -> (months: [SimulatedMonth], findings: [BillFinding]) {
  let communities = try communities(of: customer, community, on: connection)
  guard try connection.query("billing/tariff", tariff).count == 1 else { throw BillingFailure.unknownTariff(tariff) }
  var simulated: [SimulatedMonth] = []
  var findings: [BillFinding] = []
  for community in communities {
    for month in months {
      var rating = Rating(period: month, scope: .all, customer: customer, takesRegularisations: false)
      let own = try rating.totals(of: community, on: connection)
      (rating.tariff, rating.priceDay) = (tariff, priceDay)
      let other = try rating.totals(of: community, on: connection)
      findings += other.findings
      let drawn = try connection.query("billing/drawn_energy", community.id, month, customer)
      for row in drawn {
        let meter = row.text("meter")
        // Without any reading all of it would be an estimate.
        let isRead = row.int("present") > 0
        func total(_ totals: [Rating.Total]) -> ExactDecimal? {
          isRead ? totals.first { $0.meter == meter }?.total : nil
        }
        simulated.append(
          SimulatedMonth(
            community: community.code, customer: customer, meter: meter, period: month,
            drawn: row.decimal("drawn_kwh"), own: total(own.totals), other: total(other.totals)))
      }
    }
  }
  return (simulated, findings)
}
