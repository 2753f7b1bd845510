import Support
import Testing

/// Under `--quiet` cron has nothing to mail when all went well: stderr is empty, and stdout too unless it is the result.
@Suite struct QuietTests {
  @Test(
    "a run that did its work says nothing",
    arguments: [
      "gridctl db init --quiet --home fresh", "gridctl db start --quiet", "gridctl db stop --quiet",
      "gridctl db migrate --quiet", "gridctl import --quiet meters Examples/meters.csv",
      "gridctl ingest --quiet Examples/2025*", "cat Examples/2025*.csv | gridctl ingest --quiet -",
      "gridctl aggregate --quiet --redo --period 2025-04-15", "gridctl bill run --quiet --period 2025-04",
      "gridctl report management --quiet --period 2025-04", "gridctl check --quiet",
      "gridctl report household --quiet --meter M133 --day 2025-03-30",
    ])
  func silent(line: String) throws {
    let (status, output) = try Workplace().run(line)
    #expect(status == 0)
    #expect(output == "")
  }

  @Test(
    "a run whose result is on stdout says nothing else",
    arguments: [
      "rejects list", "bill list", "bill show F2025-000001", "report usage --period 2025-04", "runs list", "sql",
      "db status",
    ])
  func result(command: String) throws {
    let (status, output, errors) = try Workplace().runApart("gridctl db start --quiet && gridctl \(command) --quiet")
    #expect(status == 0)
    #expect(output != "" && errors == "", "\(errors)")
  }

  @Test("a failure is told all the same, and so is a broken rule, alone")
  func failure() throws {
    let place = try Workplace()
    #expect(try place.run("gridctl ingest --quiet nothing.csv").output == "gridctl: there is no file nothing.csv\n")
    let (status, output) = try place.run(
      "gridctl db psql -- -qc 'UPDATE aggregate.community_day SET import_wh = 1'; gridctl check --quiet")
    #expect(status == 1)
    #expect(output.contains("community_day_equals_its_members: ") && !output.contains(": ok"))
  }
}
