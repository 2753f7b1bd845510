import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// CSV dumps of other forms on their way into the database.
@Suite struct MappedDumpTests {
  let fixture = try! DumpFixture()
  var database: TestDatabase { fixture.database }

  private func load(_ text: String, as name: String, receivedAt: String? = nil) throws -> IngestSummary {
    var request = IngestRequest(asOf: Instant("2026-01-01T00:00:00Z")!)
    request.receivedAt = receivedAt.flatMap { Instant($0) }
    return try ingest(fixture.write(Data(text.utf8), as: name), request, on: database.connection)
  }

  private func store(_ document: String) throws -> ImportSummary {
    let path = try fixture.write(Data(document.utf8), as: "stored.json")
    return try importRegistry(.mapping, file: path, asOf: Instant("2026-01-01T00:00:00Z")!, on: database.connection)
  }

  private func stored(
    _ columns: String = "to_char(starts_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), register, round(wh, 3)"
  )
    throws -> [String]
  {
    try database.lines("SELECT \(columns) FROM grid.reading ORDER BY starts_at, register")
  }

  private static let index =
    #"{"mapping": "idx", "files": "idx*.csv", "meter": {"fixed": "Q1"}, "start": "from", "end": "to", "zone": "UTC", KEYS"values": [{"column": "kwh", "register": "import", "unit": "kWh", "quantity": "index"MORE}]}"#

  private func index(_ more: String = "") -> String {
    Self.index.replacing("KEYS", with: "").replacing("MORE", with: more)
  }

  @Test("a stored mapping reads the dumps that its files name; importing it again changes nothing")
  func named() throws {
    let document =
      #"{"mapping": "kw", "files": "kw_*.csv", "meter": "m", "start": "t", "interval": 900, "values": [{"column": "kw", "register": "import", "negative": "export", "unit": "kW"}]}"#
    #expect(try store(document).added == 1)
    #expect(try store(document).unchanged == 1)
    #expect(try store(document.replacing("kw_*", with: "kw*")).changed == 1)
    let summary = try load(
      "m,t,kw\nQ1,2025-05-01T10:00Z,1.5\nQ1,2025-05-01T10:15Z,-0.4\nZ9,2025-05-01T10:15Z,1\n", as: "kw1.csv")
    #expect(summary.loadedCount == 4)
    #expect(summary.codes.map { "\($0.code) \($0.count)" } == ["unknown-meter 2"])
    #expect(
      try stored() == [
        "05-01 10:00|1|375.000", "05-01 10:00|2|0.000", "05-01 10:15|1|0.000", "05-01 10:15|2|100.000",
      ])
    #expect(try database.lines("SELECT format FROM ingest.batch") == ["csv"])
    #expect(
      try database.lines("SELECT \"column\" IS NULL, line, raw FROM ingest.reject ORDER BY number") == [
        "t|4|Z9,2025-05-01T10:15Z,1", "t|4|Z9,2025-05-01T10:15Z,1",
      ])
    #expect(try database.violations() == [])
  }

  @Test("an index goes on from the last one of the file before, through a reset too, and reads make no second energy")
  func index() throws {
    _ = try store(index(#", "reset": true"#))
    let first = "from,to,kwh\n2025-05-01 10:00,2025-05-01 10:15,7\n2025-05-01 10:15,2025-05-01 10:30,7.25\n"
    #expect(try load(first, as: "idx1.csv").layout.contains("has no index before it"))
    #expect(try stored() == ["05-01 10:15|1|250.000"])
    _ = try load("from,to,kwh\n2025-05-01 10:30,2025-05-01 10:45,8\n", as: "idx2.csv")
    // Below the last index: the register began again at zero.
    _ = try load("from,to,kwh\n2025-05-01 10:45,2025-05-01 11:00,0.125\n", as: "idx3.csv")
    #expect(
      try stored() == ["05-01 10:15|1|250.000", "05-01 10:30|1|750.000", "05-01 10:45|1|125.000"])
    #expect(
      try database.lines("SELECT index_mwh FROM grid.register_read ORDER BY read_at") == [
        "7000000", "7250000", "8000000", "125000",
      ])
    // The same again, all of it: nothing is read twice.
    #expect(try load(first, as: "idx1.csv").sameAs == "idx1.csv")
    #expect(try stored("revision") == ["1", "1", "1"])
    #expect(try database.violations() == [])
  }

  @Test("an index that begins again every day is no decrease, within a dump, across dumps, and in whichever order")
  func daily() throws {
    _ = try store(index(#", "reset": ["23:45", "00:15"]"#))
    func row(_ from: String, _ to: String, _ kwh: String) -> String { "2025-05-\(from),2025-05-\(to),\(kwh)\n" }
    let header = "from,to,kwh\n"
    _ = try load(
      [
        header, row("01 23:30", "01 23:45", "7"), row("01 23:45", "02 00:00", "7.5"),
        row("02 00:00", "02 00:15", "0.25"), row("02 00:15", "02 00:30", "0.75"),
      ].joined(), as: "idx1.csv")
    _ = try load(header + row("02 23:45", "03 00:00", "9"), as: "idx2.csv")
    _ = try load(header + row("03 00:00", "03 00:15", "0.125"), as: "idx3.csv")
    // The day behind a day that comes later. Hours without reads may hide what was counted before a reset.
    _ = try load(header + row("05 00:00", "05 00:15", "0.5"), as: "idx5.csv")
    _ = try load(header + row("04 23:45", "05 00:00", "11"), as: "idx4.csv")
    #expect(
      try database.lines(
        """
        SELECT to_char(to_at AT TIME ZONE 'UTC', 'DD HH24:MI'), trim_scale(wh), rolled_over, reason
        FROM grid.register_delta ORDER BY to_at
        """) == [
          "02 00:00|500|f|", "02 00:15|250|f|", "02 00:30|500|f|", "03 00:00||f|", "03 00:15|125|f|",
          "05 00:00||f|", "05 00:15|500|f|",
        ])
    let reads = try registerReads("Q1", nil, on: database.connection)
    #expect(reads.allSatisfy { $0.reason == nil })
    #expect(reads[2].quality == "A gridctl-reset" && reads[3].quality == "A")
    // What the reads say of the energy is what was loaded.
    #expect(try stored().contains("05-02 00:00|1|250.000"))
    #expect(try stored().contains("05-03 00:00|1|125.000"))
    #expect(try database.violations() == [])
  }

  @Test("the energy between two dumps of an index is the same in whichever order they come")
  func anyOrder() throws {
    _ = try store(index(#", "rollover_digits": 3, "reset": ["23:45", "00:15"]"#))
    func dump(_ rows: (String, String, String)...) -> String {
      "from,to,kwh\n" + rows.map { "2025-05-0\($0),2025-05-0\($1),\($2)\n" }.joined()
    }
    let dumps = [
      "idx_20250510T000000.csv": dump(("1 10:00", "1 10:15", "998.5"), ("1 10:15", "1 10:30", "999.25")),
      // Turns over, and begins again at midnight.
      "idx_20250511T000000.csv": dump(("1 10:30", "1 10:45", "0.5"), ("1 10:45", "1 11:00", "0.75")),
      "idx_20250512T000000.csv": dump(("1 11:00", "1 11:15", "1.000125"), ("1 23:45", "2 00:00", "7")),
      "idx_20250513T000000.csv": dump(("2 00:00", "2 00:15", "0.125"), ("2 00:15", "2 00:30", "0.5")),
      // Hours later: that is no interval's energy.
      "idx_20250514T000000.csv": dump(("2 10:00", "2 10:15", "5")),
    ]
    func tables() throws -> [String] {
      try stored()
        + database.lines(
          "SELECT day, exponent, revision, wh, quality FROM grid.interval_block ORDER BY day")
        + database.lines(
          "SELECT day, exponent, file, wh, p.quality FROM grid.block_part AS p JOIN ingest.batch USING (batch_id) ORDER BY day, file"
        )
        + database.lines("SELECT to_at, trim_scale(wh), rolled_over, reason FROM grid.register_delta ORDER BY to_at")
    }
    let names = dumps.keys.sorted()
    var expected: [String] = []
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 0, 3, 2, 4], [2, 4, 0, 3, 1]] {
      try database.script(
        "TRUNCATE grid.interval_block, grid.block_part, grid.register_read, ingest.unvalidated, ops.stale; TRUNCATE ingest.batch CASCADE"
      )
      for at in order { _ = try load(dumps[names[at]]!, as: names[at]) }
      if expected.isEmpty {
        expected = try tables()
        #expect(
          try stored() == [
            "05-01 10:15|1|750.000", "05-01 10:30|1|1250.000", "05-01 10:45|1|250.000", "05-01 11:00|1|250.125",
            "05-02 00:00|1|125.000", "05-02 00:15|1|375.000",
          ])
      }
      #expect(try tables() == expected)
      #expect(try database.lines("SELECT count(*) FROM grid.register_delta WHERE reason IS NOT NULL") == ["0"])
    }
    // Without a dump the energies to its neighbours go, and what these tell themselves stays.
    let dump = try #require(try Ingest.dumps(named: [names[1]], on: database.connection).first)
    _ = try withdraw(
      dump, WithdrawalRequest(reason: "wrong", user: "ada", asOf: Instant("2026-01-01T00:00:00Z")!),
      on: database.connection)
    #expect(
      try database.lines(
        "SELECT to_char(starts_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), round(wh, 3) FROM grid.reading WHERE wh IS NOT NULL ORDER BY 1"
      )
        == ["05-01 10:15|750.000", "05-02 00:00|125.000", "05-02 00:15|375.000"])
    _ = try load(dumps[names[1]]!, as: names[1])
    #expect(try tables().filter { !$0.contains("{") } == expected.filter { !$0.contains("{") })
    #expect(try database.violations() == [])
  }

  @Test("a file that is refused leaves nothing behind")
  func refused() throws {
    _ = try store(index())
    let failure = #expect(throws: PlainFailure.self) {
      try load(
        "from,to,kwh\n2025-05-01 10:00,2025-05-01 10:15,7\n2025-05-01 10:15,2025-05-01 10:30,8\n2025-05-01 10:30,2025-05-01 10:45,7\n",
        as: "idx.csv")
    }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.message.contains(":4:3: index-decrease: ") == true)
    #expect(try database.lines("SELECT count(*) FROM grid.interval_block") == ["0"])
    #expect(try database.lines("SELECT count(*) FROM ingest.batch") == ["0"])
  }

  @Test("a mapping that is stored says which dumps it is for")
  func homeless() throws {
    let refusal = #expect(throws: Refusal.self) { try store(index().replacing(#""files": "idx*.csv", "#, with: "")) }
    #expect(refusal?.findings.map(\.code) == ["missing-key"])
  }
}
