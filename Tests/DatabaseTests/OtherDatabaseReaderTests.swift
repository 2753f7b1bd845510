import Grid
import Support
import Testing

@testable import Database

@Suite struct OtherDatabaseReaderTests {
  @Test("a connection to somebody else's database answers, reads one state and writes nothing")
  func reader() throws {
    let database = try TestDatabase()
    let reader = try Connection.reader(database.conninfo, label: "it")
    #expect(throws: DatabaseFailure.self) { _ = try reader.literal("CREATE TABLE t (a int)") }
    try database.script("CREATE TABLE t (a int)")
    let counts = try reader.snapshot {
      let before = try reader.literal("SELECT count(*) AS n FROM t")[0].int("n")
      try database.script("INSERT INTO t VALUES (1)")
      return [before, try reader.literal("SELECT count(*) AS n FROM t")[0].int("n")]
    }
    #expect(counts == [0, 0])
    #expect(try reader.literal("SELECT count(*) AS n FROM t")[0].int("n") == 1)
    #expect(try reader.literal("SHOW statement_timeout")[0].texts == ["1min"])
  }

  @Test("why a connection failed is told in words that hold nothing of the connection string")
  func reasons() throws {
    let said = [
      "connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running?":
        "connection refused",
      "could not translate host name \"s3cret@h\" to address: Name or service not known": "the host is not known",
      "FATAL:  password authentication failed for user \"s3cret\"": "password authentication failed",
      "FATAL:  role \"s3cret\" does not exist": "the user cannot connect",
      "FATAL:  database \"s3cret\" does not exist": "there is no such database, or it takes nobody in",
      "FATAL:  authentification par mot de passe échouée pour s3cret":
        "libpq gives another reason; try the same with psql",
    ]
    for (text, reason) in said { #expect(Connection.reason(text) == reason) }
    let database = try TestDatabase()
    do {
      _ = try Connection.reader(
        database.conninfo.replacing(#/dbname='?\w+'?/#, with: "dbname=s3cret"), label: "the other database")
      Issue.record("there is such a database")
    } catch let failure as PlainFailure {
      #expect(failure.status == .unavailable && failure.message == "the other database cannot be reached")
      #expect(failure.detail == "there is no such database, or it takes nobody in")
    }
  }
}
