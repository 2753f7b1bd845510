import Grid
import Testing

@testable import Decode

@Suite("a dump of another form than the user says")
struct ForeignTests {
  /// One small dump of each form that has one of text.
  private static let dumps: [DumpFormat: String] = [
    .native: "meter_id,timestamp,consumed_wh,produced_wh\nA,2025-10-26T02:30:00+02:00,100,0\n",
    .nem12: NEM12Tests.file(NEM12Tests.channel + NEM12Tests.day()),
    .nem13: "100,NEM13,202404020900,MDP1,RET1\n\(NEM13Tests.record())900\n",
    .greenButton: GreenButtonTests.feed(GreenButtonTests.point()),
    .mscons: "UNB+UNOC:3+A:500+B:500+160112:1347+REF'UNH+1+MSCONS:D:04B:UN:2.2e'UNT+2+1'UNZ+1+REF'",
    .dsmr: "/ISk5\\2MT382-1000\n\n1-0:1.8.1(12345.678*kWh)\n!\n",
    .enedisLoadCurve: """
    Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes
    11111111111111;Courbe de charge;26/10/2025;27/10/2025;Energie active;Consommation;Comptage Brut;W;30
    Horodate;Valeur
    2025-10-26T00:30:00+02:00;330

    """,
    .enedisR63: """
    {"header":{"codeFlux":"R63"},"mesures":[{"idPrm":"11111111111111","etapeMetier":"BRUT","grandeur":[{"grandeurMetier":\
    "CONS","grandeurPhysique":"EA","unite":"Wh","points":[{"d":"2025-10-26T00:00:00+02:00","v":"1","p":"PT5M","n":"R"}]}]}]}
    """,
  ]

  private func inspected(_ text: String, as format: DumpFormat) throws -> Inspection {
    try inspect(recognize(MemorySource(Array(text.utf8)), as: format, DecodeOptions(stamp: .end)))
  }

  @Test("is refused when it has no record of that form", arguments: DumpFormat.allCases.filter { $0 != .csv })
  func refused(format: DumpFormat) throws {
    for (other, text) in Self.dumps where other != format {
      let failure = #expect(throws: PlainFailure.self, "\(other)") { try inspected(text, as: format) }
      #expect(failure?.status == .dataRefused && failure?.hint != nil, "\(other) \(failure?.message ?? "")")
    }
    for text in ["\n\n\n", "hello\nworld\n", "<html><body>1</body></html>", "{\"a\":[1,2]}", "\0\u{1}\u{2}", "900\n"] {
      let failure = #expect(throws: PlainFailure.self, "\(text)") { try inspected(text, as: format) }
      #expect(failure?.status == .dataRefused, "\(text)")
    }
  }

  @Test("is read when it has, whatever else is in it")
  func read() throws {
    for (format, text) in Self.dumps { _ = try inspected(text, as: format) }
    let both = Self.dumps[.nem12]! + Self.dumps[.nem13]!
    for format in [DumpFormat.nem12, .nem13] { #expect(try inspected(both, as: format).rows.count == 2) }
    #expect(try inspected(NEM12Tests.file(""), as: .nem12).rows.isEmpty)
  }
}
