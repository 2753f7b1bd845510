import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// A year of everything that a tariff can say, billed by gridctl and by a walk over instants with Foundation's calendar and
/// integers: day colours, weekdays, seasons, blocks, powers, levies and VAT that change within months, neighbours' energy,
/// self-billing, successions, moves, clock changes, readings by the minute and in mWh, estimates and gaps.
@Suite struct YearFeatureTests {
  typealias Year = YearOfFeatures

  @Test("a year of two dozen meters and five tariffs agrees line by line, to the cent, with a walk over instants")
  func year() throws {
    let village = try Village(zone: Year.zones[0])
    try village.community("C2", zone: Year.zones[1])
    try build(in: village)
    for month in 1...12 {
      let name = "2025-\(padded(month, 2))"
      #expect(try village.bill(name).findings == [])
      try village.issue(
        name, asOf: "\(month == 12 ? "2026-01" : "2025-\(padded(month + 1, 2))")-02T10:00:00Z", tolerance: "100")
    }
    let found = try village.database.lines(
      """
      SELECT concat_ws(' ', m.meter, c.community, u.customer, i.document, l.kind, l.tariff_period, l.above_kwh::integer,
        lower(l.during), CASE l.unit WHEN 'kWh' THEN round(abs(l.quantity) * 1000000)::text ELSE l.unit END,
        (l.net_eur * 100)::bigint, (l.vat_rate * 100)::integer, l.estimated) AS text
      FROM billing.invoice AS i JOIN billing.invoice_line AS l USING (community_id, invoice)
      JOIN grid.meter AS m USING (meter_id) JOIN grid.community AS c USING (community_id)
      JOIN grid.customer AS u USING (customer_id) WHERE l.quantity <> 0
      """)
    let totals = try village.database.lines(
      """
      SELECT concat_ws(' ', m.meter, c.community, u.customer, i.document, to_char(lower(i.period), 'YYYY-MM'),
        (net_eur * 100)::bigint, (vat_eur * 100)::bigint, expected_count, present_count) AS text
      FROM billing.invoice AS i JOIN grid.meter AS m USING (meter_id) JOIN grid.community AS c USING (community_id)
      JOIN grid.customer AS u USING (customer_id)
      """)
    let walk = FeatureWalk()
    for meter in Year.meters { walk.bill(meter) }
    let differences = Set(found).symmetricDifference(walk.lines).sorted()
    #expect(differences == [], "\(differences.count) of \(found.count)")
    #expect(found.count == walk.lines.count && found.count > 3000)
    let totalDifferences = Set(totals).symmetricDifference(walk.totals).sorted()
    #expect(totalDifferences == [])
    #expect(totals.count == walk.totals.count)
    try village.expectChecksHold()
  }

  // MARK: Fixtures

  private func build(in village: Village) throws {
    func decimal(_ millionths: Int) -> String { "\(millionths / 1_000_000).\(padded(millionths % 1_000_000, 6))" }
    func vat(_ vat: Year.VAT?) -> String {
      switch vat {
      case nil: "NULL, NULL"
      case .rate(let rate): "\(rate / 100).\(padded(rate % 100, 2)), NULL"
      case .tax(let tax): "NULL, (SELECT tax_id FROM grid.tax WHERE tax = '\(tax)')"
      }
    }
    func id(_ table: String, _ code: String) -> String {
      "(SELECT \(table)_id FROM grid.\(table) WHERE \(table) = '\(code)')"
    }
    for tax in Year.taxes.keys { try village.database.script("INSERT INTO grid.tax (tax) VALUES ('\(tax)')") }
    for (tax, rates) in Year.taxes {
      for rate in rates {
        try village.database.script(
          "INSERT INTO grid.tax_rate VALUES (\(id("tax", tax)), '\(rate.from)', '\(rate.unit)', \(decimal(rate.rate)), \(vat(rate.vat)))"
        )
      }
    }
    let first = LocalDay("2024-12-31")!
    try village.database.script(
      "INSERT INTO grid.calendar (calendar) VALUES ('colours'); INSERT INTO grid.calendar_day SELECT calendar_id, d::date, c FROM grid.calendar, (VALUES "
        + (0..<367).map { "('\(first.advanced(by: $0))', '\(Year.colour(Int(first.number) + $0))')" }.joined(
          separator: ", ")
        + ") AS x (d, c)")
    for (code, versions) in Year.tariffs {
      try village.database.script("INSERT INTO grid.tariff (tariff) VALUES ('\(code)')")
      for version in versions {
        let key = "\(id("tariff", code)), '\(version.from)'"
        try village.database.script(
          "INSERT INTO grid.tariff_version VALUES (\(key), \(code == "TEMPO" ? id("calendar", "colours") : "NULL"))")
        for price in version.prices {
          let windows = price.windows.split(separator: " ").joined(separator: ",")
          try village.database.script(
            """
            INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, above_kwh, power_kva, price, vat_rate, vat_tax_id, windows)
            VALUES (\(key), '\(price.component)', '\(price.period)', \(price.above), \(price.power), \(decimal(price.price)), \(vat(price.vat)), '{\(windows)}')
            """)
        }
        for tax in version.taxes {
          try village.database.script(
            "INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, tax_id) VALUES (\(key), 'tax', '\(tax)', \(id("tax", tax)))"
          )
        }
      }
    }
    for meter in Year.meters { try build(meter, in: village) }
    try village.database.script(
      """
      INSERT INTO aggregate.community_allocation
      SELECT community_id, d::date, 'static', 900, 0, 0, '{}', 0 FROM grid.community, generate_series('2025-01-01'::timestamp, '2025-12-31', '1 day') AS d
      """)
  }

  private func build(_ meter: Year.Meter, in village: Village) throws {
    for (index, stay) in meter.stays.enumerated() {
      let end = index + 1 < meter.stays.count ? meter.stays[index + 1].from : ""
      if index == 0 {
        try village.meter(
          meter.code, interval: meter.interval, community: "C\(stay.community)", during: "[\(stay.from),\(end))")
      } else {
        try village.member(meter.code, of: "C\(stay.community)", "[\(stay.from),\(end))")
      }
    }
    for (kind, contracts) in [("consumption", meter.contracts), ("production", meter.sales)] {
      for (index, contract) in contracts.enumerated() {
        let end =
          index + 1 < contracts.count ? contracts[index + 1].from : meter.end == "2026-01-01" ? "" : meter.end
        let code = "\(kind)\(meter.code)\(index)"
        try village.contract(
          code, kind, meter: meter.code, tariff: contract.tariff, during: "[\(contract.from),\(end))",
          customer: contract.customer)
        try village.database.script(
          """
          UPDATE grid.contract SET power_kva = nullif(\(contract.power), 0) / 1000.0,
            settlement = '\(contract.isSelfBilled ? "self_billed" : "line")' WHERE contract = '\(code)'
          """)
      }
    }
    let (n, s) = (meter.number, meter.interval)
    let value = "(e / \(s) * 7919 + \(n * 104_729)) % 1000"
    try village.read(
      meter.code, .consumption,
      meter.isFaulty ? "CASE WHEN (e / \(s) + \(n)) % 89 < 2 THEN NULL ELSE \(value) END" : value, from: meter.first,
      to: meter.end, exponent: meter.unit == 1 ? -3 : 0)
    if meter.produces {
      try village.read(
        meter.code, .production, "(e / \(s) * 331 + \(n)) % 900 * 1000", from: meter.first, to: meter.end, exponent: -3)
    }
    if meter.isFaulty {
      try village.database.script(
        """
        UPDATE grid.interval_block AS b SET quality = (
          SELECT array_agg(CASE WHEN (e / \(s)) % 31 = 7 THEN 2 ELSE 0 END ORDER BY e)
          FROM generate_series(extract(epoch FROM grid.day_start(b.day, c.zone))::bigint,
                               extract(epoch FROM grid.day_start(b.day + 1, c.zone))::bigint - 1, \(s)) AS e)
        FROM grid.community AS c WHERE c.community_id = b.community_id AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = '\(meter.code)')
        """)
    }
    let shared = { (out: Int) in "array_agg((q * 37 + \(n * 11) + e / 3600 * 5 + \(out)) % 61 * f ORDER BY q)" }
    try village.database.script(
      """
      SELECT ops.add_partitions('aggregate.allocation', array_agg(d::date)) FROM generate_series('2025-01-01'::timestamp, '2025-12-31', '1 day') AS d;
      INSERT INTO aggregate.allocation
      SELECT community_id, meter_id, day, 'static', slot_s, CASE f WHEN 1 THEN 0 ELSE -3 END, \(shared(0)), \(shared(17)), 0, 0
      FROM (SELECT c.community_id, m.meter_id, d::date AS day, x.slot_s, x.f,
                   extract(epoch FROM grid.day_start(d::date, c.zone))::bigint AS e,
                   extract(epoch FROM grid.day_start(d::date + 1, c.zone))::bigint AS e2
            FROM grid.meter AS m JOIN grid.membership AS s USING (meter_id) JOIN grid.community AS c USING (community_id)
            JOIN (VALUES ('C1', 900, 1), ('C2', 1800, 997)) AS x (code, slot_s, f) ON x.code = c.community
            CROSS JOIN generate_series('2025-01-01'::timestamp, '2025-12-31', '1 day') AS d
            WHERE m.meter = '\(meter.code)' AND s.during @> d::date) AS day
      CROSS JOIN LATERAL generate_series(1, (e2 - e) / slot_s) AS q
      GROUP BY community_id, meter_id, day, slot_s, f
      """)
  }
}
