import CArchive
import Documents
import Glibc
import Grid

/// Writes a zip file entry by entry, whatever their size, and hashes it on its way to the disk.
///
/// The same entries give the same bytes on any day, in any zone, for any user: entries carry no time, which zip shows as
/// 1980-01-01, and no owner.
final class ZipWriter {
  private let archive: OpaquePointer
  private let sink: Sink

  /// Where libarchive's bytes go.
  private final class Sink {
    let descriptor: Int32
    let digest = Digest()
    var count: Int64 = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// -1 and `errno` when the disk does not take them all.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
      var done = 0
      while done < bytes.count {
        let written = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return -1 }
        done += written
      }
      digest.update(bytes)
      count += Int64(bytes.count)
      return bytes.count
    }
  }

  /// - Parameter path: An existing file; what it holds is replaced.
  init(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw PlainFailure(.cannotCreate, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
    sink = Sink(descriptor)
    archive = archive_write_new()
    archive_write_set_format_zip(archive)
    archive_write_set_format_option(archive, "zip", "compression-level", "\(ZipWriter.level)")
    archive_write_set_bytes_per_block(archive, 1 << 16)
    archive_write_set_bytes_in_last_block(archive, 1)
    try check(
      archive_write_open(
        archive, Unmanaged.passUnretained(sink).toOpaque(), nil,
        { _, context, buffer, count in
          guard let context, let buffer else { return -1 }
          return Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
            .write(UnsafeRawBufferPointer(start: buffer, count: count))
        }, nil))
  }

  deinit { archive_write_free(archive) }

  /// Rows of digits shrink nearly as much at this level as at the highest, in a fraction of the time.
  private static let level = 3

  /// Begins an entry; what is written next is its content.
  func begin(_ name: String) throws {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_filetype(entry, UInt32(Glibc.S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    try check(archive_write_header(archive, entry))
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count else { throw failure }
  }

  /// Ends the file.
  ///
  /// - Returns: Its size and its SHA-256.
  func finish() throws -> (bytes: Int64, sha256: String) {
    try check(archive_write_close(archive))
    return (sink.count, hexadecimal(sink.digest.finish()))
  }

  private func check(_ status: Int32) throws {
    guard status == ARCHIVE_OK else { throw failure }
  }

  private var failure: PlainFailure {
    PlainFailure(
      .ioError, "cannot write the package: \(archive_error_string(archive).map { String(cString: $0) } ?? "")")
  }
}
