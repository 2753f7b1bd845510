import Database
import Foundation
import Grid
import Support
import Testing

@testable import Billing

/// A village for one test: communities, meters, tariffs, contracts and readings, written as SQL.
final class Village {
  let database: TestDatabase
  var connection: Connection { database.connection }

  init(zone: String = "Europe/Paris") throws {
    database = try TestDatabase()
    try community("C1", zone: zone)
  }

  func community(_ code: String, zone: String) throws {
    try database.script("INSERT INTO grid.community (community, name, zone) VALUES ('\(code)', 'x', '\(zone)')")
  }

  func meter(_ code: String, interval: Int = 900, community: String = "C1", during: String = "[2024-01-01,)") throws {
    try database.script(
      """
      INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('\(code)', \(interval), 'household');
      INSERT INTO grid.customer (customer, name) VALUES ('K\(code)', 'x') ON CONFLICT DO NOTHING;
      """)
    try member(code, of: community, during)
  }

  func member(_ meter: String, of community: String, _ during: String) throws {
    try database.script(
      """
      INSERT INTO grid.membership SELECT meter_id, community_id, '\(during)'
      FROM grid.meter, grid.community WHERE meter = '\(meter)' AND community = '\(community)'
      """)
  }

  /// Prices are `component period price vat windows…`, one a line.
  func tariff(_ code: String, from day: String = "2024-01-01", _ prices: String) throws {
    try database.script(
      """
      INSERT INTO grid.tariff (tariff) VALUES ('\(code)') ON CONFLICT DO NOTHING;
      INSERT INTO grid.tariff_version SELECT tariff_id, '\(day)' FROM grid.tariff WHERE tariff = '\(code)';
      """)
    for line in prices.split(separator: "\n") {
      let word = line.split(separator: " ").map(String.init)
      try database.script(
        """
        INSERT INTO grid.tariff_price (tariff_id, valid_from, component, period, price, vat_rate, windows)
        SELECT tariff_id, '\(day)', '\(word[0])', '\(word[1])', \(word[2]), \(word[3]), '{\(word[4...].joined(separator: ","))}'
        FROM grid.tariff WHERE tariff = '\(code)'
        """)
    }
  }

  /// A contract of the meter's own customer, unless another is named.
  func contract(
    _ code: String, _ kind: String = "consumption", meter: String = "M1", tariff: String = "T",
    during: String = "[2024-01-01,)", customer: String? = nil
  ) throws {
    try database.script(
      """
      INSERT INTO grid.customer (customer, name) VALUES ('\(customer ?? "K" + meter)', 'x') ON CONFLICT DO NOTHING;
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      SELECT '\(code)', customer_id, meter_id, '\(kind)', tariff_id, '\(during)'
      FROM grid.customer, grid.meter, grid.tariff
      WHERE customer = '\(customer ?? "K" + meter)' AND meter = '\(meter)' AND tariff = '\(tariff)'
      """)
  }

  /// Stores one register of a meter for whole local months.
  ///
  /// - Parameter value: SQL of the stored value; `e` is the interval's start in seconds since 1970, `t` its local time.
  func read(
    _ meter: String, _ register: Register, _ value: String, from first: String = "2025-04-01",
    to end: String = "2025-05-01", exponent: Int = 0
  ) throws {
    try database.script(
      """
      SELECT ops.add_partitions('grid.interval_block', array_agg(d::date)) FROM generate_series('\(first)'::date, '\(end)', interval '1 day') AS d;
      INSERT INTO grid.interval_block
      SELECT community_id, meter_id, \(register.rawValue), t::date, interval_s, \(exponent), 1, NULL,
             array_agg((\(value))::integer ORDER BY e), NULL
      FROM (
        SELECT s.community_id, m.meter_id, m.interval_s, e, to_timestamp(e) AT TIME ZONE c.zone AS t, s.during
        FROM grid.meter AS m
        JOIN grid.membership AS s USING (meter_id)
        JOIN grid.community AS c USING (community_id)
        CROSS JOIN LATERAL generate_series(
          extract(epoch FROM '\(first)'::timestamp AT TIME ZONE c.zone)::bigint,
          extract(epoch FROM '\(end)'::timestamp AT TIME ZONE c.zone)::bigint - 1, m.interval_s) AS e
        WHERE m.meter = '\(meter)'
      ) AS reading
      WHERE during @> t::date
      GROUP BY community_id, meter_id, interval_s, t::date
      """)
  }

  @discardableResult
  func bill(_ month: String = "2025-04", community: String? = nil) throws -> BillRunSummary {
    try runBills(period: Village.month(month), community: community, on: connection)
  }

  @discardableResult
  func issue(
    _ month: String = "2025-04", asOf: String = "2026-06-01T10:00:00Z", tolerance: String = "0"
  ) throws -> BillIssueSummary {
    try issueBills(
      period: Village.month(month), asOf: Instant(asOf)!, tolerance: tolerance, on: connection)
  }

  static func month(_ text: String) -> Period { Period(text, today: LocalDay(number: 0))! }

  /// `kind period first..end quantity net rate …` of all draft lines, in their order.
  func lines() throws -> [String] {
    try database.lines(
      """
      SELECT kind || ' ' || tariff_period || ' ' || to_char(lower(during), 'MM-DD') || '..'
             || to_char(upper(during), 'MM-DD') || ' ' || quantity || ' ' || net_eur || ' ' || vat_rate
             || CASE WHEN estimated THEN ' estimated' ELSE '' END || coalesce(' of ' || regularises, '')
             || CASE WHEN above_kwh > 0 THEN ' above ' || trim_scale(above_kwh) ELSE '' END AS text
      FROM billing.draft_line ORDER BY community_id, customer_id, meter_id, period, document, line
      """)
  }

  /// `net + vat = total` of all drafts.
  func totals() throws -> [String] {
    try database.lines(
      """
      SELECT net_eur || ' + ' || vat_eur || ' = ' || total_eur AS total
      FROM billing.draft ORDER BY community_id, customer_id, meter_id, period, document
      """)
  }

  /// Everything that bills and invoices are made of, as text.
  func contents() throws -> [String] {
    try [
      "draft", "draft_line", "draft_vat", "invoice", "invoice_line", "invoice_vat", "set_off",
    ].flatMap {
      try database.lines("SELECT '\($0) ' || x AS row FROM billing.\($0) AS x ORDER BY 1")
    }
  }

  /// Runs the checks of the room; none may return a row.
  func expectChecksHold(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for name in Catalogue.names where name.hasPrefix("checks/invoice") || name.hasPrefix("checks/credit") {
      #expect(try connection.query(name).isEmpty, "\(name)", sourceLocation: sourceLocation)
    }
  }
}

/// Runs the body and returns the status and the message of its failure; nil when it does not fail.
func failure(of body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let failure as any Failure {
    return "\(failure.status.rawValue): \(failure.message)"
  } catch {
    return "\(error)"
  }
}
