/// What the solver found within its time.
public struct Solution: Sendable {
  public enum Status: Sendable, Equatable {
    /// No other point is better by more than the gap that was asked for.
    case optimal
    /// No point keeps all rows and bounds.
    case infeasible
    /// The objective has no limit.
    case unbounded
    /// Presolve saw one of the two and did not look which.
    case infeasibleOrUnbounded
    /// The time was over; the incumbent, if there is one, keeps all rows.
    case timeLimit
    /// The solver's own number for anything else.
    case other(Int)
  }

  /// The best point that is known; it keeps all rows and bounds within the solver's tolerance (1e-6).
  public struct Point: Sendable {
    /// The objective of exactly these values.
    public let objective: Double
    /// One value a column, in the model's order; a whole number, exactly, where the column is an integer.
    public let values: [Double]

    public subscript(column: MixedIntegerModel.Column) -> Double { values[column.index] }
  }

  public let status: Status
  /// The optimum, or the incumbent at the time limit; nil when there is none.
  public let point: Point?
  /// How far the point may be from the optimum, relative to its objective: 0 is proven; nil without a point or a bound.
  public let gap: Double?
  /// No point is better than this; known at the time limit also without a point. Nil: nothing is proven.
  public let bound: Double?
}

/// The solver could not be asked; an infeasible model is not an error but a solution's status.
public enum SolverError: Error, Equatable {
  /// A cost or a coefficient is not finite, or HiGHS refused the model.
  case modelRefused
  /// HiGHS refused an option, named here.
  case optionRefused(String)
  /// HiGHS failed on the way.
  case runFailed
}
