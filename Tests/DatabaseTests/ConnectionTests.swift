import Grid
import Support
import Testing

@testable import Database

@Suite struct ConnectionTests {
  let database = try! TestDatabase()

  @Test("binary COPY writes what SQL reads: days, bits, vectors with gaps, exact numbers, NULL")
  func copy() throws {
    let connection = database.connection
    let numbers: [(Int64, Int16, String)] = [
      (0, 0, "0"), (5, 0, "5"), (12_345_678, 0, "12345678"), (-9, 0, "-9"), (10_000, 0, "10000"), (0, -3, "0.000"),
      (1, -3, "0.001"), (120, -3, "0.120"), (-1_500, -3, "-1.500"), (98_765_432_100, -3, "98765432.100"),
      (10_000_000, -3, "10000.000"), (Int64.max, 0, "9223372036854775807"),
    ]
    try connection.transaction {
      try connection.query("ops/add_partitions", "aggregate.meter_day", [LocalDay("2025-03-30")!])
      let writer = try CopyWriter("aggregate/copy_meter_days", fields: 25, on: connection)
      for (index, number) in numbers.enumerated() {
        try writer.row()
        writer.field(Int64(1))
        writer.field(Int64(index))
        writer.field(LocalDay("2025-03-30")!)
        writer.field(Int32(900))
        writer.field(Int32(92))
        writer.field(Int32(0))
        for _ in 0..<6 { writer.field(numeric: number.0, exponent: number.1) }
        writer.null()
        writer.field(Int32(0))
        writer.field(Int32(0))
        writer.field(number.1)
        writer.field(Int32(900))
        for _ in 0..<4 { writer.field([1, .min, -3], missing: .min) }
        writer.field([0, 3, 0] as [Int16]?)
        writer.field(bits: [true, false, true, false, false, false, false, false, true])
        writer.field(Int32(300))
        writer.field(Int32(0))
      }
      try writer.finish()
    }
    let lines = try database.lines(
      "SELECT consumption_wh, day, peak_import_w, import, missing, strict_bits FROM aggregate.meter_day ORDER BY meter_id"
    )
    #expect(lines == numbers.map { "\($0.2)|2025-03-30||{1,NULL,-3}|{0,3,0}|101000001" })
  }

  @Test("text with quotes, backslashes, commas and NULL goes through array parameters unchanged")
  func arrays() throws {
    let values: [String?] = ["a\"b", "c\\d", "{x,y}", nil, "", "é\n", "NULL"]
    let bound = [values as any Parameter]
    let rows = bound.withBound { String(cString: $0[0]!) }
    #expect(
      try database.connection.literal(
        "SELECT cardinality(v), v[1] AS a, v[4] IS NULL AS b, v[7] AS c FROM (SELECT $q$\(rows)$q$::text[] AS v) AS t")[
          0
        ].texts
        == ["7", "a\"b", "t", "NULL"])
  }

  @Test("a failed body leaves nothing, a rehearsal neither")
  func transactions() throws {
    let count = { try self.database.lines("SELECT count(*) FROM grid.customer") }
    let add = { try self.database.script("INSERT INTO grid.customer (customer, name) VALUES ('K', 'N')") }
    #expect(throws: PlainFailure.self) {
      try database.connection.transaction {
        try add()
        throw PlainFailure(.bug, "on purpose")
      }
    }
    try database.connection.rehearsal { try add() }
    #expect(try count() == ["0"])
  }

  @Test("a lock has one holder, and goes with its session")
  func lock() throws {
    try database.connection.lock("ingest")
    do {
      let other = try database.another()
      #expect(throws: PlainFailure.self) { try other.lock("ingest") }
      try other.lock("aggregate")
    }
    try database.connection.lock("aggregate")
  }

  @Test("messages carry the rule that was broken, and no value that was bound")
  func silence() throws {
    do {
      _ = try database.connection.literal(
        "INSERT INTO grid.community (community, name, zone, limit_w) VALUES ('secret', 'n', 'z', -1)")
      Issue.record("the row was taken")
    } catch let failure as DatabaseFailure {
      #expect(failure.message.contains("limit_not_negative"))
      #expect(!"\(failure.message) \(failure.detail ?? "") \(failure.hint ?? "")".contains("secret"))
    }
  }

  @Test("a database that is behind or ahead, or was made by another migration, is refused")
  func schema() throws {
    let fresh = try TestDatabase()
    try Migrations.require(on: fresh.connection)
    #expect(try Migrations.run(on: fresh.connection) == [])
    try fresh.script("UPDATE ops.migration SET checksum = 1 WHERE version = 2")
    #expect(throws: SchemaFailure.self) { try Migrations.require(on: fresh.connection) }
    let ahead = try TestDatabase()
    try ahead.script("INSERT INTO ops.migration (version, name, checksum) VALUES (1000, 'later', 0)")
    #expect(throws: SchemaFailure.self) { try Migrations.run(on: ahead.connection) }
    let behind = try TestDatabase()
    try behind.script("DELETE FROM ops.migration WHERE version = (SELECT max(version) FROM ops.migration)")
    #expect(throws: SchemaFailure.self) { try Migrations.require(on: behind.connection) }
  }
}
