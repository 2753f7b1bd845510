import Foundation
import FoundationXML
import Testing

@testable import Documents

@Suite struct SVGWriterTests {
  /// Elements and attributes of a picture, as an XML parser sees them.
  final class Picture: NSObject, XMLParserDelegate {
    private(set) var elements: [(name: String, attributes: [String: String], text: String)] = []
    private var open: [Int] = []

    init(_ text: String) throws {
      super.init()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = self
      guard parser.parse() else { throw DocumentFailure.notANumber }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      open.append(elements.count)
      elements.append((name, attributes, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { elements[open.last!].text += text }
    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
    }

    func texts(_ name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }
    /// The paths that draw a series.
    func paths(_ style: String) -> [String] {
      elements.filter { $0.name == "path" && $0.attributes["class"]?.contains(style) == true }.map {
        $0.attributes["d"]!
      }
    }
  }

  static func sheet(_ values: [Int64?], start: Int64 = 1_780_264_800, offset: (Int) -> Int32 = { _ in 7200 }) -> Sheet {
    Sheet(
      "Load", columns: [Column("From", .localTime), Column("Wh", .integer)],
      rows: .list(
        values.enumerated().map { row, value in
          let utc = start + Int64(row) * 3600
          return [
            .localTime(utc + Int64(offset(row)), offset: offset(row)), value.map { .integer($0) } ?? .empty,
          ]
        }),
      charts: [Chart(.line, "Load", categories: "From", series: ["Wh"], valueTitle: "Wh")])
  }

  static func picture(_ sheet: Sheet, _ kind: Chart.Kind? = nil) throws -> Picture {
    var chart = sheet.charts[0]
    chart.kind = kind ?? chart.kind
    return try Picture(try SVGWriter().text(chart, of: sheet))
  }

  @Test("a gap breaks the line, and a value alone between gaps is a dot")
  func gaps() throws {
    let picture = try Self.picture(Self.sheet([10, 20, nil, 30, nil, 40, 50, 60]))
    let line = try #require(picture.paths("gc-navy-line").first)
    #expect(line.count { $0 == "M" } == 2 && line.count { $0 == "L" } == 3)
    #expect(picture.elements.count { $0.name == "circle" } == 1)
  }

  @Test("a line lies where its values say: straight lines are straight, zero is on the axis")
  func places() throws {
    let picture = try Self.picture(Self.sheet([0, 100, 200, 300, 400]))
    let points = picture.paths("gc-navy-line")[0].dropFirst().split(separator: "L").map { point in
      point.split(separator: " ").compactMap { Double($0) }
    }
    let axis = try #require(picture.paths("gc-axis").first).dropFirst().split(separator: "L")[0].split(separator: " ")[
      1]
    #expect(points[0][1] == Double(axis))
    for index in 1..<5 {
      #expect(abs((points[index][0] - points[index - 1][0]) - (points[1][0] - points[0][0])) < 0.2)
      #expect(abs((points[index][1] - points[index - 1][1]) - (points[1][1] - points[0][1])) < 0.2)
    }
    #expect(picture.texts("text").contains("400") && picture.texts("text").contains("0"))
  }

  @Test(
    "hours are labelled by the clock on the wall and lie in real time, on days of 23, 24 and 25 hours",
    arguments: [(23, 1_774_738_800, 2), (24, 1_780_264_800, 24), (25, 1_792_879_200, 3)])
  func days(hours: Int, start: Int64, jump: Int) throws {
    let offset = { (row: Int) -> Int32 in
      hours == 23 ? (row < jump ? 3600 : 7200) : hours == 25 && row >= jump ? 3600 : 7200
    }
    let sheet = Self.sheet(Array(repeating: 5, count: hours), start: start, offset: offset)
    let texts = try Self.picture(sheet).elements.filter { $0.name == "text" && $0.text.contains(":") }
    let labels = texts.map(\.text)
    // In spring 02:00 never comes; the second 02:00 of autumn is too near to the first for a label.
    let two = hours == 23 ? [] : ["02:00"]
    #expect(labels == ["00:00"] + two + (2...12).map { "\($0 < 5 ? "0" : "")\($0 * 2):00" })
    let place = { (label: String) in Double(texts.first { $0.text == label }!.attributes["x"]!)! }
    let ratio = (place("04:00") - place("00:00")) / (place("22:00") - place("04:00"))
    #expect(abs(ratio - Double(hours - 20) / 18) < 0.002)
  }

  @Test("axes have round steps that hold all values, in the column's unit")
  func scales() {
    func labels(_ values: [Double], _ format: Column.Format) -> [String] {
      SVGScale(values, format: format, room: 5, in: .en).labels
    }
    #expect(labels([3, 9.7], .kilowattHours) == ["0", "2", "4", "6", "8", "10"])
    #expect(labels([0.2, 0.85], .percent) == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"])
    #expect(labels([0.001, 0.004], .percent(places: 1)) == ["0.0 %", "0.1 %", "0.2 %", "0.3 %", "0.4 %"])
    #expect(labels([-500, 12_000], .integer) == ["\u{2212}5,000", "0", "5,000", "10,000", "15,000"])
    #expect(labels([0.12, 0.3], .decimal(places: 2)) == ["0.0", "0.1", "0.2", "0.3"])
    #expect(labels([95, 200], .duration) == ["0:00", "1:00", "2:00", "3:00", "4:00"])
    #expect(labels([0, 0], .integer) == ["0", "1"])
    #expect(labels([2], .integer) == ["0", "1", "2"])
    #expect(labels([1e12], .wattHours).last == "1,000,000,000,000")
  }

  @Test("columns of a stack stand on each other, and each says its value")
  func stack() throws {
    var sheet = Sample.members
    sheet.charts = [
      Chart(.stackedColumn, "Energy", categories: "Member", series: ["Shared kWh", "Bought kWh"], valueTitle: "kWh")
    ]
    let picture = try Self.picture(sheet)
    let marks = picture.elements.filter { $0.name == "rect" && $0.attributes["class"] == nil }.map { $0.attributes }
    #expect(marks.count == 8)
    for row in 0..<4 {
      let (lower, upper) = (marks[row], marks[row + 4])
      #expect(lower["x"] == upper["x"])
      #expect(abs(Double(upper["y"]!)! + Double(upper["height"]!)! - Double(lower["y"]!)!) < 0.2)
    }
    #expect(picture.texts("title").contains("École Jean-Zay · Shared kWh: 412.018"))
  }

  @Test("a picture says its title and what it shows, and every text is escaped")
  func words() throws {
    var sheet = Sample.members
    sheet.charts = [Chart(.column, "A < B & \"C\"", categories: "Member", series: ["Shared kWh"], valueTitle: "kWh")]
    let text = try SVGWriter().text(sheet.charts[0], of: sheet)
    #expect(text.contains("<title>A &lt; B &amp; &quot;C&quot;</title>"))
    let picture = try Picture(text)
    #expect(picture.texts("title")[0] == "A < B & \"C\"")
    #expect(
      picture.texts("desc") == ["École Jean-Zay to Médiathèque, 4 rows (kWh). Shared kWh: 98.777 to 412.018."])
    #expect(picture.texts("text").contains { $0.hasPrefix("Boulangerie Martin &") })
    #expect(text.contains("prefers-color-scheme:dark"))
    #expect(SVGText.escaped("a\u{1}b\nc") == "a\u{FFFD}b c")
  }

  @Test(
    "every kind is drawn as well-formed XML, without a number of more than one decimal",
    arguments: [
      Chart.Kind.line, .area, .stackedArea, .column, .stackedColumn, .bar, .stackedBar, .pie,
    ])
  func kinds(kind: Chart.Kind) throws {
    for sheet in [Sample.month, Sample.longDay, Sample.members, Self.sheet([nil, nil]), Self.sheet([])] {
      for var chart in sheet.charts {
        chart.kind = kind
        let text = try SVGWriter().text(chart, of: sheet)
        _ = try Picture(text)
        let marks = text.replacing(#/<(style|title|desc|text)[^>]*>[^<]*</#, with: "<")
        #expect(!marks.contains(#/\d\.\d\d|nan|inf|e-\d/#), "\(chart.title)")
        #expect(try SVGWriter().text(chart, of: sheet) == text)
      }
    }
  }

  @Test("numbers have one decimal where they need it")
  func numbers() {
    let shown = [0, -0.04, 1.25, 12.34, -3.05, 100, 0.1 + 0.2].map(SVGText.number)
    #expect(shown == ["0", "0", "1.3", "12.3", "-3.1", "100", "0.3"])
  }

  @Test("the first chart of a document is written, and one without any is refused")
  func files() throws {
    let workshop = try Workshop()
    try SVGWriter().write(Sample.document, to: workshop.path("first.svg"))
    #expect(try workshop.text("first.svg") == SVGWriter().text(Sample.month.charts[0], of: Sample.month))
    #expect(workshop.names == ["first.svg"])
    #expect(throws: DocumentFailure.noChart("Empty")) {
      try SVGWriter().text(Document("Empty", created: 0, sheets: [Sample.kinds]))
    }
    var far = Sample.month.charts[0]
    far.sheet = "Days"
    let host = Sheet("Charts", columns: [], rows: [], charts: [far])
    let document = Document("Far", created: 0, sheets: [host, Sample.month])
    #expect(try SVGWriter().text(document) == SVGWriter().text(Sample.month.charts[0], of: Sample.month))
  }
}
