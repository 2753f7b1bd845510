import Foundation
import Support
import Testing

@Suite struct EmsSyncTests {
  @Test("a site is taken over by option, by environment and in another schema, and a bad device is a line on stderr")
  func site() throws {
    let place = try Workplace()
    let site = try ELFESite(schema: "elfe")
    try site.device(1)
    try site.heater(1)
    try site.device(2)
    let line = "gridctl ems sync --community EC2 --schema elfe --as-of 2025-04-24T12:14:30Z"
    let tried = try place.runApart("\(line) --dry-run", environment: ["GRIDCTL_COORDINATION": site.conninfo])
    #expect(tried.status == 0 && tried.output == "")
    #expect(
      tried.errors.hasPrefix(
        "[WARN_IGNORED] ELFE-2: it is piloted, but in none of the tables of wishes\n"
          + "ems sync: 1 device of EC2 piloted, 1 added, 0 changed, 0 released, 1 ignored, nothing kept (--dry-run)"))
    let typed = try place.succeed("\(line) --coordination \"\(site.conninfo)\"")
    #expect(typed.contains("1 device of EC2 piloted, 1 added"))
    let again = try place.succeed(line, environment: ["GRIDCTL_COORDINATION": site.conninfo])
    #expect(again.contains("1 device of EC2 piloted, 0 added, 0 changed"))
    let quiet = try place.run(
      "\(line) --quiet --coordination \"\(site.conninfo)\" --community EC4", environment: [:])
    #expect(
      quiet.status == 0 && quiet.output == "[WARN_IGNORED] ELFE-2: it is piloted, but in none of the tables of wishes\n"
    )
  }

  /// A line, what its environment says, its status and a part of what it says.
  static let cases: [(String, String?, Int32, String)] = [
    ("--community EC2", nil, 64, "needs --coordination"),
    ("--coordination 'host=/nowhere'", nil, 64, "needs --community"),
    ("--community EC2 --coordination 'host=h password=s3cret'", nil, 64, "--coordination carries a password"),
    ("--community EC2 --coordination postgresql://u:s3cret@h/d", nil, 64, "--coordination carries a password"),
    ("--community EC2", "host=/nowhere password=s3cret dbname=d", 69, "cannot be reached"),
    ("--community EC2", "host=/nowhere s3cret", 78, "none that libpq can read"),
    ("--community EC2 --coordination service=s3cret", nil, 69, "there is no such service"),
    ("--community EC2 --coordination 'host=/nowhere'", nil, 69, "There is no earlier plan of EC2."),
    ("--community EC9 --coordination 'host=/nowhere'", nil, 66, "there is no community 'EC9'"),
    ("--community EC2 --coordination 'host=/nowhere' --clock gmt", nil, 64, "One of: local, utc."),
  ]

  @Test("what fails says so with its status, and never shows a password", arguments: cases.indices)
  func failures(index: Int) throws {
    let (options, variable, status, says) = Self.cases[index]
    let place = try Workplace()
    let environment = variable.map { ["GRIDCTL_COORDINATION": $0] } ?? [:]
    let found = try place.run("gridctl ems sync \(options)", environment: environment)
    #expect(found.status == status && found.output.contains(says), "\(found.output)")
    #expect(!found.output.contains("s3cret"))
    let ledger = try place.succeed("gridctl db psql -- -Atc 'SELECT r::text FROM ops.run AS r'")
    #expect(!ledger.contains("s3cret"))
  }
}
