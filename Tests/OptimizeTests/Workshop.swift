import Aggregate
import Database
import Foundation
import Grid
import Support

@testable import Optimize

/// A community with flexible devices, their meters, and plans that were made for them.
final class Workshop {
  let town: Neighbourhood
  var database: TestDatabase { town.database }
  var connection: Connection { town.connection }

  init(zone: String = "Europe/Paris") throws {
    town = try Neighbourhood()
    try town.community("C", zone: zone)
  }

  func id(_ community: String = "C") throws -> Int64 {
    Int64(try database.lines("SELECT community_id FROM grid.community WHERE community = '\(community)'")[0])!
  }

  func device(
    _ name: String, _ kind: String, meter: String? = nil, of community: String = "C", isPiloted: Bool = true,
    outer: Int? = nil
  ) throws {
    try database.script(
      """
      INSERT INTO grid.flexible_device (community_id, device, kind, meter_id, is_piloted, source, outer_id, wish, updated_at)
      SELECT community_id, '\(name)', '\(kind)', (SELECT meter_id FROM grid.meter WHERE meter = '\(meter ?? "")'),
             \(isPiloted), 'registry', \(outer.map(String.init) ?? "NULL"), '{}', '2026-01-01Z'
      FROM grid.community WHERE community = '\(community)'
      """)
  }

  /// Makes totals of all days that have readings.
  func addUp() throws { _ = try aggregate(isForced: true, on: connection) }

  struct Part {
    var device: String
    var kind: String
    var decisions: [Int]
    var load: [Int]
  }

  /// A round that begins at an instant, with a plan for some devices.
  func plan(_ startsAt: String, _ parts: [Part], method: String = "ems") throws {
    let steps = parts.first?.load.count ?? 96
    let zeros = "array_fill(0::bigint, ARRAY[\(steps)])"
    let total = (0..<steps).map { step in parts.reduce(0) { $0 + $1.load[step] } }
    let list = "'{\(total.map(String.init).joined(separator: ","))}'::bigint[]"
    try database.script(
      """
      INSERT INTO optimize.run (community_id, method, made_at, rounded_at, starts_at, step_s, solver, devices, base, total,
        import_before_wh, import_wh, objective, peak_w, solve_ms, total_ms, conditions)
      SELECT community_id, '\(method)', r.at, r.at, '\(startsAt)', 900, 'milp',
             \(parts.count), \(zeros), \(list), 0, optimize.import_wh(\(list), 900), 0, \(max(0, total.max() ?? 0)) * 0.001, 0, 0, '{}'
      FROM grid.community, (SELECT '\(startsAt)'::timestamptz - interval '15 min' AS at) AS r WHERE community = 'C'
      """)
    for part in parts {
      try database.script(
        """
        INSERT INTO optimize.plan (community_id, run_id, device, kind, decisions, load, load_wh)
        SELECT community_id, max(run_id), '\(part.device)', '\(part.kind)', '{\(part.decisions.map(String.init).joined(separator: ","))}',
               '{\(part.load.map(String.init).joined(separator: ","))}', \(part.load.reduce(0, +)) / 4000.0
        FROM optimize.run WHERE method = '\(method)' GROUP BY community_id
        """)
    }
  }
}

func instant(_ text: String) -> Instant { Instant(text)! }
