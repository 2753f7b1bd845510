import Documents
import Foundation
import Grid
import Support
import Testing

@testable import Reports

/// The page in a browser, the workbook in LibreOffice.
@Suite(.serialized) struct HouseholdPageTests {
  let house = try! House()

  @Test(
    "a browser shows the figures of the database, says nothing on its console and fetches nothing",
    .enabled(if: Browser.isInstalled, "chromium is not installed"), arguments: PrintLanguage.allCases)
  func figures(language: PrintLanguage) throws {
    let office = try Office()
    let browser = Browser(office: office)
    try HTMLWriter().write(house.report(language: language).document, to: office.path("page.html"))
    let (dom, console) = try browser.load("page.html")
    #expect(console == [])
    let sums = Sums(try house.readings("H", in: House.springs))
    let tiles = dom.matches(of: #/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/#).map {
      (String($0.output.1), String($0.output.2))
    }
    let values = Dictionary(tiles, uniquingKeysWith: { first, _ in first })
    func shown(_ wattHours: Int) -> String {
      let tenths = (wattHours + 50) / 100
      return "\(tenths / 10)\(language == .fr ? "," : ".")\(tenths % 10)"
    }
    #expect(values[language("Used kWh", fr: "Consommé kWh")] == shown(sums.used))
    #expect(values[language("Produced kWh", fr: "Produit kWh")] == shown(sums.produced))
    #expect(values[language("Drawn kWh", fr: "Soutiré kWh")] == shown(sums.drawn))
    #expect(values[language("Fed in kWh", fr: "Injecté kWh")] == shown(sums.fedIn))
    #expect(
      values[language("Autarky h:min", fr: "Autarcie h:min")]
        == "\(sums.minutes / 60):\(String(format: "%02d", sums.minutes % 60))")
    // Every day is a row with a name, and the days with gaps catch the eye.
    let days = dom.matches(of: #/<th scope="row"( class="amber")?>(2025-0\d-\d\d)<\/th>/#)
    #expect(days.count == 14)
    #expect(days.filter { $0.output.1 != nil }.map { $0.output.2 } == ["2025-03-27", "2025-04-01", "2025-04-02"])
    #expect(dom.contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\(language)\">"))
    for landmark in ["<header>", "<main id=\"main\"", "<nav aria-label=", "<footer>", "class=\"skip\" href=\"#main\""] {
      #expect(dom.contains(landmark), "\(landmark)")
    }
    #expect(dom.matches(of: #/<h1>/#).count == 1 && dom.matches(of: #/<h2 id="h\d"/#).count == 3)
    #expect(dom.matches(of: #/<svg [^>]*role="img"/#).count == 6 && dom.matches(of: #/<caption>/#).count == 3)
  }

  @Test(
    "a page that did fetch or say something would be found out",
    .enabled(if: Browser.isInstalled, "chromium is not installed"))
  func control() throws {
    let office = try Office()
    let page = try HTMLWriter().text(house.report().document)
      .replacingOccurrences(of: "<main", with: "<img src=\"http://127.0.0.1:9/x.png\" alt=\"\"/><main")
    try page.write(toFile: office.path("page.html"), atomically: true, encoding: .utf8)
    #expect(try !Browser(office: office).load("page.html").console.isEmpty)
    try "<body><div style=\"width:900px\">x</div></body>".write(
      toFile: office.path("wide.html"), atomically: true, encoding: .utf8)
    let widths = try Browser(office: office).widths(of: "wide.html", in: 360, isOpen: false)
    #expect(widths.scrolled > 880 && widths.shown == 360)
  }

  @Test(
    "nothing stands out of a screen of 360 pixels, in either language, folded or not",
    .enabled(if: Browser.isInstalled, "chromium is not installed"))
  func narrow() throws {
    let office = try Office()
    let year = Period("2025", today: LocalDay(number: 0))!
    let day = Period("2025-10-26", today: LocalDay(number: 0))!
    for (period, language) in [(House.springs, PrintLanguage.fr), (year, .en), (day, .fr)] {
      let document = try house.report(period, language: language).document
      try HTMLWriter().write(document, to: office.path("page.html"))
      for isOpen in [false, true] {
        let widths = try Browser(office: office).widths(of: "page.html", in: 360, isOpen: isOpen)
        // A scroll bar may take some of it.
        #expect(widths.scrolled == widths.shown && (340...360).contains(widths.shown), "\(period) \(language)")
      }
    }
  }

  @Test(
    "the totals that LibreOffice calculates are the sums of the readings, and every sheet has its chart",
    .enabled(if: Office.isInstalled, "soffice is not installed"))
  func workbook() throws {
    let office = try Office()
    try XLSXWriter().write(house.report().document, to: office.path("house.xlsx"))
    let sums = Sums(try house.readings("H", in: House.springs))
    let sheets = try office.sheets(of: "house.xlsx")
    let total = try #require(sheets["Days"]?.first { $0.values.contains("Total") })
    for (heading, value) in [
      ("Used kWh", sums.used), ("Produced kWh", sums.produced), ("Self-consumed kWh", sums.produced - sums.fedIn),
      ("Drawn kWh", sums.drawn), ("Fed in kWh", sums.fedIn),
    ] {
      #expect(Int((Double(total[heading] ?? "") ?? 0) * 1000 + 0.5) == value, "\(heading)")
    }
    let devices = try #require(sheets["Devices"]?.first { $0.values.contains("Total") })
    #expect(Int((Double(devices["Used kWh"] ?? "") ?? 0) * 1000 + 0.5) == sums.used)
    for number in 1...3 { #expect(try office.part("xl/charts/chart\(number).xml", of: "house.xlsx").contains("c:ser")) }
  }
}
