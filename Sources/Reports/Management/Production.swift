import Documents

extension ManagementReport {
  /// The meters that produce, and what became of it.
  func productionSheet() throws -> Sheet {
    let rows = try meters.filter { $0.bool("produces") }.map { row in
      [
        row.word("community"), row.word("meter"), row.word("customer"), row.word("kind"),
        try row.number("produced_kwh"),
        try row.number("own_use_kwh"), try row.number("export_kwh"), try row.number("own_use_rate"),
      ] + (try row.completeness())
    }
    let columns: [Column] = [
      Column("Community"), Column("Meter"), Column("Customer"), Column("Kind"), .energy("Produced kWh"),
      .energy("Own use kWh"), .energy("Fed in kWh"), .rate("Own use rate", of: "Own use kWh", to: "Produced kWh"),
    ]
    return Sheet(
      "Production", title: "Production by meter",
      notes: [
        scope,
        "Own use: produced - fed in, used or stored behind the meter. What neighbours took of the rest is on the sheet "
          + "Usage by community.",
      ],
      columns: columns + Column.completeness, rows: .list(rows),
      charts: [
        Chart(
          .stackedColumn, "What became of the production", categories: "Meter",
          series: [
            .init("Own use kWh", name: "Own use", colour: .teal), .init("Fed in kWh", name: "Fed in", colour: .amber),
          ], valueTitle: "kWh", width: 1000)
      ], frozenColumns: 2)
  }
}
