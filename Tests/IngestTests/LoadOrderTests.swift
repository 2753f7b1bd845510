import Decode
import Foundation
import Grid
import Support
import Testing

@testable import Ingest

/// Neither the order of loading nor memory shows in what decoded dumps leave behind.
@Suite final class LoadOrderTests {
  let dumps: DumpFixture

  init() throws { dumps = try DumpFixture() }
  deinit { dumps.remove() }

  private static let words = [
    Quality.actual, Quality(.estimated, raw: "E52"), Quality(.substituted, raw: "S14"), Quality(.final, raw: "F55"),
    Quality(.unknown, raw: "x"), Quality(.edited),
  ]

  /// Random runs of three meters on two days: finer and equal intervals, versions, qualities, some of them bad.
  private func dump(_ generator: inout SplitMix) -> [String] {
    (0..<25).map { _ in
      let meter = ["Q1", "Q2", "M1", "N1"].randomElement(using: &generator)!
      let interval = [300, 900, 900, 180].randomElement(using: &generator)! as Int32
      // Around midnight of Paris, where M1 moves to another community.
      let start = 1_744_149_600 + 86_400 - 3600 + Int64.random(in: 0..<8, using: &generator) * 900
      let count = Int.random(in: 1...8, using: &generator)
      let values = (0..<count).map { _ in
        Int.random(in: 0..<6, using: &generator) == 0 ? nil : Int64.random(in: -1...9, using: &generator) * 500
      }
      let qualities =
        Bool.random(using: &generator)
        ? [.actual] : (0..<count).map { _ in LoadOrderTests.words.randomElement(using: &generator)! }
      return line(
        meter, Instant(seconds: start).description, values, every: interval, .imported, .energy(milliWh: 1),
        version: Int64.random(in: 0...2, using: &generator), qualities: qualities)
    }
  }

  private func tables(_ dumps: DumpFixture) throws -> [String] {
    try dumps.blocks()
      + dumps.database.lines(
        """
        SELECT community_id, meter_id, register, day, batch_id, exponent, wh,
               (SELECT string_agg(grade || raw, ',' ORDER BY i)
                FROM unnest(p.quality) WITH ORDINALITY AS e (code, i) JOIN grid.quality AS q USING (code))
        FROM grid.block_part AS p ORDER BY 1, 2, 3, 4, 5
        """)
      + dumps.database.lines("SELECT * FROM ingest.reject ORDER BY batch_id, number")
      + dumps.database.lines(
        """
        SELECT batch_id, file, received_at, format, layout, read_count, loaded_count, rejected_count, repeated_count,
               conflict_count, passed_count
        FROM ingest.batch ORDER BY 1
        """)
      + dumps.database.lines("SELECT community_id, meter_id, day FROM ops.stale_day ORDER BY 1, 2, 3")
      + dumps.database.lines("SELECT * FROM ingest.channel ORDER BY 1, 2, 3")
  }

  @Test(
    "any order of the same dumps gives the same tables, in a tiny memory too, and loading them again nothing",
    arguments: 1...8 as ClosedRange<UInt64>)
  func order(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let other = try DumpFixture()
    defer { other.remove() }
    let contents = (1...4).map { day in (name: "2025050\(day)T000000.txt", lines: dump(&generator)) }
    for (name, lines) in contents { try dumps.decode(lines, as: name) }
    for (name, lines) in contents.shuffled(using: &generator) { try other.decode(lines, as: name, byteLimit: 300) }
    let expected = try tables(dumps)
    #expect(try tables(other) == expected)
    for (name, lines) in contents { #expect(try dumps.decode(lines, as: name).sameAs == name) }
    #expect(try tables(dumps) == expected)
    #expect(try dumps.database.lines("SELECT count(*) > 0 FROM grid.interval_block WHERE quality IS NOT NULL") == ["t"])
  }

  @Test("blocks are what a slow computation makes of the same lines", arguments: 11...18 as ClosedRange<UInt64>)
  func slowly(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let lines = dump(&generator).filter { $0.contains(" 900 ") }
    try dumps.decode(lines)
    // The winner of each meter and instant, in mWh.
    var winners: [String: (version: Int64, value: Int64, quality: Quality)] = [:]
    for text in lines {
      let reading = try #require(StoredReading(text))
      guard case .intervals(let start, let interval, let version, let values, let qualities) = reading.values,
        reading.channel.meter != "N1"
      else { continue }
      for (at, value) in values.enumerated() where value >= 0 {
        let key = "\(reading.channel.meter)|\(start + Int64(at) * Int64(interval))"
        if let winner = winners[key], winner.version > version { continue }
        winners[key] = (version, value, qualities.count == 1 ? qualities[0] : qualities[at])
      }
    }
    #expect(
      try dumps.database.lines(
        """
        SELECT meter, extract(epoch FROM starts_at)::bigint, (wh * 1000)::bigint, quality
        FROM grid.reading JOIN grid.meter USING (meter_id) ORDER BY meter COLLATE "C", 2
        """)
        == winners.sorted { $0.key < $1.key }.map { "\($0.key)|\($0.value.value)|\($0.value.quality.grade.rawValue)" })
    #expect(try dumps.database.violations() == [])
  }

  @Test("a later dump's actual value replaces an estimate without being a revision")
  func estimates() throws {
    let at = "2025-04-01T10:00:00Z"
    try dumps.decode([line("Q1", at, [1, 2], qualities: [Quality(.estimated)])], as: "20250402T000000.txt")
    try dumps.decode([line("Q1", at, [3])], as: "20250403T000000.txt")
    #expect(
      try dumps.database.lines("SELECT wh, quality, revision FROM grid.reading ORDER BY starts_at")
        == ["3|A|1", "2|E|1"])
  }
}
