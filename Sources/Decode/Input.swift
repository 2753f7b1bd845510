import Grid

/// One dump: a file, unpacked when it is compressed, or a member of an archive, in pieces of a fixed size.
///
/// A dump is read twice: once for its digest, which says whether it was loaded before, and once for its rows. What can
/// be read only once, standard input and members of archives, was copied into an unlinked temporary file.
public final class Input: ByteSource {
  /// As messages call it: the path, `path/member` for a member, `-` for standard input.
  public let name: String
  /// As the ledger calls it: the name of the file, `archive.zip/member.csv` for a member.
  public let label: String
  /// Where a mapping beside the dump would be looked for: its path; of a member, its name in the folder of the archive.
  public let place: String
  /// Size of the bytes that the digest is of: stored, compressed or not; of a member, unpacked.
  public let byteCount: Int64
  /// XXH3-128, big-endian.
  public let digest: [UInt8]
  private let file: StoredFile
  private let packing: Packing
  private let limits: UnpackLimits
  private var source: any CountingSource

  /// Bytes taken so far, of `byteCount`: for the progress bar.
  public var consumed: Int64 { source.consumed }

  /// A file that is one dump: no archive, no folder.
  public convenience init(_ path: String) throws {
    try self.init(StoredFile(path), path, label: baseName(path), place: path, UnpackLimits())
  }

  init(_ file: StoredFile, _ name: String, label: String, place: String, _ limits: UnpackLimits) throws {
    let packing = Packing(file.head(Packing.headLength))
    self.file = file
    self.packing = packing.isWrapping ? packing : .none
    self.name = name
    self.label = label
    self.place = place
    self.limits = limits
    byteCount = file.byteCount
    digest = try file.digest(name)
    source = StoredSource(file, name)
    try rewind()
  }

  /// Begins again with the first byte.
  public func rewind() throws {
    source =
      packing.isWrapping
      ? try packing.source(of: file, name, Allowance(name, stored: byteCount, limits)) : StoredSource(file, name)
  }

  /// The number that stands for these bytes in the database: the first 63 bits of the digest.
  public var batchID: Int64 { Int64(digest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) } >> 1) }

  /// Fills the buffer with the next bytes and returns their number; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try source.read(into: buffer) }

  /// No byte, or none inside a packed file.
  public static func empty(_ name: String) -> PlainFailure {
    PlainFailure(.dataRefused, "\(name) is empty", hint: "Was the transfer cut off?")
  }

  /// A dump without a single record of the form that it was read as.
  static func foreign(_ name: String, _ format: DumpFormat, _ record: String) -> PlainFailure {
    PlainFailure(
      .dataRefused, "\(name): there is no \(record) of the form \(format.rawValue) in it",
      hint: "Leave --format out, and 'ingest --inspect' tells the form; or was the transfer cut off?")
  }
}

/// The last part of a path.
func baseName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}
