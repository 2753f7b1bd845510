import Database
import Foundation
import Grid
import Support
import Testing

@testable import Partner

@Suite struct SubscriptionTests {
  /// A plant and the partner of the trace, who is trusted at 2.
  private func market(balance: Int64 = 130) throws -> Bureau {
    let bureau = try Bureau(balance: balance)
    try bureau.street.meter("PLANT", of: "EC", interval: 900, kind: "plant")
    return bureau
  }

  /// The plant's days, added up as the aggregate room does.
  private func produce(_ bureau: Bureau, _ first: String, days: Int) throws {
    let market = try Market(sharing: bureau.street)
    let start = LocalDay(first)!
    for day in 0..<days {
      let count = start.advanced(by: day) == LocalDay("2025-03-30")! ? 92 : 96
      try market.day(
        "PLANT", "\(start.advanced(by: day))", used: Array(repeating: 0, count: count),
        made: Array(repeating: 100, count: count))
    }
  }

  private func terms(_ every: WindowLength, grain: Grain = .hour, from: String, until: String? = nil)
    -> SubscriptionTerms
  {
    var terms = SubscriptionTerms()
    terms.partner = "GREEN"
    terms.product = .production
    terms.communities = ["EC"]
    terms.grain = grain
    terms.every = every
    terms.from = LocalDay(from)!
    terms.until = until.map { LocalDay($0)! }
    return terms
  }

  private func subscribe(_ bureau: Bureau, _ code: String, _ terms: SubscriptionTerms) throws -> SubscriptionChange {
    try Partner.subscribe(code, terms, today: LocalDay("2025-04-01")!, on: bureau.connection)
  }

  @Test("the trace of the partner: 130 - 70 = 60, + 100 = 160, refused at trust 2, 160")
  func trace() throws {
    let bureau = try market()
    try produce(bureau, "2025-04-07", days: 1)
    let day = Period("2025-04-07", today: LocalDay(number: 0))!
    let production = try PackageSubject(product: .production, communities: ["EC"], grain: .hour, period: day)
    let detailed = try PackageSubject(product: .consumptionDetailed, communities: ["EC"], grain: .hour, period: day)
    #expect(try bureau.balance == 130)
    #expect(try bureau.ask(production) == "70, 60 left")
    _ = try topUp("GREEN", datapoints: 100, reference: "TOPUP-1", asOf: Bureau.now, on: bureau.connection)
    #expect(try bureau.balance == 160)
    #expect(try bureau.ask(detailed) == "refused: trust")
    #expect(try bureau.balance == 160)
    #expect(try bureau.ask(production) == "again, 160 left")
    #expect(try bureau.entries() == ["topup 130 130", "debit -70 60", "topup 100 160"])
    #expect(
      try requests(of: partners(on: bureau.connection)[0], on: bureau.connection).map { $0.refusal ?? "delivered" } == [
        "delivered", "trust",
      ])
    #expect(bureau.files.count == 1)
    #expect(try bureau.database.violations() == [])
  }

  @Test("each window is delivered once, 48 hours after its end, after a downtime all that were missed, with its mail")
  func windows() throws {
    let bureau = try market(balance: 350)
    try produce(bureau, "2025-03-28", days: 6)
    #expect(try subscribe(bureau, "S", terms(.day, from: "2025-03-29")) == .added)
    // In Paris the 29th ends at 23:00Z, and the next day, of 23 hours, at 22:00Z.
    #expect(try bureau.export("2025-03-31T22:59:59Z") == [])
    #expect(try bureau.export("2025-03-31T23:00:00Z") == ["S 2025-03-29..2025-03-30 70"])
    #expect(try bureau.export("2025-03-31T23:00:00Z") == [])
    #expect(try bureau.export("2025-04-01T21:59:59Z") == [])
    #expect(
      try bureau.export("2025-04-03T22:00:00Z") == [
        "S 2025-03-30..2025-03-31 70", "S 2025-03-31..2025-04-01 70", "S 2025-04-01..2025-04-02 70",
      ])
    #expect(try bureau.balance == 70)
    #expect(
      try bureau.database.lines(
        """
        SELECT m.topic, m.recipient, m.language, m.message::jsonb, m.attachments::jsonb -> 0 ->> 'sha256' = k.sha256,
               m.attachments::jsonb -> 0 ->> 'path' = k.file, m.attachments::jsonb -> 0 ->> 'name' = k.package || '.zip',
               to_json(m.happened_at)
        FROM ops.mail AS m JOIN partner.package AS k ON k.package = m.key ORDER BY mail_id LIMIT 1
        """) == [
          "package|data@example.org|fr|{\"grain\": \"hour\", \"period\": \"2025-03-29..2025-03-30\", \"partner\": \"GREEN\", "
            + "\"product\": \"production\", \"datapoints\": 48, \"suppressed\": 0}|t|t|t|\"2025-03-31T23:00:00+00:00\""
        ])
    #expect(try bureau.database.lines("SELECT count(*) FROM ops.mail") == ["4"])
    #expect(try bureau.database.violations() == [])
  }

  @Test("a window that is refused is tried again and recorded once for the same reason; others go on")
  func refused() throws {
    let bureau = try market(balance: 70)
    try produce(bureau, "2025-04-07", days: 2)
    #expect(try subscribe(bureau, "B", terms(.day, from: "2025-04-07")) == .added)
    #expect(try subscribe(bureau, "A", terms(.week, from: "2025-04-02", until: "2025-04-14")) == .added)
    // The week from Monday the 7th; days of which nothing is known are no reason to stop.
    let now = "2025-04-16T00:00:00Z"
    let first = try bureau.export("2025-04-11T00:00:00Z")
    #expect(first == ["B 2025-04-07..2025-04-08 70", "B 2025-04-08..2025-04-09 refused: funds"])
    #expect(try bureau.export("2025-04-11T00:00:00Z") == ["B 2025-04-08..2025-04-09 refused: funds as before"])
    #expect(try bureau.database.lines("SELECT count(*) FROM partner.request WHERE refusal = 'funds'") == ["1"])
    _ = try topUp("GREEN", datapoints: 70, reference: "O", asOf: Bureau.start, on: bureau.connection)
    try bureau.database.script("UPDATE partner.partner SET trust = 1")
    #expect(try bureau.export(now).allSatisfy { $0.hasSuffix("refused: trust") })
    try bureau.database.script("UPDATE partner.partner SET trust = 2")
    let last = try bureau.export(now)
    #expect(last.first == "A 2025-04-07..2025-04-14 70")
    #expect(last.contains("B 2025-04-08..2025-04-09 refused: funds"))
    #expect(
      try bureau.database.lines(
        "SELECT coalesce(refusal, 'delivered') FROM partner.request WHERE period = '[2025-04-08,2025-04-09)' ORDER BY request_id"
      )
        == ["funds", "trust", "funds"])
    #expect(try bureau.database.violations() == [])
  }

  @Test("a subscription that has ended builds what was missed within its days, then says once that it ended")
  func expired() throws {
    let bureau = try market(balance: 1000)
    try produce(bureau, "2025-03-01", days: 61)
    #expect(try subscribe(bureau, "S", terms(.month, grain: .day, from: "2025-02-10", until: "2025-04-15")) == .added)
    #expect(try bureau.export("2025-04-10T00:00:00Z") == ["S 2025-03 70"])
    #expect(try bureau.export("2025-05-03T22:00:00Z") == ["S 2025-04 refused: expired"])
    #expect(try bureau.export("2025-06-10T00:00:00Z") == [])
    // Taken up again, the month is delivered.
    var more = SubscriptionTerms()
    more.until = LocalDay("2025-06-01")!
    #expect(try subscribe(bureau, "S", more) == .changed)
    #expect(try bureau.export("2025-05-10T00:00:00Z") == ["S 2025-04 70"])
    #expect(try bureau.database.violations() == [])
  }

  @Test("what was paid before is delivered to a subscriber for nothing")
  func paidBefore() throws {
    let bureau = try market()
    try produce(bureau, "2025-04-07", days: 1)
    let day = Period("2025-04-07", today: LocalDay(number: 0))!
    #expect(
      try bureau.ask(PackageSubject(product: .production, communities: ["EC"], grain: .hour, period: day))
        == "70, 60 left")
    _ = try subscribe(bureau, "S", terms(.day, from: "2025-04-07", until: "2025-04-08"))
    #expect(try bureau.export("2025-04-10T00:00:00Z") == ["S 2025-04-07..2025-04-08 again"])
    #expect(try bureau.export("2025-04-10T00:00:00Z") == [])
    #expect(try bureau.balance == 60)
    #expect(try bureau.database.lines("SELECT count(*) FROM ops.mail") == ["1"])
    #expect(try bureau.database.violations() == [])
  }

  @Test("a window that fails holds up no other one")
  func failing() throws {
    let bureau = try market(balance: 1000)
    try produce(bureau, "2025-04-07", days: 2)
    _ = try subscribe(bureau, "S", terms(.day, from: "2025-04-07", until: "2025-04-09"))
    let day = Period("2025-04-07", today: LocalDay(number: 0))!
    let subject = try PackageSubject(product: .production, communities: ["EC"], grain: .hour, period: day)
    let rehearsal = try bureau.connection.rehearsal {
      try deliver(subject, to: "GREEN", on: bureau.shelf(), isRehearsal: true, connection: bureau.connection)
    }
    guard case .delivered(let package) = rehearsal else { return #expect(Bool(false)) }
    try FileManager.default.createDirectory(atPath: package.path, withIntermediateDirectories: true)
    #expect(
      try bureau.export("2025-04-11T00:00:00Z") == [
        "S 2025-04-07..2025-04-08 failed: 73", "S 2025-04-08..2025-04-09 70",
      ])
    try FileManager.default.removeItem(atPath: package.path)
    #expect(try bureau.export("2025-04-11T00:00:00Z") == ["S 2025-04-07..2025-04-08 70"])
    #expect(try bureau.database.violations() == [])
  }

  @Test("a subscription is added, changed in its end and address only, and found as it is; nonsense is refused")
  func terms() throws {
    let bureau = try market()
    let good = terms(.day, from: "2025-04-07")
    #expect(try subscribe(bureau, "S", good) == .added)
    #expect(try subscribe(bureau, "S", good) == .unchanged)
    var change = SubscriptionTerms()
    change.until = LocalDay("2025-06-01")!
    change.email = "other@example.org"
    #expect(try subscribe(bureau, "S", change) == .changed)
    #expect(try subscribe(bureau, "S", change) == .unchanged)
    #expect(
      try bureau.database.lines("SELECT subscription, email, during FROM partner.subscription") == [
        "S|other@example.org|[2025-04-07,2025-06-01)"
      ])
    change.grain = .day
    #expect(bureau.failure { try subscribe(bureau, "S", change) } == "65: subscription 'S' is there and is another one")
    var bad = good
    bad.email = "a@b.org\r\nBcc: c@d.org"
    #expect(bureau.failure { try subscribe(bureau, "T", bad) } == "64: the mail address of 'T' is not one address")
    bad = good
    bad.product = .customerTransfer
    #expect(bureau.failure { try subscribe(bureau, "T", bad) }?.hasPrefix("64: ") == true)
    bad = terms(.week, grain: .month, from: "2025-04-01")
    #expect(bureau.failure { try subscribe(bureau, "T", bad) }?.hasPrefix("64: ") == true)
    bad = terms(.week, from: "2025-04-01", until: "2025-04-01")
    #expect(bureau.failure { try subscribe(bureau, "T", bad) }?.hasPrefix("64: ") == true)
    bad = good
    bad.partner = "GREY"
    #expect(bureau.failure { try subscribe(bureau, "T", bad) } == "66: there is no partner 'GREY'")
    bad.partner = nil
    #expect(bureau.failure { try subscribe(bureau, "T", bad) } == "64: there is no subscription 'T' yet")
    try bureau.database.script("UPDATE partner.partner SET email = NULL")
    #expect(bureau.failure { try subscribe(bureau, "T", good) } == "65: GREEN has no mail address")
  }

  @Test("windows are whole days, weeks from Monday and months, whatever the first day")
  func lengths() {
    let wednesday = LocalDay("2025-04-02")!
    #expect("\(WindowLength.day.first(from: wednesday))" == "2025-04-02..2025-04-03")
    #expect("\(WindowLength.week.first(from: wednesday))" == "2025-04-07..2025-04-14")
    #expect("\(WindowLength.week.first(from: LocalDay("2025-04-07")!))" == "2025-04-07..2025-04-14")
    #expect("\(WindowLength.month.first(from: wednesday))" == "2025-05")
    #expect("\(WindowLength.month.next(after: WindowLength.month.first(from: LocalDay("2025-12-01")!)))" == "2026-01")
  }
}
