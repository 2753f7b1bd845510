import Database
import Grid
import Ingest
import Support
import Testing

@Suite struct RegistryConsentTests {
  let registry = RegistryFixture()
  let header = "customer,purpose,granularity,partner_class,from,to,text_version,proof\n"

  init() throws { try registry.registry() }

  private func stored() throws -> [String] {
    try registry.database.lines(
      """
      SELECT concat_ws(' ', customer, purpose, granularity, partner_class, to_json(lower(during)), to_json(upper(during)), text_version, proof) COLLATE "C" AS text
      FROM grid.consent JOIN grid.customer USING (customer_id) ORDER BY text
      """)
  }

  @Test("a consent is one row, its withdrawal the same row with its end, and the same file again changes nothing")
  func withdrawal() throws {
    let given = """
      \(header)C1,detailed,hour,research,2025-01-01T00:00:00+01:00,,v1,D-1
      C1,detailed,day,research,2025-01-01T00:00:00+01:00,,v1,D-1
      C2,transfer,quarter,commercial,2025-03-30T03:00:00+02:00,2026-01-01T00:00:00Z,v2,D-2

      """
    #expect(try registry.counts(.consents, given) == "3/0/0")
    #expect(try registry.counts(.consents, given) == "0/0/3")
    let withdrawn = "\(header)C1,detailed,hour,research,2024-12-31T23:00:00Z,2025-04-20T08:00:00Z,v1,D-1\n"
    #expect(try registry.counts(.consents, withdrawn) == "0/1/0")
    #expect(try registry.counts(.consents, withdrawn) == "0/0/1")
    #expect(
      try stored() == [
        "C1 detailed day research \"2024-12-31T23:00:00+00:00\" v1 D-1",
        "C1 detailed hour research \"2024-12-31T23:00:00+00:00\" \"2025-04-20T08:00:00+00:00\" v1 D-1",
        "C2 transfer quarter commercial \"2025-03-30T01:00:00+00:00\" \"2026-01-01T00:00:00+00:00\" v2 D-2",
      ])
    // The first file again would take the withdrawal back: only a new row, from later on, does.
    #expect(
      try registry.refusal(.consents, given) == [
        "consents.csv:2:5: withdrawn-consent: the consent of C1, detailed by hour for research ends at 2025-04-20T08:00:00Z, and stays so"
      ])
    #expect(
      try registry.counts(.consents, "\(header)C1,detailed,hour,research,2025-04-20T08:00:00Z,,v2,D-9\n") == "1/0/0")
    // Earlier than it was said is always possible.
    #expect(
      try registry.counts(
        .consents, "\(header)C2,transfer,quarter,commercial,2025-03-30T01:00:00Z,2025-04-01T00:00:00Z,v2,D-2\n")
        == "0/1/0")
    #expect(try registry.database.violations() == [])
  }

  @Test("consents that hold at the same time are refused with both lines, and other purposes stand beside them")
  func overlap() throws {
    try registry.load(.consents, "\(header)C2,detailed,hour,research,2025-01-01T00:00:00Z,2025-02-01T00:00:00Z,v1,D\n")
    #expect(
      try registry.refusal(
        .consents,
        """
        \(header)C1,detailed,hour,research,2025-01-01T00:00:00Z,2025-03-01T00:00:00Z,v1,D
        C1,detailed,hour,research,2025-02-01T00:00:00Z,,v1,D
        C1,detailed,hour,public,2025-02-01T00:00:00Z,,v1,D
        C1,production,hour,research,2025-02-01T00:00:00Z,,v1,D
        C2,detailed,hour,research,2025-01-31T00:00:00Z,,v1,D
        C2,detailed,hour,research,2025-01-31T00:00:00Z,,v1,E

        """) == [
          "consents.csv:3:5: overlapping-consent: C1, detailed by hour for research has one consent at a time: "
            + "2025-01-01T00:00:00Z..2025-03-01T00:00:00Z (line 2) and 2025-02-01T00:00:00Z.. (line 3) overlap",
          "consents.csv:6:5: overlapping-consent: C2, detailed by hour for research has one consent at a time: "
            + "2025-01-01T00:00:00Z..2025-02-01T00:00:00Z (stored) and 2025-01-31T00:00:00Z.. (line 6) overlap",
          "consents.csv:7:5: duplicate-row: the consent of C2, detailed by hour for research from 2025-01-31T00:00:00Z is on line 6 already",
        ])
  }

  @Test("a consent of the future, of nobody, without proof or without an offset is refused")
  func findings() throws {
    #expect(
      try registry.refusal(
        .consents,
        """
        \(header)C1,detailed,hour,research,2025-04-24T10:00:01Z,,v1,D
        NOBODY,everything,minute,,2025-01-01T00:00:00Z,2025-01-01T00:00:00Z,,
        C2,detailed,hour,research,2025-01-01T00:00:00,9999-01-01T00:00:00Z,v1,D

        """) == [
          "consents.csv:2:5: future-consent: from (2025-04-24T10:00:01Z) is after the clock of the run (2025-04-24T10:00:00Z)",
          "consents.csv:3:1: unknown-customer: there is no customer 'NOBODY'",
          "consents.csv:3:2: unknown-purpose: purpose is none of aggregated, production, detailed, transfer",
          "consents.csv:3:3: unknown-granularity: granularity is none of quarter, hour, day, month",
          "consents.csv:3:4: missing-value: partner_class is empty",
          "consents.csv:3:6: empty-range: to (2025-01-01T00:00:00Z) is not after from (2025-01-01T00:00:00Z)",
          "consents.csv:3:7: missing-value: text_version is empty", "consents.csv:3:8: missing-value: proof is empty",
          "consents.csv:4:5: invalid-instant: from is no instant with its offset, as 2025-04-07T04:00:00+02:00",
          "consents.csv:4:6: invalid-instant: to is not between 1900 and 2199",
        ])
  }
}

@Suite struct RegistryProductTests {
  let registry = RegistryFixture()
  let header = "product,valid_from,min_trust,datapoints,k_min,max_share\n"

  private func stored() throws -> [String] {
    try registry.database.lines(
      "SELECT product, valid_from, min_trust, datapoints, k_min, max_share FROM partner.product WHERE valid_from > '2001-01-01' ORDER BY 1, 2"
    )
  }

  @Test("the price list has versions, and the same file again changes nothing")
  func versions() throws {
    let text = "\(header)production,2025-06-01,2,80,,\nconsumption_aggregated,2025-06-01,1,50,20,0.1\n"
    #expect(try registry.counts(.products, text) == "2/0/0")
    #expect(try registry.counts(.products, text) == "0/0/2")
    #expect(try registry.counts(.products, text.replacing(",80,", with: ",90,")) == "0/1/1")
    #expect(
      try stored() == [
        "consumption_aggregated|2025-06-01|1|50|20|0.1000", "production|2025-06-01|2|90|15|0.1500",
      ])
  }

  @Test("nothing goes below the floor of privacy, and unknown products are refused")
  func findings() throws {
    #expect(
      try registry.refusal(
        .products,
        "\(header)consumption_aggregated,2025-06-01,1,40,9,0.1501\ngossip,2025-06-01,10,-1,,\nproduction,2025-02-30,2,70,,\n"
      ) == [
        "products.csv:2:5: below-floor: k_min (9) is below 10, the floor that nothing goes under",
        "products.csv:2:6: invalid-share: max_share is not a number above 0, up to 0.15, with at most 4 decimals",
        "products.csv:3:1: unknown-product: product is none of production, consumption_aggregated, consumption_detailed, customer_transfer",
        "products.csv:3:3: invalid-number: min_trust is above 9",
        "products.csv:3:4: invalid-number: datapoints is not a whole number, zero or above",
        "products.csv:4:2: invalid-day: valid_from is not a day between 1900 and 2199, written 2025-03-30",
      ])
  }

  @Test("the price of a day on which something was sold stays")
  func sold() throws {
    try registry.database.script(
      """
      INSERT INTO partner.partner (partner, name, trust, plan, eur_per_1000, vat_rate) VALUES ('P', 'x', 2, 'request', 1, 20);
      INSERT INTO partner.ledger (partner_id, kind, product, datapoints, entered_at, reference) SELECT partner_id, k, 'production', n, '2025-04-30T22:00Z', 'A'
      FROM partner.partner, (VALUES ('topup', 70), ('debit', -70)) AS v (k, n);
      INSERT INTO partner.package (package, partner_id, product, communities, grain, period, built_at, datapoints, suppressed, file, bytes, sha256, ledger_id)
      SELECT 'A', partner_id, 'production', '{}', 'hour', '[2025-04-01,2025-04-02)', '2025-04-30T22:00Z', 1, 0, 'x', 1, repeat('0', 64), ledger_id
      FROM partner.ledger WHERE kind = 'debit'
      """)
    // In Paris it was sold on the first of May.
    #expect(
      try registry.refusal(.products, "\(header)production,2025-05-01,2,60,,\n") == [
        "products.csv:2:2: sold-version: production was sold on 2025-05-01: its price of that day stays"
      ])
    #expect(try registry.counts(.products, "\(header)production,2025-05-02,2,60,,\n") == "1/0/0")
    #expect(try registry.database.violations() == [])
  }
}
