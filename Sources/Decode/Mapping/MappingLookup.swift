import Foundation
import Grid

/// The mapping that a dump is read with; nil when none is for it.
///
/// In this order: `dump.csv.mapping.json` or `dump.mapping.json` beside it; a `*.mapping.json` of its folder whose `files`
/// fits its name; a stored one whose `files` and `header`, as far as it has them, fit.
///
/// - Parameters:
///   - path: The dump, compressed or not; `-` is standard input.
///   - head: Its first bytes, unpacked.
///   - stored: Those that were imported.
/// - Throws: A `Refusal` when a document is no mapping; status 78 when two are for the dump.
public func mapping(for path: String, head: [UInt8], stored: [CSVMapping]) throws -> CSVMapping? {
  if path != "-" {
    for name in sidecarNames(path) where FileManager.default.fileExists(atPath: name) {
      return try CSVMapping(file: name)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let documents = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasSuffix(".mapping.json")
    }
    let fitting = try documents.sorted().map { try CSVMapping(file: "\(folder)/\($0)") }.filter {
      !$0.files.isEmpty && $0.fits(path, head)
    }
    if let only = try theOnly(fitting, path) { return only }
  }
  return try theOnly(stored.filter { $0.fits(path, head) }, path)
}

/// `a/dump.csv.gz` → `a/dump.csv.gz.mapping.json`, `a/dump.csv.mapping.json`, `a/dump.mapping.json`.
private func sidecarNames(_ path: String) -> [String] {
  var names = ["\(path).mapping.json"]
  var rest = path
  while case let part = rest.split(separator: "/").last ?? "", let dot = part.lastIndex(of: "."), dot > part.startIndex
  {
    rest = String(rest.dropLast(part.distance(from: dot, to: part.endIndex)))
    names.append("\(rest).mapping.json")
  }
  return names
}

private func theOnly(_ mappings: [CSVMapping], _ path: String) throws -> CSVMapping? {
  guard mappings.count > 1 else { return mappings.first }
  throw PlainFailure(
    .configuration, "several mappings are for \(path): \(mappings.map(\.name).sorted().joined(separator: ", "))",
    hint: "Name one with --mapping, or make their 'files' and 'header' say which.")
}

extension CSVMapping {
  /// Documents are small; what is greater is another file.
  private static let documentLimit = 1 << 20

  /// Reads a document from a file.
  public init(file: String) throws {
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw PlainFailure(.noInput, "there is no file \(file)")
    }
    defer { try? handle.close() }
    let bytes = (try? handle.read(upToCount: CSVMapping.documentLimit + 1)) ?? Data()
    guard bytes.count <= CSVMapping.documentLimit else {
      throw PlainFailure(.dataRefused, "\(file) is greater than a mapping is")
    }
    try self.init(document: Array(bytes), file: file)
  }

  /// Whether the dump has a name and a header that the mapping is for, as far as it says.
  func fits(_ path: String, _ head: [UInt8]) -> Bool {
    guard !files.isEmpty || header != nil else { return false }
    var names = [path.split(separator: "/").last.map(String.init) ?? path]
    for suffix in [".gz", ".xz", ".zst", ".bz2"] where names[0].hasSuffix(suffix) {
      names.append(String(names[0].dropLast(suffix.utf8.count)))
    }
    let hasName = files.isEmpty || files.contains { pattern in names.contains { fnmatch(pattern, $0, 0) == 0 } }
    return hasName && (header == nil || header == headerLine(head))
  }

  private func headerLine(_ head: [UInt8]) -> String? {
    for line in head.split(separator: 10, omittingEmptySubsequences: false).dropFirst(skippedLines) {
      let text = line.last == 13 ? line.dropLast() : line
      if text.allSatisfy({ $0 <= 0x20 }) || (!comment.isEmpty && text.starts(with: comment)) { continue }
      return Array(text).withUnsafeBytes { encoding.text($0) }
    }
    return nil
  }
}
