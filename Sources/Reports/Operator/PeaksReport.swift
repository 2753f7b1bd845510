import Database
import Documents
import Grid

/// When communities used more than their limit, each event a row.
public struct PeaksReport {
  public let document: Document
  public let peakCount: Int
  /// Communities with neither a limit nor a plant on some days.
  public let unlimited: [String]

  /// - Parameters:
  ///   - period: Local days of each community; a peak is cut at its ends.
  ///   - community: Its code; nil: all.
  ///   - seconds: Of a slot, 300 or 900; communities with longer ones are looked at in their own.
  public init(
    period: Period, community: String?, seconds: Int, asOf: Instant, language say: PrintLanguage,
    on connection: Connection
  ) throws {
    let rows = try connection.query("aggregate/peaks", period, community, asOf, seconds)
    let gaps = try connection.query("aggregate/unlimited", period, community)
    peakCount = rows.count
    unlimited = gaps.map { $0.text("community") }
    let title = say("Peaks", fr: "Pointes") + ", \(period.title(in: say))"
    var sheet = try Self.sheet(rows, in: say, title: title)
    sheet.notes += Self.notes(gaps, in: say)
    document = Document(title, created: asOf.seconds, language: say, sheets: [sheet])
  }

  static func sheet(_ rows: Rows, in say: PrintLanguage, title: String) throws -> Sheet {
    let headings = Headings(say: say)
    let (from, greatest) = (say("From", fr: "De"), say("Greatest W", fr: "Maximum W"))
    let limit = say("Limit W", fr: "Limite W")
    return Sheet(
      say("Peaks", fr: "Pointes"), title: title,
      notes: [
        say(
          "Consecutive slots whose mean power is above the limit of the community, or above its share of the plants' power.",
          fr:
            "Pas consécutifs dont la puissance moyenne dépasse la limite de la communauté, ou sa part de la puissance des "
            + "centrales.")
      ],
      columns: [
        Column(headings.community), Column(from, .localTime), Column(say("To", fr: "À"), .localTime),
        Column(say("Duration", fr: "Durée"), .duration, totals: [.sum]),
        Column(greatest, .integer, totals: [.maximum], highlight: .bar(.brick)), Column(limit, .integer),
        .energy(say("Above kWh", fr: "Au-dessus kWh"), places: 3),
      ],
      rows: .list(
        try rows.map { row in
          [
            row.word("community"), row.clock("starts_s", offset: "start_offset_s"),
            row.clock("ends_s", offset: "end_offset_s"), try row.number("minutes"), try row.number("peak_w"),
            try row.number("limit_w"), try row.kilo("above_wh"),
          ]
        }),
      charts: rows.isEmpty || rows.count > 200
        ? []
        : [
          Chart(
            .column, title, categories: from,
            series: [.init(greatest, colour: .brick), .init(limit, colour: .grey)], valueTitle: "W", width: 1000)
        ], frozenColumns: 1)
  }

  static func notes(_ unlimited: Rows, in say: PrintLanguage) -> [String] {
    unlimited.map { row in
      let (community, days) = (row.text("community"), Headings(say: say).days(row.int("day_count")))
      return say(
        "\(community): neither a limit nor a plant on \(days), so no peak can be told.",
        fr: "\(community) : ni limite ni centrale sur \(days), aucune pointe à dire.")
    }
  }
}

extension Rows.Row {
  /// What the local clock showed, where the row has several times, each with its own distance to UTC.
  func clock(_ name: String, offset: String) -> Cell {
    optional(name) == nil ? .empty : .localTime(int64(name), offset: Int32(int(offset)))
  }
}
