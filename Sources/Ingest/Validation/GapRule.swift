import Grid

/// The rule that looks at what is missing.
extension DayJudge {
  private struct Gap {
    let register: Register?
    let day: LocalDay
    let start: Int64
    var end: Int64
    var isJudged: Bool
  }

  /// The gaps that touch the meter's days, each from its first missing interval to its last.
  ///
  /// What was found on other days before is joined to them in the database, which also sees how long they are and what they lack.
  /// There is nothing of a neighbour's few minutes, where a gap has to be longer to be one: hence days beside are looked at too.
  func gaps() -> [Verdict] {
    guard let allowed = allowance(.gap) else { return [] }
    let judged = Set(meter.days)
    var gaps: [Gap] = []
    var latest: [Register?: Int] = [:]
    for day in days(beside: allowed.threshold) where meter.isMember(on: day) {
      guard let at = history.position(of: day) else { continue }
      let midnight = history.days[at].start
      for (register, range) in missing(at) {
        let start = midnight + Int64(range.lowerBound) * Int64(meter.interval)
        let end = midnight + Int64(range.upperBound) * Int64(meter.interval)
        if let before = latest[register], gaps[before].end == start {
          gaps[before].end = end
          if judged.contains(day) { gaps[before].isJudged = true }
        } else {
          latest[register] = gaps.count
          gaps.append(Gap(register: register, day: day, start: start, end: end, isJudged: judged.contains(day)))
        }
      }
    }
    return gaps.filter(\.isJudged).map { gap in
      Verdict(
        meterID: meter.id, day: gap.day, rule: .gap, register: gap.register, start: gap.start, end: gap.end,
        severity: allowed.severity, threshold: "\(allowed.threshold) min", evidence: "{}")
    }
  }

  /// The meter's days and so many around them that a gap which goes on there is longer than some minutes.
  private func days(beside minutes: Int64) -> [LocalDay] {
    guard minutes > 0 else { return meter.days }
    let reach = Int32(min(Int64(EstimateRun.reach), minutes / 1380 + 2))
    var all: [LocalDay] = []
    for day in meter.days {
      let first = all.last.map { max($0.number + 1, day.number - reach) } ?? day.number - reach
      for number in first...day.number + reach { all.append(LocalDay(number: number)) }
    }
    return all
  }

  /// Intervals of a day without a measured value, of each register; nil: all registers lack the stretch.
  private func missing(_ at: Int) -> [(Register?, Range<Int>)] {
    let count = history.count(at: at)
    let registers = history.expected(at: at)
    guard !registers.isEmpty else { return count > 0 ? [(nil, 0..<count)] : [] }
    var lacking: [Range<Int>: [Register]] = [:]
    for register in registers {
      guard let values = history.register(register, at: at)?.values else {
        lacking[0..<count, default: []].append(register)
        continue
      }
      guard values.contains(MeasuredRegister.unknown) else { continue }
      for range in stretches(count, { values[$0] == MeasuredRegister.unknown }) {
        lacking[range, default: []].append(register)
      }
    }
    return lacking.sorted { ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound) }
      .flatMap { range, lacked in
        (lacked.count == registers.count ? [nil] : lacked.map(Optional.init)).map { ($0, range) }
      }
  }
}
