import Grid
import Testing

@testable import Decode

private typealias Fixtures = EnedisFixtures

@Suite("an index table of Enedis")
struct IndexTableTests {
  private let rows = """
    2021-01-24T00:00:00+01:00;Arrêté quotidien;15521318;;;;;;;;;;15521318;;;;15521318
    2021-01-25T00:00:00+01:00;Arrêté quotidien;;;;;;;;;;;;;;;
    2021-07-13T01:00:00+02:00;Arrêté quotidien;17368899;;;;;;;;;;17368899;;;;17368899

    """

  @Test("keeps each register at its instant; the total alone is energy")
  func registers() throws {
    let text = Fixtures.index(rows + Fixtures.calendar)
    #expect(EnedisDecoder.recognize(Array(text.utf8.dropFirst(3))) == .enedisIndex)
    let sink = try Fixtures.load(text, .enedisIndex)
    #expect(sink.faults == [] && Set(sink.remarks) == ["calendar"])
    #expect(Set(sink.reads.keys.map(\.register)) == ["EAS F1", "EAS D1", "EAS T"])
    for (channel, reads) in sink.reads {
      #expect(channel.meter == "00000000000024" && channel.quantity == .index(milliWh: 1000))
      #expect(channel.direction == (channel.register == "EAS T" ? .imported : nil))
      #expect(reads.map(\.value) == [15_521_318, 17_368_899])
      // As stamped: midnight in winter, one o'clock in summer.
      #expect(reads.map(\.instant) == [Fixtures.wall("2021-01-23T23:00:00Z"), Fixtures.wall("2021-07-12T23:00:00Z")])
    }
    // Two calendars of two owners, one of them in two periods.
    #expect(sink.remarks.count == 4)
  }

  @Test("without a total has the sum of the distributor's dials, but not where a dial falls to 0")
  func sums() throws {
    let dials = """
      2020-06-01T00:00:00+02:00;Arrêté quotidien;2513924;141456;;;;;;;;;1932122;534997;41339;146922;
      2020-06-02T00:00:00+02:00;Arrêté quotidien;2514405;142501;;;;;;;;;1932603;536042;41339;146922;

      """
    let sink = try Fixtures.load(Fixtures.index(dials), .enedisIndex)
    let total = try #require(sink.reads.first { $0.key.register == "EAS T" })
    // 1932122 + 534997 + 41339 + 146922, and 1932603 + 536042 + 41339 + 146922.
    #expect(total.value.map(\.value) == [2_655_380, 2_656_906] && sink.remarks == ["no-total"])
    let known = dials.replacing("146922;\n", with: "0;2656906\n", maxReplacements: 2).replacing(
      "0;2656906\n", with: "146922;\n", maxReplacements: 1)
    let mixed = try Fixtures.load(Fixtures.index(known), .enedisIndex)
    #expect(mixed.reads.first { $0.key.register == "EAS T" }?.value.map(\.value) == [2_656_906])
  }

  @Test("counts what is fed in, and belongs to the metering point of its file's name where it names none")
  func feedIn() throws {
    let text = "Horodate;Type de releve;EAI T\n2024-01-01T00:00:00+01:00;Relevé estimé;5,5\n2024-01-02;x;\nx;y;1\n"
    let sink = try Fixtures.load(text, .enedisIndex, name: "in/Enedis_Index_20240101-20240102_00000000000086.csv")
    let (channel, reads) = try #require(sink.reads.first)
    #expect(channel.meter == "00000000000086" && channel.direction == .exported)
    #expect(reads.map(\.value) == [55] && reads[0].scale == 1 && reads[0].quality.grade == .estimated)
    #expect(sink.faults == ["bad-timestamp:4"])
    #expect(throws: PlainFailure.self) { try Fixtures.load(text, .enedisIndex, name: "index.csv") }
  }

  @Test("has dates without values and no calendar, then maximum power")
  func blank() throws {
    let text =
      Fixtures.index("2023-01-23T23:00:00+01:00;Arrêté quotidien;;;;;;;;;;;;;;;\n")
      + "\(Fixtures.names)\n00000000000024;Puissance maximale quotidienne;30/03/2020;25/01/2023;Puissance maximale "
      + "atteinte;Consommation;;\nHorodate;Valeur\n2020-03-30T00:00:00+02:00;\n2020-03-31T00:00:00+02:00;6000\n"
    let sink = try Fixtures.load(text, .enedisIndex)
    #expect(sink.reads.isEmpty && sink.values.isEmpty && sink.faults == [] && sink.passed == 1)
  }
}
