import Decode
import Grid
import Ingest
import Support
import Testing

@Suite struct RegistryAliasTests {
  let registry = RegistryFixture()

  init() throws { try registry.registry() }

  @Test("aliases are added and changed by their name, and the same file again changes nothing")
  func add() throws {
    let text = "alias,meter,register\n30714526310,M1,\nNMI1/E2,M2,production\nM2,M2,\n"
    #expect(try registry.counts(.aliases, text) == "3/0/0")
    #expect(try registry.counts(.aliases, text) == "0/0/3")
    #expect(try registry.counts(.aliases, "alias,meter\nNMI1/E2,M2\n") == "0/1/0")
    #expect(
      try registry.database.lines(
        "SELECT alias, meter, register FROM grid.alias JOIN grid.meter USING (meter_id) ORDER BY 1")
        == ["30714526310|M1|", "M2|M2|", "NMI1/E2|M2|"])
  }

  @Test("what is wrong is found")
  func findings() throws {
    let found = try registry.refusal(
      .aliases, "alias,meter,register\nA,M9,\nM1,M2,\nB,M1,E1\nC,M1,import\nC,M2,import\n,M1,\n")
    #expect(
      found.map { $0.split(separator: ":")[1...3].joined(separator: ":") } == [
        "2:2: unknown-meter", "3:1: alias-is-meter", "4:3: unknown-register", "6:1: duplicate-row",
        "7:1: missing-value",
      ], "\(found)")
  }
}

/// How dumps find their meters.
@Suite final class AliasTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  private let at = "2025-04-01T10:00:00Z"

  private func alias(_ rows: String...) throws {
    let path = try dumps.write(.init(("alias,meter,register\n" + rows.joined(separator: "\n")).utf8), as: "aliases.csv")
    try importRegistry(
      .aliases, file: path, asOf: Instant("2026-01-01T00:00:00Z")!, on: dumps.database.connection)
    try dumps.database.script(
      """
      INSERT INTO ops.run (command, arguments, as_of, started_at, ended_at, host, version, status)
      VALUES ('import', '{}', now(), now(), clock_timestamp(), 'h', 'v', 0);
      """)
  }

  private func codes() throws -> [String] {
    try dumps.database.lines(
      "SELECT file, line, code FROM ingest.reject JOIN ingest.batch USING (batch_id) ORDER BY 1, 2, number")
  }

  @Test("a dump of an unknown meter is read again once an alias names it")
  func again() throws {
    let lines = [line("6001", at, [1, 2])]
    #expect(try dumps.decode(lines).rejectedCount == 2)
    #expect(try dumps.decode(lines).sameAs == "dump.txt")
    try alias("6001,Q1,")
    #expect(try dumps.decode(lines).loadedCount == 2)
    #expect(try dumps.readings(.imported).count == 2)
    #expect(try codes() == [])
  }

  @Test("rows of a native dump are loaded again once an alias names their meter, and the next dump's at once")
  func native() throws {
    let rows = ["6001,2025-04-01T10:00:00Z,10,0,0", "6002,2025-04-01T10:15:00Z,20,0,0"]
    #expect(try dumps.load(rows).rejectedCount == 2)
    // What names what the values count says nothing of rows that have columns for each.
    try alias("6001,Q1,", "6002,Q1,import")
    let summary = try retryRejects(code: nil, asOf: Instant("2026-01-01T00:00:00Z")!, on: dumps.database.connection)
    #expect((summary.loadedCount, summary.rejectedCount) == (1, 1))
    #expect(try codes() == ["dump.csv|3|unknown-meter"])
    #expect(try dumps.load(["6001,2025-04-01T10:15:00Z,11,0,0"], as: "next.csv").loadedCount == 1)
    #expect(
      try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|10", "Q1|2025-04-01T10:15Z|11"])
  }

  @Test("the name of a register goes before that of the meter, and that before the meter's code")
  func order() throws {
    try alias("6001/E1,Q1,", "6001,Q2,", "6001/B1,Q2,production")
    try dumps.decode([
      line("6001", at, [1]), line("6001", at, [2], register: "E3"), line("6001", at, [3], register: "B1", .exported),
      line("F5", at, [5], every: 300),
    ])
    #expect(
      try dumps.readings(.imported) == ["F5|2025-04-01T10:00Z|5", "Q1|2025-04-01T10:00Z|1", "Q2|2025-04-01T10:00Z|2"])
    #expect(try dumps.readings(.production) == ["Q2|2025-04-01T10:00Z|3"])
    #expect(try dumps.readings(.exported) == [])
  }

  @Test(
    "a second register never lands on the first one's, neither from the same dump nor from the next, until it is named")
  func secondRegister() throws {
    try dumps.decode([line("Q1", at, [1]), line("Q1", at, [10], register: "E2")], as: "a.txt")
    try dumps.decode([line("Q1", at, [20], register: "E3")], as: "b.txt")
    #expect(try codes() == ["a.txt|3|second-register", "b.txt|2|second-register"])
    #expect(try dumps.readings(.imported) == ["Q1|2025-04-01T10:00Z|1"])
    // Another direction is another register, and so is another meter.
    try dumps.decode(
      [line("Q1", at, [2], register: "B1", .exported), line("Q2", at, [3], register: "E2")], as: "c.txt")
    try alias("Q1/E2,Q1,consumption", "Q1/E3,Q1,")
    try dumps.decode([line("Q1", at, [1]), line("Q1", at, [10], register: "E2")], as: "a.txt")
    #expect(try dumps.readings(.consumption) == ["Q1|2025-04-01T10:00Z|10"])
    // Who names it says that it is the same energy, as after an exchange of the meter.
    try dumps.decode([line("Q1", at, [20], register: "E3")], as: "b.txt")
    #expect(try dumps.readings(.imported).first == "Q1|2025-04-01T10:00Z|20")
    #expect(try codes() == [])
  }

  @Test("two meters of a dump that are one in the registry do not mix within it")
  func twoMeters() throws {
    try alias("6001,Q1,", "6002,Q1,")
    try dumps.decode([line("6001", at, [1]), line("6002", at, [2])])
    #expect(try codes() == ["dump.txt|3|second-register"])
    try dumps.decode([line("6002", "2025-04-01T11:00:00Z", [2])], as: "next.txt")
    #expect(try dumps.readings(.imported).count == 2)
  }
}
