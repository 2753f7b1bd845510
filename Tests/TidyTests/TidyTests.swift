import Database
import Foundation
import Testing

/// The house in order: sizes, places and names that no compiler checks.
@Suite struct TidyTests {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Files below some folders that end in a word, as paths from the repository's root.
  static func files(_ folders: [String], _ ending: String) -> [String] {
    folders.flatMap { folder -> [String] in
      let found = FileManager.default.enumerator(atPath: "\(repository)/\(folder)")?.allObjects as? [String] ?? []
      return found.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
    }.sorted()
  }

  static func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(repository)/\(file)", encoding: .utf8)
  }

  static let sources = files(["Sources"], ".swift")

  @Test("no file has more than 400 lines")
  func fileLength() throws {
    for file in Self.sources + Self.files(["Tests"], ".swift") + Self.files(["sql"], ".sql")
    where file != "sql/schema.sql" {
      #expect(try Self.text(file).split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(file)")
    }
  }

  @Test("no function has more than 60 lines")
  func functionLength() throws {
    for file in Self.sources {
      let lines = try Self.text(file).components(separatedBy: "\n")
      for (start, line) in lines.enumerated() {
        guard let match = line.firstMatch(of: /^( *)(?:[a-z@]+(?:\([a-z]+\))? )*(?:func|init)\b/),
          line.contains("func ") || line.contains("init(")
        else { continue }
        let end = lines[start...].firstIndex { $0 == "\(match.1)}" } ?? start
        #expect(end - start <= 61, "\(file):\(start + 1)")
      }
    }
  }

  @Test("SQL is in files, but for the few statements of Database")
  func noLiterals() throws {
    for file in Self.sources where !file.hasPrefix("Sources/Database/") {
      for line in try Self.text(file).components(separatedBy: "\n") {
        let literal = line.firstMatch(
          of: #/"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|COPY|CREATE|ALTER|TRUNCATE) /#)
        #expect(literal == nil, "\(file): \(line)")
      }
    }
  }

  @Test("every statement has a caller, and every caller a statement")
  func callers() throws {
    let code = try Self.sources.map { try Self.text($0) }.joined()
    for name in Catalogue.names where !name.hasPrefix("checks/") {
      #expect(code.contains("\"\(name)\""), "nobody calls \(name)")
    }
    let folders = Set(Catalogue.names.map { $0.split(separator: "/")[0] })
    for match in code.matches(of: /"([a-z]+)\/([a-z_]+)"/) where folders.contains(match.1) {
      #expect(Catalogue.names.contains("\(match.1)/\(match.2)"), "there is no \(match.0)")
    }
  }

  @Test("every statement begins with a sentence, and every migration with a comment")
  func headers() throws {
    for name in Catalogue.names { #expect(Catalogue.summary(of: name).hasSuffix("."), "\(name)") }
    for file in Self.files(["sql/migrations"], ".sql") { #expect(try Self.text(file).hasPrefix("-- "), "\(file)") }
  }

  @Test("migrations are numbered without a gap")
  func migrations() {
    let numbers = Self.files(["sql/migrations"], ".sql").map { $0.split(separator: "/").last!.prefix(4) }
    #expect(numbers.map { Int($0) } == (1...max(1, numbers.count)).map { $0 })
  }

  @Test("what is compiled in are the files that there are")
  func embedded() throws {
    let sql = Self.files(["sql"], ".sql").filter { $0 != "sql/schema.sql" }
    let pages = Self.files(["Sources/gridctl/Help"], ".md").map {
      $0.replacingOccurrences(of: "Sources/gridctl/", with: "")
    }
    let text = try Self.text("Sources/CEmbedded/embedded.c")
    let listed = text.matches(of: /\n  \{"([^"]+)"/).map { String($0.1) }
    #expect(listed.sorted() == (sql + pages).sorted(), "run Scripts/embed.sh")
  }

  @Test("rooms import what the architecture lets them, and never each other")
  func imports() throws {
    let rooms = ["Ingest", "Aggregate", "Billing", "Optimize", "Reports"]
    let forbidden = [
      "Grid": rooms + ["Database", "Documents"], "Database": rooms + ["Documents"],
      "Documents": rooms + ["Grid", "Database"],
    ]
    for file in Self.sources {
      let target = String(file.split(separator: "/")[1])
      let imports = try Self.text(file).matches(of: /(?m)^(?:internal |public )?import (\w+)$/).map { String($0.1) }
      let barred = rooms.contains(target) ? rooms.filter { $0 != target } : forbidden[target] ?? []
      for name in imports { #expect(!barred.contains(name), "\(file) imports \(name)") }
    }
  }

  @Test("nothing is left unfinished, and no path of one machine is named")
  func words() throws {
    for file in Self.sources + Self.files(["sql", "cron", "Scripts"], "") where !file.hasSuffix("schema.sql") {
      guard let text = try? Self.text(file) else { continue }
      for word in ["TO" + "DO", "FIX" + "ME", "not impl" + "emented", "/wo" + "rk/", "../sha" + "red", "/ro" + "ot/"] {
        #expect(!text.contains(word), "\(file): \(word)")
      }
    }
  }
}
