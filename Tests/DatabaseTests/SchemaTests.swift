import Foundation
import Support
import Testing

@Suite struct SchemaTests {
  @Test("sql/schema.sql is what the migrations make; 'make schema' writes it")
  func schema() throws {
    let database = try TestDatabase()
    // Another version of pg_dump writes the same schema in other words.
    guard try database.lines("SHOW server_version_num").first?.hasPrefix("15") == true else {
      print("skipped: sql/schema.sql is written by PostgreSQL 15")
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(repository)/Scripts/schema.sh")
    process.arguments = ["--print", database.conninfo]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let printed = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(
      String(decoding: printed, as: UTF8.self)
        == (try String(contentsOfFile: "\(repository)/sql/schema.sql", encoding: .utf8)))
  }
}
