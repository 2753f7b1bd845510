import Database
import Grid
import Ingest
import Support
import Testing

@Suite struct RegistryMandateTests {
  let registry = RegistryFixture()
  let good = "FR7630006000011234567890189"
  let other = "DE89370400440532013000"

  init() throws {
    try registry.registry()
    try registry.database.script("INSERT INTO grid.seller (seller) VALUES ('S1')")
  }

  private func stored() throws -> [String] {
    try registry.database.lines(
      """
      SELECT concat_ws(' ', mandate, customer, seller, account, signed_on, sequence, end_day) AS text
      FROM grid.mandate_list JOIN grid.customer USING (customer_id) JOIN grid.seller USING (seller_id) ORDER BY mandate
      """)
  }

  @Test("mandates are added and changed, and the same file again changes nothing")
  func add() throws {
    let text = """
      mandate,customer,holder,iban,signed_on,bic,sequence,to
      RUM1,C1,Éloïse Brûlé,FR76 3000 6000 0112 3456 7890 189,2025-01-10,AGRIFRPP882,,
      RUM2,C2,Other,\(other),2025-01-10,,one_off,2026-01-01

      """
    #expect(try registry.counts(.mandates, text) == "2/0/0")
    #expect(try registry.counts(.mandates, text) == "0/0/2")
    #expect(try registry.counts(.mandates, text.replacing("2026-01-01", with: "2026-02-01")) == "0/1/1")
    #expect(
      try stored() == [
        "RUM1 C1 S1 FR76…0189 2025-01-10 recurrent", "RUM2 C2 S1 DE89…3000 2025-01-10 one_off 2026-02-01",
      ])
    #expect(
      try registry.database.lines("SELECT iban, holder FROM grid.mandate WHERE mandate = 'RUM1'") == [
        "\(good)|Éloïse Brûlé"
      ])
  }

  @Test("what is wrong is found without a word of what stands there")
  func findings() throws {
    let long = String(repeating: "é", count: 71)
    let found = try registry.refusal(
      .mandates,
      """
      mandate,customer,holder,iban,signed_on,bic,sequence,to,seller
      RUM-1,C1,x,\(good),2025-01-10,,,,
      \(good),C1,x,\(good),2025-01-10,,,,
      \(String(repeating: "A", count: 36)),C1,x,\(good),2025-01-10,,,,
      RUM2,\(good),x,\(good),2025-01-10,,,,
      RUM3,C1,\(long),FR7630006000011234567890188,2025-01-10,bnpafrpp,weekly,,
      RUM4,C1,x,GB82WEST12345698765432,2025-01-10,,,2025-01-10,
      RUM5,C1,,,,,,,\(good)
      RUM6,C2,x,\(good),2025-01-10,,,,
      RUM6,C2,x,\(good),2025-01-10,,,,

      """)
    #expect(
      found.map { $0.split(separator: ": ").prefix(2).joined(separator: " ") } == [
        "mandates.csv:2:1 invalid-mandate", "mandates.csv:3:1 invalid-mandate", "mandates.csv:4:1 invalid-mandate",
        "mandates.csv:5:2 unknown-customer", "mandates.csv:6:3 too-long", "mandates.csv:6:4 invalid-iban",
        "mandates.csv:6:6 invalid-bic", "mandates.csv:6:7 unknown-sequence", "mandates.csv:7:4 outside-eea",
        "mandates.csv:7:8 empty-range", "mandates.csv:8:3 missing-value", "mandates.csv:8:4 missing-value",
        "mandates.csv:8:5 missing-value", "mandates.csv:8:9 unknown-seller", "mandates.csv:10:1 duplicate-row",
      ])
    #expect(!found.joined().contains("3000600001123456") && !found.joined().contains("WEST"), "\(found)")
  }

  @Test("a customer has one mandate of a seller at a time")
  func overlap() throws {
    let header = "mandate,customer,holder,iban,signed_on,to,seller\n"
    try registry.load(.mandates, header + "RUM1,C1,x,\(good),2025-01-10,,\n")
    #expect(
      try registry.refusal(.mandates, header + "RUM2,C1,x,\(other),2025-06-01,,\n") == [
        "mandates.csv:2:1: overlapping-mandate: customer C1 has one mandate of a seller at a time: "
          + "RUM1 2025-01-10.. (stored) and RUM2 2025-06-01.. (line 2) overlap"
      ])
    try registry.database.script("INSERT INTO grid.seller (seller) VALUES ('S2')")
    #expect(
      try registry.refusal(.mandates, header + "RUM2,C2,x,\(other),2025-06-01,,\n") == [
        "mandates.csv:2:1: missing-seller: seller is empty, and there are several sellers"
      ])
    let switched =
      "RUM1,C1,x,\(good),2025-01-10,2025-06-01,S1\nRUM2,C1,x,\(other),2025-06-01,,S1\nRUM3,C1,x,\(good),2025-01-10,,S2\n"
    #expect(try registry.counts(.mandates, header + switched) == "2/1/0")
    try registry.database.script("DELETE FROM grid.mandate; DELETE FROM grid.seller")
    #expect(
      try registry.refusal(.mandates, header + "RUM2,C2,x,\(other),2025-06-01,,\n") == [
        "mandates.csv:2:1: missing-seller: seller is empty, and there is no seller yet"
      ])
  }

  @Test("a mandate that was used keeps its account; it may end")
  func used() throws {
    let header = "mandate,customer,holder,iban,signed_on,to\n"
    try registry.load(.mandates, header + "RUM1,C1,x,\(good),2025-01-10,\n")
    try registry.database.script(
      """
      INSERT INTO billing.invoice (community_id, series, year, number, document, version, customer_id, meter_id, period, issued_at,
        issued_on, due_on, buyer_name, buyer_country, language, expected_count, present_count, net_eur, vat_eur, total_eur, credit_eur)
      SELECT community_id, 'F', 2025, 1, 'invoice', 0, customer_id, 1, '[2025-05-01,2025-06-01)', '2025-06-02', '2025-06-02',
             '2025-06-16', 'x', 'FR', 'fr', 1, 1, 5, 0, 5, 0
      FROM grid.community, grid.customer WHERE community = 'A' AND customer = 'C1';
      INSERT INTO billing.collection (seller_id, created_at, created_on, scheme, creditor, creditor_id, creditor_iban)
      SELECT seller_id, '2025-06-10', '2025-06-10', 'pain.008.001.08', 'x', 'x', 'x' FROM grid.seller;
      INSERT INTO billing.collection_item (community_id, invoice, collection_id, mandate_id, sequence, collect_on, amount_eur)
      SELECT community_id, invoice, collection_id, mandate_id, 'FRST', '2025-06-16', 5
      FROM billing.invoice, billing.collection, grid.mandate;
      """)
    for row in ["RUM1,C1,x,\(other),2025-01-10,", "RUM1,C1,y,\(good),2025-01-10,", "RUM1,C2,x,\(good),2025-01-10,"] {
      #expect(
        try registry.refusal(.mandates, header + row + "\n") == [
          "mandates.csv:2:1: mandate-in-use: something was collected with mandate RUM1: only its end may change"
        ])
    }
    #expect(try registry.counts(.mandates, header + "RUM1,C1,x,\(good),2025-01-10,2025-07-01\n") == "0/1/0")
  }

  @Test("partners are added and changed with their trust and price")
  func partners() throws {
    let text = """
      partner,name,trust,plan,eur_per_1000,vat_rate,seller,email,country,language,siren,class
      GREEN,Green Data,2,request,1.5,20,S1,a@b.org,FR,fr,123456789,
      OTHER,Other,3,datapoints,0.000001,0,,,DE,en,,research

      """
    #expect(try registry.counts(.partners, text) == "2/0/0")
    #expect(try registry.counts(.partners, text) == "0/0/2")
    #expect(try registry.counts(.partners, text.replacing("1.5,20", with: "2,20")) == "0/1/1")
    #expect(
      try registry.database.lines(
        "SELECT partner, trust, plan, eur_per_1000, vat_rate, country, language, class FROM partner.partner ORDER BY 1")
        == [
          "GREEN|2|request|2.000000|20.00|FR|fr|commercial", "OTHER|3|datapoints|0.000001|0.00|DE|en|research",
        ])
    let found = try registry.refusal(
      .partners,
      "partner,name,trust,plan,eur_per_1000,vat_rate,seller,email,country,language,siren\nP,,10,gift,-1,101,S9,x,fr,de,12\n"
    )
    #expect(
      found.map { $0.split(separator: ": ")[1] } == [
        "missing-value", "invalid-number", "unknown-plan", "invalid-price", "invalid-vat-rate", "unknown-seller",
        "invalid-email", "invalid-country", "unknown-language", "invalid-siren",
      ])
  }
}
