import Database
import Documents
import Grid

/// What the members of each community took over from each other in a period, and the rates that follow.
public struct SharingReport {
  public let document: Document
  public let communityCount: Int
  public let memberCount: Int
  /// Days with readings that are not allocated, or changed since.
  public let staleCount: Int

  /// - Parameters:
  ///   - period: Local days of each community.
  ///   - community: Its code; nil: all.
  ///   - asOf: The instant written into the document.
  public init(period: Period, community: String?, asOf: Instant, on connection: Connection) throws {
    let days = try connection.query("reports/sharing_days", period, community)
    let rows = try connection.query("reports/sharing", period, community)
    communityCount = rows.count { $0.optional("meter") == nil }
    memberCount = rows.count - communityCount
    staleCount = days.reduce(0) { $0 + $1.int("stale_count") }
    let columns =
      [Column("Community"), Column("Member"), Column("Days", .integer)]
      + [
        "Used kWh", "Produced kWh", "On site kWh", "From neighbours kWh", "To neighbours kWh", "Bought outside kWh",
        "Sold outside kWh",
      ].map { Column($0, .kilowattHours) } + [Column("Self-consumption", .percent), Column("Coverage", .percent)]
    let numbers = [
      "day_count", "used_kwh", "produced_kwh", "on_site_kwh", "shared_in_kwh", "shared_out_kwh", "outside_kwh",
      "surplus_kwh", "self_consumption", "coverage",
    ]
    let sheet = Sheet(
      "Sharing", title: "Sharing, \(period.title)", notes: days.flatMap(SharingReport.notes),
      columns: columns,
      rows: .list(
        try rows.map { row in
          [row.word("community"), row.optional("meter").map { .text($0) } ?? .text("all")]
            + (try numbers.map { try row.number($0) })
        }), frozenColumns: 2)
    document = Document(sheet.title, created: asOf.seconds, sheets: [sheet])
  }

  private static func notes(of row: Rows.Row) -> [String] {
    let community = row.text("community")
    func days(_ column: String) -> String { row.int(column) == 1 ? "1 day" : "\(row.int(column)) days" }
    var notes = row.optional("keys").map { ["\(community): \($0)."] } ?? []
    if row.int("stale_count") > 0 { notes.append("\(community): \(days("stale_count")) not allocated yet.") }
    if row.int("open_count") > 0 {
      notes.append("\(community): \(days("open_count")) not shared in full, for want of coefficients.")
    }
    return notes
  }
}
