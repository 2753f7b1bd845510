import Decode
import Foundation
import Grid
import Support

@testable import Ingest

/// A decoder of a test: each line is a `StoredReading`, with `@` at its end and a number to be the line of another.
///
/// `made …`, `remark …` and `pass …` do what they say; anything else is a bad record. Recognised by `lines` in front.
enum LineDecoder: Decoder {
  static let formats = [DumpFormat.dsmr]

  static func recognize(_ head: [UInt8]) -> DumpFormat? { head.starts(with: Array("lines\n".utf8)) ? .dsmr : nil }

  static func decode(
    _ source: any ByteSource, as format: DumpFormat, _ options: DecodeOptions, into sink: any ReadingSink
  ) throws {
    var lines = LineReader(source)
    defer { lines.close() }
    while let line = try lines.next() {
      let text = String(decoding: line, as: UTF8.self)
      let words = text.split(separator: " ", maxSplits: 1)
      switch words.first {
      case "lines", nil: continue
      case "made": sink.made(at: Instant(words[1])!)
      case "remark": sink.remark(String(words[1]))
      case "pass": sink.pass(Int(words[1])!)
      default:
        if let reading = StoredReading(text) {
          try reading.send(to: sink, line: lines.number)
        } else {
          try sink.reject(DecodeFault(.notANumber, line: lines.number, text: line, count: 2))
        }
      }
    }
  }
}

/// A run as one line of a test's dump.
func line(
  _ meter: String, _ start: String, _ values: [Int64?], every interval: Int32 = 900, register: String = "E1",
  _ direction: Register? = .imported, _ quantity: Quantity = .energy(milliWh: 1000), scale: Int = 0,
  version: Int64 = 0, qualities: [Quality] = [.actual]
) -> String {
  StoredReading(
    channel: Channel(meter: meter, register: register, unit: "u", quantity: quantity, direction: direction),
    scale: scale,
    values: .intervals(
      start: Instant(start)!.seconds, interval: interval, version: version,
      values: values.map { $0 ?? IntervalRun.missing }, qualities: qualities)
  ).text
}

extension DumpFixture {
  /// Loads lines that `LineDecoder` reads.
  @discardableResult
  func decode(
    _ lines: [String], as name: String = "dump.txt", community: String? = nil, receivedAt: String? = nil,
    asOf: String = "2026-01-01T00:00:00Z", byteLimit: Int = 96 << 20
  ) throws -> IngestSummary {
    let path = try write(Data((["lines"] + lines).joined(separator: "\n").utf8), as: name)
    var request = IngestRequest(
      community: community, receivedAt: receivedAt.map { Instant($0)! }, asOf: Instant(asOf)!)
    request.decoders = [LineDecoder.self]
    request.byteLimit = byteLimit
    return try ingest(path, request, on: database.connection)
  }

  /// Blocks with the words of their qualities instead of codes, which depend on the order of loading.
  func blocks() throws -> [String] {
    try database.lines(
      """
      SELECT community_id, meter, register, day, b.interval_s, exponent, revision, batch_id, wh,
             (SELECT string_agg(grade || raw, ',' ORDER BY i)
              FROM unnest(b.quality) WITH ORDINALITY AS e (code, i) JOIN grid.quality AS q USING (code))
      FROM grid.interval_block AS b JOIN grid.meter USING (meter_id) ORDER BY 1, 2, 3, 4
      """)
  }
}
