import Grid

/// Judges one meter's days by the rules that look at one vector at a time.
struct DayJudge {
  /// What one dump said of a register's day.
  struct Said {
    let interval: Int32
    /// mWh; `MeasuredRegister.unknown` where it says nothing.
    let values: [Int64]
    /// Whether a value is an estimate of the dump.
    let isEstimate: [Bool]?
    let file: String
  }

  let history: MeterHistory
  let book: RuleBook
  let sun: Sun
  /// What dumps said of days that several speak of, in the order of reception.
  var said: [LocalDay: [Register: [Said]]] = [:]

  var meter: MeterFacts { history.meter }

  /// What is wrong with a day, beside gaps; nothing when the meter was no member then.
  func verdicts(on day: LocalDay) -> [Verdict] {
    guard meter.isMember(on: day), let at = history.position(of: day) else { return [] }
    var all: [Verdict] = []
    all += overlaps(at)
    all += spikes(at)
    all += overCapacity(at)
    all += zeroRuns(at)
    all += productionAtNight(at)
    all += imbalances(at)
    all += stuckValues(at)
    return all
  }

  func allowance(_ rule: ValidationRule) -> Allowance? { book.allowance(rule, meter: meter.id, kind: meter.kind) }

  func verdict(
    _ rule: ValidationRule, _ allowed: Allowance, _ position: Int, _ register: Register?, _ range: Range<Int>,
    threshold: String, _ facts: Facts
  ) -> Verdict {
    let day = history.days[position]
    let end = day.start + Int64(range.upperBound) * Int64(meter.interval)
    return Verdict(
      meterID: meter.id, day: day.day, rule: rule, register: register,
      start: day.start + Int64(range.lowerBound) * Int64(meter.interval), end: end, severity: allowed.severity,
      threshold: threshold, evidence: facts.json)
  }

  /// mWh that an interval has at a mean power.
  func energy(watts: Int64) -> Int64 { watts * Int64(meter.interval) * 1000 / 3600 }

  /// Mean power in W, rounded down.
  func power(_ milliWh: Int64) -> Int64 { milliWh * 3600 / (Int64(meter.interval) * 1000) }

  /// Actual values of dumps that contradict each other, and dumps of another interval length.
  private func overlaps(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.overlap), let registers = said[history.days[at].day] else { return [] }
    let count = history.count(at: at)
    var all: [Verdict] = []
    for (register, parts) in registers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      var conflicts: [Int] = []
      var most: Int64 = 0
      for slot in 0..<count {
        let values = parts.compactMap { part -> Int64? in
          guard part.interval == meter.interval, slot < part.values.count, !(part.isEstimate?[slot] ?? false),
            part.values[slot] != MeasuredRegister.unknown
          else { return nil }
          return part.values[slot]
        }
        guard let least = values.min(), let greatest = values.max(), greatest - least > allowed.threshold * 1000 else {
          continue
        }
        conflicts.append(slot)
        most = max(most, greatest - least)
      }
      let foreign = parts.filter { $0.interval != meter.interval }
      guard let first = conflicts.first ?? (foreign.isEmpty ? nil : 0) else { continue }
      var facts: Facts = [
        "intervals": .number(Int64(conflicts.count)), "greatest_wh": .wh(most),
        "files": .texts(Array(parts.map(\.file).suffix(5))),
      ]
      if let other = foreign.first { facts.append("interval_s", .number(Int64(other.interval))) }
      let end = foreign.isEmpty ? conflicts.last! + 1 : count
      all.append(
        verdict(.overlap, allowed, at, register, first..<end, threshold: "\(allowed.threshold) Wh", facts))
    }
    return all
  }

  /// Import − export = consumption + charge − production − discharge where all registers are given, as far as six values that
  /// were rounded each on its own can tell: half a unit each.
  private func imbalances(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.energyBalance) else { return [] }
    func day(_ register: Register) -> MeasuredRegister? { history.register(register, at: at) }
    guard let drawn = day(.imported), let fed = day(.exported), let used = day(.consumption),
      let made = day(.production)
    else { return [] }
    let all = [drawn, fed, used, made] + [day(.batteryCharge), day(.batteryDischarge)].compactMap { $0 }
    let unit: Int64 = all.contains { $0.exponent == 0 } ? 1000 : 1
    let tolerance = unit * Int64(all.count) / 2 + allowed.threshold * 1000
    let charged = day(.batteryCharge)?.values
    let discharged = day(.batteryDischarge)?.values
    func difference(_ slot: Int) -> Int64 {
      guard all.allSatisfy({ $0.values[slot] != MeasuredRegister.unknown }) else { return 0 }
      let inside = used.values[slot] + (charged?[slot] ?? 0) - made.values[slot] - (discharged?[slot] ?? 0)
      return abs(drawn.values[slot] - fed.values[slot] - inside)
    }
    return stretches(history.count(at: at)) { difference($0) > tolerance }.map { range in
      verdict(
        .energyBalance, allowed, at, nil, range, threshold: "\(Facts.wh(tolerance)) Wh",
        ["intervals": .number(Int64(range.count)), "greatest_wh": .wh(range.map(difference).max() ?? 0)])
    }
  }
}
