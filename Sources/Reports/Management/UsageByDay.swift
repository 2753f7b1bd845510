import Database
import Documents

extension ManagementReport {
  /// One row a day, one column a community, so that the chart stacks them.
  func usageByDaySheet() throws -> Sheet {
    var used: [String: [String: Cell]] = [:]
    var every: [String: Rows.Row] = [:]
    for row in days {
      used[row.text("day"), default: [:]][row.text("community")] = try row.number("used_kwh")
      every[row.text("day")] = row
    }
    let several = codes.count > 1
    let rows = try every.sorted { $0.key < $1.key }.map { day, all in
      [all.date("day")] + shownCodes.map { used[day]?[$0] ?? .empty }
        + (several ? [try all.number("all_used_kwh")] : [])
        + [try all.number("all_expected"), try all.number("all_measured"), try all.number("all_completeness")]
    }
    let energies = shownCodes + (several ? [headings.all] : [])
    return Sheet(
      say("Usage by day", fr: "Par jour"), title: say("Energy used by day, kWh", fr: "Énergie consommée par jour, kWh"),
      notes: [
        scope,
        say(
          "Days in the zone of each community. An empty cell: no reading of that day is known.",
          fr: "Jours du fuseau de chaque communauté. Une cellule vide : aucun relevé de ce jour n’est connu."),
      ],
      columns: [Column(headings.day, .date)]
        + energies.map {
          Column($0, .decimal(places: 1), totals: [.sum, .average], highlight: $0 == energies.last ? .bar(.navy) : nil)
        } + headings.completeness,
      rows: .list(rows),
      charts: rows.isEmpty
        ? []
        : [
          Chart(
            .stackedColumn, say("Energy used by day", fr: "Énergie consommée par jour"), categories: headings.day,
            series: (shownCodes.isEmpty ? [headings.all] : shownCodes).map { Chart.Series($0) }, valueTitle: "kWh")
        ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }
}
