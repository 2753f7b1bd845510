import Database
import Foundation
import Grid

/// A database of its own for a test suite, cloned from a migrated template on a private cluster of this test run.
public final class TestDatabase {
  public let connection: Connection
  public let conninfo: String
  private let name: String

  private static let server = TestServer()
  static let checks = Catalogue.names.filter { $0.hasPrefix("checks/") }

  public init() throws {
    name = "test_\(UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased())"
    conninfo = try TestDatabase.server.clone(as: name)
    connection = try Connection(conninfo)
  }

  /// A second connection to the same database.
  public func another() throws -> Connection { try Connection(conninfo) }

  /// A connection of the server's superuser, for what the role gridctl may not do.
  public func superuser() throws -> Connection {
    try Connection(conninfo.replacingOccurrences(of: "user=gridctl", with: "user=postgres"))
  }

  /// Runs SQL text: fixtures that need no file of the catalogue.
  public func script(_ sql: String) throws { _ = try connection.literal(sql) }

  /// Rows of SQL text as lines, columns joined by `|`, NULL as an empty field.
  public func lines(_ sql: String) throws -> [String] {
    try connection.literal(sql).map { row in row.texts.map { $0 ?? "" }.joined(separator: "|") }
  }
}

/// The cluster of a test process: made once, removed when the process ends.
final class TestServer: @unchecked Sendable {
  private let mutex = NSLock()
  private var cluster: Cluster?

  /// Copies the template and returns the conninfo of the copy.
  func clone(as name: String) throws -> String {
    mutex.lock()
    defer { mutex.unlock() }
    let cluster = try self.cluster ?? boot()
    let admin = try Connection(cluster.adminConninfo)
    _ = try admin.literal("CREATE DATABASE \(name) TEMPLATE gridctl OWNER gridctl STRATEGY file_copy")
    return cluster.conninfo.replacingOccurrences(of: "dbname=gridctl", with: "dbname=\(name)")
  }

  private func boot() throws -> Cluster {
    let home = "/tmp/gridctl-test-\(getpid())"
    let cluster = try Cluster(home: home)
    try cluster.initialize()
    // A cluster that is thrown away need not survive a power cut: copying the template then takes no checkpoint's time.
    let admin = try Connection(cluster.adminConninfo)
    _ = try admin.literal("ALTER SYSTEM SET fsync = off")
    _ = try admin.literal("SELECT pg_reload_conf()")
    _ = try Migrations.run(on: Connection(cluster.conninfo))
    self.cluster = cluster
    TestServer.home = home
    atexit {
      guard let home = TestServer.home else { return }
      try? Cluster(home: home).stop()
      try? FileManager.default.removeItem(atPath: home)
    }
    return cluster
  }

  nonisolated(unsafe) private static var home: String?
}

/// The folder of sample data that the environment names; nil, with a message, when it names none.
public let samples: String? = {
  guard let folder = ProcessInfo.processInfo.environment["GRIDCTL_SAMPLES"], !folder.isEmpty else {
    print("skipped: set GRIDCTL_SAMPLES to the folder of sample data to run the tests on real readings")
    return nil
  }
  return folder
}()

/// The repository's root.
public let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
