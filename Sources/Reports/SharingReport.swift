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
  public init(
    period: Period, community: String?, asOf: Instant, language say: PrintLanguage = .en, on connection: Connection
  ) throws {
    let days = try connection.query("reports/sharing_days", period, community)
    let rows = try connection.query("reports/sharing", period, community)
    communityCount = rows.count { $0.optional("meter") == nil }
    memberCount = rows.count - communityCount
    staleCount = days.reduce(0) { $0 + $1.int("stale_count") }
    let columns =
      [
        Column(say("Community", fr: "Communauté")), Column(say("Member", fr: "Membre")),
        Column(say("Days", fr: "Jours"), .integer),
      ]
      + [
        say("Used kWh", fr: "Consommé kWh"), say("Produced kWh", fr: "Produit kWh"),
        say("On site kWh", fr: "Sur place kWh"), say("From neighbours kWh", fr: "Reçu des voisins kWh"),
        say("To neighbours kWh", fr: "Cédé aux voisins kWh"), say("Bought outside kWh", fr: "Acheté dehors kWh"),
        say("Sold outside kWh", fr: "Vendu dehors kWh"),
      ].map { Column($0, .kilowattHours) }
      + [
        Column(say("Self-consumption", fr: "Autoconsommation"), .percent),
        Column(say("Coverage", fr: "Autoproduction"), .percent),
      ]
    let numbers = [
      "day_count", "used_kwh", "produced_kwh", "on_site_kwh", "shared_in_kwh", "shared_out_kwh", "outside_kwh",
      "surplus_kwh", "self_consumption", "coverage",
    ]
    let sheet = Sheet(
      say("Sharing", fr: "Partage"),
      title: say("Sharing, \(period.title(in: .en))", fr: "Partage, \(period.title(in: .fr))"),
      notes: days.flatMap { SharingReport.notes(of: $0, in: say) },
      columns: columns,
      rows: .list(
        try rows.map { row in
          [row.word("community"), row.optional("meter").map { .text($0) } ?? .text(say("all", fr: "tous"))]
            + (try numbers.map { try row.number($0) })
        }), frozenColumns: 2)
    document = Document(sheet.title, created: asOf.seconds, language: say, sheets: [sheet])
  }

  private static func notes(of row: Rows.Row, in say: PrintLanguage) -> [String] {
    func days(_ column: String) -> String {
      let count = row.int(column)
      return "\(count) \(count == 1 ? say("day", fr: "jour") : say("days", fr: "jours"))"
    }
    var notes = row.optional("keys").map { ["\($0)."] } ?? []
    if row.int("stale_count") > 0 {
      notes.append(say("\(days("stale_count")) not allocated yet.", fr: "\(days("stale_count")) à répartir encore."))
    }
    if row.int("open_count") > 0 {
      notes.append(
        say(
          "\(days("open_count")) not shared in full, for want of coefficients.",
          fr: "\(days("open_count")) sans partage entier, faute de coefficients."))
    }
    return notes.map { say.typeset("\(row.text("community"))\(say(":", fr: " :")) \($0)") }
  }
}
