import Aggregate
import Database
import Documents
import Grid
import Support
import Testing

@testable import Reports

/// What customers need, on days of 23, 24 and 25 hours; all figures are worked out by hand.
///
/// P uses 100 Wh a quarter hour and makes 1 kWh in each of eight quarter hours, the last of which ends ten hours before
/// midnight, and 500 Wh in the quarter hour that ends 15 before midnight. C uses 50, D 400 Wh a quarter hour.
@Suite struct HintTests {
  let place: Neighbourhood
  let days = ["2025-03-30": 92, "2025-04-01": 96, "2025-10-26": 100]

  init() throws {
    place = try Neighbourhood()
    try place.community("C1")
    for meter in ["P", "C", "D"] { try place.meter(meter, of: "C1", interval: 900) }
    for (day, count) in days {
      var made = [Int?](repeating: 0, count: count)
      for slot in count - 48..<count - 40 { made[slot] = 1000 }
      made[count - 16] = 500
      try place.read("P", .consumption, on: day, Array(repeating: 100, count: count))
      try place.read("P", .production, on: day, made)
      try place.read("C", .consumption, on: day, Array(repeating: 50, count: count))
      try place.read("D", .consumption, on: day, Array(repeating: 400, count: count))
    }
    try place.database.script(
      """
      INSERT INTO grid.customer (customer, name) VALUES ('KP', 'x'), ('KC', 'x');
      INSERT INTO grid.tariff (tariff) VALUES ('T');
      INSERT INTO grid.contract (contract, customer_id, meter_id, kind, tariff_id, during)
      SELECT v.contract, k.customer_id, m.meter_id, v.kind, 1, v.during::daterange
      FROM (VALUES ('V1', 'KP', 'P', 'consumption', '[2025-01-01,)'), ('V2', 'KP', 'P', 'production', '[2025-04-01,)'),
                   ('V3', 'KC', 'C', 'consumption', '[2025-01-01,)')) AS v (contract, customer, meter, kind, during)
      JOIN grid.customer AS k USING (customer) JOIN grid.meter AS m USING (meter);
      INSERT INTO grid.device (device, meter_id, kind, power_w, essential, capacity_wh, during)
      SELECT d.device, m.meter_id, d.kind, 3000, d.essential, d.capacity, '[2025-01-01,)'
      FROM (VALUES ('car', 'D', 'car', false, 50000), ('tank', 'P', 'water_heater', false, NULL),
                   ('fridge', 'P', 'appliance', true, NULL)) AS d (device, meter, kind, essential, capacity)
      JOIN grid.meter AS m USING (meter);
      """)
    _ = try aggregate(on: place.connection)
  }

  func hints(_ period: String) throws -> [String] {
    let report = try ManagementReport(
      Period(period, today: LocalDay(number: 0))!, community: nil, asOf: Instant("2025-11-01T04:00:00Z")!,
      on: place.connection)
    return try columns(
      ["Meter", "Hint", "Donated kWh", "Battery kWh", "Battery size kWh", "Movable kWh", "Cars", "Devices"],
      of: sheet("Needs and hints", of: report.document()))
  }

  @Test("a day of 23 hours: no contract, so what P feeds in is donated")
  func spring() throws {
    // P feeds in 8 x 900 + 400 = 7600 Wh. Of the 7200 it draws 24 x 100 until the second sun, then 15 x 100 until midnight.
    // The community's surplus: 8 x (900 - 50 - 400) = 3600 Wh. The night has 7 hours: P 2800, C 1400, D 11200 Wh.
    #expect(
      try hints("2025-03-30") == [
        "C|flexible|0.0|0.0|0.0|1.4|0|0", "D|car|0.0|0.0|0.0|3.6|1|0",
        "P|contract · battery · flexible|7.6|3.9|3.9|2.8|0|1",
      ])
  }

  @Test("the night of a meter of five minutes is as long as that of one of an hour")
  func night() throws {
    try place.community("C2")
    for (meter, interval) in [("F", 300), ("H", 3600)] {
      try place.meter(meter, of: "C2", interval: interval)
      for (day, hours) in [("2025-03-30", 23), ("2025-04-01", 24)] {
        try place.read(
          meter, .consumption, on: day, Array(repeating: interval / 30, count: hours * 3600 / interval))
      }
    }
    _ = try aggregate(on: place.connection)
    let report = try ManagementReport(
      Period("2025-03-30..2025-04-02", today: LocalDay(number: 0))!, community: "C2",
      asOf: Instant("2025-11-01T04:00:00Z")!, on: place.connection)
    // 120 Wh an hour; nights of 7 and 8 hours, days of 23 and 24.
    let nights = try columns(["Meter", "Used kWh", "Night kWh"], of: sheet("Usage by customer", of: report.document()))
    #expect(nights == ["F|5.6|1.8", "H|5.6|1.8"])
  }

  @Test("a day of 25 hours has a night of 9, and with a production contract nothing is donated")
  func autumn() throws {
    #expect(
      try hints("2025-10-26") == [
        "C|flexible|0.0|0.0|0.0|1.8|0|0", "D|car|0.0|0.0|0.0|3.6|1|0", "P|battery · flexible|0.0|3.9|3.9|3.6|0|1",
      ])
  }

  @Test("days add up, and who has a battery gets no hint of one")
  func several() throws {
    try place.database.script(
      """
      INSERT INTO grid.battery (battery, meter_id, capacity_wh, max_charge_w, max_discharge_w, efficiency_percent, initial_wh, during)
      SELECT 'B', meter_id, 5000, 1000, 1000, 90, 0, '[2025-01-01,)' FROM grid.meter WHERE meter = 'P'
      """)
    let rows = try hints("2025-03-30..2025-04-02")
    // 2800 + 3200 in the nights of two days; donated on the first of them only.
    #expect(rows[2] == "P|contract · flexible|7.6|7.8|3.9|6.0|0|1")
  }

  @Test("a day whose readings are unknown hints at nothing")
  func unknown() throws {
    try place.database.script("UPDATE aggregate.meter_day SET present_count = 0")
    #expect(
      try hints("2025-04-01").map { $0.split(separator: "|", omittingEmptySubsequences: false)[1] } == ["", "", ""])
  }
}
