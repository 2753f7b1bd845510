import Database
import Foundation
import Grid
import Ingest
import Support
import Testing

@testable import Simulate

@Suite struct FaultTests {
  /// A line of `truth.csv`.
  struct Truth {
    let file: String
    let line: String
    let kind: String
    let meter: String
    let instant: Instant
    let effect: String

    init(_ row: [String]) {
      (file, line, kind, meter, effect) = (row[0], row[1], row[2], row[3], row[5])
      instant = Instant(row[4])!
    }
  }

  static func load(_ world: World, _ summary: SimulationSummary) throws -> (TestDatabase, [IngestSummary]) {
    let database = try TestDatabase()
    for kind in [RegistryKind.communities, .customers, .meters, .tariffs, .contracts] {
      _ = try importRegistry(
        kind, file: world.folder.appendingPathComponent("\(kind.rawValue).csv").path, asOf: Instant(seconds: 0),
        on: database.connection)
    }
    let loaded = try summary.files.map { file in
      try ingest(
        world.folder.appendingPathComponent(file).path,
        IngestRequest(community: String(file.dropFirst(16).prefix(3)), asOf: Instant("2026-12-01T00:00:00Z")!),
        on: database.connection)
    }
    return (database, loaded)
  }

  @Test(
    "ingest rejects, repeats and replaces exactly what truth.csv says",
    arguments: [("2026-06-01", 15, "1"), ("2026-10-25", 5, "2"), ("2026-03-29", 60, "3")])
  func truth(day: String, interval: Int, seed: String) throws {
    let world = World()
    let summary = try simulate(
      simulation(day) {
        $0.communities = 2
        $0.houses = 60
        $0.dayCount = 2
        $0.intervalMinutes = interval
        $0.stepMinutes = 60
        $0.solarPercent = 20
        $0.batteryPercent = 20
        $0.faults = Set(FaultKind.allCases)
        $0.seed = UInt64(seed)!
      }, into: world.folder.path)
    let truth = try csv(world.folder.appendingPathComponent("truth.csv")).map(Truth.init)
    let kinds = ["gap", "spike", "duplicate", "conflict", "reset", "year-2000", "hour-ahead", "off-grid"]
    #expect(Set(truth.map(\.kind)) == Set(kinds))

    let (database, loaded) = try Self.load(world, summary)
    let kept = ["missing", "repeated", "replaced"]
    let told = truth.filter { !kept.contains($0.effect) }.map { "\($0.file)|\($0.line)|\($0.effect)" }.sorted()
    let found = try database.lines("SELECT file, line, code FROM ingest.reject JOIN ingest.batch USING (batch_id)")
    #expect(told == found.sorted() && told.count > 20)

    let count = { (effects: [String]) in truth.count { effects.contains($0.effect) } }
    let rejected = count(["above-limit", "negative", "outside-membership", "off-grid"])
    #expect(loaded.map(\.readCount).reduce(0, +) == Int(summary.readings))
    #expect(loaded.map(\.rejectedCount).reduce(0, +) == rejected)
    #expect(loaded.map(\.repeatedCount).reduce(0, +) == count(["repeated"]))
    #expect(loaded.map(\.conflictCount).reduce(0, +) == count(["conflicting-duplicate"]))
  }

  @Test("what is loaded of a dirty dump is what the clean one says, but for the missing readings")
  func clean() throws {
    let (dirty, clean) = (World(), World())
    let one = simulation {
      $0.communities = 1
      $0.houses = 80
      $0.faults = Set(FaultKind.allCases)
    }
    var other = one
    other.faults = []
    let summary = try simulate(one, into: dirty.folder.path)
    let rows = try csv(
      clean.folder.appendingPathComponent(try simulate(other, into: clean.folder.path).files[0]))
    let (database, _) = try Self.load(dirty, summary)
    let effects = ["missing", "above-limit", "negative", "outside-membership", "off-grid", "replaced"]
    let lost = Set(
      try csv(dirty.folder.appendingPathComponent("truth.csv")).map(Truth.init)
        .filter { effects.contains($0.effect) }.map { "\($0.meter)|\($0.instant)" })
    let expected = rows.map { "\($0[0])|\(Instant($0[1])!)|\($0[2])" }.filter { row in
      !lost.contains(row.split(separator: "|").prefix(2).joined(separator: "|"))
    }
    let stored = try database.lines(
      """
      SELECT meter, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), wh::bigint
      FROM grid.reading JOIN grid.meter USING (meter_id) WHERE register = \(Register.consumption.rawValue)
      """)
    #expect(stored.sorted() == expected.sorted() && !lost.isEmpty)
    #expect(try database.violations() == [])
  }

  @Test("a kind that is not asked for does not come")
  func kinds() throws {
    let world = World()
    let summary = try simulate(
      simulation {
        $0.houses = 60
        $0.faults = [.spikes]
      }, into: world.folder.path)
    let kinds = Set(try csv(world.folder.appendingPathComponent("truth.csv")).map { $0[2] })
    #expect(kinds == ["spike"] && summary.faults > 0)
  }
}
