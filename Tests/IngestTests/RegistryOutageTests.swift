import Ingest
import Support
import Testing

@Suite struct RegistryOutageTests {
  let registry = RegistryFixture()

  init() throws { try registry.registry() }

  @Test("outages are added and changed by their code, and the same file again changes nothing")
  func outages() throws {
    let text = """
      outage,community,meter,register,from,to,reason
      W1,A,,,2025-10-26T02:30:00+02:00,2025-10-26T02:30:00+01:00,the hour that comes twice
      W2,,M1,battery_charge,2025-03-01T00:00:00Z,,battery taken away

      """
    #expect(try registry.counts(.outages, text) == "2/0/0")
    #expect(try registry.counts(.outages, text) == "0/0/2")
    #expect(try registry.counts(.outages, text.replacing("taken away", with: "sold")) == "0/1/1")
    #expect(
      try registry.database.lines(
        "SELECT outage, register, upper(during) - lower(during), reason FROM grid.outage ORDER BY 1") == [
          "W1||01:00:00|the hour that comes twice", "W2|5||battery sold",
        ])
  }

  @Test("what is wrong with outages and tolerances is found")
  func findings() throws {
    func codes(_ found: [String]) -> [String] {
      found.map { $0.split(separator: ":")[1...3].joined(separator: ":") }
    }
    #expect(
      try codes(
        registry.refusal(
          .outages,
          """
          outage,community,meter,register,from,to,reason
          W1,A,M1,,2025-01-01T00:00:00Z,,x
          W2,A,,import,2025-01-01T00:00:00Z,,x
          W3,,M1,heat,2025-01-01T00:00:00Z,,x
          W4,,M9,,2025-01-01T00:00:00Z,2025-01-01T00:00:00Z,x
          W5,A,,,2025-01-01 00:00,,

          """)) == [
          "2:1: one-scope", "3:4: wrong-scope", "4:4: unknown-register", "5:3: unknown-meter", "5:6: empty-range",
          "6:5: invalid-instant", "6:7: missing-value",
        ])
    #expect(
      try codes(
        registry.refusal(
          .tolerances,
          """
          meter,kind,format,every_s,warn_percent,tolerance_percent
          M1,plant,,900,,
          ,heat,,900,,
          ,,nem12,0,,
          ,plant,,900,300,200
          ,,,900,,
          ,,,1800,,

          """)) == [
          "2:1: one-scope", "3:2: unknown-kind", "4:4: invalid-number", "5:6: wrong-order",
          "7:4: duplicate-row",
        ])
  }

  @Test("a tolerance replaces the one of the same meter, or kind and format")
  func tolerances() throws {
    let text = "meter,kind,format,every_s,tolerance_percent\nM1,,,900,400\n,plant,,3600,\n,,,86400,\n"
    #expect(try registry.counts(.tolerances, text) == "2/0/1")
    #expect(try registry.counts(.tolerances, text) == "0/0/3")
    #expect(try registry.counts(.tolerances, "kind,every_s\nplant,1800\n") == "0/1/0")
  }
}
