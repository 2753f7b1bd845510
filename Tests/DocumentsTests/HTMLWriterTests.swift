import Foundation
import Testing

@testable import Documents

@Suite struct HTMLWriterTests {
  typealias Picture = SVGWriterTests.Picture

  static var day: Sheet {
    Sheet(
      "Day", title: "A < B & \"C\"", notes: ["<script>alert(1)</script>"],
      columns: [Column("From", .localTime), Column("Wh", .integer, totals: [.sum])],
      rows: .list((0..<24).map { [.localTime(1_780_272_000 + 3600 * $0, offset: 7200), .integer($0 * 10)] }),
      charts: [Chart(.area, "Load", categories: "From", series: ["Wh"], valueTitle: "Wh")])
  }

  static func page(_ sheets: [Sheet]) -> Document { Document("Page", subject: "two > one", created: 0, sheets: sheets) }

  @Test("a page is well-formed, holds every cell and total, and escapes every text")
  func whole() throws {
    let text = try HTMLWriter().text(Self.page([Self.day, Sample.members]))
    let page = try Picture(text)
    #expect(page.texts("h1") == ["Page"])
    #expect(page.texts("h2").first == "A < B & \"C\"")
    #expect(page.texts("p").contains("<script>alert(1)</script>") && !text.contains("<script"))
    #expect(page.texts("td").prefix(2) == ["0", "10"])
    let rows = page.elements.filter { $0.name == "th" && $0.attributes["scope"] == "row" }.map(\.text)
    #expect(rows.prefix(2) == ["2026-06-01 00:00 +02:00", "2026-06-01 01:00 +02:00"])
    // 10 x (0 + … + 23).
    #expect(page.texts("td").contains("2,760") && rows.contains("École Jean-Zay"))
    // Twice each but the ring.
    #expect(page.elements.filter { $0.name == "svg" }.count == 2 * (1 + Sample.members.charts.count) - 1)
    #expect(page.texts("style").count == 1)
    #expect(try HTMLWriter().text(Self.page([Self.day, Sample.members])) == text)
  }

  @Test("figures are tiles in the language of the page, an unknown one is a dash")
  func tiles() throws {
    var document = Self.page([Self.day])
    document.language = .fr
    document.figures = [
      Figure("Consommé kWh", .decimal(12_345_678, scale: 4), .decimal(places: 1), remark: "l’an dernier : 9 %"),
      Figure("<Coût>", .empty, .euros), Figure("Autarcie", .integer(95), .duration),
    ]
    let page = try Picture(try HTMLWriter().text(document))
    #expect(page.texts("dt") == ["Consommé kWh", "<Coût>", "Autarcie"])
    #expect(page.texts("dd") == ["1\u{202F}234,6", "l’an dernier\u{202F}: 9\u{202F}%", "–", "1:35"])
    #expect(page.elements.first { $0.name == "html" }?.attributes["lang"] == "fr")
    #expect(page.texts("summary") == ["Tableau\u{202F}: A < B & \"C\""])
  }

  @Test("a page fetches nothing: no address but the names of its two languages, no script, no outside file")
  func alone() throws {
    let text = try HTMLWriter().text(Self.page([Self.day, Sample.month, Sample.members]))
    let addresses = Set(text.matches(of: #/[a-z]+:\/\/[^"]*/#).map { String($0.output) })
    #expect(addresses == ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"])
    for word in ["src=", "url(", "@import", "<script", "<link", "<iframe", "<img", "javascript:"] {
      #expect(!text.contains(word), "\(word)")
    }
    let links = text.matches(of: #/href="([^"]*)"/#).map { String($0.output.1) }
    #expect(links == ["#main", "#s1", "#s2", "#s3"])
    for link in links { #expect(text.contains("id=\"\(link.dropFirst())\"")) }
    #expect(text.contains("default-src 'none'"))
  }

  @Test("a long table that a picture shows is folded, a short one and one without a picture are open")
  func folded() throws {
    let page = try Picture(try HTMLWriter().text(Self.page([Self.day, Sample.kinds])))
    #expect(page.texts("summary") == ["Table: A < B & \"C\""])
    #expect(page.elements.filter { $0.name == "table" }.count == 2)
  }

  @Test("every text can be read: its contrast is 4.5 : 1 at least, on light paper and on dark")
  func contrast() throws {
    let palettes = (HTMLStyle.text + SVGStyle.text).matches(of: #/:root\{([^}]*)\}/#).map { palette in
      Dictionary(
        palette.output.1.matches(of: #/--(\w+):#([0-9a-f]+)/#).map { (String($0.output.1), String($0.output.2)) },
        uniquingKeysWith: { first, _ in first })
    }
    #expect(palettes.count == 2)
    /// Relative luminance, WCAG 2.
    func luminance(_ colour: String) -> Double {
      let digits = colour.count == 3 ? colour.map { "\($0)\($0)" }.joined() : colour
      let value = Int(digits, radix: 16)!
      let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    for palette in palettes {
      for (text, ground) in [
        ("ink", "paper"), ("ink", "card"), ("quiet", "paper"), ("quiet", "card"), ("link", "paper"), ("hot", "amber"),
      ] {
        let both = [luminance(palette[text]!), luminance(palette[ground]!)].sorted()
        #expect((both[1] + 0.05) / (both[0] + 0.05) >= 4.5, "\(text) on \(ground)")
      }
    }
  }

  @Test("a file is replaced whole, and an empty document is a page too")
  func files() throws {
    let workshop = try Workshop()
    try HTMLWriter().write(Self.page([Self.day]), to: workshop.path("page.html"))
    #expect(try workshop.text("page.html") == HTMLWriter().text(Self.page([Self.day])))
    #expect(workshop.names == ["page.html"])
    _ = try Picture(try HTMLWriter().text(Document("", created: 0, sheets: [Sheet("A", columns: [], rows: [])])))
  }
}

@Suite struct SVGLaneTests {
  /// The day of 23 hours in Paris: a lane from 01:00 to 03:00 on the wall is an hour.
  static func picture(lanes: [Chart.Lane]) throws -> (picture: SVGWriterTests.Picture, text: String) {
    var sheet = SVGWriterTests.sheet(
      Array(repeating: 5, count: 23), start: 1_774_738_800, offset: { $0 < 2 ? 3600 : 7200 })
    sheet.charts[0].lanes = lanes
    let text = try SVGWriter().text(sheet.charts[0], of: sheet)
    return (try SVGWriterTests.Picture(text), text)
  }

  static func lane(_ name: String, _ kind: String, _ colour: Chart.Colour, _ pieces: [(Int64, Int64, Int64, Bool)])
    -> Chart.Lane
  {
    Chart.Lane(
      name, kind: kind, colour: colour,
      pieces: pieces.map { from, to, value, isOn in
        Chart.Piece(
          from: 1_774_738_800 + from * 3600, to: 1_774_738_800 + to * 3600,
          value: .init(unscaled: Int128(value), scale: 0),
          isOn: isOn)
      })
  }

  @Test("bars lie in real time on the axis of the curve, a bar behind what is on, a profile as high as it takes")
  func places() throws {
    let (picture, text) = try Self.picture(lanes: [
      Self.lane("Washing <1>", "Machines", .navy, [(1, 2, 2000, true), (2, 3, 500, true), (5, 6, 1000, true)]),
      Self.lane("Radiator", "Heaters", .violet, [(0, 22, 100, false), (22, 23, 1000, true)]),
    ])
    #expect(text.contains("Washing &lt;1&gt;") && text.contains("Bars below: Machines 1, Heaters 1."))
    #expect(picture.texts("text").contains("Machines") && picture.texts("text").contains("Heaters"))
    // Hours between two labels of the axis tell how long an hour is.
    let labels = picture.elements.filter { $0.name == "text" && ["04:00", "20:00"].contains($0.text) }
    let x = labels.prefix(2).map { Double($0.attributes["x"]!)! }
    let hour = (x[1] - x[0]) / 16
    let midnight = x[0] - 3 * hour
    let numbers = { (path: String) in path.matches(of: #/-?\d+(\.\d+)?/#).map { Double($0.output.0)! } }
    // Four corners of two bars, from the left upper one clockwise: the first two hours are one bar.
    let bars = numbers(picture.paths("gc-bar")[0])
    #expect(bars.count == 16)
    for (found, wanted) in zip([bars[0], bars[2], bars[8], bars[10]], [1.0, 3, 5, 6]) {
      #expect(abs(found - midnight - wanted * hour) < 0.3)
    }
    let marks = picture.elements.filter { $0.name == "path" && $0.attributes["class"] == nil }.map {
      numbers($0.attributes["d"]!)
    }
    // 2000, 500 and 1000 W of 2000.
    let heights = stride(from: 0, to: 24, by: 8).map { marks[0][$0 + 5] - marks[0][$0 + 1] }
    #expect(abs(heights[1] / heights[0] - 0.25) < 0.02 && abs(heights[2] / heights[0] - 0.5) < 0.02)
    #expect(numbers(picture.paths("gc-bar")[1]).count == 8)
  }

  @Test("a picture is as much higher as it has lanes, and one without lanes is what it was")
  func height() throws {
    let lane = Self.lane("A", "Machines", .navy, [(1, 2, 5, true)])
    let height = { (count: Int) in
      Double(try Self.picture(lanes: Array(repeating: lane, count: count)).picture.elements[0].attributes["height"]!)!
    }
    #expect(try height(0) == 340)
    #expect(try height(40) - height(10) == 30 * 16)
    #expect(try Self.picture(lanes: [Self.lane("A", "B", .navy, []), lane]).picture.paths("gc-bar").count == 1)
  }
}
