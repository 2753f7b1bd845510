import Foundation
import Support

/// A scratch folder with the examples, and a shell in which `gridctl` is the binary of this build.
final class Workplace: Sendable {
  let folder: String
  let home: String

  /// The binary stands beside the bundle of the tests.
  static let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path

  /// A home in which the demo ran, stopped: copied for each workplace that wants one.
  private static let loaded: Workplace = {
    let place = try! Workplace(isLoaded: false)
    let (status, output) = try! place.run("gridctl demo && gridctl db stop")
    precondition(status == 0, output)
    return place
  }()

  /// What the demo said when the loaded home was made.
  static func demoOutput() throws -> String {
    let place = try Workplace(isLoaded: false)
    let (status, output) = try place.run("gridctl demo")
    precondition(status == 0, output)
    return output
  }

  init(isLoaded: Bool = true) throws {
    folder = "/tmp/gc-\(UUID().uuidString.prefix(8).lowercased())"
    home = "\(folder)/home"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try run("cp -r '\(repository)/Examples' .")
    if isLoaded { _ = try run("cp -a '\(Self.loaded.home)' home") }
    Self.remember(folder)
  }

  deinit { Self.clean(folder) }

  /// Runs a line of shell here; output is stdout and stderr as they came.
  ///
  /// Not Foundation's `Process`: it waits for the server that a command leaves running.
  func run(_ line: String, environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
    let file = "\(folder)/.output-\(UUID().uuidString)"
    defer { unlink(file) }
    var settings = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("GRIDCTL_")
    }
    settings["GRIDCTL_HOME"] = home
    settings["PATH"] = "\(Self.binaries):\(settings["PATH"] ?? "/usr/bin:/bin")"
    settings["TZ"] = "America/New_York"
    settings.merge(environment) { $1 }
    let status = Self.shell(
      ["-c", "cd '\(folder)' && { \(line)\n} > '\(file)' 2>&1 < /dev/null"],
      settings.map { "\($0.key)=\($0.value)" })
    let output = (try? String(decoding: Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)) ?? ""
    return (status, output)
  }

  private static let lock = NSLock()
  nonisolated(unsafe) private static var folders: Set<String> = []

  /// Folders that are still there when the tests end are removed then.
  private static func remember(_ folder: String) {
    lock.withLock {
      if folders.isEmpty { atexit { for folder in Workplace.folders { Workplace.stop(folder) } } }
      folders.insert(folder)
    }
  }

  private static func clean(_ folder: String) {
    stop(folder)
    lock.withLock { _ = folders.remove(folder) }
  }

  /// Ends every server below a folder and removes it.
  private static func stop(_ folder: String) {
    let script = """
      for pid in "$1"/*/data/postmaster.pid; do [ -f "$pid" ] && kill -QUIT "$(head -1 "$pid")"; done; rm -rf "$1"
      """
    _ = shell(["-c", script, "sh", folder], [])
  }

  /// Runs the shell and returns its exit status.
  private static func shell(_ arguments: [String], _ environment: [String]) -> Int32 {
    func strings(_ list: [String]) -> [UnsafeMutablePointer<CChar>?] {
      list.map { (text: String) -> UnsafeMutablePointer<CChar>? in strdup(text) } + [nil]
    }
    var words = strings(["/bin/sh"] + arguments)
    var variables = strings(environment)
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let spawned = posix_spawn(&child, "/bin/sh", nil, nil, &words, &variables)
    precondition(spawned == 0, "no shell")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return (status >> 8) & 0xFF
  }
}
