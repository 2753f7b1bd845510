import Foundation
import Glibc
import Grid

/// A maildir: each mail is a file of its own in `new`, which appears whole.
///
/// The file's name is made of the mail: one that is delivered again, because the run died before it could note that it
/// was, is the same file.
public final class MailFolder {
  private let folder: String
  /// Names in `cur`, without their flags: what a reader has seen already.
  private lazy var seen: Set<String> = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/cur")) ?? []
    return Set(names.map { String($0.prefix { $0 != ":" }) })
  }()

  /// Makes the folder and its three parts where they are missing.
  public init(_ folder: String) throws {
    self.folder = folder
    for part in ["tmp", "new", "cur"] {
      do {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(part)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw PlainFailure(.cannotCreate, "cannot create the maildir '\(folder)'")
      }
    }
  }

  func deliver(_ message: MessageWriter) throws {
    let name = "\(message.letter.createdAt.seconds).\(message.letter.fingerprint).gridctl"
    guard !seen.contains(name) else { return }
    let temporary = "\(folder)/tmp/\(name)"
    defer { unlink(temporary) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failed(.cannotCreate) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try message.write(to: file)
    } catch let problem as LetterProblem {
      throw problem
    } catch {
      throw failed(.ioError)
    }
    guard fsync(descriptor) == 0, rename(temporary, "\(folder)/new/\(name)") == 0 else { throw failed(.ioError) }
    let new = open("\(folder)/new", O_RDONLY | O_CLOEXEC)
    fsync(new)
    close(new)
  }

  private func failed(_ status: ExitStatus) -> PlainFailure {
    PlainFailure(
      status, "cannot write into the maildir '\(folder)'", detail: String(cString: strerror(errno)),
      hint: "What was delivered is marked; the rest waits.")
  }
}
