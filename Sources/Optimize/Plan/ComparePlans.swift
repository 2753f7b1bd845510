import Database
import Grid

/// A community's day under the plans of one method, beside what came. Energies in Wh as PostgreSQL writes them, exact.
public struct PlanComparison: Sendable, Equatable {
  public let community: String
  public let day: LocalDay
  public let method: String
  /// Quarter hours with a plan, and those of them of which all readings are known: only they are compared.
  public let plannedCount: Int
  public let comparedCount: Int
  /// What the curve alone, the plan, and the meters say was imported.
  public let base: String
  public let planned: String
  /// Nil: there are no readings of the day.
  public let realised: String?
  /// Realised less planned.
  public let beyond: String?
}

/// Compares planned with realised import, day by day: each quarter hour by the newest plan that had begun.
///
/// - Parameter method: Nil: each of them on lines of its own.
public func comparePlans(
  community: String?, period: Period, method: String?, on database: Connection
) throws -> [PlanComparison] {
  try database.query("optimize/compare_days", community, period, method).map { row in
    PlanComparison(
      community: row.text("community"), day: row.day("day")!, method: row.text("method"),
      plannedCount: row.int("planned"), comparedCount: row.int("compared"), base: row.text("base_wh"),
      planned: row.text("planned_wh"), realised: row.optional("realised_wh"), beyond: row.optional("beyond_wh"))
  }
}
