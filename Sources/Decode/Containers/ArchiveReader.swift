import CArchive
import Foundation
import Grid

/// The members of a zip or tar, or the one of a compressed file, read by libarchive.
final class ArchiveReader {
  private let handle: OpaquePointer
  private let name: String
  private let feed: Feed?
  /// The file of a zip, whose descriptor libarchive reads.
  private let file: StoredFile?

  /// nil where the system has none; it is never freed.
  nonisolated(unsafe) private static let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)

  /// What libarchive reads: a source, and the failure that it met.
  private final class Feed {
    let source: any ByteSource
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    var failure: (any Error)?

    init(_ source: any ByteSource) { self.source = source }
    deinit { buffer.deallocate() }
  }

  /// A tar, or a file packed by zstd, xz or bzip2.
  init(_ packing: Packing, of source: any ByteSource) throws {
    handle = archive_read_new()
    name = source.name
    file = nil
    let feed = Feed(source)
    self.feed = feed
    switch packing {
    case .zstd: archive_read_support_filter_zstd(handle)
    case .xz: archive_read_support_filter_xz(handle)
    case .bzip2: archive_read_support_filter_bzip2(handle)
    case .none, .gzip, .zip, .tar: break
    }
    if packing.isWrapping { archive_read_support_format_raw(handle) } else { archive_read_support_format_tar(handle) }
    let status = archive_read_open(
      handle, Unmanaged.passUnretained(feed).toOpaque(), nil,
      { _, context, bytes in
        let feed = Unmanaged<Feed>.fromOpaque(context!).takeUnretainedValue()
        do {
          bytes!.pointee = UnsafeRawPointer(feed.buffer.baseAddress)
          return try feed.source.read(into: feed.buffer)
        } catch {
          feed.failure = error
          return -1
        }
      }, nil)
    try check(status)
  }

  /// A zip, whose directory is at its end.
  init(zip file: StoredFile, _ name: String) throws {
    handle = archive_read_new()
    self.name = name
    self.file = file
    feed = nil
    archive_read_support_format_zip(handle)
    lseek(file.descriptor, 0, SEEK_SET)
    try check(archive_read_open_fd(handle, file.descriptor, 1 << 16))
  }

  /// A zip in memory. The bytes must stay where they are.
  init(zip bytes: UnsafeRawBufferPointer, _ name: String) throws {
    handle = archive_read_new()
    self.name = name
    file = nil
    feed = nil
    archive_read_support_format_zip(handle)
    try check(archive_read_open_memory(handle, bytes.baseAddress, bytes.count))
  }

  deinit { archive_read_free(handle) }

  /// Bytes taken of the packed file.
  var consumed: Int64 { archive_filter_bytes(handle, -1) }

  /// `?` for one that no locale can write.
  private(set) var memberName = ""
  /// A file, no folder, link or device.
  private(set) var isFile = false
  private(set) var isEncrypted = false

  /// Goes to the next member; false at the end.
  func nextMember() throws -> Bool {
    var entry: OpaquePointer?
    // In the locale C libarchive has no name for what is not written in ASCII.
    let locale = uselocale(ArchiveReader.locale)
    defer { uselocale(locale) }
    let status = archive_read_next_header(handle, &entry)
    if status == ARCHIVE_EOF, feed?.failure == nil { return false }
    try check(status)
    let text = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    memberName = text.map { String(decoding: Data(bytes: $0, count: strlen($0)), as: UTF8.self) } ?? "?"
    isFile = archive_entry_filetype(entry) == S_IFREG && archive_entry_hardlink(entry) == nil
    isEncrypted = archive_entry_is_data_encrypted(entry) != 0
    return true
  }

  /// The next bytes of the member; 0 at its end, when its sum is right.
  ///
  /// - Parameter member: What messages call it.
  func read(into buffer: UnsafeMutableRawBufferPointer, of member: String) throws -> Int {
    let count = archive_read_data(handle, buffer.baseAddress, buffer.count)
    // A warning here is a sum that does not fit.
    guard count >= 0 else { throw failure(member) }
    return count
  }

  private func check(_ status: Int32) throws {
    guard status < ARCHIVE_WARN || feed?.failure != nil else { return }
    throw failure(name)
  }

  private func failure(_ name: String) -> any Error {
    feed?.failure ?? damaged(name, archive_error_string(handle).map { String(cString: $0) })
  }
}

/// The unpacked bytes of the member that an archive stands at.
final class MemberSource: ByteSource {
  let name: String
  private let archive: ArchiveReader
  private let allowance: Allowance

  init(_ archive: ArchiveReader, _ name: String, _ allowance: Allowance) {
    self.archive = archive
    self.name = name
    self.allowance = allowance
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try archive.read(into: buffer, of: name)
    try allowance.take(count)
    return count
  }
}

/// The files of a zip that somebody wants, as of an XLSX workbook.
///
/// - Parameters:
///   - source: The bytes of the zip; at most 64 MiB of it.
///   - isWanted: Asked with the path of each member.
///   - limit: Bytes that they may unpack to, all together.
/// - Throws: `.dataRefused` when it is no zip, damaged, encrypted or too large.
public func unzip(
  _ source: any ByteSource, limit: Int64 = 256 << 20, where isWanted: (String) -> Bool
) throws -> [String: [UInt8]] {
  do {
    let bytes = try readAll(source, limit: 64 << 20)
    return try bytes.withUnsafeBytes { bytes in
      let archive = try ArchiveReader(zip: bytes, source.name)
      let allowance = Allowance(source.name, stored: 0, UnpackLimits(unpackedBytes: .max))
      var rest = limit
      var members: [String: [UInt8]] = [:]
      var count = 0
      while try archive.nextMember() {
        count += 1
        guard count <= UnpackLimits().memberCount else {
          throw PlainFailure(.dataRefused, "\(source.name) has too many members")
        }
        guard archive.isFile, isWanted(archive.memberName) else { continue }
        guard !archive.isEncrypted else { throw encrypted(source.name) }
        let member = try readAll(MemberSource(archive, source.name, allowance), limit: rest)
        rest -= Int64(member.count)
        members[archive.memberName] = member
      }
      return members
    }
  } catch let failure as PlainFailure where failure.status == .ioError {
    throw PlainFailure(.dataRefused, failure.message, detail: failure.detail, hint: failure.hint)
  }
}

/// All bytes of a source, of which there may be only so many.
func readAll(_ source: any ByteSource, limit: Int64) throws -> [UInt8] {
  var bytes: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  defer { buffer.deallocate() }
  while case let count = try source.read(into: buffer), count > 0 {
    guard Int64(bytes.count + count) <= limit else {
      throw PlainFailure(.dataRefused, "\(source.name) is too large to be read at once")
    }
    bytes.append(contentsOf: buffer[..<count])
  }
  return bytes
}

func encrypted(_ name: String) -> PlainFailure {
  PlainFailure(.dataRefused, "\(name) is encrypted", hint: "Unpack it with its password first.")
}
