import Database
import Foundation
import Grid
import Support

@testable import Optimize

/// A community with flexible devices and a forecast for one test, written as SQL.
final class Quarter {
  let database: TestDatabase
  var connection: Connection { database.connection }

  /// The clock of most tests, on a timer's half minute: the horizon begins at 10:15 UTC.
  static let clock = "2026-06-10T09:59:30Z"
  static let begin = Instant("2026-06-10T10:15:00Z")!

  init() throws {
    database = try TestDatabase()
    try database.script("INSERT INTO grid.community (community, name, zone) VALUES ('C1', 'x', 'Europe/Paris')")
  }

  /// A forecast, W of each quarter hour from the horizon's begin on: consumption above production.
  func forecast(from begin: Instant = begin, issued: String = "2026-06-10T06:00:00Z", _ powers: [Int]) throws {
    for (quantity, sign) in [("consumption", 1), ("production", -1)] {
      let values = powers.map { String(max(0, $0 * sign) / 4) }.joined(separator: ",")
      try database.script(
        """
        INSERT INTO aggregate.forecast
        SELECT 1, '\(quantity)', 'persistence', '\(issued)', '\(begin)'::timestamptz + (i - 1) * interval '15 min', 900, v
        FROM unnest(ARRAY[\(values)]) WITH ORDINALITY AS u (v, i);
        INSERT INTO aggregate.forecast_choice (community_id, quantity, issued_at, method, reason, point_count, slot_count)
        VALUES (1, '\(quantity)', '\(issued)', 'persistence', 'only', 0, \(powers.count));
        """)
    }
  }

  /// 1,000 W are missing but for two hours from step 40 on, in which 3,000 W are left.
  static let middle = (0..<192).map { 40..<48 ~= $0 ? -3000 : 1000 }

  func device(_ name: String, _ kind: String, outer: Int? = nil, _ wish: String) throws {
    try database.script(
      """
      INSERT INTO grid.flexible_device (community_id, device, kind, is_piloted, source, outer_id, outer_type, wish, updated_at)
      VALUES (1, '\(name)', '\(kind)', true, 'registry', \(outer.map(String.init) ?? "NULL"), 7, '\(wish)', '2026-06-01T00:00:00Z')
      """)
  }

  /// A machine of 2,000 W for an hour, at any time until an instant.
  func machine(_ name: String, outer: Int? = nil, profile: String = "[2000,2000,2000,2000]", end: Instant? = nil) throws
  {
    let end = end ?? Quarter.begin.advanced(by: 86_400)
    try device(
      name, "machine", outer: outer, #"{"profile_w":\#(profile),"end_by":\#(end.seconds),"max_wait_s":172800}"#)
  }

  /// A water heater of 2,000 W and 150 l that may start between 20:00 and 23:00 UTC: 22:00 to 06:00 on the wall.
  func waterHeater(_ name: String, outer: Int?) throws {
    try device(
      name, "water_heater", outer: outer,
      #"{"power_w":2000,"volume_l":150,"last_energy_wh":4000,"off_peak":[{"from":79200,"to":21600}]}"#)
  }

  @discardableResult
  func plan(
    at clock: String = clock, method: String = PlanRequest.method, change: (inout PlanRequest) -> Void = { _ in }
  ) throws -> [PlanSummary] {
    var request = PlanRequest(asOf: Instant(clock)!, method: method)
    request.curve = .outlook
    change(&request)
    var rounds: [PlanSummary] = []
    try makePlans(request, on: connection) { rounds.append($0) }
    return rounds
  }

  /// The step that a device starts in, by the newest run of a method; nil: in none.
  func start(_ device: String, method: String = PlanRequest.method) throws -> Instant? {
    try database.lines(
      """
      SELECT extract(epoch FROM r.starts_at + (array_position(p.decisions, 1) - 1) * interval '15 min')::bigint
      FROM optimize.run AS r JOIN optimize.plan AS p USING (community_id, run_id)
      WHERE p.device = '\(device)' AND r.method = '\(method)' ORDER BY r.starts_at DESC LIMIT 1
      """
    ).first.flatMap { Int64($0) }.map { Instant(seconds: $0) }
  }
}
