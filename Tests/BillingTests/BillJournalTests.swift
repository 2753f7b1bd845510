import Billing
import Documents
import Foundation
import Grid
import Support
import Testing

/// The journal against hledger, which balances it, and against sums of SQL that share no code with it.
@Suite struct BillJournalTests {
  let books: Books
  static let year = Period("2025-01-01..2026-01-01", today: LocalDay(number: 0))!

  init() throws { books = try Books() }

  func journal(_ period: String = "2025-01-01..2026-01-01", community: String? = nil) throws -> String {
    var text = ""
    _ = try billJournal(
      Period(period, today: LocalDay(number: 0))!, community: community, on: books.connection, write: { text += $0 })
    return text
  }

  /// `account amount`, sorted; accounts that are even left out.
  func balances(_ journals: String...) throws -> [String] {
    var lines: [String] = []
    for journal in journals {
      let text = try #require(try hledger(["balance", "--flat", "--no-total", "--output-format", "csv"], journal))
      lines += text.split(separator: "\n").dropFirst().map { line in
        line.split(separator: "\"").filter { $0 != "," }.joined(separator: " ").replacing(" EUR", with: "")
      }
    }
    return lines.sorted()
  }

  @Test("hledger balances every transaction, and knows every account and the commodity")
  func check() throws {
    let text = try journal()
    #expect(try hledger(["check", "--strict"], text) != nil)
    #expect(try hledger(["check", "ordereddates"], text) != nil)
    #expect(try hledger(["check"], text.replacing("-61.71", with: "-61.70")) == nil, "the test can fail")
    #expect(try hledger(["check", "--strict"], text.replacing("account 707 Sales:grid", with: "")) == nil)
    #expect(try hledger(["stats"], text)?.contains("13 (") == true)
  }

  @Test("balances are the open items, the VAT by rate, the lines by kind and the bank")
  func balance() throws {
    let expected = try books.database.lines(
      """
      SELECT account || ' ' || sum(eur) FROM (
        SELECT CASE WHEN document LIKE 'self%' THEN '401 Producers:' ELSE '411 Customers:' END
               || CASE customer WHEN 'K:2;  a' THEN 'K%3A2%3B %20a' ELSE customer END, open_eur
        FROM billing.open_item JOIN grid.customer USING (customer_id)
        UNION ALL
        SELECT CASE WHEN document LIKE 'self%' THEN '44566 VAT deductible:' ELSE '44571 VAT collected:' END || vat_rate || ' %', -v.vat_eur
        FROM billing.invoice_vat AS v JOIN billing.invoice USING (community_id, invoice)
        UNION ALL
        SELECT CASE kind WHEN 'energy' THEN '707 Sales:grid' WHEN 'community' THEN '707 Sales:community'
                         WHEN 'standing_charge' THEN '706 Services:standing charge' WHEN 'power' THEN '706 Services:subscribed power'
                         WHEN 'feed_in' THEN '607 Purchases:feed-in' WHEN 'community_feed_in' THEN '607 Purchases:community feed-in'
                         ELSE '447 Levies:' || tariff_period END, -net_eur
        FROM billing.invoice_line
        UNION ALL
        SELECT '512 Bank', amount_eur FROM billing.payment
      ) AS posting (account, eur) GROUP BY account HAVING sum(eur) <> 0 ORDER BY 1
      """)
    #expect(try balances(journal()) == expected.sorted())
    #expect(expected.count == 13)
    // By hand: K1's invoice of 107.46 was taken back, its second of 53.77 met 37.55 of that credit and 16.22 of feed-in.
    #expect(expected.contains("411 Customers:K1 37.55"))
    #expect(expected.contains("512 Bank -7.45"))
  }

  @Test("months and communities add up to the whole")
  func parts() throws {
    func sums(_ lines: [String]) -> [String: ExactDecimal] {
      lines.reduce(into: [:]) { sums, line in
        let parts = line.split(separator: " ")
        sums[parts.dropLast().joined(separator: " "), default: 0] =
          (sums[parts.dropLast().joined(separator: " ")] ?? 0).adding(ExactDecimal(parts.last!)!)!
      }.filter { $0.value.unscaled != 0 }
    }
    let whole = sums(try balances(journal()))
    #expect(try sums(balances(journal("2025-05"), journal("2025-06"))) == whole)
    #expect(try sums(balances(journal(community: "C1"), journal(community: "C2"))) == whole)
    #expect(try balances(journal("2025-04")).isEmpty)
    #expect(try hledger(["check", "--strict"], journal("2025-04")) != nil)
    #expect(failure(of: { _ = try journal(community: "C9") }) == "66: there is no community 'C9'")
  }

  @Test("a transaction names its document, what it is, and nobody's name")
  func text() throws {
    let text = try journal()
    #expect(
      text.contains(
        """

        2025-05-05 (F2025-000001) invoice of 2025-04  ; community:C1, due:2025-05-19
            411 Customers:K1                                      107.46 EUR
            707 Sales:community                                    -6.61 EUR
        """), "\(text)")
    #expect(text.contains("2025-06-02 (A2025-000001) credit note of 2025-04, corrects F2025-000001  ;"))
    #expect(text.contains("2025-06-02 (F2025-000004) set off of P2025-000001  ;"))
    #expect(text.contains("2025-05-22 (F2025-000002) reversal bank%3B1%7Cx  ;"))
    #expect(!text.contains("=1+"))
  }
}

/// Runs hledger on journals; nil when it refuses.
func hledger(_ arguments: [String], _ journals: String...) throws -> String? {
  let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var files: [String] = []
  for (index, journal) in journals.enumerated() {
    let file = folder.appending(path: "\(index).journal")
    try journal.write(to: file, atomically: true, encoding: .utf8)
    files += ["-f", file.path]
  }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/hledger")
  process.arguments = files + arguments
  process.environment = ["LANG": "C.UTF-8", "HOME": folder.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return process.terminationStatus == 0 ? output : nil
}
