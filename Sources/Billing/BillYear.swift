import Database
import Documents
import Grid

/// One month of a customer's meter: what was billed and paid, and what it would have come to otherwise.
public struct BilledMonth: Sendable, Equatable {
  public let community, meter: String
  public let period: Period
  /// kWh: all that was used, made and fed in behind the meter; drawn from outside, and of that taken over from neighbours.
  public let used, made, fedIn, drawn, shared: ExactDecimal
  /// EUR with VAT, as issued, and what was paid of it with money and credits; nil when nothing was issued.
  public let billed, paid: ExactDecimal?
  /// EUR with VAT had there been neither production nor neighbours: all that was used at the own tariff; nil for a month
  /// without any reading, as the next.
  public let alone: ExactDecimal?
  /// EUR with VAT of what was drawn under the reference tariff, feed-in paid as it is; nil without a reference.
  public let reference: ExactDecimal?

  /// What production and neighbours saved; negative: what they cost.
  public var saved: ExactDecimal? { difference(alone) }
  /// What was saved against the reference tariff.
  public var savedAgainstReference: ExactDecimal? { difference(reference) }

  private func difference(_ other: ExactDecimal?) -> ExactDecimal? {
    guard let other, let billed else { return nil }
    return other.adding(billed.negated)
  }
}

/// What a customer paid in some months, and saved against two others worlds: without production and community, and under
/// a reference tariff.
///
/// Both are rated from the readings as they are now, and nothing of it is kept.
///
/// - Parameters:
///   - months: Calendar months, ascending.
///   - reference: Code of a tariff; nil: none.
/// - Returns: By community, month and meter; and why months cannot be priced.
public func billedYear(
  months: [Period], customer: String, reference: String? = nil, community: String? = nil, on connection: Connection
) throws -> (months: [BilledMonth], findings: [BillFinding]) {
  let communities = try communities(of: customer, community, on: connection)
  if let reference, try connection.query("billing/tariff", reference).isEmpty {
    throw BillingFailure.unknownTariff(reference)
  }
  guard let first = months.first, let last = months.last else { return ([], []) }
  var all: [BilledMonth] = []
  var findings: [BillFinding] = []
  for community in communities {
    let issued = try connection.query("billing/billed_months", community.id, Period(first.start, last.end)!, customer)
    for month in months {
      var rating = Rating(period: month, scope: .all, customer: customer, takesRegularisations: false)
      let other = try reference.map { tariff in
        rating.tariff = tariff
        return try rating.totals(of: community, on: connection)
      }
      (rating.tariff, rating.quantity) = (nil, .used)
      let without = try rating.totals(of: community, on: connection)
      findings += without.findings
      findings += other?.findings ?? []
      for row in try connection.query("billing/drawn_energy", community.id, month, customer) {
        let meter = row.text("meter")
        let bill = issued.first { $0.day("month") == month.start && $0.text("meter") == meter }
        // Without any reading all of it would be an estimate.
        let isRead = row.int("present") > 0
        func total(_ totals: [Rating.Total]?) -> ExactDecimal? {
          isRead ? totals?.first { $0.meter == meter }?.total : nil
        }
        all.append(
          BilledMonth(
            community: community.code, meter: meter, period: month, used: row.decimal("used_kwh"),
            made: row.decimal("made_kwh"), fedIn: row.decimal("fed_in_kwh"), drawn: row.decimal("drawn_kwh"),
            shared: row.decimal("shared_kwh"), billed: bill?.decimal("billed_eur"), paid: bill?.decimal("paid_eur"),
            alone: total(without.totals), reference: total(other?.totals)))
      }
    }
  }
  return (all, findings)
}
