import CPostgreSQL
import Foundation
import Grid

/// The private PostgreSQL of one folder: Unix socket only, no TCP, data checksums, lz4.
///
/// The server's own superuser is `postgres`; gridctl works as the role `gridctl`, which owns the database and nothing else.
/// PostgreSQL refuses to run as root, so root's cluster belongs to the user that Debian's package makes.
public struct Cluster {
  /// The folder the user named.
  public let home: String
  /// Where the cluster lives: `home`, or a folder under `rootFolder` when root's home is closed to the server's user.
  public let folder: String
  /// The user the server runs as; nil: the caller.
  public let serverUser: String?

  static let rootServerUser = "postgres"

  /// Where root's clusters and sockets go that cannot be in their home.
  static let rootFolder = "/var/lib/gridctl-homes"

  public init(home: String) throws {
    let home = URL(fileURLWithPath: home).standardizedFileURL.path
    self.home = home
    try Cluster.requireFolders(above: home)
    // pg_ctl hands the socket's folder to a shell.
    guard !home.contains(where: { "'\"$`\\\n".contains($0) }) else {
      throw PlainFailure(.usage, "a home cannot have quotes, $, ` or \\ in its path", hint: "Name another with --home.")
    }
    guard geteuid() == 0 else {
      folder = home
      serverUser = nil
      return
    }
    guard getpwnam(Cluster.rootServerUser) != nil else {
      throw PlainFailure(
        .configuration, "PostgreSQL refuses to run as root, and there is no user '\(Cluster.rootServerUser)'",
        hint: "Install Debian's package postgresql, or run gridctl as another user.")
    }
    serverUser = Cluster.rootServerUser
    folder = Cluster.isOpen(home) ? home : "\(Cluster.rootFolder)/\(Cluster.shortName(of: home))"
  }

  var data: String { "\(folder)/data" }
  var log: String { "\(folder)/postgresql.log" }

  /// Folder of the socket; a socket's path has 107 bytes at most, so deep homes get a short one elsewhere.
  var socket: String {
    let inside = "\(folder)/socket"
    guard inside.utf8.count > 80 else { return inside }
    let name = "gridctl-\(Cluster.shortName(of: folder))"
    if serverUser != nil { return "\(Cluster.rootFolder)/\(name)" }
    return "\(ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"] ?? "/tmp")/\(name)"
  }

  /// What libpq needs to connect.
  public var conninfo: String { conninfo(role: "gridctl", database: "gridctl") }

  /// The server's superuser on its maintenance database.
  public var adminConninfo: String { conninfo(role: "postgres", database: "postgres") }

  func conninfo(role: String, database: String) -> String {
    let quoted = socket.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "'", with: "\\'")
    return "host='\(quoted)' dbname=\(database) user=\(role) application_name=gridctl connect_timeout=10"
  }

  public var exists: Bool { FileManager.default.fileExists(atPath: "\(data)/PG_VERSION") }

  public var isRunning: Bool { PQping(adminConninfo) == PQPING_OK }

  /// Makes the cluster and its database. Nothing is left behind when that fails.
  public func initialize() throws {
    guard !exists else {
      throw PlainFailure(.cannotCreate, "there is a database in \(home) already", hint: "Use 'gridctl db start'.")
    }
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard found.allSatisfy(Cluster.contents.contains) else {
      throw PlainFailure(
        .cannotCreate, "\(folder) holds other things than a database of gridctl",
        hint: "Name another folder with --home.")
    }
    try makeFolders()
    do {
      try run(
        "initdb",
        [
          "--pgdata", data, "--username=postgres", "--auth-local=trust", "--auth-host=reject", "--data-checksums",
          "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
        ])
      let settings = "\(data)/gridctl.conf"
      try Cluster.settings.write(toFile: settings, atomically: true, encoding: .utf8)
      try own(settings, mode: 0o600)
      let main = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(data)/postgresql.conf"))
      try main.seekToEnd()
      try main.write(contentsOf: Data("\ninclude 'gridctl.conf'\n".utf8))
      try main.close()
      try start()
      let server = try Connection(adminConninfo)
      try server.execute("CREATE ROLE gridctl LOGIN", name: "db init")
      try server.execute("CREATE DATABASE gridctl OWNER gridctl", name: "db init")
    } catch {
      try? stop()
      try? FileManager.default.removeItem(atPath: data)
      throw error
    }
  }

  /// Starts the server and waits until it answers; nothing when it runs already.
  public func start() throws {
    let guardFile = open("\(folder)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { close(guardFile) }
    flock(guardFile, LOCK_EX)
    guard !isRunning else { return }
    try makeFolders()
    try run("pg_ctl", ["--pgdata", data, "--wait", "--silent", "--log", log, "-o", "-k '\(socket)'", "start"])
  }

  /// Stops the server, open transactions rolled back.
  public func stop() throws {
    // By the process, not by the socket: a server whose socket was swept away must be stoppable too.
    guard FileManager.default.fileExists(atPath: "\(data)/postmaster.pid") else { return }
    try run("pg_ctl", ["--pgdata", data, "--wait", "--silent", "--mode=fast", "stop"])
  }

  private static let settings = """
    # Written by gridctl. Local socket only; the folder it is in belongs to the server's user alone.
    listen_addresses = ''
    default_toast_compression = lz4
    wal_compression = lz4
    shared_buffers = 256MB
    max_wal_size = 2GB
    # A new log file is written once, not twice: first with zeros.
    wal_init_zero = off
    # Nothing replicates this server: a month that a load begins is written once, to its table, not to the log as well.
    wal_level = minimal
    max_wal_senders = 0
    jit = off
    # No statement and no bound value goes into the log.
    log_min_error_statement = panic
    log_parameter_max_length_on_error = 0
    log_timezone = 'UTC'
    timezone = 'UTC'

    """

  /// What a home holds, and nothing else: a folder with other things in it is not taken over.
  private static let contents: Set<String> = ["data", "socket", "lock", "postgresql.log", "made-by-demo", "mail"]

  private func makeFolders() throws {
    for path in [folder, socket] {
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        throw PlainFailure(.cannotCreate, "cannot create \(path)", hint: "Name another folder with --home.")
      }
      try requireOwn(path)
      try own(path, mode: 0o700)
    }
  }

  /// Refuses a folder that is a link, or that a stranger made: whoever owns the socket's folder could be the server.
  private func requireOwn(_ path: String) throws {
    var status = stat()
    let server = serverUser.flatMap { getpwnam($0) }?.pointee.pw_uid
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid() || status.st_uid == server
    else {
      throw PlainFailure(
        .cannotCreate, "\(path) is a link or belongs to another user", hint: "Name another folder with --home.")
    }
  }

  private func own(_ path: String, mode: mode_t) throws {
    if let serverUser, let user = getpwnam(serverUser) {
      guard chown(path, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else {
        throw PlainFailure(.cannotCreate, "cannot give \(path) to the user \(serverUser)")
      }
    }
    chmod(path, mode)
  }

  /// Runs one of PostgreSQL's programs, as the server's user when we are root.
  private func run(_ program: String, _ arguments: [String]) throws {
    var words = [try Cluster.program(program)] + arguments
    if let serverUser {
      words =
        ["/usr/bin/setpriv", "--reuid", serverUser, "--regid", serverUser, "--init-groups", "--reset-env"] + words
    }
    let (status, output) = try runProgram(words[0], Array(words.dropFirst()))
    guard status == 0 else {
      throw PlainFailure(
        .unavailable, "\(program) failed with status \(status)", detail: output.oneLine,
        hint: "The server's log is \(log). Does 'gridctl db stop' and another try help?")
    }
  }

  /// The newest PostgreSQL from 15 on that Debian installed, or the one in `PATH`.
  static func program(_ name: String) throws -> String {
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? [])
      .compactMap { Int($0) }.filter { $0 >= 15 }.sorted(by: >)
    let folders =
      versions.map { "/usr/lib/postgresql/\($0)/bin" }
      + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for folder in folders where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
    throw PlainFailure(
      .configuration, "PostgreSQL's program \(name) is not installed",
      hint: "Run 'make setup', install the package postgresql, or name a database with --database.")
  }

  /// Refuses a home below something that is no folder.
  private static func requireFolders(above home: String) throws {
    var folder = URL(fileURLWithPath: home)
    while folder.path != "/" {
      var status = stat()
      if stat(folder.path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
        throw PlainFailure(
          .cannotCreate, "cannot create \(home): \(folder.path) is no folder", hint: "Name another folder with --home.")
      }
      folder.deleteLastPathComponent()
    }
  }

  /// Whether the server's user may enter the nearest existing folder of a path.
  private static func isOpen(_ path: String) -> Bool {
    guard let user = getpwnam(rootServerUser) else { return false }
    var folder = URL(fileURLWithPath: path)
    while folder.path != "/" {
      var status = stat()
      if stat(folder.path, &status) == 0 {
        let owned = status.st_uid == user.pointee.pw_uid
        if status.st_mode & (owned ? S_IXUSR : S_IXOTH) == 0 { return false }
      }
      folder.deleteLastPathComponent()
    }
    return true
  }

  /// Eight hexadecimal digits that stand for a path.
  private static func shortName(of path: String) -> String {
    let hash = path.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return String(UInt64(hash) + (1 << 32), radix: 16).dropFirst().description
  }
}
