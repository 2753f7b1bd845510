import Testing

@testable import Operate

/// The plan against an independent count: the least cut, by trying every set of quarter hours.
@Suite struct ChargePlanTests {
  typealias Car = ChargePlan.Car

  /// The most that some cars can charge together. Of each set of quarter hours: all that is free in it, and what the cars can
  /// take in the others; the least of these sums is what can be charged (max-flow min-cut).
  static func most(_ cars: [Car], free: [Int64]) -> Int64 {
    (0..<(1 << free.count)).map { set in
      let inside = free.indices.filter { set >> $0 & 1 == 1 }.reduce(Int64(0)) { $0 + free[$1] }
      return cars.reduce(inside) { sum, car in
        let others = car.window.count { set >> $0 & 1 == 0 }
        return sum + min(car.wh, car.quarterWh * Int64(others))
      }
    }.min()!
  }

  func check(_ plan: ChargePlan, _ cars: [Car], free: [Int64]) {
    for (car, wh) in zip(cars, plan.wh) {
      #expect(wh.reduce(0, +) <= car.wh)
      for (slot, amount) in wh.enumerated() {
        #expect(amount >= 0 && amount <= (car.window.contains(slot) ? car.quarterWh : 0))
      }
    }
    for slot in free.indices { #expect(plan.wh.reduce(0) { $0 + $1[slot] } <= free[slot]) }
  }

  @Test("20 cars get all that the least cut allows, the first ones first", arguments: 0..<40 as Range<UInt64>)
  func random(seed: UInt64) {
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let free = (0..<9).map { _ in Int64.random(in: 0...9000, using: &dice) }
    let cars = (0..<20).map { _ in
      let first = Int.random(in: 0..<9, using: &dice)
      let end = Int.random(in: first...9, using: &dice)
      return Car(
        wh: .random(in: 0...(seed % 2 == 0 ? 6000 : 2000), using: &dice),
        quarterWh: .random(in: 300...2750, using: &dice),
        window: first..<end)
    }.sorted { $0.window.upperBound < $1.window.upperBound }
    let plan = ChargePlan(cars, free: free)
    check(plan, cars, free: free)
    let amounts = plan.wh.map { $0.reduce(0, +) }
    for count in 1...cars.count {
      #expect(amounts[..<count].reduce(0, +) == Self.most(Array(cars[..<count]), free: free))
    }
  }

  @Test("the earliest deadline first is not enough: a slow car with a late deadline begins before it")
  func slowCar() {
    // Four quarter hours with room for 1,000 Wh. The slow car needs 500 Wh in each of them, which leaves the fast one 500 Wh in
    // each of its three: what it needs. Served alone it takes 1,000 and 500, and the slow one would lack 500.
    let cars = [Car(wh: 1500, quarterWh: 1000, window: 0..<3), Car(wh: 2000, quarterWh: 500, window: 0..<4)]
    let plan = ChargePlan(cars, free: [1000, 1000, 1000, 1000])
    #expect(plan.wh == [[500, 500, 500, 0], [500, 500, 500, 500]])
  }

  @Test("cars that fit one after the other charge in one block each, at their greatest power")
  func blocks() {
    let cars = (0..<3).map { _ in Car(wh: 2500, quarterWh: 1000, window: 0..<12) }
    let plan = ChargePlan(cars, free: Array(repeating: 1200, count: 12))
    #expect(plan.wh[0] == [1000, 1000, 500] + Array(repeating: 0, count: 9))
    #expect(plan.wh[1] == [0, 0, 0, 1000, 1000, 500] + Array(repeating: 0, count: 6))
    #expect(plan.wh[2] == [0, 0, 0, 0, 0, 0, 1000, 1000, 500, 0, 0, 0])
  }

  @Test("nothing is planned at a limit of 0, for a car that needs nothing, or in a window without a quarter hour")
  func nothing() {
    let cars = [
      Car(wh: 100, quarterWh: 100, window: 0..<2), Car(wh: 0, quarterWh: 100, window: 0..<2),
      Car(wh: 100, quarterWh: 100, window: 1..<1), Car(wh: 100, quarterWh: 0, window: 0..<2),
    ]
    #expect(ChargePlan(cars, free: [0, 0]).wh == Array(repeating: [0, 0], count: 4))
  }
}

/// SplitMix64: the same numbers on every machine.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
