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
    var count = 0
    for file in Self.sources {
      for body in bodies(in: try Self.text(file)) {
        count += 1
        #expect(body.length <= 60, "\(file):\(body.line)")
      }
    }
    #expect(count > 300)
  }

  @Test("bodies are measured by their braces, not by those in strings and comments")
  func measure() {
    let text = """
      struct A {
        @discardableResult public func one(
          _ x: Int
        ) -> String {
          let brace = "} \\"} //"  // }
          return \("\"\"\"")
            }
            \("\"\"\"")
        }
        var two: Int { 2 }
        var three: Int {
          3
        }
      }
      """
    #expect(bodies(in: text).map(\.line) == [2, 11])
    #expect(bodies(in: text).map(\.length) == [8, 3])
    let long = "func f() {\n" + String(repeating: "  g()\n", count: 59) + "}\n"
    #expect(bodies(in: long) == [Body(line: 1, length: 61)])
  }

  /// Whether Swift source has a string, of one line or of many, that begins as a statement does.
  static func hasStatement(_ text: String) -> Bool {
    text.contains(
      #/"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|COPY|CREATE|ALTER|TRUNCATE|DROP|GRANT)\b/#.wordBoundaryKind(.simple))
  }

  @Test("SQL is in files, but for the few statements of Database")
  func noLiterals() throws {
    for file in Self.sources where !file.hasPrefix("Sources/Database/") {
      #expect(!Self.hasStatement(try Self.text(file)), "\(file)")
    }
    #expect(Self.hasStatement(try Self.text("Sources/Database/Migrations.swift")))
    #expect(Self.hasStatement("let a = \"\"\"\n    SELECT 1\n    \"\"\""))
    #expect(!Self.hasStatement("let a = \"Updates and WITHOUT\""))
  }

  @Test("every statement has a caller, and every caller a statement")
  func callers() throws {
    // A name in a comment calls nothing.
    let code = try Self.sources.map { try Self.text($0) }.joined().replacing(#/(?m)^\s*\/\/.*$/#, with: "")
    for name in Catalogue.names where !name.hasPrefix("checks/") {
      #expect(code.contains("\"\(name)\""), "nobody calls \(name)")
    }
    let calls = code.matches(of: #/(?:\bquery|\bstream|\bCopyWriter)\(\s*"([^"\\]+)"/#.wordBoundaryKind(.simple)).map {
      String($0.1)
    }
    #expect(calls.count > 40)
    for name in calls { #expect(Catalogue.names.contains(name), "there is no \(name)") }
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

  @Test("migrations are numbered without a gap, NNNN_what.sql")
  func migrations() throws {
    let names = Self.files(["sql/migrations"], ".sql").map { String($0.split(separator: "/").last!) }
    #expect(!names.isEmpty)
    for (index, name) in names.enumerated() {
      let match = try #require(name.wholeMatch(of: #/(\d{4})_[a-z][a-z0-9_]*\.sql/#), "\(name)")
      #expect(Int(match.1) == index + 1, "\(name)")
    }
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

  /// What each target may import: the table of the architecture, with the C library that is the room's own.
  static let allowed: [String: Set<String>] = {
    let rooms = ["Ingest", "Aggregate", "Operate", "Billing", "Optimize", "Partner", "Mail", "Simulate", "Reports"]
    return [
      "Grid": [], "Database": ["Grid", "CPostgreSQL", "CEmbedded"],
      "Documents": ["CXLSXWriter", "CPango", "CXML", "CCrypto"],
      "Decode": ["Grid", "CArchive", "CXML", "CXXHash", "CZlib"], "Ingest": ["Grid", "Database", "Decode"],
      "Aggregate": ["Grid", "Database"],
      "Billing": ["Grid", "Database", "Documents"], "Operate": ["Grid", "Database"],
      "Optimize": ["Grid", "Database", "Documents", "CHiGHS", "CZlib"],
      "Partner": ["Grid", "Database", "Documents", "CArchive", "CCrypto"],
      "Mail": ["Grid", "Database", "Documents", "CCurl"],
      "Simulate": ["Grid", "Documents"], "Reports": ["Grid", "Database", "Documents"],
      "gridctl": Set(["Grid", "Database", "Documents", "Decode"] + rooms),
    ].mapValues { $0.union(["Foundation", "Glibc", "Synchronization"]) }
  }()

  /// The modules that a source file imports.
  static func imports(of text: String) -> [String] {
    text.matches(
      of: #/(?m)^(?:@\w+ |\w+ )*?import (?:struct |enum |class |protocol |func |var |typealias |let )?(\w+)/#
    )
    .map { String($0.1) }
  }

  @Test("targets import what the architecture lets them, and rooms never each other")
  func imports() throws {
    for file in Self.sources {
      let target = String(file.split(separator: "/")[1])
      let allowed = try #require(Self.allowed[target], "\(target) is not in the table")
      for name in Self.imports(of: try Self.text(file)) {
        #expect(allowed.contains(name), "\(file) imports \(name)")
      }
    }
    #expect(Self.imports(of: "import A\n@testable import B\npublic import struct C.D\n// import E") == ["A", "B", "C"])
  }

  @Test("nothing is left unfinished, and no path of one machine is named")
  func words() throws {
    for file in Self.sources + Self.files(["sql", "cron", "Scripts"], "") where !file.hasSuffix("schema.sql") {
      guard let text = try? Self.text(file) else { continue }
      for word in ["TO" + "DO", "FIX" + "ME", "not impl" + "emented", "/wo" + "rk/", "../sha" + "red", "/ro" + "ot/"] {
        #expect(!text.contains(word), "\(file): \(word)")
      }
      #expect(!text.contains(#/\bXXX\b/#.wordBoundaryKind(.simple)), "\(file)")
    }
  }
}
