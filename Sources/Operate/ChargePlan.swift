/// When cars charge: each quarter hour's Wh of each car, under what is free in the quarter hour.
///
/// Exact. How much every car can have is a maximum flow from cars to quarter hours: the earliest deadline is served first,
/// and a later car is given room by moving earlier ones about, never by taking from them. So all cars are full whenever
/// that is possible at all, and when it is not, as much as possible is charged. (The earliest deadline first alone
/// is not enough: a slow car with a late deadline may have to begin before it.)
struct ChargePlan {
  struct Car {
    let wh: Int64
    /// The most in one quarter hour.
    let quarterWh: Int64
    /// Quarter hours in which it may charge.
    let window: Range<Int>
  }

  /// Wh by car and quarter hour.
  private(set) var wh: [[Int64]]
  private var free: [Int64]
  private let cars: [Car]

  /// - Parameters:
  ///   - cars: In the order in which they are served.
  ///   - free: Wh that are free in each quarter hour; none negative.
  init(_ cars: [Car], free: [Int64]) {
    self.cars = cars
    self.free = free
    wh = cars.map { _ in Array(repeating: 0, count: free.count) }
    for (index, car) in cars.enumerated() {
      var missing = car.wh
      while missing > 0 {
        let moved = augment(index, by: missing)
        if moved == 0 { break }
        missing -= moved
      }
    }
    if let blocks = blocks(of: wh.map { $0.reduce(0, +) }, free: free) { wh = blocks }
  }

  /// Gives a car up to some Wh more along a shortest chain of moves; returns how many, 0 when none is possible.
  ///
  /// A chain goes from the car to a quarter hour; when that is full, on to a car that charges in it and may charge in another
  /// instead, until a quarter hour with room is found.
  private mutating func augment(_ source: Int, by most: Int64) -> Int64 {
    var reachedBy = Array(repeating: -1, count: free.count)
    var leftFrom = Array(repeating: -1, count: cars.count)
    var isSeen = Array(repeating: false, count: cars.count)
    isSeen[source] = true
    var queue = [source]
    var head = 0
    while head < queue.count {
      let car = queue[head]
      head += 1
      for slot in cars[car].window where reachedBy[slot] < 0 && wh[car][slot] < cars[car].quarterWh {
        reachedBy[slot] = car
        if free[slot] > 0 { return push(to: slot, from: source, most, reachedBy, leftFrom) }
        for other in cars.indices where !isSeen[other] && wh[other][slot] > 0 {
          isSeen[other] = true
          leftFrom[other] = slot
          queue.append(other)
        }
      }
    }
    return 0
  }

  private mutating func push(
    to last: Int, from source: Int, _ most: Int64, _ reachedBy: [Int], _ leftFrom: [Int]
  ) -> Int64 {
    var steps: [(car: Int, to: Int)] = []
    var amount = min(most, free[last])
    var slot = last
    while true {
      let car = reachedBy[slot]
      steps.append((car, slot))
      amount = min(amount, cars[car].quarterWh - wh[car][slot])
      guard car != source else { break }
      slot = leftFrom[car]
      amount = min(amount, wh[car][slot])
    }
    for (car, slot) in steps {
      wh[car][slot] += amount
      if car != source { wh[car][leftFrom[car]] -= amount }
    }
    free[last] -= amount
    return amount
  }

  /// The same amounts, each car in one block at its greatest power, begun as early as it fits; nil when that fails.
  ///
  /// Cars are placed by their deadline, else by how little they can wait: mostly one of the two succeeds.
  private func blocks(of amounts: [Int64], free: [Int64]) -> [[Int64]]? {
    let byDeadline = cars.indices.sorted { (cars[$0].window.upperBound, $0) < (cars[$1].window.upperBound, $1) }
    let slack = cars.indices.map { cars[$0].window.upperBound - count(amounts[$0], cars[$0]) }
    let bySlack = cars.indices.sorted { (slack[$0], $0) < (slack[$1], $1) }
    for order in [byDeadline, bySlack] {
      var free = free
      var placed = cars.map { _ in [Int64](repeating: 0, count: free.count) }
      let isWhole = order.allSatisfy { index in
        guard let block = block(amounts[index], cars[index], free) else { return false }
        for (slot, amount) in block {
          placed[index][slot] = amount
          free[slot] -= amount
        }
        return true
      }
      if isWhole { return placed }
    }
    return nil
  }

  /// Quarter hours that an amount takes at a car's greatest power.
  private func count(_ amount: Int64, _ car: Car) -> Int {
    amount == 0 ? 0 : Int((amount + car.quarterWh - 1) / car.quarterWh)
  }

  private func block(_ amount: Int64, _ car: Car, _ free: [Int64]) -> [(slot: Int, wh: Int64)]? {
    let count = count(amount, car)
    guard count > 0 else { return [] }
    guard count <= car.window.count else { return nil }
    for first in car.window.lowerBound...(car.window.upperBound - count) {
      let block = (0..<count).map { (slot: first + $0, wh: min(car.quarterWh, amount - Int64($0) * car.quarterWh)) }
      if block.allSatisfy({ free[$0.slot] >= $0.wh }) { return block }
    }
    return nil
  }
}
