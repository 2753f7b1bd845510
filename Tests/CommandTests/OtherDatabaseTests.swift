import Support
import Testing

/// The whole pipe on a database that gridctl did not make: empty, owned by an ordinary role, named from outside.
@Suite struct OtherDatabaseTests {
  @Test("an empty PostgreSQL becomes, by the same commands, the same community", arguments: [true, false])
  func pipe(isNamedByOption: Bool) throws {
    let place = try Workplace()
    let embedded = try place.succeed("gridctl report usage --quiet --period 2025-04 --as-of 2025-05-05T06:00:00+02:00")
    _ = try place.succeed(
      "psql -qc 'CREATE DATABASE other OWNER gridctl' \"host=\(place.home)/socket user=postgres dbname=postgres\"")
    // No home is given: the embedded database could not be found.
    var environment = ["GRIDCTL_HOME": "\(place.folder)/none"]
    var option = ""
    if isNamedByOption {
      option = "--database 'host=\(place.home)/socket dbname=other user=gridctl'"
    } else {
      environment.merge(["PGHOST": "\(place.home)/socket", "PGDATABASE": "other", "PGUSER": "gridctl"]) { $1 }
    }
    func gridctl(_ words: String) throws -> (status: Int32, output: String) {
      try place.run("gridctl \(words) \(option)", environment: environment)
    }
    #expect(try gridctl("db status").status == 1)
    let early = try gridctl("ingest Examples/20250401T040000_EC2.csv.gz")
    #expect(early.status == 78 && early.output.contains("Run 'gridctl db migrate'"))
    let migrated = try gridctl("db migrate")
    #expect(migrated.status == 0 && migrated.output.contains("migrations applied"), "\(migrated.output)")
    for kind in ["sellers", "communities", "customers", "meters", "tariffs", "contracts"] {
      let (status, output) = try gridctl("import \(kind) Examples/\(kind).csv")
      #expect(status == 0, "\(output)")
    }
    // Every dump in one run, each community's by the name of its meters.
    let ingested = try gridctl("ingest --community EC2 Examples/2025*EC2*")
    #expect(ingested.status == 0, "\(ingested.output)")
    #expect(try gridctl("ingest Examples/20250407T040000_EC4.csv.gz --quiet").output == "")
    #expect(try gridctl("aggregate --quiet").output == "")
    let usage = try gridctl("report usage --quiet --period 2025-04 --as-of 2025-05-05T06:00:00+02:00")
    #expect(usage.output == embedded)
    #expect(try gridctl("check --quiet").status == 0)
    #expect(try gridctl("db status").output.hasPrefix("another PostgreSQL: running, schema "))
  }
}
