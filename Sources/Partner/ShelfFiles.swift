import Documents
import Foundation
import Grid

/// The absolute path of a folder that something can be written into; made when it is not there.
func writableFolder(_ path: String) throws -> String {
  guard !path.isEmpty else { throw PlainFailure(.usage, "--output names no folder", hint: "Is a variable unset?") }
  let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
  try? FileManager.default.createDirectory(
    atPath: absolute, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder), isFolder.boolValue,
    access(absolute, W_OK | X_OK) == 0
  else { throw PlainFailure(.cannotCreate, "cannot write into \(path)", hint: "Is it a folder that is yours?") }
  return absolute
}

extension PackageShelf {
  /// Where a partner's package is made before it gets its place. One transaction at a time works there, under the lock of
  /// the partner; what a killed one left goes.
  func bench(of partner: Int64) throws -> String {
    let bench = "\(folder)/.partner-\(partner)"
    clear(bench)
    do {
      try FileManager.default.createDirectory(
        atPath: bench, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw PlainFailure(.cannotCreate, "cannot write into \(folder)", detail: "\(bench) cannot be made")
    }
    return bench
  }

  func clear(_ bench: String) { try? FileManager.default.removeItem(atPath: bench) }

  /// Puts a file into its place in one step, on the disk when this returns.
  func move(_ path: String, to place: String) throws {
    try synchronize(path)
    guard rename(path, place) == 0 else { throw cannotWrite(place) }
    try synchronize(folder)
  }

  func synchronize(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotWrite(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw cannotWrite(path) }
  }

  private func cannotWrite(_ path: String) -> PlainFailure {
    PlainFailure(.cannotCreate, "cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

/// The SHA-256 of a file, 64 hexadecimal digits; nil when it cannot be read.
func fileDigest(_ path: String) -> String? { try? sha256(ofFile: path) }
