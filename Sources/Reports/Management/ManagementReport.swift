import Database
import Documents
import Grid

/// The workbook for the management: one sheet a question.
///
/// Energy is what is known: a missing reading is counted as missing and never as zero.
public struct ManagementReport {
  let period: Period
  let statements: ManagementStatements
  /// One row a community, then one of all together.
  let communities: Rows
  /// One row a meter and customer.
  let meters: Rows
  /// One row a community and local day.
  let days: Rows

  /// Codes of the communities that are reported.
  public let codes: [String]
  let zones: [String]

  /// - Parameters:
  ///   - community: A code; nil for all.
  ///   - asOf: The clock of the run: it decides which days are over, and stands in the file as its date.
  public init(_ period: Period, community: String?, asOf: Instant, on connection: Connection) throws {
    self.period = period
    statements = ManagementStatements(connection: connection, period: period, community: community, asOf: asOf)
    communities = try statements.communities()
    codes = communities.compactMap { $0.optional("community") }
    zones = Set(communities.compactMap { $0.optional("zone") }).sorted()
    guard !codes.isEmpty else { throw Self.nobody(community, period) }
    meters = try statements.meters()
    days = try statements.days()
  }

  private static func nobody(_ community: String?, _ period: Period) -> PlainFailure {
    PlainFailure(
      .noInput, "\(community.map { "community '\($0)' has no members" } ?? "no community has members") in \(period)",
      hint: "Is the code right, and do memberships reach into the period?")
  }

  public func document() throws -> Document {
    Document(
      "Management report, \(period.title)", subject: subject, created: statements.asOf.seconds,
      sheets: [try summarySheet()] + [chartsSheet()].compactMap { $0 } + [
        try usageByCommunitySheet(), try usageByMeterSheet(), try usageByDaySheet(),
        try productionSheet(), try autarkySheet(), try balanceSheet(),
      ] + [try flexibleDevicesSheet()].compactMap { $0 } + [
        try invoicesSheet(), try qualitySheet(), try rejectsSheet(),
      ])
  }
}

extension ManagementReport {
  var subject: String { codes.count > 6 ? "\(codes.count) communities" : codes.joined(separator: ", ") }

  /// The line under every title: what, whose, in which zone.
  var scope: String { "\(period.title) · \(subject) · local days of \(zones.joined(separator: ", "))" }

  /// Codes that get a column or a chart of their own; none when they would not fit on a page.
  var shownCodes: [String] { codes.count <= 6 ? codes : [] }
}
