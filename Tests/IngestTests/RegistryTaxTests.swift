import Grid
import Ingest
import Testing

@Suite struct RegistryTaxTests {
  let fixture = RegistryFixture()
  let header = "tax,from,unit,rate,vat_rate\n"
  let french = """
    TVA,2025-01-01,percent,20,
    TVA-ABO,2025-01-01,percent,5.5,
    TVA-ABO,2025-08-01,percent,20,
    ACCISE,2025-02-01,grid_kWh,0.0337,TVA
    ACCISE,2025-08-01,grid_kWh,0.02998,TVA
    CTA,2025-02-01,kVA,0.21,5.5

    """

  func refusal(_ rows: String) throws -> [String] { try fixture.refusal(.taxes, header + rows) }

  @Test("taxes are added with their rates, changed, and left alone when the file is imported again")
  func add() throws {
    #expect(try fixture.counts(.taxes, header + french) == "6/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.taxes, header + french) == "0/0/6")
    #expect(try fixture.contents() == before)
    #expect(try fixture.counts(.taxes, header + "ACCISE,2025-08-01,grid_kWh,0.0299800,TVA-ABO\n") == "0/1/0")
    #expect(
      try fixture.database.lines(
        """
        SELECT t.tax, r.valid_from, r.unit, r.rate, r.vat_rate, v.tax FROM grid.tax_rate AS r
        JOIN grid.tax AS t USING (tax_id) LEFT JOIN grid.tax AS v ON v.tax_id = r.vat_tax_id ORDER BY 1, 2
        """) == [
          "ACCISE|2025-02-01|grid_kWh|0.033700||TVA", "ACCISE|2025-08-01|grid_kWh|0.029980||TVA-ABO",
          "CTA|2025-02-01|kVA|0.210000|5.50|", "TVA|2025-01-01|percent|20.000000||",
          "TVA-ABO|2025-01-01|percent|5.500000||", "TVA-ABO|2025-08-01|percent|20.000000||",
        ])
    #expect(try fixture.database.violations() == [])
  }

  @Test("a decimal comma and absent columns are read; every wrong field is named at once")
  func rows() throws {
    #expect(try fixture.counts(.taxes, "tax;from;unit;rate\nTVA;2025-01-01;percent;5,5\n") == "1/0/0")
    #expect(
      try refusal(
        """
        20,2025-01-01,percent,20,
        TVA,2025-13-01,percent,20.555,20
        CSPE,2025-01-01,MWh,-1,
        CSPE,2025-01-01,kWh,0.1234567,100.5
        CTA,2025-01-01,month,,TVB
        CTA,2025-01-01,month,1,TVA
        CTA,2025-01-01,month,2,TVA
        """) == [
          "taxes.csv:2:1: invalid-code: tax does not begin with a letter, and would be taken for a number",
          "taxes.csv:3:2: invalid-day: from is not a day between 1900 and 2199, written 2025-03-30",
          "taxes.csv:3:4: invalid-rate: rate is not a percentage from 0 to 100 with at most 2 decimals",
          "taxes.csv:3:5: vat-on-vat: vat_rate is empty for a VAT rate: only levies have VAT",
          "taxes.csv:4:3: unknown-unit: unit is none of percent, kWh, grid_kWh, month, kVA",
          "taxes.csv:4:4: invalid-rate: rate is not a number from 0 to 999999.999999 with at most 6 decimals",
          "taxes.csv:4:5: missing-value: vat_rate is empty",
          "taxes.csv:5:4: invalid-rate: rate is not a number from 0 to 999999.999999 with at most 6 decimals",
          "taxes.csv:5:5: invalid-vat-rate: vat_rate is not a percentage from 0 to 100 with at most 2 decimals",
          "taxes.csv:6:4: missing-value: rate is empty",
          "taxes.csv:8:1: duplicate-row: tax CTA from 2025-01-01 is on line 7 already",
        ])
  }

  @Test("the VAT of a levy is a VAT rate that is known and in force")
  func vat() throws {
    #expect(
      try refusal(
        "TVA,2025-01-01,percent,20,\nA,2024-12-31,kWh,1,TVA\nB,2025-01-01,kWh,1,TVB\nC,2025-01-01,kWh,1,A\n") == [
          "taxes.csv:3:5: vat-without-rate: VAT TVA has no rate yet on 2024-12-31",
          "taxes.csv:4:5: unknown-tax: there is no tax 'TVB'",
          "taxes.csv:5:5: not-a-vat-rate: tax A is a levy, not a VAT rate",
        ])
  }

  @Test("a tax stays a VAT rate or a levy, in the file and in the registry")
  func kinds() throws {
    try fixture.load(.taxes, header + french)
    #expect(
      try refusal("ACCISE,2025-02-01,percent,20,\nN,2025-01-01,kWh,1,20\nN,2026-01-01,percent,1,\n") == [
        "taxes.csv:2:1: other-kind-of-tax: tax ACCISE is a levy and stays one",
        "taxes.csv:4:1: other-kind-of-tax: tax N is a levy and stays one",
      ])
  }

  @Test("a rate that applies to days of an issued invoice stays: as a levy, as VAT of a price, as VAT of a levy")
  func invoiced() throws {
    try fixture.registry()
    try fixture.load(.taxes, header + french)
    try fixture.load(
      .tariffs,
      "tariff,from,component,period,price,vat_rate\nU,2025-01-01,standing_charge,,10,TVA-ABO\nU,2025-01-01,energy,,0.1,20\n"
        + "U,2025-01-01,tax,ACCISE,,\nV,2025-01-01,energy,,0.1,20\n")
    try fixture.load(.contracts, "contract,customer,meter,kind,tariff,from\nK1,C1,M1,consumption,U,2025-01-01\n")
    try fixture.invoiced("[2025-03-01,2025-08-01)")
    for (row, name) in [
      ("ACCISE,2025-02-01,grid_kWh,0.03,TVA", "tax ACCISE from 2025-02-01"),
      ("ACCISE,2025-07-31,grid_kWh,0.03,TVA", "tax ACCISE from 2025-07-31"),
      ("TVA-ABO,2025-01-01,percent,6,", "tax TVA-ABO from 2025-01-01"),
      ("TVA,2025-01-01,percent,19,", "tax TVA from 2025-01-01"),
    ] {
      #expect(
        try refusal(row + "\n") == ["taxes.csv:2:1: rate-is-invoiced: \(name) applies to days of issued invoice F-1"])
    }
    // After the last invoiced day, and what no invoice has.
    #expect(
      try fixture.counts(
        .taxes,
        header + "ACCISE,2025-08-01,grid_kWh,0.03,TVA\nTVA-ABO,2025-08-01,percent,21,\nCTA,2025-02-01,kVA,0.3,5.5\n"
          + "TVA,2026-01-01,percent,21,\n") == "1/3/0")
  }

  @Test("a change of a tariff version bounds the days on which its taxes are invoiced")
  func otherVersion() throws {
    try fixture.registry()
    try fixture.load(.taxes, header + french)
    try fixture.load(
      .tariffs,
      "tariff,from,component,period,price,vat_rate\nU,2025-01-01,energy,,0.1,20\nU,2025-06-01,energy,,0.1,20\n"
        + "U,2025-06-01,tax,ACCISE,,\n")
    try fixture.load(.contracts, "contract,customer,meter,kind,tariff,from\nK1,C1,M1,consumption,U,2025-01-01\n")
    try fixture.invoiced("[2025-05-01,2025-06-01)")
    #expect(try fixture.counts(.taxes, header + "ACCISE,2025-02-01,grid_kWh,0.03,TVA\n") == "0/1/0")
  }
}
