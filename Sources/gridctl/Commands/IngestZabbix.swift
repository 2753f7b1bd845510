import Database
import Grid
import Ingest

extension IngestCommand {
  /// Loads what is new of the items of a Zabbix database.
  func read(_ conninfo: String, _ request: IngestRequest, in session: Session) throws {
    let database = try session.database
    guard paths.isEmpty else { throw UsageFailure("'ingest' reads either dumps or --zabbix") }
    let load = { try ingestZabbix(conninfo, request, on: database) }
    let summary = try isRehearsal ? database.rehearsal(load) : load()
    for (item, reason) in summary.ignored { session.terminal.tell("[WARN_IGNORED] \(item): \(reason)") }
    for item in summary.items {
      let bad = item.badCount > 0 ? ", \(grouped(item.badCount)) of them no numbers" : ""
      let rejected = item.loaded.rejectedCount > 0 ? ", \(grouped(item.loaded.rejectedCount)) rejected" : ""
      session.terminal.summarize(
        "\(item.meter) \(item.register): \(counted(item.valueCount, "value")) of item \(item.itemid) read\(bad), "
          + "\(grouped(item.loaded.loadedCount)) loaded\(rejected)")
    }
    func sum(_ count: (ZabbixSummary.Item) -> Int) -> String { grouped(summary.items.reduce(0) { $0 + count($1) }) }
    session.summarize(
      "\(counted(summary.items.count, "item")) of Zabbix \(summary.version), \(sum(\.valueCount)) values read, "
        + "\(sum(\.loaded.loadedCount)) loaded, \(sum(\.loaded.rejectedCount)) rejected"
        + (isRehearsal ? ", nothing kept (--dry-run)" : ""))
    if !summary.ignored.isEmpty { session.status = .violations }
  }
}

extension OptionValues {
  /// Refuses a connection string with a password on the command line, where everybody reads it; the environment is one's own.
  func refuseTypedSecret(_ option: Option) throws {
    guard isTyped(option), let conninfo = text(option), Connection.carriesSecret(conninfo) == true else { return }
    throw UsageFailure(
      "--\(option.name) carries a password",
      hint: "Put it into ~/.pgpass or a service file; arguments are visible to everyone.")
  }
}
