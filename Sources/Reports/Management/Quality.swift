import Documents

extension ManagementReport {
  func qualitySheet() throws -> Sheet {
    let rows = try statements.quality().map { row in
      [
        row.word("community"), row.word("meter"), try row.number("interval_s"), try row.number("day_count"),
        try row.number("empty_days"), try row.number("partial_days"), try row.number("revised_blocks"),
        try row.number("missing_count"),
      ] + (try row.completeness())
    }
    return Sheet(
      "Data quality", title: "Data quality by meter",
      notes: [
        scope,
        "Expected: the intervals of the member's days that were over at \(statements.asOf) (UTC). "
          + "Known: those whose exchange with the grid is known.",
        "A block is one register of one day; it is revised when a later dump changed a known value.",
      ],
      columns: [
        Column("Community"), Column("Meter"), Column("Interval s", .integer), Column("Days", .integer, totals: [.sum]),
        Column("Days without readings", .integer, totals: [.sum], highlight: .above(0)),
        Column("Days with gaps", .integer, totals: [.sum], highlight: .above(0)),
        Column("Revised blocks", .integer, totals: [.sum]),
        Column("Readings missing", .integer, totals: [.sum], highlight: .above(0)),
      ] + Column.completeness, rows: .list(rows), frozenColumns: 2)
  }

  func rejectsSheet() throws -> Sheet {
    let rows = try statements.rejects().map { row in
      [
        row.word("file"), row.word("community"), row.word("code"), row.localTime("received_s"),
        try row.number("read_count"), try row.number("row_count"), try row.number("first_line"),
      ]
    }
    return Sheet(
      "Rejected rows", title: "Rejected rows by dump",
      notes: [
        "\(period.title) · \(subject) · reception in the zone of the dump's communities, UTC when they differ",
        "Dumps received in the period, and those that brought readings of it. conflicting-duplicate: loaded, and "
          + "replaced an earlier line of the same dump.",
      ],
      columns: [
        Column("Dump"), Column("Community"), Column("Code"), Column("Received", .localTime),
        Column("Rows of the dump", .integer), Column("Rejected rows", .integer, totals: [.sum]),
        Column("First line", .integer),
      ], rows: .list(rows), frozenColumns: 1)
  }
}
