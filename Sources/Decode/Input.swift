import CXXHash
import CZlib
import Foundation
import Grid

/// The bytes of a dump, unpacked when they are gzip, in pieces of a fixed size.
///
/// Standard input is first copied into a temporary file, because a dump is read twice: once for its digest, which says
/// whether it was loaded before, and once for its rows.
public final class Input: ByteSource {
  /// As the user named it; `-` for standard input.
  public let name: String
  /// Size as stored, compressed or not.
  public let byteCount: Int64
  /// XXH3-128 of the stored bytes, big-endian.
  public let digest: [UInt8]
  private let descriptor: Int32
  private var unpacker: gzFile?

  /// Bytes taken so far, of `byteCount`: for the progress bar.
  public private(set) var consumed: Int64 = 0

  public init(_ path: String) throws {
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
    // zlib checks the sum at the end of each member; libarchive, which reads more forms, does not.
    if first.starts(with: [0x1F, 0x8B]) { unpacker = gzdopen(dup(descriptor), "rb") }
  }

  deinit {
    if let unpacker { gzclose_r(unpacker) }
    close(descriptor)
  }

  /// The number that stands for these bytes in the database: the first 63 bits of the digest.
  public var batchID: Int64 { Int64(digest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) } >> 1) }

  /// Fills the buffer with the next bytes and returns their number; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if let unpacker {
      let count = gzread(unpacker, buffer.baseAddress, UInt32(buffer.count))
      var status = Z_OK
      let reason = gzerror(unpacker, &status).map { String(cString: $0) }
      guard count >= 0, status == Z_OK || (status == Z_STREAM_END && count == 0) else {
        throw PlainFailure(
          .ioError, "\(name) is damaged or cut off", detail: reason,
          hint: "Fetch the file again; nothing of it was loaded.")
      }
      consumed = Int64(gzoffset(unpacker))
      if count == 0 { try checkUnchanged() }
      return Int(count)
    }
    let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
    guard count >= 0 else {
      throw PlainFailure(.ioError, "cannot read \(name)", detail: String(cString: strerror(errno)))
    }
    consumed += Int64(count)
    if count == 0 { try checkUnchanged() }
    return count
  }

  /// No byte, or none inside a packed file.
  public static func empty(_ name: String) -> PlainFailure {
    PlainFailure(.dataRefused, "\(name) is empty", hint: "Was the transfer cut off?")
  }

  /// A dump that is still being written has rows that its digest does not know of.
  private func checkUnchanged() throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == byteCount else {
      throw PlainFailure(
        .ioError, "\(name) changed while it was read",
        hint: "Load it again when it is complete; nothing of it was loaded.")
    }
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
        if errno == EINTR { continue }
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw PlainFailure(.ioError, "cannot read the input to its end", detail: reason)
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
