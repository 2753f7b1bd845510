/// A plan of every consumer, and how good it is known to be.
public struct Plan: Sendable {
  /// How it was found.
  public enum Method: String, Sendable {
    /// One mixed-integer program.
    case milp
    /// Column generation and local search.
    case decomposition
  }

  /// One consumer's part, on the steps of the horizon.
  public struct Part: Sendable, Equatable {
    public var decisions: [Int]
    /// mW of each step.
    public var load: [Int]

    public init(decisions: [Int], load: [Int]) {
      self.decisions = decisions
      self.load = load
    }
  }

  public var method: Method
  /// In the order of the problem's consumers.
  public var parts: [Part]
  /// The curve with all loads, mW of each step.
  public var total: [Int]
  /// Weighted mW summed over the steps: without weights 3,600,000 / step seconds times the imported Wh. Exact.
  public var objective: Int
  /// No plan has less; nil: nothing is proven.
  public var bound: Int?
  /// Wall seconds: of the search, and with reading and building.
  public var solveSeconds: Double
  public var totalSeconds: Double

  /// How far the plan may be from the best one: a share of the objective; 0: it is the best.
  public var gap: Double? {
    guard let bound else { return nil }
    if bound >= objective { return 0 }
    return Double(objective - bound) / Double(objective)
  }

  /// The greatest import of a step, mW.
  public var peak: Int { max(0, total.max() ?? 0) }

  /// mW summed over the steps in which the community draws.
  public static func imported(_ curve: [Int]) -> Int { curve.reduce(0) { $0 + max(0, $1) } }
}
