import Foundation
import Support
import Testing

/// Packages made by processes that are killed.
@Suite struct PartnerAccidentTests {
  let place: Workplace
  static let request =
    "gridctl partner request --quiet --partner GREEN --product customer_transfer --customer K133 --grain hour --period 2025-04 --output packages"

  init() throws {
    place = try Workplace()
    _ = try place.succeed(
      """
      printf 'partner,name,trust,plan,eur_per_1000,vat_rate\\nGREEN,x,1,request,15,20\\n' > partners.csv
      printf 'product,valid_from,min_trust,datapoints\\ncustomer_transfer,2025-01-01,1,70\\n' > products.csv
      printf 'customer,purpose,granularity,partner_class,from,text_version,proof\\nK133,transfer,hour,commercial,2025-01-01T00:00:00Z,v1,D\\n' > consents.csv
      for kind in partners products consents; do gridctl import $kind --quiet $kind.csv || exit; done
      gridctl partner topup --quiet --partner GREEN --datapoints 100 --reference O
      """)
  }

  private static let state = """
    SELECT (SELECT count(*) FROM partner.package AS k WHERE k.partner_id = p.partner_id),
           (SELECT sum(datapoints) FROM partner.ledger AS l WHERE l.partner_id = p.partner_id)
    FROM partner.partner AS p WHERE partner = 'GREEN'
    """

  private func sql(_ text: String) throws -> String {
    try text.write(toFile: "\(place.folder)/script.sql", atomically: true, encoding: .utf8)
    return try place.succeed("gridctl db psql -- -v ON_ERROR_STOP=1 -qAtf script.sql")
  }

  @Test(
    "a run that is killed has paid for nothing; the next one pays once for a file that is there",
    arguments: [
      // Killed when the file has its place and its debit is about to be committed, and before it has its place.
      (
        trigger: "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON partner.package DEFERRABLE INITIALLY DEFERRED",
        file: "packages/GREEN-*.xml"
      ),
      (trigger: "CREATE TRIGGER slow AFTER INSERT ON partner.package", file: "packages/.partner-*/GREEN-*.xml"),
    ])
  func killed(trigger: String, file: String) throws {
    _ = try sql(
      """
      CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
      \(trigger) FOR EACH ROW EXECUTE FUNCTION slow();
      """)
    _ = try place.run(
      """
      \(Self.request) & pid=$!
      for try in $(seq 300); do ls \(file) > /dev/null 2>&1 && break; sleep 0.1; done
      sleep 0.5; kill -9 $pid; wait $pid
      """)
    #expect(try place.succeed("ls \(file) | wc -l") == "1\n")
    _ = try sql("DROP TRIGGER slow ON partner.package")
    #expect(
      try sql(Self.state) == "0|100\n")
    _ = try place.succeed(Self.request)
    _ = try place.succeed(Self.request)
    #expect(
      try sql(Self.state) == "1|30\n")
    #expect(
      try place.succeed("sha256sum packages/GREEN-*.xml").prefix(64)
        == sql("SELECT sha256 FROM partner.package WHERE package LIKE 'GREEN-%'").prefix(64))
    #expect(try place.succeed("ls -A packages | wc -l") == "1\n")
    _ = try place.succeed("gridctl check --quiet")
  }

  @Test("a key that is lost is not replaced by another one, and nothing is entered in the future")
  func key() throws {
    let request =
      "gridctl partner request --partner HELIO --product production --communities EC2 --grain hour --output p"
    let lost = try place.run("mv \(place.home)/partner.key kept; \(request) --period 2025-04-02")
    #expect(lost.status == 78)
    #expect(lost.output.contains("packages were made with it") && lost.output.contains("Restore your copy"))
    #expect(try place.succeed("ls \(place.home)").contains("partner.key") == false)
    #expect(try place.run("mv kept \(place.home)/partner.key; \(request) --period 2025-04").status == 0)
    for command in [
      "topup --datapoints 10 --reference R", "request --product production --grain hour --period 2025-04 --output p",
    ] {
      #expect(try place.run("gridctl partner \(command) --partner HELIO --as-of 2099-01-01T00:00:00Z").status == 64)
    }
  }
}
