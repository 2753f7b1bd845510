import Documents

extension ManagementReport {
  func usageByCommunitySheet() throws -> Sheet {
    let columns = [
      Column("Community"), Column("Name"), Column("Meters", .integer, totals: [.sum]), Column("Customers", .integer),
      .energy("Used kWh"), .energy("Covered locally kWh"), .energy("From outside kWh"),
      .rate("Coverage", of: "Covered locally kWh", to: "Used kWh"), .energy("Shared by neighbours kWh"),
      Column("Peak from outside W", .integer, totals: [.maximum]), Column("Load factor", .percent),
    ]
    let rows = try communities.filter { $0.optional("community") != nil }.map { row in
      [
        row.word("community"), row.word("name"), try row.number("meter_count"), try row.number("customer_count"),
        try row.number("used_kwh"), try row.number("covered_kwh"), try row.number("outside_kwh"),
        try row.number("coverage"), try row.number("shared_kwh"), try row.number("peak_w"),
        try row.number("load_factor"),
      ] + (try row.completeness())
    }
    return Sheet(
      "Usage by community", title: "Usage by community",
      notes: [
        scope,
        "Covered locally: from the members' own production and batteries, or from a neighbour in the same quarter hour.",
        "Load factor: mean power from outside / peak from outside; 100 % is an even draw.",
      ],
      columns: columns + Column.completeness, rows: .list(rows),
      charts: [
        Chart(
          .stackedColumn, "Where the energy used came from", categories: "Community",
          series: [
            .init("Covered locally kWh", name: "Covered locally", colour: .teal),
            .init("From outside kWh", name: "From outside", colour: .grey),
          ], valueTitle: "kWh")
      ], frozenColumns: 1)
  }
}
