import Billing
import Database
import Foundation
import Grid
import Support
import Testing

@testable import Partner

@Suite struct LedgerTests {
  @Test("a top-up is entered once, other datapoints under its reference are refused, and no entry is dated back")
  func topUps() throws {
    let bureau = try Bureau(balance: 0)
    func enter(_ count: Int64, _ reference: String, _ at: String) throws -> LedgerChange {
      try topUp("GREEN", datapoints: count, reference: reference, asOf: Instant(at)!, on: bureau.connection)
    }
    #expect(try enter(100, "O1", "2025-05-01T08:00:00Z") == LedgerChange(datapoints: 100, isNew: true, balance: 100))
    #expect(try enter(100, "O1", "2025-05-02T08:00:00Z") == LedgerChange(datapoints: 100, isNew: false, balance: 100))
    #expect(
      bureau.failure { try enter(101, "O1", "2025-05-02T08:00:00Z") } == "65: top-up 'O1' of GREEN has 100 datapoints")
    #expect(try enter(30, "O2", "2025-04-01T08:00:00Z").balance == 130)
    #expect(
      bureau.failure { try enter(1_000_000_000_000_000, "O3", "2025-05-02T08:00:00Z") }
        == "65: GREEN would have more than 1000000000000000 datapoints")
    #expect(
      bureau.failure { try topUp("GREY", datapoints: 1, reference: "O", asOf: Bureau.now, on: bureau.connection) }
        == "66: there is no partner 'GREY'")
    let partner = try partners(code: "GREEN", on: bureau.connection)[0]
    #expect(
      try ledger(of: partner, on: bureau.connection).map { "\($0.at)" }
        == Array(repeating: "2025-05-01T08:00:00Z", count: 2))
    #expect(try bureau.database.violations() == [])
  }

  @Test("a package is refunded once, in full or in part, never more than it cost, and the invoice counts it")
  func refunds() throws {
    let bureau = try Bureau(balance: 200)
    try bureau.street.read("MA", .imported, "100", on: "2025-04-07", days: 2)
    #expect(try bureau.ask(bureau.transfer()) == "70, 130 left")
    #expect(try bureau.ask(bureau.transfer("CA", .hour, "2025-04-08")) == "70, 60 left")
    let packages = try bureau.database.lines("SELECT package FROM partner.package ORDER BY package_id")
    func give(_ package: Int, _ count: Int64?) throws -> LedgerChange {
      try refund(packages[package], of: "GREEN", datapoints: count, asOf: Bureau.now, on: bureau.connection)
    }
    #expect(
      bureau.failure { try give(0, 71) }
        == "65: package '\(packages[0])' cost 70 datapoints, so 71 cannot be given back")
    #expect(try give(0, 30) == LedgerChange(datapoints: 30, isNew: true, balance: 90))
    #expect(try give(0, 30) == LedgerChange(datapoints: 30, isNew: false, balance: 90))
    #expect(
      bureau.failure { try give(0, 40) } == "65: 30 datapoints of package '\(packages[0])' were given back already")
    #expect(try give(1, nil) == LedgerChange(datapoints: 70, isNew: true, balance: 160))
    #expect(
      bureau.failure { try refund("NONE", of: "GREEN", asOf: Bureau.now, on: bureau.connection) }
        == "66: GREEN has no package 'NONE'")
    #expect(
      try bureau.entries() == ["topup 200 200", "debit -70 130", "debit -70 60", "refund 30 90", "refund 70 160"])
    // 140 used and 100 given back, of 15 EUR a thousand: 2.10 - 1.50, and 20 % of it.
    let summary = try invoicePartners(
      period: Period("2025-05", today: LocalDay(number: 0))!, asOf: Instant("2025-06-02T08:00:00Z")!,
      on: bureau.connection)
    #expect(
      summary.invoices.map { "\($0.number) \($0.partner) \($0.lines) \($0.net) \($0.vat) \($0.total)" } == [
        "P2025-000001 GREEN 2 0.60 0.12 0.72"
      ])
    #expect(try bureau.database.violations() == [])
  }

  @Test("checks find a debit without a package, a refund without a debit, and a balance below zero")
  func checks() throws {
    let bureau = try Bureau(balance: 10)
    try bureau.database.script(
      """
      INSERT INTO partner.ledger (partner_id, kind, product, datapoints, entered_at, reference)
      SELECT partner_id, k, 'production', n, t::timestamptz, r FROM partner.partner,
        (VALUES ('debit', -20, '2025-05-01', 'X'), ('topup', 10, '2025-04-01', 'Y'), ('refund', 5, '2025-05-01', 'Z')) AS v (k, n, t, r)
      """)
    #expect(
      try bureau.database.violations() == [
        "checks/package_has_its_debit: 1|X", "checks/package_has_its_debit: 1|Z",
        "checks/partner_balance_never_negative: 1|2", "checks/partner_balance_never_negative: 1|3",
      ])
  }
}

@Suite struct DeliveryTests {
  @Test(
    "what was asked for is made and debited once; the same again costs nothing, and a file that is gone is made as it was"
  )
  func once() throws {
    let bureau = try Bureau()
    try bureau.street.read("MA", .imported, "100 + extract(hour FROM t)", on: "2025-04-07")
    #expect(try bureau.ask(bureau.transfer()) == "70, 60 left")
    #expect(bureau.files.count == 1)
    let path = "\(bureau.folder)/\(bureau.files[0])"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try bureau.ask(bureau.transfer(), asOf: Instant("2025-06-01T08:00:00Z")!) == "again, 60 left")
    try Data("broken".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try bureau.ask(bureau.transfer(), asOf: Instant("2025-07-01T08:00:00Z")!) == "again, 60 left")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    // Readings that came later make another file: the one that was paid cannot be made of them.
    try bureau.street.read("MA", .imported, "7", on: "2025-04-07")
    #expect(try bureau.ask(bureau.transfer()) == "again, 60 left")
    unlink(path)
    #expect(bureau.failure { try bureau.ask(bureau.transfer()) }?.contains("cannot be made as it was") == true)
    #expect(bureau.files == [])
    #expect(try bureau.entries() == ["topup 130 130", "debit -70 60"])
    #expect(try bureau.database.lines("SELECT count(*) FROM partner.request") == ["1"])
    #expect(try bureau.database.violations() == [])
  }

  @Test("trust decides before consent, consent before funds; a refusal costs nothing and is recorded")
  func refusals() throws {
    let bureau = try Bureau(balance: 60)
    try bureau.street.read("MA", .imported, "100", on: "2025-04-07")
    try bureau.database.script(
      "UPDATE partner.partner SET trust = 0; DELETE FROM grid.consent WHERE granularity = 'day'")
    #expect(try bureau.ask(bureau.transfer("CA", .day)) == "refused: trust")
    try bureau.database.script("UPDATE partner.partner SET trust = 1")
    #expect(try bureau.ask(bureau.transfer("CA", .day)) == "refused: consent")
    #expect(try bureau.ask(bureau.transfer("CA", .hour, "2025-04-08")) == "refused: no-data")
    #expect(try bureau.ask(bureau.transfer()) == "refused: funds")
    #expect(try bureau.ask(bureau.transfer()) == "refused: funds")
    #expect(bureau.files == [])
    #expect(try bureau.entries() == ["topup 60 60"])
    let partner = try partners(code: "GREEN", on: bureau.connection)[0]
    #expect(
      try requests(of: partner, on: bureau.connection).map { $0.refusal } == [
        "trust", "consent", "no-data", "funds", "funds",
      ])
    _ = try topUp("GREEN", datapoints: 10, reference: "O", asOf: Bureau.now, on: bureau.connection)
    #expect(try bureau.ask(bureau.transfer()) == "70, 0 left")
    #expect(try bureau.database.violations() == [])
  }

  @Test("a partner that pays by what a package has pays its datapoints, at the price of the day")
  func byDatapoints() throws {
    let bureau = try Bureau(balance: 30, plan: "datapoints")
    try bureau.street.read("MA", .imported, "100", on: "2025-04-07", days: 2)
    #expect(try bureau.ask(bureau.transfer()) == "24, 6 left")
    #expect(try bureau.ask(bureau.transfer("CA", .hour, "2025-04-08")) == "refused: funds")
    #expect(try bureau.ask(bureau.transfer("CA", .day, "2025-04-07..2025-04-09")) == "2, 4 left")
    // 26 datapoints of 15 EUR a thousand.
    #expect(
      try bureau.database.lines("SELECT sum(amount_eur)::numeric(9,3) FROM partner.ledger WHERE kind = 'debit'") == [
        "-0.390"
      ])
    #expect(try bureau.database.violations() == [])
  }

  @Test("what cannot be is refused before anything is made")
  func nonsense() throws {
    let bureau = try Bureau()
    let yesterday = Instant("2025-04-07T21:59:59Z")!
    #expect(
      bureau.failure { try bureau.ask(bureau.transfer(), asOf: yesterday) }
        == "65: 2025-04-07..2025-04-08 is not over on 2025-04-07")
    #expect(bureau.failure { try bureau.ask(bureau.transfer("CX")) } == "66: there is no customer 'CX'")
    #expect(bureau.failure { try bureau.ask(bureau.transfer(), of: "GREY") } == "66: there is no partner 'GREY'")
    #expect(bureau.failure { try bureau.transfer("CA", .month, "2025-04-07") }?.hasPrefix("64: ") == true)
    let day = Period("2025-04-07", today: LocalDay(number: 0))!
    for (product, customer) in [(Product.production, "CA" as String?), (.customerTransfer, nil)] {
      #expect(
        bureau.failure {
          try PackageSubject(product: product, communities: [], customer: customer, grain: .hour, period: day)
        }?.hasPrefix("64: ") == true)
    }
    #expect(
      bureau.failure { try PackageShelf(folder: "/proc/none", keyFile: nil, asOf: Bureau.now) }
        == "73: cannot write into /proc/none")
    #expect(try bureau.database.lines("SELECT count(*) FROM partner.request") == ["0"])
    #expect(try bureau.entries() == ["topup 130 130"])
  }

  @Test("a package that cannot be put into its place is not paid, and a rehearsal leaves nothing")
  func noPlace() throws {
    let bureau = try Bureau()
    try bureau.street.read("MA", .imported, "100", on: "2025-04-07")
    let made = try bureau.connection.rehearsal {
      try deliver(bureau.transfer(), to: "GREEN", on: bureau.shelf(), isRehearsal: true, connection: bureau.connection)
    }
    guard case .delivered(let package) = made else { return #expect(Bool(false), "\(made)") }
    #expect(bureau.files == [])
    #expect(try bureau.balance == 130)
    // A folder stands where the file goes.
    try FileManager.default.createDirectory(atPath: package.path, withIntermediateDirectories: true)
    #expect(bureau.failure { try bureau.ask(bureau.transfer()) }?.hasPrefix("73: cannot write") == true)
    #expect(try bureau.entries() == ["topup 130 130"])
    #expect(try bureau.database.lines("SELECT count(*) FROM partner.package") == ["0"])
    try FileManager.default.removeItem(atPath: package.path)
    #expect(try bureau.ask(bureau.transfer()) == "70, 60 left")
    #expect(bureau.files.count == 1)
  }

  @Test("a file is taken from its shelf again when its commit fails")
  func noCommit() throws {
    let bureau = try Bureau()
    try bureau.street.read("MA", .imported, "100", on: "2025-04-07")
    // A constraint that is looked at when the transaction ends.
    try bureau.database.script(
      """
      CREATE TABLE never (package text NOT NULL UNIQUE);
      ALTER TABLE partner.package ADD CONSTRAINT late FOREIGN KEY (package) REFERENCES never (package) DEFERRABLE INITIALLY DEFERRED
      """)
    #expect(bureau.failure { try bureau.ask(bureau.transfer()) }?.contains("23503") == true)
    #expect(bureau.files == [])
    #expect(try bureau.entries() == ["topup 130 130"])
    try bureau.database.script("ALTER TABLE partner.package DROP CONSTRAINT late")
    #expect(try bureau.ask(bureau.transfer()) == "70, 60 left")
    #expect(try bureau.database.violations() == [])
  }

  @Test("runs beside each other never spend more than there is", .timeLimit(.minutes(2)))
  func race() throws {
    // Five packages could be paid of it, eight are asked for by four runs at once, each twice.
    let bureau = try Bureau(balance: 370)
    try bureau.street.read("MA", .imported, "100", on: "2025-04-01", days: 8)
    let days = (1...8).map { "2025-04-0\($0)" }
    let lock = NSLock()
    nonisolated(unsafe) var outcomes: [String] = []
    nonisolated(unsafe) let shared = bureau
    let connections = try (0..<4).map { _ in try bureau.database.another() }
    nonisolated(unsafe) let others = connections
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      for day in number < 2 ? days : days.reversed() {
        do {
          let outcome = try shared.ask(shared.transfer("CA", .hour, day), on: others[number])
          lock.withLock { outcomes.append(outcome) }
        } catch { lock.withLock { outcomes.append("\(error)") } }
      }
    }
    #expect(outcomes.count == 32)
    #expect(outcomes.count { $0.hasPrefix("70, ") } == 5)
    #expect(Set(outcomes.filter { $0.hasPrefix("70, ") }).count == 5)
    #expect(outcomes.allSatisfy { $0.hasPrefix("70, ") || $0.hasPrefix("again, ") || $0 == "refused: funds" })
    #expect(try bureau.balance == 20)
    #expect(bureau.files.count == 5)
    #expect(try bureau.database.violations() == [])
  }
}
