import Aggregate
import Database
import Documents
import Foundation
import Grid
import Support

@testable import Reports

/// A house of Paris with panels and a battery, measured every five minutes around both clock changes of 2025 and in the
/// same days of 2024, and its water heater, whose quarter hours a meter of its own measures.
///
/// Missing is the use of 2025-03-27 from 10:00 to 11:30 and of ten minutes at 18:00, and 2025-04-02 all day; the battery's
/// discharge of 2025-04-01 after 20:00 is unknown. What the boiler uses is part of the use of the house.
final class House {
  static let springs = Period(LocalDay("2025-03-25")!, LocalDay("2025-04-08")!)!
  let place = try! Neighbourhood()
  var connection: Connection { place.connection }

  init() throws {
    try place.community("C")
    try place.meter("H", of: "C")
    try place.meter("BOILER-METER", of: "C", interval: 900)
    try place.meter("N/1 <é>", of: "C")
    let seed = "extract(epoch FROM at)::bigint / 300"
    for (day, days) in [("2025-03-25", 14), ("2025-10-20", 14), ("2024-03-25", 14)] {
      let gap =
        "t >= '2025-03-27 10:00' AND t < '2025-03-27 11:30' OR t >= '2025-03-27 18:00' AND t < '2025-03-27 18:10'"
      try place.read(
        "H", .consumption, "CASE WHEN NOT (\(gap)) THEN 10 + (\(seed) * 7919) % 61 END", on: day, days: days)
      try place.read(
        "H", .production, "CASE WHEN clock BETWEEN '09:00' AND '17:00' THEN (\(seed) * 104729) % 173 ELSE 0 END",
        on: day, days: days)
      try place.read(
        "H", .batteryCharge, "CASE WHEN clock BETWEEN '12:00' AND '14:00' THEN 30 ELSE 0 END", on: day, days: days)
      try place.read(
        "H", .batteryDischarge,
        "CASE WHEN t >= '2025-04-01 20:00' AND t < '2025-04-02' THEN NULL WHEN clock > '19:00' THEN 25 ELSE 0 END",
        on: day, days: days)
      try place.read(
        "BOILER-METER", .consumption, "CASE WHEN clock >= '02:00' AND clock < '03:00' THEN 120 ELSE 3 END", on: day,
        days: days)
      try place.read("N/1 <é>", .consumption, "10", on: day, days: days)
    }
    try place.database.script(
      """
      DELETE FROM grid.interval_block WHERE day = '2025-04-02' AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'H');
      UPDATE grid.interval_block SET quality = array_fill(0::smallint, ARRAY[cardinality(wh) - 1]) || 1::smallint
      WHERE day = '2025-04-04' AND register = 3 AND meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'H');
      INSERT INTO grid.device (device, meter_id, kind, power_w, essential, during)
      SELECT name, meter_id, 'water_heater', 2000, false, '[2024-01-01,)'
      FROM grid.meter, unnest('{BOILER,OTHER}'::text[]) AS name WHERE meter = 'H';
      INSERT INTO grid.flexible_device (community_id, device, kind, meter_id, is_piloted, source, wish, updated_at)
      SELECT 1, 'BOILER', 'water_heater', meter_id, true, 'registry', '{}', '2024-01-01' FROM grid.meter
      WHERE meter = 'BOILER-METER';
      INSERT INTO ops.stale SELECT DISTINCT community_id, meter_id, daterange(day, day + 1) FROM grid.interval_block ON CONFLICT DO NOTHING;
      SELECT ops.add_partitions('aggregate.meter_day', array_agg(DISTINCT day)) FROM grid.interval_block;
      """)
    _ = try aggregate(on: connection)
  }

  func report(
    _ period: Period = House.springs, meter: String = "H", grain: HouseholdGrain? = nil,
    language: PrintLanguage = .en, asOf: String = "2025-12-01T00:00:00Z"
  ) throws -> HouseholdReport {
    try HouseholdReports(
      HouseholdRequest(meter: meter, period: period, grain: grain, language: language, asOf: Instant(asOf)!),
      on: connection
    ).first()
  }

  /// What the readings say, added up here from `grid.reading` by the calendar of Foundation.
  func readings(_ meter: String, in period: Period) throws -> [Reading] {
    var found: [Int: Reading] = [:]
    let rows = try place.database.lines(
      """
      SELECT extract(epoch FROM starts_at)::bigint, register, wh::bigint
      FROM grid.reading AS r JOIN grid.meter AS m USING (meter_id) WHERE m.meter = '\(meter)'
      """)
    for line in rows {
      let parts = line.split(separator: "|").map { Int($0)! }
      found[parts[0], default: Reading(at: parts[0])].registers[parts[1]] = parts[2]
    }
    return found.values.filter { $0.day >= "\(period.start)" && $0.day < "\(period.end)" }.sorted { $0.at < $1.at }
  }

  struct Reading {
    let at: Int
    var registers: [Int: Int] = [:]

    private static let calendar = {
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = TimeZone(identifier: "Europe/Paris")!
      return calendar
    }()

    private var parts: DateComponents {
      Self.calendar.dateComponents([.year, .month, .day, .hour], from: Date(timeIntervalSince1970: Double(at)))
    }
    var day: String { String(format: "%04d-%02d-%02d", parts.year!, parts.month!, parts.day!) }
    var hour: Int { parts.hour! }
    /// Used, produced and what is left over for the grid; nil where a register is missing.
    var net: Int? {
      guard let used = registers[3], let made = registers[4], let charge = registers[5], let discharge = registers[6]
      else { return nil }
      return made + discharge - used - charge
    }
  }
}

/// Sums over readings, in Wh.
struct Sums: Equatable {
  var used = 0
  var produced = 0
  var drawn = 0
  var fedIn = 0
  var known = 0
  var minutes = 0

  init(_ readings: some Sequence<House.Reading>) {
    for reading in readings {
      used += reading.registers[3] ?? 0
      produced += reading.registers[4] ?? 0
      guard let net = reading.net else { continue }
      known += 1
      drawn += max(0, -net)
      fedIn += max(0, net)
      if net >= 0 { minutes += 5 }
    }
  }
}
