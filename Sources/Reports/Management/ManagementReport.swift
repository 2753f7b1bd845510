import Database
import Documents
import Grid

/// The workbook for the management: one sheet a question, and one page in front that sums them up.
///
/// Energy is what is known: a missing reading is counted as missing and never as zero.
public struct ManagementReport {
  let period: Period
  let say: PrintLanguage
  let statements: ManagementStatements
  /// One row a community, then one of all together.
  let communities: Rows
  /// One row a meter and customer.
  let meters: Rows
  /// One row a community and local day.
  let days: Rows
  /// One row a community with documents, then one of all together.
  let accounts: Rows
  let peaks: (rows: Rows, unlimited: Rows)

  /// Codes of the communities that are reported; empty when none has members in the period.
  public let codes: [String]
  let zones: [String]

  /// - Parameters:
  ///   - community: A code; nil for all.
  ///   - asOf: The clock of the run: it decides which days are over, and stands in the file as its date.
  public init(
    _ period: Period, community: String?, asOf: Instant, language: PrintLanguage = .en, on connection: Connection
  ) throws {
    self.period = period
    say = language
    statements = ManagementStatements(connection: connection, period: period, community: community, asOf: asOf)
    communities = try statements.communities()
    codes = communities.compactMap { $0.optional("community") }
    zones = Set(communities.compactMap { $0.optional("zone") }).sorted()
    meters = try statements.meters()
    days = try statements.days()
    accounts = try statements.accounts()
    peaks = try statements.peaks()
  }

  public func document() throws -> Document {
    let summary = try ManagementSummary(self)
    return Document(
      title, subject: subject, created: statements.asOf.seconds, language: say, figures: try summary.tiles(),
      sheets: [try summary.sheet()] + [chartsSheet()].compactMap { $0 } + [
        try usageByCommunitySheet(), try usageByMeterSheet(), try usageByDaySheet(), try hintsSheet(),
        try productionSheet(), try autarkySheet(), try balanceSheet(), try peaksSheet(),
      ] + [try flexibleDevicesSheet(), try planGainSheet()].compactMap { $0 } + [
        try revenueSheet(), try accountsSheet(), try invoicesSheet(),
      ] + [try partnersSheet()].compactMap { $0 } + [try qualitySheet(), try rejectsSheet()])
  }

  /// The invoices and drafts alone: what accountants take as CSV.
  public func invoices() throws -> Document {
    let sheet = try invoicesSheet()
    return Document(
      "\(sheet.title), \(period.title(in: say))", subject: subject, created: statements.asOf.seconds, language: say,
      sheets: [sheet])
  }
}

extension ManagementReport {
  var headings: Headings { Headings(say: say) }

  var title: String {
    say("Management report", fr: "Rapport de gestion") + ", \(period.title(in: say))"
  }

  var subject: String {
    codes.count > 6
      ? say("\(codes.count) communities", fr: "\(codes.count) communautés") : codes.joined(separator: ", ")
  }

  /// The line under every title: what, whose, in which zone.
  var scope: String {
    guard !codes.isEmpty else { return "\(period.title(in: say)) · \(nobody)" }
    return "\(period.title(in: say)) · \(subject) · "
      + say("local days of ", fr: "jours locaux de ") + zones.joined(separator: ", ")
  }

  /// What an empty workbook says.
  var nobody: String {
    say(
      "No community has members in this period: there is nothing to report.",
      fr: "Aucune communauté n’a de membres dans cette période : il n’y a rien à rapporter.")
  }

  /// Codes that get a column or a chart of their own; none when they would not fit on a page.
  var shownCodes: [String] { codes.count <= 6 ? codes : [] }
}
