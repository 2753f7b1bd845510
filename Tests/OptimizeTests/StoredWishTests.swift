import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@testable import Optimize

/// Ingest writes wishes, Optimize reads them, and neither imports the other: here both meet.
@Suite struct StoredWishTests {
  let database: TestDatabase

  init() throws {
    database = try TestDatabase()
    try database.script("INSERT INTO grid.community (community, name, zone) VALUES ('A', 'x', 'Europe/Paris')")
  }

  func wish<Wish: Decodable>(_ device: String, as: Wish.Type = Wish.self) throws -> Wish {
    let text = try database.lines("SELECT wish FROM grid.flexible_device WHERE device = '\(device)'")
    return try JSONDecoder().decode(Wish.self, from: Data(try #require(text.first).utf8))
  }

  @Test("what a document says is what a plan reads")
  func documents() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("wishes-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try """
    [{"community": "A", "device": "M", "machine": {"end_by": "2025-04-24T18:00:00+02:00", "max_wait_s": 900, "profile_w": [1.5, 0]}},
     {"community": "A", "device": "N", "machine": {"end_by": "2025-04-24T18:00:00+02:00", "max_wait_s": 900}},
     {"community": "A", "device": "W", "water_heater": {"power_w": 2200, "volume_l": 200, "last_energy_wh": 5000,
      "off_peak": ["22:30-06:30"]}},
     {"community": "A", "device": "V", "vehicle": {"power_w": 7400, "capacity_wh": 52000, "percent": 40, "target_percent": 80,
      "end_by": "2025-04-25T07:00:00Z", "stops_at_target": true}},
     {"community": "A", "device": "H", "heater": {"eco_w": 300, "comfort_w": 1500, "eco_percent": 20, "weekend": ["00:00-24:00"]}},
     {"community": "A", "device": "T", "thermal_heater": {"power_w": 1500, "r_k_per_w": 0.005, "c_j_per_k": 2.5e6,
      "eco_c": 17, "comfort_c": 20.25, "delta_c": 0.5, "indoor_c": 18.75, "is_heating": true, "band": "wish",
      "weekdays": ["06:00-08:00"]}}]
    """.write(toFile: file, atomically: true, encoding: .utf8)
    _ = try importRegistry(.devices, file: file, asOf: Instant(seconds: 0), on: database.connection)

    #expect(try wish("M") == MachineWish(profile: [1.5, 0], endBy: 1_745_510_400, maxWaitSeconds: 900))
    #expect(try wish("N") == MachineWish(profile: [], endBy: 1_745_510_400, maxWaitSeconds: 900))
    #expect(
      try wish("W")
        == WaterHeaterWish(power: 2200, volume: 200, lastEnergy: 5000, offPeak: [DailyWindow(from: 81_000, to: 23_400)])
    )
    #expect(
      try wish("V")
        == VehicleWish(
          power: 7400, capacity: 52_000, percent: 40, targetPercent: 80, endBy: 1_745_564_400, stopsAtTarget: true))
    #expect(
      try wish("H")
        == HeaterWish(
          eco: 300, comfort: 1500, ecoPercent: 20, weekdays: [], weekend: [DailyWindow(from: 0, to: 86_400)]))
    #expect(
      try wish("T")
        == ThermalHeaterWish(
          power: 1500, resistance: 0.005, capacity: 2_500_000, eco: 17, comfort: 20.25, delta: 0.5, indoor: 18.75,
          isHeating: true, band: .wish, weekdays: [DailyWindow(from: 21_600, to: 28_800)], weekend: []))
  }

  @Test("what a coordination database says is what a plan reads")
  func coordination() throws {
    let site = try ELFESite()
    for id in 1...5 { try site.device(id) }
    try site.machine(1, end: 1_745_510_400)
    try site.vehicle(2)
    try site.waterHeater(3)
    try site.heater(4)
    try site.thermalHeater(5, model: 0)
    _ = try syncDevices(
      SyncRequest(community: "A", conninfo: site.conninfo, schema: nil, clock: .local, asOf: Instant(seconds: 0)),
      on: database.connection)

    #expect(try wish("ELFE-1") == MachineWish(profile: [], endBy: 1_745_510_400, maxWaitSeconds: 14_400))
    #expect(
      try wish("ELFE-2")
        == VehicleWish(power: 7400, capacity: 52_000, percent: 40, targetPercent: 80, endBy: 1_745_553_600))
    #expect(
      try wish("ELFE-3")
        == WaterHeaterWish(power: 2200, volume: 200, lastEnergy: nil, offPeak: [DailyWindow(from: 81_000, to: 23_400)]))
    #expect(
      try wish("ELFE-4") == HeaterWish(eco: 300, comfort: 1500, ecoPercent: 20, weekdays: [], weekend: []))
    let thermal: ThermalHeaterWish = try wish("ELFE-5")
    // The documented defaults of bad insulation.
    #expect(abs(thermal.resistance - 0.003893) < 1e-6 && abs(thermal.capacity - 3_328_767) < 1)
    #expect(thermal.eco == 17.05 && thermal.comfort == 20.05 && thermal.delta == 1 && thermal.indoor == nil)
  }

  @Test("a profile that is written again is read again")
  func roundTrip() throws {
    for profile in [[], [0.5]] {
      let wish = MachineWish(profile: profile, endBy: 1, maxWaitSeconds: 2)
      #expect(try JSONDecoder().decode(MachineWish.self, from: JSONEncoder().encode(wish)) == wish)
    }
  }
}
