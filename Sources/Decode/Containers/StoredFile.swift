import CXXHash
import Foundation
import Grid

/// A file that can be read again and again: the user's own, or an unlinked copy of what comes only once.
final class StoredFile {
  let descriptor: Int32
  let byteCount: Int64

  /// Opens a file; a pipe, a device and `-`, which is standard input, are copied first.
  init(_ path: String) throws {
    guard path != "-" else {
      (descriptor, byteCount) = try StoredFile.spool("the input") { Foundation.read(0, $0.baseAddress, $0.count) }
      return
    }
    let opened = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw PlainFailure(
        isMissing ? .noInput : .ioError, isMissing ? "there is no file \(path)" : "cannot open \(path)",
        detail: isMissing ? nil : String(cString: strerror(errno)))
    }
    var status = stat()
    fstat(opened, &status)
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(opened)
      throw PlainFailure(.noInput, "\(path) is a folder", hint: "Name its files: \(path)/*.csv")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      defer { close(opened) }
      (descriptor, byteCount) = try StoredFile.spool(path) { Foundation.read(opened, $0.baseAddress, $0.count) }
      return
    }
    descriptor = opened
    byteCount = Int64(status.st_size)
  }

  /// A copy of all that a source gives.
  init(copying source: any ByteSource) throws {
    (descriptor, byteCount) = try StoredFile.spool(source.name) { try source.read(into: $0) }
  }

  deinit { close(descriptor) }

  private static func spool(
    _ name: String, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> (Int32, Int64) {
    let descriptor = try temporaryFile()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var total: Int64 = 0
    do {
      while case let count = try read(buffer), count != 0 {
        guard count > 0 else {
          if errno == EINTR { continue }
          throw PlainFailure(.ioError, "cannot read \(name) to its end", detail: String(cString: strerror(errno)))
        }
        guard Foundation.write(descriptor, buffer.baseAddress, count) == count else {
          throw PlainFailure(.ioError, "the temporary file is full", hint: "Set TMPDIR to a folder with space.")
        }
        total += Int64(count)
      }
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, total)
  }

  /// The first bytes, fewer where there are no more.
  func head(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
    }
  }

  /// XXH3-128 of the bytes, big-endian.
  func digest(_ name: String) throws -> [UInt8] {
    let hash = XXH3_createState()
    defer { XXH3_freeState(hash) }
    XXH3_128bits_reset(hash)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    defer { buffer.deallocate() }
    let source = StoredSource(self, name)
    while case let count = try source.read(into: buffer), count > 0 {
      XXH3_128bits_update(hash, buffer.baseAddress, count)
    }
    let sum = XXH3_128bits_digest(hash)
    return withUnsafeBytes(of: (sum.high64.bigEndian, sum.low64.bigEndian)) { Array($0) }
  }
}

/// An empty file without a name: it is gone when it is closed.
public func temporaryFile() throws -> Int32 {
  var path = Array((NSTemporaryDirectory() + "/gridctl-XXXXXX").utf8CString)
  let descriptor = mkstemp(&path)
  guard descriptor >= 0 else {
    throw PlainFailure(.cannotCreate, "cannot make a temporary file", hint: "Set TMPDIR to a folder with space.")
  }
  unlink(path)
  return descriptor
}

/// A source that knows how many of the stored bytes it has taken.
protocol CountingSource: ByteSource {
  var consumed: Int64 { get }
}

/// The bytes of a file as they are.
final class StoredSource: CountingSource {
  let name: String
  private let file: StoredFile
  private(set) var consumed: Int64 = 0

  init(_ file: StoredFile, _ name: String) {
    self.file = file
    self.name = name
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = pread(file.descriptor, buffer.baseAddress, buffer.count, off_t(consumed))
    guard count >= 0 else {
      throw PlainFailure(.ioError, "cannot read \(name)", detail: String(cString: strerror(errno)))
    }
    consumed += Int64(count)
    if count == 0 { try file.checkUnchanged(name) }
    return count
  }
}

extension StoredFile {
  /// A dump that is still being written has rows that its digest does not know of.
  func checkUnchanged(_ name: String) throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int64(status.st_size) == byteCount else {
      throw PlainFailure(
        .ioError, "\(name) changed while it was read",
        hint: "Load it again when it is complete; nothing of it was loaded.")
    }
  }
}
