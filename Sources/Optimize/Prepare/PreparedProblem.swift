/// What the solver is given, and what became of each device.
///
/// Every device of the conditions is in exactly one of: `devices` (it has a consumer), `running`, `leftOut`, or a
/// warning with the tag WARN_IGNORED.
public struct PreparedProblem: Sendable {
  /// Its base is the curve of the conditions and what `running` still draws.
  public var problem: Problem
  /// Index of each consumer's device in the conditions.
  public var devices: [Int]
  public var warnings: [PlanWarning]
  public var running: [Running]
  public var leftOut: [LeftOut]

  public init(
    problem: Problem, devices: [Int], warnings: [PlanWarning], running: [Running] = [], leftOut: [LeftOut] = []
  ) {
    self.problem = problem
    self.devices = devices
    self.warnings = warnings
    self.running = running
    self.leftOut = leftOut
  }

  /// Solves; a device that turns out to have no plan is left out with WARN_IGNORED, so that the others have theirs.
  public mutating func solve(_ options: SolveOptions) throws -> Plan {
    while true {
      do {
        return try problem.solve(options)
      } catch SolveFailure.noPlan(let name) {
        // Known before the search begins: trying again costs little.
        let index = problem.consumers.firstIndex { $0.name == name }!
        problem.consumers.remove(at: index)
        devices.remove(at: index)
        warnings.append(PlanWarning(.ignored, device: name, "nothing that it could do keeps its wish"))
      }
    }
  }

  /// A device that was started and cannot be stopped: there is nothing to choose.
  public struct Running: Sendable, Equatable {
    /// Index in the conditions' devices.
    public var device: Int
    /// What it still draws, mW of each step; part of the problem's base.
    public var load: [Int]

    public init(device: Int, load: [Int]) {
      self.device = device
      self.load = load
    }
  }

  /// A device that is as it should be without this plan. Not a warning: it would come 96 times a day.
  public struct LeftOut: Sendable, Equatable {
    public enum Reason: String, Sendable, CaseIterable {
      /// It cannot be done within this horizon, and a later plan will do it in time.
      case notDue = "not due"
      /// A water heater that was started less than its rest ago.
      case resting
      /// What is wished was done, or nothing is needed.
      case served
      /// Its owner took it out of the plans.
      case released
    }

    /// Index in the conditions' devices.
    public var device: Int
    public var reason: Reason

    public init(device: Int, reason: Reason) {
      self.device = device
      self.reason = reason
    }
  }
}
