import Database
import Documents

extension ManagementReport {
  /// The charts of several communities side by side; one alone has them below its tables.
  func chartsSheet() -> Sheet? {
    guard shownCodes.count > 1 else { return nil }
    return Sheet(
      "Charts", title: "Balance and autarky by day", notes: [scope], columns: [], rows: [],
      charts: balanceCharts(width: 640) + autarkyCharts(width: 640, place: .right),
      page: Sheet.Page(landscape: shownCodes.count == 2))
  }

  func balanceCharts(width: Int) -> [Chart] {
    dayRanges().map { code, rows in
      Chart(
        .column, "\(code): produced and used", categories: "Day",
        series: [
          .init("Produced kWh", name: "Produced", colour: .amber), .init("Used kWh", name: "Used", colour: .navy),
        ], valueTitle: "kWh", sheet: "Balance", rows: rows, width: width, height: 280)
    }
  }

  func autarkyCharts(width: Int, place: Chart.Place = .below) -> [Chart] {
    dayRanges().map { code, rows in
      Chart(
        .column, "\(code): autarky, share of the day", categories: "Day",
        series: [
          .init("Strict share", name: "Strict", colour: .navy), .init("Net share", name: "Net", colour: .teal),
        ], place: place, sheet: "Autarky", rows: rows, width: width, height: 280)
    }
  }

  /// The rows of each shown community in `days`.
  private func dayRanges() -> [(code: String, rows: Range<Int>)] {
    shownCodes.compactMap { code in
      guard let first = days.firstIndex(where: { $0.text("community") == code }),
        let last = days.lastIndex(where: { $0.text("community") == code })
      else { return nil }
      return (code, first..<last + 1)
    }
  }
}
