import Foundation
import Testing

@testable import Documents

/// The page layer, judged by what other programs read in its files.
@Suite struct PDFTests {
  let workshop: Workshop
  let type: PDFTypesetter
  let body = PDFStyle(9)

  init() throws {
    workshop = try Workshop()
    type = try PDFTypesetter()
  }

  /// A word on a page, with its box in points from the top left corner.
  struct Word {
    let page: Int
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let text: String
  }

  private func words(_ name: String) throws -> [Word] {
    var page = 0
    return try workshop.run("/usr/bin/pdftotext", ["-bbox", workshop.path(name), "-"]).split(separator: "\n")
      .compactMap { line in
        if line.contains("<page ") { page += 1 }
        let form = #/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>/#
        return line.firstMatch(of: form).map {
          Word(page: page, x: Double($0.1)!...Double($0.3)!, y: Double($0.2)!...Double($0.4)!, text: String($0.5))
        }
      }
  }

  private func info(_ name: String) throws -> String { try workshop.run("/usr/bin/pdfinfo", [workshop.path(name)]) }

  private func write(_ name: String, title: String = "", _ pages: [PDFPage]) throws {
    try PDFWriter().write(to: workshop.path(name)) { output in
      output.title = title
      output.author = "Énergies du Vallon"
      output.date = 20_213  // 2025-05-05
      for page in pages { try output.add(page) }
    }
  }

  private func page(_ texts: [String]) -> PDFPage {
    var page = PDFPage()
    for (index, text) in texts.enumerated() {
      page.put(type.line(text, body), x: 60, baseline: 60 + Double(index) * 16)
    }
    return page
  }

  @Test("texts can be searched, the file says who made what and when, and carries its fonts")
  func text() throws {
    try write(
      "a.pdf", title: "Facture F2025-000001",
      [page(["Énergie réseau 1\u{202F}234,50\u{A0}€", "nævus œuvre Ÿser −12 a–b"]), page([])])
    let text = try workshop.run("/usr/bin/pdftotext", [workshop.path("a.pdf"), "-"])
    #expect(text.contains("Énergie réseau 1 234,50 €") || text.contains("Énergie réseau 1\u{202F}234,50 €"), "\(text)")
    #expect(text.contains("nævus œuvre Ÿser −12 a–b"))
    let info = try info("a.pdf")
    #expect(info.contains(#/Title: +Facture F2025-000001\n/#) && info.contains(#/Author: +Énergies du Vallon\n/#))
    #expect(info.contains(#/CreationDate: +Mon May  5 00:00:00 2025/#) && info.contains(#/ModDate: +Mon May  5 /#))
    #expect(info.contains(#/Pages: +2\n/#) && info.contains("(A4)"))
    let fonts = try workshop.run("/usr/bin/pdffonts", [workshop.path("a.pdf")]).split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(#/ yes yes yes /#) })
  }

  @Test("the same pages give the same bytes, whoever sets them and when")
  func reproducible() throws {
    try write("a.pdf", [page(["Énergie 12,50", "Łukasz Ελένη"])])
    let other = try PDFTypesetter()
    var page = PDFPage()
    for (index, text) in ["Énergie 12,50", "Łukasz Ελένη"].enumerated() {
      page.put(other.line(text, body), x: 60, baseline: 60 + Double(index) * 16)
    }
    Thread.sleep(forTimeInterval: 1.1)
    try write("b.pdf", [page])
    let bytes = try ["a.pdf", "b.pdf"].map { try Data(contentsOf: URL(fileURLWithPath: workshop.path($0))) }
    #expect(bytes[0] == bytes[1])
  }

  private func table(rows: Int) -> PDFTable {
    PDFTable(
      [
        .init("Item", left: 0, right: 200), .init("Size", left: 210, right: 300, .decimal(mark: ".")),
        .init("Price", left: 310, right: 400, .right),
      ], headingStyle: PDFStyle(8, .bold), accent: PDFColour(.navy),
      rows: (0..<rows).map {
        .init(["row-\($0)", "\($0).\(String(repeating: "5", count: $0 % 3 + 1))", "\($0 * 7)"], body)
      })
  }

  private func flow() -> PDFFlow {
    var flow = PDFFlow(type, x: 60, width: 400, bottom: 780) { page in
      page.put(type.line("continued", body), x: 60, baseline: 50)
      return 70
    }
    flow.y = 60
    return flow
  }

  @Test("a table of 200 rows goes on over pages under its headings, and nothing leaves the page")
  func breaks() throws {
    var flow = flow()
    flow.add(table(rows: 200))
    flow.forEachPage { page, number, count in
      page.put(type.line("page \(number) of \(count)", body), x: 60, baseline: 800)
    }
    try write("long.pdf", flow.pages)
    let words = try words("long.pdf")
    let count = flow.pages.count
    #expect((4...6).contains(count))
    #expect(words.filter { $0.text.hasPrefix("row-") }.map(\.text) == (0..<200).map { "row-\($0)" })
    #expect(words.filter { $0.text == "Item" }.map(\.page) == Array(1...count))
    #expect(words.filter { $0.text == "continued" }.map(\.page) == Array(2...count))
    #expect(words.filter { $0.text == "page" }.count == count)
    for word in words {
      #expect(word.x.lowerBound >= 59 && word.x.upperBound <= 461 && word.y.lowerBound >= 0, "\(word)")
      #expect(word.y.upperBound <= (word.text.hasPrefix("row-") ? 780 : PDFPage.height), "\(word)")
    }
    // Rows do not lie over one another.
    let rows = words.filter { $0.text.hasPrefix("row-") }
    for (above, below) in zip(rows, rows.dropFirst()) where above.page == below.page {
      #expect(above.y.upperBound <= below.y.lowerBound + 0.5)
    }
  }

  @Test("a row that keeps with the next is not the last of a page")
  func keeps() throws {
    var flow = flow()
    var table = table(rows: 0)
    for group in 0..<60 {
      table.rows.append(.init(["group-\(group)", "", ""], body, above: 4, keepsWithNext: true))
      for row in 0..<(group % 4 + 1) { table.rows.append(.init(["row-\(group)-\(row)", "1", "2"], body)) }
    }
    flow.add(table)
    try write("groups.pdf", flow.pages)
    let words = try words("groups.pdf").filter { $0.text.contains("-") }.sorted {
      ($0.page, $0.y.lowerBound) < ($1.page, $1.y.lowerBound)
    }
    #expect(flow.pages.count > 3)
    for (above, below) in zip(words, words.dropFirst()) where above.page != below.page {
      #expect(!above.text.hasPrefix("group"), "\(above)")
    }
  }

  @Test("decimal marks stand below one another, figures are as wide as each other, and the right column is flush")
  func figures() throws {
    var flow = flow()
    var table = table(rows: 0)
    for text in ["1.5", "1111.5", "77.25", "9.125", "4"] { table.rows.append(.init(["x", text, "8"], body)) }
    table.rows.append(.init(["x", "", "123456"], body))
    flow.add(table)
    try write("figures.pdf", flow.pages)
    let words = try words("figures.pdf")
    func end(_ text: String) throws -> Double { try #require(words.first { $0.text == text }).x.upperBound }
    let digit = type.line("0", body).width
    #expect(digit == type.line("1", body).width)
    #expect(abs(try end("1.5") - end("1111.5")) < 0.01)
    #expect(abs(try end("77.25") - end("1.5") - digit) < 0.01)
    #expect(abs(try end("9.125") - 60 - 300) < 0.01)
    #expect(abs(try end("4") + type.line(".5", body).width - end("1.5")) < 0.01)
    #expect(words.filter { $0.text == "8" || $0.text == "123456" }.allSatisfy { abs($0.x.upperBound - 460) < 0.01 })
  }

  @Test("a long text wraps within its width, and a long word is cut without a hyphen")
  func wraps() throws {
    let name = String(repeating: "Wolfeschlegelstein", count: 6)
    let text = type.paragraph("\(name) and nine more words that need a line", body, width: 150)
    #expect(text.width <= 150 && text.height > 3 * 9)
    var page = PDFPage()
    page.put(text, x: 60, baseline: 100)
    try write("wrap.pdf", [page])
    let words = try words("wrap.pdf")
    #expect(words.allSatisfy { $0.x.upperBound <= 210.5 })
    #expect(words.map(\.text).joined().hasPrefix(name))
  }

  @Test("any script is drawn, with boxes where no font has it")
  func scripts() throws {
    try write("scripts.pdf", [page(["Łukasz", "Ελένη", "Юлия", "北京", "👩🏽‍🌾", "עברית", "\u{0}\u{FFFF}", "", "a\nb"])])
    let words = try words("scripts.pdf").map(\.text)
    #expect(words.contains("Łukasz") && words.contains("Ελένη") && words.contains("Юлия"))
  }

  @Test("a text is set once, and memory for texts is bounded")
  func remembers() {
    let first = type.line("12,50", body)
    #expect(first === type.line("12,50", body))
    #expect(first !== type.line("12,50", PDFStyle(9, .bold)))
    for number in 0..<9000 { _ = type.line("\(number)", body) }
    #expect(first !== type.line("12,50", body))
  }

  @Test("an older file stays as it is when a PDF cannot be written")
  func failure() throws {
    try Data("old".utf8).write(to: URL(fileURLWithPath: workshop.path("a.pdf")))
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try PDFWriter().write(to: workshop.path("a.pdf")) { output in
        try output.add(page(["x"]))
        throw Stop()
      }
    }
    #expect(try workshop.text("a.pdf") == "old")
    #expect(workshop.names == ["a.pdf"])
    #expect(throws: DocumentFailure.cannotWrite(path: "/dev/full", reason: "No space left on device")) {
      try PDFWriter().write(to: "/dev/full") { try $0.add(page(["x"])) }
    }
    #expect(throws: DocumentFailure.cannotWrite(path: "/nowhere/a.pdf", reason: "No such file or directory")) {
      try PDFWriter().write(to: "/nowhere/a.pdf") { try $0.add(page(["x"])) }
    }
  }
}

@Suite struct PrintLanguageTests {
  @Test(
    "numbers are written as French and English print them",
    arguments: [
      ("1234567.5", 2...2, "1 234 567,50", "1,234,567.50"), ("-999.995", 2...2, "−1 000,00", "−1,000.00"),
      ("0.0300", 0...6, "0,03", "0.03"), ("0.1800", 4...6, "0,1800", "0.1800"), ("100", 0...3, "100", "100"),
      ("-0.004", 2...2, "0,00", "0.00"), ("1000", 0...0, "1 000", "1,000"), ("12.345678", 2...4, "12,3457", "12.3457"),
    ] as [(String, ClosedRange<Int>, String, String)])
  func numbers(value: String, places: ClosedRange<Int>, french: String, english: String) throws {
    let number = try #require(ExactDecimal(value))
    #expect(PrintLanguage.fr.number(number, places: places) == french.replacing(" ", with: "\u{202F}"))
    #expect(PrintLanguage.en.number(number, places: places) == english)
  }

  @Test("amounts have their sign, percents their space")
  func amounts() {
    let amount = ExactDecimal(unscaled: -123_450, scale: 2)
    #expect(PrintLanguage.fr.euros(amount) == "−1\u{202F}234,50\u{A0}€")
    #expect(PrintLanguage.en.euros(amount) == "−€1,234.50")
    #expect(PrintLanguage.fr.percent(ExactDecimal("5.50")!) == "5,5\u{202F}%")
    #expect(PrintLanguage.en.percent(ExactDecimal("20.00")!) == "20%")
  }

  @Test("French punctuation has its narrow space, English none")
  func punctuation() {
    #expect(
      PrintLanguage.fr.typeset("Où : « ici » ; 5 % ! Non ?")
        == "Où\u{202F}: «\u{202F}ici\u{202F}»\u{202F}; 5\u{202F}%\u{202F}! Non\u{202F}?")
    #expect(PrintLanguage.en.typeset("where : there") == "where : there")
  }
}
