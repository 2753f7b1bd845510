import Grid
import Testing

@testable import Billing

@Suite struct CollectionPlanTests {
  private func day(_ text: String) -> LocalDay { LocalDay(text)! }

  @Test("Easter and the days around it are those of the ECB's calendar")
  func holidays() {
    // Easter Sundays as the US Naval Observatory lists them.
    let easter = [
      "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05",
      "2027-03-28", "2028-04-16", "2038-04-25", "2049-04-18",
    ]
    for text in easter { #expect(LocalDay.easter(day(text).civil.year) == day(text)) }
    let closed = ["2025-01-01", "2025-04-18", "2025-04-21", "2025-05-01", "2025-12-25", "2025-12-26"]
    let weekdays = (0..<365).map { day("2025-01-01").advanced(by: $0) }.filter { !$0.isBusinessDay }.filter {
      // 2025-01-04 is a Saturday.
      ![0, 1].contains((Int($0.number) - Int(day("2025-01-04").number) + 371) % 7)
    }
    #expect(weekdays.map(\.description) == closed)
    #expect(day("2025-04-17").nextBusinessDay == day("2025-04-22"))
    #expect(day("2025-04-18").orNextBusinessDay == day("2025-04-22"))
    #expect(day("2024-02-29").advanced(byMonths: 36) == day("2027-02-28"))
    #expect(day("2025-11-30").advanced(byMonths: 3) == day("2026-02-28"))
  }

  private func mandate(
    _ id: Int64 = 1, oneOff: Bool = false, signed: String = "2025-01-10", end: String? = nil, last: String? = nil,
    used: Bool = false, finished: Bool = false, reason: String? = nil
  ) -> Debt.Mandate {
    Debt.Mandate(
      id: id, code: "RUM\(id)", isOneOff: oneOff, signedOn: day(signed), endDay: end.map(day),
      lastAttempt: last.map(day),
      isUsed: used, isFinished: finished, reason: reason)
  }

  private func debt(
    _ mandates: Debt.Mandate..., invoice: String = "F1", issued: String = "2025-06-02", due: String = "2025-06-16",
    cents: Int = 1000, reason: String? = nil
  ) -> Debt {
    Debt(
      communityID: 1, invoice: invoice, issuedOn: day(issued), dueOn: day(due), cents: cents, reason: reason,
      mandates: mandates)
  }

  /// `invoice sequence day` of what is collected, then the codes of what is not.
  private func plan(
    _ debts: [Debt], today: String = "2025-06-03", on collectOn: String? = nil, notice: Int = 14
  ) -> [String] {
    let plan = CollectionPlan(debts, collectOn: collectOn.map(day), noticeDays: notice, today: day(today))
    return plan.items.map { "\($0.debt.invoice) \($0.sequence.rawValue) \($0.collectOn)" }
      + plan.findings.map { "\($0.reference) \($0.code)" }
      + (plan.withoutMandate > 0 ? ["\(plan.withoutMandate) without"] : [])
      + (plan.early > 0 ? ["\(plan.early) early"] : [])
  }

  @Test("an invoice is collected when it is due and announced, on a business day after the run")
  func days() {
    #expect(plan([debt(mandate())]) == ["F1 FRST 2025-06-16"])
    // Due on a Saturday; due before the notice is over; due long ago, run on the eve of Good Friday.
    #expect(plan([debt(mandate(), due: "2025-06-14")], notice: 5) == ["F1 FRST 2025-06-16"])
    #expect(plan([debt(mandate(), due: "2025-06-05")]) == ["F1 FRST 2025-06-16"])
    #expect(
      plan([debt(mandate(), issued: "2025-03-01", due: "2025-03-15")], today: "2025-04-17") == ["F1 FRST 2025-04-22"])
    // Banks take it 14 days ahead, and nobody earlier than it is due.
    #expect(plan([debt(mandate())], today: "2025-06-01") == ["1 early"])
    #expect(plan([debt(mandate())], on: "2025-06-13") == ["1 early"])
    #expect(plan([debt(mandate())], on: "2025-06-30") == ["F1 FRST 2025-06-30"])
  }

  @Test("the first collection of a mandate is FRST, the last one before it ends FNAL, the others RCUR")
  func sequences() {
    let debts = ["F3", "F1", "F2"].map { debt(mandate(), invoice: $0) }
    #expect(plan(debts) == ["F1 FRST 2025-06-16", "F2 RCUR 2025-06-16", "F3 RCUR 2025-06-16"])
    #expect(plan([debt(mandate(last: "2025-05-16", used: true))]) == ["F1 RCUR 2025-06-16"])
    // A rejected first one leaves the mandate unused.
    #expect(plan([debt(mandate(last: "2025-05-16"))]) == ["F1 FRST 2025-06-16"])
    #expect(plan([debt(mandate(end: "2025-07-01", last: "2025-05-16", used: true))]) == ["F1 FNAL 2025-06-16"])
    #expect(plan([debt(mandate(end: "2025-07-02", last: "2025-05-16", used: true))]) == ["F1 RCUR 2025-06-16"])
    #expect(plan([debt(mandate(end: "2025-07-01"))]) == ["F1 FRST 2025-06-16"])
    let ending = mandate(end: "2025-06-20", last: "2025-05-16", used: true)
    #expect(
      plan([debt(ending, invoice: "F1"), debt(ending, invoice: "F2")]) == ["F2 FNAL 2025-06-16", "F1 RCUR 2025-06-16"])
    #expect(plan([debt(mandate(used: true, finished: true))]) == ["F1 mandate-finished"])
    #expect(
      plan([debt(mandate(oneOff: true), invoice: "F1"), debt(mandate(oneOff: true), invoice: "F2")]) == [
        "F1 OOFF 2025-06-16", "F2 mandate-used",
      ])
    #expect(plan([debt(mandate(oneOff: true, used: true))]) == ["F1 mandate-used"])
  }

  @Test("a mandate holds from its signature to its end, dies unused after 36 months, and with its account")
  func mandates() {
    #expect(plan([debt()]) == ["1 without"])
    #expect(plan([debt(mandate(signed: "2025-06-17"))]) == ["F1 no-mandate-in-force"])
    #expect(plan([debt(mandate(signed: "2025-06-16"))]) == ["F1 FRST 2025-06-16"])
    #expect(plan([debt(mandate(end: "2025-06-16"))]) == ["F1 no-mandate-in-force"])
    let next = mandate(2, signed: "2025-06-16")
    #expect(plan([debt(mandate(end: "2025-06-16", used: true), next)]) == ["F1 FRST 2025-06-16"])
    #expect(plan([debt(mandate(signed: "2020-01-01", last: "2022-06-16", used: true))]) == ["F1 mandate-expired"])
    #expect(plan([debt(mandate(signed: "2020-01-01", last: "2022-06-17", used: true))]) == ["F1 RCUR 2025-06-16"])
    #expect(plan([debt(mandate(signed: "2022-06-16"))]) == ["F1 mandate-expired"])
    #expect(plan([debt(mandate(reason: "AC04"))]) == ["F1 mandate-refused"])
    #expect(plan([debt(mandate(reason: "AM04"))]) == ["F1 FRST 2025-06-16"])
    #expect(plan([debt(mandate(used: true), reason: "MD06")]) == ["F1 refused-by-customer"])
    #expect(plan([debt(mandate(), cents: 100_000_000_000)]) == ["F1 amount-too-great"])
    #expect(plan([debt(mandate(), cents: 99_999_999_999)]) == ["F1 FRST 2025-06-16"])
  }

  @Test("texts keep to the characters that every bank takes")
  func texts() {
    #expect(sepaText("Éloïse Müller-Straße & Søn œuvre", limit: 70) == "Eloise Muller-Strasse + Son oeuvre")
    #expect(sepaText("Γιάννης Иван", limit: 70) == "Giannes Ivan")
    #expect(sepaText("//a//b<c>\"d\"_e\n;f//", limit: 70) == "a/b c d e f")
    #expect(sepaText("😀", limit: 70) == "NOTPROVIDED")
    #expect(sepaText(String(repeating: "Æ", count: 70), limit: 70).count == 70)
    #expect(sepaText("ab cd", limit: 3) == "ab")
  }

  @Test("numbers of documents are found as people write them")
  func numbers() {
    #expect(documentNumbers(in: "Facture F2025-000001") == ["F2025-000001"])
    #expect(
      documentNumbers(in: "f 2025 000001,F2025/000002 et F2025000003.") == [
        "F2025-000001", "F2025-000002", "F2025-000003",
      ])
    #expect(documentNumbers(in: "F2025-0000012 XF2025-000001X 2025-000001 REFF2025-000001") == [])
  }
}
