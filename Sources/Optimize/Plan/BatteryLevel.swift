/// The level of a battery when a horizon begins: what was known of it, carried on with what it was told since.
struct BatteryLevel {
  var wish: BatteryWish
  /// mWh at an instant, seconds since 1970.
  var level: Int
  var at: Int64

  /// - Returns: Wh, within the battery's limits, rounded down.
  func carried(to begin: Int64, told history: DeviceHistory?, step: Int) -> Int {
    var energy = level * 3600  // mWs
    if let history {
      for (index, power) in history.decisions.enumerated() {
        let from = max(at, history.begin + Int64(index * step))
        let until = min(begin, history.begin + Int64((index + 1) * step))
        guard from < until else { continue }
        let moved = power * 1000 * Int(until - from)
        energy += moved > 0 ? moved * wish.efficiency / 10_000 : moved
        energy = min(wish.capacity * 3_600_000, max(wish.minimum * 3_600_000, energy))
      }
    }
    return min(wish.capacity, max(wish.minimum, energy / 3_600_000))
  }
}
