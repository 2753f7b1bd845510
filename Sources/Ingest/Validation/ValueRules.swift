import Grid

/// The rules that look at single values and at runs of them.
extension DayJudge {
  /// Slots of an hour before and behind, that are like a slot.
  private var reach: Int { max(1, Int(3600 / meter.interval)) }
  /// Values that a percentile is taken of at least.
  private static let least = 20

  /// Values far above the 95th percentile of the like slots of the days before. What batteries do has no such habit.
  func spikes(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.spike), allowed.threshold > 0 else { return [] }
    let floor = energy(watts: allowed.floorW)
    var all: [Verdict] = []
    for (register, days) in history.registers.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where register.rawValue <= Register.production.rawValue {
      guard let values = days[at]?.values, values.contains(where: { $0 > floor }) else { continue }
      let before = days[max(0, at - MeterHistory.window)..<at].compactMap { $0?.values }
      let isHigh = values.indices.map { values[$0] > floor && isSpike(values[$0], $0, before, allowed.threshold) }
      for range in stretches(values.count, { isHigh[$0] }) {
        let peak = range.max { values[$0] < values[$1] }!
        let usual = likeValues(peak, before).sorted()
        all.append(
          verdict(
            .spike, allowed, at, register, range, threshold: "\(allowed.threshold) x the 95th percentile",
            [
              "wh": .wh(values[peak]), "percentile_wh": .wh(usual[(usual.count * 95 + 99) / 100 - 1]),
              "like_values": .number(Int64(usual.count)), "intervals": .number(Int64(range.count)),
            ]))
      }
    }
    return all
  }

  private func likeValues(_ slot: Int, _ before: [[Int64]]) -> [Int64] {
    before.flatMap { values in
      values[max(0, min(slot - reach, values.count))..<min(values.count, slot + reach + 1)]
        .filter { $0 != MeasuredRegister.unknown }
    }
  }

  /// Whether fewer than 5 % of the like values come near a value: nothing has to be sorted for that, and usual values are let
  /// off after a few.
  private func isSpike(_ value: Int64, _ slot: Int, _ before: [[Int64]], _ factor: Int64) -> Bool {
    var count = 0
    var near = 0
    for values in before {
      for at in max(0, slot - reach)..<max(max(0, slot - reach), min(values.count, slot + reach + 1))
      where values[at] != MeasuredRegister.unknown {
        count += 1
        if values[at] * factor >= value { near += 1 }
      }
      // 5 % of all that can come.
      if near * 20 > before.count * (2 * reach + 1) { return false }
    }
    return count >= Self.least && near <= count - (count * 95 + 99) / 100
  }

  /// Mean power above what contract, plant or meter allow.
  func overCapacity(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.overCapacity) else { return [] }
    let day = history.days[at].day
    var all: [Verdict] = []
    for (register, days) in history.registers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let values = days[at]?.values, let (watts, source) = capacity(of: register, at, on: day) else { continue }
      let limit = energy(watts: watts) * allowed.threshold / 100
      for range in stretches(values.count, { values[$0] > limit }) {
        let peak = range.map { values[$0] }.max()!
        all.append(
          verdict(
            .overCapacity, allowed, at, register, range, threshold: "\(allowed.threshold) % of \(watts) W (\(source))",
            ["watts": .number(power(peak)), "wh": .wh(peak), "intervals": .number(Int64(range.count))]))
      }
    }
    return all
  }

  /// The least power that something allows a register; nil: nothing does.
  ///
  /// Consumption of a house that produces is no draw on the grid, and a battery's level is no power.
  private func capacity(of register: Register, _ at: Int, on day: LocalDay) -> (Int64, String)? {
    let sources: [MeterFacts.Capacity.Source]
    switch register {
    case .imported: sources = [.consumption]
    case .consumption: sources = history.registers[.production]?[at] == nil ? [.consumption] : []
    case .exported: sources = [.production, .plant]
    case .production: sources = [.plant]
    case .batteryCharge, .batteryDischarge: sources = []
    case .batteryLevel: return nil
    }
    var all = meter.capacities.filter { capacity in
      sources.contains(capacity.source) && capacity.days.from <= day && (capacity.days.to.map { day < $0 } ?? true)
    }.map { ($0.watts, $0.source == .plant ? "plant" : "contract") }
    if let limit = meter.limitW { all.append((limit, "meter")) }
    return all.min { $0.0 < $1.0 }
  }

  /// A household that draws nothing for hours, though it usually does at that time.
  func zeroRuns(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.zeroRun) else { return [] }
    let register: Register = history.registers[.consumption]?[at] == nil ? .imported : .consumption
    guard let days = history.registers[register], let values = days[at]?.values else { return [] }
    return stretches(values.count) { values[$0] == 0 }.compactMap { range in
      var length = range.count
      var before = at
      if range.lowerBound == 0 {
        while before > 0, let earlier = days[before - 1]?.values {
          before -= 1
          let tail = earlier.reversed().prefix { $0 == 0 }.count
          length += tail
          guard tail == earlier.count else { break }
        }
      }
      guard Int64(length) * Int64(meter.interval) > allowed.threshold * 3600,
        isUsuallyUsed(range, days[max(0, before - MeterHistory.window)..<before])
      else { return nil }
      return verdict(
        .zeroRun, allowed, at, register, range, threshold: "\(allowed.threshold) h",
        ["hours": .number(Int64(length) * Int64(meter.interval) / 3600), "intervals": .number(Int64(range.count))])
    }
  }

  /// Whether at least half of the slots have a value above zero on more than half of the days that know them.
  private func isUsuallyUsed(_ range: Range<Int>, _ days: ArraySlice<MeasuredRegister?>) -> Bool {
    var used = 0
    for slot in range {
      var known = 0
      var above = 0
      for case let day? in days where slot < day.values.count && day.values[slot] != MeasuredRegister.unknown {
        known += 1
        if day.values[slot] > 0 { above += 1 }
      }
      if known > 0, 2 * above > known { used += 1 }
    }
    return 2 * used >= range.count
  }

  /// Production while the sun is far below the horizon.
  func productionAtNight(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.pvAtNight) else { return [] }
    let register: Register =
      meter.kind == "plant" && history.registers[.production]?[at] == nil ? .exported : .production
    guard let values = history.registers[register]?[at]?.values else { return [] }
    let floor = energy(watts: allowed.floorW)
    guard values.contains(where: { $0 > floor }) else { return [] }
    let night = sun.night(of: history.days[at], interval: meter.interval, below: allowed.threshold)
    return stretches(values.count) { values[$0] > floor && night.isDark[$0] }.map { range in
      let peak = range.map { values[$0] }.max()!
      return verdict(
        .pvAtNight, allowed, at, register, range, threshold: "sun \(night.degrees) degrees below the horizon",
        [
          "watts": .number(power(peak)), "wh": .wh(range.reduce(0) { $0 + values[$1] }),
          "intervals": .number(Int64(range.count)),
        ])
    }
  }

  /// The same value, not zero, for too long. Values of a few units repeat by rounding alone.
  func stuckValues(_ at: Int) -> [Verdict] {
    guard let allowed = allowance(.stuckValue) else { return [] }
    let floor = energy(watts: allowed.floorW)
    var all: [Verdict] = []
    for (register, days) in history.registers.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where register != .batteryLevel {
      guard let day = days[at] else { continue }
      let values = day.values
      let fewUnits: Int64 = day.exponent == 0 ? 10_000 : 10
      var start = 0
      while start < values.count {
        var end = start + 1
        while end < values.count, values[end] == values[start] { end += 1 }
        let length = Int64(end - start) * Int64(meter.interval)
        if values[start] > max(floor, fewUnits), length > allowed.threshold * 60, end - start > 2 {
          all.append(
            verdict(
              .stuckValue, allowed, at, register, start..<end, threshold: "\(allowed.threshold) min",
              ["wh": .wh(values[start]), "times": .number(Int64(end - start))]))
        }
        start = end
      }
    }
    return all
  }
}
