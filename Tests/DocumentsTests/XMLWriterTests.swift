import Foundation
import Testing

@testable import Documents

@Suite struct XMLWriterTests {
  private func write(_ xml: XMLWriter, count: Int) {
    xml.element("list", ["kind": "a & b"]) {
      for number in 0..<count { xml.element("item", [:], "<\(number)> é\u{1}") }
    }
  }

  @Test("a document that goes into a file is the one that goes into memory, whatever the file is called")
  func file() throws {
    let memory = XMLWriter()
    write(memory, count: 10_000)
    let path = "/tmp/gridctl xml %41 \(UUID().uuidString)"
    defer { unlink(path) }
    let xml = try XMLWriter(path: path)
    write(xml, count: 10_000)
    try xml.close()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == memory.finish())
  }

  @Test("a file that does not take the document is a failure, at its begin or at its end")
  func failure() throws {
    #expect(throws: DocumentFailure.self) { try XMLWriter(path: "/tmp/no/such/folder") }
    for count in [1, 100_000] {
      let xml = try XMLWriter(path: "/dev/full")
      write(xml, count: count)
      #expect(throws: DocumentFailure.self) { try xml.close() }
    }
  }
}
