import Foundation
import Grid

/// The dumps at a path: of a file one, of an archive one a member, of a folder those of all its files, sorted by name.
///
/// A dump that cannot be opened is told by a throw; the next call goes on behind it.
public struct Inputs {
  private var levels: [Level]
  private let limits: UnpackLimits
  private let root: String

  private enum Level {
    /// Files and folders to come, last first.
    case paths([String])
    case archive(Archive)
  }

  /// An archive that is being read.
  private final class Archive {
    let reader: ArchiveReader
    let name: String
    let label: String
    let depth: Int
    let allowance: Allowance
    var memberCount = 0
    /// Whether a member could not be read.
    var hasFailed = false

    init(_ reader: ArchiveReader, _ name: String, label: String, depth: Int, _ allowance: Allowance) {
      self.reader = reader
      self.name = name
      self.label = label
      self.depth = depth
      self.allowance = allowance
    }
  }

  /// Where a file was found.
  private struct Place {
    var name: String
    /// How the name ends.
    var label: String
    /// Archives around it.
    var depth = 0
    /// Compressions taken off since.
    var wrappings = 0
    var allowance: Allowance
  }

  /// - Parameter path: A file, a folder, or `-` for standard input.
  public init(_ path: String, _ limits: UnpackLimits = UnpackLimits()) {
    levels = [.paths([path])]
    self.limits = limits
    root = path
  }

  public mutating func next() throws -> Input? {
    while let level = levels.popLast() {
      switch level {
      case .paths(var paths):
        guard let path = paths.popLast() else { continue }
        levels.append(.paths(paths))
        if path != "-", let files = try files(in: path) {
          levels.append(.paths(files.reversed()))
          continue
        }
        let file = try StoredFile(path)
        let place = Place(
          name: path, label: baseName(path), allowance: Allowance(path, stored: file.byteCount, limits))
        if let input = try open(file, place) { return input }
      case .archive(let archive):
        // An archive that fails between its members is not gone on with; it fails once.
        let found = Result { try nextName(in: archive) }
        if case .failure(let failure) = found {
          if archive.hasFailed { continue }
          guard archive.memberCount > 0, let damage = failure as? PlainFailure, damage.status == .ioError else {
            throw failure
          }
          throw PlainFailure(
            .ioError, damage.message, detail: damage.detail,
            hint: "Fetch the file again; of its members only those ahead of the damage were read.")
        }
        guard let name = try found.get() else { continue }
        levels.append(level)
        if let input = try open(member: name, of: archive) { return input }
      }
    }
    return nil
  }

  /// What is in a folder, hidden files and links to folders left out; nil when it is none.
  private func files(in path: String) throws -> [String]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return nil }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw PlainFailure(.ioError, "cannot read the folder \(path)")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return names.filter { !$0.hasPrefix(".") && !isSidecar($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { folder + $0 }
      .filter { path in
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return true }
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
      }
  }

  private func dump(_ file: StoredFile, _ place: Place) throws -> Input {
    let folder = place.name.dropLast(place.label.utf8.count)
    return try Input(
      file, place.name, label: place.label,
      place: place.name == "-" || place.depth == 0 ? place.name : folder + baseName(place.label), limits)
  }

  /// A dump, or nil when the file is an archive, which is read next.
  private mutating func open(_ file: StoredFile, _ place: Place) throws -> Input? {
    let packing = Packing(file.head(Packing.headLength))
    switch packing {
    case .none: return try dump(file, place)
    case .zip:
      if try isDocument(file, place.name) { return try dump(file, place) }
      try enter(ArchiveReader(zip: file, place.name), place)
      return nil
    case .tar:
      try enter(ArchiveReader(.tar, of: StoredSource(file, place.name)), place)
      return nil
    case .gzip, .zstd, .xz, .bzip2: return try unwrap(file, packing, place)
    }
  }

  /// Looks into a compressed file: a dump, or an archive, or compressed again.
  private mutating func unwrap(_ file: StoredFile, _ packing: Packing, _ place: Place) throws -> Input? {
    let inner = Packing(
      try peek(packing.source(of: file, place.name, whole(file, place)), atMost: Packing.headLength))
    if case .tar = inner {
      // What is wrong is found at the end of the stream: look before the first member is believed.
      try drain(packing.source(of: file, place.name, whole(file, place)))
      try enter(ArchiveReader(.tar, of: packing.source(of: file, place.name, whole(file, place))), place)
      return nil
    }
    // A single packed file stays as it is: its digest is that of its stored bytes.
    if case .none = inner, place.depth == 0, place.wrappings == 0 {
      return try dump(file, place)
    }
    guard place.wrappings < UnpackLimits.wrappingCount else { throw tooDeep(place.name) }
    var place = place
    place.wrappings += 1
    return try open(StoredFile(copying: packing.source(of: file, place.name, place.allowance)), place)
  }

  /// For a pass that leaves nothing behind: as much as the path may unpack to.
  private func whole(_ file: StoredFile, _ place: Place) -> Allowance {
    Allowance(root, stored: file.byteCount, limits)
  }

  private mutating func enter(_ reader: ArchiveReader, _ place: Place) throws {
    guard place.depth < UnpackLimits.depth else { throw tooDeep(place.name) }
    levels.append(
      .archive(Archive(reader, place.name, label: place.label, depth: place.depth + 1, place.allowance)))
  }

  private func tooDeep(_ name: String) -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name) is packed too deep", hint: "An archive in an archive is read, no deeper: unpack it first.")
  }

  /// The label of the next member that could be a dump; nil at the end.
  private func nextName(in archive: Archive) throws -> String? {
    while try archive.reader.nextMember() {
      archive.memberCount += 1
      guard archive.memberCount <= limits.memberCount else {
        throw PlainFailure(
          .dataRefused, "\(archive.name) has more than \(limits.memberCount) members",
          hint: "Unpack it and load its folder.")
      }
      guard archive.reader.isFile, let name = memberLabel(archive.reader.memberName) else { continue }
      return name
    }
    return nil
  }

  private mutating func open(member: String, of archive: Archive) throws -> Input? {
    let place = Place(
      name: archive.name + "/" + member, label: archive.label + "/" + member, depth: archive.depth,
      allowance: archive.allowance)
    guard !archive.reader.isEncrypted else { throw encrypted(place.name) }
    let file: StoredFile
    do {
      file = try StoredFile(copying: MemberSource(archive.reader, place.name, archive.allowance))
    } catch {
      archive.hasFailed = true
      // Too much was unpacked: the members behind it would be too much as well.
      if (error as? any Failure)?.status == .dataRefused {
        levels.removeAll { if case .archive = $0 { true } else { false } }
      }
      throw error
    }
    guard file.byteCount > 0 else { throw Input.empty(place.name) }
    return try open(file, place)
  }
}

/// How the member of an archive is called: its path, only ever a label; nil for what is no dump.
private func memberLabel(_ path: String) -> String? {
  let parts = path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }
  guard let last = parts.last, !isSidecar(String(last)) else { return nil }
  guard !parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) else { return nil }
  let text = parts.joined(separator: "/")
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? "?" : $0 }))
}

/// A mapping beside a dump says how to read it and is none itself.
private func isSidecar(_ name: String) -> Bool { name.lowercased().hasSuffix(".mapping.json") }

/// Whether a zip is a document of an office, which is one dump: a member that none of them is without is among those that
/// can be read, in whatever order they were written and wherever the file was cut off.
private func isDocument(_ file: StoredFile, _ name: String) throws -> Bool {
  let reader = try ArchiveReader(zip: file, name)
  for _ in 0..<UnpackLimits().memberCount {
    guard (try? reader.nextMember()) ?? false else { return false }
    if ["[Content_Types].xml", "_rels/", "docProps/", "xl/workbook.xml", "xl/worksheets/", "xl/theme/", "mimetype"]
      .contains(where: reader.memberName.hasPrefix)
    {
      return true
    }
  }
  return false
}

/// Reads a source to its end, where it is found out whether it is damaged.
func drain(_ source: any ByteSource) throws {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  defer { buffer.deallocate() }
  while try source.read(into: buffer) > 0 {}
}
