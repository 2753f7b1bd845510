import CArchive
import CXXHash
import Foundation
import Grid

/// The bytes of a dump, unpacked when they are compressed (gzip, zstd, xz, bzip2), in pieces of a fixed size.
///
/// Standard input is first copied into a temporary file, because a dump is read twice: once for its digest, which says
/// whether it was loaded before, and once for its rows.
final class Input {
  /// As the user named it; `-` for standard input.
  let name: String
  /// Size as stored, compressed or not.
  let byteCount: Int64
  /// XXH3-128 of the stored bytes, big-endian.
  let digest: [UInt8]
  private let descriptor: Int32
  private var archive: OpaquePointer?

  /// Bytes taken so far, of `byteCount`: for the progress bar.
  private(set) var consumed: Int64 = 0

  init(_ path: String) throws {
    name = path
    descriptor = path == "-" ? try Input.spool() : try Input.open(path)
    let hash = XXH3_createState()
    defer { XXH3_freeState(hash) }
    XXH3_128bits_reset(hash)
    var first: [UInt8] = []
    var count: Int64 = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while case let length = Foundation.read(descriptor, buffer.baseAddress, buffer.count), length != 0 {
      guard length > 0 else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw PlainFailure(.ioError, "cannot read \(path)", detail: reason)
      }
      if first.isEmpty { first = Array(buffer.prefix(min(6, length))) }
      XXH3_128bits_update(hash, buffer.baseAddress, length)
      count += Int64(length)
    }
    let sum = XXH3_128bits_digest(hash)
    digest = withUnsafeBytes(of: (sum.high64.bigEndian, sum.low64.bigEndian)) { Array($0) }
    byteCount = count
    lseek(descriptor, 0, SEEK_SET)
    if Input.isCompressed(first) { try openArchive() }
  }

  deinit {
    if let archive { archive_read_free(archive) }
    close(descriptor)
  }

  /// The number that stands for these bytes in the database: the first 63 bits of the digest.
  var batchID: Int64 { Int64(digest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) } >> 1) }

  /// Fills the buffer with the next bytes and returns their number; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if let archive {
      let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
      guard count >= 0 else { throw damaged(archive) }
      consumed = archive_filter_bytes(archive, -1)
      if count == 0 { try checkUnchanged() }
      return count
    }
    let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
    guard count >= 0 else {
      throw PlainFailure(.ioError, "cannot read \(name)", detail: String(cString: strerror(errno)))
    }
    consumed += Int64(count)
    if count == 0 { try checkUnchanged() }
    return count
  }

  /// A dump that is still being written has rows that its digest does not know of.
  private func checkUnchanged() throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == byteCount else {
      throw PlainFailure(
        .ioError, "\(name) changed while it was read", hint: "Load it again when it is complete; nothing of it was loaded.")
    }
  }

  private func openArchive() throws {
    let archive = archive_read_new()
    self.archive = archive
    archive_read_support_filter_all(archive)
    archive_read_support_format_raw(archive)
    archive_read_support_format_empty(archive)
    var entry: OpaquePointer?
    guard archive_read_open_fd(archive, descriptor, 1 << 18) == ARCHIVE_OK else { throw damaged(archive) }
    let status = archive_read_next_header(archive, &entry)
    guard status != ARCHIVE_EOF else { throw Input.empty(name) }
    guard status == ARCHIVE_OK else { throw damaged(archive) }
  }

  /// No byte, or nothing inside a compressed file.
  static func empty(_ name: String) -> PlainFailure {
    PlainFailure(.dataRefused, "\(name) is empty", hint: "Was the transfer cut off?")
  }

  private func damaged(_ archive: OpaquePointer?) -> PlainFailure {
    let text = archive_error_string(archive).map { String(cString: $0) }
    return PlainFailure(
      .ioError, "\(name) is damaged or cut off", detail: text, hint: "Fetch the file again; nothing of it was loaded.")
  }

  private static func isCompressed(_ head: [UInt8]) -> Bool {
    let magics: [[UInt8]] = [
      [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x42, 0x5A, 0x68],
    ]
    return magics.contains { head.starts(with: $0) }
  }

  private static func open(_ path: String) throws -> Int32 {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw PlainFailure(
        isMissing ? .noInput : .ioError, isMissing ? "there is no file \(path)" : "cannot open \(path)",
        detail: isMissing ? nil : String(cString: strerror(errno)))
    }
    var status = stat()
    fstat(descriptor, &status)
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw PlainFailure(.noInput, "\(path) is a folder", hint: "Name its files: \(path)/*.csv")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      // A pipe or a device can be read once only.
      defer { close(descriptor) }
      return try spool(from: descriptor)
    }
    return descriptor
  }

  private static func spool(from source: Int32 = 0) throws -> Int32 {
    var path = Array((NSTemporaryDirectory() + "/gridctl-XXXXXX").utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw PlainFailure(.cannotCreate, "cannot make a temporary file", hint: "Set TMPDIR to a folder with space.")
    }
    unlink(path)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while case let count = Foundation.read(source, &buffer, buffer.count), count != 0 {
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw PlainFailure(.ioError, "cannot read the standard input or pipe", detail: reason)
      }
      guard Foundation.write(descriptor, buffer, count) == count else {
        close(descriptor)
        throw PlainFailure(.ioError, "the temporary file is full", hint: "Set TMPDIR to a folder with space.")
      }
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}
