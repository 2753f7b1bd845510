import Grid
import Testing

@testable import Operate

@Suite struct BatteryWalkTests {
  static func limits(
    capacity: Int64 = 10_000_000, least: Int64 = 1_000_000, charge: Int64 = 2000, discharge: Int64 = 2000,
    efficiency: Int64 = 9000
  ) -> BatteryLimits {
    BatteryLimits(
      capacity: capacity, least: least, chargePower: charge, dischargePower: discharge, efficiency: efficiency)
  }

  @Test("charging loses what the efficiency says, discharging nothing")
  func loss() {
    var walk = BatteryWalk(Self.limits(efficiency: 5000), level: 2_000_000)
    #expect(walk.step(charge: 1_001, discharge: 0) == BatteryWalk.Step(loss: 501))
    #expect(walk.level == 2_000_500)
    #expect(walk.step(charge: 0, discharge: 500) == BatteryWalk.Step())
    #expect(walk.level == 2_000_000)
    var ideal = BatteryWalk(Self.limits(efficiency: 10_000), level: 2_000_000)
    #expect(ideal.step(charge: 777, discharge: 7) == BatteryWalk.Step())
    #expect(ideal.level == 2_000_770)
  }

  @Test("what does not fit is excess, what is not there is short, and below empty is negative")
  func beyond() {
    var walk = BatteryWalk(Self.limits(efficiency: 10_000), level: 9_000_000)
    #expect(walk.step(charge: 1_500_000, discharge: 0) == BatteryWalk.Step(excess: 500_000))
    #expect(walk.level == 10_000_000)
    #expect(walk.step(charge: 0, discharge: 9_300_000) == BatteryWalk.Step(short: 300_000))
    #expect(walk.level == 1_000_000)
    #expect(walk.step(charge: 0, discharge: 1_200_000) == BatteryWalk.Step(short: 1_200_000, negative: 200_000))
    #expect(walk.level == 1_000_000)
  }

  @Test(
    "whatever is charged and discharged, the level stays within its limits and no mWh is lost",
    arguments: [5000, 8765, 10_000] as [Int64])
  func conserved(efficiency: Int64) {
    var dice = Dice(state: UInt64(efficiency))
    for _ in 0..<200 {
      let capacity = Int64.random(in: 1000...5_000_000, using: &dice)
      let limits = Self.limits(
        capacity: capacity, least: Int64.random(in: 0..<capacity, using: &dice), efficiency: efficiency)
      let start = Int64.random(in: limits.least...capacity, using: &dice)
      var walk = BatteryWalk(limits, level: start)
      // The same by another road: an account of what came in and went out.
      var balance = start
      var isRight = true
      for _ in 0..<50 {
        let charge = Int64.random(in: 0...capacity / 3, using: &dice)
        let discharge = Int64.random(in: 0...capacity / 3, using: &dice)
        let step = walk.step(charge: charge, discharge: discharge)
        balance += charge - step.loss - step.excess - discharge + step.short
        isRight =
          isRight && step.loss * 10_000 >= charge * (10_000 - efficiency)
          && (step.loss - 1) * 10_000 < charge * (10_000 - efficiency)
        isRight = isRight && walk.level == balance && limits.least <= walk.level && walk.level <= capacity
        isRight = isRight && (step.excess == 0 || walk.level == capacity)
        isRight = isRight && (step.short == 0 || walk.level == limits.least)
      }
      #expect(isRight)
    }
  }

  @Test("the greatest charge fits, and one mWh more does not")
  func greatest() {
    for efficiency: Int64 in [1, 5000, 9130, 10_000] {
      let limits = Self.limits(efficiency: efficiency)
      for room: Int64 in [0, 1, 7, 999, 123_457] {
        let charge = limits.greatestCharge(into: room)
        #expect(limits.stored(of: charge) <= room)
        #expect(limits.stored(of: charge + 1) > room)
      }
    }
  }

  @Test("low prices charge, high ones discharge, and within two percent of the standard it holds")
  func rule() {
    let rule = BatteryRule(rule: PriceRule(standard: 5000), limits: Self.limits())
    func action(_ price: Int64?, level: Int64 = 5_000_000, surplus: Int64 = 0) -> BatteryRule.Action {
      rule.action(level: level, price: price, doubleStandard: 10_000, surplus: surplus)
    }
    #expect(action(4899) == .init(charge: 2000, reason: .low))
    #expect(action(4900) == .init(reason: .hold))
    #expect(action(5100) == .init(reason: .hold))
    #expect(action(5101) == .init(discharge: 2000, reason: .high))
    #expect(action(-100) == .init(charge: 2000, reason: .low))
    #expect(action(nil) == .init(reason: .noPrice))
    #expect(action(4000, level: 10_000_000) == .init(reason: .full))
    #expect(action(6000, level: 1_000_000) == .init(reason: .empty))
    // 90 Wh of room take 100.001 Wh, which is 400 W for a quarter of an hour; 100 Wh above the minimum give 400 W.
    #expect(action(4000, level: 9_910_000) == .init(charge: 400, reason: .low))
    #expect(action(6000, level: 1_100_000) == .init(discharge: 400, reason: .high))
    // Surplus goes before the price: 100 Wh are 400 W.
    #expect(action(6000, surplus: 100_100) == .init(charge: 400, surplus: 100_000, reason: .surplus))
    #expect(action(nil, surplus: 100_000) == .init(charge: 400, surplus: 100_000, reason: .surplus))
    #expect(action(4000, surplus: 100_000) == .init(charge: 2000, surplus: 100_000, reason: .low))
    #expect(action(6000, level: 10_000_000, surplus: 100_000) == .init(discharge: 2000, reason: .high))
  }

  @Test("a battery without power holds, and a negative standard has its band too")
  func edges() {
    let still = BatteryRule(rule: PriceRule(standard: 5000), limits: Self.limits(charge: 0, discharge: 0))
    for price: Int64 in [1, 9000] {
      #expect(
        still.action(level: 5_000_000, price: price, doubleStandard: 10_000, surplus: 9) == .init(reason: .hold))
    }
    let rule = PriceRule(standard: nil)
    #expect(rule.verdict(-1020, doubleStandard: -2000) == .within)
    #expect(rule.verdict(-1021, doubleStandard: -2000) == .low)
    #expect(rule.verdict(-979, doubleStandard: -2000) == .high)
    #expect(rule.verdict(0, doubleStandard: 0) == .within)
  }

  @Test("the standard is the median of the 24 hours before, twice, and wants half of them")
  func median() {
    var quarters: [Int64: Int64] = [:]
    for at in 0..<96 { quarters[Int64(at) * 900] = Int64((at * 37) % 96) }
    #expect(MarketPrices(quarters).doubleMedian(before: 86_400) == Int64(95))
    #expect(MarketPrices(quarters).doubleMedian(before: 86_400 + 900) == Int64(96))
    let half = quarters.filter { $0.key < 48 * 900 }
    #expect(MarketPrices(half).doubleMedian(before: 86_400) != nil)
    #expect(MarketPrices(half).doubleMedian(before: 86_400 + 900) == nil)
  }

  @Test("what is offered beyond a plan is never there twice, whatever the plan", arguments: 1...60)
  func flexibility(seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let limits = Self.limits(efficiency: [5000, 9137, 10_000][seed % 3])
    var level = Int64.random(in: limits.least...limits.capacity, using: &dice)
    var planned: [(charge: Int64, discharge: Int64)] = []
    let slots = (0..<96).map { _ in
      let rule = BatteryRule(rule: PriceRule(standard: 50), limits: limits)
      let price = Int64.random(in: 0...100, using: &dice)
      let action = rule.action(level: level, price: price, doubleStandard: 100, surplus: 0)
      level += action.charge * 250 * limits.efficiency / 10_000 - action.discharge * 250
      planned.append((action.charge, action.discharge))
      return OfferFlexibility.Slot(
        charge: action.charge, discharge: action.discharge, level: level,
        price: seed % 4 == 0 ? nil : Int64.random(in: 0...100, using: &dice),
        isOpen: Int64.random(in: 0...9, using: &dice) > 0)
    }
    let flexibility = OfferFlexibility(limits: limits)
    let (up, down) = (flexibility.up(slots), flexibility.down(slots))
    // Everything that is offered is called: an independent loop over the levels.
    for (calledUp, calledDown) in [(true, false), (false, true), (true, true)] {
      var stored = slots[0].level + planned[0].discharge * 250 - planned[0].charge * 250 * limits.efficiency / 10_000
      var isRight = true
      for at in slots.indices {
        let (more, less) = (calledDown ? down[at] : 0, calledUp ? up[at] : 0)
        isRight = isRight && (slots[at].isOpen || up[at] + down[at] == 0)
        isRight = isRight && up[at] % 1000 == 0 && down[at] % 1000 == 0 && up[at] >= 0 && down[at] >= 0
        isRight = isRight && planned[at].charge * 250 + down[at] <= limits.chargePower * 250
        isRight = isRight && planned[at].discharge * 250 + up[at] <= limits.dischargePower * 250
        stored += (planned[at].charge * 250 + more) * limits.efficiency / 10_000 - planned[at].discharge * 250 - less
        isRight = isRight && limits.least <= stored && stored <= limits.capacity
      }
      #expect(isRight, "up \(calledUp), down \(calledDown)")
    }
  }

  @Test("the dearest slot gets the energy, and the reserve prices lose nothing")
  func dearest() {
    let limits = Self.limits()
    func slot(_ price: Int64?) -> OfferFlexibility.Slot {
      .init(charge: 0, discharge: 0, level: 1_700_000, price: price, isOpen: true)
    }
    // 700 Wh above the minimum, at most 500 Wh a quarter of an hour.
    let up = OfferFlexibility(limits: limits).up([slot(10), slot(nil), slot(90), slot(30), slot(30)])
    #expect(up == [0, 0, 500_000, 200_000, 0])
    let none = OfferFlexibility(limits: limits).up([slot(nil), slot(nil), slot(nil)])
    #expect(none == [500_000, 200_000, 0])
    // 60.00 at 90 %: 66.67 to sell, 54.00 to buy; −60.00: −66.67 and −54.00.
    func reserve(_ standard: Int64, _ efficiency: Int64) -> [Int64] {
      let reserve = Reserve(doubleStandard: standard, efficiency: efficiency)
      return [reserve.up, reserve.down]
    }
    #expect(reserve(12_000, 9000) == [6667, 5400])
    #expect(reserve(-12_000, 9000) == [-6667, -5400])
    #expect(reserve(5, 10_000) == [3, 3])
  }
}
