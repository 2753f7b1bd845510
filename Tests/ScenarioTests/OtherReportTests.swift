import Foundation
import Support
import Testing

/// The seven scenarios of the English report, on the examples where they are enough.
@Suite(.serialized) struct OtherReportTests {
  @Test("1: Roger looks at his day, hour by hour")
  func day() throws {
    let stage = try Stage("Roger looks at his day, hour by hour", isLoaded: true)
    let report = try stage.step(
      "Roger asks for the 30th of March, on which the clock goes forward.",
      "gridctl report household --meter M133 --day 2025-03-30 --as-of 2025-05-05T06:00:00+02:00 --output -")
    let rows = report.split(separator: "\n").filter { $0.contains("2025-03-30T") }
    #expect(rows.count == 23)
    #expect(!rows.contains { $0.hasPrefix("2025-03-30T02") }, "an hour that no clock showed")
    #expect(rows.filter { $0.contains("peak") }.count == 1, "he sees when he used most")
  }

  @Test("2: Charles looks at a month of a client, day by day, and of everybody")
  func month() throws {
    let stage = try Stage("Charles looks at a month, day by day", isLoaded: true)
    let asOf = "--as-of 2025-05-05T06:00:00+02:00"
    let client = try stage.step(
      "Each client's days of April.",
      "gridctl report usage --scope client --grain day --period 2025-04 --community EC2 \(asOf) --output -")
    let all = try stage.step(
      "Everybody's days of April.", "gridctl report usage --scope all --grain day --period 2025-04 \(asOf) --output -")
    func rows(_ text: String) -> [[Substring]] {
      text.split(separator: "\n").filter { $0.contains(",2025-04-") }
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }
    #expect(rows(client).count == 6 * 30)
    #expect(rows(all).count == 30)
    let usage = try stage.step("The month as a whole.", "gridctl report usage --period 2025-04 \(asOf) --output -")
    let total = usage.split(separator: "\n").last { $0.hasPrefix("all,") }!.split(separator: ",")
    let sum = rows(all).reduce(Decimal(0)) { $0 + Decimal(string: String($1[2]))! }
    #expect(sum == Decimal(string: String(total[2]))!, "the days add up to the month")
  }

  @Test("7: at the end of the month the clients are billed")
  func bill() throws {
    let stage = try Stage("At the end of the month the clients are billed", isLoaded: true)
    let list = try stage.step("The invoices of April.", "gridctl bill list --period 2025-04")
    #expect(list.contains("F2025-000001"))
    let shown = try stage.step("One of them.", "gridctl bill show F2025-000001")
    #expect(shown.contains("feed") || shown.contains("energy"))
  }
}
