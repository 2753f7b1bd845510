import Ingest
import Support
import Testing

@Suite struct RegistryContactTests {
  let registry = RegistryFixture()

  init() throws { try registry.registry() }

  @Test("contacts are added and changed by their code, and the same file again changes nothing")
  func add() throws {
    let text = """
      contact,topic,email,language,community,meter,customer,supplier,from,to
      N1,autarky,a@example.org,,A,,,,2025-01-01,
      N2,autarky,a@example.org,en,,M1,,,2025-01-01,2025-07-01
      N3,invoice,b.c+d@example.org,,,,C1,,2025-01-01,
      N4,demand,s@erdre.example,,,,,ERDRE,2025-01-01,
      N5,malfunction,t@example.org,,,,C2,,2025-01-01,

      """
    #expect(try registry.counts(.contacts, text) == "5/0/0")
    #expect(try registry.counts(.contacts, text) == "0/0/5")
    #expect(try registry.counts(.contacts, text.replacing("2025-07-01", with: "2025-08-01")) == "0/1/4")
    #expect(
      try registry.counts(.contacts, "contact,topic,email,community,from\nN1,autarky,z@example.org,B,2025-01-01\n")
        == "0/1/0")
    #expect(
      try registry.database.lines(
        """
        SELECT k.contact, topic, k.email, k.language, community, meter, customer, supplier, during
        FROM grid.contact AS k LEFT JOIN grid.community USING (community_id) LEFT JOIN grid.meter USING (meter_id)
        LEFT JOIN grid.customer USING (customer_id) ORDER BY 1
        """) == [
          "N1|autarky|z@example.org|fr|B||||[2025-01-01,)", "N2|autarky|a@example.org|en||M1|||[2025-01-01,2025-08-01)",
          "N3|invoice|b.c+d@example.org|fr|||C1||[2025-01-01,)", "N4|demand|s@erdre.example|fr||||ERDRE|[2025-01-01,)",
          "N5|malfunction|t@example.org|fr|||C2||[2025-01-01,)",
        ])
  }

  @Test("what is wrong is found, and no address is shown")
  func findings() throws {
    let found = try registry.refusal(
      .contacts,
      """
      contact,topic,email,community,meter,customer,supplier,from,to
      N1,autarky,ada at example.org,A,,,,2025-01-01,
      N2,autarky,adé@example.org,A,,,,2025-01-01,
      N3,autarky,a@example.org,A,M1,,,2025-01-01,
      N4,autarky,a@example.org,,,,,2025-01-01,
      N5,invoice,a@example.org,A,,,,2025-01-01,
      N6,package,a@example.org,,,C1,,2025-01-01,
      N7,demand,a@example.org,,M1,,,2025-01-01,
      N8,autarky,a@example.org,,,,ERDRE,2025-01-01,
      N9,malfunction,a@example.org,,M9,,,2025-01-01,
      N1,autarky,a@example.org,A,,,,2025-02-01,2025-02-01

      """)
    #expect(
      found.map { $0.split(separator: ":")[1...3].joined(separator: ":") } == [
        "2:3: invalid-email", "3:3: invalid-email", "4:1: one-scope", "5:1: one-scope", "6:4: wrong-scope",
        "7:2: unknown-topic", "8:5: wrong-scope", "9:7: wrong-scope", "10:5: unknown-meter", "11:9: empty-range",
      ], "\(found)")
    #expect(found.allSatisfy { !$0.contains("@") && !$0.contains("ada") })
  }
}
