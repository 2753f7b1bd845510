import Foundation
import Testing

@testable import Documents

/// A report as a print, judged by what other programs read in it.
@Suite struct ReportPDFTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  private func write(_ document: Document, to name: String = "t.pdf") throws {
    try ReportPDF().write(document, to: shop.path(name))
  }

  private func text(_ options: [String] = ["-layout"], _ name: String = "t.pdf") throws -> String {
    try shop.run("/usr/bin/pdftotext", options + [shop.path(name), "-"])
  }

  private func info(_ name: String = "t.pdf") throws -> [String: String] {
    try shop.run("/usr/bin/pdfinfo", ["-l", "-1", shop.path(name)]).split(separator: "\n").reduce(into: [:]) {
      info, line in
      let parts = line.split(separator: ":", maxSplits: 1)
      info[String(parts[0])] = parts.last?.trimmingCharacters(in: .whitespaces)
    }
  }

  /// Words that are not wholly on their page.
  private func cutWords(_ name: String = "t.pdf") throws -> [String] {
    var (width, height) = (0.0, 0.0)
    var cut: [String] = []
    for line in try text(["-bbox"], name).split(separator: "\n") {
      if let page = line.firstMatch(of: #/<page width="([\d.]+)" height="([\d.]+)"/#) {
        (width, height) = (Double(page.1)!, Double(page.2)!)
      }
      guard
        let word = line.firstMatch(
          of: #/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</#)
      else { continue }
      let inside =
        Double(word.1)! >= 20 && Double(word.2)! >= 20 && Double(word.3)! <= width - 20
        && Double(word.4)! <= height - 10
      if !inside { cut.append(String(word.5)) }
    }
    return cut
  }

  private func numbered(_ count: Int, columns: Int = 4, isStreamed: Bool = false) -> Sheet {
    let rows = (0..<count).map { row in
      [Cell.text("M\(row)")] + (1..<columns).map { .decimal(Int64(row * 1000 + $0), scale: 3) }
    }
    return Sheet(
      "Rows", title: "Rows of numbers",
      columns: [Column("Meter")] + (1..<columns).map { Column("Number \($0) kWh", .kilowattHours, totals: [.sum]) },
      rows: isStreamed ? .stream { write in for row in rows { try write(row) } } : .list(rows),
      page: Sheet.Page(landscape: false), frozenColumns: 1)
  }

  @Test("title, figures, notes, charts, tables and totals are there, numbers as the language writes them")
  func content() throws {
    var document = Sample.document
    document.language = .fr
    document.figures = [
      Figure("Consommé kWh", .decimal(1_234_567, scale: 3), .kilowattHours, remark: "année d’avant : 1 100"),
      Figure("Couverture", .decimal(391, scale: 3), .percent), Figure("Inconnu", .empty, .integer),
    ]
    try write(document)
    // A narrow space and one that does not break are read as a space.
    let text = try text().replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
    for part in [
      "Community EC2, October 2025", "1 234,567", "39,1 %", "–", "année d’avant", "4 producers",
      "Consumption by source",
      "2025-10-31", "14 035,003", "7 504,55 €", "39,0 %", "Moyenne", "2025-10-26 02:45 +02:00",
      "2025-10-26 02:45 +01:00", "École Jean-Zay", "oui", "1:35", "Page 1 sur",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(try cutWords() == [])
    let fonts = try shop.run("/usr/bin/pdffonts", [shop.path("t.pdf")]).split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty)
    // Name, type, encoding, then emb sub uni: every font is embedded.
    #expect(fonts.allSatisfy { $0.contains(#/ yes (yes|no ) (yes|no ) +\d+ +0$/#) }, "\(fonts)")
    #expect(fonts.contains { $0.contains("Lato") })
    let info = try info()
    #expect(info["Title"] == "Community EC2, October 2025" && info["Subject"] == "Energy balance")
    #expect(info["Author"] == "gridctl" && info["CreationDate"]?.contains("2025") == true)
    let pages = try #require(info["Pages"].flatMap { Int($0) })
    #expect(text.contains("Page \(pages) sur \(pages)") && !text.contains("Page \(pages + 1)"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: shop.path("t.pdf")))
    #expect(bytes.range(of: Data("/Lang (fr)".utf8)) != nil)
    try write(document, to: "again.pdf")
    #expect(try Data(contentsOf: URL(fileURLWithPath: shop.path("again.pdf"))) == bytes)
  }

  @Test("a long table repeats its heading on every page and loses no row, streamed or not", arguments: [false, true])
  func long(isStreamed: Bool) throws {
    try write(Document("Long", created: 1, sheets: [numbered(500, isStreamed: isStreamed)]))
    let pages = try text().split(separator: "\u{C}").filter { $0.contains { !$0.isWhitespace } }
    #expect(pages.count > 8)
    #expect(pages.allSatisfy { $0.contains("Meter") && $0.contains("Number 1") })
    let names = pages.flatMap { $0.matches(of: /\bM\d+\b/).map { String($0.0) } }
    #expect(names == (0..<500).map { "M\($0)" })
    #expect(pages.enumerated().allSatisfy { $1.contains("Page \($0 + 1) of \(pages.count)") })
    // 0 + 1000 + … + 499,000, and 1 in each row.
    #expect(pages.last?.contains("124,750.500") == true)
    #expect(try cutWords() == [])
  }

  @Test("a wide table is spread over several that begin with the same column; every value is there once")
  func wide() throws {
    try write(Document("Wide", created: 1, sheets: [numbered(3, columns: 40)]))
    let text = try text()
    #expect(text.matches(of: /\bM2\b/).count > 2)
    let numbers = text.matches(of: /\b2\.0(\d\d)\b/).map { Int($0.1)! }
    #expect(numbers == Array(1..<40))
    #expect(try cutWords() == [])
  }

  @Test("long texts are broken between words, a longer one goes on below, and nothing of them is lost")
  func texts() throws {
    let words = (0..<3000).map { "w\($0)" }
    let sheet = Sheet(
      "T", columns: [Column("A"), Column("B", .integer), Column("C")],
      rows: [
        [.text(words.joined(separator: " ")), .integer(7), .text(String(repeating: "x", count: 300))],
        [.text("short\nlines\u{1}"), .empty, .text("end")],
      ])
    try write(Document("Texts", created: 1, sheets: [sheet]))
    let found = try text(["-raw"]).matches(of: /\bw\d+\b/).map { String($0.0) }
    #expect(found == words)
    #expect(try text().filter { $0 == "x" }.count == 300 + text().matches(of: /Texts/).count)
    #expect(try cutWords() == [])
  }

  @Test("pages lie across where the sheet says so, and an empty table says so")
  func orientation() throws {
    var across = numbered(2)
    across.page.landscape = true
    var empty = numbered(0)
    empty.name = "Empty"
    try write(Document("Both", created: 1, sheets: [across, empty]))
    let sizes = try shop.run("/usr/bin/pdfinfo", ["-l", "9", shop.path("t.pdf")]).matches(
      of: /Page +\d+ size: +([\d.]+) x/)
    #expect(sizes.map { $0.1.prefix(3) } == ["841", "595"])
    #expect(try text().contains("No rows."))
  }

  @Test("more rows than a print holds are refused, and nothing is left behind")
  func tooMany() throws {
    let sheet = Sheet(
      "Full", columns: [Column("Wh", .wattHours)],
      rows: .stream { write in for _ in 0...ReportPDF.rowLimit { try write([.integer(1)]) } })
    #expect(throws: DocumentFailure.tooManyRows(sheet: "Full")) {
      try write(Document("Full", created: 1, sheets: [sheet]))
    }
    #expect(shop.names == [])
  }
}
