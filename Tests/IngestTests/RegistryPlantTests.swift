import Database
import Grid
import Ingest
import Support
import Testing

@Suite struct RegistryPlantTests {
  let fixture = RegistryFixture()

  init() throws { try fixture.registry() }

  @Test("plants are added in successive rows, changed, and left alone when the file is imported again")
  func plants() throws {
    let file = """
      plant,supplier,community,from,to,max_w,min_w,meter
      P1,ERDRE,A,2025-01-01,2025-07-01,9000,500,M2
      P1,ERDRE,A,2025-07-01,,0,,M2
      P2,LOIRE,B,2025-01-01,,4000,,

      """
    #expect(try fixture.counts(.plants, file) == "3/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.plants, file) == "0/0/3")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.plants, file.replacingOccurrences(of: ",0,,M2", with: ",7000,100,M2")) == "0/1/2")
    #expect(
      try fixture.database.lines(
        """
        SELECT plant, supplier, community_id, meter_id, min_w, max_w, during FROM grid.plant ORDER BY plant, during
        """) == [
          "P1|ERDRE|1|2|500|9000|[2025-01-01,2025-07-01)", "P1|ERDRE|1|2|100|7000|[2025-07-01,)",
          "P2|LOIRE|2||0|4000|[2025-01-01,)",
        ])
    // A plant that went to another supplier: the old row ends, a new one begins.
    #expect(
      try fixture.counts(
        .plants,
        "plant,supplier,community,from,to,max_w\nP2,LOIRE,B,2025-01-01,2025-09-01,4000\nP2,ERDRE,B,2025-09-01,,4000\n"
      ) == "1/1/0")
    #expect(try fixture.database.violations() == [])
  }

  @Test("rows of one plant, or of one meter, that share a day are refused, both named")
  func overlaps() throws {
    #expect(
      try fixture.refusal(
        .plants,
        """
        plant,supplier,community,from,to,max_w,meter
        P1,S,A,2025-01-01,2025-07-01,9000,M1
        P1,S,A,2025-06-30,,9000,M1
        P2,S,B,2025-12-01,,1000,M1

        """) == [
          "plants.csv:3:4: overlapping-plant: plant P1 has one row at a time: P1 2025-01-01..2025-07-01 (line 2) and "
            + "P1 2025-06-30.. (line 3) overlap",
          "plants.csv:4:4: overlapping-plant-meter: meter M1 measures one plant at a time: P1 2025-06-30.. (line 3) and "
            + "P2 2025-12-01.. (line 4) overlap",
        ])
    try fixture.load(.plants, "plant,supplier,community,from,max_w,meter\nP1,S,A,2025-01-01,9000,M1\n")
    #expect(
      try fixture.refusal(
        .plants, "plant,supplier,community,from,max_w,meter\nP2,S,A,2025-02-01,1,M1\nP1,S,A,2026-01-01,1,\n")
        == [
          "plants.csv:2:4: overlapping-plant-meter: meter M1 measures one plant at a time: P1 2025-01-01.. (stored) and "
            + "P2 2025-02-01.. (line 2) overlap",
          "plants.csv:3:4: overlapping-plant: plant P1 has one row at a time: P1 2025-01-01.. (stored) and "
            + "P1 2026-01-01.. (line 3) overlap",
        ])
  }

  @Test("unknown codes, a least above the greatest power, and what is no power are refused")
  func badRows() throws {
    #expect(
      try fixture.refusal(
        .plants,
        """
        plant,supplier,community,from,to,max_w,min_w,meter
        P1,S,Z,2025-01-01,,9000,,M9
        P2,S,A,2025-01-01,,500,501,
        P3,S,A,2025-01-01,,-1,1.5,
        P4,,A,2025-01-01,2025-01-01,,,
        P5,S,A,2025-01-01,,1,,
        P5,S,A,2025-01-01,,2,,

        """) == [
          "plants.csv:2:3: unknown-community: there is no community 'Z'",
          "plants.csv:2:8: unknown-meter: there is no meter 'M9'",
          "plants.csv:3:7: min-above-max: min_w (501) is above max_w (500)",
          "plants.csv:4:6: invalid-number: max_w is not a whole number, zero or above",
          "plants.csv:4:7: invalid-number: min_w is not a whole number, zero or above",
          "plants.csv:5:2: missing-value: supplier is empty",
          "plants.csv:5:5: empty-range: to (2025-01-01) is not after from (2025-01-01); the last day is excluded",
          "plants.csv:5:6: missing-value: max_w is empty",
          "plants.csv:7:4: duplicate-row: plant P5 from 2025-01-01 is on line 6 already",
        ])
  }

  @Test("a community may be limited to nothing; shares and autarky are 80, 70 and net unless the file says otherwise")
  func communitySettings() throws {
    let settings = "SELECT limit_w, tense_percent, reopen_percent, autarky FROM grid.community WHERE community = 'A'"
    let header = "community,name,zone,limit_w,tense_percent,reopen_percent,autarky\n"
    #expect(try fixture.database.lines(settings) == ["|80.00|70.00|net"])
    #expect(try fixture.counts(.communities, header + "A,Alpha,Europe/Paris,0,90.5,60,strict\n") == "0/1/0")
    #expect(try fixture.database.lines(settings) == ["0|90.50|60.00|strict"])
    #expect(try fixture.counts(.communities, header + "A,Alpha,Europe/Paris,0,90.50,60.00,strict\n") == "0/0/1")
    // An optional column that is absent is an empty one.
    #expect(try fixture.counts(.communities, "community,name,zone\nA,Alpha,Europe/Paris\n") == "0/1/0")
    #expect(try fixture.database.lines(settings) == ["|80.00|70.00|net"])
    #expect(
      try fixture.refusal(
        .communities,
        header + "A,Alpha,UTC,-1,0,101,both\nB,Beta,UTC,,70,70.01,\nC,Gamma,UTC,,60,,\nD,Delta,UTC,,80.001,,\n") == [
          "communities.csv:2:4: invalid-number: limit_w is not a whole number, zero or above",
          "communities.csv:2:5: invalid-percent: tense_percent is not a percentage above 0, up to 100, with at most 2 decimals",
          "communities.csv:2:6: invalid-percent: reopen_percent is not a percentage above 0, up to 100, with at most 2 decimals",
          "communities.csv:2:7: unknown-autarky: autarky is none of strict, net",
          "communities.csv:3:6: reopen-above-tense: reopen_percent (70.01) is above tense_percent (70.00)",
          "communities.csv:4:6: reopen-above-tense: reopen_percent (70.00) is above tense_percent (60.00)",
          "communities.csv:5:5: invalid-percent: tense_percent is not a percentage above 0, up to 100, with at most 2 decimals",
        ])
  }
}
