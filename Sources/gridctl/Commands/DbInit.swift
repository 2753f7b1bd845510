import Database
import Foundation

/// `gridctl db init`: makes the embedded PostgreSQL of a folder and migrates it.
struct DbInit: Command {
  static let name = "db init"
  static let summary = "Make the embedded database of a folder."
  static let isRecorded = false

  init(_ values: OptionValues) {}

  func run(in session: Session) throws {
    let cluster = try session.cluster
    if let user = cluster.serverUser {
      session.terminal.summarize("db init: PostgreSQL refuses root, so the server runs as the user '\(user)'")
    }
    if cluster.folder != cluster.home {
      session.terminal.summarize(
        "db init: '\(cluster.serverUser ?? "")' may not enter \(cluster.home), the data is in \(cluster.folder)")
    }
    try cluster.initialize()
    let names = try Migrations.run(on: Connection(cluster.conninfo))
    session.summarize("database ready in \(cluster.home), \(counted(names.count, "migration")) applied")
  }

  /// Removes a stopped database and its home.
  static func remove(home: String) throws {
    let cluster = try Cluster(home: home)
    for folder in Set([cluster.home, cluster.folder]) where FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder)
    }
  }
}
