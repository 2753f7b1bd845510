import Database
import Foundation
import Grid
import Support
import Testing

@testable import Billing

@Suite struct IssueTests {
  let village: Village

  /// Three meters, three customers; codes are not in the order of their registration.
  init() throws {
    village = try Village()
    try village.tariff("T", "standing_charge base 11.11 5.5\nenergy all 0.123456 20")
    for meter in ["M3", "M1", "M2"] {
      try village.meter(meter, interval: 3600)
      try village.contract("A" + meter, meter: meter)
      try village.read(meter, .imported, "777", to: "2025-07-01")
    }
  }

  private func numbers() throws -> [String] {
    try village.database.lines(
      "SELECT i.invoice || ' ' || m.meter AS t FROM billing.invoice AS i JOIN grid.meter AS m USING (meter_id) ORDER BY 1"
    )
  }

  @Test("running twice makes the same drafts, and leaves what was issued alone")
  func idempotent() throws {
    let first = try village.bill()
    let drafts = try village.contents()
    #expect(try village.bill() == first)
    #expect(try village.contents() == drafts)

    try village.issue()
    let issued = try village.contents()
    try village.database.script("UPDATE grid.tariff_price SET price = 9")
    #expect(try village.bill().drafts == 0)
    #expect(try village.contents() == issued)
    #expect(try village.issue().invoices.isEmpty)
  }

  @Test("a dry run says what the run says, and leaves nothing behind")
  func dryRun() throws {
    try village.bill("2025-05")
    let before = try village.contents()
    let said = try village.connection.rehearsal { try village.bill() }
    #expect(try village.contents() == before)
    #expect(try village.bill() == said)
    #expect(said.drafts == 3)

    let drafts = try village.contents()
    let wouldIssue = try village.connection.rehearsal { try village.issue() }
    #expect(try village.contents() == drafts)
    #expect(try village.issue() == wouldIssue)
  }

  @Test("numbers follow the codes of community, customer and meter, and the year of issue")
  func order() throws {
    try village.bill()
    #expect(try village.issue(asOf: "2025-12-31T22:30:00Z").invoices.first == "F2025-000001")
    #expect(try numbers() == ["F2025-000001 M1", "F2025-000002 M2", "F2025-000003 M3"])
    try village.bill("2025-05")
    // Half past midnight in Paris.
    #expect(try village.issue("2025-05", asOf: "2025-12-31T23:30:00Z").invoices.first == "F2026-000001")
    let dates = try village.database.lines("SELECT DISTINCT issued_on, due_on FROM billing.invoice ORDER BY 1")
    #expect(dates == ["2025-12-31|2026-01-14", "2026-01-01|2026-01-15"])
    try village.expectChecksHold()
  }

  @Test("the millionth invoice of a year has a number of its own")
  func millionth() throws {
    try village.database.script("INSERT INTO billing.invoice_series VALUES ('F', 2026, 999999)")
    try village.bill()
    #expect(try village.issue().invoices == ["F2026-999999", "F2026-1000000", "F2026-1000001"])
    #expect(try village.database.lines("SELECT invoice FROM billing.invoice ORDER BY number").last == "F2026-1000001")
    #expect(documentNumbers(in: "facture F2026-1000001 svp") == ["F2026-1000001"])
  }

  @Test("one issue of communities on both sides of a new year numbers each in its year")
  func newYear() throws {
    try village.community("C0", zone: "Atlantic/Canary")
    try village.meter("M9", interval: 3600, community: "C0")
    try village.contract("AM9", meter: "M9")
    try village.read("M9", .imported, "1")
    try village.bill()

    #expect(
      try village.issue(asOf: "2025-12-31T23:30:00Z").invoices == [
        "F2025-000001", "F2026-000001", "F2026-000002", "F2026-000003",
      ])
    try village.expectChecksHold()
  }

  @Test("a month is not issued before its end, nor dated before an issued invoice")
  func dates() throws {
    try village.bill()
    try village.bill("2025-05")
    #expect(
      failure(of: { try village.issue(asOf: "2025-04-30T21:59:59Z") })
        == "65: 2025-04 cannot be issued on 2025-04-30: it has not ended")
    #expect(try village.issue("2025-04", asOf: "2025-06-10T10:00:00Z").invoices.count == 3)
    #expect(
      failure(of: { try village.issue("2025-05", asOf: "2025-06-09T10:00:00Z") })
        == "65: an invoice of 2025-06-10 exists, so none can be issued on 2025-06-09")
    #expect(try village.issue("2025-05", asOf: "2025-06-10T11:00:00Z").invoices.first == "F2025-000004")
    try village.expectChecksHold()
  }

  @Test("an issue that fails midway leaves no gap", arguments: ["invoice_line", "invoice_vat"])
  func failureMidway(table: String) throws {
    try village.bill()
    let before = try village.contents()
    try village.database.script("ALTER TABLE billing.\(table) ADD CONSTRAINT broken CHECK (invoice <> 'F2026-000002')")
    #expect(failure(of: { try village.issue() })?.contains("broken") == true)
    #expect(try village.contents() == before)
    #expect(try village.database.lines("SELECT count(*) AS n FROM billing.invoice_series") == ["0"])

    try village.database.script("ALTER TABLE billing.\(table) DROP CONSTRAINT broken")
    #expect(try village.issue().invoices == ["F2026-000001", "F2026-000002", "F2026-000003"])
    try village.expectChecksHold()
  }

  @Test("issuers at the same time wait for each other: no gap, no double")
  func concurrent() throws {
    let months = ["2025-04", "2025-05", "2025-06"]
    for month in months { try village.bill(month) }
    let conninfo = village.database.conninfo
    let results = Results()
    DispatchQueue.concurrentPerform(iterations: 6) { index in
      do {
        let connection = try Connection(conninfo)
        let summary = try issueBills(
          period: Village.month(months[index % 3]), asOf: Instant("2025-08-01T10:00:00Z")!, on: connection)
        results.add(summary.invoices)
      } catch {
        results.add(["\(error)"])
      }
    }
    #expect(results.all.sorted() == (1...9).map { "F2025-00000\($0)" })
    try village.expectChecksHold()
  }

  private final class Results: @unchecked Sendable {
    private let mutex = NSLock()
    private(set) var all: [String] = []

    func add(_ more: [String]) { mutex.withLock { all += more } }
  }

  @Test("an issued invoice cannot be changed by its owner, nor by a superuser")
  func immutable() throws {
    try village.bill()
    try village.issue()
    let before = try village.contents()
    let superuser = try Connection(village.database.conninfo.replacing("user=gridctl", with: "user=postgres"))
    for connection in [village.connection, superuser] {
      for table in ["invoice", "invoice_line", "invoice_vat"] {
        for change in ["UPDATE billing.\(table) SET invoice = DEFAULT", "DELETE FROM billing.\(table)"] {
          // A line's number has no default: NULL, which would be refused too late.
          let text = table == "invoice" ? change : change.replacing("invoice = DEFAULT", with: "community_id = 1")
          #expect(throws: DatabaseFailure.self) { try connection.literal(text) }
        }
        #expect(throws: DatabaseFailure.self) { try connection.literal("TRUNCATE billing.\(table) CASCADE") }
      }
    }
    #expect(throws: DatabaseFailure.self) {
      try superuser.literal("UPDATE billing.invoice SET total_eur = 0, net_eur = 0, vat_eur = 0")
    }
    #expect(try village.contents() == before)
  }

  @Test("bills are listed and shown, drafts as well as invoices")
  func show() throws {
    try village.bill()
    try village.issue()
    try village.bill("2025-05")

    let all = try invoices(on: village.connection)
    #expect(all.map(\.number) == ["F2026-000001", "F2026-000002", "F2026-000003", nil, nil, nil])
    #expect(try invoices(customer: "KM2", on: village.connection).map(\.meter) == ["M2", "M2"])
    #expect(try invoices(period: Village.month("2025-04"), on: village.connection).count == 3)

    let second = try invoice("F2026-000002", on: village.connection)
    let draft = all[4]
    // 720 x 0.777 kWh = 559.44 kWh x 0.123456 = 69.0662…; 744 x 0.777 = 578.088 kWh -> 71.3684….
    #expect((second.net, second.vat, second.total) == ("80.18", "14.42", "94.60"))
    #expect(second.period == Village.month("2025-04"))
    #expect(try lines(of: second, on: village.connection).map(\.net) == ["11.11", "69.07"])
    #expect(try lines(of: draft, on: village.connection).map(\.quantity) == ["1", "578.088"])
    #expect(
      try vat(of: second, on: village.connection) == [
        InvoiceVAT(rate: "5.50", base: "11.11", amount: "0.61"),
        InvoiceVAT(rate: "20.00", base: "69.07", amount: "13.81"),
      ])
    #expect(try vat(of: draft, on: village.connection).map(\.base) == ["11.11", "71.37"])
    #expect(
      failure(of: { _ = try invoice("F2026-000009", on: village.connection) })
        == "66: there is no invoice 'F2026-000009'")
  }

  @Test("the checks find what they are for")
  func checks() throws {
    try village.bill()
    try village.issue()
    let superuser = try Connection(village.database.conninfo.replacing("user=gridctl", with: "user=postgres"))
    _ = try superuser.literal(
      """
      SET session_replication_role = replica;
      UPDATE billing.invoice_line SET net_eur = net_eur + 0.01 WHERE invoice = 'F2026-000001' AND line = 1;
      DELETE FROM billing.invoice WHERE number = 2;
      INSERT INTO billing.draft SELECT community_id, customer_id, meter_id, period, 'invoice', 0, NULL, 1, 1, 0, 0, 0
      FROM billing.invoice WHERE number = 3
      """)
    let found = try Catalogue.names.filter { $0.hasPrefix("checks/invoice_") }.filter {
      try !village.connection.query($0).isEmpty
    }
    #expect(
      found == [
        "checks/invoice_is_its_lines", "checks/invoice_line_rounded_once", "checks/invoice_numbers_without_gap",
        "checks/invoice_or_draft", "checks/invoice_vat_on_summed_net",
      ])
  }
}
