import Documents
import Foundation
import Testing

@Suite struct DocumentFolderTests {
  let place = NSTemporaryDirectory() + "folder-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true) }

  func make(_ text: String = "one") throws -> [DocumentFolder.Entry] {
    var folder = try DocumentFolder("\(place)/2025-04")
    try folder.add("a.csv", answers: "Is <a> there?") { path in try writeText(to: path) { try $0(text) } }
    try folder.add("homes/b c.csv", answers: "b") { path in try writeText(to: path) { try $0("b") } }
    return try folder.publish(title: "April", subject: "all", language: .en)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: "\(place)/2025-04/\(name)", encoding: .utf8) }

  func names() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: place).sorted() }

  @Test("digests that sha256sum accepts, and an index that links every file")
  func whole() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    #expect(try make().map(\.bytes) == [3, 1])
    #expect(
      try names() == [
        "2025-04", "2025-04/SHA256SUMS", "2025-04/a.csv", "2025-04/homes", "2025-04/homes/b c.csv",
        "2025-04/index.html",
      ])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = ["--check", "--strict", "--quiet", "SHA256SUMS"]
    process.currentDirectoryURL = URL(fileURLWithPath: "\(place)/2025-04")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try text("SHA256SUMS").split(separator: "\n").count == 3)
    let index = try text("index.html")
    #expect(index.contains("<a href=\"a.csv\">a.csv</a>") && index.contains("<a href=\"homes/b%20c.csv\">"))
    #expect(index.contains("Is &lt;a&gt; there?") && index.contains(hexadecimal(sha256(Array("one".utf8)))))
  }

  @Test("the same files give the same bytes, and a new folder takes the place of the old one")
  func again() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    _ = try make()
    let sums = try text("SHA256SUMS")
    try Data().write(to: URL(fileURLWithPath: "\(place)/2025-04/stray"))
    _ = try make()
    #expect(try text("SHA256SUMS") == sums)
    #expect(try names().count == 6)
    _ = try make("two")
    #expect(try text("SHA256SUMS") != sums)
  }

  @Test("what is given up leaves nothing behind, and the old folder as it was")
  func discarded() throws {
    defer { try? FileManager.default.removeItem(atPath: place) }
    _ = try make()
    var folder = try DocumentFolder("\(place)/2025-04/")
    try folder.add("a.csv", answers: "a") { path in try writeText(to: path) { try $0("half") } }
    folder.discard()
    #expect(try names().count == 6)
    #expect(try text("a.csv") == "one")
    #expect(throws: DocumentFailure.self) { try DocumentFolder("\(place)/none/2025-04") }
  }
}
