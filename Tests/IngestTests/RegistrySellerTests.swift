import Grid
import Testing

@testable import Ingest

@Suite struct RegistrySellerTests {
  let fixture = RegistryFixture()
  let header =
    "seller,from,name,street,postcode,city,country,legal_form,siren,vat_number,email,phone,website,iban,bic,creditor_id,"
    + "complaints,mediator,late_percent\n"
  let erdre = """
    ERDRE,2025-01-01,Erdre Énergie,"1, quai de Versailles",44000,Nantes,FR,SAS au capital de 10 000 EUR,303265045,\
    FR40303265045,factures@example.org,+33 2 40 00 00 00,https://example.org,FR14 2004 1010 0505 0001 3M02 606,PSSTFRPPNTE,\
    FR72ZZZ123456,Service clients,Médiateur national de l'énergie,12.5

    """

  @Test("sellers are added, changed, and left alone when the file is imported again")
  func add() throws {
    #expect(try fixture.counts(.sellers, header + erdre) == "1/0/0")
    let before = try fixture.contents()
    #expect(try fixture.counts(.sellers, header + erdre) == "0/0/1")
    #expect(try fixture.contents() == before)
    #expect(
      try fixture.database.lines(
        "SELECT seller, valid_from, iban, siren, creditor_id, late_percent, mediator FROM grid.seller_version "
          + "JOIN grid.seller USING (seller_id)") == [
          "ERDRE|2025-01-01|FR1420041010050500013M02606|303265045|FR72ZZZ123456|12.50|Médiateur national de l'énergie"
        ])
    let short =
      "seller,from,name,street,postcode,city,country\nERDRE,2025-01-01,E,s,p,c,FR\nERDRE,2026-01-01,E2,s,p,c,DE\n"
    #expect(try fixture.counts(.sellers, short) == "1/1/0")
    #expect(
      try fixture.counts(.communities, "community,name,zone,seller\nA,Alpha,Europe/Paris,ERDRE\n") == "1/0/0")
    #expect(
      try fixture.database.lines("SELECT community, seller FROM grid.community JOIN grid.seller USING (seller_id)")
        == ["A|ERDRE"])
    #expect(try fixture.counts(.communities, "community,name,zone\nA,Alpha,Europe/Paris\n") == "0/1/0")
    #expect(
      try fixture.refusal(.communities, "community,name,zone,seller\nA,Alpha,Europe/Paris,LOIRE\n")
        == ["communities.csv:2:4: unknown-seller: there is no seller 'LOIRE'"])
  }

  @Test("wrong numbers are found, and no account is told")
  func numbers() throws {
    let wrong = erdre.replacing(",303265045,", with: ",303265046,").replacing("3M02 606", with: "3M02 607")
      .replacing("PSSTFRPPNTE", with: "PSSTFRPP1").replacing("FR72ZZZ", with: "FR73ZZZ").replacing(
        "12.5\n", with: "101\n"
      )
      .replacing("factures@", with: "factures").replacing("Nantes,FR", with: "Nantes,fr")
    let found = try fixture.refusal(.sellers, header + wrong)
    #expect(
      found == [
        "sellers.csv:2:7: invalid-country: country is not two capital letters such as FR",
        "sellers.csv:2:9: invalid-siren: siren is not nine digits of which the last checks the others",
        "sellers.csv:2:11: invalid-email: email is not one mail address",
        "sellers.csv:2:14: invalid-iban: iban is not an IBAN: form or check digits are wrong",
        "sellers.csv:2:15: invalid-bic: bic is not eight or eleven characters of a BIC",
        "sellers.csv:2:16: invalid-creditor-id: creditor_id is no SEPA creditor identifier: form or check digits are wrong",
        "sellers.csv:2:19: invalid-percent: late_percent is not a percentage from 0 to 100 with at most 2 decimals",
      ])
    #expect(!found.joined().contains("2004"))
    #expect(
      try fixture.refusal(.sellers, header + erdre.replacing(",303265045", with: ",732829320")) == [
        "sellers.csv:2:10: vat-number-of-another: vat_number does not end with the siren of the row"
      ])
  }

  @Test("a version that signed an issued invoice stays, others change")
  func invoiced() throws {
    try fixture.communities()
    try fixture.load(.customers, "customer,name\nC1,One\n")
    try fixture.load(.sellers, header + erdre)
    try fixture.database.script(
      """
      INSERT INTO billing.invoice (community_id, series, year, number, document, version, customer_id, meter_id, period,
        issued_at, issued_on, due_on, seller_id, seller_from, buyer_name, buyer_country, language, expected_count,
        present_count, net_eur, vat_eur, total_eur, credit_eur)
      SELECT community_id, 'F', 2025, 1, 'invoice', 0, customer_id, 1, '[2025-03-01,2025-04-01)', '2025-04-02', '2025-04-02',
        '2025-04-20', grid.seller.seller_id, '2025-01-01', 'x', 'FR', 'fr', 0, 0, 0, 0, 0, 0
      FROM grid.community, grid.customer, grid.seller WHERE community = 'A'
      """)
    #expect(
      try fixture.refusal(.sellers, header + erdre.replacing("Nantes", with: "Rezé")) == [
        "sellers.csv:2:1: version-is-invoiced: seller ERDRE from 2025-01-01 signed issued invoice F2025-000001"
      ])
    #expect(
      try fixture.counts(.sellers, header + erdre + erdre.replacing("2025-01-01", with: "2025-04-03")) == "1/0/1")
  }

  @Test(
    "SIREN by Luhn",
    arguments: [
      ("732829320", true), ("303265045", true), ("552100554", true), ("732829321", false), ("73282932", false),
      ("7328293200", false), ("73282932O", false), ("", false),
    ])
  func siren(text: String, isRight: Bool) { #expect(isSIREN(text) == isRight) }

  @Test(
    "French VAT numbers by the key of the SIREN, others by their form",
    arguments: [
      ("FR40303265045", true), ("FR83404833048", true), ("FRK7399859412", true), ("FR4Z123456782", true),
      ("FR41303265045", false), ("FR40303265046", false), ("FRIO303265045", false), ("FR303265045", false),
      ("DE136695976", true), ("BE0428759497", true), ("D1136695976", false), ("DE", false),
    ])
  func vat(text: String, isRight: Bool) { #expect(isVATNumber(text) == isRight) }
}
