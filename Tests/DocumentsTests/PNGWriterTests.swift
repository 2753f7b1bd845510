import Foundation
import Testing

@testable import Documents

@Suite struct PNGWriterTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  static func document(_ kind: Chart.Kind) -> Document {
    let sheet = Sheet(
      "Load", columns: [Column("Name"), Column("A", .integer), Column("B", .integer)],
      rows: [
        [.text("one"), .integer(10), .integer(20)], [.text("two"), .integer(30), .integer(5)],
        [.text("three"), .integer(20), .integer(15)],
      ], charts: [Chart(kind, "Lot & more", categories: "Name", series: ["A", "B"], valueTitle: "W")])
    return Document("Load", created: 0, sheets: [sheet])
  }

  /// Reads a PNG with nothing but zlib: its size, and its colours at some places.
  static let reader = """
    import struct, sys, zlib
    data = open(sys.argv[1], 'rb').read()
    at, packed = 8, b''
    while at < len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        if kind == b'IHDR': width, height, depth, colour = struct.unpack('>IIBB', data[at + 8:at + 18])
        if kind == b'IDAT': packed += data[at + 8:at + 8 + size]
        at += size + 12
    assert (depth, colour) == (8, 2)
    raw, step, rows, last = zlib.decompress(packed), 3, [], bytearray(width * 3)
    for y in range(height):
        kind, row = raw[y * (width * 3 + 1)], bytearray(raw[y * (width * 3 + 1) + 1:(y + 1) * (width * 3 + 1)])
        for i in range(len(row)):
            a, b, c = row[i - 3] if i > 2 else 0, last[i], last[i - 3] if i > 2 else 0
            p = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            row[i] = (row[i] + [0, a, b, (a + b) // 2, p][kind]) & 255
        rows.append(row)
        last = row
    print(width, height)
    for place in sys.argv[2:]:
        x, y = (int(part) for part in place.split(','))
        print(rows[y][3 * x:3 * x + 3].hex())
    """

  /// Size and colours of a picture that is twice as large as its chart.
  func read(_ name: String, at places: [(x: Double, y: Double)]) throws -> (size: String, colours: [UInt32]) {
    let lines = try shop.run(
      "/usr/bin/env",
      ["python3", "-c", Self.reader, shop.path(name)] + places.map { "\(Int($0.x * 2)),\(Int($0.y * 2))" }
    ).split(separator: "\n")
    return (String(lines[0]), lines.dropFirst().map { UInt32($0, radix: 16)! })
  }

  @Test(
    "columns stand where the SVG has them, in the colours of their series, on white",
    arguments: [Chart.Kind.column, .stackedBar])
  func columns(kind: Chart.Kind) throws {
    try PNGWriter().write(Self.document(kind), to: shop.path("a.png"))
    let svg = try SVGWriterTests.Picture(SVGWriter().text(Self.document(kind)))
    let bars = svg.elements.filter { $0.name == "rect" && $0.attributes["class"] == nil }.map { bar in
      ["x", "y", "width", "height"].map { Double(bar.attributes[$0]!)! }
    }
    #expect(bars.count == 6)
    let (size, colours) = try read("a.png", at: bars.map { ($0[0] + $0[2] / 2, $0[1] + $0[3] / 2) } + [(3, 3)])
    #expect(size == "1720 680")
    let (a, b) = (Chart.Colour.navy.rawValue, Chart.Colour.amber.rawValue)
    #expect(colours == [a, a, a, b, b, b, 0xFFFFFF])
  }

  @Test("lines go through their points, and areas are mixed with white")
  func lines() throws {
    let svg = try SVGWriterTests.Picture(SVGWriter().text(Self.document(.line)))
    let points = svg.paths("gc-navy-line").last!.dropFirst().split(separator: "L").map { point in
      point.split(separator: " ").map { Double($0)! }
    }
    #expect(points.count == 3)
    try PNGWriter().write(Self.document(.line), to: shop.path("a.png"))
    #expect(
      try read("a.png", at: points.map { ($0[0], $0[1]) }).colours
        == Array(repeating: Chart.Colour.navy.rawValue, count: 3))
    // Under the middle of the first line, half-way down to the axis.
    try PNGWriter().write(Self.document(.stackedArea), to: shop.path("b.png"))
    let middle = ((points[0][0] + points[1][0]) / 2, points[0][1] + 60)
    let mixed = [0x24, 0x52, 0x7A].reduce(UInt32(0)) { $0 << 8 | UInt32((255 - 0.85 * (255 - Double($1))).rounded()) }
    let found = try read("b.png", at: [middle]).colours[0]
    for shift in [0, 8, 16] as [UInt32] {
      #expect(abs(Int(found >> shift & 0xFF) - Int(mixed >> shift & 0xFF)) <= 1)
    }
  }

  @Test("the slices of a pie turn clockwise from twelve o'clock")
  func pie() throws {
    try PNGWriter().write(Self.document(.pie), to: shop.path("a.png"))
    // 10, 30 and 20 of 60: their middles are at 30, 150 and 300 degrees. The ring's centre and half-way between its radii.
    let radius = min((340.0 - 56) / 2, 860 * 0.25)
    let (x, y) = (18 + radius, 44 + (340.0 - 56) / 2)
    let places = [30.0, 150, 300].map { degrees -> (x: Double, y: Double) in
      let angle = degrees * Double.pi / 180
      return (x + radius * 0.79 * sin(angle), y - radius * 0.79 * cos(angle))
    }
    #expect(
      try read("a.png", at: places + [(x, y)]).colours == [
        Chart.Colour.navy.rawValue, Chart.Colour.amber.rawValue, Chart.Colour.teal.rawValue, 0xFFFFFF,
      ])
  }

  @Test(
    "the same document gives the same bytes, an older file stays when there is no chart, and nothing is left behind")
  func files() throws {
    try PNGWriter().write(Self.document(.line), to: shop.path("a.png"))
    try PNGWriter().write(Self.document(.line), to: shop.path("b.png"))
    let made = try Data(contentsOf: URL(fileURLWithPath: shop.path("a.png")))
    #expect(try made == Data(contentsOf: URL(fileURLWithPath: shop.path("b.png"))))
    #expect(throws: DocumentFailure.noChart("None")) {
      try PNGWriter().write(Document("None", created: 0, sheets: []), to: shop.path("a.png"))
    }
    #expect(try made == Data(contentsOf: URL(fileURLWithPath: shop.path("a.png"))))
    #expect(shop.names == ["a.png", "b.png"])
    #expect(throws: DocumentFailure.self) { try PNGWriter().write(Self.document(.line), to: shop.path("no/a.png")) }
  }
}
