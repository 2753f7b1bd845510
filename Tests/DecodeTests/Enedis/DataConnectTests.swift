import Grid
import Testing

@testable import Decode

private typealias Fixtures = EnedisFixtures

@Suite("an answer of Data Connect")
struct DataConnectTests {
  private let day = (1...48).map { half in
    ("2026-09-\(half == 48 ? 30 : 29) \(Fixtures.two(half / 2 % 24)):\(half % 2 == 0 ? "00" : "30"):00", "\(half)")
  }

  @Test("has half-hours stamped at the end, at local times")
  func loadCurve() throws {
    let text = Fixtures.answer(day, start: "2026-09-29", end: "2026-09-30")
    #expect(EnedisDecoder.recognize(Array(text.utf8)) == .dataConnect)
    let sink = try Fixtures.load(text, .dataConnect)
    #expect(sink.only.map(\.value) == Array(1...48) && sink.faults == [])
    #expect(sink.only.first?.start == Fixtures.wall("2026-09-28T22:00:00Z"))
    #expect(sink.remarks == ["stamps-end", "direction-assumed"])
    #expect(sink.values.first?.value.values.first?.quality == Quality(.actual, raw: "B"))
    // A few values alone: stamps are ends since 2022, unless the user says otherwise.
    let few = Fixtures.answer(Array(day[20..<23]), start: "2026-09-29", end: "2026-09-30")
    #expect(try Fixtures.load(few, .dataConnect).only.first?.start == Fixtures.wall("2026-09-29T08:00:00Z"))
    #expect(
      try Fixtures.load(few, .dataConnect, stamp: .start).only.first?.start == Fixtures.wall("2026-09-29T08:30:00Z"))
    // In 2020 they were starts, as whole days show.
    let old = (0..<48).map { ("2020-09-14 \(Fixtures.two($0 / 2)):\($0 % 2 == 0 ? "00" : "30"):00", "1") }
    let first = try Fixtures.load(Fixtures.answer(old, start: "2020-09-14", end: "2020-09-15"), .dataConnect).only.first
    #expect(first?.start == Fixtures.wall("2020-09-13T22:00:00Z"))
  }

  @Test("tells by its order which of the two hours of autumn is meant")
  func autumn() throws {
    let points = Fixtures.autumn.enumerated().map { number, stamp in
      (String(stamp.prefix(19)).replacing("T", with: " "), "\(number + 1)")
    }
    let sink = try Fixtures.load(Fixtures.answer(points, start: "2022-10-30", end: "2022-10-31"), .dataConnect)
    #expect(sink.only.map(\.value) == Array(1...50))
    #expect(sink.only.last?.start == Fixtures.wall("2022-10-30T22:30:00Z"))
  }

  @Test("of days has local days, of 23, 24 and 25 hours")
  func days() throws {
    #expect(EnedisDecoder.recognize(Array(Fixtures.days.utf8)) == .dataConnect)
    let sink = try Fixtures.load(Fixtures.days, .dataConnect, name: "daily_production.json")
    #expect(sink.only.map(\.interval) == [86_400, 82_800, 86_400] && sink.only.map(\.value) == [24000, 23000, 24001])
    #expect(
      sink.only.map(\.start)
        == ["2025-03-28T23:00:00Z", "2025-03-29T23:00:00Z", "2025-03-30T22:00:00Z"].map(Fixtures.wall))
    #expect(sink.values.keys.first?.register == "export" && sink.remarks == [])
    let autumn = Fixtures.days.replacing("2025-03-30", with: "2025-10-26")
    #expect(try Fixtures.load(autumn, .dataConnect).only.map(\.interval).contains(90_000))
  }

  @Test("of maximum power is passed over")
  func maximum() throws {
    let text = Fixtures.days.replacing("\"sum\"", with: "\"maximum\"").replacing("\"Wh\"", with: "\"VA\"")
    let sink = try Fixtures.load(text, .dataConnect)
    #expect(sink.passed == 3 && sink.values.isEmpty)
  }

  @Test("may come without its wrapping, in lines, in an array, in the form of 2026")
  func shapes() throws {
    let bare = String(Fixtures.days.dropFirst(#"{"meter_reading":"#.count).dropLast())
    #expect(EnedisDecoder.recognize(Array(bare.utf8)) == .dataConnect)
    #expect(try Fixtures.load(bare, .dataConnect).only.count == 3)
    let next = Fixtures.days.replacing("2025-03", with: "2025-05")
    for text in ["\(Fixtures.days)\n\(next)\n", "[\(Fixtures.days), \(next)]"] {
      #expect(try Fixtures.load(text, .dataConnect).only.count == 6)
    }
    let new = """
      {"idPrm":"00000000000055","periode":{"dateDebut":"2026-09-29","dateFin":"2026-09-30"},"etapeMetier":"BRUT",
      "grandeur":[{"grandeurMetier":"PROD","grandeurPhysique":"PA","unite":"W","calendrier":[],"points":[
      {"v":"4078","d":"2026-09-29 00:30:00","p":"PT30M","n":"B"}]}]}
      """
    #expect(EnedisDecoder.recognize(Array(new.utf8)) == .dataConnect)
    let sink = try Fixtures.load(new, .dataConnect)
    #expect(sink.only.first?.start == Fixtures.wall("2026-09-28T22:00:00Z") && sink.only.first?.value == 4078)
    #expect(sink.values.keys.first?.register == "export" && sink.remarks == ["stamps-end"])
  }

  @Test("that is an error is told as one")
  func errors() throws {
    let text = #"{"error":"no_data_found","error_description":"no measure found for this usage point"}"#
    #expect(EnedisDecoder.recognize(Array(text.utf8)) == .dataConnect)
    let failure = #expect(throws: PlainFailure.self) { try Fixtures.load(text, .dataConnect) }
    #expect(failure?.status == .dataRefused && failure?.message.contains("no_data_found") == true)
    #expect(try Fixtures.load("\(Fixtures.days)\n\(text)", .dataConnect).remarks.last == "direction-assumed")
    #expect(try Fixtures.load("\(Fixtures.days)\n\(text)", .dataConnect).remarks.contains("error-document"))
    #expect(throws: PlainFailure.self) { try Fixtures.load("{}", .dataConnect) }
  }

  @Test("is read by a reader that has limits")
  func limits() throws {
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000), "{\"a\" 1}", "{\"a\":tru}",
      "{\"a\":\"" + String(repeating: "x", count: 100_000) + "\"}", "[1,]", "{,}", "]", "\"\\ud800\\u\"", "nul",
    ] {
      #expect(throws: PlainFailure.self) { try Fixtures.load(text, .dataConnect) }
    }
    let reader = JSONReader(MemorySource(Array(#"{"\u00e9\ud83d\ude00\n":[1.50e-3,null,true,{}]}  "#.utf8)))
    guard case .beginObject = try reader.next(), case .key = try reader.next() else { throw Unexpected() }
    #expect(reader.string == "é😀\n")
    try reader.skip()
    guard case .endObject = try reader.next(), case .end = try reader.next() else { throw Unexpected() }
  }

  private struct Unexpected: Error {}
}
