import Documents

extension ManagementReport {
  /// Both definitions side by side: nobody drew from the grid, or production met consumption.
  func autarkySheet() throws -> Sheet {
    let columns: [Column] = [
      Column("Community"), Column("Day", .date), Column("Strict time", .duration, totals: [.sum]),
      .rate("Strict share", of: "Strict time", to: "Length of day"), Column("Strict hours", .integer, totals: [.sum]),
      Column("Net time", .duration, totals: [.sum]), .rate("Net share", of: "Net time", to: "Length of day"),
      Column("Net hours", .integer, totals: [.sum]), Column("Length of day", .duration, totals: [.sum]),
    ]
    let rows = try days.map { row in
      [
        row.word("community"), row.date("day"), try row.number("strict_minutes"), try row.number("strict_share"),
        try row.number("strict_hours"), try row.number("net_minutes"), try row.number("net_share"),
        try row.number("net_hours"), try row.number("day_minutes"),
      ] + (try row.completeness())
    }
    return Sheet(
      "Autarky", title: "Autarky by community and day",
      notes: [
        scope,
        "Strict: no member drew from the grid; a member without readings counts as not autark. "
          + "Net: production of the known members met their consumption.",
        "Times are hours:minutes; strict and net hours are whole clock hours. Empty: no reading of that day is known.",
      ],
      columns: columns + Column.completeness, rows: .list(rows),
      charts: codes.count == 1 ? autarkyCharts(width: 1000) : [], frozenColumns: 2)
  }
}
