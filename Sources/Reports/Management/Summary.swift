import Database
import Documents
import Grid

extension ManagementReport {
  /// The page that is read first: key figures, one column a community.
  func summarySheet() throws -> Sheet {
    let shown = communities.filter { row in
      row.optional("community").map(shownCodes.contains) ?? (codes.count > 1)
    }
    let headings = shown.map { $0.optional("community") ?? "All" }
    let rows = try Self.figures.map { figure in
      [.text(figure.name), .text(figure.meaning), .text(figure.unit)] + (try shown.map(figure.cell))
    }
    let series = shownCodes.isEmpty ? ["All"] : shownCodes
    return Sheet(
      "Summary", title: "Management report, \(period.title)", notes: notes(),
      columns: [Column("Figure", width: 22), Column("What it is", width: 50), Column("Unit", width: 8)]
        + headings.map { Column($0, .decimal(places: 2), width: 14) },
      rows: .list(rows),
      charts: [
        Chart(
          .column, "Energy", categories: "Figure", series: series.map { Chart.Series($0) }, valueTitle: "kWh",
          rows: 0..<5,
          width: 1000, height: 300),
        Chart(
          .column, "Rates", categories: "Figure", series: series.map { Chart.Series($0) }, valueTitle: "%",
          rows: 5..<10,
          width: 1000, height: 300),
      ], page: Sheet.Page(landscape: false), frozenColumns: 1)
  }

  private func notes() -> [String] {
    let single = communities.filter { $0.optional("community") != nil }
    let names = single.map { row in
      "\(row.text("community")) \(row.text("name")) "
        + "(\(row.text("meter_count")) meters, \(row.text("customer_count")) customers)"
    }
    let list = codes.count > 6 ? [subject] : names
    var lines = stride(from: 0, to: list.count, by: 2).map { index in
      (index == 0 ? "Communities: " : "") + list[index..<min(index + 2, list.count)].joined(separator: ", ")
    }
    lines.append(
      "Days and hours are local: \(zones.joined(separator: ", ")). State of the data: \(statements.asOf) (UTC).")
    let incomplete = single.filter { $0.int("missing_count") > 0 }
    if !incomplete.isEmpty {
      let gaps = incomplete.prefix(4).map { row in
        "\(row.text("community")) lacks \(row.text("missing_count")) of \(row.text("expected_count"))"
      }
      let more = incomplete.count > 4 ? " and \(incomplete.count - 4) more" : ""
      lines.append(
        "Readings are missing; sums hold what is known: \(gaps.joined(separator: ", "))\(more). See Data quality.")
    }
    return lines
  }

  /// One line of the summary.
  private struct Figure {
    var name: String
    var unit: String
    var column: String
    var meaning: String

    func cell(_ row: Rows.Row) throws -> Cell { unit == "%" ? try row.percent(column) : try row.number(column) }
  }

  /// Energies first, then rates: the charts take their rows by position.
  private static let figures = [
    Figure(name: "Used", unit: "kWh", column: "used_kwh", meaning: "what the members consumed"),
    Figure(name: "Produced", unit: "kWh", column: "produced_kwh", meaning: "what the members produced"),
    Figure(
      name: "Used locally", unit: "kWh", column: "own_use_kwh",
      meaning: "production that owner or neighbours took"),
    Figure(name: "From outside", unit: "kWh", column: "outside_kwh", meaning: "drawn from beyond the community"),
    Figure(name: "To the outside", unit: "kWh", column: "surplus_kwh", meaning: "fed beyond the community"),
    Figure(name: "Coverage", unit: "%", column: "coverage", meaning: "share of the use not from outside"),
    Figure(
      name: "Self-consumption", unit: "%", column: "own_use_rate", meaning: "share of the production used locally"),
    Figure(
      name: "Autarky, strict", unit: "%", column: "strict_share",
      meaning: "share of the time no member drew from the grid"),
    Figure(
      name: "Autarky, net", unit: "%", column: "net_share",
      meaning: "share of the time production met use"),
    Figure(name: "Data completeness", unit: "%", column: "completeness", meaning: "readings known of those expected"),
    Figure(
      name: "Autarky time, strict", unit: "h", column: "strict_time_h",
      meaning: "hours; all: those of the communities added up"),
    Figure(
      name: "Autarky time, net", unit: "h", column: "net_time_h",
      meaning: "hours; all: those of the communities added up"),
    Figure(
      name: "Peak from outside", unit: "kW", column: "peak_kw", meaning: "greatest mean power drawn in a quarter hour"),
    Figure(
      name: "Invoices issued", unit: "€", column: "issued_eur", meaning: "VAT included; empty when there are none"),
    Figure(
      name: "Drafts, not issued", unit: "€", column: "draft_eur", meaning: "VAT included; empty when there are none"),
  ]
}
