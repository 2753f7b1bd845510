import Documents

extension ManagementReport {
  /// One row a meter and customer: who moves in gets a row of their own.
  func usageByMeterSheet() throws -> Sheet {
    let columns = [
      Column("Community"), Column("Customer"), Column("Meter"), .energy("Used kWh"), .energy("Import kWh"),
      .energy("Export kWh"), .energy("Night kWh"), .rate("Night share", of: "Night kWh", to: "Used kWh"),
      Column("Peak W", .integer, totals: [.maximum]), Column("Load factor", .percent),
      Column("Autarky time", .duration),
    ]
    let rows = try meters.map { row in
      [
        row.word("community"), row.word("customer"), row.word("meter"), try row.number("used_kwh"),
        try row.number("import_kwh"), try row.number("export_kwh"), try row.number("night_kwh"),
        try row.number("night_share"), try row.number("peak_w"), try row.number("load_factor"),
        try row.number("strict_minutes"),
      ] + (try row.completeness())
    }
    return Sheet(
      "Usage by customer", title: "Usage by customer and meter",
      notes: [
        scope,
        "Night: 22:00 to 06:00 local time. Peak: greatest mean power drawn in one interval of the meter. "
          + "Load factor: mean power drawn / peak.",
        "Autarky time: hours:minutes in which nothing was drawn from the grid. "
          + "An empty energy means that no reading is known; an empty customer, that there was no contract.",
      ],
      columns: columns + Column.completeness, rows: .list(rows), frozenColumns: 3)
  }
}
