extension Preparation {
  /// A battery within its level and powers; with a standard price it charges in no step above the band around it and
  /// discharges in none below.
  mutating func battery(_ device: FlexibleDevice, _ wish: BatteryWish) -> Outcome {
    guard (1...Limits.energy).contains(wish.capacity) else { return .ignored("its capacity cannot be") }
    guard (1...10_000).contains(wish.efficiency) else {
      return .ignored("its efficiency is not above 0 and up to 100 %")
    }
    let charge = within(0...Limits.power, wish.chargePower, device, "charging power", unit: "W")
    let discharge = within(0...Limits.power, wish.dischargePower, device, "discharging power", unit: "W")
    guard charge > 0 || discharge > 0 else { return .ignored("it has no power") }
    let minimum = within(0...wish.capacity, wish.minimum, device, "least level", unit: "Wh")
    let level = within(minimum...wish.capacity, wish.level, device, "level", unit: "Wh")
    var mayCharge = [Bool](repeating: true, count: grid.count)
    var mayDischarge = mayCharge
    if let standard = wish.standardPrice {
      let known = min(conditions.prices.count, grid.count)
      if known < grid.count {
        warnings.append(
          PlanWarning(
            .database, device: device.device,
            "\(grid.count - known) of \(grid.count) steps have no price: no price rule there"))
      }
      let standard = standard.clamped(to: -Limits.price...Limits.price)
      let percent = within(0...1000, wish.pricePercent ?? 0, device, "band around the standard price", unit: "%")
      for step in 0..<known {
        let price = conditions.prices[step].clamped(to: -Limits.price...Limits.price) * 100
        if price > standard * (100 + percent) { mayCharge[step] = false }
        if price < standard * (100 - percent) { mayDischarge[step] = false }
      }
    }
    return .planned(
      .battery(
        BatteryLoad(
          capacity: wish.capacity * 3_600_000, minimum: minimum * 3_600_000, level: level * 3_600_000,
          chargePower: mayCharge.map { $0 ? charge : 0 }, dischargePower: mayDischarge.map { $0 ? discharge : 0 },
          efficiency: wish.efficiency)))
  }
}

extension Limits {
  /// Hundredths of EUR a MWh.
  static let price = 1_000_000_000_000
}
