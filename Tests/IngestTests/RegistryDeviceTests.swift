import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@Suite struct RegistryDeviceTests {
  let fixture = RegistryFixture()
  let header = "device,meter,kind,power_w,essential,from,capacity_wh,to\n"

  init() throws { try fixture.registry() }

  @Test("devices are added in successive rows, changed, and left alone when the file is imported again")
  func devices() throws {
    let file =
      header
      + "FRIDGE,M1,appliance,150,true,2025-01-01,,\nCAR,M1,car,7400,false,2025-01-01,52000,2025-07-01\n"
      + "CAR,M2,car,11000,false,2025-07-01,52000,\n"
    #expect(try fixture.counts(.devices, file) == "3/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.devices, file) == "0/0/3")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.devices, file.replacingOccurrences(of: "150,true", with: "150,false")) == "0/1/2")
    #expect(
      try fixture.database.lines(
        """
        SELECT device, meter, d.kind, power_w, essential, capacity_wh, during FROM grid.device AS d JOIN grid.meter USING (meter_id)
        ORDER BY device, during
        """) == [
          "CAR|M1|car|7400|f|52000|[2025-01-01,2025-07-01)", "CAR|M2|car|11000|f|52000|[2025-07-01,)",
          "FRIDGE|M1|appliance|150|f||[2025-01-01,)",
        ])
  }

  @Test("rows of one device that share a day are refused, both named")
  func overlaps() throws {
    #expect(
      try fixture.refusal(
        .devices,
        header + "D,M1,heating,900,false,2025-01-01,,2025-07-02\nD,M2,heating,900,false,2025-07-01,,\n") == [
          "devices.csv:3:6: overlapping-device: device D has one row at a time: "
            + "D 2025-01-01..2025-07-02 (line 2) and D 2025-07-01.. (line 3) overlap"
        ])
    try fixture.load(.devices, header + "D,M1,heating,900,false,2025-01-01,,2025-07-02\n")
    #expect(
      try fixture.refusal(.devices, header + "D,M2,heating,900,false,2025-07-01,,\n") == [
        "devices.csv:2:6: overlapping-device: device D has one row at a time: "
          + "D 2025-01-01..2025-07-02 (stored) and D 2025-07-01.. (line 2) overlap"
      ])
  }

  @Test("what is wrong with a row is all named at once")
  func fields() throws {
    #expect(
      try fixture.refusal(
        .devices,
        header
          + "D,M9,boiler,0,maybe,2025-01-01,,\nCAR,M1,car,7400,false,2025-01-01,,\nE,M1,heating,,true,2025-01-01,5,\n"
          + "F,M1,heating,9,true,2025-01-01,5,\n") == [
          "devices.csv:2:2: unknown-meter: there is no meter 'M9'",
          "devices.csv:2:3: unknown-kind: kind is none of appliance, water_heater, heating, car",
          "devices.csv:2:4: invalid-number: power_w is not a whole number above zero",
          "devices.csv:2:5: unknown-essential: essential is none of true, false",
          "devices.csv:3:7: missing-value: capacity_wh of a car is empty",
          "devices.csv:4:4: missing-value: power_w is empty",
          "devices.csv:5:7: capacity-without-car: capacity_wh belongs to a car, not to heating",
        ])
  }

  @Test("a power beyond 100 GW is a slip of the pen; sums of such would stop the regulation of all communities")
  func greatest() throws {
    #expect(
      try fixture.refusal(
        .devices,
        header + "D,M1,heating,100000000000,true,2025-01-01,,\nE,M1,heating,9223372036854775807,true,2025-01-01,,\n")
        == ["devices.csv:3:4: too-great: power_w is above 100000000000"])
  }

  let asOf = Instant("2025-06-01T20:00:00Z")!

  func requests(_ text: String) throws -> String {
    let file = try fixture.write(text.utf8, to: "requests.csv")
    let summary = try requestCharges(file: file, asOf: asOf, on: fixture.database.connection)
    return "\(summary.added)/\(summary.changed)/\(summary.unchanged)"
  }

  @Test(
    "charge requests are entered with what the car lacks, rounded up to the Wh, and left alone when they come again")
  func chargeRequests() throws {
    try fixture.load(.devices, header + "CAR,M1,car,7400,false,2025-01-01,52001,\n")
    let file =
      "car,requested_at,soc_percent,deadline,target_percent\nCAR,2025-06-01T19:00:00Z,49.99,2025-06-02T07:00:00+02:00,\n"
      + "CAR,,90,2025-06-02T07:00:00+02:00,80\n"
    #expect(try requests(file) == "2/0/0")
    let before = try fixture.contents()
    #expect(try requests(file) == "0/0/2")
    #expect(try fixture.contents() == before)
    #expect(try requests(file.replacingOccurrences(of: "49.99", with: "50")) == "0/1/1")
    // 52,001 x 50 % = 26,000.5 Wh.
    #expect(
      try fixture.database.lines(
        "SELECT car, requested_at, target_percent, power_w, energy_wh FROM grid.charge_request ORDER BY 2")
        == ["CAR|2025-06-01 19:00:00+00|100.00|7400|26001", "CAR|2025-06-01 20:00:00+00|80.00|7400|0"])
  }

  @Test(
    "requests of no car, of a car outside every community, of the future and after their deadline are refused, all named"
  )
  func badRequests() throws {
    try fixture.database.script(
      "INSERT INTO grid.meter (meter, interval_s, kind) VALUES ('LONE', 900, 'household')")
    try fixture.load(
      .devices,
      header + "CAR,M1,car,7400,false,2025-01-01,52000,\nLONE,LONE,car,7400,false,2025-01-01,52000,\n"
        + "HEATER,M1,heating,900,false,2025-01-01,,\n")
    #expect(
      try fixture.refusal {
        try requests(
          """
          car,requested_at,soc_percent,deadline
          NONE,,50,2025-06-02T05:00:00Z
          HEATER,,50,2025-06-02T05:00:00Z
          LONE,,50,2025-06-02T05:00:00Z
          CAR,2025-06-01T20:00:01Z,101,2025-06-02T05:00:00Z
          CAR,,50,2025-06-01T20:00:00Z
          CAR,,50,
          CAR,noon,-1,tomorrow

          """)
      } == [
        "requests.csv:2:1: unknown-car: there is no car 'NONE' at 2025-06-01T20:00:00Z",
        "requests.csv:3:1: unknown-car: there is no car 'HEATER' at 2025-06-01T20:00:00Z",
        "requests.csv:4:1: car-without-community: the meter of car LONE is in no community at 2025-06-01T20:00:00Z",
        "requests.csv:5:2: future-request: requested_at is after 2025-06-01T20:00:00Z",
        "requests.csv:5:3: invalid-percent: soc_percent is not a percentage from 0 to 100 with at most 2 decimals",
        "requests.csv:6:4: past-deadline: deadline (2025-06-01T20:00:00Z) is not after the request (2025-06-01T20:00:00Z)",
        "requests.csv:7:4: missing-value: deadline is empty",
        "requests.csv:8:2: invalid-instant: requested_at is not an instant with its offset, as 2025-04-07T04:00:00+02:00",
        "requests.csv:8:3: invalid-percent: soc_percent is not a percentage from 0 to 100 with at most 2 decimals",
        "requests.csv:8:4: invalid-instant: deadline is not an instant with its offset, as 2025-04-07T04:00:00+02:00",
      ])
  }
}
