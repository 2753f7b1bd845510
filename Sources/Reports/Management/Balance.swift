import Documents

extension ManagementReport {
  func balanceSheet() throws -> Sheet {
    let columns: [Column] = [
      Column("Community"), Column("Day", .date), .energy("Produced kWh"), .energy("Used kWh"),
      .rate("Balance", of: "Produced kWh", to: "Used kWh"), .energy("Surplus kWh"), .energy("Used locally kWh"),
      .energy("From outside kWh"), .energy("To the outside kWh"),
    ]
    let rows = try days.map { row in
      [
        row.word("community"), row.date("day"), try row.number("produced_kwh"), try row.number("used_kwh"),
        try row.number("balance"), try row.number("difference_kwh"), try row.number("own_use_kwh"),
        try row.number("outside_kwh"), try row.number("surplus_kwh"),
      ] + (try row.completeness())
    }
    return Sheet(
      "Balance", title: "Balance by community and day",
      notes: [
        scope,
        "Balance: produced / used. Surplus: produced - used, below zero a deficit. "
          + "Batteries are in neither: from outside and to the outside show their effect.",
        "Empty: no reading of that day is known.",
      ],
      columns: columns + Column.completeness, rows: .list(rows),
      charts: codes.count == 1 ? balanceCharts(width: 1000) : [], frozenColumns: 2)
  }
}
