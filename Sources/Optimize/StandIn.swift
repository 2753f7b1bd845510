import Database
import Grid

public struct PreparedProblem: Sendable {
  public var problem: Problem
  public var devices: [Int]
  public var warnings: [PlanWarning]
  public var running: [Running] = []
  public var leftOut: [LeftOut] = []
  public struct Running: Sendable, Equatable {
    public var device: Int
    public var load: [Int]
  }
  public struct LeftOut: Sendable, Equatable {
    public var device: Int
  }
}

extension RunConditions {
  static func rounded(now: Int64, step: Int) -> Int64 { (now + 450) / 900 * 900 }

  public func prepare() -> PreparedProblem {
    var consumers: [Consumer] = []
    var used: [Int] = []
    var warnings: [PlanWarning] = []
    var leftOut: [PreparedProblem.LeftOut] = []
    for (index, device) in devices.enumerated() {
      guard let machine = device.machine else {
        warnings.append(PlanWarning(.ignored, device: device.device, "a stand-in", before: "a", after: "b"))
        continue
      }
      let profile = machine.profile.map { Int(($0 * 1000).rounded()) }
      if let previous = device.previous, let from = device.previousBegin,
        let at = previous.firstIndex(of: 1), from + Int64(at * stepSeconds) < begin
      {
        leftOut.append(.init(device: index))
        continue
      }
      let last = Int((machine.endBy - begin) / Int64(stepSeconds)) - profile.count
      var known: [Int]?
      if let previous = device.previous, let from = device.previousBegin {
        let skip = Int((begin - from) / Int64(stepSeconds))
        known = (0..<stepCount).map { previous.indices.contains($0 + skip) ? previous[$0 + skip] : 0 }
      }
      consumers.append(
        Consumer(
          name: device.device,
          load: .start(StartLoad(profile: profile, starts: Array(0...max(0, last)), end: stepCount)), previous: known))
      used.append(index)
    }
    return PreparedProblem(
      problem: Problem(name: name, stepSeconds: stepSeconds, base: base, consumers: consumers), devices: used,
      warnings: warnings, leftOut: leftOut)
  }
}

public struct SolveOptions: Sendable {
  public enum Method: String, Sendable, CaseIterable { case auto, milp, decomposition }
  public var timeLimit = 60.0
  public var method = Method.auto
  public init(timeLimit: Double = 60, method: Method = .auto) {
    self.timeLimit = timeLimit
    self.method = method
  }
}

extension Problem {
  public func solve(_ options: SolveOptions = .init()) throws -> Plan {
    var parts: [Plan.Part] = []
    var total = base
    for consumer in consumers {
      guard case .start(let load) = consumer.load else { continue }
      func with(_ start: Int) -> [Int] {
        var curve = [Int](repeating: 0, count: stepCount)
        for (k, p) in load.profile.enumerated() where start + k < stepCount { curve[start + k] = p }
        return curve
      }
      let best = load.starts.min { a, b in
        let x = zip(total, with(a)).reduce(0) { $0 + max(0, $1.0 + $1.1) }
        let y = zip(total, with(b)).reduce(0) { $0 + max(0, $1.0 + $1.1) }
        return (x, consumer.previous?[a] == 1 ? 0 : 1, a) < (y, consumer.previous?[b] == 1 ? 0 : 1, b)
      }!
      let curve = with(best)
      total = zip(total, curve).map { $0 + $1 }
      parts.append(Plan.Part(decisions: (0..<stepCount).map { $0 == best ? 1 : 0 }, load: curve))
    }
    return Plan(
      method: .milp, parts: parts, total: total, objective: Plan.imported(total), bound: Plan.imported(total),
      solveSeconds: 0, totalSeconds: 0)
  }
}

struct PlanningCurve {
  var base: [Int]
  var filled: [Int]
}

func planningCurve(
  communityID: Int64, begin: Instant, steps: Int, asOf: Instant, on database: Connection
) throws -> PlanningCurve? {
  var found: [Int64: Int] = [:]
  for row in try database.query(
    "optimize/stand_in_curve", communityID, begin, begin.advanced(by: steps * 900), asOf)
  {
    found[row.int64("start_s")] = row.int("mw")
  }
  guard !found.isEmpty else { return nil }
  let base = (0..<steps).map { found[begin.seconds + Int64($0 * 900)] }
  return PlanningCurve(base: base.map { $0 ?? 0 }, filled: base.indices.filter { base[$0] == nil })
}
