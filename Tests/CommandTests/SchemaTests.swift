import Foundation
import Support
import Testing

@Suite struct SchemaTests {
  @Test(
    "sql/schema.sql is what the migrations make",
    .enabled("there is no sql/schema.sql: 'make schema' writes it") {
      FileManager.default.fileExists(atPath: "\(repository)/sql/schema.sql")
    })
  func schema() throws {
    let place = try Workplace(isLoaded: false)
    _ = try place.succeed("'\(repository)/Scripts/schema.sh' '\(Workplace.binaries)/gridctl' made.sql")
    let made = try String(contentsOfFile: "\(place.folder)/made.sql", encoding: .utf8)
    #expect(made.contains("CREATE TABLE grid.interval_block"))
    let (status, output) = try place.run("diff -u '\(repository)/sql/schema.sql' made.sql")
    #expect(status == 0, "run 'make schema'\n\(output)")
  }
}
