import CArchive
import CZlib
import Foundation
import Grid

/// What a PATH may cost.
public struct UnpackLimits: Sendable {
  /// Bytes that a PATH may unpack to; nil: 1 GiB, or 200 times its stored size where that is more.
  public var unpackedBytes: Int64?
  /// Members of an archive, folders included.
  public var memberCount: Int
  /// Archives around a dump.
  static let depth = 2
  /// Compressions around a dump that is not in an archive of its own.
  static let wrappingCount = 2

  public init(unpackedBytes: Int64? = nil, memberCount: Int = 10_000) {
    self.unpackedBytes = unpackedBytes
    self.memberCount = memberCount
  }
}

/// Counts what is unpacked of one PATH.
final class Allowance {
  private let limit: Int64
  private var used: Int64 = 0
  private let path: String

  init(_ path: String, stored: Int64, _ limits: UnpackLimits) {
    limit = limits.unpackedBytes ?? max(1 << 30, stored > .max / 200 ? .max : stored * 200)
    self.path = path
  }

  func take(_ count: Int) throws {
    used += Int64(count)
    guard used <= limit else {
      throw PlainFailure(
        .dataRefused, "\(path) unpacks to more than \(limit) bytes",
        hint: "If it is no decompression bomb, allow more with --max-unpacked.")
    }
  }
}

/// How the bytes of a file are packed, by how they begin.
enum Packing {
  case none
  case gzip
  case zstd
  case xz
  case bzip2
  case zip
  case tar

  /// Bytes that tell it.
  static let headLength = 512

  init(_ head: [UInt8]) {
    switch head {
    case let head where head.starts(with: [0x1F, 0x8B]): self = .gzip
    case let head where head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]): self = .zstd
    // A frame to skip, as pzstd writes one ahead of each frame.
    case let head where head.dropFirst().starts(with: [0x2A, 0x4D, 0x18]) && head[0] & 0xF0 == 0x50: self = .zstd
    case let head where head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]): self = .xz
    case let head
    where head.starts(with: Array("BZh".utf8)) && head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]):
      self = .bzip2
    case let head where head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]): self = .zip
    case let head where Packing.isTar(head): self = .tar
    default: self = .none
    }
  }

  /// One file made smaller, which may be an archive again.
  var isWrapping: Bool {
    switch self {
    case .gzip, .zstd, .xz, .bzip2: true
    case .none, .zip, .tar: false
    }
  }

  /// A header of tar carries the sum of its own bytes, taken with blanks in place of the sum.
  private static func isTar(_ head: [UInt8]) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    var written = 0
    for byte in head[148..<156] where byte != 0x20 && byte != 0 {
      guard (0x30...0x37).contains(byte) else { return false }
      written = written * 8 + Int(byte - 0x30)
    }
    return head[..<512].reduce(0) { $0 + Int($1) } - head[148..<156].reduce(0) { $0 + Int($1) } + 8 * 0x20 == written
  }

  /// The unpacked bytes of a file that is a wrapping.
  func source(of file: StoredFile, _ name: String, _ allowance: Allowance) throws -> any CountingSource {
    if case .gzip = self { return try GzipSource(file, name, allowance) }
    return try FilterSource(self, file, name, allowance)
  }
}

/// Damage: the sum does not fit, the end is missing.
func damaged(_ name: String, _ reason: String?) -> PlainFailure {
  PlainFailure(
    .ioError, "\(name) is damaged or cut off", detail: reason?.trimmingCharacters(in: .whitespacesAndNewlines),
    hint: "Fetch the file again; nothing of it was loaded.")
}

/// gzip of one or many members. zlib checks the sum at the end of each; libarchive, which reads more forms, does not.
private final class GzipSource: CountingSource {
  let name: String
  private let file: StoredFile
  private let allowance: Allowance
  private let unpacker: gzFile
  private(set) var consumed: Int64 = 0

  init(_ file: StoredFile, _ name: String, _ allowance: Allowance) throws {
    lseek(file.descriptor, 0, SEEK_SET)
    guard let unpacker = gzdopen(dup(file.descriptor), "rb") else {
      throw PlainFailure(.ioError, "cannot unpack \(name)")
    }
    self.name = name
    self.file = file
    self.allowance = allowance
    self.unpacker = unpacker
  }

  deinit { gzclose_r(unpacker) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = gzread(unpacker, buffer.baseAddress, UInt32(min(buffer.count, 1 << 30)))
    var status = Z_OK
    // zlib was given a descriptor, which it calls `<fd:4>`.
    let reason = gzerror(unpacker, &status).map { String(cString: $0).replacing(#/^<fd:\d+>: /#, with: "") }
    guard count >= 0, status == Z_OK || (status == Z_STREAM_END && count == 0) else { throw damaged(name, reason) }
    consumed = Int64(gzoffset(unpacker))
    try allowance.take(Int(count))
    if count == 0 { try file.checkUnchanged(name) }
    return Int(count)
  }
}

/// zstd, xz and bzip2, whose sums libarchive's libraries check.
private final class FilterSource: CountingSource {
  let name: String
  private let archive: ArchiveReader
  private let allowance: Allowance
  private var isAtEnd: Bool

  init(_ packing: Packing, _ file: StoredFile, _ name: String, _ allowance: Allowance) throws {
    self.name = name
    self.allowance = allowance
    archive = try ArchiveReader(packing, of: StoredSource(file, name))
    isAtEnd = try !archive.nextMember()
  }

  var consumed: Int64 { archive.consumed }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !isAtEnd else { return 0 }
    let count = try archive.read(into: buffer, of: name)
    isAtEnd = count == 0
    try allowance.take(count)
    return count
  }
}
