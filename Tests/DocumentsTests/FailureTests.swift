import Documents
import Foundation
import Testing

@Suite struct FailureTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  private func failure(_ sheet: Sheet, to path: String? = nil) -> DocumentFailure? {
    do {
      try XLSXWriter().write(Document("T", created: 1, sheets: [sheet]), to: path ?? shop.path("t.xlsx"))
    } catch { return error as? DocumentFailure }
    return nil
  }

  @Test("a folder that is missing is named with the reason the system gives")
  func missingFolder() {
    let path = shop.path("missing/t.xlsx")
    #expect(failure(Sample.kinds, to: path) == .cannotWrite(path: path, reason: "No such file or directory"))
    #expect(throws: DocumentFailure.cannotWrite(path: path, reason: "No such file or directory")) {
      try CSVWriter().write(Sample.kinds, to: path)
    }
    #expect(failure(Sample.kinds, to: path)?.message == "cannot write '\(path)': No such file or directory")
  }

  @Test("a full disk is an error and not half a file")
  func fullDisk() {
    #expect(throws: DocumentFailure.cannotWrite(path: "/dev/full", reason: "No space left on device")) {
      try CSVWriter().write(Sample.month, to: "/dev/full")
    }
    #expect(
      failure(Sample.kinds, to: "/dev/full") == .cannotWrite(path: "/dev/full", reason: "No space left on device"))
  }

  @Test("a folder is not replaced by a file")
  func folder() {
    #expect(failure(Sample.kinds, to: shop.folder) == .cannotWrite(path: shop.folder, reason: "Is a directory"))
  }

  @Test("a symbolic link stays a link to the new file")
  func link() throws {
    try Data("old".utf8).write(to: URL(fileURLWithPath: shop.path("real.csv")))
    try FileManager.default.createSymbolicLink(
      atPath: shop.path("link.csv"), withDestinationPath: shop.path("real.csv"))
    try CSVWriter().write(Sample.members, to: shop.path("link.csv"))
    #expect(try shop.text("real.csv").hasPrefix("Member,"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: shop.path("link.csv")) == shop.path("real.csv"))
  }

  @Test(
    "Excel's forbidden sheet names are refused",
    arguments: ["", "a/b", "what?", "'quoted'", "History", String(repeating: "x", count: 32)])
  func names(_ name: String) {
    var sheet = Sample.kinds
    sheet.name = name
    #expect(failure(sheet) == .badSheetName(name))
    sheet.name = Sheet.safeName(name)
    #expect(failure(sheet) == nil)
  }

  @Test("two sheets cannot share a name, whatever its case")
  func sameName() {
    var other = Sample.kinds
    other.name = "KINDS"
    #expect(throws: DocumentFailure.badSheetName("KINDS")) {
      try XLSXWriter().write(Document("T", created: 1, sheets: [Sample.kinds, other]), to: shop.path("t.xlsx"))
    }
  }

  @Test("a chart or a ratio over a column that is not there is named")
  func unknownColumn() {
    var sheet = Sample.members
    sheet.charts = [Chart(.line, "T", categories: "Member", series: ["Lost kWh"])]
    #expect(failure(sheet) == .noSuchColumn(sheet: "Members", heading: "Lost kWh"))
    sheet = Sample.members
    sheet.columns[1].totals = [.ratio(of: "Gone", to: "Member")]
    #expect(failure(sheet) == .noSuchColumn(sheet: "Members", heading: "Gone"))
  }

  @Test("a sheet without columns is written and is empty")
  func noColumns() throws {
    let sheet = Sheet("N", columns: [], rows: [[], []])
    #expect(failure(sheet) == nil)
    try CSVWriter().write(sheet, to: shop.path("n.csv"))
    #expect(try shop.text("n.csv") == "\n\n\n")
  }

  @Test("a row with too many cells is named by its number")
  func ragged() {
    let sheet = Sheet("R", columns: [Column("A")], rows: [[.empty], [.empty, .empty]])
    #expect(failure(sheet) == .raggedRow(sheet: "R", row: 2))
  }
}
