import Documents
import Foundation
import Testing

@Suite struct JSONWriterTests {
  let shop: Workshop

  init() throws { shop = try Workshop() }

  @Test("Python reads every kind of value, exactly")
  func kinds() throws {
    var document = Sample.document
    document.language = .fr
    document.figures = [
      Figure("Used kWh", .decimal(12_340, scale: 3), .kilowattHours, remark: "a \"remark\"\n"),
      Figure("Unknown", .empty, .integer),
    ]
    document.sheets[3].rows = [
      [
        .text("=1+1 \"\\ \u{1}\u{1F}\t\n é😀 \u{2028}"), .integer(Int64.min), .decimal(12_340, scale: 3),
        .decimal(-199, scale: 2), .decimal(ExactDecimal("99999999999999999999999999999999.000001")!),
        .decimal(985, scale: 3),
        .date(2024, 2, 29), .localTime(2025, 10, 26, 2, 0, offset: 3600), .integer(95), .flag(true),
      ],
      [.empty, .text("none")],
      [],
    ]
    try JSONWriter().write(document, to: shop.path("t.json"))
    let read = """
      import datetime, json, sys
      from decimal import Decimal
      doc = json.load(open(sys.argv[1], encoding='utf-8'), parse_float=Decimal)
      assert list(doc) == ['title', 'subject', 'created', 'language', 'figures', 'sheets'], list(doc)
      assert doc['created'] == '2025-11-01T00:00:00Z' and doc['language'] == 'fr'
      assert doc['figures'] == [
        {'name': 'Used kWh', 'kind': 'decimal', 'unit': 'kWh', 'value': Decimal('12.340'), 'remark': 'a "remark"\\n'},
        {'name': 'Unknown', 'kind': 'integer', 'value': None}], doc['figures']
      month, long, members, kinds = doc['sheets']
      assert len(month['rows']) == 31 and all(len(row) == 7 for row in month['rows'])
      assert month['columns'][1] == {'heading': 'Consumption kWh', 'kind': 'decimal', 'unit': 'kWh'}
      assert [c['kind'] for c in kinds['columns']] == ['text', 'integer', 'decimal', 'decimal', 'decimal', 'fraction', 'date',
        'time', 'duration', 'flag']
      row = kinds['rows'][0]
      assert row[0] == '=1+1 "\\\\ \\x01\\x1f\\t\\n é😀 \\u2028', repr(row[0])
      assert row[1:6] == [-2**63, Decimal('12.340'), Decimal('-1.99'), Decimal('99999999999999999999999999999999.000001'),
        Decimal('0.985')]
      assert str(row[2]) == '12.340'
      assert datetime.date.fromisoformat(row[6]) == datetime.date(2024, 2, 29)
      assert datetime.datetime.fromisoformat(row[7]).utcoffset().seconds == 3600
      assert row[8:] == [95, True]
      assert kinds['rows'][1] == [None, 'none'] + [None] * 8 and kinds['rows'][2] == [None] * 10
      print(sum(r[1] for r in month['rows']))
      """
    let used = (0..<31).reduce(Int64(0)) { $0 + Sample.consumption($1) }
    let sum = try shop.run("/usr/bin/env", ["python3", "-c", read, shop.path("t.json")])
    #expect(sum == "\(ExactDecimal(unscaled: used, scale: 3))\n")
  }

  @Test("a document without figures, rows or columns is an object with empty lists")
  func empty() throws {
    try JSONWriter().write(
      Document("E", created: 0, sheets: [Sheet("S", columns: [], rows: [])]), to: shop.path("e.json"))
    #expect(
      try shop.text("e.json") == """
        {"title": "E", "subject": "", "created": "1970-01-01T00:00:00Z", "language": "en",
        "figures": [],
        "sheets": [
        {"name": "S", "title": "", "notes": [],
        "columns": [],
        "rows": []}]}

        """)
  }
}
