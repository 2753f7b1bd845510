import Foundation

/// A scratch folder with the examples, and a shell in which `gridctl` is the binary of this build.
public final class Workplace: Sendable {
  public let folder: String
  public let home: String

  /// The binary stands beside the bundle of the tests.
  public static let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path

  /// A home in which the demo ran, stopped: copied for each workplace that wants one.
  ///
  /// A result, not a value: a demo that fails is a failed test that says why, not the end of the test run.
  private static let loaded = Result {
    let place = try Workplace(isLoaded: false)
    _ = try place.succeed("gridctl demo && gridctl db stop")
    return place
  }

  /// What the demo says.
  public static func demoOutput() throws -> String {
    try Workplace(isLoaded: false).succeed("gridctl demo")
  }

  /// A command that the test stands on ended with another status than 0.
  public struct Broken: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
  }

  public init(isLoaded: Bool = true) throws {
    folder = "/tmp/gc-\(UUID().uuidString.prefix(8).lowercased())"
    home = "\(folder)/home"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    Self.remember(folder)
    _ = try succeed("cp -r '\(repository)/Examples' .")
    if isLoaded { _ = try succeed("cp -a '\(Self.loaded.get().home)' home") }
  }

  deinit { Self.clean(folder) }

  /// Runs a line of shell here; output is stdout and stderr as they came.
  ///
  /// Not Foundation's `Process`: it waits for the server that a command leaves running.
  public func run(_ line: String, environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
    let (status, output, _) = try capture(line, environment, isMerged: true)
    return (status, output)
  }

  /// The same with stdout and stderr apart.
  public func runApart(
    _ line: String, environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String) {
    try capture(line, environment, isMerged: false)
  }

  /// The same for a line that must succeed; returns what it printed.
  public func succeed(_ line: String, environment: [String: String] = [:]) throws -> String {
    let (status, output) = try run(line, environment: environment)
    guard status == 0 else { throw Broken("'\(line)' ended with \(status):\n\(output)") }
    return output
  }

  private func capture(
    _ line: String, _ environment: [String: String], isMerged: Bool
  ) throws -> (status: Int32, output: String, errors: String) {
    let file = "\(folder)/.output-\(UUID().uuidString)"
    defer {
      unlink(file)
      unlink("\(file)-errors")
    }
    var settings = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("GRIDCTL_")
    }
    settings["GRIDCTL_HOME"] = home
    settings["PATH"] = "\(Self.binaries):\(settings["PATH"] ?? "/usr/bin:/bin")"
    settings["TZ"] = "America/New_York"
    settings.merge(environment) { $1 }
    let status = Self.shell(
      ["-c", "cd '\(folder)' && { \(line)\n} > '\(file)' 2>\(isMerged ? "&1" : "'\(file)-errors'") < /dev/null"],
      settings.map { "\($0.key)=\($0.value)" })
    func text(_ path: String) -> String {
      (try? String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)) ?? ""
    }
    return (status, text(file), text("\(file)-errors"))
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

  /// Ends every server below a folder, hidden homes such as `.demo` included, and removes it.
  private static func stop(_ folder: String) {
    let script = """
      for pid in $(find "$1" 2>/dev/null -path '*/data/postmaster.pid' -exec head -qn 1 {} +); do
        kill -QUIT "$pid" 2> /dev/null
        for wait in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2> /dev/null && sleep 0.1; done
      done
      rm -rf "$1"
      """
    _ = shell(["-c", script, "sh", folder], ["PATH=/usr/bin:/bin"])
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
    // WEXITSTATUS, or the signal as a shell says it: a killed shell did not succeed.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
