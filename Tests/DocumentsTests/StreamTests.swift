import Documents
import Foundation
import Testing

@Suite struct StreamTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  private struct Torn: Error {}

  private func stream(_ count: Int, tearAt torn: Int? = nil) -> Sheet {
    Sheet(
      "Slots",
      columns: [Column("From", .localTime), Column("Meter"), Column("Wh", .wattHours, totals: [.sum])],
      rows: .stream { write in
        for slot in 0..<count {
          if slot == torn { throw Torn() }
          try write([
            .localTime(1_735_689_600 + Int64(slot) * 900), .text("M\(slot % 7)"), .integer(Int64(slot % 1000)),
          ])
        }
      },
      charts: [Chart(.line, "Load", categories: "From", series: ["Wh"])])
  }

  @Test(
    "a hundred thousand streamed rows make a sound workbook with the right total",
    .enabled(if: Workshop.hasUnzip, "unzip is not installed"))
  func hundredThousand() throws {
    try XLSXWriter().write(Document("Slots", created: 1, sheets: [stream(100_000)]), to: shop.path("big.xlsx"))
    try shop.run("/usr/bin/unzip", ["-tq", shop.path("big.xlsx")])
    let sheet = try shop.part("xl/worksheets/sheet1.xml", of: "big.xlsx")
    #expect(sheet.contains("<row r=\"100001\""))
    #expect(sheet.contains("<f>SUBTOTAL(109,C2:C100001)</f><v>49950000</v>"))
    #expect(sheet.contains("<autoFilter ref=\"A1:C100001\"/>"))
    #expect(try shop.part("xl/charts/chart1.xml", of: "big.xlsx").contains("<c:f>Slots!$C$2:$C$100001</c:f>"))
  }

  @Test("equal streams give equal bytes")
  func determinism() throws {
    for name in ["one.xlsx", "two.xlsx"] {
      try XLSXWriter().write(Document("Slots", created: 1, sheets: [stream(500)]), to: shop.path(name))
    }
    let (one, two) = (shop.path("one.xlsx"), shop.path("two.xlsx"))
    #expect(FileManager.default.contentsEqual(atPath: one, andPath: two))
  }

  @Test(
    "LibreOffice opens a streamed sheet and calculates its total",
    .enabled(if: Workshop.hasOffice, "soffice or zip is not installed"))
  func opens() throws {
    try XLSXWriter().write(Document("Slots", created: 1, sheets: [stream(3000)]), to: shop.path("big.xlsx"))
    let rows = try #require(try shop.recalculated("big.xlsx")["Slots"])
    #expect(rows.count == 3002)
    #expect(rows.last?[2] == "1,498,500")
    #expect(rows[1][0] == "2025-01-01 00:00")
  }

  @Test("a stream that fails leaves the older file as it was and nothing beside it", arguments: ["a.xlsx", "a.csv"])
  func torn(_ name: String) throws {
    try Data("old".utf8).write(to: URL(fileURLWithPath: shop.path(name)))
    #expect(throws: Torn.self) {
      let sheet = stream(1000, tearAt: 700)
      if name == "a.csv" {
        try CSVWriter().write(sheet, to: shop.path(name))
      } else {
        try XLSXWriter().write(Document("Slots", created: 1, sheets: [sheet]), to: shop.path(name))
      }
    }
    #expect(try shop.text(name) == "old")
    #expect(shop.names == [name])
  }

  @Test("a row more than a sheet holds is refused")
  func tooMany() throws {
    let sheet = Sheet(
      "Full", columns: [Column("Wh", .wattHours, totals: [.sum])],
      rows: .stream { write in for _ in 0..<1_048_575 { try write([.empty]) } })
    #expect(throws: DocumentFailure.tooManyRows(sheet: "Full")) {
      try XLSXWriter().write(Document("Full", created: 1, sheets: [sheet]), to: shop.path("full.xlsx"))
    }
    #expect(shop.names == [])
  }
}
