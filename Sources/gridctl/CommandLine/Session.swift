import Database
import Documents
import Foundation
import Grid

/// One run of a command: its clock, its database, its voice.
final class Session {
  let terminal: Terminal
  let values: OptionValues
  let startedAt = Instant(seconds: Int64(Date().timeIntervalSince1970))
  /// The clock of the run: `--as-of`, else now.
  let asOf: Instant
  /// Of what people read.
  let language: PrintLanguage
  /// How the run ends when nothing is thrown.
  var status: ExitStatus = .done
  private(set) var summary: String?
  private var opened: Connection?
  /// The run in the ledger, once the database is open.
  private(set) var runID: Int64?
  private let started = DispatchTime.now()

  init(_ values: OptionValues) throws {
    self.values = values
    terminal = Terminal(isQuiet: values.has(.quiet))
    asOf = try values.instant(.asOf) ?? startedAt
    language = try values.choice(.language) ?? .en
  }

  /// Milliseconds since the run began.
  var elapsed: Int64 { Int64((DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1_000_000) }

  /// Says what the run did, and keeps it for the ledger.
  func summarize(_ text: String) {
    summary = text
    terminal.summarize("\(values.command.name): \(text), \(seconds(elapsed))")
  }

  /// The database, its schema checked; opened, and the run entered into the ledger, at first use.
  var database: Connection {
    get throws {
      if let opened { return opened }
      let connection = try Connection(conninfo)
      try Migrations.require(on: connection)
      opened = connection
      if values.command.isRecorded {
        runID = try connection.query(
          "ops/start_run", values.command.name, values.operands, asOf, startedAt,
          ProcessInfo.processInfo.hostName, gridctlVersion)[0].int64("run_id")
      }
      return connection
    }
  }

  /// Writes the end of the run into the ledger. A database that is gone is not another failure.
  func close(status: ExitStatus, message: String?) {
    guard let opened, let runID else { return }
    _ = try? opened.query("ops/end_run", runID, Int(status.rawValue), message ?? summary)
  }

  /// The embedded cluster of this run's home.
  var cluster: Cluster {
    get throws {
      let fallback =
        geteuid() == 0
        ? "/var/lib/gridctl" : FileManager.default.homeDirectoryForCurrentUser.path + "/.local/share/gridctl"
      let home = values.text(.home) ?? fallback
      guard !home.isEmpty else { throw UsageFailure("--home is empty", hint: "Is a variable unset?") }
      return try Cluster(home: home)
    }
  }

  /// Whether the user named a database of their own.
  var usesOtherDatabase: Bool {
    let environment = ProcessInfo.processInfo.environment
    return values.has(.database)
      || ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"].contains { environment[$0] != nil }
  }

  /// How to reach the database; the embedded one is started when it sleeps.
  var conninfo: String {
    get throws {
      guard !usesOtherDatabase else {
        let text = values.text(.database) ?? ""
        switch Connection.carriesSecret(text) {
        case false?: return text
        case true?:
          throw UsageFailure(
            "--database carries a password", hint: "Put it into ~/.pgpass; arguments are visible to everyone.")
        case nil:
          throw UsageFailure(
            "--database is no connection string of libpq", hint: "Write it as 'host=… dbname=… user=…' or as a URI.")
        }
      }
      let cluster = try cluster
      guard cluster.exists else {
        throw PlainFailure(
          .configuration, "there is no database in \(cluster.home)",
          hint: "Run 'gridctl db init', or name another PostgreSQL with --database.")
      }
      try cluster.start()
      return cluster.conninfo
    }
  }

  /// The community of `--community`, which must be there; nil: all.
  func community() throws -> String? {
    guard let code = values.text(.community) else { return nil }
    guard try !database.query("ingest/community", code).isEmpty else {
      throw PlainFailure(
        .noInput, "there is no community '\(code)'", hint: "Import it with 'gridctl import communities'.")
    }
    return code
  }

  /// The period of `--period`; its words count from the clock of the run, in the community's zone.
  func period(_ option: Option = .period, community: String?) throws -> Period {
    let text = try values.required(option)
    guard let period = try Period(text, today: today(in: community)) else {
      throw UsageFailure("--\(option.name) is no period: '\(text)'", hint: Option.period.help)
    }
    return period
  }

  /// The local day of the run's clock in a community's zone; nil: that of most communities.
  func today(in community: String?) throws -> LocalDay {
    try database.query("ops/today", asOf, community)[0].day("today")!
  }
}
