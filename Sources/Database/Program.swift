import Foundation
import Grid

/// Runs a program to its end and returns its status and what it printed.
///
/// Not Foundation's `Process`: that one waits until every descendant has closed an inherited socket,
/// and a server that the program leaves running never does.
func runProgram(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
  // A file, not a pipe: the server inherits it and would keep a pipe open.
  let output = FileManager.default.temporaryDirectory.appendingPathComponent("gridctl-\(UUID().uuidString)").path
  defer { unlink(output) }
  var files = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&files)
  defer { posix_spawn_file_actions_destroy(&files) }
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_EXCL, 0o600)
  posix_spawn_file_actions_adddup2(&files, 1, 2)

  // The shell leaves our folder, which the server's user may not enter, and closes what it would inherit.
  let shell = ["/bin/sh", "-c", "cd / && exec \"$@\" 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-", "sh", path]
  var words: [UnsafeMutablePointer<CChar>?] = (shell + arguments).map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var child: pid_t = 0
  let spawned = posix_spawn(&child, shell[0], &files, nil, &words, environ)
  guard spawned == 0 else {
    throw PlainFailure(.configuration, "cannot run \(path)", detail: String(cString: strerror(spawned)))
  }
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0, errno == EINTR {}
  let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
  // WEXITSTATUS, or the signal as a shell says it.
  return (status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F), text)
}
