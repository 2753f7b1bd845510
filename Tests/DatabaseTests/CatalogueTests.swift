import Database
import Grid
import Support
import Testing

@Suite struct CatalogueTests {
  let database: TestDatabase

  init() throws {
    database = try TestDatabase()
    // Statements may work on the session's own tables, or on those of a foreign database: these are made first.
    for name in Catalogue.names
    where name.contains("/make_") && Catalogue.text(of: name)!.contains(/CREATE (TEMP )?TABLE/) {
      try database.connection.query(name)
    }
    // Some are sent to a coordination database, or that of a Zabbix server: their tables are as visible here as they are there.
    try database.script("CREATE SCHEMA coordination; SET search_path = coordination, public")
    try database.script(ELFESite.tables())
    try database.script(ZabbixSite.tables())
  }

  /// What a header says: `$n name type` lines, the shape, and the columns below it.
  struct Header {
    var parameters: [String] = []
    var shape: String?
    var columns: [(name: String, type: String)] = []

    init(_ text: String) {
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("--") else { break }
        let words = line.dropFirst(2).split(separator: " ").map(String.init)
        if line.hasPrefix("-- $"), words.count > 2 { parameters.append(words[2]) }
        if line.hasPrefix("-- returns "), shape == nil { shape = words[1] }
        if line.hasPrefix("--   "), shape != nil, words.count > 1 { columns.append((words[0], words[1])) }
      }
    }
  }

  @Test("every file of the catalogue is what its header says", arguments: Catalogue.names)
  func header(name: String) throws {
    let text = try #require(Catalogue.text(of: name))
    let header = Header(text)
    #expect(text.hasPrefix("-- "), "the first line is one sentence")
    let shape = try #require(header.shape, "the header says what the statement returns")
    guard shape != "copy" else { return }
    let statement = try database.connection.describe(name)
    for (index, type) in header.parameters.enumerated() where index < statement.parameters.count {
      #expect(try sameType(type, statement.parameters[index]), "$\(index + 1)")
    }
    #expect(header.parameters.count == statement.parameters.count)
    #expect(header.columns.map(\.name) == statement.columns.map(\.name))
    for (said, found) in zip(header.columns, statement.columns) {
      #expect(try sameType(said.type, found.type), "column \(said.name)")
    }
    #expect(["none", "one", "many"].contains(shape))
    #expect((shape == "none") == statement.columns.isEmpty)
  }

  private func sameType(_ name: String, _ oid: Int) throws -> Bool {
    try database.lines("SELECT '\(name)'::regtype::oid = \(oid)") == ["t"]
  }
}
