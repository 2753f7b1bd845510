import CEmbedded

/// The files of `sql/`, compiled in. The text is exactly what the server receives.
public enum Catalogue {
  /// Every embedded text by its path in the repository, `sql/…` and `Help/…`.
  static let files: [String: String] = {
    var files: [String: String] = [:]
    for file in UnsafeBufferPointer(start: embedded_files(), count: embedded_file_count()) {
      let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
      files[String(cString: file.path)] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }()

  /// Names of all statements, sorted: `aggregate/fold_days`. Migrations are not among them.
  public static let names: [String] = files.keys
    .filter { $0.hasPrefix("sql/") && !$0.hasPrefix("sql/migrations/") && !$0.hasPrefix("sql/citus/") }
    .map { String($0.dropFirst(4).dropLast(4)) }
    .sorted()

  /// The text of a file of the catalogue; nil when there is none.
  public static func text(of name: String) -> String? { files["sql/\(name).sql"] }

  /// The first sentence of a file's header.
  public static func summary(of name: String) -> String {
    let line = text(of: name)?.split(separator: "\n").first.map(String.init) ?? ""
    return line.hasPrefix("-- ") ? String(line.dropFirst(3)) : line
  }

  static func statement(_ name: String) -> String {
    guard let text = text(of: name) else { preconditionFailure("no statement \(name) in the catalogue") }
    return text
  }
}

extension Catalogue {
  /// The help page of a command, Markdown; nil when there is none.
  public static func page(_ name: String) -> String? { files["Help/\(name).md"] }
}
