import Glibc

/// Runs `body` with the path of an empty file beside `path`, then renames that file over `path`.
///
/// A reader sees the old file or the whole new one. When `body` throws, nothing stays behind. A symbolic link is
/// followed; the permissions are those of a new file.
func replaceFile(_ path: String, _ body: (_ temporary: String) throws -> Void) throws {
  let file = try PendingFile(path)
  try body(file.temporary)
  try file.publish()
}

/// A file that is written beside its place and put there at the end; nothing stays behind when it is not.
public final class PendingFile {
  /// Where it is written.
  public let temporary: String
  private let path: String
  private let target: String
  private var isPublished = false

  /// - Parameters:
  ///   - path: Where it goes; a symbolic link is followed.
  ///   - isPrivate: Nobody but the owner may read it.
  public init(_ path: String, isPrivate: Bool = false) throws {
    self.path = path
    target =
      realpath(path, nil).map { resolved in
        defer { free(resolved) }
        return String(cString: resolved)
      } ?? path
    let descriptor: Int32
    (temporary, descriptor) = try createTemporary(beside: target, for: path)
    defer { close(descriptor) }
    guard !isPrivate || fchmod(descriptor, 0o600) == 0 else { throw failure(path) }
  }

  deinit { if !isPublished { unlink(temporary) } }

  /// Writes a text into the file, on the disk when this returns.
  public func write(_ text: String) throws {
    let descriptor = open(temporary, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let sink = ByteSink(descriptor, path: path)
    try sink.write(text)
    try sink.flush()
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
  }

  /// Puts the file into its place, in one step.
  public func publish() throws {
    try synchronize(temporary, for: path)
    guard rename(temporary, target) == 0 else { throw failure(path) }
    isPublished = true
  }
}

/// Whether `path` is something a rename must not replace: a pipe, a terminal, `/dev/null`.
func isDevice(_ path: String) -> Bool {
  var status = stat()
  guard stat(path, &status) == 0 else { return false }
  return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
}

/// The failure that `errno` stands for.
func failure(_ path: String, code: Int32 = errno) -> DocumentFailure {
  .cannotWrite(path: path, reason: String(cString: strerror(code)))
}

/// Runs `body` with the path of an empty file among the temporary ones, which is gone afterwards.
func withTemporary(_ body: (_ temporary: String) throws -> Void) throws {
  let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array("\(folder)/gridctl-XXXXXX".utf8CString)
  let descriptor = mkstemp(&template)
  guard descriptor >= 0 else { throw failure(folder) }
  close(descriptor)
  let temporary = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  defer { unlink(temporary) }
  try body(temporary)
}

private func createTemporary(beside target: String, for path: String) throws -> (String, Int32) {
  let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
  for attempt in 0..<1000 {
    let temporary = "\(target[..<slash]).\(target[slash...]).\(getpid())-\(attempt)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor >= 0 { return (temporary, descriptor) }
    guard errno == EEXIST else { break }
  }
  throw failure(path)
}

private func synchronize(_ temporary: String, for path: String) throws {
  let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure(path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
}

/// Bytes on their way to a descriptor, written in blocks of 64 KiB.
final class ByteSink {
  let descriptor: Int32
  /// What the failure names.
  let path: String
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    buffer.reserveCapacity(80 << 10)
  }

  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 64 << 10 { try flush() }
  }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 64 << 10 { try flush() }
  }

  /// Writes what a file holds.
  func copy(_ file: String) throws {
    let source = open(file, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw failure(file) }
    defer { close(source) }
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64 << 10) { block in
      while true {
        let count = read(source, block.baseAddress!, block.count)
        guard count >= 0 else { throw failure(file) }
        guard count > 0 else { return }
        try write(UnsafeBufferPointer(rebasing: block[..<count]))
      }
    }
  }

  func flush() throws {
    try buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw failure(path) }
        done += count
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
