import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@Suite struct SyncDevicesTests {
  let fixture = RegistryFixture()
  let site: ELFESite
  var connection: Connection { fixture.database.connection }

  init() throws {
    try fixture.registry()
    site = try ELFESite()
  }

  @discardableResult
  func sync(
    _ community: String = "A", from other: ELFESite? = nil, schema: String? = nil, clock: SyncRequest.Clock = .local,
    asOf: String = "2025-04-24T12:14:30Z"
  ) throws -> SyncSummary {
    try syncDevices(
      SyncRequest(
        community: community, conninfo: (other ?? site).conninfo, schema: schema, clock: clock,
        asOf: Instant(asOf)!), on: connection)
  }

  func stored(_ columns: String = "device, d.kind, is_piloted", of community: String = "A") throws -> [String] {
    try fixture.database.lines(
      """
      SELECT \(columns) FROM grid.flexible_device AS d JOIN grid.community USING (community_id) LEFT JOIN grid.meter USING (meter_id)
      WHERE community = '\(community)' ORDER BY outer_id, device
      """)
  }

  /// `added/changed/released/ignored of piloted`.
  func text(_ s: SyncSummary) -> String { "\(s.added)/\(s.changed)/\(s.released)/\(s.ignored.count) of \(s.piloted)" }

  /// Two devices of each kind, 1 … 10.
  func fill(_ site: ELFESite) throws {
    for id in 1...10 { try site.device(id, type: 20 + id) }
    for id in [1, 2] { try site.machine(id, wait: id * 3600) }
    for id in [3, 4] { try site.vehicle(id, left: id * 10) }
    for id in [5, 6] {
      try site.waterHeater(id, hours: [(true, 81_000, 23_400), (false, 7, 8), (true, 45_000, 50_400)])
    }
    let evening = """
      , prog_semaine_periode_1_confort_actif = true, prog_semaine_periode_1_confort_heure_debut = 64800,
      prog_semaine_periode_1_confort_heure_fin = 79200, prog_weekend_periode_2_confort_actif = true,
      prog_weekend_periode_2_confort_heure_debut = 82800, prog_weekend_periode_2_confort_heure_fin = 3600,
      prog_semaine_periode_2_confort_heure_debut = 99999
      """
    for id in [7, 8] { try site.heater(id, set: evening) }
    for id in [9, 10] { try site.thermalHeater(id, model: id - 8, set: evening) }
  }

  @Test("every kind of device is taken over as it was wished, with its ids, and a second run changes nothing")
  func kinds() throws {
    try fill(site)
    try site.database.script(
      "UPDATE equipement_pilote_ou_mesure SET timestamp_derniere_mise_en_marche = 1745400000 WHERE id = 5")
    #expect(try text(sync()) == "10/0/0/0 of 10")
    let columns = "device, d.kind, is_piloted, last_started_at, source, outer_id, outer_type, wish"
    let hours =
      "\"weekdays\":[{\"from\":64800,\"to\":79200}],\"weekend\":[{\"from\":82800,\"to\":3600}]"
    let lines = try stored(columns)
    #expect(lines[0] == "ELFE-1|machine|t||coordination|1|21|{\"end_by\":1745506800,\"max_wait_s\":3600}")
    #expect(
      lines[3] == "ELFE-4|vehicle|t||coordination|4|24|{\"power_w\":7400,\"capacity_wh\":52000,\"percent\":40,"
        + "\"target_percent\":80,\"end_by\":1745553600,\"stops_at_target\":false,\"may_pause\":false}")
    #expect(
      lines[4] == "ELFE-5|water_heater|t|2025-04-23 09:20:00+00|coordination|5|25|{\"power_w\":2200,\"volume_l\":200,"
        + "\"off_peak\":[{\"from\":45000,\"to\":50400},{\"from\":81000,\"to\":23400}]}")
    #expect(
      lines[6] == "ELFE-7|heater|t||coordination|7|27|{\"eco_w\":300,\"comfort_w\":1500,\"eco_percent\":20,\(hours)}")
    // 290.2 K is 17.05 °C; the third model is that of good insulation.
    #expect(
      lines[9] == "ELFE-10|thermal_heater|t||coordination|10|30|{\"power_w\":1500,\"r_k_per_w\":0.00562139,"
        + "\"c_j_per_k\":2305479.0,\"eco_c\":17.05,\"comfort_c\":20.05,\"delta_c\":1,\"is_heating\":false,"
        + "\"band\":\"thermostats\",\(hours)}")
    let before = try fixture.contents()
    #expect(try text(sync(asOf: "2025-04-24T12:29:30Z")) == "0/0/0/0 of 10")
    #expect(try fixture.contents() == before)
    #expect(try fixture.database.violations() == [])
  }

  @Test("a device that leaves mode 30 or vanishes is released, never deleted, and comes back as it is then")
  func modes() throws {
    try fill(site)
    try sync()
    try site.database.script(
      """
      UPDATE equipement_pilote_ou_mesure SET equipement_pilote_ou_mesure_mode_id = 20 WHERE id = 1;
      DELETE FROM equipement_pilote_ou_mesure WHERE id = 3;
      UPDATE equipement_pilote_vehicule_electrique_generique SET pourcentage_charge_restant = 55 WHERE equipement_pilote_ou_mesure_id = 4
      """)
    #expect(try text(sync()) == "0/1/2/0 of 8")
    #expect(try stored("device, is_piloted").prefix(4) == ["ELFE-1|f", "ELFE-2|t", "ELFE-3|f", "ELFE-4|t"])
    #expect(try text(sync()) == "0/0/0/0 of 8")
    try site.database.script(
      "UPDATE equipement_pilote_ou_mesure SET equipement_pilote_ou_mesure_mode_id = 30 WHERE id = 1")
    #expect(try text(sync()) == "0/1/0/0 of 9")
    #expect(try stored("device, is_piloted").first == "ELFE-1|t")
    // What was never piloted is never taken over.
    try site.device(11, mode: 10)
    try site.machine(11)
    #expect(try text(sync()) == "0/0/0/0 of 9")
  }

  static let greatest = 2_147_483_647

  /// What makes device 50 impossible, and why it is ignored; an empty reason: it is not.
  static let rules: [(String, @Sendable (ELFESite) throws -> Void, String)] = [
    ("no cycle", { try $0.machine(50, hasCycle: false) }, "it has no row in equipement_pilote_machine_generique_cycle"),
    ("no end", { try $0.machine(50, end: 0) }, "timestamp_de_fin_souhaite is not set"),
    ("end and wait at the limit", { try $0.machine(50, end: greatest, wait: greatest) }, ""),
    ("wait below zero", { try $0.machine(50, wait: -1) }, "delai_attente_maximale_apres_fin is below zero"),
    ("no row", { _ in }, "it is piloted, but in none of the tables of wishes"),
    (
      "two rows",
      {
        try $0.machine(50)
        try $0.machine(50)
      }, "it has 2 rows in the tables of wishes (machine, machine) instead of one"
    ),
    (
      "two kinds",
      {
        try $0.heater(50)
        try $0.vehicle(50)
      }, "it has 2 rows in the tables of wishes (vehicle, heater) instead of one"
    ),
    ("no off-peak hours", { try $0.waterHeater(50, hours: []) }, "it has no active off-peak hours"),
    ("none active", { try $0.waterHeater(50, hours: [(false, 1, 2)]) }, "it has no active off-peak hours"),
    ("empty hours", { try $0.waterHeater(50, hours: [(true, 5, 5)]) }, "it has no active off-peak hours"),
    ("one of two is empty", { try $0.waterHeater(50, hours: [(true, 5, 5), (true, 0, 86_400)]) }, ""),
    ("hours of no day", { try $0.waterHeater(50, hours: [(true, 0, greatest)]) }, "debut or fin is no second of a day"),
    (
      "kW for W", { try $0.waterHeater(50, power: 0) }, "puissance_chauffe is not a whole number of W from 1 to 1000000"
    ),
    (
      "greatest volume", { try $0.waterHeater(50, volume: greatest) },
      "volume_ballon is not a whole number of litres from 1 to 100000"
    ),
    (
      "greatest power", { try $0.vehicle(50, power: greatest) },
      "puissance_de_charge is not a whole number of W from 1 to 1000000"
    ),
    (
      "more than full", { try $0.vehicle(50, wished: 101) },
      "pourcentage_charge_finale_minimale_souhaitee is not a whole number of percent from 0 to 100"
    ),
    (
      "below empty", { try $0.vehicle(50, left: -2_147_483_648) },
      "pourcentage_charge_restant is not a whole number of percent from 0 to 100"
    ),
    (
      "no battery", { try $0.vehicle(50, capacity: 0) },
      "capacite_de_batterie is not a whole number of Wh from 1 to 10000000"
    ),
    ("full already", { try $0.vehicle(50, left: 100, wished: 0) }, ""),
    (
      "comfort below eco", { try $0.heater(50, eco: 2, comfort: 1) },
      "puissance_moyenne_confort is below puissance_moyenne_eco"
    ),
    ("no power in eco", { try $0.heater(50, eco: 0) }, ""),
    (
      "period outside the day",
      {
        try $0.heater(
          50, set: ", prog_weekend_periode_1_confort_actif = true, prog_weekend_periode_1_confort_heure_debut = 86400")
      },
      "prog_weekend_periode_1_confort_heure_debut or prog_weekend_periode_1_confort_heure_fin is no second of a day"
    ),
    ("no such model", { try $0.thermalHeater(50, model: 9) }, "there is no thermal model 9 in optimize.thermal_model"),
    (
      "degrees Celsius", { try $0.thermalHeater(50, eco: 180, comfort: 200) },
      "temperature_eco is no temperature of a room, 2731.5 to 3131.5 tenths of a kelvin"
    ),
    (
      "delta below zero", { try $0.thermalHeater(50, delta: -1) },
      "delta_temp_maximale_temp_demandee is not from 0 to 10 K"
    ),
    (
      "colder in comfort", { try $0.thermalHeater(50, eco: 2932, comfort: 2931) },
      "temperature_confort is below temperature_eco"
    ),
  ]

  @Test("a device that cannot be right is ignored and told why, and no other suffers", arguments: rules.indices)
  func rule(index: Int) throws {
    let (name, make, reason) = Self.rules[index]
    try site.device(49)
    try site.heater(49)
    try site.device(50)
    try make(site)
    let summary = try sync()
    #expect(summary.ignored.map(\.reason) == (reason.isEmpty ? [] : [reason]), "\(name)")
    #expect(summary.ignored.allSatisfy { $0.device == "ELFE-50" })
    #expect(try stored("device, is_piloted") == (reason.isEmpty ? ["ELFE-49|t", "ELFE-50|t"] : ["ELFE-49|t"]))
  }

  @Test("a device that becomes impossible is released until it is mended; a NULL is told as such")
  func mended() throws {
    try site.device(1)
    try site.waterHeater(1)
    try sync()
    try site.database.script(
      "ALTER TABLE equipement_pilote_ballon_ecs ALTER volume_ballon DROP NOT NULL; UPDATE equipement_pilote_ballon_ecs SET volume_ballon = NULL"
    )
    let summary = try sync()
    #expect(text(summary) == "0/0/1/1 of 0")
    #expect(summary.ignored == [IgnoredDevice(device: "ELFE-1", reason: "volume_ballon is empty or no whole number")])
    try site.database.script("UPDATE equipement_pilote_ballon_ecs SET volume_ballon = 100")
    #expect(try text(sync()) == "0/1/0/0 of 1")
  }

  @Test("hours of UTC become hours of the wall clock, in summer and in winter, over midnight and for whole days")
  func clocks() throws {
    try site.device(1)
    try site.waterHeater(1, hours: [(true, 79_200, 14_400), (true, 82_800, 86_400), (true, 0, 86_400)])
    func windows(_ asOf: String, _ clock: SyncRequest.Clock) throws -> String {
      try sync(clock: clock, asOf: asOf)
      return try stored("wish->>'off_peak'")[0]
    }
    #expect(
      try windows("2025-07-01T00:00:00Z", .local)
        == "[{\"from\":0,\"to\":86400},{\"from\":79200,\"to\":14400},{\"from\":82800,\"to\":86400}]")
    // 22:00-04:00 UTC is 00:00-06:00 in summer and 23:00-05:00 in winter.
    #expect(
      try windows("2025-07-01T00:00:00Z", .utc)
        == "[{\"from\":0,\"to\":86400},{\"from\":0,\"to\":21600},{\"from\":3600,\"to\":7200}]")
    #expect(
      try windows("2025-12-01T00:00:00Z", .utc)
        == "[{\"from\":0,\"to\":86400},{\"from\":82800,\"to\":18000},{\"from\":0,\"to\":3600}]")
    // The hour of the night in which the clock goes back.
    #expect(try windows("2025-10-26T00:59:59Z", .utc).contains("{\"from\":3600,\"to\":7200}"))
    #expect(try windows("2025-10-26T01:00:00Z", .utc).contains("{\"from\":0,\"to\":3600}"))
  }

  @Test("two communities are taken over from two sites, each with its own ids")
  func twoSites() throws {
    let other = try ELFESite(schema: "Elfe 2")
    try fill(site)
    try other.device(1)
    try other.heater(1)
    #expect(try text(sync("A")) == "10/0/0/0 of 10")
    #expect(try text(sync("B", from: other, schema: "Elfe 2")) == "1/0/0/0 of 1")
    #expect(try text(sync("A")) == "0/0/0/0 of 10")
    #expect(try stored(of: "B") == ["ELFE-1|heater|t"])
  }

  @Test("devices of the registry are left alone, and their names are not taken")
  func registry() throws {
    try fixture.load(
      .devices,
      "[{\"community\": \"A\", \"device\": \"ELFE-1\", \"heater\": {\"eco_w\": 1, \"comfort_w\": 2, \"eco_percent\": 3}}]"
    )
    try site.device(1)
    try site.heater(1)
    let summary = try sync()
    #expect(
      summary.ignored == [IgnoredDevice(device: "ELFE-1", reason: "the registry has another device of this name")])
    #expect(try stored("device, source, is_piloted") == ["ELFE-1|registry|t"])
  }

  @Test("a meter named as the measurement of one device is its own, and one that was set by hand stays")
  func meters() throws {
    try fixture.load(
      .meters,
      "meter,community,from,interval_s,kind\n40123,A,2025-01-01,900,household\n40124,B,2025-01-01,900,household\n")
    for (id, item) in [(1, 40_123), (2, 40_124), (3, 0), (4, 0)] {
      try site.device(id)
      try site.machine(id, item: item)
    }
    try sync()
    #expect(try stored("device, meter") == ["ELFE-1|40123", "ELFE-2|", "ELFE-3|", "ELFE-4|"])
    try fixture.database.script(
      "UPDATE grid.flexible_device SET meter_id = (SELECT meter_id FROM grid.meter WHERE meter = 'M1') WHERE device = 'ELFE-3'"
    )
    #expect(try text(sync()) == "0/0/0/0 of 4")
    #expect(try stored("device, meter")[2] == "ELFE-3|M1")
  }

  /// What a sync that fails says: status, message, detail, hint.
  func failure(_ conninfo: String, schema: String? = nil) throws -> (any Failure)? {
    do {
      _ = try syncDevices(
        SyncRequest(
          community: "A", conninfo: conninfo, schema: schema, clock: .local, asOf: Instant("2025-04-24T12:14:30Z")!),
        on: connection)
      return nil
    } catch let failure as any Failure { return failure }
  }

  @Test("a site that cannot be reached is told with the age of the plan that stays valid, never with a password")
  func unreachable() throws {
    for conninfo in [
      "host=127.0.0.1 port=1 dbname=x user=u password=s3cret connect_timeout=2",
      "postgresql://u:p@s3cret@127.0.0.1:1/d",
      "service=s3cret", "host=/nowhere/s3cret dbname=d",
    ] {
      let found = try #require(try failure(conninfo))
      #expect(found.status == .unavailable, "\(conninfo)")
      #expect(found.message == "the coordination database cannot be reached")
      #expect(found.hint == "There is no earlier plan of A.")
      #expect(![found.message, found.detail, found.hint].contains { $0?.contains("s3cret") == true }, "\(conninfo)")
    }
    for text in ["host=h s3cret", "postgresql://u:s3cret%zz@h/d"] {
      let found = try #require(try failure(text))
      #expect(found.status == .configuration && found.message.hasSuffix("none that libpq can read"))
      #expect(![found.message, found.detail, found.hint].contains { $0?.contains("s3cret") == true })
    }
    func plan(_ method: String, made: String, starts: String, steps: Int) throws {
      try fixture.database.script(
        """
        INSERT INTO optimize.run (community_id, method, made_at, rounded_at, starts_at, step_s, solver, devices, base,
          total, import_before_wh, import_wh, objective, peak_w, solve_ms, total_ms, conditions)
        SELECT community_id, '\(method)', '\(made)', '\(made)', '\(starts)', 900, 'milp', 0, array_fill(0, ARRAY[\(steps)]),
               array_fill(0, ARRAY[\(steps)]), 0, 0, 0, 0, 0, 0, '{}' FROM grid.community WHERE community = 'A'
        """)
    }
    try plan("ems", made: "2025-04-22T12:00Z", starts: "2025-04-22T12:15Z", steps: 96)
    #expect(
      try failure("host=/nowhere dbname=d")?.hint
        == "The newest plan, of 2025-04-22T12:00:00Z, is 48 h 14 min old and ended at 2025-04-23T12:15:00Z.")
    try plan("ems", made: "2025-04-24T11:30Z", starts: "2025-04-24T11:45Z", steps: 96)
    // What is not made yet, and what no device follows, holds nothing.
    try plan("trial", made: "2025-04-24T11:45Z", starts: "2025-04-24T12:00Z", steps: 96)
    try plan("ems", made: "2025-04-24T12:30Z", starts: "2025-04-24T12:45Z", steps: 96)
    #expect(
      try failure("host=/nowhere dbname=d")?.hint
        == "The plan of 2025-04-24T11:30:00Z, 44 min old, stays valid until 2025-04-25T11:45:00Z.")
  }

  @Test("a wrong schema, a missing table, a missing column and missing rights are told by name")
  func otherTables() throws {
    func told(_ schema: String? = nil) throws -> String {
      let found = try failure(site.conninfo, schema: schema)
      return "\(found?.status.rawValue ?? 0) \(found?.message ?? "")"
    }
    #expect(try told("elfe") == "78 schema 'elfe' of the coordination database has none of ELFE's tables")
    #expect(try told("public\"; DROP TABLE equipement_pilote_ballon_ecs; --").hasSuffix("has none of ELFE's tables"))
    #expect(try told("public") == "0 ")
    try site.database.script("ALTER TABLE equipement_pilote_ballon_ecs RENAME volume_ballon TO volume")
    #expect(try told().hasPrefix("78 the coordination database cannot be read: column b.volume_ballon does not exist"))
    try site.database.script(
      "DROP TABLE equipement_pilote_machine_generique_cycle; DROP TABLE equipement_pilote_chauffage_asservi")
    #expect(
      try told()
        == "78 the coordination database has no table equipement_pilote_chauffage_asservi, equipement_pilote_machine_generique_cycle"
    )
    #expect(try stored() == [])
  }

  @Test("the coordination database is read in one state and cannot be written")
  func readOnly() throws {
    let reader = try Connection.reader(site.conninfo, label: "the site")
    #expect(throws: DatabaseFailure.self) {
      try reader.snapshot { _ = try reader.literal("INSERT INTO equipement_pilote_ou_mesure VALUES (1)") }
    }
    let isolation = try reader.snapshot { try reader.literal("SHOW transaction_isolation")[0].texts[0] }
    #expect(isolation == "repeatable read")
  }
}
