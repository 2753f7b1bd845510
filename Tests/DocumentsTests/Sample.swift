import Documents

/// A workbook as a manager would get it: a month, a day of 25 hours, the members, and one row of every kind.
enum Sample {
  static var document: Document {
    Document(
      "Community EC2, October 2025", subject: "Energy balance", created: 1_761_955_200,
      sheets: [month, longDay, members, kinds])
  }

  /// 31 days with exact watt-hours that any test can add up.
  static var month: Sheet {
    Sheet(
      "Days", title: "Energy balance of October 2025",
      notes: ["Community EC2, 4 producers, 37 consumers", "Times in Europe/Paris; the days follow the local calendar"],
      columns: [
        Column("Day", .date),
        Column("Consumption kWh", .kilowattHours, totals: [.sum, .average, .maximum]),
        Column("From the grid kWh", .kilowattHours, totals: [.sum, .average, .maximum]),
        Column("Shared kWh", .kilowattHours, totals: [.sum, .average, .maximum]),
        Column("Coverage", .percent, totals: [.ratio(of: "Shared kWh", to: "Consumption kWh")]),
        Column("Readings received", .percent, totals: [.average, .minimum], highlight: .below(1)),
        Column("Value", .euros, totals: [.sum]),
      ],
      rows: .list((0..<31).map(day)),
      charts: [
        Chart(
          .stackedColumn, "Consumption by source", categories: "Day",
          series: [Chart.Series("Shared kWh", colour: .teal), Chart.Series("From the grid kWh", colour: .grey)],
          valueTitle: "kWh a day"),
        Chart(.line, "Coverage", categories: "Day", series: ["Coverage"], valueTitle: "Shared / consumed"),
      ],
      page: Sheet.Page(landscape: false), frozenColumns: 1)
  }

  static func consumption(_ day: Int) -> Int64 { 412_345 + Int64(day * 7919 % 90_001) }
  static func shared(_ day: Int) -> Int64 { 101_002 + Int64(day * 104_729 % 150_007) }

  private static func day(_ day: Int) -> [Cell] {
    [
      .date(2025, 10, day + 1), .decimal(consumption(day), scale: 3),
      .decimal(consumption(day) - shared(day), scale: 3), .decimal(shared(day), scale: 3),
      .decimal(shared(day) * 10_000 / consumption(day), scale: 4),
      day == 11 ? .decimal(9792, scale: 4) : day == 25 ? .empty : .decimal(1, scale: 0),
      .decimal(shared(day) * 137 / 1000, scale: 2),
    ]
  }

  /// 2025-10-26 in Paris: 100 quarter-hours, the hour from 02:00 twice.
  static var longDay: Sheet {
    Sheet(
      "2025-10-26", title: "Load of 26 October 2025", notes: ["The clocks go back at 03:00: 100 quarter-hours"],
      columns: [
        Column("From", .localTime), Column("Load Wh", .wattHours, totals: [.sum]),
        Column("Production Wh", .wattHours, totals: [.sum]),
      ],
      rows: .list(
        (0..<100).map { slot in
          let offset: Int32 = slot < 12 ? 7200 : 3600
          let utc = 1_761_429_600 + Int64(slot * 900)
          return [
            .localTime(utc + Int64(offset), offset: offset), .integer(Int64(1200 + slot * 37 % 400)),
            .integer(Int64(max(0, 1600 - (slot - 54) * (slot - 54) * 3))),
          ]
        }),
      charts: [
        Chart(
          .line, "Load and production", categories: "From", series: ["Load Wh", "Production Wh"],
          valueTitle: "Wh in a quarter-hour", place: .right, width: 720)
      ])
  }

  static var members: Sheet {
    Sheet(
      "Members", title: "Shares of the members",
      columns: [
        Column("Member"), Column("Shared kWh", .kilowattHours, totals: [.sum]),
        Column("Bought kWh", .kilowattHours, totals: [.sum]),
      ],
      rows: [
        [.text("École Jean-Zay"), .decimal(412_018, scale: 3), .decimal(912_500, scale: 3)],
        [.text("Mairie"), .decimal(231_400, scale: 3), .decimal(450_031, scale: 3)],
        [.text("Boulangerie Martin & fils"), .decimal(185_250, scale: 3), .decimal(312_999, scale: 3)],
        [.text("Médiathèque"), .decimal(98_777, scale: 3), .decimal(120_400, scale: 3)],
      ],
      charts: [
        Chart(
          .pie, "Who used the shared energy", categories: "Member", series: ["Shared kWh"], width: 430, height: 300),
        Chart(
          .stackedBar, "Where the energy came from", categories: "Member", series: ["Shared kWh", "Bought kWh"],
          valueTitle: "kWh", width: 640),
        Chart(.stackedArea, "As an area", categories: "Member", series: ["Bought kWh", "Shared kWh"], width: 640),
      ], page: Sheet.Page(landscape: false))
  }

  /// One column of every kind.
  static var kinds: Sheet {
    Sheet(
      "Kinds",
      columns: [
        Column("Text"), Column("Integer", .integer, totals: [.sum]),
        Column("Decimal", .kilowattHours, totals: [.sum]), Column("Euros", .euros, totals: [.sum]),
        Column("Price", .unitPrice, totals: [.average]), Column("Percent", .percent), Column("Date", .date),
        Column("Time", .localTime), Column("Duration", .duration, totals: [.sum]), Column("Flag", .flag),
      ],
      rows: [
        [
          .text("=1+1"), .integer(1_234_567), .decimal(12_340, scale: 3), .decimal(199, scale: 2),
          .decimal(133_123, scale: 6), .decimal(985, scale: 3), .date(2024, 2, 29),
          .localTime(2025, 10, 26, 2, 0, offset: 7200), .integer(95), .flag(true),
        ],
        [
          .text("a \"b\", c"), .integer(-7), .decimal(-5, scale: 3), .decimal(-1050, scale: 2), .decimal(1, scale: 6),
          .empty, .date(1999, 12, 31), .localTime(2025, 10, 26, 2, 0, offset: 3600), .integer(1440), .flag(false),
        ],
        [.text("12"), .empty, .decimal(1, scale: 1)],
      ])
  }
}
