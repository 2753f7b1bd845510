import Foundation
import Grid
import Support
import Testing

@Suite struct ExitStatusTests {
  /// A command line, the status it must end with and a part of what it must say.
  static let cases: [(line: String, status: Int32, says: String)] = [
    ("gridctl --version", 0, "gridctl 0."), ("gridctl help", 0, "bill run"),
    ("gridctl ingest --help", 0, "usage: gridctl ingest"),
    ("gridctl ingst x", 64, "Did you mean 'ingest'?"), ("gridctl bill", 64, "One of: bill run"),
    ("gridctl ingest", 64, "needs PATH"), ("gridctl ingest --comunity EC2 x", 64, "Did you mean '--community'?"),
    ("gridctl ingest --as-of 2025-04-01 x", 64, "Write it with its offset"),
    ("gridctl ingest --format nem12 --stamp start x", 64, "--stamp has no effect on nem12"),
    ("gridctl ingest --max-unpacked 0 x", 64, "is no size: '0'"),
    ("gridctl bill run --period 2025-13", 64, "is no period"), ("gridctl aggregate extra", 64, "takes no 'extra'"),
    ("gridctl ingest --database postgresql://u:s3cret@h/d x", 64, "carries a password"),
    ("gridctl ingest --database 'host=h password=s3cret' x", 64, "carries a password"),
    ("gridctl ingest --database 'host=h password = s3cret' x", 64, "carries a password"),
    ("gridctl ingest --database 'postgresql://h/d?pass%77ord=s3cret' x", 64, "carries a password"),
    ("gridctl ingest --database 'host=h user=u s3cret' x", 64, "no connection string"),
    ("echo foo,bar > w.csv; gridctl ingest w.csv", 65, "w.csv is of no form that is known"),
    ("printf 'community,name,zone\\nX,Y,Mars/Olympus\\n' > c.csv; gridctl import communities c.csv", 65, "c.csv:2:3: "),
    ("gridctl peaks --period 2025-04-06 --community EC4", 1, "neither limit_w nor a plant"),
    ("gridctl demand announce --demand D --partner NOBODY", 65, "there is no partner 'NOBODY'"),
    ("gridctl ingest nothing.csv", 66, "there is no file nothing.csv"),
    ("gridctl partner topup --partner GREEN --datapoints 1 --reference R", 66, "there is no partner 'GREEN'"),
    (
      "gridctl partner request --partner GREEN --product gossip --grain hour --period 2025-04 --output p", 64,
      "One of: production"
    ),
    ("gridctl partner export --output p", 64, "needs --due"),
    ("touch plain; gridctl partner export --due --output plain/p", 73, "cannot write into plain/p"),
    ("gridctl report household --meter NOBODY --day 2025-03-30", 66, "NOBODY"),
    ("mkdir none; gridctl ingest none", 66, "there is no dump in none"),
    ("gridctl aggregate --community NOPE", 66, "there is no community"),
    ("gridctl report usage --period 2025-04 --community NOPE", 66, "there is no community"),
    ("gridctl db status --home ''", 64, "--home is empty"),
    ("gridctl db init --home \"it's\"", 64, "cannot have quotes"),
    ("mkdir full; touch full/mine; gridctl db init --home full", 73, "holds other things"),
    ("gridctl bill issue --period 2025-04 --as-of 2999-01-01T00:00:00Z", 64, "is in the future"),
    ("gridctl sql no/such", 66, "there is no statement"), ("gridctl bill show F1999-000001", 66, "F1999-000001"),
    (
      "printf 'community,key,from\\nEC4,dynamic,2025-04-01\\n' > k.csv; gridctl import keys k.csv; gridctl allocate", 1,
      "EC4 2025-04-01: "
    ),
    (
      "printf 'community,meter,from,coefficient\\nEC2,M125,2025-04-01,0.9\\n' > s.csv; gridctl import shares s.csv", 65,
      "add up to 0.900000 from 2025-04-01"
    ),
    (
      "gridctl aggregate --redo --quiet --period 2025-04; gridctl allocate export --period 2025-04 --community EC2 --output -",
      66,
      "not allocated in full on 2025-04-01 and 29 more days"
    ),
    ("gridctl runs list --database 'host=/nowhere dbname=x'", 69, "cannot be reached"),
    ("gridctl report management --period 2025-04 --output /nowhere/m.xlsx", 73, "/nowhere/m.xlsx"),
    ("touch plain; gridctl db init --home plain/home", 73, "cannot create"),
    ("head -c 3000 Examples/20250501T040000_EC2.csv.gz > t.csv.gz; gridctl ingest t.csv.gz", 74, "damaged or cut off"),
    ("gridctl bill list > /dev/full", 74, "cannot write to standard output"),
    ("gridctl sql > /dev/full", 74, "No space left"),
    ("gridctl runs list --home /tmp/gc-none", 78, "Run 'gridctl db init'"),
    (
      "gridctl db psql -- -qc 'DELETE FROM ops.migration WHERE version = (SELECT max(version) FROM ops.migration)'; gridctl check",
      78,
      "Run 'gridctl db migrate'"
    ),
    ("gridctl db psql -- -qc \"INSERT INTO ops.migration VALUES (99, 'x', 1)\"; gridctl check", 78, "newer gridctl"),
    (
      "gridctl db psql -- -qc 'UPDATE aggregate.community_day SET import_wh = 1 WHERE day = (SELECT min(day) FROM aggregate.community_day)'; gridctl check",
      1, "violations"
    ),
  ]

  @Test("a command line ends with the status of the manual and says why", arguments: cases.indices)
  func status(index: Int) throws {
    let (line, status, says) = Self.cases[index]
    let needsDatabase = !line.contains("--version") && !line.contains("help")
    let place = try Workplace(isLoaded: needsDatabase)
    let (found, output) = try place.run(line)
    #expect(found == status, "\(line)\n\(output)")
    #expect(output.contains(says), "\(line)\n\(output)")
    #expect(!output.contains("s3cret"))
  }

  @Test("every status but that of a bug, and that of a lock, which CrontabTests take, is among the cases")
  func complete() {
    let tried = Set(Self.cases.map(\.status)).union([ExitStatus.busy.rawValue, ExitStatus.bug.rawValue])
    #expect(tried == Set(ExitStatus.allCases.map(\.rawValue)))
  }

  @Test("the result is on stdout, what the run says of itself on stderr")
  func streams() throws {
    let place = try Workplace()
    let (status, output, errors) = try place.runApart(
      "gridctl report household --meter M133 --day 2025-03-30 --output -")
    #expect(status == 0)
    #expect(output.hasPrefix("Hour,Used kWh,") && output.split(separator: "\n").count == 24)
    #expect(errors.hasPrefix("report household: 23 hours") && errors.split(separator: "\n").count == 1)
    let failed = try place.runApart("gridctl ingest nothing.csv")
    #expect(failed.output == "" && failed.errors.hasPrefix("gridctl: there is no file nothing.csv"))
  }

  @Test("the ledger keeps how a run ended, good or bad")
  func ledger() throws {
    let place = try Workplace()
    _ = try place.run("gridctl ingest nothing.csv; gridctl aggregate")
    let (_, output) = try place.run(
      "gridctl db psql -- -Atc \"SELECT command, status, summary FROM ops.run ORDER BY run_id DESC LIMIT 2\"")
    #expect(
      output == "aggregate|0|0 meter days, 0 community days of 0 communities\ningest|66|there is no file nothing.csv\n")
  }

  @Test("a run that was refused after its start is in the ledger with its status, but a wrong command line is not")
  func refused() throws {
    let place = try Workplace()
    _ = try place.run(
      "printf 'community,name,zone\\nX,Y,Mars/Olympus\\n' > c.csv; gridctl import communities c.csv; gridctl ingst x")
    let last = try place.succeed(
      "gridctl db psql -- -Atc \"SELECT command, status, ended_at >= started_at FROM ops.run ORDER BY run_id DESC LIMIT 1\""
    )
    #expect(last == "import|65|t\n")
  }

  @Test("the same binary works on another PostgreSQL, named by an option or by libpq's variables")
  func otherDatabase() throws {
    let database = try TestDatabase()
    let place = try Workplace(isLoaded: false)
    let line =
      "gridctl import sellers Examples/sellers.csv && gridctl import communities Examples/communities.csv && gridctl db status"
    let (status, output) = try place.run(line, environment: ["GRIDCTL_DATABASE": database.conninfo])
    #expect(status == 0)
    #expect(output.contains("2 added") && output.contains("another PostgreSQL: running"))
    let settings = database.conninfo.split(separator: " ").reduce(into: [String: String]()) { settings, word in
      let parts = word.replacingOccurrences(of: "'", with: "").split(separator: "=").map(String.init)
      settings[parts[0]] = parts[1]
    }
    let again = try place.run(
      line, environment: ["PGHOST": settings["host"]!, "PGDATABASE": settings["dbname"]!, "PGUSER": settings["user"]!])
    #expect(again.status == 0 && again.output.contains("2 unchanged"))
  }
}
