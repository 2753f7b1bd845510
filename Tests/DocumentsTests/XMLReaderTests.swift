import Documents
import Foundation
import Testing

@Suite struct XMLReaderTests {
  /// A file with this text that goes with the body.
  private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("x-\(UUID().uuidString).xml").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("records come when they end, with their own texts and those so far of what is around them")
  func records() throws {
    let text = """
      <?xml version="1.0"?>
      <d:Doc xmlns:d="urn:x:y:z.001"><d:Skip>no</d:Skip>
        <d:Book><d:Id> 7 </d:Id><d:Page n="1"><d:A><d:B>x</d:B></d:A><d:A><d:B>y&amp;z</d:B></d:A></d:Page>
          <d:Page n="2"/><d:Sum Ccy="EUR"><![CDATA[3]]>.50</d:Sum></d:Book>
        <d:Book/>
      </d:Doc>
      """
    try withFile(text) { path in
      let reader = XMLReader(path)
      let root = try reader.root()
      #expect(root.name == "Doc" && root.namespace == "urn:x:y:z.001")
      var seen: [String] = []
      try reader.records(["Book", "Page"]) { record in
        seen.append(
          record.name == "Page"
            ? "page \(record["@n"]!) of \(record.parent!["Id"]!): \(record.all("A/B")) \(record.parent!["Sum"] ?? "-")"
            : "book \(record["Id"] ?? "-") \(record["Sum"] ?? "-") \(record["Sum@Ccy"] ?? "-")")
      }
      #expect(
        seen == [#"page 1 of 7: ["x", "y&z"] -"#, "page 2 of 7: [] -", "book 7 3.50 EUR", "book - - -"])
    }
  }

  @Test("a file with a document type is refused before anything of it is believed")
  func entities() throws {
    let laughs = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
    let bombs = [
      "<!DOCTYPE d [<!ENTITY l0 \"ha\">\(laughs)]><d><r>&l9;</r></d>",
      "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><r>&x;</r></d>",
      "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/d.dtd\"><d><r>1</r></d>",
      "<!DOCTYPE d [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><d><r>1</r></d>",
    ]
    try withFile(bombs[1]) { path in
      #expect(throws: XMLFailure.documentType(line: 1)) { _ = try XMLReader(path).root() }
    }
    for bomb in bombs {
      try withFile(bomb) { path in
        #expect(throws: XMLFailure.self) { _ = try XMLReader(path).root() }
        #expect(throws: XMLFailure.self) {
          try XMLReader(path).records(["r"]) { _ in Issue.record("a record of a refused file") }
        }
      }
    }
  }

  @Test("what is not well-formed ends with the line, and what is not there with the reason")
  func malformed() throws {
    try withFile("<d>\n<r>1</r>\n<r>2</q>\n</d>") { path in
      #expect(throws: XMLFailure.malformed(line: 3)) { try XMLReader(path).records(["r"]) { _ in } }
    }
    try withFile("") { path in #expect(throws: XMLFailure.self) { _ = try XMLReader(path).root() } }
    try withFile("<d><r>&nope;</r></d>") { path in
      #expect(throws: XMLFailure.self) { try XMLReader(path).records(["r"]) { _ in } }
    }
    try withFile(String(repeating: "<a>", count: 2000)) { path in
      #expect(throws: XMLFailure.self) { try XMLReader(path).records(["r"]) { _ in } }
    }
    #expect(throws: XMLFailure.cannotRead("No such file or directory")) { try XMLReader("/nowhere.xml").root() }
  }
}
