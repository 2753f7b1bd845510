import Database
import Documents

extension ManagementReport {
  /// The charts of several communities side by side; one alone has them below its tables.
  func chartsSheet() -> Sheet? {
    guard shownCodes.count > 1 else { return nil }
    return Sheet(
      say("Charts", fr: "Graphiques"), title: say("Balance and autarky by day", fr: "Bilan et autarcie par jour"),
      notes: [scope], columns: [], rows: [],
      charts: balanceCharts(width: 640) + autarkyCharts(width: 640, place: .right),
      page: Sheet.Page(landscape: shownCodes.count == 2))
  }

  func balanceCharts(width: Int) -> [Chart] {
    dayRanges().map { code, rows in
      Chart(
        .column, say("\(code): produced and used", fr: "\(code) : produit et consommé"), categories: headings.day,
        series: [
          .init(headings.produced, name: say("Produced", fr: "Produit"), colour: .amber),
          .init(headings.used, name: say("Used", fr: "Consommé"), colour: .navy),
        ], valueTitle: "kWh", sheet: balanceName, rows: rows, width: width, height: 280)
    }
  }

  func autarkyCharts(width: Int, place: Chart.Place = .below) -> [Chart] {
    let words = AutarkyWords(say: say)
    return dayRanges().map { code, rows in
      Chart(
        .column, say("\(code): autarky, share of the day", fr: "\(code) : autarcie, part du jour"),
        categories: headings.day,
        series: [
          .init(words.strictShare, name: say("Strict", fr: "Stricte"), colour: .navy),
          .init(words.netShare, name: say("Net", fr: "Nette"), colour: .teal),
        ], place: place, sheet: say("Autarky", fr: "Autarcie"), rows: rows, width: width, height: 280)
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
