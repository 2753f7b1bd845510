import CArchive
import Foundation
import Grid

@testable import Decode

/// Makes archives and compressed files with libarchive's writers.
enum Packed {
  enum Form {
    case zip
    case tar
    case gzip
    case zstd
    case xz
    case bzip2
    /// A tar in gzip.
    case tgz
    case encrypted
  }

  static func make(_ form: Form, _ members: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    switch form {
    case .zip: archive_write_set_format_zip(archive)
    case .encrypted:
      archive_write_set_format_zip(archive)
      archive_write_set_options(archive, "zip:encryption=zipcrypt")
      archive_write_set_passphrase(archive, "secret")
    case .tar, .tgz: archive_write_set_format_ustar(archive)
    case .gzip, .zstd, .xz, .bzip2: archive_write_set_format_raw(archive)
    }
    switch form {
    case .gzip, .tgz: archive_write_add_filter_gzip(archive)
    case .zstd: archive_write_add_filter_zstd(archive)
    case .xz: archive_write_add_filter_xz(archive)
    case .bzip2: archive_write_add_filter_bzip2(archive)
    case .zip, .tar, .encrypted: archive_write_add_filter_none(archive)
    }
    archive_write_set_bytes_in_last_block(archive, 1)
    var used = 0
    let capacity = 1 << 20
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      archive_write_open_memory(archive, buffer.baseAddress, capacity, &used)
      for (name, bytes) in members {
        let entry = archive_entry_new()
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, Int64(bytes.count))
        archive_entry_set_filetype(entry, name.hasSuffix("/") ? 0o040_000 : 0o100_000)
        archive_entry_set_perm(entry, 0o644)
        archive_write_header(archive, entry)
        _ = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      }
      archive_write_close(archive)
      count = used
    }
  }
}

/// A folder that goes away with the test.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/decode-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func put(_ bytes: [UInt8], _ name: String) throws -> String {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }
}

extension Inputs {
  /// Labels and texts of all dumps, and what was thrown between them.
  static func all(at path: String, _ limits: UnpackLimits = UnpackLimits()) -> (dumps: [[String]], failures: [String]) {
    var inputs = Inputs(path, limits)
    var dumps: [[String]] = []
    var failures: [String] = []
    for _ in 0..<100 {
      do {
        guard let input = try inputs.next() else { break }
        let first = String(decoding: try readAll(input, limit: 1 << 30), as: UTF8.self)
        try input.rewind()
        let second = String(decoding: try readAll(input, limit: 1 << 30), as: UTF8.self)
        dumps.append([input.label, first == second ? first : "differs"])
      } catch {
        failures.append((error as? any Failure)?.message ?? "\(error)")
      }
    }
    return (dumps, failures.map { $0.replacing(path, with: "PATH") })
  }
}
