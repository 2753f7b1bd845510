import Foundation

/// A folder of documents for an archive: each file, a page that lists them, and their digests. It appears whole or not at all.
public struct DocumentFolder {
  /// One file of the folder.
  public struct Entry: Sendable {
    /// Its path in the folder, with `/` between folders.
    public let file: String
    /// What it tells the reader, as the index shows it.
    public let answers: String
    public let bytes: Int64
    /// SHA-256, hexadecimal.
    public let digest: String
  }

  private let path: String
  private let temporary: String
  private var entries: [Entry] = []
  private var folders: Set<String> = []

  /// Begins a folder beside its place.
  ///
  /// - Throws: `DocumentFailure.cannotWrite`.
  public init(_ path: String) throws {
    self.path = path
    var name = path[...]
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    let slash = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    temporary = "\(name[..<slash]).\(name[slash...]).\(getpid())"
    try Self.make(temporary, for: path)
  }

  /// Adds the file that `write` makes at the path it is given; folders on the way are made.
  public mutating func add(_ file: String, answers: String, _ write: (_ path: String) throws -> Void) throws {
    let parts = file.split(separator: "/").dropLast()
    for count in 1..<parts.count + 1 {
      let folder = parts.prefix(count).joined(separator: "/")
      if folders.insert(folder).inserted { try Self.make("\(temporary)/\(folder)", for: path) }
    }
    let place = "\(temporary)/\(file)"
    try write(place)
    var status = stat()
    guard stat(place, &status) == 0 else { throw failure(place) }
    entries.append(Entry(file: file, answers: answers, bytes: Int64(status.st_size), digest: try sha256(ofFile: place)))
  }

  /// Writes `index.html` and `SHA256SUMS` and puts the folder into its place, where one of that name makes way.
  ///
  /// - Returns: The files, in the order they were added.
  @discardableResult
  public mutating func publish(title: String, subject: String, language: PrintLanguage) throws -> [Entry] {
    let listed = entries
    let page = FolderIndex(title: title, subject: subject, say: language, entries: listed).text
    try add("index.html", answers: title) { place in try writeText(to: place) { try $0(page) } }
    let sums = entries.map { "\($0.digest)  \($0.file)\n" }.joined()
    try writeText(to: "\(temporary)/SHA256SUMS") { try $0(sums) }
    try move()
    return listed
  }

  /// Takes away what was written and not published.
  public func discard() { Self.remove(temporary) }

  /// Between the two names of a folder that is replaced there is a moment without one; after a crash the old one still
  /// stands beside its place.
  private func move() throws {
    let old = temporary + ".old"
    var status = stat()
    let isThere = lstat(path, &status) == 0
    if isThere, rename(path, old) != 0 { throw failure(path) }
    guard rename(temporary, path) == 0 else {
      let reason = failure(path)
      if isThere { rename(old, path) }
      throw reason
    }
    if isThere { Self.remove(old) }
  }

  private static func make(_ folder: String, for path: String) throws {
    // What an earlier process of this number left behind is in nobody's way.
    if mkdir(folder, 0o777) == 0 { return }
    guard errno == EEXIST else { throw failure(path) }
    remove(folder)
    guard mkdir(folder, 0o777) == 0 else { throw failure(path) }
  }

  private static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }
}
