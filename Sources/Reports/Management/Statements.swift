import Database
import Grid

/// The statements of the management report, each one file of `sql/`.
struct ManagementStatements {
  let connection: Connection
  let period: Period
  let community: String?
  let asOf: Instant

  func communities() throws -> Rows { try connection.query("reports/communities", period, community, asOf) }
  func meters() throws -> Rows { try connection.query("reports/meters", period, community, asOf) }
  func days() throws -> Rows { try connection.query("reports/days", period, community, asOf) }
  func invoices() throws -> Rows { try connection.query("reports/invoices", period, community, asOf) }
  func accounts() throws -> Rows { try connection.query("reports/accounts", period, community, asOf) }
  func revenue() throws -> Rows { try connection.query("reports/revenue", period, community) }
  func partners() throws -> Rows { try connection.query("reports/partners", period) }
  func quality() throws -> Rows { try connection.query("reports/quality", period, community, asOf) }
  func rejects() throws -> Rows { try connection.query("reports/rejects", period, community) }
  func plansAgainstReadings() throws -> Rows {
    try connection.query("optimize/compare_days", community, period, nil as String?)
  }
  func silentMeters() throws -> Rows { try connection.query("reports/silent_meters", community, asOf) }
  func peaks() throws -> (rows: Rows, unlimited: Rows) {
    (
      try connection.query("aggregate/peaks", period, community, asOf, 900),
      try connection.query("aggregate/unlimited", period, community)
    )
  }
  func of(_ other: Period) -> ManagementStatements {
    ManagementStatements(connection: connection, period: other, community: community, asOf: asOf)
  }
}
