import Database
import Grid

/// The statements of the management report, each one file of `sql/reports`.
struct ManagementStatements {
  let connection: Connection
  let period: Period
  let community: String?
  let asOf: Instant

  func communities() throws -> Rows { try connection.query("reports/communities", period, community, asOf) }
  func meters() throws -> Rows { try connection.query("reports/meters", period, community, asOf) }
  func days() throws -> Rows { try connection.query("reports/days", period, community, asOf) }
  func invoices() throws -> Rows { try connection.query("reports/invoices", period, community) }
  func quality() throws -> Rows { try connection.query("reports/quality", period, community, asOf) }
  func rejects() throws -> Rows { try connection.query("reports/rejects", period, community) }
}
