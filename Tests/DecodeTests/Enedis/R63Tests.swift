import Grid
import Testing

@testable import Decode

private typealias Fixtures = EnedisFixtures

@Suite("R63")
struct R63Tests {
  @Test("as JSON keeps natures, passes nothing over, and has each register with the unit of the file")
  func json() throws {
    #expect(EnedisDecoder.recognize(Array(Fixtures.r63.utf8)) == .enedisR63)
    let sink = try Fixtures.load(Fixtures.r63, .enedisR63)
    #expect(sink.faults == [] && sink.remarks == ["stamps-start"])
    let drawn = try #require(sink.values.first { $0.key.register == "import" })
    #expect(drawn.key.unit == "Wh" && drawn.key.meter == "00000000000031")
    let values = drawn.value.sorted { $0.key < $1.key }
    #expect(values.map(\.value.mantissa) == [10, 11, 12] && values.allSatisfy { $0.value.interval == 300 })
    #expect(values[0].key == Fixtures.wall("2025-12-31T23:00:00Z"))
    #expect(
      values.map(\.value.quality) == [.actual, Quality(.estimated, raw: "E iv=1 ec=2"), Quality(.actual, raw: "B")])
    // One value at noon decides nothing: the file does.
    let fed = try #require(sink.values.first { $0.key.register == "export" })
    #expect(fed.key.quantity == .power(milliW: 1000))
    #expect(fed.value.keys.min() == Fixtures.wall("2026-01-01T11:00:00Z"))
    #expect(fed.value.values.map(\.quality) == [Quality(.substituted, raw: "H")])
    #expect(sink.channels.contains { $0.register == "ERI CONS" && $0.quantity == .other })
  }

  @Test("as JSON may have its members in any order")
  func memberOrder() throws {
    let text = """
      {"mesures":[{"etapeMetier":"BRUT","grandeur":[{"points":[{"v":7,"p":"PT1H","n":"R","d":"2026-01-01T00:00:00+01:00"}],
      "unite":"W","grandeurPhysique":"PA","grandeurMetier":"CONS"}],"idPrm":"00000000000031",
      "periode":{"dateFin":"2026-01-02","dateDebut":"2026-01-01"}}],"header":{"codeFlux":"R63"}}
      """
    let sink = try Fixtures.load(text, .enedisR63)
    #expect(sink.only.map(\.value) == [7] && sink.only[0].interval == 3600)
    #expect(sink.only[0].start == Fixtures.wall("2025-12-31T23:00:00Z"))
  }

  @Test("as CSV is one table of many metering points, also where its stamps end the intervals")
  func csv() throws {
    let text =
      Fixtures.r63Names
        + """
        00000000000031;2023-03-13 00:00:00;2023-03-14 00:00:00;PA;CONS;BRUT;W;2023-03-13 00:30:00;692;B;PT30M;0;0
        00000000000048;2023-03-13 00:00:00;2023-03-14 00:00:00;PA;PROD;BRUT;W;2023-03-13 00:30:00;5;R;PT30M;0;0
        00000000000031;2023-03-13 00:00:00;2023-03-14 00:00:00;PA;CONS;BRUT;W;2023-03-13 01:00:00;1284;B;PT30M;0;0
        00000000000031;2023-03-13 00:00:00;2023-03-14 00:00:00;PMA;CONS;BRUT;VA;2023-03-13 00:30:00;6000;B;PT30M;0;0
        00000000000031;2023-03-13 00:00:00;2023-03-14 00:00:00;PA;CONS;BRUT;W;2023-03-13 01:30:00;;B;PT30M;0;0

        """
    #expect(EnedisDecoder.recognize(Array(text.utf8)) == .enedisR63)
    for variant in [text, text.replacing("é", with: "e"), "\u{FEFF}" + text.replacing("\n", with: "\r\n")] {
      let sink = try Fixtures.load(variant, .enedisR63)
      #expect(sink.passed == 1 && sink.faults == [] && sink.remarks == ["stamps-end"])
      #expect(sink.sums["00000000000031/import/W"]?.1 == 1976.0)
      #expect(sink.sums["00000000000048/export/W"]?.1 == 5.0)
      let drawn = try #require(sink.values.first { $0.key.meter == "00000000000031" })
      #expect(drawn.value.keys.min() == Fixtures.wall("2023-03-12T23:00:00Z"))
      #expect(drawn.value.values.allSatisfy { $0.quality == Quality(.actual, raw: "B") })
    }
  }

  @Test("holds what Enedis completed above what the meter sent, whatever comes first")
  func completed() throws {
    func row(_ stage: String, _ value: Int, _ nature: String) -> String {
      "00000000000031;2026-01-01;2026-01-02;EA;CONS;\(stage);Wh;2026-01-01T00:00:00+01:00;\(value);\(nature);PT10M;0;0\n"
    }
    for rows in [row("BEST", 9, "C") + row("BRUT", 1, "R"), row("BRUT", 1, "R") + row("BEST", 9, "C")] {
      let sink = try Fixtures.load(Fixtures.r63Names + rows, .enedisR63)
      #expect(sink.only.map(\.value) == [9])
      #expect(sink.values.first?.value.values.first?.quality == Quality(.final, raw: "C"))
    }
  }

  @Test("as CSV may have its columns in any order")
  func columns() throws {
    let text =
      "Unite;Horodate;Valeur;Pas;Identifiant PRM;Grandeur metier;Date de debut;Date de fin\n"
      + "Wh;2026-01-01T00:00:00+01:00;7;PT30M;00000000000031;CONS;2026-01-01;2026-01-02\n"
      + ";2026-01-01T00:30:00+01:00;8;PT30M;00000000000031;CONS;2026-01-01;2026-01-02\n"
    #expect(EnedisDecoder.recognize(Array(text.utf8)) == .enedisR63)
    let sink = try Fixtures.load(text, .enedisR63)
    #expect(sink.sums["00000000000031/import/Wh"]?.1 == "7" && sink.faults == [])
  }

  @Test("is refused when it is another flow, cut off, or tells nothing of its stamps")
  func refusals() throws {
    let other = Fixtures.r63.replacing("\"R63\"", with: "\"R64\"")
    #expect(EnedisDecoder.recognize(Array(other.utf8)) == nil)
    #expect(throws: PlainFailure.self) { try Fixtures.load(other, .enedisR63) }
    #expect(throws: PlainFailure.self) { try Fixtures.load(String(Fixtures.r63.dropLast(2)), .enedisR63) }
    #expect(throws: PlainFailure.self) {
      try Fixtures.load(Fixtures.r63.replacing("2026-01-01T00", with: "2026-01-01T09"), .enedisR63)
    }
    let index = "Identifiant PRM;Grandeur physique;Horodate;Contexte de relève;Type de releve;Cadran;Valeur\n"
    #expect(EnedisDecoder.recognize(Array(index.utf8)) == nil)
    #expect(throws: PlainFailure.self) { try Fixtures.load(index, .enedisR63) }
  }

  @Test("rejects points that are no readings")
  func faults() throws {
    let text = Fixtures.r63.replacing("\"11\"", with: "\"1x\"").replacing("PT30M", with: "PT7M").replacing(
      "2026-01-01T00:10", with: "2026-13-01T00:10")
    let sink = try Fixtures.load(text, .enedisR63)
    #expect(sink.faults == ["not-a-number:2", "bad-timestamp:3", "unknown-interval:6"])
  }

  @Test("of many metering points is read one after the other")
  func large() throws {
    let source = R63Source(meters: 4, days: 60)
    let sink = CountingSink()
    try EnedisDecoder.decode(source, as: .enedisR63, DecodeOptions(), into: sink)
    #expect(sink.count == 4 * 60 * 288 && sink.sum == 4 * 60 * 288 * 10)
  }
}

/// An R63 flow that is made while it is read.
private final class R63Source: ByteSource {
  let name = "R63"
  private let meters: Int
  private let days: Int
  private var meter = 0
  private var day = 0
  private var ready: [UInt8] = Array("{\"header\":{\"codeFlux\":\"R63\"},\"mesures\":[".utf8)

  init(meters: Int, days: Int) { (self.meters, self.days) = (meters, days) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while ready.isEmpty, meter < meters { add() }
    let count = min(buffer.count, ready.count)
    buffer.copyBytes(from: ready[..<count])
    ready.removeFirst(count)
    return count
  }

  private func add() {
    var text = ""
    if day == 0 {
      text = """
        \(meter > 0 ? "," : ""){"idPrm":"0000000000000\(meter)","periode":{"dateDebut":"2025-01-01","dateFin":"2026-01-01"},
        "grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"EA","unite":"Wh","points":[
        """
    }
    let first = Fixtures.wall("2024-12-31T23:00:00Z") + Int64(day) * 86_400
    let points = (0..<288).map { step in
      "{\"d\":\"\(Instant(seconds: first + Int64(step) * 300))\",\"v\":\"10\",\"p\":\"PT5M\",\"n\":\"R\"}"
    }
    text += (day > 0 ? "," : "") + points.joined(separator: ",")
    day += 1
    if day == days {
      (day, meter) = (0, meter + 1)
      text += "]}]}" + (meter == meters ? "]}" : "")
    }
    ready = Array(text.utf8)
  }
}

private final class CountingSink: ReadingSink {
  var count = 0
  var sum: Int64 = 0

  func number(of channel: Channel) -> Int32 { 0 }
  func number(of quality: Quality) -> Int16 { 0 }
  func take(_ run: IntervalRun) {
    count += run.values.count
    sum += run.values.reduce(0, +)
  }
  func take(_ read: IndexRead) {}
  func reject(_ fault: DecodeFault) {}
  func pass(_ count: Int) {}
  func made(at instant: Instant) {}
  func remark(_ text: String) {}
}
